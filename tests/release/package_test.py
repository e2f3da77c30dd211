"""Tests the Debian packages: their contents, and what happens when they are installed, run and removed, in a scratch root."""

import contextlib
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from tests.testing.ports import free_ports
from tests.testing.suite import BIN, ROOT, SERVICES, sh

VERSION = sh(ROOT / "scripts" / "version").stdout.strip()
TOOLS = ("bulk-import", "contracts", "dbcopy", "devpki", "health-probe", "ledger-verify")
# systemd-analyze rates a service without any confinement as 96 (of 100).
EXPOSURE_AT_MOST = 20
START_SECONDS = 30


OUT = None


def setUpModule():
    """Creates the packages once."""
    global OUT
    OUT = pathlib.Path(unittest.enterModuleContext(tempfile.TemporaryDirectory(prefix="liandong-package-")))
    sh(ROOT / "scripts" / "package", OUT)


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        architecture = sh("dpkg", "--print-architecture").stdout.strip()
        cls.packages = {name: OUT / f"liandong-{name}_{VERSION}_{architecture}.deb" for name in ("services", "tools")}
        cls.root = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="liandong-unpacked-")))
        for package in cls.packages.values():
            sh("dpkg-deb", "-x", package, cls.root)

    def files(self, name):
        """Returns mode, owner and path of everything in a package."""
        listed = sh("dpkg-deb", "-c", self.packages[name]).stdout
        return [(line.split()[0], line.split()[1], line.split()[5].removeprefix(".")) for line in listed.splitlines()]

    def test_checksums_are_those_of_the_packages(self):
        self.assertEqual({path.name for path in OUT.iterdir()},
                         {"SHA256SUMS", *(path.name for path in self.packages.values())})
        sh("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=OUT)

    def test_the_same_source_gives_the_same_packages(self):
        with tempfile.TemporaryDirectory() as again:
            sh(ROOT / "scripts" / "package", again)
            self.assertEqual((OUT / "SHA256SUMS").read_text(), (pathlib.Path(again) / "SHA256SUMS").read_text())

    def test_control_fields(self):
        for name, package in self.packages.items():
            fields = sh("dpkg-deb", "-f", package).stdout
            self.assertRegex(fields, rf"(?m)^Package: liandong-{name}$")
            self.assertRegex(fields, rf"(?m)^Version: {re.escape(VERSION)}$")
            self.assertRegex(fields, r"(?m)^Maintainer: The Liandong authors <\S+@\S+>$")
            self.assertRegex(fields, r"(?m)^Section: net$")
            self.assertRegex(fields, r"(?m)^Depends: .*\blibgrpc\+\+1\.51\b.*\blibssl3\b")
            summary, *description = sh("dpkg-deb", "-f", package, "Description").stdout.splitlines()
            self.assertLessEqual(len(summary), 80)
            self.assertGreaterEqual(len(description), 2)
            for line in description:
                self.assertRegex(line, r"^ .{1,79}$")
        self.assertRegex(sh("dpkg-deb", "-f", self.packages["services"], "Depends").stdout, r"\bsystemd\b")

    def test_owners_modes_and_places(self):
        for name in self.packages:
            for mode, owner, path in self.files(name):
                self.assertEqual(owner, "root/root", path)
                program = "/bin/" in path or "/sbin/" in path
                expected = "drwxr-xr-x" if path.endswith("/") else "-rwxr-xr-x" if program else "-rw-r--r--"
                self.assertEqual(mode, expected, path)
                self.assertRegex(path, r"^/(usr/.*|etc/(liandong/.*)?)?$")

    def test_each_program_has_a_manual_page(self):
        services = {path for _, _, path in self.files("services") if not path.endswith("/")}
        tools = {path for _, _, path in self.files("tools") if not path.endswith("/")}
        for service in SERVICES:
            self.assertLessEqual({f"/usr/sbin/{service}d", f"/usr/share/man/man8/{service}d.8.gz",
                                  f"/etc/liandong/{service}.flags"}, services)
        self.assertEqual({path for path in tools if path.startswith("/usr/bin/")}, {f"/usr/bin/{tool}" for tool in TOOLS})
        for tool in TOOLS:
            self.assertIn(f"/usr/share/man/man1/{tool}.1.gz", tools)
        for name, files in (("services", services), ("tools", tools)):
            self.assertLessEqual({f"/usr/share/doc/liandong-{name}/copyright", f"/usr/share/doc/liandong-{name}/changelog.gz"},
                                 files)
        self.assertEqual(services & tools, set())

    def test_what_is_in_etc_is_a_conffile(self):
        listed = sh("dpkg-deb", "-I", self.packages["services"], "conffiles").stdout.split()
        self.assertEqual(sorted(listed), sorted(f"/etc/liandong/{service}.flags" for service in SERVICES))

    def test_the_licences_of_all_parts_are_told(self):
        text = (self.root / "usr/share/doc/liandong-services/copyright").read_text()
        self.assertIn("/usr/share/common-licenses/Apache-2.0", text)
        self.assertIn((ROOT / "NOTICE").read_text(), text)

    def test_programs_are_stripped_and_tell_their_version(self):
        for program in (*(f"usr/sbin/{service}d" for service in SERVICES), *(f"usr/bin/{tool}" for tool in TOOLS)):
            said = sh(self.root / program, "--version").stdout
            self.assertEqual(said, f"{pathlib.Path(program).name} (Liandong) {VERSION}\n")
            self.assertNotIn(".debug_info", sh("readelf", "-SW", self.root / program).stdout)

    def test_the_descriptor_set_holds_every_method(self):
        descriptors = self.root / "usr/share/liandong/liandong.binpb"
        decode = ["protoc", "--decode=google.protobuf.FileDescriptorSet", "google/protobuf/descriptor.proto"]
        decoded = subprocess.run(decode, input=descriptors.read_bytes(), capture_output=True, check=True).stdout.decode()
        methods = len(re.findall(r"^    method \{", decoded, re.M))
        protos = "".join(path.read_text() for path in (ROOT / "protos").rglob("*.proto"))
        self.assertEqual(methods, len(re.findall(r"^  rpc ", protos, re.M)))
        self.assertIn("leading_comments", decoded)

    def test_links_between_the_documents_lead_somewhere(self):
        documents = self.root / "usr/share/doc/liandong"
        for page in ("docs/operations.md", "docs/security.md", "docs/configuration.md", "docs/api/README.md", "CONTRACTS.md"):
            self.assertTrue((documents / page).exists(), page)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_systemd_takes_the_unit_and_finds_it_confined(self):
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            shutil.copytree(self.root, root, dirs_exist_ok=True)
            for target in ("sysinit", "basic", "network-online", "multi-user", "shutdown"):
                (root / f"usr/lib/systemd/system/{target}.target").write_text(f"[Unit]\nDescription={target}\n")
            for service in SERVICES:
                done = sh("systemd-analyze", "verify", "--man=no", f"--root={root}", f"liandong@{service}.service", check=False)
                self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
            unit = root / "usr/lib/systemd/system/liandong@clue.service"
            shutil.copy(root / "usr/lib/systemd/system/liandong@.service", unit)
            sh("systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSURE_AT_MOST}", "--no-pager", unit)


@unittest.skipUnless(os.geteuid() == 0 and shutil.which("systemd-sysusers"), "needs root, and systemd's programs")
class InstallTest(unittest.TestCase):
    """dpkg installs into a scratch root, where the maintainer scripts create users and directories."""

    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="liandong-root-")))
        # The users of the services must be able to pass through it.
        self.root.chmod(0o711)
        self.package = next(OUT.glob("liandong-services_*.deb"))
        for path in ("etc", "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/log"):
            (self.root / path).mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()
        # The scratch root does not contain the package's dependencies.
        self.dpkg("--force-depends", "--install", self.package)

    def dpkg(self, *words):
        return sh("dpkg", f"--root={self.root}", f"--log={self.root}/var/log/dpkg.log", "--force-script-chrootless", *words)

    def user(self, service):
        for line in (self.root / "etc/passwd").read_text().splitlines():
            if line.startswith(f"liandong-{service}:"):
                return pwd.struct_passwd(number(field) for field in line.split(":"))
        self.fail(f"no user of the {service} service")

    def place_keys(self):
        """Creates keys and certificates in the way an operator does for a trial."""
        sh(BIN / "devpki", f"--out={self.root}/pki", f"--bundle={self.root}/etc/liandong")
        sh("systemd-tmpfiles", f"--root={self.root}", "--create", "liandong.conf")

    def test_each_service_has_its_user_and_its_directories(self):
        self.place_keys()
        users = {service: self.user(service) for service in SERVICES}
        self.assertEqual(len({user.pw_uid for user in users.values()}), len(SERVICES))
        for service, user in users.items():
            self.assertEqual(user.pw_shell, "/usr/sbin/nologin")
            self.assertEqual(about(self.root / "var/lib/liandong" / service), (0o700, user.pw_uid, user.pw_gid))
            keys = self.root / "etc/liandong" / service
            for path in (keys, keys / "keys", keys / "tls", keys / "trust"):
                self.assertEqual(about(path), (0o2750, 0, user.pw_gid), path)
            for path in ("keys/root.keys", "keys/ledger.key", "keys/witness.key", "tls/tls.key", "trust/crl.pem"):
                self.assertEqual(about(keys / path), (0o640, 0, user.pw_gid), path)

    def test_the_services_start_with_the_packaged_flags_as_their_own_users(self):
        self.place_keys()
        ports = dict(zip(SERVICES, free_ports(len(SERVICES))))
        pages = dict(zip(SERVICES, free_ports(len(SERVICES))))
        with contextlib.ExitStack() as stack:
            for service in SERVICES:
                process = subprocess.Popen(self.command(service, ports, pages), stderr=subprocess.PIPE, text=True)
                stack.callback(process.communicate)
                stack.callback(process.terminate)
            for service in SERVICES:
                until = time.monotonic() + START_SECONDS
                probe = [BIN / "health-probe", f"--address=127.0.0.1:{pages[service]}"]
                while (done := sh(*probe, check=False)).returncode and time.monotonic() < until:
                    time.sleep(0.1)
                self.assertEqual(done.returncode, 0, service)
        for service in SERVICES:
            self.assertTrue((self.root / f"var/lib/liandong/{service}/{service}.db").exists())

    def command(self, service, ports, pages):
        """Returns the command of the unit, with the paths of the scratch root and the ports of the test."""
        flags = (self.root / f"etc/liandong/{service}.flags").read_text()
        flags = flags.replace("=/etc/", f"={self.root}/etc/").replace("=/var/", f"={self.root}/var/")
        flags = re.sub(r"(?m)^--(address|metrics_address)=.*", "", flags)
        peers = ",".join(f"{name}=127.0.0.1:{port}" for name, port in ports.items())
        flags = re.sub(r"(?m)^--peers=.*", f"--peers={peers}", flags)
        file = self.root / f"{service}.flags"
        file.write_text(f"{flags}--address=127.0.0.1:{ports[service]}\n--metrics_address=127.0.0.1:{pages[service]}\n")
        user = self.user(service)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--",
                self.root / f"usr/sbin/{service}d", f"--flagfile={file}"]

    def test_an_upgrade_keeps_edited_flags_and_a_removal_keeps_the_evidence(self):
        self.place_keys()
        flags = self.root / "etc/liandong/clue.flags"
        flags.write_text("--division=500119\n")
        database = self.root / "var/lib/liandong/clue/clue.db"
        database.touch()
        self.dpkg("--force-depends", "--force-confold", "--install", self.package)
        self.assertEqual(flags.read_text(), "--division=500119\n")
        self.dpkg("--purge", "liandong-services")
        self.assertFalse((self.root / "usr/sbin/clued").exists())
        self.assertFalse(flags.exists())
        self.assertTrue(database.exists())
        self.assertTrue((self.root / "etc/liandong/clue/keys/root.keys").exists())


def number(text):
    return int(text) if text.isdigit() else text


def about(path):
    status = path.stat()
    return status.st_mode & 0o7777, status.st_uid, status.st_gid


if __name__ == "__main__":
    unittest.main()
