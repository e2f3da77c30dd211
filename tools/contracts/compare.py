#!/usr/bin/python3
"""Compares the access that two builds give: compare.py BEFORE AFTER, each printed by `contracts --format=json`.

For every clause: who leads and cooperates. For every method: its effect, whether it streams, needs an official and pads its
response time; the clause that refusals name; for every caller and clause the widest scope; what each caller does not see of
the reply. For every field of a reply: who reads it. Order counts nowhere else. Lists every difference; exits with 1 if there
is one."""

import json
import pathlib
import sys

# From the narrowest to the widest.
SCOPES = ("own records", "own division", "own and subordinate divisions", "any")
PROPERTIES = ("effect", "stream", "operator_required", "padded_response_time")
# What a property was called in an older output.
FORMER = {"even_time": "padded_response_time"}


def actors(entry, agencies="callers"):
    return {*entry[agencies], *(f"#{service}" for service in entry["services"])}


def clauses(contracts):
    for clause in contracts["clauses"]:
        yield clause["id"], "leads", frozenset(clause["leads"])
        yield clause["id"], "cooperates", frozenset(clause["cooperates"])


def reach(method):
    """The scope of each caller for each clause; where several grants apply, the widest counts."""
    found = {}
    for grant in method["grants"]:
        for who in actors(grant):
            key = (who, grant["clause"])
            found[key] = max(found.get(key, 0), SCOPES.index(grant["scope"]))
    return found


def withheld(method):
    """What each caller does not see of the reply."""
    return {reader: frozenset(view["withheld"]) for view in method["views"] for reader in view["readers"]}


def methods(contracts):
    for method in contracts["methods"]:
        name = method["method"]
        said = {FORMER.get(key, key): value for key, value in method.items()}
        for key in PROPERTIES:
            yield name, key, said[key]
        yield name, "servers", frozenset(method["servers"])
        yield name, "the clause that refusals name", method["clauses"][0]
        scopes = reach(method)
        yield name, "callers", frozenset(actors(method))
        for (who, clause), scope in scopes.items():
            yield name, f"the scope of {who} for {clause}", SCOPES[scope]
        hidden = withheld(method)
        for who in method["callers"]:
            yield name, f"what {who} does not see", hidden.get(who, frozenset())


def fields(contracts):
    for reply in contracts.get("replies", ()):
        for field in reply["fields"]:
            readers = "any caller" if field["any_caller"] else frozenset(actors(field, "readers"))
            yield f"{reply['message']}.{field['field']}", "readers", readers


def facts(contracts, kinds):
    return {(subject, kind): value for source in kinds for subject, kind, value in source(contracts)}


def shown(value):
    return ("、".join(sorted(value)) or "nothing") if isinstance(value, frozenset) else str(value)


def differences(before, after):
    """A line for each difference, and how many facts were compared."""
    kinds = [clauses, methods]
    if "replies" in before and "replies" in after:
        kinds.append(fields)
    old, new = facts(before, kinds), facts(after, kinds)
    lines = [f"{subject}: {kind}: {shown(old.get((subject, kind), 'not there'))} -> "
             f"{shown(new.get((subject, kind), 'not there'))}"
             for subject, kind in sorted(old.keys() | new.keys()) if old.get((subject, kind)) != new.get((subject, kind))]
    return lines, len(old)


def main(before, after):
    lines, compared = differences(*(json.loads(pathlib.Path(path).read_text()) for path in (before, after)))
    print("\n".join([*lines, f"{compared} facts compared, {len(lines)} differences"]))
    return 1 if lines else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    raise SystemExit(main(*sys.argv[1:]))
