"""Compares `contracts --format=json` with the text of the rules. clauses.tsv contains the brackets at the end of each paragraph
(…负责，…配合), copied from the text and not from the protos; 各成员单位 in 六(九) is written out."""

import csv
import json
import pathlib
import subprocess
import unittest

from tests.testing.suite import BIN

TABLE = pathlib.Path(__file__).with_name("clauses.tsv")


class ClausesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        printed = subprocess.run([BIN / "contracts", "--format=json"], check=True, capture_output=True).stdout
        cls.registry = json.loads(printed)

    def test_every_clause_has_the_leads_and_cooperators_of_the_text(self):
        with TABLE.open(newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        told = {clause["id"]: clause for clause in self.registry["clauses"]}
        self.assertEqual([row["clause"] for row in rows], [clause["id"] for clause in self.registry["clauses"]])
        for row in rows:
            clause = told[row["clause"]]
            self.assertEqual(row["leads"].split("、") if row["leads"] else [], clause["leads"], row["clause"])
            self.assertEqual(row["cooperates"].split("、") if row["cooperates"] else [], clause["cooperates"], row["clause"])
            self.assertTrue(clause["title"])

    def test_dna_is_for_the_police_alone(self):
        for name in ("RegisterDnaSample", "RecordDnaComparison"):
            method = self.method("casefile", name)
            self.assertEqual((method["callers"], method["services"]), (["区公安局"], []))

    def test_a_school_may_report_and_a_registry_may_screen(self):
        self.assertIn("区教委", self.method("clue", "ReportClue")["callers"])
        self.assertIn("registration", self.method("clue", "ReportClue")["services"])
        screen = self.method("casefile", "ScreenPersons")
        self.assertEqual((screen["callers"], screen["services"]), ([], ["registration"]))

    def method(self, service, name):
        path = f"/liandong.{service}.v1.{service.capitalize()}Service/{name}"
        return next(method for method in self.registry["methods"] if method["method"] == path)


if __name__ == "__main__":
    unittest.main()
