"""What goes wrong with a suite, and who is told of it in time: real services, Prometheus and Alertmanager."""

import contextlib
import functools
import shutil
import subprocess
import threading
import unittest

from tests.monitoring.watched import FASTER, HurriedSuite, Watch
from tests.testing.couple import COUPLE
from tests.testing.suite import BIN, SERVICES, grpcurl_binary

REPORT = {"channel": "CLUE_CHANNEL_MANDATORY_REPORT", "kind": "CLUE_KIND_OTHER", "description": "x"}
SAMPLE = {"role": "DNA_ROLE_SUSPECTED_CHILD", "subject": "victimFiles/x", "kit_number": "K-1",
          "collect_time": "2026-01-01T00:00:00Z"}
# What Prometheus, Alertmanager and this machine need beside the time that the rules name.
MARGIN_SECONDS = 20
# A clue is to be acknowledged long before.
DAYS_LATER = 30
MORE_CALLS = 5


class BusySuite(HurriedSuite):
    """Few calls of one agency are too many."""

    def flags(self, name):
        return [*super().flags(name), *(["--agency_rate=1"] if name == "clue" else [])]


class ClockedSuite(HurriedSuite):
    """Whose clue service has a clock that can be set."""

    def program(self, name):
        return [BIN / "chaosd", name, self.directory / "clock"] if name == "clue" else super().program(name)

    def set_clock(self, seconds):
        (self.directory / "clock").write_text(str(seconds))


class Calls:
    """The same call again and again until it is left off."""

    def __init__(self, suite, agency, service, method, purpose, body):
        self.call = functools.partial(suite.grpcurl, service, method, certificate=agency, body=body,
                                      flags=("-H", f"ld-purpose: {purpose}", "-H", "ld-operator: T-1"))
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


class Watched(unittest.TestCase):
    def setUp(self):
        self.suite = self.enterContext(self.of())
        self.watch = self.enterContext(contextlib.closing(Watch(self.suite)))
        self.assertTrue(self.watch.until(lambda: len(self.watch.ask("up == 1")) == len(SERVICES), 60))
        self.assertTrue(self.watch.until(self.all_cosigned, 60))
        self.assertEqual(self.watch.inbox.came, {})

    def all_cosigned(self):
        return len(self.watch.ask("liandong_ledger_cosignatures == 4")) == len(SERVICES)

    def assert_told(self, receiver, alert, of, minutes):
        """In so many minutes as the rule has it, which pass faster here."""
        told = self.watch.fires(alert, of, minutes * 60 / FASTER + MARGIN_SECONDS)
        self.assertIsNotNone(told, f"{alert} of {of}: nobody was told; {sorted(self.watch.inbox.came)}")
        self.assertEqual(told[0], receiver, alert)


@unittest.skipUnless(grpcurl_binary() and shutil.which("prometheus"), "needs grpcurl and Prometheus")
class MishapsTest(Watched):
    of = BusySuite

    def renew(self, service, valid_for):
        subprocess.run([BIN / "devpki", f"--out={self.suite.pki}", f"--renew={service}", f"--valid_for={valid_for}"],
                       check=True)

    def test_each_mishap_is_told_in_time(self):
        suite = self.suite
        probing = Calls(suite, "court", "casefile", "liandong.casefile.v1.CasefileService/RegisterDnaSample", "4-5", SAMPLE)
        with probing:
            self.assert_told("on-call", "RefusedCallsBurst", "court@500119", 7)
        overload = Calls(suite, "education-commission", "clue", "liandong.clue.v1.ClueService/ReportClue", "3-3-2-p1", REPORT)
        with overload:
            self.assert_told("on-call", "LoadShed", "clue", 7)

        self.renew("placement", "72h")
        self.assert_told("office", "CertificateExpires", "placement", 5)
        self.renew("placement", "12h")
        self.assert_told("on-call", "CertificateExpiresAtOnce", "placement", 1)

        suite.kill("oversight")
        self.assert_told("on-call", "NoReplica", "oversight", 1)
        self.assert_told("office", "CosignatureMissing", "casefile", 10)

        suite.kill("clue")
        held = Calls(suite, "civil-affairs", "registration", "liandong.registration.v1.RegistrationService/CheckMarriage",
                     "3-3-4", COUPLE)
        self.assertIn("CHECK_OUTCOME_REFER", held.call()[1])
        self.assert_told("on-call", "OutboxStuck", "registration", 6)
        suite.kill("casefile")
        with held:
            self.assert_told("on-call", "ErrorBudgetBurnsFast", "registration", 7)


@unittest.skipUnless(grpcurl_binary() and shutil.which("prometheus"), "needs grpcurl and Prometheus")
class EvidenceTest(Watched):
    of = ClockedSuite

    def report(self):
        code, text = self.suite.grpcurl("clue", "liandong.clue.v1.ClueService/ReportClue", certificate="education-commission",
                                        body=REPORT, flags=("-H", "ld-purpose: 3-3-2-p1", "-H", "ld-operator: T-1"))
        self.assertEqual(code, 0, text)

    def entries(self):
        """That witnesses have cosigned; none while the service was not read again."""
        return max((int(one["value"][1]) for one in self.watch.ask('liandong_ledger_cosigned_entries{job="clue"}')), default=0)

    def test_what_nobody_did_in_time_is_told(self):
        self.report()
        self.suite.set_clock(DAYS_LATER * 24 * 3600)
        self.assert_told("office", "ObligationsOverdue", "clue", 5)

    def test_a_ledger_that_was_put_back_is_told(self):
        suite, before_entries = self.suite, self.entries()
        suite.stop("clue")
        before = shutil.copy(suite.database("clue"), suite.directory / "before.db")
        suite.start("clue")
        for _ in range(MORE_CALLS):
            self.report()
        self.assertTrue(self.watch.until(lambda: self.entries() >= before_entries + MORE_CALLS, 60))
        suite.stop("clue")
        shutil.copy(before, suite.database("clue"))
        suite.start("clue")
        # Else its ledger is only shorter, and another call makes it another one.
        for _ in range(2 * MORE_CALLS):
            self.report()
        self.assert_told("on-call", "LedgerRewritten", "clue", 1)


if __name__ == "__main__":
    unittest.main()
