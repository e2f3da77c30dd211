"""A suite prepared for fault injection: each process has a network namespace and a small disk of its own."""

import os
import shutil
import signal
import subprocess
import time

from tests.chaos.patroni import Patroni
from tests.testing.suite import BIN, Suite, service_of, sh

# Room for the data of one hour.
DISK = "512m"
POSTGRES_DISK = "2g"


class Arena(Suite):
    """Needs root for namespaces and mounts. `daemon` is the binary that can run as every service."""

    # Faults slow it down.
    start_seconds = 30

    def __init__(self, store, replicas, daemon=BIN / "chaosd"):
        self.store = store
        self.daemon = daemon
        self.tag = f"ld{os.getpid() % 10000}"
        self.mounts = []
        self.deaths = 0  # how often a service was killed
        super().__init__("sqlite" if store == "sqlite" else "postgres", replicas)
        self.addresses = {name: f"10.{50 + os.getpid() % 150}.0.{2 + i}" for i, name in enumerate(self.instances)}
        self.links = {name: f"{self.tag}-{i}" for i, name in enumerate(self.instances)}
        self.loads = []

    def kill(self, name):
        self.deaths += 1
        super().kill(name)

    def make_postgres(self):
        if self.store == "patroni":
            return Patroni(self.directory / "postgres")
        self.mount(self.directory / "postgres", POSTGRES_DISK)
        return super().make_postgres()

    def mount(self, directory, size):
        directory.mkdir(exist_ok=True)
        sh("mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", directory)
        self.mounts.append(directory)

    def __enter__(self):
        gateway = next(iter(self.addresses.values())).rsplit(".", 1)[0]
        sh("ip", "link", "add", self.tag, "type", "bridge")
        sh("ip", "addr", "add", f"{gateway}.1/24", "dev", self.tag)
        sh("ip", "link", "set", self.tag, "up")
        for name in self.instances:
            self.lay_link(name)
            if self.store == "sqlite":
                self.mount(self.data / name, DISK)
            (self.directory / f"{name}.clock").write_text("0")
        for name in self.instances:
            self.start(name)
        return self

    def lay_link(self, name):
        link = self.links[name]
        sh("ip", "netns", "add", link)
        sh("ip", "link", "add", f"{link}h", "type", "veth", "peer", "name", "eth0", "netns", link)
        sh("ip", "link", "set", f"{link}h", "master", self.tag, "up")
        sh("ip", "-n", link, "addr", "add", f"{self.addresses[name]}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            sh("ip", "-n", link, "link", "set", device, "up")

    def __exit__(self, *_):
        for load in self.loads:
            load.kill()
        for name in list(self.processes):
            self.processes[name].send_signal(signal.SIGCONT)
            self.kill(name)
        if self.postgres:
            self.postgres.stop("immediate", check=False)
        for link in self.links.values():
            sh("ip", "netns", "del", link, check=False)
        sh("ip", "link", "del", self.tag, check=False)
        for directory in reversed(self.mounts):
            sh("umount", "-l", directory, check=False)
        shutil.rmtree(self.directory, ignore_errors=True)

    def targets(self):
        return ",".join(f"{service_of(name)}={address}:7400" for name, address in self.addresses.items())

    def database(self, name):
        return self.postgres.database(name) if self.postgres else self.data / name / "db"

    def start(self, name):
        service = service_of(name)
        inside = ["ip", "netns", "exec", self.links[name], self.daemon, service, self.directory / f"{name}.clock"]
        command = [*inside, f"--address={self.addresses[name]}:7400", f"--metrics_address={self.addresses[name]}:9400",
                   "--epoch=20s", *self.flags(service)]
        return self.launch(name, command, self.addresses[name], 7400)

    def revive(self, name):
        """Restarts a process until it keeps running; the cause of its stop may last a moment longer."""
        for _ in range(40):
            process = self.processes.get(name)
            if process is not None and process.poll() is None:
                return
            if process is not None and process.poll() is not None:
                self.processes.pop(name)
            if name not in self.processes and self.start(name):
                return
            time.sleep(0.25)
        raise RuntimeError(f"{name} does not start again: {(self.logs / f'{name}.log').read_text()[-800:]}")

    def chaos_load(self, *arguments):
        self.loads.append(subprocess.Popen(
            [BIN / "chaos-load", f"--pki={self.pki}", f"--targets={self.targets()}", *arguments],
            stderr=subprocess.DEVNULL))
        return self.loads[-1]
