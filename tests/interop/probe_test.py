"""What a kubelet, systemd and a load balancer see: health without a certificate, proved by the process itself, and a process that
reports NOT_SERVING before it stops."""

import json
import os
import signal
import socket
import subprocess
import time
import unittest

from tests.testing.ports import free_ports
from tests.testing.suite import BIN, Suite, grpcurl_binary

DELAY_SECONDS = 3
# After 20 seconds without a handshake with its own port, and a reserve.
SILENT_SECONDS = 40


class Probed(Suite):
    """The clue service has a drain delay and tells a service manager about itself."""

    def __init__(self):
        super().__init__()
        self.notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notices.bind(str(self.directory / "notify"))
        self.notices.settimeout(SILENT_SECONDS)

    def __exit__(self, *_):
        self.notices.close()
        super().__exit__()

    def flags(self, name):
        return [*super().flags(name), *([f"--drain_delay={DELAY_SECONDS}s"] if name == "clue" else [])]

    def start(self, instance):
        if instance == "clue":
            os.environ["NOTIFY_SOCKET"] = str(self.directory / "notify")
        super().start(instance)
        os.environ.pop("NOTIFY_SOCKET", None)

    def notice(self):
        return self.notices.recv(100).decode()

    def probe(self, page="ready"):
        command = [BIN / "health-probe", f"--address=127.0.0.1:{self.metrics_ports['clue']}", f"--page={page}"]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.returncode, done.stdout.strip()


class ProbeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Probed())

    def test_only_pages_are_served_without_a_certificate(self):
        self.assertEqual(self.suite.probe(), (0, "SERVING"))
        self.assertEqual(self.suite.probe("live"), (0, "LIVE"))
        self.assertEqual(self.suite.probe("other"), (1, "no such page"))
        with socket.create_connection(("127.0.0.1", self.suite.metrics_ports["clue"]), timeout=10) as http2:
            http2.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
            answer = http2.recv(4096)
        self.assertTrue(answer.startswith(b"HTTP/1.1 4") or answer.startswith(b"HTTP/1.1 5") or not answer, answer)

    def test_a_port_that_does_not_answer_is_unhealthy(self):
        done = subprocess.run([BIN / "health-probe", f"--address=127.0.0.1:{free_ports(1)[0]}"], capture_output=True)
        self.assertEqual(done.returncode, 1)

    def test_systemd_hears_that_it_is_ready_and_goes_on(self):
        self.assertEqual(self.suite.notice(), "READY=1")
        self.assertEqual(self.suite.notice(), "WATCHDOG=1")

    @unittest.skipUnless(grpcurl_binary(), "grpcurl is not installed")
    def test_it_reports_not_serving_and_still_accepts_calls(self):
        process = self.suite.processes["clue"]
        process.send_signal(signal.SIGTERM)
        while self.suite.probe() == (0, "SERVING"):
            time.sleep(0.05)
        self.assertEqual(self.suite.probe(), (1, "NOT_SERVING"))
        self.assertEqual(self.suite.probe("live"), (0, "LIVE"))
        code, text = self.suite.grpcurl("clue", "liandong.clue.v1.ClueService/ListClues", certificate="public-security",
                                        body={}, flags=("-H", "ld-purpose: 3-1", "-H", "ld-operator: T-1"))
        self.assertEqual(code, 0, text)
        self.assertEqual(json.loads(text), {})
        self.assertEqual(process.wait(timeout=30), 0)
        while self.suite.notice() != "STOPPING=1":
            pass
        self.suite.start("clue")

    def test_it_stays_live_without_the_files_of_its_certificate(self):
        """It answers its own handshakes all the same, and a restart would end it."""
        certificate = self.suite.pki / "oversight.crt"
        away = certificate.with_suffix(".away")
        port = self.suite.metrics_ports["oversight"]
        ask = [BIN / "health-probe", f"--address=127.0.0.1:{port}", "--page=live"]
        certificate.rename(away)
        until = time.monotonic() + SILENT_SECONDS
        while time.monotonic() < until:
            self.assertEqual(subprocess.run(ask, capture_output=True, text=True).stdout.strip(), "LIVE")
            time.sleep(1)
        away.rename(certificate)


if __name__ == "__main__":
    unittest.main()
