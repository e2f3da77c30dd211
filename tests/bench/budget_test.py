"""No kind of call exceeds its budget, on either engine, and a slowdown of each kind would."""

import pathlib
import re
import subprocess
import tempfile
import unittest

from tests.testing.suite import BIN, ROOT

BUDGETS = ROOT / "tests/bench/budget/budgets.tsv"
ENGINES = ("postgres", "sqlite")
CALLS = ("GetClue", "ListClues", "ReportClue", "WatchClues", "CheckMarriage", "FindMatches")
# What is planted, and what exceeds its budget then, on which engines.
PLANTED = {
    "one more statement": ("GetClue", "statements", ENGINES),
    "one more round trip": ("GetClue", "round trips", ("postgres",)),
    "a statement that returns all rows": ("GetClue", "rows", ENGINES),
    "a statement that passes all rows over": ("GetClue", "steps", ("sqlite",)),
    "larger records": ("ReportClue", "bytes", ENGINES),
    "one more commit": ("CheckMarriage", "commits", ENGINES),
    "a loop that allocates": ("ReportClue", "allocations", ("sqlite",)),
}


def budget(*flags):
    return subprocess.run([BIN / "budget", *flags], check=False, capture_output=True, text=True)


class BudgetTest(unittest.TestCase):
    def test_no_call_exceeds_its_budget_and_every_planted_slowdown_does(self):
        done = budget("--plants")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for name, (call, quantity, engines) in PLANTED.items():
            for engine in engines:
                caught = rf"(?m)^planted: {name}\. {engine}, {call}: the budget is [\d.]+ {quantity}, and [\d.]+ were counted$"
                self.assertRegex(done.stdout, caught)

    def test_an_excess_is_named_and_a_renewal_ends_it(self):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "budgets.tsv"
            table.write_text(re.sub(r"(?m)^(sqlite\tGetClue)\t[\d.]+", r"\1\t1.0", BUDGETS.read_text()))
            flags = ("--engines=sqlite", f"--budgets={table}")
            done = budget(*flags)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertRegex(done.stdout, r"(?m)^sqlite, GetClue: the budget is 1\.0 statements, and [\d.]+ were counted$")
            self.assertIn("run build/bin/budget --renew", done.stdout)
            self.assertEqual(budget(*flags, "--renew").returncode, 0)
            lines = [line.split("\t")[:2] for line in table.read_text().splitlines() if not line.startswith("#")]
            self.assertEqual(lines[1:], [[engine, call] for engine in sorted(ENGINES) for call in CALLS])
            self.assertEqual(budget(*flags).returncode, 0)


if __name__ == "__main__":
    unittest.main()
