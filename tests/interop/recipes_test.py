"""Runs the commands of the recipe pages as printed, one after the other, with a suite on the ports of `./run`."""

import os
import pathlib
import re
import socket
import subprocess
import unittest

from scripts.services import read_services
from tests.testing.suite import ROOT, Suite, grpcurl_binary

# A command and its output; the output may be missing.
RECIPE = re.compile(r"^```sh\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
END = "\x1e"
SECONDS = 120


class RunSuite(Suite):
    """A suite on the ports of `./run` whose files have the same names."""

    def __init__(self):
        super().__init__()
        self.ports = {service.name: service.port for service in read_services()}
        self.metrics_ports = {service.name: service.metrics_port for service in read_services()}
        (self.directory / ".dev").symlink_to(self.directory)
        (self.directory / "build").symlink_to(ROOT / "build")

    def do(self, commands):
        """Runs all commands in one shell and returns the output and exit code of each."""
        script = "".join(f"{command}\nprintf '{END}%d{END}' $?\n" for command in commands)
        path = f"{pathlib.Path(grpcurl_binary()).parent}:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-c", script], cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=SECONDS, env={**os.environ, "PATH": path})
        parts = done.stdout.split(END)
        return list(zip(parts[0::2], parts[1::2]))


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def pattern(expected):
    """Turns expected output into a pattern: spaces do not matter, and … stands for anything."""
    words = [re.escape(part) for part in " ".join(expected.split()).split("…")]
    return re.compile(f"^{'.*?'.join(words)}$", re.DOTALL)


@unittest.skipUnless(grpcurl_binary(), "grpcurl needs Go")
class RecipesTest(unittest.TestCase):
    def follow(self, page, at_least):
        """Checks that each recipe prints what the page says."""
        self.assertTrue(is_free(7401), "another suite is up: end it first")
        recipes = RECIPE.findall((ROOT / "docs" / page).read_text())
        self.assertGreaterEqual(len(recipes), at_least)
        with RunSuite() as suite:
            printed = suite.do([command for command, _ in recipes])
        self.assertEqual(len(printed), len(recipes), printed[-1:])
        for (command, expected), (text, code) in zip(recipes, printed):
            with self.subTest(command=command):
                self.assertRegex(" ".join(text.split()), pattern(expected))
                # Calls that are refused are shown with their error.
                self.assertEqual(code == "0", "ERROR:" not in expected, text)

    def test_an_operators_day(self):
        self.follow("operations.md", at_least=20)

    def test_an_integrators_first_call(self):
        self.follow("first-call.md", at_least=6)


if __name__ == "__main__":
    unittest.main()
