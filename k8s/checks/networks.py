"""NetworkPolicies must select existing pods and ports, and every pod needs one."""

import ipaddress

from .objects import name_of, ports_of

# The example network (RFC 5737) that the templates contain in place of a real one.
PLACEHOLDER = ipaddress.ip_network("192.0.2.0/24")


def findings(objects):
    policies = objects.of("NetworkPolicy")
    if not any(not one["spec"]["podSelector"] and set(one["spec"]["policyTypes"]) == {"Ingress", "Egress"}
               and not one["spec"].get("ingress") and not one["spec"].get("egress") for one in policies):
        yield "there must be a NetworkPolicy that denies what the others do not allow"
    for policy in policies:
        yield from (f"{name_of(policy)}: {what}" for what in rules(objects, policy["spec"]))


def rules(objects, spec):
    selected = objects.pods(spec["podSelector"])
    if not selected:
        yield "selects no pods"
    for direction, peers in (("ingress", "from"), ("egress", "to")):
        if spec.get(direction) and direction.capitalize() not in spec["policyTypes"]:
            yield f"has {direction} rules, but policyTypes does not list {direction}"
        for rule in spec.get(direction) or []:
            if not rule.get(peers) or not rule.get("ports"):
                yield f"has an {direction} rule that allows everything"
            for peer in rule.get(peers, []):
                yield from one_peer(objects, peer, rule, selected if direction == "ingress" else None)


def one_peer(objects, peer, rule, targets):
    if "ipBlock" in peer:
        try:
            block = ipaddress.ip_network(peer["ipBlock"]["cidr"])
        except ValueError as error:
            yield str(error)
            return
        if block == PLACEHOLDER:
            yield "still contains the example network of the template"
    own = "podSelector" in peer and "namespaceSelector" not in peer
    pods = objects.pods(peer["podSelector"]) if own else []
    if own and not pods:
        yield f"there are no pods with {peer['podSelector'].get('matchLabels')}"
    for pod in pods if targets is None else targets:
        for port in rule.get("ports", []):
            if port["port"] not in ports_of(pod):
                yield f"the pods have no port {port['port']}"
