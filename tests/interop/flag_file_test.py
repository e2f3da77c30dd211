"""A wrong line in a service's flag file must be reported with its number, and nothing may be opened."""

import json
import pathlib
import tempfile
import unittest

from tests.testing.suite import BIN, sh

# Enough flags for a service to check all of them.
SOUND = ("# of a district\n--key=k\n--ledger_key=k\n--tls_certificate=c\n--tls_key=k\n--tls_authorities=c\n--tls_revocations=c\n"
         "--data={data}\n")
LINES = SOUND.count("\n")


class FlagFileTest(unittest.TestCase):
    def setUp(self):
        self.directory = self.enterContext(tempfile.TemporaryDirectory())
        self.file = pathlib.Path(self.directory) / "service.flags"
        self.data = pathlib.Path(self.directory) / "clue.db"

    def said(self, more):
        self.file.write_text(SOUND.format(data=self.data) + more)
        done = sh(BIN / "clued", f"--flagfile={self.file}", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertFalse(self.data.exists())
        return done.stderr

    def test_an_unknown_flag(self):
        self.assertIn(f"{self.file}:{LINES + 1}: --adress: unknown flag · 没有该参数", self.said("--adress=0.0.0.0:1\n"))

    def test_a_value_of_another_type(self):
        said = self.said("\n--max_calls=many\n")
        self.assertIn(f"{self.file}:{LINES + 2}: --max_calls: ", said)
        self.assertIn("取值无效", said)

    def test_a_value_out_of_range(self):
        last = json.loads(self.said("--suite=homegrown\n").strip().split("\n")[-1])
        self.assertIn("--suite must be standard or national", last["status"])
        self.assertEqual(last["flag_at"], f"{self.file}:{LINES + 1}")


if __name__ == "__main__":
    unittest.main()
