#!/usr/bin/env python3
"""Runs clang-tidy over all of our own sources. Nearly all of its time goes into the headers of libraries, so it reads several
sources at once, and separately only those that cannot be compiled as one. A source that was clean before is skipped if neither
it nor a header that it includes has changed: its stamp is kept in the user's cache, which all clones share."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from scripts.source_groups import groups_of  # noqa: E402
from scripts.compile_commands import BUILD, ROOT, compile_commands  # noqa: E402

# Holds the commands for clang-tidy, which cannot read the compiler's precompiled headers.
COMMANDS = BUILD / "tidy"
# More sources at once save little more, and need more memory.
MOST_AT_ONCE = 16
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


def entries_to_check():
    """Returns how each of our own sources is compiled, in the form of compile_commands.json and as clang-tidy can use it."""
    return [{"directory": entry["directory"], "file": str(source), "output": output_of(entry),
             "command": without_precompiled_headers(entry["command"]).replace(entry["file"], str(source))}
            for source, entry in compile_commands().items()]


def output_of(entry):
    return entry["command"].split(" -o ")[1].split()[0]


def alike(entries):
    """Returns lists of entries that can be compiled as one."""
    by_options = {}
    for entry in entries:
        options = entry["command"].replace(entry["file"], "").replace(entry["output"], "")
        by_options.setdefault(options, {})[entry["file"]] = entry
    return [[same[file] for file in group] for same in by_options.values() for group in groups_of(same, MOST_AT_ONCE)]


def as_one(group):
    """Returns a source that includes those of the group, in a folder with the command that compiles it."""
    text = "".join(f'#include "{entry["file"]}"  // NOLINT(bugprone-suspicious-include)\n' for entry in group)
    folder = COMMANDS / hashlib.sha256(text.encode()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "sources.cc"
    source.write_text(text)
    command = group[0]["command"].replace(group[0]["file"], str(source))
    entry = {"directory": group[0]["directory"], "file": str(source), "command": command}
    (folder / "compile_commands.json").write_text(json.dumps([entry]))
    return source


def check(group):
    """Shows what clang-tidy finds in the sources of a group, and returns how many parts of the group have faults."""
    source = as_one(group)
    done = subprocess.run(["clang-tidy-14", "-quiet", "-p", source.parent, source], capture_output=True, text=True)
    if len(group) > 1 and "clang-diagnostic-error" in done.stdout:
        # The sources give the same name to different things.
        half = len(group) // 2
        return check(group[:half]) + check(group[half:])
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
        return 1
    for entry in group:
        (STAMPS / entry["key"]).touch()
    print(f"tidy: {len(group)} sources up to {pathlib.Path(group[-1]['file']).relative_to(ROOT)}", flush=True)
    return 0


def main():
    STAMPS.mkdir(parents=True, exist_ok=True)
    headers = headers_by_object()
    work = [{**entry, "key": key_of(entry["file"], headers.get(entry["output"], []))} for entry in entries_to_check()]
    work = [entry for entry in work if not (STAMPS / entry["key"]).exists()]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = sum(pool.map(check, alike(work)))
    print(f"tidy: {len(work)} sources checked, {faults} groups with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
