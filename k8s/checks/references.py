"""Everything that one object refers to must exist: labels, ports, keys, volumes, accounts, flags."""

import collections
import pathlib
import re

from .objects import name_of, ports_of

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "shared" / "runtime" / "config.cc"


def findings(objects):
    for check in (names, workloads, services, scaling, certificates, monitors, unused):
        yield from check(objects)


def names(objects):
    for name, times in collections.Counter(map(name_of, objects.all)).items():
        if times > 1:
            yield f"{name}: is defined {times} times"
    spaces = {one["metadata"].get("namespace") for one in objects.all if one["kind"] != "Namespace"}
    if spaces != {one["metadata"]["name"] for one in objects.of("Namespace")}:
        yield f"the objects are in the namespaces {sorted(map(str, spaces))}, which the manifests do not define"


def workloads(objects):
    flags = set(re.findall(r"ABSL_FLAG\([^,]+(?:<[^>]*>)?,\s*(\w+),", CONFIG.read_text()))
    for workload in objects.workloads():
        pod, name = workload["spec"]["template"], name_of(workload)
        if workload["spec"]["selector"]["matchLabels"].items() - pod["metadata"]["labels"].items():
            yield f"{name}: its selector does not select its own pods"
        account = pod["spec"].get("serviceAccountName")
        if objects.find("ServiceAccount", account) is None:
            yield f"{name}: no ServiceAccount {account}"
        yield from (f"{name}: {what}" for what in volumes(objects, pod["spec"]))
        for container in pod["spec"]["containers"]:
            yield from (f"{name}: {what}" for what in environment(objects, container))
            for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
                port = next((kind["port"] for kind in container.get(probe, {}).values() if isinstance(kind, dict)), None)
                if port not in ports_of(pod):
                    yield f"{name}: {probe} uses port {port}, which the container does not have"
            for flag in re.findall(r"--([\w-]+)=", " ".join(container.get("args", []))):
                if flag not in flags:
                    yield f"{name}: unknown flag --{flag}"


def volumes(objects, spec):
    have = {volume["name"] for volume in spec.get("volumes", [])}
    mounted = {mount["name"] for container in spec["containers"] for mount in container.get("volumeMounts", [])}
    for name in mounted - have:
        yield f"there is no volume {name}"
    for name in have - mounted:
        yield f"volume {name} is mounted nowhere"
    for volume in spec.get("volumes", []):
        secret, config = volume.get("secret", {}).get("secretName"), volume.get("configMap", {}).get("name")
        claim = volume.get("persistentVolumeClaim", {}).get("claimName")
        for kind, name in (("Secret", secret), ("ConfigMap", config)):
            if name and objects.keys(kind, name) is None:
                yield f"there is no {kind} {name}"
        if claim and objects.find("PersistentVolumeClaim", claim) is None:
            yield f"no PersistentVolumeClaim {claim}"


def environment(objects, container):
    have = set()
    for variable in container.get("env", []):
        have.add(variable["name"])
        for key, kind in (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")):
            wanted = variable.get("valueFrom", {}).get(key)
            if wanted and wanted["key"] not in (objects.keys(kind, wanted["name"]) or ()):
                yield f"{variable['name']}: there is no key {wanted['key']} in {kind} {wanted['name']}"
    for name in re.findall(r"\$\((\w+)\)", " ".join(container.get("args", []))):
        if name not in have:
            yield f"an argument uses $({name}), which is not set"


def services(objects):
    for service in objects.of("Service"):
        pods = objects.pods({"matchLabels": service["spec"].get("selector", {})})
        if not pods or not service["spec"].get("selector"):
            yield f"{name_of(service)}: selects no pods"
        for port in service["spec"]["ports"]:
            for pod in pods:
                if port.get("targetPort", port["port"]) not in ports_of(pod):
                    yield f"{name_of(service)}: its pods have no port {port.get('targetPort', port['port'])}"


def scaling(objects):
    least = {}
    for scaler in objects.of("HorizontalPodAutoscaler"):
        target = scaler["spec"]["scaleTargetRef"]
        found = objects.find(target["kind"], target["name"])
        if found is None:
            yield f"{name_of(scaler)}: no {target['kind']} {target['name']}"
        elif "replicas" in found["spec"]:
            yield f"{name_of(found)}: sets its replicas, although its scaler does"
        least[target["name"]] = scaler["spec"]["minReplicas"]
    for budget in objects.of("PodDisruptionBudget"):
        if not objects.pods(budget["spec"]["selector"]):
            yield f"{name_of(budget)}: selects no pods"
        if budget["spec"]["minAvailable"] >= least.get(budget["metadata"]["name"], 0):
            yield f"{name_of(budget)}: allows no replica to stop"


def certificates(objects):
    for certificate in objects.of("Certificate"):
        issuer = certificate["spec"]["issuerRef"]
        if issuer["kind"] == "Issuer" and objects.find("Issuer", issuer["name"]) is None:
            yield f"{name_of(certificate)}: no Issuer {issuer['name']}"
        if not any(uri.endswith(f"/service/{certificate['metadata']['name']}") for uri in certificate["spec"]["uris"]):
            yield f"{name_of(certificate)}: its SPIFFE URI names another service"
    for issuer in objects.of("Issuer"):
        secret = issuer["spec"].get("ca", {}).get("secretName")
        if secret and objects.keys("Secret", secret) is None:
            yield f"{name_of(issuer)}: no Secret {secret}"


def monitors(objects):
    for monitor in objects.of("ServiceMonitor"):
        found = objects.matching(monitor["spec"]["selector"], objects.of("Service"))
        named = {port.get("name") for service in found for port in service["spec"]["ports"]}
        for endpoint in monitor["spec"]["endpoints"]:
            if endpoint["port"] not in named:
                yield f"{name_of(monitor)}: no service that it selects has a port {endpoint['port']}"


def unused(objects):
    text = str([one for one in objects.all if one["metadata"]["name"] != "expected"])
    for kind, name in objects.expected:
        if f"'{name}'" not in text:
            yield f"{kind} {name} is listed as expected, but nothing uses it"
