"""The services in Go and Node that the benchmark compares with: they must do what the comparison says that they do."""

import copy
import json
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import uuid

from tests.testing.ports import free_ports
from tests.testing.suite import BIN, ROOT, Postgres, grpcurl_binary, sh

PEERS = ROOT / "tests" / "bench" / "peers"
INSTALLED = ROOT / "build" / "peers"
SERVICE = "liandong.clue.v1.ClueService"
START_SECONDS = 30
# Codes of gRPC, as the audit stores them.
OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED = 0, 3, 5, 6, 7
# An invented person.
PERSON = {"name": "程晓梅", "sex": "SEX_FEMALE", "birth_date": "1995-05-05", "division": "530102", "nationality": "CHN",
          "phone": "13800000000",
          "document": {"type": "DOCUMENT_TYPE_IDENTITY_NUMBER", "number": "530102199505050007"}}


def report():
    return {"request_id": str(uuid.uuid4()), "channel": "CLUE_CHANNEL_PHONE", "kind": "CLUE_KIND_WOMAN_TRAFFICKING",
            "division": "500119101", "place": {"division": "500119101", "address": "车站路3号"},
            "occur_time": "2026-01-02T03:04:05Z", "description": "一名女子身边总有人看守", "persons": [copy.deepcopy(PERSON)],
            "reporter": {"name": "李明", "phone": "13900000000"}}


@unittest.skipUnless(grpcurl_binary() and shutil.which("npm"), "needs Go and npm")
class PeersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([PEERS / "install", INSTALLED], check=True)
        directory = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="liandong-peers-")))
        cls.pki = directory / "pki"
        sh(BIN / "devpki", f"--out={cls.pki}")
        cls.postgres = Postgres(directory / "postgres")
        cls.addClassCleanup(cls.postgres.stop, "immediate")

    def start(self, database, *command):
        self.database = database
        self.address = f"127.0.0.1:{free_ports(1)[0]}"
        process = subprocess.Popen([*command, f"--address={self.address}", f"--pki={self.pki}", f"--sql={PEERS / 'sql'}",
                                    f"--postgres={self.postgres.database(database)}"])
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        until = time.monotonic() + START_SECONDS
        while self.call("GetClue", {}, purpose="4-5")[0] != "PermissionDenied":
            self.assertLess(time.monotonic(), until, "the peer does not answer")
            time.sleep(0.2)
        self.asked = self.audited()

    def call(self, method, request, agency="education-commission", purpose="6-9", operator="EDU-001"):
        """Returns the code and the reply."""
        command = [grpcurl_binary(), "-protoset", INSTALLED / "liandong.binpb", "-cacert", self.pki / "ca.crt",
                   "-H", f"ld-operator: {operator}", "-H", f"ld-purpose: {purpose}"]
        if agency:
            command += ["-cert", self.pki / f"{agency}.crt", "-key", self.pki / f"{agency}.key"]
        done = subprocess.run([*command, "-d", json.dumps(request), self.address, f"{SERVICE}/{method}"], capture_output=True,
                              text=True)
        if done.returncode == 0:
            return "OK", json.loads(done.stdout)
        codes = [line.split(": ")[1] for line in done.stderr.splitlines() if line.strip().startswith("Code: ")]
        return codes[0] if codes else "", done.stderr

    def rows(self, statement):
        connection = ("-h", self.postgres.host, "-U", "liandong", f"liandong_{self.database}")
        return sh("psql", *connection, "-At", "-c", statement).stdout.splitlines()

    def audited(self):
        return int(self.rows("SELECT count(*) FROM audit")[0])

    def assert_refused(self, code, request, **how):
        self.assertEqual(self.call("ReportClue", request, **how)[0], code)

    def report_and_read(self):
        sent = report()
        code, reported = self.call("ReportClue", sent)
        self.assertEqual((code, reported["state"], reported["division"]), ("OK", "CLUE_STATE_REPORTED", "500119101"))
        self.assertNotIn("persons", reported)
        name = {"name": reported["name"]}
        # The reporter reads everything but what only the police may read.
        self.assertEqual(self.call("GetClue", name), ("OK", reported))
        code, whole = self.call("GetClue", name, agency="public-security")
        self.assertEqual(code, "OK")
        for field in ("description", "persons", "reporter", "place"):
            wanted = json.loads(json.dumps(sent[field]).replace("birth_date", "birthDate"))
            self.assertEqual(whole[field], wanted)
        self.assertEqual(self.call("GetClue", name, agency="culture-tourism")[0], "NotFound")
        # A repeat has no second effect, and request_id cannot be used for something else.
        self.assertEqual(self.call("ReportClue", sent), ("OK", reported))
        self.assert_refused("AlreadyExists", {**sent, "description": "不同"})
        self.assertEqual(self.rows("SELECT count(*) FROM clues"), ["1"])

    def refusals(self):
        for field, value in (("document", {"type": "DOCUMENT_TYPE_IDENTITY_NUMBER", "number": "530102199505050008"}),
                             ("birth_date", "1995-05-06"), ("sex", "SEX_MALE"), ("nationality", "China")):
            request = report()
            request["persons"][0][field] = value
            self.assert_refused("InvalidArgument", request)
        for field, value in (("request_id", "1"), ("description", ""), ("occur_time", "2999-01-01T00:00:00Z"), ("kind", 0)):
            self.assert_refused("InvalidArgument", {**report(), field: value})
        self.assert_refused("PermissionDenied", {**report(), "division": "500102"})
        self.assert_refused("PermissionDenied", report(), purpose="4-5")
        self.assert_refused("InvalidArgument", report(), operator="")
        self.assertNotEqual(self.call("ReportClue", report(), agency=None)[0], "OK")

    def play(self, database, *command):
        self.start(database, *command)
        self.report_and_read()
        self.refusals()
        # Each call has its entry, committed together with what it did; a connection without a certificate makes no call.
        codes = self.rows(f"SELECT code FROM audit ORDER BY id OFFSET {self.asked}")
        expected = [OK, OK, OK, NOT_FOUND, OK, ALREADY_EXISTS]
        expected += [INVALID_ARGUMENT] * 8 + [PERMISSION_DENIED] * 2 + [INVALID_ARGUMENT]
        self.assertEqual([int(code) for code in codes], expected)
        self.assertEqual(self.rows("SHOW synchronous_commit"), ["on"])

    def test_go(self):
        self.play("clue", INSTALLED / "go-peer")

    def test_node(self):
        self.play("casefile", "node", PEERS / "node" / "server.js", f"--descriptors={INSTALLED / 'liandong.binpb'}")


if __name__ == "__main__":
    unittest.main()
