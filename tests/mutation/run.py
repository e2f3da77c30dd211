#!/usr/bin/env python3
"""Removes one rule at a time and expects a red test.

A rule is a statement that the source marks with its name (shared/rule/rule.h) or an option of a proto. The files that
hold marked statements are compiled once more, so that they skip the statement which an environment variable names, and
are linked before the libraries that hold the originals; option edits are made to the descriptors of the running test.
Nothing in the tree is touched. A rule that was caught is not tried again while it and the test binary are byte for byte
the same. `run.py --only REGEX` takes the rules whose name, clause or test matches."""

import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from scripts.compile_commands import compile_commands  # noqa: E402
from tests.mutation import table  # noqa: E402

ROOT = table.ROOT
BUILD = ROOT / "build"
CAUGHT = BUILD / "mutation"
# The source that edits an option before the tests of a binary run.
OPTION_EDITING = [ROOT / "tests/mutation/removed_option.cc", ROOT / "tests/mutation/option_edit.cc"]
NOT_EDITED = 3


class Fault(Exception):
    """The reason why a rule could not be tested."""


def run(command, **options):
    return subprocess.run(command, cwd=BUILD, capture_output=True, text=True, **options)


def link_command(target):
    """Returns the command with which ninja links a test binary."""
    printed = run(["ninja", "-t", "commands", "-s", f"bin/{target}"]).stdout.strip().splitlines()[-1]
    return re.search(r"(\S*c\+\+ .*)", printed).group(1).split(" && ")[0]


def link_command_with(objects, target, output):
    """Returns the command that links `target` with these objects before the libraries, so that the objects replace the
    libraries' copies."""
    words = shlex.split(link_command(target))
    out = words.index("-o")
    words[out + 1] = str(output)
    words[out:out] = ["-Wl,--allow-multiple-definition", "-Wl,--strip-debug", *map(str, objects)]
    return words


def compile_command_for(entry, source, obj, *options):
    """Returns the command that compiles `source` as an entry of the compile commands is compiled, without treating warnings as
    errors."""
    words = shlex.split(entry["command"])
    words[words.index("-o") + 1] = str(obj)
    words[-1] = str(source)
    return [word for word in words if word != "-Werror"] + list(options)


def compiled(entry, folder):
    """Compiles what an entry compiles so that its marked statements can be skipped, and returns the object."""
    obj = folder / f"{hashlib.sha256(entry['command'].encode()).hexdigest()}.o"
    done = run(compile_command_for(entry, entry["file"], obj, "-DLIANDONG_RULES_REMOVABLE"))
    if done.returncode != 0:
        raise Fault(f"{entry['file']} does not compile: {done.stderr[-400:]}")
    return obj


def linked(target, objects, folder):
    done = run(link_command_with(objects, target, folder / target))
    if done.returncode != 0:
        raise Fault(f"{target} does not link: {done.stderr[-400:]}")


class Trial:
    """Builds the test binaries from which the rules can be removed."""

    def __init__(self, rules, folder, pool):
        self.folder = folder
        sources = dict(table.named_in_source())
        entries = compile_commands()
        needed = {}
        for rule in rules:
            used = OPTION_EDITING if rule["element"] else [sources[rule["name"]]]
            needed.setdefault(binary_of(rule), {}).update((entries[file]["file"], entries[file]) for file in used)
        units = {file: entry for of_binary in needed.values() for file, entry in of_binary.items()}
        objects = dict(zip(units, pool.map(lambda entry: compiled(entry, folder), units.values())))
        list(pool.map(lambda one: linked(one[0], [objects[file] for file in sorted(one[1])], folder), needed.items()))

    def passes(self, binary, tests, **environment):
        """Returns whether these tests pass in that environment."""
        done = run([self.folder / binary, f"--gtest_filter={':'.join(tests)}", "--gtest_brief=1"], timeout=300,
                   env={**os.environ, **environment})
        if "Running 0 tests" in done.stdout or " 0 tests ran" in done.stdout:
            raise Fault(f"there is no test {tests}")
        if environment and done.returncode == NOT_EDITED:
            raise Fault(done.stderr.strip())
        return done.returncode == 0

    def survives(self, rule):
        """Returns what is wrong with the rule's test. Empty if it notices that the rule is missing."""
        edit = {"LIANDONG_EDITED_ELEMENT": rule["element"], "LIANDONG_OPTION_EDIT": rule["option"]}
        removed = edit if rule["element"] else {"LIANDONG_RULE_REMOVED": rule["name"]}
        try:
            passed = self.passes(binary_of(rule), [rule["test"].split(":")[1]], **removed)
        except Fault as fault:
            return str(fault)
        return f"{rule['test']} does not notice" if passed else ""


def binary_of(rule):
    return rule["test"].split(":")[0]


def red_though_nothing_is_removed(trial, rules, pool):
    """Returns the binaries whose tests fail even without a change."""
    tests = {}
    for rule in rules:
        tests.setdefault(binary_of(rule), set()).add(rule["test"].split(":")[1])
    passed = pool.map(lambda one: trial.passes(one[0], sorted(one[1])), tests.items())
    return [binary for binary, green in zip(tests, passed) if not green]


@functools.lru_cache
def digest_of(binary):
    return hashlib.sha256((BUILD / "bin" / binary).read_bytes()).hexdigest()


def stamp_of(rule):
    """Returns the path of the stamp that records that this binary caught this rule."""
    words = json.dumps(rule, sort_keys=True) + digest_of(binary_of(rule))
    return CAUGHT / hashlib.sha256(words.encode()).hexdigest()


def try_all(rules, folder):
    """Returns the faults of the rules that were not caught."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        trial = Trial(rules, folder, pool)
        if red := red_though_nothing_is_removed(trial, rules, pool):
            raise Fault(f"these tests fail even without a change: {', '.join(red)}")
        faults = []
        for rule, fault in zip(rules, pool.map(trial.survives, rules)):
            if fault:
                faults.append(f"{rule['name']}: {fault}")
            else:
                stamp_of(rule).touch()
        return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="regular expression on name, clause and test")
    only = re.compile(parser.parse_args().only)
    rules = [rule for rule in table.rules() if only.search(" ".join((rule["name"], rule["clause"], rule["test"])))]
    CAUGHT.mkdir(exist_ok=True)
    new = [rule for rule in rules if not stamp_of(rule).exists()]
    try:
        with tempfile.TemporaryDirectory(prefix="liandong-mutation-") as folder:
            faults = try_all(new, pathlib.Path(folder)) if new else []
    except Fault as fault:
        print(fault)
        return 1
    print("\n".join(faults + [f"mutations: {len(rules)} rules removed, {len(rules) - len(faults)} caught"]))
    return 1 if faults or not rules else 0


if __name__ == "__main__":
    sys.exit(main())
