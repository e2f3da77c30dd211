"""Rules, routes and the catalogue of metrics must agree with each other and with what the services export."""

import json
import re
import subprocess
import tempfile
import unittest
import urllib.request

import yaml

from tests.testing.suite import BIN, ROOT, Suite

PROMETHEUS = ROOT / "monitoring" / "prometheus"
# Metrics that Prometheus itself adds for each target.
OF_PROMETHEUS = {"up"}
# On SQLite an entry is in the tree before its call is answered.
OF_POSTGRES = {"liandong_ledger_waiting_entries", "liandong_ledger_waiting_seconds"}
# Series that make up a histogram.
PARTS = re.compile(r"_(bucket|sum|count)$")


def tool(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def catalogue():
    """Returns the labels of each metric in docs/metrics.md."""
    rows = re.findall(r"^\| `(\w+)` \| \w+ \| ([\w, ]*) \|", (ROOT / "docs" / "metrics.md").read_text(), re.M)
    return {name: {label for label in labels.split(", ") if label} for name, labels in rows}


def rules(file):
    return [rule for group in yaml.safe_load((PROMETHEUS / file).read_text())["groups"] for rule in group["rules"]]


class RulesTest(unittest.TestCase):
    def test_promtool_and_amtool_find_nothing_wrong(self):
        for command in (("promtool", "check", "config", PROMETHEUS / "prometheus.yml"),
                        ("promtool", "check", "rules", PROMETHEUS / "recording.yml", PROMETHEUS / "alerts.yml"),
                        ("promtool", "test", "rules", PROMETHEUS / "alerts_test.yml"),
                        ("amtool", "check-config", ROOT / "monitoring" / "alertmanager" / "alertmanager.yml")):
            code, said = tool(*command)
            self.assertEqual(code, 0, said)

    def test_each_alert_is_tested_to_fire_and_not_to_fire(self):
        fires, does_not = set(), set()
        for case in yaml.safe_load((PROMETHEUS / "alerts_test.yml").read_text())["tests"]:
            for expected in case.get("alert_rule_test", []):
                (fires if expected["exp_alerts"] else does_not).add(expected["alertname"])
        alerts = {rule["alert"] for rule in rules("alerts.yml")}
        self.assertEqual(fires, alerts)
        self.assertEqual(does_not, alerts)

    def test_the_dashboard_shows_what_the_pages_do_and_its_queries_parse(self):
        grafana = ROOT / "monitoring" / "grafana"
        printed = subprocess.run([grafana / "generate"], check=True, capture_output=True, text=True).stdout
        self.assertEqual((grafana / "liandong.json").read_text(), printed,
                         "stale: monitoring/grafana/generate >monitoring/grafana/liandong.json")
        queries = [panel["targets"][0]["expr"] for panel in json.loads(printed)["panels"] if panel["type"] != "row"]
        pages = "".join(page.read_text() for page in (ROOT / "monitoring" / "consoles").glob("*.html"))
        self.assertEqual(len(queries), len(re.findall(r'template "(?:rows|graph)" \(args', pages)))
        rules = [{"record": f"query:{number}", "expr": query} for number, query in enumerate(queries)]
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}, file)
            file.flush()
            code, said = tool("promtool", "check", "rules", file.name)
        self.assertEqual(code, 0, said)

    def test_rules_name_existing_metrics(self):
        recorded = {rule["record"] for rule in rules("recording.yml")}
        known = set(catalogue()) | recorded | OF_PROMETHEUS
        for rule in rules("recording.yml") + rules("alerts.yml"):
            for name in re.findall(r"\b(?:up|[a-z]+:[\w:]+|(?:grpc|liandong)_\w+)\b(?!=)", re.sub(r'"[^"]*"', "", rule["expr"])):
                if name not in {"grpc_code"}:
                    self.assertIn(PARTS.sub("", name), known, rule["expr"])

    def test_rules_name_existing_reasons(self):
        proto = (ROOT / "protos" / "liandong" / "contract" / "v1" / "error_reason.proto").read_text()
        reasons = set(re.findall(r"ERROR_REASON_(\w+)", proto))
        for rule in rules("alerts.yml"):
            for named in re.findall(r'reason=~?"([^"]*)"', rule["expr"]):
                self.assertLessEqual(set(named.split("|")), reasons)

    def test_what_the_services_say_is_in_the_catalogue(self):
        known = catalogue()
        said = set()
        with Suite() as suite:
            subprocess.run([BIN / "story", f"--pki={suite.pki}", f"--targets={suite.targets()}",
                            f"--scenario={ROOT / 'tests' / 'scenario' / 'story.json'}", "--run=1"],
                           check=True, capture_output=True)
            for port in suite.metrics_ports.values():
                text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
                code, linted = tool("promtool", "check", "metrics", text=text)
                self.assertEqual(code, 0, linted)
                said |= self.labels_are_as_listed(text, known)
        self.assertEqual(said, set(known) - OF_POSTGRES)

    def labels_are_as_listed(self, text, known):
        names = set()
        for name, labels in re.findall(r"^(\w+)(?:\{([^}]*)\})? ", text, re.M):
            name = PARTS.sub("", name) if PARTS.sub("", name) in known else name
            if name.startswith("exposer_"):
                continue
            self.assertIn(name, known)
            self.assertEqual(set(re.findall(r'(\w+)="', labels)) - {"le"}, known[name], name)
            names.add(name)
        return names


if __name__ == "__main__":
    unittest.main()
