"""Builds with sanitizers: the presets `asan` and `tsan`."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def build(preset, targets):
    """Builds the targets, which takes minutes, and returns the folder of the programs. Ends the process if that fails."""
    folder = ROOT / f"build-{preset}"
    if not (folder / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", preset], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    command = ["cmake", "--build", "--preset", preset, "--target", *targets]
    done = subprocess.run([ROOT / "scripts" / "progress", *command], cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"{preset}: the build failed")
    return folder / "bin"
