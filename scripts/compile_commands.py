"""How the build in build/ compiles each of our own sources. Sources may be compiled in groups (scripts/source_groups.py)."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
INCLUDED = re.compile(r'^#include "(/[^"]+)"$', re.M)


def compile_commands():
    """Returns the entry of compile_commands.json that compiles a source, by the source's path."""
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        compiled = pathlib.Path(entry["file"])
        sources = INCLUDED.findall(compiled.read_text()) if compiled.parent.name == "Unity" else [entry["file"]]
        found |= {pathlib.Path(source): entry for source in sources}
    return {source: entry for source, entry in found.items()
            if source.is_relative_to(ROOT) and not source.is_relative_to(BUILD)}
