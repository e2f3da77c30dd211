#!/usr/bin/env python3
"""Runs clang-tidy over all of our own sources. A source that was clean before is skipped if neither it nor a header that it
includes has changed: its stamp is kept in the user's cache, which all clones share."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
# Holds the commands for clang-tidy, which cannot read the compiler's precompiled headers.
COMMANDS = BUILD / "tidy"
STAMPS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "liandong-tidy"


def headers_by_object():
    """Returns the sources and headers of each object, as ninja recorded them."""
    printed = subprocess.run(["ninja", "-C", BUILD, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found, current = {}, None
    for line in printed.splitlines():
        if line.startswith("    "):
            found[current].append(line.strip())
        elif ": #deps" in line:
            current = line.split(":")[0]
            found[current] = []
    return found


def key_of(source, headers):
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for path in sorted({source, *headers}):
        absolute = (BUILD / path).resolve()
        if absolute.is_relative_to(ROOT) and absolute.exists():
            digest.update(str(absolute.relative_to(ROOT)).encode() + b"\0" + absolute.read_bytes())
    return digest.hexdigest()


def without_precompiled_headers(command):
    """Returns the command with which every include is parsed."""
    kept = []
    for word in shlex.split(command):
        if word.endswith("/cmake_pch.hxx"):
            kept.pop()
        elif word != "-Winvalid-pch":
            kept.append(word)
    return shlex.join(kept)


def sources_to_check():
    """Returns the entries of the build's compile commands that compile our own sources, as clang-tidy can use them."""
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    own = [entry for entry in entries
           if pathlib.Path(entry["file"]).is_relative_to(ROOT) and not pathlib.Path(entry["file"]).is_relative_to(BUILD)]
    return [{**entry, "command": without_precompiled_headers(entry["command"])} for entry in own]


def check(source, key):
    done = subprocess.run(["clang-tidy-14", "-quiet", "-p", COMMANDS, source], capture_output=True, text=True)
    if done.returncode == 0:
        (STAMPS / key).touch()
        return ""
    return done.stdout


def main():
    STAMPS.mkdir(parents=True, exist_ok=True)
    headers = headers_by_object()
    work = []
    entries = sources_to_check()
    COMMANDS.mkdir(exist_ok=True)
    (COMMANDS / "compile_commands.json").write_text(json.dumps(entries))
    for entry in entries:
        source = entry["file"]
        obj = entry["command"].split(" -o ")[1].split()[0]
        key = key_of(source, headers.get(obj, []))
        if not (STAMPS / key).exists():
            work.append((source, key))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(lambda one: check(*one), work) if fault]
    print("\n".join(faults))
    print(f"tidy: {len(work)} sources checked, {len(faults)} with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
