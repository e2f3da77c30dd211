"""A short run of the benchmark: it must store its records, reach every server and print every row."""

import re
import subprocess
import unittest

from tests.testing.suite import BIN

ROW = re.compile(r"^(?P<name>[^|]+?) +(?P<rate>\d+) +\d+ +\d+ +[\d.]+ +[\d.]+ \|")
LOAD = re.compile(r"^ +(\d+) +(\d+) +\d+ +\d+ +\d+ +\d+$", re.MULTILINE)


def bench(*flags):
    return subprocess.run([BIN / "bench", "--duration=300ms", "--records=200", *flags], check=True, capture_output=True,
                          text=True).stdout


class BenchTest(unittest.TestCase):
    def test_each_call_is_measured_with_many_and_with_one_outstanding(self):
        printed = bench("--rounds=2")
        self.assertRegex(printed, r"(?m)^clued: 200 records stored in [\d.]+ s$")
        rows = [found for found in map(ROW.match, printed.splitlines()) if found]
        self.assertEqual([row["name"] for row in rows], 2 * ["echo", "GetClue, clued", "ReportClue, clued", "CheckMarriage, registrationd"])
        for row in rows:
            self.assertGreater(int(row["rate"]), 0, row)

    def test_overload(self):
        printed = bench("--overload")
        all_loads = [tuple(map(int, found)) for found in LOAD.findall(printed)]
        self.assertEqual(len(all_loads), 12, "ReportClue and CheckMarriage")
        for loads in (all_loads[:6], all_loads[6:]):
            self.assertEqual([outstanding for outstanding, _ in loads[:5]], [16, 32, 64, 128, 192])
            peak = max(loads[:5], key=lambda load: load[1])[0]
            self.assertEqual(loads[5][0], 4 * peak)
        verdict = r"goodput [\d.]+ of the peak, p99 [\d.]+ of it, memory [\d.]+ of before, 0 failures: (as it should be|too slow)"
        self.assertEqual(len(re.findall(verdict, printed)), 2)

    def test_growth(self):
        printed = bench("--growth=100,200", "--streams=10", "--entries=500", "--listed=100")
        headings = ["100 clues", "200 clues", "200 clues, 500 entries", "10 missing persons", "100 missing persons"]
        self.assertEqual(re.findall(r"(?m)^(\d.*?) +us a call", printed), headings)
        ratios = [float(ratio) for ratio in re.findall(r"(?m)^\w.* \d+ +(\d+\.\d+)$", printed)]
        self.assertEqual(len(ratios), 3 * 12 + 2, printed)
        self.assertEqual(ratios[:12] + ratios[-2:-1], 13 * [1.0])


if __name__ == "__main__":
    unittest.main()
