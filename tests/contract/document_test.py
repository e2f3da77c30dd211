"""Generated documents must be current, and the table of rules must cover every clause and name existing tests."""

import csv
import json
import pathlib
import re
import shutil
import subprocess
import unittest

from tests.mutation import table
from tests.testing.suite import BIN, ROOT

CLAUSES = pathlib.Path(__file__).with_name("clauses.tsv")


class DocumentTest(unittest.TestCase):
    def test_what_is_derived_is_not_stale(self):
        done = subprocess.run([ROOT / "scripts" / "generate", "--check"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_manual_pages_are_well_formed(self):
        for page in (ROOT / "docs" / "man").iterdir():
            done = subprocess.run(["groff", "-ww", "-man", "-Tutf8", "-Kutf8", "-z", page], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), page.name)

    def test_the_configuration_names_every_flag(self):
        flags = set(re.findall(r"ABSL_FLAG\([^;]*?,\s*(\w+),", (ROOT / "shared/runtime/config.cc").read_text()))
        self.assertEqual(set(re.findall(r"^\| `--(\w+)`", (ROOT / "docs/configuration.md").read_text(), re.M)), flags)

    def test_every_clause_has_a_rule_or_a_reason_why_not(self):
        with CLAUSES.open(newline="") as file:
            clauses = {row["clause"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
        ruled = {rule["clause"] for rule in table.rules()}
        silent = {row["clause"] for row in table.clauses_without_rules()}
        self.assertEqual(ruled | silent, clauses)
        self.assertEqual(ruled & silent, set())

    def test_every_kind_of_obligation_is_opened_and_met(self):
        proto = (ROOT / "protos/liandong/obligation/v1/obligation.proto").read_text()
        code = "".join(path.read_text() for path in (ROOT / "services").rglob("*.cc"))
        for kind in re.findall(r"OBLIGATION_KIND_(?!UNSPECIFIED)\w+", proto):
            self.assertGreaterEqual(len(re.findall(rf"\b{kind}\b", code)), 2, kind)

    def test_every_test_in_the_table_exists(self):
        listed = {}
        for rule in table.rules():
            binary, test = rule["test"].split(":")
            if binary not in listed:
                printed = subprocess.run([ROOT / "build" / "bin" / binary, "--gtest_list_tests"], check=True,
                                         capture_output=True, text=True).stdout
                suite, names = "", set()
                for line in printed.splitlines():
                    if line.startswith("  "):
                        names.add(suite + line.split("#")[0].strip())
                    else:
                        suite = line.split("#")[0].strip()
                listed[binary] = names
            self.assertIn(test, listed[binary])

    def test_the_table_and_the_source_name_the_same_rules(self):
        in_source = sorted(name for name, _ in table.named_in_source())
        self.assertEqual(in_source, sorted(rule["name"] for rule in table.rules() if not rule["element"]))
        names = [rule["name"] for rule in table.rules()]
        self.assertEqual(len(names), len(set(names)), "names are unique")

    def test_a_rule_is_named_after_its_clause(self):
        printed = subprocess.run([BIN / "contracts", "--format=json"], check=True, capture_output=True, text=True).stdout
        slugs = {clause["id"]: clause["slug"] for clause in json.loads(printed)["clauses"]}
        for rule in table.rules():
            self.assertRegex(rule["name"], rf"^{slugs[rule['clause']]}\.[a-z0-9-]+$")
            self.assertIn(rule["kind"], ("T", "D"))


if __name__ == "__main__":
    unittest.main()
