"""The NetworkPolicies of prod around the real suite: the story passes, and of everything else nothing does. What may pass is
listed in flows.tsv, by hand from the design; the policies are made of the contracts."""

import csv
import os
import pathlib
import subprocess
import unittest

import yaml

from tests.kubernetes.cluster import PODS, PORTS, SPACE, Cluster
from tests.kubernetes.manifests import built, kustomize

FLOWS = pathlib.Path(__file__).with_name("flows.tsv")


def allowed():
    tried = "ip link add lk0 type veth peer name lk1 && iptables -A FORWARD -m conntrack --ctstate NEW -j REJECT"
    return os.geteuid() == 0 and subprocess.run(["unshare", "--net", "sh", "-c", tried], capture_output=True).returncode == 0


def expected():
    with FLOWS.open(newline="") as file:
        flows = {(row["from"], row["to"], int(row["port"])) for row in csv.DictReader(file, delimiter="\t")}
    return {(one.name, other.name, port) for one in PODS for other in PODS for port in PORTS
            if one != other and (one.service, other.service, port) in flows}


def concerns_us(flow):
    """Between two others the policies of our namespace say nothing."""
    return any(one.namespace == SPACE for one in PODS if one.name in flow[:2])


@unittest.skipUnless(allowed() and kustomize(), "network namespaces need root, the manifests kustomize")
class NetworkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.open = cls.cluster.reached()
        cls.policies = [one for one in yaml.safe_load_all(built("prod")) if one["kind"] == "NetworkPolicy"]
        cls.cluster.enforce(cls.policies)

    def test_without_policies_everybody_reaches_everybody(self):
        everything = {(one.name, other.name, port) for one in PODS for other in PODS if one != other for port in PORTS}
        self.assertEqual(self.open, everything)

    def test_the_story_passes(self):
        told = self.cluster.tell()
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        self.assertRegex(told.stdout.splitlines()[-1], r"^story: (\d+) calls, \1 as expected$")

    def test_each_flow_passes_and_each_other_does_not(self):
        reached = {flow for flow in self.cluster.reached() if concerns_us(flow)}
        self.assertEqual(sorted(expected() - reached), [], "does not get through")
        self.assertEqual(sorted(reached - expected()), [], "gets through")

    def test_ledgers_are_cosigned_by_all(self):
        for name in ("clue", "casefile", "registration", "placement", "oversight"):
            script = ("import time, urllib.request\n"
                      "until = time.monotonic() + 30\n"
                      "while time.monotonic() < until:\n"
                      f"    text = urllib.request.urlopen('http://{self.cluster.pods[name].address}:9400/metrics').read().decode()\n"
                      "    if '\\nliandong_ledger_cosignatures 4' in text: raise SystemExit(0)\n"
                      "    time.sleep(0.2)\n"
                      "raise SystemExit(1)\n")
            done = subprocess.run(self.cluster.inside("prometheus", "python3", "-c", script), capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{name}: {done.stderr}")


if __name__ == "__main__":
    unittest.main()
