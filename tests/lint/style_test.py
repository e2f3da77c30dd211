"""Form: clang-format for C++, buf for the protos, bash and Python that at least parse."""

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
    def test_protos_are_linted_and_formatted(self):
        self.run_clean(BUF, "lint")
        self.run_clean(BUF, "format", "--diff", "--exit-code")

    @unittest.skipUnless(BUF.exists(), "buf needs npm")
    def test_protos_change_compatibly(self):
        self.run_clean(BUF, "breaking", "--against", "protos/released.binpb")

    def test_scripts_parse(self):
        of_clients = tracked("clients/protoc", "clients/descriptors", "clients/*/generate")
        of_images = ("docker/try", "docker/postgres", "k8s/overlays/dev/secrets")
        for script in ("run", "test", ".ci/run", *of_clients, *of_images, *tracked("scripts/*")):
            if not script.endswith((".txt", ".py", "/configuration")):
                self.run_clean("bash", "-n", script)
        for script in (*tracked("*.py"), "docker/rootfs", "k8s/check", "k8s/generate", "monitoring/grafana/generate", "scripts/configuration",
                       "tools/api_reference/generate"):
            ast.parse((ROOT / script).read_text(), script)


if __name__ == "__main__":
    unittest.main()
