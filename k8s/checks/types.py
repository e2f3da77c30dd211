"""Checks types and unknown fields: each object becomes a typed constant for the TypeScript compiler."""

import json
import pathlib
import re
import subprocess
import tempfile

from .objects import name_of

MODULES = pathlib.Path(__file__).resolve().parents[2] / "node_modules"
# The package that declares the kinds of an API group, and the prefix of its type names.
GROUPS = {
    "v1": ("kubernetes-types/core/v1", ""),
    "apps/v1": ("kubernetes-types/apps/v1", ""),
    "autoscaling/v2": ("kubernetes-types/autoscaling/v2", ""),
    "batch/v1": ("kubernetes-types/batch/v1", ""),
    "networking.k8s.io/v1": ("kubernetes-types/networking/v1", ""),
    "policy/v1": ("kubernetes-types/policy/v1", ""),
    "cert-manager.io/v1": ("@kubernetes-models/cert-manager/cert-manager.io/v1", "I"),
    "monitoring.coreos.com/v1": ("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1", "I"),
}
OPTIONS = {"strict": True, "noEmit": True, "skipLibCheck": True, "target": "es2022", "module": "commonjs",
           "moduleResolution": "node", "types": [], "baseUrl": str(MODULES)}


def source(documents):
    """Returns the TypeScript text, and for each of its lines the object it belongs to."""
    lines, owners = [], []
    for number, document in enumerate(documents):
        module, prefix = GROUPS[document["apiVersion"]]
        kind = prefix + document["kind"]
        text = (f'import type {{ {kind} as T{number} }} from "{module}";\n'
                f"export const o{number}: T{number} = {json.dumps(document, indent=1, ensure_ascii=False)};")
        lines += text.split("\n")
        owners += [document] * (len(lines) - len(owners))
    return "\n".join(lines), owners


def findings(objects):
    known = [one for one in objects.all if one.get("apiVersion") in GROUPS and one.get("kind")]
    for document in objects.all:
        if document not in known:
            yield f"{name_of(document)}: there is no type for {document.get('apiVersion')}"
    text, owners = source(known)
    with tempfile.TemporaryDirectory() as directory:
        (pathlib.Path(directory) / "manifests.ts").write_text(text)
        (pathlib.Path(directory) / "tsconfig.json").write_text(json.dumps({"compilerOptions": OPTIONS, "files": ["manifests.ts"]}))
        done = subprocess.run([MODULES / ".bin" / "tsc", "--pretty", "false", "-p", directory], capture_output=True, text=True)
    faults = re.findall(r"manifests\.ts\((\d+),\d+\): error \w+: (.*)", done.stdout)
    if done.returncode and not faults:
        yield f"the compiler: {done.stdout}{done.stderr}"
    for line, message in faults:
        yield f"{name_of(owners[int(line) - 1])}: {message}"
