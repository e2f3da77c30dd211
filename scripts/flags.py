"""Reads the --help output of our programs."""

import pathlib
import re
import subprocess

BIN = pathlib.Path(__file__).resolve().parents[1] / "build" / "bin"
FLAG = re.compile(r"(\w+) \((.*)\); default: (.*);$")


def help_of(program):
    """Returns the description of a program and (name, description, default) of each flag. The default may be empty."""
    text = subprocess.run([BIN / program, "--help"], capture_output=True, text=True).stdout
    text, _, _ = text.partition("\nTry --helpfull")
    about, *flags = re.split(r"\n    --(?=\w)", text)
    about = about.split("\n  Flags from")[0].removeprefix(f"{program}: ")
    # --help wraps its lines.
    found = [FLAG.match(" ".join(re.sub(r"\n  Flags from .*", "", flag).split())).groups() for flag in flags]
    return " ".join(about.split()), [(name, what, default.strip('"')) for name, what, default in found]
