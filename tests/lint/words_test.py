"""The tree must not mention a particular machine or package registry, leave anything open, or use a retired word."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Text that must not appear: paths of a machine, hosts of package registries, notes about unfinished work.
FORBIDDEN = (
    r"/(?:home|root|work)/\w", r"registry\.npmjs\.org", r"pypi\.org", r"crates\.io", r"proxy\.golang\.org",
    r"repo\d?\.maven\.org", r"\bTODO\b", r"\bFIXME\b",
)

# Retired words and constructions, and what to write instead. To retire another one, add a line.
# docs/glossary.md lists the terms of the project.
RETIRED = {
    r"\bas they must be\b": "say what is wrong and what to do",
    r"\bdo(?:es|ne)? faults\b": "inject faults",
    r"(?<!there )\bis no (?:time|day|flag|key|write|method|audience|id|refusal)\b": "is not a …, or must be …",
    r"\bsealed? anew\b|\bsealing anew\b": "re-encrypt",
    r"\banew\b": "again",
    r"\bupon\b": "on, after",
    r"\boftener\b": "more often",
    r"\bin earnest\b": "in production",
    r"\bto and fro\b": "back and forth",
    r"\bFillIndexes\b|\brecords::Fill\b|\bfilling\.(?:h|cc)\b": "backfill",
    r"\bkeepers?\b": "sequencer",
    r"\bfreshen": "re-encrypt",
    r"\bServants?\b": "the process object of a service",
    r"EvenTime": "response-time padding",
    r"\bcontract::Gate\b|contract/gate\b": "admission control",
    r"\bCutWithin\b|disclosure(?:->|\.)Cut\b": "redact",
    r"\b(?:whosoever|wherefore|thereof|thereupon|henceforth|whilst|lest)\b": "plain modern English",
}

# Not text, or not written by us.
SKIPPED = re.compile(r"\.(?:binpb|png)$|^LICENSE$|^tests/fuzz/corpus/|^tests/lint/words_test\.py$")


def texts():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not SKIPPED.search(name) and path.is_file():
            yield name, path.read_text(errors="ignore")


class WordsTest(unittest.TestCase):
    def test_nothing_refers_to_a_machine_or_registry(self):
        faults = [f"{name}: {word}" for name, text in texts() for word in FORBIDDEN if re.search(word, text)]
        self.assertEqual(faults, [])

    def test_no_retired_word(self):
        faults = []
        for name, text in texts():
            for word, instead in RETIRED.items():
                for found in re.finditer(word, text, re.IGNORECASE):
                    line = text.count("\n", 0, found.start()) + 1
                    faults.append(f"{name}:{line}: '{found[0]}' (write: {instead})")
        self.assertEqual(faults, [], "\n".join(faults))


if __name__ == "__main__":
    unittest.main()
