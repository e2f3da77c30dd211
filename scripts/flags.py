"""What a program of ours says of itself with --help."""

import pathlib
import re
import subprocess

BIN = pathlib.Path(__file__).resolve().parents[1] / "build" / "bin"
FLAG = re.compile(r"(\w+) \((.*)\); default: (.*);$")


def help_of(program):
    """What it does, and (name, what, default) of each of its flags; no default is an empty text."""
    text = subprocess.run([BIN / program, "--help"], capture_output=True, text=True).stdout
    text, _, _ = text.partition("\nTry --helpfull")
    about, *flags = re.split(r"\n    --(?=\w)", text)
    about = about.split("\n  Flags from")[0].removeprefix(f"{program}: ")
    # It is wrapped.
    found = [FLAG.match(" ".join(re.sub(r"\n  Flags from .*", "", flag).split())).groups() for flag in flags]
    return " ".join(about.split()), [(name, what, default.strip('"')) for name, what, default in found]
