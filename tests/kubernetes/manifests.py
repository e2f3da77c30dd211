"""Returns the manifests of an overlay, as kustomize builds them."""

import shutil
import subprocess

from tests.testing.suite import ROOT


def kustomize():
    ours = ROOT / ".dev" / "tools" / "kustomize"
    if ours.exists():
        return [ours, "build"]
    return ["kubectl", "kustomize"] if shutil.which("kubectl") else None


def built(overlay):
    return subprocess.run([*kustomize(), ROOT / "k8s" / "overlays" / overlay], check=True, capture_output=True, text=True).stdout
