"""What a kubelet and a load balancer see: health without a certificate, and a process that reports NOT_SERVING before it stops."""

import json
import signal
import subprocess
import time
import unittest

from tests.testing.ports import free_ports
from tests.testing.suite import BIN, Suite, grpcurl_binary

HEALTH = "grpc.health.v1.Health/Check"
DELAY_SECONDS = 3


class Probed(Suite):
    """The clue service has a probe port and a drain delay."""

    def __init__(self):
        self.probe_port = free_ports(1)[0]
        super().__init__()

    def flags(self, name):
        own = [f"--probe_address=127.0.0.1:{self.probe_port}", f"--drain_delay={DELAY_SECONDS}s"] if name == "clue" else []
        return [*super().flags(name), *own]

    def probe(self, service=""):
        command = [BIN / "health-probe", f"--address=127.0.0.1:{self.probe_port}", f"--service={service}"]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.returncode, done.stdout.strip()


@unittest.skipUnless(grpcurl_binary(), "grpcurl is not installed")
class ProbeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Probed())

    def plain(self, *words):
        command = [grpcurl_binary(), "-plaintext", "-max-time", "5", *words]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def test_only_health_is_served_without_a_certificate(self):
        self.assertEqual(self.suite.probe(), (0, "SERVING"))
        self.assertEqual(self.suite.probe("live"), (0, "SERVING"))
        address = f"127.0.0.1:{self.suite.probe_port}"
        code, text = self.plain(address, "list")
        self.assertNotEqual(code, 0, text)
        self.assertIn("does not support the reflection API", text)
        code, text = self.plain("-import-path", "protos", "-proto", "liandong/clue/v1/clue_service.proto", "-d", "{}", address,
                                "liandong.clue.v1.ClueService/ListClues")
        self.assertNotEqual(code, 0, text)
        self.assertIn("Unimplemented", text)

    def test_a_port_that_does_not_answer_is_unhealthy(self):
        done = subprocess.run([BIN / "health-probe", f"--address=127.0.0.1:{free_ports(1)[0]}"], capture_output=True)
        self.assertEqual(done.returncode, 1)

    def test_it_reports_not_serving_and_still_accepts_calls(self):
        process = self.suite.processes["clue"]
        process.send_signal(signal.SIGTERM)
        while self.suite.probe() == (0, "SERVING"):
            time.sleep(0.05)
        self.assertEqual(self.suite.probe(), (1, "NOT_SERVING"))
        self.assertEqual(self.suite.probe("live"), (0, "SERVING"))
        code, text = self.suite.grpcurl("clue", "liandong.clue.v1.ClueService/ListClues", certificate="public-security",
                                        body={}, flags=("-H", "ld-purpose: 3-1", "-H", "ld-operator: T-1"))
        self.assertEqual(code, 0, text)
        self.assertEqual(json.loads(text), {})
        self.assertEqual(process.wait(timeout=30), 0)
        self.suite.start("clue")


if __name__ == "__main__":
    unittest.main()
