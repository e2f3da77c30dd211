"""Applies the NetworkPolicies of prod around the real suite. The story must pass, and nothing else may pass. flows.tsv lists by
hand, from the design, what may pass; the policies themselves are generated from the contracts."""

import csv
import os
import pathlib
import subprocess
import time
import unittest

import yaml

from tests.kubernetes.cluster import PODS, PORTS, SPACE, Cluster
from tests.kubernetes.manifests import built, kustomize
from tests.testing.suite import AS_EXPECTED, SERVICES

FLOWS = pathlib.Path(__file__).with_name("flows.tsv")
# Checkpoints are sent for cosigning every second.
COSIGNING_SECONDS = 30


def allowed():
    tried = "ip link add lk0 type veth peer name lk1 && iptables -A FORWARD -m conntrack --ctstate NEW -j REJECT"
    return os.geteuid() == 0 and subprocess.run(["unshare", "--net", "sh", "-c", tried], capture_output=True).returncode == 0


def expected():
    with FLOWS.open(newline="") as file:
        flows = {(row["from"], row["to"], int(row["port"])) for row in csv.DictReader(file, delimiter="\t")}
    return {(one.name, other.name, port) for one in PODS for other in PODS for port in PORTS
            if one != other and (one.service, other.service, port) in flows}


def concerns_us(flow):
    """The policies of our namespace do not concern connections between two other namespaces."""
    return any(one.namespace == SPACE for one in PODS if one.name in flow[:2])


@unittest.skipUnless(allowed() and kustomize(), "network namespaces need root, the manifests kustomize")
class NetworkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.open = cls.cluster.reached()
        cls.policies = [one for one in yaml.safe_load_all(built("prod")) if one["kind"] == "NetworkPolicy"]
        cls.cluster.enforce(cls.policies)

    def test_without_policies_every_connection_succeeds(self):
        everything = {(one.name, other.name, port) for one in PODS for other in PODS if one != other for port in PORTS}
        self.assertEqual(self.open, everything)

    def test_the_story_passes(self):
        told = self.cluster.tell()
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        self.assertRegex(told.stdout.splitlines()[-1], AS_EXPECTED)

    def test_each_flow_passes_and_each_other_does_not(self):
        reached = {flow for flow in self.cluster.reached() if concerns_us(flow)}
        self.assertEqual(sorted(expected() - reached), [], "does not get through")
        self.assertEqual(sorted(reached - expected()), [], "gets through")

    def test_ledgers_are_cosigned_by_all(self):
        for name in SERVICES:
            until = time.monotonic() + COSIGNING_SECONDS
            while "\nliandong_ledger_cosignatures 4" not in (text := self.cluster.scraped(name)) and time.monotonic() < until:
                time.sleep(0.2)
            self.assertIn("\nliandong_ledger_cosignatures 4", text, name)


if __name__ == "__main__":
    unittest.main()
