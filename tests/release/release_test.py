"""What a release needs: one version, a changelog that names every change, and the documented files in their places."""

import pathlib
import re
import shutil
import tempfile
import unittest

import yaml

from tests.testing.suite import BIN, ROOT, sh

BUF = ROOT / "node_modules" / ".bin" / "buf"
VERSION = sh(ROOT / "scripts" / "version").stdout.strip()
# A step of the build, and a service that only the chaos tests run.
NOBODYS = {"han-table", "chaosd"}
METHOD = """rpc TestClues(TestCluesRequest) returns (TestCluesResponse);
"""
MESSAGES = """
message TestCluesRequest {}

message TestCluesResponse {}
"""


class VersionTest(unittest.TestCase):
    def test_every_program_tells_it(self):
        programs = [path for path in BIN.iterdir() if not path.name.endswith(("_test", "_fuzz")) and path.name not in NOBODYS]
        self.assertGreater(len(programs), 12)
        for program in programs:
            done = sh(program, "--version", check=False)
            self.assertEqual((done.returncode, done.stdout), (0, f"{program.name} (Liandong) {VERSION}\n"), done.stderr)

    def test_it_is_stated_in_one_place(self):
        """All files except generated manifests and the changelog."""
        pattern = rf"(^|[^0-9.]){re.escape(VERSION)}([^0-9.]|$)"
        listed = sh("git", "grep", "-lE", pattern, "--", ":!*package-lock.json", ":!CHANGELOG.md", ":!clients", cwd=ROOT).stdout
        self.assertEqual(listed.split(), ["CMakeLists.txt", "k8s/base/services.yaml"])


