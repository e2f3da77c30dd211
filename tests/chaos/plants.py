"""Bugs that are planted to see the harness catch them. The changed source is compiled and linked before the library that
holds the original; nothing in the tree is touched."""

import json
import pathlib
import shlex
import subprocess

from tests.mutation.run import BUILD, compile_commands, link_command
from tests.testing.suite import BIN, ROOT

TABLE = pathlib.Path(__file__).with_name("plants.json")


def build(name):
    """The daemon with that bug, or as it is if there is no name."""
    if not name:
        return BIN / "chaosd"
    plant = json.loads(TABLE.read_text())[name]
    folder = BUILD / "plants" / name
    folder.mkdir(parents=True, exist_ok=True)
    objects = [compile_changed(folder, file, edits) for file, edits in plant["files"].items()]
    words = shlex.split(link_command("chaosd"))
    out = words.index("-o")
    words[out + 1] = str(folder / "chaosd")
    # Before the libraries: their own copies of the objects are then not taken.
    words[out:out] = ["-Wl,--allow-multiple-definition", *objects]
    subprocess.run(words, cwd=BUILD, check=True, capture_output=True, text=True)
    return folder / "chaosd"


def compile_changed(folder, file, edits):
    text = (ROOT / file).read_text()
    for edit in edits:
        if text.count(edit["find"]) != 1:
            raise RuntimeError(f"{file} has {text.count(edit['find'])} of: {edit['find']}")
        text = text.replace(edit["find"], edit["replace"])
    source = folder / pathlib.Path(file).name
    source.write_text(text)
    words = shlex.split(compile_commands()[str(ROOT / file)])
    words[words.index("-o") + 1] = str(source.with_suffix(".o"))
    words[-1] = str(source)
    subprocess.run([word for word in words if word != "-Werror"], cwd=BUILD, check=True, capture_output=True, text=True)
    return str(source.with_suffix(".o"))
