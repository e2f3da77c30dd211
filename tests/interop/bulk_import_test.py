"""Imports a file of clues with bulk-import: a dry run, an import, an interruption, a continuation and a correction. Each row
must take effect once."""

import json
import subprocess
import unittest

from tests.testing.suite import BIN, Suite

ROWS = 40
NAME = "余小满"


def clue(number, **more):
    return {"channel": "CLUE_CHANNEL_MANDATORY_REPORT", "kind": "CLUE_KIND_OTHER", "description": f"第{number}件", **more}


class BulkImportTest(unittest.TestCase):
    def setUp(self):
        self.suite = self.enterContext(Suite())
        self.report = self.suite.directory / "report"

    def run_import(self, file, *flags, purpose="3-3-2-p1"):
        command = [BIN / "bulk-import", f"--file={file}", "--method=clue/ReportClue", "--agency=education-commission",
                   f"--purpose={purpose}", "--official=T-1", f"--pki={self.suite.pki}", f"--targets={self.suite.targets()}",
                   f"--report={self.report}", *flags]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def write(self, rows, name="rows.jsonl"):
        file = self.suite.directory / name
        file.write_text("".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        return file

    def reported(self):
        return [json.loads(line) for line in self.report.read_text().splitlines()]

    def effects(self):
        """Returns the clues that were filed: the leaves of the ledger that are not repetitions."""
        return [leaf for leaf in self.suite.leaves("clue") if leaf["method"].endswith("/ReportClue") and not leaf.get("code")
                and not leaf.get("repeated_request")]

    def test_a_dry_run_finds_what_is_wrong_and_calls_nobody(self):
        person = {"name": NAME, "document": {"type": "DOCUMENT_TYPE_IDENTITY_NUMBER", "number": "500119201902300011"}}
        file = self.write([clue(1), "nonsense\n", clue(2, kind=NAME), clue(3, kinds=1), clue(4, persons=[person]), clue(5),
                           clue(6, persons=[{"nam": NAME}]), clue(7, **{NAME: 1}), clue(8, persons=NAME)])
        code, text = self.run_import(file, "--dry_run")
        self.assertEqual((code, text), (1, "9 rows: 2 would be sent, 0 done before, 0 refused, 7 faulty\n"))
        faults = {one["line"]: one["fields"] for one in self.reported() if one["code"] == "INVALID_ARGUMENT"}
        self.assertEqual(faults[2], ["not a JSON object"])
        self.assertEqual(faults[3], ["kind: must be a valid value of this field"])
        self.assertEqual(faults[4], ["kinds: this field does not exist"])
        self.assertEqual(faults[7], ["persons[0].nam: this field does not exist"])
        self.assertEqual(faults[8], ["?: this field does not exist"])
        self.assertIn("persons[0].document.number: ", faults[5][0])
        self.assertNotIn(NAME, self.report.read_text() + text)
        self.assertEqual(self.effects(), [])

    def test_it_continues_after_an_interruption_and_does_nothing_twice(self):
        rows = [clue(number) for number in range(ROWS)]
        rows[5] = clue(5, kind="NONSENSE")
        # A row that appears twice is meant twice.
        rows[7] = rows[6]
        file = self.write(rows)
        code, text = self.run_import(self.write(rows[:20], "half.jsonl"))
        self.assertEqual((code, text), (1, "20 rows: 19 done, 0 done before, 0 refused, 1 faulty\n"))
        self.suite.stop("clue")
        code, text = self.run_import(file, "--patience=100ms")
        self.assertEqual((code, text),
                         (3, "21 rows: 0 done, 19 done before, 0 refused, 1 faulty; stopped, because the service did not answer\n"))
        self.suite.start("clue")
        # The state that a killed import leaves behind.
        with self.report.open("a") as report:
            report.write('{"line":3,"requ')
        rows[5] = clue(5)
        code, text = self.run_import(self.write(rows))
        self.assertEqual((code, text), (0, f"{ROWS} rows: 21 done, 19 done before, 0 refused, 0 faulty\n"))
        self.assertEqual(len(self.effects()), ROWS)
        # Without the report, the service still recognises the requests.
        self.report.unlink()
        code, text = self.run_import(file)
        self.assertEqual((code, text), (0, f"{ROWS} rows: {ROWS} done, 0 done before, 0 refused, 0 faulty\n"))
        self.assertEqual(len(self.effects()), ROWS)
        self.assertEqual(len({one["name"] for one in self.reported()}), ROWS)
        self.assertEqual(self.report.stat().st_mode & 0o777, 0o600)

    def test_a_spreadsheet_and_a_refusal(self):
        file = self.write(["channel,kind,description,place.division,persons.0.name\n",
                           f'CLUE_CHANNEL_MANDATORY_REPORT,CLUE_KIND_OTHER,"一名学生, 失联",500119,{NAME}\n',
                           "CLUE_CHANNEL_MANDATORY_REPORT,CLUE_KIND_OTHER,x,500119\n"], "rows.csv")
        code, text = self.run_import(file, purpose="4-6")
        self.assertEqual((code, text), (1, "2 rows: 0 done, 0 done before, 1 refused, 1 faulty\n"))
        refused, faulty = self.reported()
        self.assertEqual((refused["line"], refused["reason"], refused["clause"]), (2, "PURPOSE_NOT_PERMITTED", "四(六)"))
        self.assertEqual((faulty["line"], faulty["fields"]), (3, ["4 cells, but the header has 5"]))
        code, text = self.run_import(file)
        self.assertEqual((code, text), (1, "2 rows: 1 done, 0 done before, 0 refused, 1 faulty\n"))
        self.assertEqual(len(self.effects()), 1)

    def test_an_import_that_cannot_start_says_why(self):
        file = self.write([clue(1)])
        for flags, said in ((("--method=clue/GetClue",), "clue/GetClue does not write"), (("--method=clue/Nothing",), "unknown method"),
                            (("--file=rows.txt",), "--file must end in .jsonl or .csv"), (("--agency=",), "--agency must be set"),
                            (("--report=" + str(file),), "is not a report of an import")):
            code, text = self.run_import(file, *flags)
            self.assertEqual(code, 2, text)
            self.assertIn(said, text)


if __name__ == "__main__":
    unittest.main()
