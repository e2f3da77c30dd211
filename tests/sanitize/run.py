#!/usr/bin/env python3
"""Builds test suites with sanitizers and runs them: address and undefined behaviour for the suites that reach most code, data
races for those of libraries with threads that share no lock with a library (see tsan/)."""

import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.sanitize.build import ROOT, build  # noqa: E402

THREADED = ("threads", "telemetry", "seal", "store", "records", "outbox", "ledger")
UNIT = ("base", "law", "values", "errors", "command_line", *THREADED)
CALLS = ("access", "validation", "admission_control", "saved_replies", "handlers", "watch_streams", "dispatch")
CONTRACT = ("dispatch", "identity", "registration", "oversight", "ledger", "sealing", "retention", "duties", "backup")
SUITES = {
    # The longest first.
    "asan": [*(f"contract_{name}_test" for name in CONTRACT), *(f"{name}_test" for name in UNIT + CALLS)],
    "tsan": [f"{name}_test" for name in THREADED],
}
OPTIONS = {
    # Messages come from a build without sanitizers, so container annotations would be incomplete.
    "ASAN_OPTIONS": "detect_container_overflow=0:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": f"second_deadlock_stack=1:suppressions={pathlib.Path(__file__).with_name('tsan.supp')}",
}


def is_clean(sanitizer, program):
    """Returns whether a test binary passes. If it does not, prints why."""
    done = subprocess.run([program, "--gtest_brief=1"], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **OPTIONS})
    clean = done.returncode == 0
    print(f"{sanitizer} {program.name}: {'clean' if clean else 'FAULTY'}", flush=True)
    if not clean:
        print(done.stdout[-2000:] + done.stderr[-6000:], flush=True)
    return clean


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sanitizer", choices=sorted(SUITES))
    parser.add_argument("--only", default="", help="suites whose name contains this")
    options = parser.parse_args()
    suites = [suite for suite in SUITES[options.sanitizer] if options.only in suite]
    folder = build(options.sanitizer, suites)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(lambda suite: is_clean(options.sanitizer, folder / suite), suites))
    return 0 if clean and all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
