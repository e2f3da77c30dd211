"""Faults of processes, callers and certificates, and whether the right receiver is notified in time."""

import subprocess
import unittest

from tests.monitoring.scenario import REPORT, REPORT_PURPOSE, Calls, Watched
from tests.monitoring.watched import HurriedSuite
from tests.testing.couple import COUPLE
from tests.testing.suite import BIN

SAMPLE = {"role": "DNA_ROLE_SUSPECTED_CHILD", "subject": "victimFiles/x", "kit_number": "K-1",
          "collect_time": "2026-01-01T00:00:00Z"}


class BusySuite(HurriedSuite):
    """A suite with a low rate limit, so that few calls of one agency are too many."""

    def flags(self, name):
        return [*super().flags(name), *(["--agency_rate=1"] if name == "clue" else [])]


class MishapsTest(Watched):
    of = BusySuite

    def renew(self, service, valid_for):
        subprocess.run([BIN / "devpki", f"--out={self.suite.pki}", f"--renew={service}", f"--valid_for={valid_for}"],
                       check=True)

    def test_each_fault_raises_an_alert_in_time(self):
        suite = self.suite
        probing = Calls(suite, "court", "casefile", "liandong.casefile.v1.CasefileService/RegisterDnaSample", "4-5", SAMPLE)
        with probing:
            self.assert_told("on-call", "RefusedCallsBurst", "court@500119", 7)
        overload = Calls(suite, "education-commission", "clue", "liandong.clue.v1.ClueService/ReportClue", REPORT_PURPOSE, REPORT)
        with overload:
            self.assert_told("on-call", "LoadShed", "clue", 7)

        self.renew("placement", "72h")
        self.assert_told("office", "CertificateExpires", "placement", 5)
        self.renew("placement", "12h")
        self.assert_told("on-call", "CertificateExpiresAtOnce", "placement", 1)

        suite.kill("oversight")
        self.assert_told("on-call", "NoReplica", "oversight", 1)
        # Only a ledger with new entries needs cosignatures.
        overload.call()
        self.assert_told("office", "CosignatureMissing", "clue", 10)

        suite.kill("clue")
        held = Calls(suite, "civil-affairs", "registration", "liandong.registration.v1.RegistrationService/CheckMarriage",
                     "3-3-4", COUPLE)
        self.assertIn("CHECK_OUTCOME_REFER", held.call()[1])
        self.assert_told("on-call", "OutboxStuck", "registration", 6)
        suite.kill("casefile")
        with held:
            self.assert_told("on-call", "ErrorBudgetBurnsFast", "registration", 7)
        # The fault is repaired, but much of the monthly budget is gone.
        suite.start("casefile")
        self.assert_told("office", "ErrorBudgetBurns", "registration", 15)


if __name__ == "__main__":
    unittest.main()
