"""Translates NetworkPolicies into packet filter rules for `iptables-restore`."""

import dataclasses
import sys

from tests.testing.suite import ROOT

sys.path.insert(0, str(ROOT / "k8s"))
from checks.objects import selects  # noqa: E402

# A network plugin would drop the packets. Rejecting them saves the test from waiting.
DENY = "REJECT --reject-with icmp-admin-prohibited"


@dataclasses.dataclass(frozen=True)
class Pod:
    """A pod, or a host outside the cluster, which has no namespace."""

    name: str
    address: str
    namespace: str = ""
    labels: tuple = ()

    @property
    def service(self):
        return self.name.split(".")[0]

    def matches(self, selector):
        return selects(selector or {}, dict(self.labels))


def addresses(peer, pods, namespace):
    """Returns the addresses of a peer in a rule."""
    if "ipBlock" in peer:
        return [peer["ipBlock"]["cidr"]]
    spaces = peer.get("namespaceSelector", {"matchLabels": {"kubernetes.io/metadata.name": namespace}})
    return [pod.address for pod in pods if pod.namespace and pod.matches(peer.get("podSelector"))
            and selects(spaces, {"kubernetes.io/metadata.name": pod.namespace})]


def chain(name, pod, policies, pods, direction):
    """Returns rules that accept what the policies of the pod in this direction allow, and reject the rest if there are any
    policies."""
    peers, flag = ("from", "-s") if direction == "Ingress" else ("to", "-d")
    about = [one for one in policies if one["metadata"]["namespace"] == pod.namespace
             and pod.matches(one["spec"]["podSelector"]) and direction in one["spec"]["policyTypes"]]
    for policy in about:
        for rule in policy["spec"].get(direction.lower()) or []:
            for port in rule["ports"]:
                for address in {one for peer in rule[peers] for one in addresses(peer, pods, pod.namespace)}:
                    yield f"-A {name} {flag} {address} -p {port['protocol'].lower()} --dport {port['port']} -j RETURN"
    if about:
        yield f"-A {name} -j {DENY}"


def filter_table(policies, pods):
    lines = ["*filter", ":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]"]
    rules = ["-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT"]
    # First the rules for leaving the one pod, then those for entering the other.
    for direction, flag in (("Egress", "-s"), ("Ingress", "-d")):
        for number, pod in enumerate(pods):
            name = f"{direction}-{number}"
            lines.append(f":{name} - [0:0]")
            rules.append(f"-A FORWARD {flag} {pod.address} -j {name}")
            rules += chain(name, pod, policies, pods, direction)
    return "\n".join([*lines, *rules, "COMMIT", ""])
