"""The manifests must have no findings and be current, and the check must find planted mistakes."""

import subprocess
import unittest

import yaml

from tests.kubernetes.manifests import built, kustomize
from tests.testing.suite import ROOT

TYPES = ROOT / "node_modules" / "kubernetes-types"


def change(kind, name, edit):
    """Plants a mistake: edits the object of this kind and name."""
    def planted(documents):
        edit(next(one for one in documents if one["kind"] == kind and one["metadata"]["name"] == name))
    return planted


def container(deployment):
    return deployment["spec"]["template"]["spec"]["containers"][0]


def remove(kind, name):
    def planted(documents):
        documents.remove(next(one for one in documents if one["kind"] == kind and one["metadata"]["name"] == name))
    return planted


# Mistakes planted in the manifests of prod, and what the check must report for each.
MISTAKES = {
    "an unknown field": (
        change("Deployment", "clue", lambda one: one["spec"].update(replica=3)),
        "Deployment/clue: Object literal may only specify known properties"),
    "a number as text": (
        change("HorizontalPodAutoscaler", "clue", lambda one: one["spec"].update(maxReplicas="9")),
        "HorizontalPodAutoscaler/clue: Type 'string' is not assignable to type 'number'"),
    "an unknown field of a certificate": (
        change("Certificate", "casefile", lambda one: one["spec"].update(renewalBefore="720h")),
        "Certificate/casefile: Object literal may only specify known properties"),
    "a service that selects nothing": (
        change("Service", "clue", lambda one: one["spec"].update(selector={"app.kubernetes.io/name": "clues"})),
        "Service/clue: selects no pods"),
    "a port that the container does not have": (
        change("Deployment", "oversight", lambda one: container(one)["readinessProbe"]["httpGet"].update(port=8401)),
        "Deployment/oversight: readinessProbe uses port 8401"),
    "a key that the settings do not have": (
        change("Deployment", "placement",
               lambda one: container(one)["env"][-1]["valueFrom"]["configMapKeyRef"].update(key="DOMAIN")),
        "Deployment/placement: TRUST_DOMAIN: there is no key DOMAIN in ConfigMap site"),
    "an unknown flag": (
        change("Deployment", "registration", lambda one: container(one)["args"].append("--drain-delay=1s")),
        "Deployment/registration: unknown flag --drain-delay"),
    "a secret that nobody creates": (
        change("Deployment", "clue",
               lambda one: next(volume for volume in one["spec"]["template"]["spec"]["volumes"] if volume["name"] == "keys")[
                   "secret"].update(secretName="clue-key")),
        "Deployment/clue: there is no Secret clue-key"),
    "a policy for pods that do not exist": (
        change("NetworkPolicy", "registration",
               lambda one: one["spec"]["egress"][0]["to"][0]["podSelector"].update(
                   matchLabels={"app.kubernetes.io/name": "case-file"})),
        "NetworkPolicy/registration: there are no pods with"),
    "no denial of the rest": (
        remove("NetworkPolicy", "nothing-else"),
        "there must be a NetworkPolicy that denies what the others do not allow"),
    "a writable root file system": (
        change("Deployment", "clue", lambda one: container(one)["securityContext"].update(readOnlyRootFilesystem=False)),
        "Deployment/clue: may write to its root file system"),
    "an image of any version": (
        change("Deployment", "clue", lambda one: container(one).update(image="liandong/clue:latest")),
        "Deployment/clue: image liandong/clue:latest is not an exact version"),
    "a budget that allows no replica to stop": (
        change("PodDisruptionBudget", "casefile", lambda one: one["spec"].update(minAvailable=3)),
        "PodDisruptionBudget/casefile: allows no replica to stop"),
    "a certificate in another's name": (
        change("Certificate", "clue", lambda one: one["spec"].update(uris=["spiffe://nanchuan.liandong/service/casefile"])),
        "Certificate/clue: its SPIFFE URI names another service"),
}


@unittest.skipUnless(kustomize() and TYPES.exists(), "kustomize and npm's packages are not installed")
class ManifestsTest(unittest.TestCase):
    def check(self, text):
        done = subprocess.run([ROOT / "k8s" / "check"], input=text, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def test_no_overlay_has_findings(self):
        for overlay in ("dev", "prod"):
            code, text = self.check(built(overlay))
            self.assertEqual(code, 0, text)
            self.assertRegex(text, r"^\d+ objects, 0 findings\n$")

    def test_each_mistake_is_found(self):
        manifests = built("prod")
        for what, (plant, found) in MISTAKES.items():
            documents = list(yaml.safe_load_all(manifests))
            plant(documents)
            code, text = self.check(yaml.safe_dump_all(documents, allow_unicode=True))
            self.assertEqual(code, 1, f"{what} was not found")
            self.assertTrue(any(one.startswith(found) for one in text.splitlines()), f"{what}: {text}")

    def test_generated_files_are_current(self):
        done = subprocess.run([ROOT / "k8s" / "generate", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
