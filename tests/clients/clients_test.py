"""Runs each program of clients/ against the suite. Its calls must be answered, and its watch must continue after a server is
killed."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.testing.suite import ROOT, Suite, grpcurl_binary

CLIENTS = ROOT / "clients"
CLUE = "liandong.clue.v1.ClueService"
SECONDS = 90
# Maven's messages about libraries, not about our code.
NOT_TO_BE_HAD = re.compile("could not be resolved|Unable to resolve artifact")


class Client:
    """A program that prints lines of JSON."""

    def __init__(self, command, suite, **environment):
        services = [f"--{name}=localhost:{suite.ports[name]}" for name in ("clue", "casefile", "registration")]
        self.process = subprocess.Popen([*command, f"--pki={suite.pki}", *services], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **environment})

    def next(self):
        return json.loads(self.process.stdout.readline())

    def rest(self):
        out, _ = self.process.communicate(timeout=SECONDS)
        return [json.loads(line) for line in out.splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@unittest.skipUnless(grpcurl_binary(), "grpcurl needs Go")
class ClientsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.out = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="liandong-clients-")))

    def as_police(self, method, **request):
        code, text = self.suite.grpcurl("clue", f"{CLUE}/{method}", certificate="public-security", body=request,
                                        flags=("-H", "ld-purpose: 3-1", "-H", "ld-operator: PUB-001"))
        self.assertEqual(code, 0, text)

    def play(self, *command, **environment):
        with Client(command, self.suite, **environment) as client:
            reported = client.next()
            self.assertEqual(reported["reported"], "CLUE_STATE_REPORTED")
            self.assertEqual(client.next(), {"event": "CLUE_STATE_REPORTED"})
            self.suite.kill("clue")
            self.suite.start("clue")
            self.as_police("AcknowledgeClue", name=reported["clue"])
            self.assertEqual(client.next(), {"event": "CLUE_STATE_ACKNOWLEDGED"})
            # Stop it once more, in an orderly way.
            self.suite.stop("clue")
            self.suite.start("clue")
            self.as_police("AssignClue", name=reported["clue"], unit="刑侦大队")
            self.assertEqual(client.rest(), [
                {"event": "CLUE_STATE_ASSIGNED"},
                {"outcome": "CHECK_OUTCOME_CLEAR"},
                {"refused": "PERMISSION_DENIED", "reason": "CALLER_NOT_PERMITTED", "clause": "四(五)",
                 "message": "没有条款授权该单位调用此方法。各单位可调用的方法见 CONTRACTS.md。（四(五)）"},
            ])
            self.assertEqual(client.process.returncode, 0)

    def test_python(self):
        subprocess.run([CLIENTS / "python" / "generate", self.out / "python"], check=True)
        self.play("/usr/bin/python3", CLIENTS / "python" / "counter.py", PYTHONPATH=str(self.out / "python"))

    @unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "needs Node and npm")
    def test_node(self):
        descriptors = self.out / "liandong.binpb"
        subprocess.run([CLIENTS / "descriptors", descriptors], check=True)
        self.play("node", CLIENTS / "node" / "counter.js", f"--descriptors={descriptors}")

    @unittest.skipUnless(shutil.which("go"), "needs Go")
    def test_go(self):
        environment = {**os.environ, "PATH": f"{ROOT / '.dev' / 'tools'}:{os.environ['PATH']}", "GOFLAGS": "-modcacherw"}
        subprocess.run([CLIENTS / "go" / "generate"], check=True, env=environment)
        subprocess.run(["go", "vet", "./..."], cwd=CLIENTS / "go", check=True, env=environment)
        subprocess.run(["go", "build", "-o", self.out / "counter", "."], cwd=CLIENTS / "go", check=True, env=environment)
        self.play(self.out / "counter")

    @unittest.skipUnless(shutil.which("mvn"), "needs Maven")
    def test_java(self):
        built = subprocess.run(["mvn", "-q", "-B", "-ntp", "package"], cwd=CLIENTS / "java", capture_output=True, text=True)
        if NOT_TO_BE_HAD.search(built.stdout):
            self.skipTest("Maven found no repository with the required libraries")
        self.assertEqual(built.returncode, 0, built.stdout)
        target = CLIENTS / "java" / "target"
        self.play("java", "-cp", f"{target / 'classes'}:{target / 'lib'}/*", "liandong.clients.Counter")


if __name__ == "__main__":
    unittest.main()
