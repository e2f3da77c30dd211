"""The story through the suite as it ships: every outcome as expected, nobody's name on disk, in logs or in metrics, and a
ledger in which no altered entry goes unseen."""

import json
import shutil
import sqlite3
import unittest
import urllib.request

from tests.testing.suite import SERVICES, Suite, verify


class StoryTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite().__enter__()
        people = cls.suite.directory / "people.json"
        story = cls.suite.story(f"--people_out={people}")
        cls.told = story.communicate()[0]
        cls.code = story.returncode
        cls.people = json.loads(people.read_text())

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__()

    def test_every_outcome_is_as_expected(self):
        self.assertEqual(self.code, 0, self.told)
        calls = self.told.splitlines()[-1]
        self.assertRegex(calls, r"^story: (\d+) calls, \1 as expected$")

    def test_no_name_and_no_number_on_disk_in_logs_or_metrics(self):
        needles = []
        for person in self.people.values():
            needles.append(person["name"])
            needles += [person[key] for key in ("phone", "address") if key in person]
            needles += [person["document"]["number"]] if "document" in person else []
        haystacks = {str(path): path.read_bytes() for path in self.suite.data.iterdir()}
        haystacks |= {str(path): path.read_bytes() for path in self.suite.logs.iterdir()}
        for name in SERVICES:
            url = f"http://127.0.0.1:{self.suite.metrics_ports[name]}/metrics"
            haystacks[url] = urllib.request.urlopen(url).read()
        self.assertGreater(len(needles), 20)
        for where, content in haystacks.items():
            for needle in needles:
                for encoding in ("utf-8", "utf-16-le", "gb18030"):
                    self.assertNotIn(needle.encode(encoding), content, f"{needle} in {where}")

    def test_metrics_count_calls_by_method_and_code(self):
        url = f"http://127.0.0.1:{self.suite.metrics_ports['casefile']}/metrics"
        text = urllib.request.urlopen(url).read().decode()
        wanted = 'grpc_server_handled_total{grpc_code="PermissionDenied",grpc_method="RegisterDnaSample"'
        self.assertIn(wanted, text)
        self.assertIn("liandong_victim_files_opened_total", text)
        self.assertIn("grpc_server_handling_seconds_bucket", text)

    def test_ledgers_verify_and_every_tampering_is_found(self):
        changes = {
            "one flipped bit": self.flip_bit,
            "a deleted row": lambda db: db.execute("DELETE FROM ledger_leaf WHERE seq = 6"),
            "the last row deleted": lambda db: db.execute(
                "DELETE FROM ledger_leaf WHERE seq = (SELECT max(seq) FROM ledger_leaf)"),
            "two swapped rows": self.swap_rows,
        }
        for name in SERVICES:
            key = f"--key={self.suite.pki / name}.ledger.pub"
            code, text = verify(self.suite.database(name), key)
            self.assertEqual(code, 0, text)
            for what, change in changes.items():
                copy = self.suite.directory / "copy.db"
                for suffix in ("", "-wal"):
                    shutil.copy(f"{self.suite.database(name)}{suffix}", f"{copy}{suffix}")
                with sqlite3.connect(copy) as db:
                    change(db)
                db.close()
                for flags in ((key,), ()):
                    code, text = verify(copy, *flags)
                    self.assertEqual(code, 1, f"{name}: {what} was not found: {text}")
                    self.assertIn("NOT VERIFIED", text)

    @staticmethod
    def flip_bit(db):
        leaf = bytearray(db.execute("SELECT leaf FROM ledger_leaf WHERE seq = 5").fetchone()[0])
        leaf[len(leaf) // 2] ^= 1
        db.execute("UPDATE ledger_leaf SET leaf = ? WHERE seq = 5", (bytes(leaf),))

    @staticmethod
    def swap_rows(db):
        for source, target in ((3, 10**6), (4, 3), (10**6, 4)):
            db.execute("UPDATE ledger_leaf SET seq = ? WHERE seq = ?", (target, source))


if __name__ == "__main__":
    unittest.main()
