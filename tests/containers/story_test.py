"""Plays the story against the suite in containers on PostgreSQL. Meanwhile a replica dies, another is stopped, the containers
of a service are replaced and the database is killed; nothing acknowledged may be lost. docker/try runs this test."""

import json
import pathlib
import tempfile
import threading
import time
import unittest

from tests.containers import engine
from tests.testing.suite import AS_EXPECTED, SERVICES, lost_and_twice, parse_leaves

# Calls continue while containers come and go.
PAUSE = "--pause=150ms"
SCRAPE_SECONDS = 60


class ContainersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        engine.start_all()

    def setUp(self):
        self.journal = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def tell(self, run, *flags):
        """Starts the story. When the thread ends, its output is in the list."""
        told = engine.story(run, self.journal, *flags)
        output = []
        reader = threading.Thread(target=lambda: output.append(told.communicate()[0]))
        reader.start()
        return told, reader, output

    def finish(self, reader, output):
        reader.join(timeout=240)
        self.assertRegex(output[0].rstrip().splitlines()[-1], AS_EXPECTED, output[0])
        leaves = []
        for service in SERVICES:
            code, text = engine.verify(service, "--print")
            self.assertEqual(code, 0, text[-2000:])
            leaves += parse_leaves(text)
        acknowledged = (self.journal / "journal").read_text()
        self.assertGreater(acknowledged.count("\n"), 50)
        self.assertEqual(lost_and_twice(acknowledged, leaves), ([], []))

    def test_a_killed_replica_and_a_killed_database_lose_nothing(self):
        told, reader, output = self.tell(1, PAUSE, "--patience=60s")
        for service, number in (("clue", 1), ("oversight", 2), ("postgres", 1), ("casefile", 2)):
            time.sleep(2)
            name = engine.container(service, number)
            engine.engine("kill", "--signal=KILL", name)
            self.assertIsNone(told.poll(), "the story was over too soon")
            engine.engine("start", name)
        self.finish(reader, output)

    def test_one_replica_stopped_and_one_replaced_while_calls_run(self):
        told, reader, output = self.tell(2, PAUSE, "--patience=60s")
        stopped = engine.container("registration", 1)
        engine.engine("stop", stopped)
        for number in range(1, engine.REPLICAS + 1):
            old = engine.container("casefile", number)
            identity = self.id_of(old)
            engine.engine("stop", old)
            engine.engine("rm", old)
            engine.start("casefile", number)
            self.assertNotEqual(self.id_of(old), identity)
        self.assertIsNone(told.poll(), "the story was over too soon")
        engine.engine("start", stopped)
        self.finish(reader, output)

    @staticmethod
    def id_of(name):
        return engine.engine("inspect", "--format={{.Id}}", name).stdout.strip()

    def test_containers_are_closed(self):
        for service, number in engine.replicas():
            name = engine.container(service, number)
            said = engine.engine("inspect", "--format={{.Config.User}} {{.HostConfig.ReadonlyRootfs}}", name).stdout
            self.assertEqual(said.split(), ["65532:65532", "true"], name)
            self.assertNotEqual(engine.engine("exec", name, "/bin/sh", "-c", "true", check=False).returncode, 0, name)

    def test_a_service_cannot_enter_the_database_of_another(self):
        command = engine.tool("ledger-verify", "--key=/etc/liandong/trust/casefile.ledger.pub", "service=casefile",
                              volumes=engine.mount("clue-files", "/etc/liandong", "ro"))
        done = engine.run(command)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("cannot connect", done.stdout + done.stderr)

    def test_images_contain_no_shell_and_a_bill_of_materials(self):
        for name in (*SERVICES, "tools"):
            files = engine.files_of(name)
            programs = {pathlib.PurePath(path).name for path in files if "/bin/" in f"/{path}"}
            self.assertEqual(programs & {"sh", "bash", "dash", "busybox", "apt", "dpkg", "python3", "perl"}, set(), name)
            bill = json.loads(files[f"usr/share/sbom/liandong-{name}.spdx.json"])
            self.assertEqual(bill["spdxVersion"], "SPDX-2.3")
            own = bill["packages"][0]
            self.assertEqual((own["versionInfo"], own["licenseDeclared"]), (engine.VERSION, "Apache-2.0"), name)
            self.assertEqual(engine.labels_of(name)["org.opencontainers.image.version"], engine.VERSION)
            self.assertLessEqual({"usr/share/doc/liandong/LICENSE", "usr/share/doc/liandong/NOTICE"}, set(files), name)
            packages = {package["name"] for package in bill["packages"]}
            self.assertLessEqual({"libc6", "libssl3", "libgrpc++1.51", "libprotobuf32"}, packages, name)
            contained = [one for one in bill["relationships"] if one["relationshipType"] == "CONTAINS"]
            self.assertEqual(len(contained), len(bill["packages"]) - 1)

    def test_prometheus_reads_every_replica(self):
        until = time.monotonic() + SCRAPE_SECONDS
        while engine.targets_up() < len(engine.replicas()) and time.monotonic() < until:
            time.sleep(1)
        self.assertEqual(engine.targets_up(), len(engine.replicas()))


if __name__ == "__main__":
    unittest.main()
