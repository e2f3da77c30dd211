"""The suite in containers, as docker/compose.yaml starts it, with Docker or podman."""

import io
import json
import os
import pathlib
import subprocess
import tarfile
import time

from tests.testing.suite import ROOT, SERVICES

VERSION = subprocess.run([ROOT / "scripts" / "version"], check=True, capture_output=True, text=True).stdout.strip()
# The tag that Compose gives the images.
os.environ.setdefault("LIANDONG_VERSION", VERSION)
ENGINE = os.environ.get("LIANDONG_ENGINE", "podman")
COMPOSE = os.environ.get("LIANDONG_COMPOSE", "podman-compose -p liandong-try -f docker/compose.yaml").split()
PROJECT = "liandong-try"
REPLICAS = 2
START_SECONDS = 120
TARGETS = ",".join(f"{name}=dns:///{name}:7400" for name in SERVICES)


def engine(*words, check=True, **options):
    return subprocess.run([ENGINE, *words], check=check, capture_output=True, text=True, cwd=ROOT, **options)


def run(command):
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def compose(*words):
    done = run([*COMPOSE, *words])
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def container(service, number=1):
    return f"{PROJECT}{'-' if ENGINE == 'docker' else '_'}{service}{'-' if ENGINE == 'docker' else '_'}{number}"


def replicas():
    return [(service, number) for service in SERVICES for number in range(1, REPLICAS + 1)]


def wait_for(name, probe):
    """Waits until the probe, run in the container, reports that the service is healthy."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if engine("exec", name, *probe, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"{name} is not healthy: {engine('logs', '--tail=3', name, check=False).stderr}")


def start(service, number):
    """Starts a replica, and creates it if necessary."""
    compose("up", "-d", "--no-deps", "--no-recreate", "--no-build", service)
    wait_for(container(service, number), ["/usr/bin/health-probe"])


def start_all():
    """Starts the keys and the database first, because podman-compose does not wait for dependencies."""
    engine("run", "--rm", "--network=none", "--read-only", *mount("pki", "/pki"),
           *(word for name in (*SERVICES, "postgres") for word in mount(f"{name}-files", f"/bundle/{name}")),
           image("tools"), "devpki", "--out=/pki", "--bundle=/bundle")
    compose("up", "-d", "--no-build", "postgres")
    wait_for(container("postgres"), ["pg_isready", "-q", "-h", "127.0.0.1"])
    compose("up", "-d", "--no-build", *SERVICES, "prometheus")
    for service, number in replicas():
        wait_for(container(service, number), ["/usr/bin/health-probe"])


def image(name):
    return f"{'' if ENGINE == 'docker' else 'localhost/'}liandong/{name}:{VERSION}"


def mount(volume, path, access="rw"):
    return ["-v", f"{PROJECT}_{volume}:{path}:{access}"]


def tool(*command, volumes=()):
    """Returns the command line that runs an operators' tool next to the services."""
    return [ENGINE, "run", "--rm", f"--network={PROJECT}_default", "--read-only", "--tmpfs=/tmp", *volumes, image("tools"),
            *command]


def story(run, journal, *flags):
    """Starts the story. `journal` is a directory for the list of acknowledged calls."""
    pathlib.Path(journal).chmod(0o777)
    volumes = [*mount("pki", "/pki", "ro"), "-v", f"{journal}:/journal"]
    command = tool("story", "--pki=/pki", f"--targets={TARGETS}", "--scenario=/usr/share/liandong/story.json",
                   f"--run={run}", "--journal=/journal/journal", *flags, volumes=volumes)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def verify(service, *flags):
    """Returns the exit code and output of ledger-verify, run with the files of a service's container."""
    command = tool("ledger-verify", f"--key=/etc/liandong/trust/{service}.ledger.pub", *flags, f"service={service}",
                   volumes=mount(f"{service}-files", "/etc/liandong", "ro"))
    done = run(command)
    return done.returncode, done.stdout + done.stderr


def files_of(name):
    """Returns the files of the image by path, with the text of its bill of materials."""
    made = engine("create", image(name), "none").stdout.strip()
    try:
        exported = subprocess.run([ENGINE, "export", made], check=True, capture_output=True).stdout
    finally:
        engine("rm", made)
    with tarfile.open(fileobj=io.BytesIO(exported)) as archive:
        return {one.name: archive.extractfile(one).read() if one.name.endswith(".spdx.json") else None for one in archive}


def labels_of(name):
    return json.loads(engine("image", "inspect", "--format={{json .Config.Labels}}", image(name)).stdout)


def targets_up():
    """Returns the number of processes that Prometheus reads."""
    asked = engine("exec", container("prometheus"), "promtool", "query", "instant", "-o", "json", "http://127.0.0.1:9090", "sum(up)",
                   check=False)
    values = json.loads(asked.stdout or "[]")
    return int(values[0]["value"][1]) if values else 0
