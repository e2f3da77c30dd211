#!/usr/bin/env python3
"""Builds the fuzz targets, as part of the build `asan`, and runs each for a while from its corpus. Prints executions and
coverage; fails on a crash. With --keep, new inputs are minimised and added to the corpus."""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.sanitize.build import build  # noqa: E402

# The number of inputs kept for a target: a start for each run, not an archive.
MOST_KEPT = 120
CORPUS = pathlib.Path(__file__).with_name("corpus")


def fuzz(target, seconds, keep):
    kept = CORPUS / target.name
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as new:
        done = subprocess.run(
            [target, f"-max_total_time={seconds}", "-print_final_stats=1", "-rss_limit_mb=3000", "-timeout=10",
             f"-artifact_prefix={target.parent.parent}/{target.name}-", new, kept], capture_output=True, text=True,
            env={**os.environ, "ASAN_OPTIONS": "detect_container_overflow=0"})
        if keep and done.returncode == 0:
            shrink(target, kept, new)
    executions = re.findall(r"number_of_executed_units: (\d+)", done.stderr)
    coverage = re.findall(r"cov: (\d+)", done.stderr)
    print(f"{target.name}: {executions[-1] if executions else 0} executions, coverage "
          f"{coverage[-1] if coverage else 0} edges, {'0 crashes' if done.returncode == 0 else 'CRASHED'}", flush=True)
    if done.returncode != 0:
        print(done.stderr[-3000:], flush=True)
    return done.returncode == 0 and bool(executions)


def shrink(target, kept, new):
    with tempfile.TemporaryDirectory() as smallest:
        subprocess.run([target, "-merge=1", smallest, kept, new], capture_output=True, check=True)
        shutil.rmtree(kept)
        kept.mkdir()
        for path in sorted(pathlib.Path(smallest).iterdir(), key=lambda one: one.stat().st_size)[:MOST_KEPT]:
            shutil.copy(path, kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--keep", action="store_true", help="add what was found to the corpus")
    parser.add_argument("--only", default="", help="targets whose name contains this")
    options = parser.parse_args()
    targets = [target for target in sorted(build("asan", ["fuzz"]).glob("*_fuzz")) if options.only in target.name]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        good = list(pool.map(lambda target: fuzz(target, options.seconds, options.keep), targets))
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
