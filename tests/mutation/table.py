"""The table of rules: rules.tsv, the clauses that have none, and where the source names a rule.

Run with a path it writes the table there as C++, for tools/contracts."""

import csv
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = pathlib.Path(__file__).with_name("rules.tsv")
WITHOUT_RULES = pathlib.Path(__file__).with_name("clauses_without_rules.tsv")
NAME = re.compile(r'\bLD_RULE(?:_HOLDS)?\(\s*"([^"]*)"')


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def rules():
    """Of each rule: its name, clause and kind (T: the text states it, D: it is derived), the test that holds it, what it
    says in both languages; for a rule that is an option of a proto, that element and how option_edit.h removes it."""
    return rows_of(RULES)


def clauses_without_rules():
    return rows_of(WITHOUT_RULES)


def named_in_source():
    """(name, source file) for each statement that is marked as enforcing a rule."""
    files = sorted(path for top in ("services", "shared") for path in (ROOT / top).rglob("*.cc"))
    return [(name, path) for path in files for name in NAME.findall(path.read_text())]


def as_cpp():
    """Both tables as constants."""
    def row(*cells):
        return "    {" + ", ".join(json.dumps(cell, ensure_ascii=False) for cell in cells) + "},\n"
    listed = "".join(row(one["clause"], one["kind"], one["test"], one["rule_zh"], one["rule_en"]) for one in rules())
    without = "".join(row(one["clause"], one["reason_zh"], one["reason_en"]) for one in clauses_without_rules())
    return f"""#pragma once

// Generated from the tables in tests/mutation by table.py.
namespace liandong::contracts {{

struct RuleRow {{
  const char *clause, *kind, *test, *zh, *en;
}};
inline constexpr RuleRow kRules[] = {{
{listed}}};

struct ClauseWithoutRules {{
  const char *clause, *reason_zh, *reason_en;
}};
inline constexpr ClauseWithoutRules kClausesWithoutRules[] = {{
{without}}};

}}  // namespace liandong::contracts
"""


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(as_cpp())
