"""A suite that Prometheus and Alertmanager monitor as in production, except that minutes pass as seconds."""

import http.server
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.request

from tests.testing.ports import free_ports
from tests.testing.suite import ROOT, Suite, service_of

MONITORING = ROOT / "monitoring"
PROM_LIB = pathlib.Path("/usr/share/doc/prometheus/examples/console_libraries/prom.lib")
# The factor by which time is shortened: a window of five minutes becomes one of fifteen seconds, with fifteen scrapes.
FASTER = 20
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def hurried(text):
    """Returns rules or routes with all durations shortened, including values in seconds that ages are compared with."""
    text = re.sub(r"(?<=[\[ ])(\d+)([smhd])(?=[\]\n}])", lambda m: f"{int(m[1]) * SECONDS[m[2]] * 1000 // FASTER}ms", text)
    return re.sub(r"(oldest_seconds\) > |waiting_seconds\) > )(\d+)", lambda m: f"{m[1]}{int(m[2]) / FASTER}", text)


class HurriedSuite(Suite):
    """A suite whose witnesses are asked every second."""

    def flags(self, name):
        return [*super().flags(name), "--cosign_interval=1s"]


class Inbox:
    """Receives the notifications of Alertmanager's two receivers, and remembers when each alert first came and to whom."""

    def __init__(self):
        self.came = {}
        inbox = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                for alert in body["alerts"]:
                    if alert["status"] == "firing":
                        key = (alert["labels"]["alertname"], alert["labels"].get("job") or alert["labels"].get("caller"))
                        inbox.came.setdefault(key, (time.monotonic(), self.path.strip("/")))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Watch:
    def __init__(self, suite):
        self.directory = tempfile.TemporaryDirectory(prefix="liandong-watch-")
        self.path = pathlib.Path(self.directory.name)
        self.inbox = Inbox()
        self.port, self.alertmanager_port = free_ports(2)
        for file in ("recording.yml", "alerts.yml"):
            (self.path / file).write_text(hurried((MONITORING / "prometheus" / file).read_text()))
        (self.path / "prometheus.yml").write_text(self.configuration(suite))
        routes = hurried((MONITORING / "alertmanager" / "alertmanager.yml").read_text())
        (self.path / "alertmanager.yml").write_text(routes.replace("127.0.0.1:9099", f"127.0.0.1:{self.inbox.port}"))
        self.processes = [
            self.launch("prometheus-alertmanager", f"--config.file={self.path}/alertmanager.yml", "--cluster.listen-address=",
                        f"--web.listen-address=127.0.0.1:{self.alertmanager_port}", f"--storage.path={self.path}/am"),
            self.launch("prometheus", f"--config.file={self.path}/prometheus.yml", f"--storage.tsdb.path={self.path}/tsdb",
                        f"--web.listen-address=127.0.0.1:{self.port}", f"--web.console.templates={MONITORING}/consoles",
                        f"--web.console.libraries={self.libraries()}"),
        ]

    def libraries(self):
        made = self.path / "console_libraries"
        made.mkdir()
        for library in (PROM_LIB, MONITORING / "console_libraries" / "menu.lib"):
            shutil.copy(library, made)
        return made

    def configuration(self, suite):
        jobs = {}
        for instance, port in suite.metrics_ports.items():
            jobs.setdefault(service_of(instance), []).append(f"127.0.0.1:{port}")
        return json.dumps({
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
            "rule_files": ["recording.yml", "alerts.yml"],
            "alerting": {"alertmanagers": [{"static_configs": [{"targets": [f"127.0.0.1:{self.alertmanager_port}"]}]}]},
            "scrape_configs": [{"job_name": job, "static_configs": [{"targets": targets}]} for job, targets in jobs.items()],
        })

    def launch(self, *command):
        with (self.path / f"{command[0]}.log").open("wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log)

    def ask(self, query):
        url = f"http://127.0.0.1:{self.port}/api/v1/query?query={urllib.request.quote(query)}"
        return json.load(urllib.request.urlopen(url, timeout=5))["data"]["result"]

    def until(self, holds, seconds):
        """Waits for a condition and returns whether it was met in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if holds():
                    return True
            except OSError:
                pass  # not started yet
            time.sleep(0.2)
        return False

    def fires(self, alert, of, seconds):
        """Returns who was notified of the alert and after how long, or None if nobody was in time."""
        start = time.monotonic()
        if not self.until(lambda: (alert, of) in self.inbox.came, seconds):
            return None
        when, receiver = self.inbox.came[alert, of]
        return receiver, when - start

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=20)
        self.inbox.close()
        self.directory.cleanup()
