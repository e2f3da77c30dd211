"""Bugs that are planted to check that the chaos test catches them. The changed source is compiled and linked before the library
that contains the original; the source tree is not changed."""

import json
import pathlib
import subprocess

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
    objects = [compile_changed(folder, file, edits) for file, edits in plant["files"].items()]
    run(link_command_with(objects, "chaosd", folder / "chaosd"))
    return folder / "chaosd"


def compile_changed(folder, file, edits):
    text = (ROOT / file).read_text()
    for edit in edits:
        if text.count(edit["find"]) != 1:
            raise RuntimeError(f"{file} has {text.count(edit['find'])} of: {edit['find']}")
        text = text.replace(edit["find"], edit["replace"])
    source = folder / pathlib.Path(file).name
    source.write_text(text)
    obj = source.with_suffix(".o")
    run(compile_command_for(source, obj, ROOT / file))
    return obj


def run(command):
    subprocess.run(command, cwd=BUILD, check=True, capture_output=True, text=True)
