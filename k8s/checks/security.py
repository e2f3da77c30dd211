"""Pods must meet the restricted pod security standard, have a read-only root, and name exact images."""

from .objects import name_of

LEVEL = "pod-security.kubernetes.io/enforce"


def findings(objects):
    for space in objects.of("Namespace"):
        if space["metadata"].get("labels", {}).get(LEVEL) != "restricted":
            yield f"{name_of(space)}: does not enforce the restricted standard"
    for workload in objects.workloads():
        spec = workload["spec"]["template"]["spec"]
        whole = spec.get("securityContext", {})
        if not whole.get("runAsNonRoot") or whole.get("runAsUser", 0) == 0:
            yield f"{name_of(workload)}: may run as root"
        if whole.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
            yield f"{name_of(workload)}: no seccomp profile"
        if spec.get("automountServiceAccountToken") is not False:
            yield f"{name_of(workload)}: has a token for the cluster's API, which it does not need"
        for what in ("hostNetwork", "hostPID", "hostIPC"):
            if spec.get(what):
                yield f"{name_of(workload)}: {what}"
        for container in spec["containers"] + spec.get("initContainers", []):
            yield from (f"{name_of(workload)}: {what}" for what in of_container(container))


def of_container(container):
    own = container.get("securityContext", {})
    if own.get("allowPrivilegeEscalation") is not False or own.get("privileged"):
        yield "may gain privileges"
    if own.get("capabilities", {}).get("drop") != ["ALL"] or own.get("capabilities", {}).get("add"):
        yield "keeps capabilities"
    if not own.get("readOnlyRootFilesystem"):
        yield "may write to its root file system"
    tag = container["image"].rpartition("/")[2].partition(":")[2]
    if tag in ("", "latest") and "@sha256:" not in container["image"]:
        yield f"image {container['image']} is not an exact version"
    if "memory" not in container.get("resources", {}).get("limits", {}):
        yield "has no memory limit"
