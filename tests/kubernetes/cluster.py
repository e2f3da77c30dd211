"""Network namespaces in place of pods, hosts and a node. The node forwards between them under the policies, and the suite's
services run in theirs. Needs root."""

import json
import os
import subprocess
import sys
import time

from tests.kubernetes.policies import Pod, filter_table
from tests.testing.suite import BIN, ROOT, SERVICES, Suite, sh

SPACE = "liandong"
PORTS = (7400, 9400, 5432, 53)


def pod(name, number, namespace=SPACE, **labels):
    return Pod(name, f"10.42.0.{number}", namespace, tuple(labels.items()))


def ours(name, number):
    """A replica of a service, named `clue` or `clue.2`."""
    labels = {"app.kubernetes.io/name": name.split(".")[0], "app.kubernetes.io/part-of": "liandong"}
    return pod(name, number, **labels)


PODS = (
    *(ours(name, 11 + number) for number, name in enumerate(SERVICES)),
    *(ours(f"{name}.2", 21 + number) for number, name in enumerate(SERVICES)),
    pod("stranger", 31),
    pod("namesake", 32, "elsewhere", **{"app.kubernetes.io/name": "clue", "app.kubernetes.io/part-of": "liandong"}),
    pod("prometheus", 33, "monitoring", **{"app.kubernetes.io/name": "prometheus"}),
    pod("dns", 34, "kube-system", **{"k8s-app": "kube-dns"}),
    # Hosts in the networks that overlays/prod names, and one outside of them.
    Pod("agency", "10.119.0.10"),
    Pod("database", "10.120.7.2"),
    Pod("outside", "10.99.0.5"),
)


class Cluster(Suite):
    """Only the first replica of each service runs, on embedded storage. The others exist only as addresses."""

    def __init__(self):
        self.tag = f"lk{os.getpid() % 100000}"
        self.pods = {one.name: one for one in PODS}
        super().__init__()

    def space(self, name):
        return f"{self.tag}-{name}"

    def inside(self, name, *command):
        return ["ip", "netns", "exec", self.space(name), *map(str, command)]

    def __enter__(self):
        try:
            self.lay_links()
        except BaseException:
            self.__exit__()
            raise
        return super().__enter__()

    def lay_links(self):
        sh("ip", "netns", "add", self.space("node"))
        sh(*self.inside("node", "sysctl", "-qw", "net.ipv4.ip_forward=1"))
        # The address from which the node reports that a connection is not allowed.
        sh("ip", "-n", self.space("node"), "addr", "add", "10.42.0.1/32", "dev", "lo")
        sh("ip", "-n", self.space("node"), "link", "set", "lo", "up")
        for number, one in enumerate(PODS):
            self.lay_link(one, f"pod{number}")

    def lay_link(self, one, link):
        node, space = self.space("node"), self.space(one.name)
        sh("ip", "netns", "add", space)
        sh("ip", "link", "add", link, "netns", node, "type", "veth", "peer", "name", "eth0", "netns", space)
        sh("ip", "-n", node, "link", "set", link, "up")
        sh("ip", "-n", space, "link", "set", "lo", "up")
        sh("ip", "-n", space, "link", "set", "eth0", "up")
        # Each pod is alone on its link, and the node answers for all others.
        sh("ip", "-n", space, "addr", "add", f"{one.address}/32", "dev", "eth0")
        sh("ip", "-n", space, "route", "add", "default", "dev", "eth0")
        sh("ip", "-n", node, "route", "add", f"{one.address}/32", "dev", link)
        sh(*self.inside("node", "sysctl", "-qw", f"net.ipv4.conf.{link}.proxy_arp=1"))

    def __exit__(self, *_):
        super().__exit__()
        for name in ("node", *self.pods):
            sh("ip", "netns", "del", self.space(name), check=False)

    def enforce(self, policies):
        sh(*self.inside("node", "iptables-restore", "-w"), input=filter_table(policies, PODS))

    def targets(self):
        return ",".join(f"{name}={self.pods[name].address}:7400" for name in SERVICES)

    def start(self, name):
        command = [*self.program(name), "--address=0.0.0.0:7400", "--metrics_address=0.0.0.0:9400",
                   "--cosign_interval=1s", *self.flags(name)]
        with open(self.logs / f"{name}.log", "ab") as log:
            self.processes[name] = subprocess.Popen(self.inside(name, *command), stderr=log)
        until = time.monotonic() + self.start_seconds
        probe = self.inside(name, BIN / "health-probe", "--timeout=200ms")
        while subprocess.run(probe, capture_output=True).returncode != 0:
            if time.monotonic() > until:
                raise RuntimeError(f"{name} did not start: {(self.logs / f'{name}.log').read_text()[-500:]}")

    def tell(self):
        """Plays the story from an agency."""
        return sh(*self.inside("agency", *self.story_command()), check=False)

    def scraped(self, name):
        """Returns a service's metrics, as Prometheus reads them."""
        return sh(*self.inside("prometheus", "curl", "-s", f"http://{self.pods[name].address}:9400/metrics")).stdout

    def reached(self):
        """Tries every pair of pods and returns (from, to, port) of all connections that succeed."""
        tries = [(one.name, one.address, port) for one in PODS for port in PORTS]
        (self.directory / "tries").write_text(json.dumps(tries))
        probes = {}
        for one in PODS:
            command = self.inside(one.name, sys.executable, "-m", "tests.kubernetes.reach", self.directory / "tries")
            probes[one.name] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        return {(name, to, port) for name, probe in probes.items() for to, port in json.loads(probe.communicate()[0])
                if to != name}

