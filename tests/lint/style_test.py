"""Checks the format of C++ with clang-format and of protos with scripts/format-protos, and lints the protos with buf. Shell and
Python scripts must at least parse."""

import ast
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUF = ROOT / "node_modules" / ".bin" / "buf"


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


class StyleTest(unittest.TestCase):
    def run_clean(self, *command):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_cpp_is_formatted(self):
        self.run_clean("clang-format-14", "--dry-run", "--Werror", *tracked("*.h", "*.cc"))

    @unittest.skipUnless(BUF.exists(), "buf needs npm")
    def test_protos_are_linted(self):
        self.run_clean(BUF, "lint")

    def test_protos_are_formatted(self):
        self.run_clean(ROOT / "scripts" / "format-protos", "--check")

    def test_scripts_parse(self):
        parsed = set()
        for name in tracked():
            if (ROOT / name).is_symlink() or not (ROOT / name).is_file():
                continue
            with (ROOT / name).open("rb") as file:
                first = file.readline(80).decode(errors="ignore")
            if name.endswith(".py") or (first.startswith("#!") and "python" in first):
                ast.parse((ROOT / name).read_text(), name)
                parsed.add(name)
            elif first.startswith("#!"):
                self.run_clean("bash", "-n", name)
                parsed.add(name)
        self.assertLessEqual({"run", "test", ".ci/run", "docker/try", "k8s/check", "scripts/suite"}, parsed)


if __name__ == "__main__":
    unittest.main()
