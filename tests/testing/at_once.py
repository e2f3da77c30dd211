"""Runs several unittest modules or classes at once, each in its own process. Meant for tests that mostly wait.

    python3 -m tests.testing.at_once NAME..."""

import subprocess
import sys


def main(names):
    running = {name: subprocess.Popen([sys.executable, "-m", "unittest", "-q", name], stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True) for name in names}
    for name, process in running.items():
        print(f"{name}:\n{process.communicate()[0]}", flush=True)
    return max(process.returncode != 0 for process in running.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
