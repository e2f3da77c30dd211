"""Suites that are monitored while a fault happens: real services, Prometheus and Alertmanager."""

import contextlib
import functools
import shutil
import threading
import unittest

from tests.monitoring.watched import FASTER, HurriedSuite, Watch
from tests.testing.suite import BIN, SERVICES, grpcurl_binary

REPORT = {"channel": "CLUE_CHANNEL_MANDATORY_REPORT", "kind": "CLUE_KIND_OTHER", "description": "x"}
REPORT_PURPOSE = "3-3-2-p1"
# Time that Prometheus, Alertmanager and this machine need in addition to the durations in the rules.
MARGIN_SECONDS = 20


class ClockedSuite(HurriedSuite):
    """A suite whose clue service has an adjustable clock."""

    def program(self, name):
        return [BIN / "chaosd", name, self.directory / "clock"] if name == "clue" else super().program(name)

    def set_days_on(self, days):
        (self.directory / "clock").write_text(str(days * 24 * 3600))


def call(suite, agency, service, method, purpose, body):
    """Returns the exit code and the output."""
    return suite.grpcurl(service, method, certificate=agency, body=body,
                         flags=("-H", f"ld-purpose: {purpose}", "-H", "ld-operator: T-1"))


class Calls:
    """Repeats the same call until it is told to stop."""

    def __init__(self, *what):
        self.call = functools.partial(call, *what)
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.go_on)

    def go_on(self):
        while not self.enough.is_set():
            self.call()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.enough.set()
        self.thread.join()


@unittest.skipUnless(grpcurl_binary() and shutil.which("prometheus"), "needs grpcurl and Prometheus")
class Watched(unittest.TestCase):
    """Monitors a suite that `of` creates."""

    def setUp(self):
        self.suite = self.enterContext(self.of())
        self.watch = self.enterContext(contextlib.closing(Watch(self.suite)))
        self.assertTrue(self.watch.until(lambda: len(self.watch.ask("up == 1")) == len(self.suite.instances), 60))
        self.assertTrue(self.watch.until(self.all_cosigned, 60))
        self.assertEqual(self.watch.inbox.came, {})

    def all_cosigned(self):
        cosigned = self.watch.ask(f"max by (job) (liandong_ledger_cosignatures) == {len(SERVICES) - 1}")
        return len(cosigned) == len(SERVICES)

    def assert_told(self, receiver, alert, of, minutes):
        """Checks that the alert arrives within the minutes that the rule states, which pass faster here."""
        told = self.watch.fires(alert, of, minutes * 60 / FASTER + MARGIN_SECONDS)
        self.assertIsNotNone(told, f"{alert} of {of}: nobody was told; {sorted(self.watch.inbox.came)}")
        self.assertEqual(told[0], receiver, alert)
