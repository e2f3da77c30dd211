"""Two PostgreSQL nodes under Patroni and etcd, all on loopback: one is the primary, the other its synchronous standby. What one
has acknowledged, the other has too. When the primary dies, the other takes over."""

import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.request

from tests.testing.ports import free_ports
from tests.testing.suite import ROOT, SERVICES

START_SECONDS = 60
CONFIG = """\
scope: liandong
name: {name}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{hosts: ["127.0.0.1:{etcd}"]}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 6
    synchronous_mode: true
    postgresql: {{use_pg_rewind: true, parameters: {{wal_log_hints: "on", max_connections: 300}}}}
  initdb: [{{encoding: UTF8}}, {{locale: C}}, {{auth: trust}}]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: "{directory}/data"
  bin_dir: "{bin}"
  pgpass: "{directory}/pgpass"
  authentication:
    superuser: {{username: liandong, password: liandong}}
    replication: {{username: replicator, password: replicator}}
    rewind: {{username: liandong, password: liandong}}
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
  parameters: {{unix_socket_directories: "{directory}"}}
"""


def newest_server():
    return max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


class Patroni:
    """Like tests.testing.suite.Postgres, but with more than one node."""

    def __init__(self, directory):
        self.directory = directory
        ports = free_ports(6)
        self.etcd_ports = ports[:2]
        # Ports of PostgreSQL and of Patroni.
        self.ports = {"n0": ports[2:4], "n1": ports[4:6]}
        self.processes = {}
        directory.mkdir(exist_ok=True)
        self.start_etcd()
        for name in self.ports:
            self.lay(name)
            self.start_node(name)
        self.await_pair()
        leader = self.leader()
        for service in SERVICES:
            subprocess.run(["createdb", "-h", directory / leader, "-p", str(self.ports[leader][0]), "-U", "liandong",
                            f"liandong_{service}"], check=True)

    def launch(self, name, *command):
        with (self.directory / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [ROOT / "scripts" / "unprivileged", self.directory, *map(str, command)], stdout=log, stderr=log,
                start_new_session=True, env={**os.environ, "LC_ALL": "C.UTF-8"})

    def start_etcd(self):
        client, peer = (f"http://127.0.0.1:{port}" for port in self.etcd_ports)
        self.launch("etcd", "etcd", f"--data-dir={self.directory}/etcd", f"--listen-client-urls={client}",
                    f"--advertise-client-urls={client}", f"--listen-peer-urls={peer}",
                    f"--initial-advertise-peer-urls={peer}", f"--initial-cluster=default={peer}", "--logger=zap")

    def lay(self, name):
        directory = self.directory / name
        directory.mkdir(mode=0o700)
        port, rest = self.ports[name]
        (directory / "patroni.yml").write_text(CONFIG.format(
            name=name, port=port, rest=rest, etcd=self.etcd_ports[0], directory=directory, bin=newest_server()))

    def start_node(self, name):
        self.launch(name, "patroni", self.directory / name / "patroni.yml")

    def members(self):
        """Returns role and state by name, from whichever node answers."""
        for _, rest in self.ports.values():
            try:
                told = json.load(urllib.request.urlopen(f"http://127.0.0.1:{rest}/cluster", timeout=2))
                return {member["name"]: member for member in told["members"]}
            except OSError:
                continue
        return {}

    def leader(self):
        return next((name for name, one in self.members().items() if one["role"] == "leader" and one["state"] == "running"),
                    None)

    def await_that(self, what, holds):
        until = time.monotonic() + START_SECONDS
        while not holds():
            if time.monotonic() > until:
                logs = "".join((self.directory / f"{name}.log").read_text()[-1500:] for name in self.ports)
                raise RuntimeError(f"{what}: {self.members()} {logs}")
            time.sleep(0.2)

    def await_pair(self):
        """Waits until there is a primary with a synchronous standby."""
        self.await_that("the nodes do not become a pair", lambda: self.leader() is not None and any(
            one["role"] == "sync_standby" and one["state"] in ("running", "streaming") for one in self.members().values()))

    def kill_node(self, name):
        """Kills PostgreSQL and whatever would restart it, as when a machine dies."""
        process = self.processes.pop(name)
        pids = (self.directory / name / "data" / "postmaster.pid")
        postmaster = int(pids.read_text().splitlines()[0]) if pids.exists() else 0
        os.killpg(process.pid, signal.SIGKILL)
        if postmaster:
            try:
                os.kill(postmaster, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.wait()

    def fail_over(self):
        """Kills the primary and waits for the other node to take over. Returns which node died."""
        dead = self.leader()
        self.kill_node(dead)
        self.await_that("nobody takes over", lambda: self.leader() not in (None, dead))
        return dead

    def switch_over(self):
        before = self.leader()
        _, rest = self.ports[before]
        request = urllib.request.Request(f"http://127.0.0.1:{rest}/switchover", json.dumps({"leader": before}).encode(),
                                         {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=60)
        self.await_pair()

    @property
    def conninfo(self):
        hosts = ",".join(str(self.directory / name) for name in self.ports)
        ports = ",".join(str(port) for port, _ in self.ports.values())
        return f"host={hosts} port={ports} user=liandong"

    def database(self, name):
        return f"{self.conninfo} dbname=liandong_{name}"

    def stop(self, mode="fast", check=True):
        for name in [*self.ports, "etcd"]:
            if name not in self.processes:
                continue
            if name == "etcd":
                self.processes[name].kill()
            else:
                self.kill_node(name)
