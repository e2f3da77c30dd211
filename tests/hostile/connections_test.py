"""Attacks on the connections of a live suite."""

import contextlib
import socket
import subprocess
import threading
import time
import unittest

from tests.hostile import attacks, http2, messages
from tests.hostile.attacks import Attack
from tests.hostile.http2 import Connection
from tests.hostile.siege import Siege
from tests.testing.suite import BIN

# As docs/first-call.md says: at most every ten seconds.
PING_SECONDS = 10.5
# As many as gRPC tolerates of pings that come too often, and one more.
PINGS = 3


class Idle(threading.Thread):
    """A client that makes no calls and pings. `kinds` are those of the frames that it received."""

    def __init__(self, port, pki):
        super().__init__(daemon=True)
        self.connection = Connection(port, pki, "education-commission")
        self.kinds = set()

    def run(self):
        # It ends when nothing more arrives, or with the suite.
        with contextlib.suppress(OSError):
            for _ in range(PINGS):
                time.sleep(PING_SECONDS)
                self.connection.send(http2.frame(http2.PING, 0, 0, b"idle...."))
            self.connection.socket.settimeout(2)
            while True:
                self.kinds.add(self.connection.read_frame()[0])


class ConnectionsTest(Siege):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.idle = Idle(cls.port, cls.pki)
        cls.idle.start()

    def test_bare_sockets_from_two_addresses(self):
        number = 10500
        self.withstands("s01 bare sockets", *(Attack(attacks.hold_sockets, self.port, source, number)
                                              for source in ("127.0.0.2", "127.0.0.3")))
        self.assertGreater(self.closed("rate"), 0)

    def test_streams_that_are_reset_at_once(self):
        self.withstands("s02 rapid reset", *(Attack(attacks.reset_streams, self.port, self.pki, "court") for _ in range(2)))
        self.assertGreater(self.closed("resets"), 0)
        self.leave_evidence("court", "/connection")

    def test_headers_that_never_end(self):
        before = self.closed("bytes")
        self.withstands("s03 endless headers",
                        *(Attack(attacks.never_end_headers, self.port, self.pki, "big-data") for _ in range(2)))
        self.assertGreater(self.closed("bytes"), before)

    def test_frames_that_belong_to_no_call(self):
        # Each from another caller, because who has attacked is kept out for a while.
        floods = {"settings": ("finance-bureau", http2.SETTINGS, b""),
                  "windows": ("foreign-affairs", http2.WINDOW_UPDATE, b"\0\0\0\1"),
                  "unknown frames": ("development-reform", 0xbe, b"x" * 64)}
        before = self.closed("bytes")
        self.withstands(" and ".join(floods), *(Attack(attacks.flood, self.port, self.pki, *flood) for flood in floods.values()))
        self.assertGreaterEqual(self.closed("bytes"), before + len(floods))

    def test_handshakes_that_never_end_or_must_fail(self):
        before = self.closed("handshake")
        self.withstands("s17 handshakes", Attack(attacks.send_without_handshake, self.port, "127.0.0.2"),
                        Attack(attacks.connect_without_certificate, self.port, self.pki, "127.0.0.3"),
                        Attack(attacks.call_once, self.port, self.pki, "revoked", messages.LIST))
        self.assertGreater(self.closed("handshake"), before)
        self.leave_evidence("public-security", "/connection")

    def test_a_client_without_a_word_of_tls_is_thrown_out_in_time(self):
        with socket.create_connection(("127.0.0.1", self.port)) as silent:
            silent.settimeout(10)
            with contextlib.suppress(ConnectionResetError):
                self.assertEqual(silent.recv(1), b"")

    def test_while_others_attack_an_idle_client_may_ping(self):
        self.idle.join()
        self.assertIn(http2.PING, self.idle.kinds)
        self.assertNotIn(http2.GOAWAY, self.idle.kinds)

    def test_the_connections_of_a_revoked_certificate_are_closed(self):
        with Connection(self.port, self.pki, "culture-tourism") as connection:
            self.assertFalse(connection.closed_within(1))
            revoked = self.pki / "culture-tourism.crt"
            subprocess.run([BIN / "devpki", f"--out={self.pki}", f"--revoke={revoked}"], check=True)
            self.assertTrue(connection.closed_within(5))
        self.assertGreater(self.closed("certificate"), 0)
        self.leave_evidence("culture-tourism", "/connection")

    def test_half_sent_requests_do_not_stop_the_metrics(self):
        port = self.suite.metrics_ports["clue"]
        with contextlib.ExitStack() as stack:
            for i in range(300):
                half = stack.enter_context(socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0)))
                with contextlib.suppress(ConnectionResetError, BrokenPipeError):
                    half.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n" + b"x-slow: y\r\n" * (i % 7))
                if i % 30 == 0:
                    start = time.monotonic()
                    self.assertIn("liandong_build_info", self.page("/metrics"))
                    self.assertLess(time.monotonic() - start, 1)
        # Each ends by itself, also one that goes on sending.
        slow = socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0))
        with slow, self.assertRaises(OSError):
            slow.sendall(b"GET /metrics HTTP/1.1\r\n")
            for _ in range(10):
                slow.sendall(b"x-slow: y\r\n")
                time.sleep(1)


if __name__ == "__main__":
    unittest.main()
