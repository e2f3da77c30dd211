"""Bugs that are planted to check that the chaos test catches them. The changed source is compiled and linked before the library
that contains the original; the source tree is not changed."""

import json
import pathlib
import subprocess

from scripts.compile_commands import compile_commands
from tests.mutation.run import BUILD, compile_command_for, link_command_with
from tests.testing.suite import BIN, ROOT

TABLE = pathlib.Path(__file__).with_name("plants.json")


def build(name):
    """Builds the daemon with the named bug, or without a bug if there is no name."""
    if not name:
        return BIN / "chaosd"
    plant = json.loads(TABLE.read_text())[name]
    folder = BUILD / "plants" / name
    folder.mkdir(parents=True, exist_ok=True)
    objects = [compile_changed(folder, ROOT / file, edits) for file, edits in plant["files"].items()]
    run(link_command_with(objects, "chaosd", folder / "chaosd"))
    return folder / "chaosd"


def compile_changed(folder, file, edits):
    text = file.read_text()
    for edit in edits:
        if text.count(edit["find"]) != 1:
            raise RuntimeError(f"{file} has {text.count(edit['find'])} of: {edit['find']}")
        text = text.replace(edit["find"], edit["replace"])
    source = folder / file.name
    source.write_text(text)
    entry = compile_commands()[file]
    obj = source.with_suffix(".o")
    run(compile_command_for(entry, with_changed(entry, file, source), obj))
    return obj


def with_changed(entry, file, source):
    """Returns what to compile instead of the file of an entry, which may be one that includes the changed file among others."""
    compiled = pathlib.Path(entry["file"])
    if compiled == file:
        return source
    group = source.with_stem(f"{source.stem}_group")
    group.write_text(compiled.read_text().replace(f'"{file}"', f'"{source}"'))
    return group


def run(command):
    subprocess.run(command, cwd=BUILD, check=True, capture_output=True, text=True)