@unittest.skipUnless(BUF.exists(), "buf needs npm")
class ChangelogTest(unittest.TestCase):
    def setUp(self):
        """A copy of the tree in which everything is released as 9.8.0, and 9.9.0 is next."""
        self.copy = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="liandong-release-")))
        for name in ("buf.yaml", "protos", "scripts"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, self.copy / name)
        (self.copy / "node_modules").symlink_to(ROOT / "node_modules")
        (self.copy / "CMakeLists.txt").write_text("project(liandong VERSION 9.9.0 LANGUAGES CXX)\n")
        self.released = self.copy / "protos" / "released.binpb"
        sh(BUF, "build", "--exclude-source-info", "-o", self.released, cwd=self.copy)
        self.service = self.copy / "protos/liandong/clue/v1/clue_service.proto"

    def changelog(self, unreleased):
        (self.copy / "CHANGELOG.md").write_text(f"# Changelog\n\n{unreleased}\n## [9.8.0] - 2026-01-01\n\n- All.\n")

    def release(self, step):
        """Returns the exit code and the complaints of a step."""
        done = sh(self.copy / "scripts" / "release", step, check=False)
        return done.returncode, done.stderr

    def edit(self, old, new):
        text = self.service.read_text()
        self.assertEqual(text.count(old), 1)
        self.service.write_text(text.replace(old, new))

    def git(self, *words):
        sh("git", "-c", "user.name=T", "-c", "user.email=t@t.invalid", *words, cwd=self.copy)

    def test_the_changelog_names_what_changed(self):
        done = sh(ROOT / "scripts" / "release", "check", check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_new_rpc_must_be_named(self):
        self.edit("rpc WatchClues(", f"{METHOD}  rpc WatchClues(")
        self.service.write_text(self.service.read_text() + MESSAGES)
        self.changelog("## [Unreleased]\n\n### Added\n- `TestClue`.\n")
        code, said = self.release("check")
        self.assertEqual(code, 1)
        self.assertIn("does not name: new RPC liandong.clue.v1.ClueService/TestClues\n", said)
        self.changelog("## [Unreleased]\n\n### Added\n- `TestClues`.\n")
        self.assertEqual(self.release("check"), (0, ""))

    def test_a_break_must_be_named_under_breaking(self):
        self.edit("  string unit = 3", "  string team = 3")
        for unreleased, code in (("### Added\n- `AssignClueRequest.team`, and no `AssignClueRequest.unit`.\n", 1),
                                 ("### Breaking\n- `AssignClueRequest.division`.\n\n### Added\n- `AssignClueRequest.unit`\n", 1),
                                 ("### Breaking\n- `AssignClueRequest.unit` is called `team`.\n", 0),
                                 ("### Breaking\n- `AssignClueRequest` has new fields.\n", 0)):
            self.changelog(f"## [Unreleased]\n\n{unreleased}")
            found, said = self.release("check")
            self.assertEqual(found, code, unreleased + said)
            self.assertEqual("on message \"AssignClueRequest\"" in said, bool(code), said)

    def test_a_release_is_prepared_once_and_renews_what_is_released(self):
        self.changelog("")
        self.assertEqual(self.release("prepare"), (1, "release: CHANGELOG.md: there is nothing under “Unreleased”\n"))
        self.edit("rpc WatchClues(", "rpc FollowClues(")
        self.changelog("## [Unreleased]\n\n### Breaking\n- `WatchClues` is now `FollowClues`.\n")
        before = self.released.read_bytes()
        self.assertEqual(self.release("prepare"), (0, ""))
        self.assertNotEqual(self.released.read_bytes(), before)
        text = (self.copy / "CHANGELOG.md").read_text()
        self.assertRegex(text, r"(?m)^## \[9\.9\.0\] - \d{4}-\d\d-\d\d\n\n### Breaking$")
        self.assertNotIn("Unreleased", text)
        self.assertEqual(self.release("check"), (0, ""))
        self.assertEqual(self.release("prepare"), (1, "release: CHANGELOG.md: 9.9.0 is released already; raise the version in "
                                                      "CMakeLists.txt\n"))

    def test_nothing_is_built_that_is_not_prepared_and_committed(self):
        self.changelog("## [Unreleased]\n\n- More.\n")
        self.service.write_text(self.service.read_text() + "\nmessage More {}\n")
        self.git("init", "-q")
        code, said = self.release("build")
        self.assertEqual(code, 1)
        for fault in ("changes that are not committed", "no dated section for 9.9.0", "still a section “Unreleased”",
                      "protos/released.binpb is not what the protos say"):
            self.assertIn(fault, said)
        self.assertEqual(self.release("prepare"), (0, ""))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Release")
        self.git("tag", "v9.9.0")
        self.git("commit", "-q", "--allow-empty", "-m", "Go on")
        self.assertEqual(self.release("build"), (1, "release: the tag v9.9.0 is on another commit\n"))


class FilesTest(unittest.TestCase):
    def test_code_owners_own_something_that_there_is(self):
        for line in (ROOT / ".github/CODEOWNERS").read_text().splitlines():
            if line and not line.startswith("#"):
                pattern, *owners = line.split()
                self.assertTrue(owners, line)
                self.assertTrue(list(ROOT.glob(pattern.strip("/"))), f"nothing is at {pattern}")

    def test_the_workflow_tests_every_change_and_everything_each_night(self):
        workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
        # YAML 1.1 reads the key `on` as true.
        self.assertEqual(set(workflow[True]), {"push", "pull_request", "schedule"})
        job = workflow["jobs"]["test"]
        self.assertEqual(job["container"]["image"], "debian:bookworm")
        commands = [step["run"] for step in job["steps"] if "run" in step]
        self.assertEqual([command.split()[0] for command in commands if "./test" in command], ["./test"])
        for step in job["steps"]:
            self.assertRegex(step.get("uses", "actions/none@v1"), r"^actions/[\w-]+@v\d+$")

    def test_the_licence_is_apaches(self):
        common = pathlib.Path("/usr/share/common-licenses/Apache-2.0")
        self.assertEqual((ROOT / "LICENSE").read_text(),
                         common.read_text().replace("[yyyy] [name of copyright owner]", "2026 The Liandong authors"))


if __name__ == "__main__":
    unittest.main()
