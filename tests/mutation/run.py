#!/usr/bin/env python3
"""Disables one rule at a time and expects a red test.

rules.json lists, for each rule of a clause, the line that enforces it, what stands there when the rule is gone, and the
test that must then fail. The source is compiled anew with that line changed and linked before the library that holds the
original; nothing in the tree is touched. A rule that was caught is not tried again while it and the test binary are
byte for byte the same. `run.py --only REGEX` takes the rules whose clause or test matches."""

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

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
TABLE = pathlib.Path(__file__).with_name("rules.json")
CAUGHT = BUILD / "mutation"


def run(command, **options):
    return subprocess.run(command, cwd=BUILD, capture_output=True, text=True, **options)


def compile_commands():
    return {entry["file"]: entry["command"] for entry in json.loads((BUILD / "compile_commands.json").read_text())}


def link_command(target):
    """What ninja runs to link a test binary."""
    printed = run(["ninja", "-t", "commands", "-s", f"bin/{target}"]).stdout.strip().splitlines()[-1]
    return re.search(r"(\S*c\+\+ .*)", printed).group(1).split(" && ")[0]


def compile_command_for(source, obj, original, commands):
    """What compiles `source` as `original` is compiled, warnings being no errors."""
    words = shlex.split(commands[str(original)])
    words[words.index("-o") + 1] = str(obj)
    words[-1] = str(source)
    return [word for word in words if word != "-Werror"]


def link_command_with(objects, target, output):
    """What links `target` with these objects before the libraries: their own copies of them are then not taken."""
    words = shlex.split(link_command(target))
    out = words.index("-o")
    words[out + 1] = str(output)
    words[out:out] = ["-Wl,--allow-multiple-definition", *map(str, objects)]
    return words


def mutated_source(rule, folder):
    """The changed source, generated C++ for a proto."""
    original = ROOT / rule["file"]
    text = original.read_text()
    if text.count(rule["find"]) != 1:
        raise ValueError(f"{rule['file']} has {text.count(rule['find'])} of: {rule['find']}")
    changed = text.replace(rule["find"], rule["replace"])
    if original.suffix != ".proto":
        copy = folder / original.name
        copy.write_text(changed)
        return copy, original
    relative = original.relative_to(ROOT / "protos")
    copy = folder / "protos" / relative
    copy.parent.mkdir(parents=True)
    copy.write_text(changed)
    made = run(["protoc", f"-I{folder / 'protos'}", f"-I{ROOT / 'protos'}", f"--cpp_out={folder}", copy])
    if made.returncode != 0:
        raise ValueError(made.stderr)
    stem = str(relative.with_suffix(""))
    return folder / f"{stem}.pb.cc", BUILD / "generated" / f"{stem}.pb.cc"


def survives(rule, commands, expect_red=True):
    """What is wrong with the rule's test; empty if it catches the change, or passes where nothing was changed."""
    with tempfile.TemporaryDirectory(prefix="liandong-mutation-") as name:
        folder = pathlib.Path(name)
        try:
            source, original = mutated_source(rule, folder)
        except ValueError as fault:
            return str(fault)
        obj = folder / "mutated.o"
        built = run(compile_command_for(source, obj, original, commands))
        if built.returncode != 0:
            return "does not compile: " + built.stderr[-400:]
        binary, test = rule["test"].split(":")
        linked = run(link_command_with([obj], binary, folder / binary))
        if linked.returncode != 0:
            return "does not link: " + linked.stderr[-400:]
        tried = run([folder / binary, f"--gtest_filter={test}", "--gtest_brief=1"], timeout=120)
        if "Running 0 tests" in tried.stdout or " 0 tests ran" in tried.stdout:
            return f"there is no test {test}"
        if expect_red:
            return "" if tried.returncode != 0 else f"{rule['test']} does not notice"
        return "" if tried.returncode == 0 else f"{rule['test']} is red though nothing was changed"


@functools.lru_cache
def digest_of(binary):
    return hashlib.sha256((BUILD / "bin" / binary).read_bytes()).hexdigest()


def stamp_of(rule):
    """Where it is noted that this rule was caught by this very binary."""
    words = json.dumps(rule, sort_keys=True) + digest_of(rule["test"].split(":")[0])
    return CAUGHT / hashlib.sha256(words.encode()).hexdigest()


def controls(rules):
    """One rule of each test binary and kind of source, unchanged: what is linked this way must itself be green."""
    chosen = {}
    for rule in rules:
        key = (rule["test"].split(":")[0], rule["file"].endswith(".proto"))
        chosen.setdefault(key, {**rule, "replace": rule["find"]})
    return list(chosen.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="regular expression on clause and test")
    only = re.compile(parser.parse_args().only)
    rules = [rule for rule in json.loads(TABLE.read_text())["rules"]
             if rule.get("find") and only.search(rule["clause"] + " " + rule["test"])]
    CAUGHT.mkdir(exist_ok=True)
    commands = compile_commands()
    new = [rule for rule in rules if not stamp_of(rule).exists()]
    caught = len(rules) - len(new)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(lambda one: survives(one, commands, False), controls(new)) if fault]
        if faults:
            print("\n".join(faults))
            return 1
        for rule, fault in zip(new, pool.map(lambda one: survives(one, commands), new)):
            caught += not fault
            if not fault:
                stamp_of(rule).touch()
            else:
                print(f"{rule['clause']} {rule['rule']}: {fault}")
    print(f"mutations: {len(rules)} rules removed, {caught} caught")
    return 0 if caught == len(rules) and rules else 1


if __name__ == "__main__":
    sys.exit(main())
