"""Finds the objects of a stream of manifests by kind and name or by their labels."""

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job")


def name_of(document):
    return f"{document.get('kind')}/{document.get('metadata', {}).get('name')}"


class Objects:
    def __init__(self, documents):
        self.all = documents
        self.expected = {}
        for document in self.of("ConfigMap"):
            if document["metadata"]["name"] == "expected":
                self.expect(document["data"]["objects"])

    def expect(self, text):
        """Adds objects that are created elsewhere: each line gives kind, name and keys."""
        for line in text.splitlines():
            words = line.split()
            if words and not line.startswith("#"):
                self.expected[words[0], words[1]] = set(words[2:])

    def of(self, *kinds):
        return [document for document in self.all if document.get("kind") in kinds]

    def find(self, kind, name):
        return next((one for one in self.of(kind) if one["metadata"]["name"] == name), None)

    def keys(self, kind, name):
        """Returns the keys of a ConfigMap or Secret, or None if nobody creates it."""
        if (kind, name) in self.expected:
            return self.expected[kind, name]
        if kind == "Secret" and any(one["spec"].get("secretName") == name for one in self.of("Certificate")):
            return {"tls.crt", "tls.key", "ca.crt"}
        found = self.find(kind, name)
        if found is None:
            return None
        return {key for part in ("data", "binaryData", "stringData") for key in found.get(part) or {}}

    def workloads(self):
        return self.of(*WORKLOADS)

    def matching(self, selector, templates):
        """Returns the objects that a selector selects."""
        return [one for one in templates if selects(selector or {}, one["metadata"].get("labels", {}))]

    def pods(self, selector=None):
        """Returns the templates of the pods that the selector selects."""
        return self.matching(selector, [one["spec"]["template"] for one in self.workloads()])


def selects(selector, labels):
    """Tells whether a selector, of labels or of lists of values, selects an object with these labels."""
    listed = all(one["operator"] == "In" and labels.get(one["key"]) in one["values"]
                 for one in selector.get("matchExpressions", []))
    return listed and selector.get("matchLabels", {}).items() <= labels.items()


def ports_of(pod):
    """Returns the names and numbers of a pod's ports."""
    ports = [port for container in pod["spec"]["containers"] for port in container.get("ports", [])]
    return {port.get("name") for port in ports} | {port["containerPort"] for port in ports}
