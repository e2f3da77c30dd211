"""A suite of real processes for tests, with free ports, certificates and databases of its own, in a temporary directory."""

import collections
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from scripts.services import service_names
from tests.testing.ports import free_ports

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / "build" / "bin"
SERVICES = service_names()
START_SECONDS = 20
GRPCURL_SECONDS = 60
# The last line of a story that went as expected.
AS_EXPECTED = r"^story: \d+ calls: \d+ accepted, \d+ refused as the rules demand, 0 not as expected$"


def sh(*words, check=True, **options):
    """Runs a command and returns how it ended. If it must succeed and fails, the error contains what it printed."""
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True, **options)
    if check and done.returncode != 0:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def service_of(instance):
    return instance.split(".")[0]


class Postgres:
    """A private server with a database for each service."""

    def __init__(self, directory):
        self.directory = directory
        self.start()
        for name in SERVICES:
            subprocess.run(["createdb", "-h", self.host, "-U", "liandong", f"liandong_{name}"], check=True)

    def start(self):
        printed = subprocess.run([ROOT / "scripts" / "postgres", "start", self.directory], check=True, capture_output=True,
                                 text=True).stdout
        self.conninfo = printed.strip()
        self.host = dict(word.split("=") for word in self.conninfo.split())["host"]

    def stop(self, mode="fast", check=True):
        subprocess.run([ROOT / "scripts" / "postgres", "stop", self.directory, mode], check=check, capture_output=True)

    def database(self, name):
        return f"{self.conninfo} dbname=liandong_{name}"


class Suite:
    """`store` is sqlite or postgres. With postgres, each service may have replicas, named clue.0, clue.1 …"""

    start_seconds = START_SECONDS

    def __init__(self, store="sqlite", replicas=1, national=False):
        self.instances = [f"{name}.{i}" if replicas > 1 else name for name in SERVICES for i in range(replicas)]
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="liandong-"))
        self.pki = self.directory / "pki"
        self.data = self.directory / "data"
        self.logs = self.directory / "log"
        for one in (self.data, self.logs):
            one.mkdir()
        ports = free_ports(2 * len(self.instances))
        self.ports = dict(zip(self.instances, ports))
        self.metrics_ports = dict(zip(self.instances, ports[len(self.instances):]))
        self.processes = {}
        self.postgres = self.make_postgres() if store == "postgres" else None
        self.national = national
        subprocess.run([BIN / "devpki", f"--out={self.pki}", *(["--sm2"] if national else [])], check=True)

    def make_postgres(self):
        return Postgres(self.directory / "postgres")

    def __enter__(self):
        try:
            for instance in self.instances:
                self.start(instance)
        except BaseException:
            # Without this, nobody would stop the processes that did start.
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in list(self.processes):
            self.stop(name)
        if self.postgres:
            self.postgres.stop("immediate")
        shutil.rmtree(self.directory)

    def targets(self):
        return ",".join(f"{service_of(name)}=127.0.0.1:{port}" for name, port in self.ports.items())

    def database(self, name):
        """Returns the argument for ledger-verify."""
        return self.postgres.database(name) if self.postgres else self.data / f"{name}.db"

    def flags(self, name):
        """Returns the flags of a service's process, except for its addresses."""
        pki = self.pki
        return [
            f"--{'postgres' if self.postgres else 'data'}={self.database(name)}",
            f"--key={pki / name}.master",
            f"--ledger_key={pki / name}.ledger.key",
            f"--witness_key={pki / name}.witness.key",
            "--ledgers=" + ",".join(f"{other}={pki / other}.ledger.pub" for other in SERVICES if other != name),
            f"--tls_certificate={pki / name}.crt",
            f"--tls_key={pki / name}.key",
            f"--tls_authorities={pki / 'ca.crt'}",
            f"--tls_revocations={pki / 'crl.pem'}",
            f"--peers={self.targets()}",
            f"--suite={'national' if self.national else 'standard'}",
        ]

    def launch(self, instance, command, host, port):
        """Starts a process. Returns whether it answers on its port in time, before it ends."""
        with open(self.logs / f"{instance}.log", "ab") as log:
            self.processes[instance] = subprocess.Popen(command, stderr=log)
        until = time.monotonic() + self.start_seconds
        while time.monotonic() < until and self.processes[instance].poll() is None:
            with socket.socket() as probe:
                probe.settimeout(0.2)
                if probe.connect_ex((host, port)) == 0:
                    return True
            time.sleep(0.02)
        return False

    def program(self, name):
        return [BIN / f"{name}d"]

    def start(self, instance):
        name = service_of(instance)
        command = [*self.program(name), f"--address=127.0.0.1:{self.ports[instance]}",
                   f"--metrics_address=127.0.0.1:{self.metrics_ports[instance]}", *self.flags(name)]
        if not self.launch(instance, command, "127.0.0.1", self.ports[instance]):
            raise RuntimeError(f"{instance} did not start: {(self.logs / f'{instance}.log').read_text()[-500:]}")

    def stop(self, name):
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        return process.wait(timeout=30)

    def kill(self, name):
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def story_command(self, *arguments):
        return [BIN / "story", f"--pki={self.pki}", f"--targets={self.targets()}",
                f"--scenario={ROOT / 'tests/scenario/story.json'}", *arguments]

    def story(self, *arguments, **options):
        return subprocess.Popen(self.story_command(*arguments), stdout=subprocess.PIPE, text=True, **options)

    def grpcurl(self, service, *words, certificate, body=None, flags=()):
        """Calls a service or asks it about itself, without a certificate if `certificate` is None. Returns the exit code and the
        output."""
        command = [grpcurl_binary(), "-cacert", self.pki / "ca.crt", *flags]
        if certificate:
            command += ["-cert", self.pki / f"{certificate}.crt", "-key", self.pki / f"{certificate}.key"]
        if body is not None:
            command += ["-d", json.dumps(body)]
        command += [f"127.0.0.1:{self.ports[service]}", *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=GRPCURL_SECONDS)
        return done.returncode, done.stdout + done.stderr

    def leaves(self, name):
        """Returns the entries of the ledger, as ledger-verify prints them."""
        printed = subprocess.run(
            [BIN / "ledger-verify", "--print", f"--key={self.pki / name}.ledger.pub", self.database(name)],
            check=True, capture_output=True, text=True,
        ).stdout
        return parse_leaves(printed)


def parse_leaves(printed):
    """Parses the entries in the output of ledger-verify --print."""
    return [json.loads(line) for line in printed.splitlines() if line.startswith("{")]


def lost_and_twice(journal, leaves):
    """Returns the requests that the story's journal lists as acknowledged but no ledger contains, and those that took effect
    twice."""
    done = collections.Counter(leaf["request_id"] for leaf in leaves
                               if leaf.get("request_id") and not leaf.get("code") and not leaf.get("repeated_request"))
    acknowledged = [line.split()[0] for line in journal.splitlines()]
    return [one for one in acknowledged if done[one] == 0], [one for one, times in done.items() if times > 1]


def verify(database, *flags):
    """Returns the exit code and output of ledger-verify."""
    done = subprocess.run([BIN / "ledger-verify", *flags, database], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def grpcurl_binary():
    ours = ROOT / ".dev" / "tools" / "grpcurl"
    return str(ours) if ours.exists() else shutil.which("grpcurl")
