"""clang-tidy must find nothing in any source of the build."""

import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class TidyTest(unittest.TestCase):
    def test_clang_tidy_finds_nothing(self):
        done = subprocess.run([ROOT / "scripts" / "tidy.py"], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
