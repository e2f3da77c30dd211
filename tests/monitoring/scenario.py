"""Suites that are watched while something goes wrong with them: real services, Prometheus and Alertmanager."""

import contextlib
import functools
import shutil
import threading
import unittest

from tests.monitoring.watched import FASTER, HurriedSuite, Watch
from tests.testing.suite import BIN, SERVICES, grpcurl_binary

REPORT = {"channel": "CLUE_CHANNEL_MANDATORY_REPORT", "kind": "CLUE_KIND_OTHER", "description": "x"}
REPORT_PURPOSE = "3-3-2-p1"
# What Prometheus, Alertmanager and this machine need beside the time that the rules name.
MARGIN_SECONDS = 20


class ClockedSuite(HurriedSuite):
    """Whose clue service has a clock that can be set."""

    def program(self, name):
        return [BIN / "chaosd", name, self.directory / "clock"] if name == "clue" else super().program(name)

    def set_days_on(self, days):
        (self.directory / "clock").write_text(str(days * 24 * 3600))


def call(suite, agency, service, method, purpose, body):
    """The exit code, and what was printed."""
    return suite.grpcurl(service, method, certificate=agency, body=body,
                         flags=("-H", f"ld-purpose: {purpose}", "-H", "ld-operator: T-1"))


class Calls:
    """The same call again and again until it is left off."""

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
    """Of a suite as `of` makes it."""

    def setUp(self):
        self.suite = self.enterContext(self.of())
        self.watch = self.enterContext(contextlib.closing(Watch(self.suite)))
        self.assertTrue(self.watch.until(lambda: len(self.watch.ask("up == 1")) == len(self.suite.instances), 60))
        self.assertTrue(self.watch.until(self.all_cosigned, 60))
        self.assertEqual(self.watch.inbox.came, {})

    def all_cosigned(self):
        return len(self.watch.ask("max by (job) (liandong_ledger_cosignatures) == 4")) == len(SERVICES)

    def assert_told(self, receiver, alert, of, minutes):
        """In so many minutes as the rule has it, which pass faster here."""
        told = self.watch.fires(alert, of, minutes * 60 / FASTER + MARGIN_SECONDS)
        self.assertIsNotNone(told, f"{alert} of {of}: nobody was told; {sorted(self.watch.inbox.came)}")
        self.assertEqual(told[0], receiver, alert)
