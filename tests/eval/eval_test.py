"""The quality of linking and finding persons must be as stated, and the built-in model must be the one that is learned."""

import json
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Public data sets with known truth; the test runs where they are installed.
FEBRL = ROOT.parent / "shared" / "data" / "linkage"
FIELDS = "given_name:name,surname:name,date_of_birth:date,soc_sec_id:number,suburb:place"


def run(*arguments):
    done = subprocess.run([ROOT / "build" / "bin" / "match-eval", *arguments], cwd=ROOT, text=True, capture_output=True)
    return done.returncode, done.stdout.strip().split("\n")[-1], done.stderr


def figures(*arguments):
    code, last, fault = run(*arguments)
    assert code == 0, fault
    return json.loads(last)


class PersonsTest(unittest.TestCase):
    def test_persons_recorded_with_mistakes_are_found_and_probabilities_are_calibrated(self):
        found = figures("--persons", "100000", "--asked", "100000")
        self.assertGreaterEqual(found["recall_at_1"], 0.93)
        self.assertGreaterEqual(found["recall_at_10"], 0.98)
        self.assertGreaterEqual(found["block_recall"], 0.99)
        self.assertLessEqual(found["worst_bin"], 0.05)

    def test_the_model_is_the_one_that_is_learned(self):
        with tempfile.TemporaryDirectory() as folder:
            learned = pathlib.Path(folder) / "model.tsv"
            figures("--persons", "1000", "--asked", "1000", "--learn", str(learned))
            kept = ROOT / "shared" / "matching" / "person_model.tsv"
            self.assertEqual(learned.read_text(), kept.read_text(), "person_model.tsv is stale: see docs/matching.md")


class LinkageTest(unittest.TestCase):
    def link(self, text, *arguments):
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write(text)
            file.flush()
            return run("--csv", file.name, *arguments)

    def test_a_file_of_one_record_has_nothing_to_link(self):
        code, last, _ = self.link("id,name\n1,a\n", "--id", "id", "--truth", "id", "--fields", "name:name")
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(last)["recall"], 0)

    def test_wrong_input_is_reported(self):
        for text, arguments, fault in (
                ("id,name\n1,a,b\n", ("--id", "id", "--truth", "id", "--fields", "name:name"), "line 2 has 3 cells, not 2"),
                ("id,name\n", ("--id", "id", "--truth", "id", "--fields", "birth:date"), "there is no column birth"),
                ("id,name\n", ("--id", "id", "--truth", "id", "--fields", "name:nom"), "there is no kind nom"),
                ("id,name\n", ("--id", "id", "--truth", "id:(", "--fields", "name:name"), "--truth")):
            code, _, said = self.link(text, *arguments)
            self.assertEqual(code, 2)
            self.assertIn(fault, said)

    def test_quotes_and_commas_are_read_as_they_are_meant(self):
        rows = "".join(f'{i},"Zhang, ""{c}""",19{50 + i}-01-0{1 + i % 9}\n' * 2 for i, c in enumerate("abcdefghijklmnop"))
        code, last, _ = self.link("id,name,birth\n" + rows, "--id", "id", "--truth", "id", "--fields", "name:text,birth:date")
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(last)["f1"], 1)

    @unittest.skipUnless(FEBRL.exists(), "the FEBRL data sets are not installed")
    def test_febrl(self):
        for name, least in (("dataset1", 1.0), ("dataset3", 0.999)):
            linked = figures("--csv", str(FEBRL / f"{name}.csv"), "--id", "rec_id", "--truth", r"rec_id:rec-(\d+)",
                             "--fields", FIELDS)
            self.assertGreaterEqual(linked["f1"], least, name)


if __name__ == "__main__":
    unittest.main()
