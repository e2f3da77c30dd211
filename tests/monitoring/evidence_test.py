"""Faults of duties, ledgers and keys, and whether the right receiver is notified in time."""

import contextlib
import functools
import shutil
import sqlite3
import subprocess
import unittest

from tests.monitoring.scenario import REPORT, REPORT_PURPOSE, ClockedSuite, Watched, call
from tests.monitoring.watched import FASTER
from tests.testing.suite import service_of

# The clock jumps past the time to acknowledge a clue, and past the time for new data keys.
DAYS_LATER = 30
QUARTER_LATER = 101
# How often a service checks its key ring.
SEALING_MINUTES = 1
MORE_CALLS = 5


class ClueWatched(Watched):
    def report(self):
        one = next(name for name in self.suite.instances if service_of(name) == "clue")
        code, text = call(self.suite, "education-commission", one, "liandong.clue.v1.ClueService/ReportClue",
                          REPORT_PURPOSE, REPORT)
        self.assertEqual(code, 0, text)


class EvidenceTest(ClueWatched):
    of = ClockedSuite

    def entries(self):
        """Returns the number of entries that witnesses have cosigned, or none while Prometheus has not read the service again."""
        return max((int(one["value"][1]) for one in self.watch.ask('liandong_ledger_cosigned_entries{job="clue"}')), default=0)

    def test_overdue_obligations_raise_an_alert(self):
        self.report()
        self.suite.set_days_on(DAYS_LATER)
        self.assert_told("office", "ObligationsOverdue", "clue", 5)

    def outbox(self, statement):
        with contextlib.closing(sqlite3.connect(self.suite.database("clue"), timeout=10)) as database:
            return database.execute(statement).fetchall(), database.commit()

    def test_a_rejected_message_raises_an_alert(self):
        suite = self.suite
        self.report()
        suite.stop("oversight")
        suite.set_days_on(DAYS_LATER)
        self.assertTrue(self.watch.until(lambda: self.outbox("SELECT 1 FROM outbox")[0], 60))
        suite.stop("clue")
        # Oversight is of a version that does not know the method.
        self.outbox("UPDATE outbox SET method = '/liandong.oversight.v1.DutyService/NoteLater'")
        suite.start("oversight")
        suite.start("clue")
        self.assertTrue(self.watch.until(lambda: self.outbox("SELECT 1 FROM outbox WHERE first_refusal > 0")[0], 60))
        suite.set_days_on(DAYS_LATER + 1)
        self.assert_told("on-call", "MessageSetAside", "clue", 1)

    def test_a_restored_ledger_raises_an_alert(self):
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
        # Without this the ledger is only shorter. Another call makes its history different.
        for _ in range(2 * MORE_CALLS):
            self.report()
        self.assert_told("on-call", "LedgerRewritten", "clue", 1)


class ReplicasTest(ClueWatched):
    of = functools.partial(ClockedSuite, store="postgres", replicas=2)

    @contextlib.contextmanager
    def leader_stuck(self, *tasks):
        """Simulates a process that holds the lead of these tasks of the clue service but neither works nor ends."""
        names = ", ".join(f"'{task}'" for task in tasks)
        stuck = subprocess.Popen(["psql", "-qAt", self.suite.database("clue")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            stuck.stdin.write(f"BEGIN; SELECT task FROM lead WHERE task IN ({names}) FOR UPDATE;\n")
            stuck.stdin.flush()
            self.assertEqual({stuck.stdout.readline().strip() for _ in tasks}, set(tasks))
            yield
        finally:
            stuck.stdin.close()
            stuck.wait()
            stuck.stdout.close()

    def test_a_stuck_leader_raises_an_alert(self):
        with self.leader_stuck("ledger", "sealing"):
            self.report()
            self.assert_told("on-call", "LedgerLags", "clue", 3)
            self.suite.set_days_on(QUARTER_LATER)
            self.assert_told("office", "EpochsNotSealed", "clue", SEALING_MINUTES * FASTER + 5)
        self.assertTrue(self.watch.until(lambda: not self.watch.ask('liandong_ledger_waiting_entries{job="clue"} > 0'), 60))

    def test_a_stopped_replica_raises_an_alert_while_the_other_serves(self):
        self.suite.kill("clue.1")
        self.assert_told("on-call", "ServiceDown", "clue", 1)
        self.report()


if __name__ == "__main__":
    unittest.main()
