#!/usr/bin/env python3
"""Builds test suites with sanitizers and runs them: address and undefined behaviour for all C++ tests, data races for those
that share no lock with a library (see tsan/)."""

import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ("base", "law", "values", "errors", "threads", "command_line", "telemetry", "seal", "store", "records", "outbox",
        "ledger")
CONTRACT = ("dispatch", "identity", "registration", "oversight", "ledger", "sealing", "retention", "duties", "backup")
SUITES = {
    "asan": [f"{name}_test" for name in UNIT] + ["contract_test"] + [f"contract_{name}_test" for name in CONTRACT],
    "tsan": [f"{name}_test" for name in UNIT],
}
# With ThreadSanitizer a map in a message has another layout than in Debian's protobuf.
LEFT_OUT = {("tsan", "errors_test"): "Errors.*"}
OPTIONS = {
    # Messages come from a build without sanitizers, so container annotations would be incomplete.
    "ASAN_OPTIONS": "detect_container_overflow=0:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": f"second_deadlock_stack=1:suppressions={pathlib.Path(__file__).with_name('tsan.supp')}",
}


def build(preset, suites):
    environment = {**os.environ, "CCACHE_BASEDIR": str(ROOT), "CCACHE_NOHASHDIR": "1"}
    if not (ROOT / f"build-{preset}" / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", preset], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(["cmake", "--build", "--preset", preset, "--target", *suites], cwd=ROOT, env=environment,
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout[-3000:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sanitizer", choices=sorted(SUITES))
    parser.add_argument("--only", default="", help="suites whose name contains this")
    options = parser.parse_args()
    suites = [suite for suite in SUITES[options.sanitizer] if options.only in suite]
    build(options.sanitizer, suites)
    bad = []
    for suite in suites:
        done = subprocess.run([ROOT / f"build-{options.sanitizer}" / "bin" / suite, "--gtest_brief=1",
                               f"--gtest_filter=-{LEFT_OUT.get((options.sanitizer, suite), '')}"], cwd=ROOT,
                              capture_output=True, text=True, env={**os.environ, **OPTIONS})
        print(f"{options.sanitizer} {suite}: {'clean' if done.returncode == 0 else 'FAULTY'}", flush=True)
        if done.returncode != 0:
            bad.append(suite)
            print(done.stdout[-2000:] + done.stderr[-6000:], flush=True)
    return 1 if bad or not suites else 0


if __name__ == "__main__":
    sys.exit(main())
