"""A live suite that is attacked, while another agency makes its calls."""

import json
import re
import sys
import time
import unittest
import urllib.request

from tests.hostile import messages
from tests.hostile.http2 import Connection
from tests.hostile.victim import AS_POLICE, Agency, Memory
from tests.testing.suite import Suite

# Enough that one call which waits until an attack is noticed does not decide.
CALLS = 300
MOST_MEMORY = 512
# Of the p99 without the attack.
MOST_DELAY = 3
# Below this, in seconds, the p99 says more about the scheduler of the machine than about the service.
NOISE = 0.02
MINUTE = 60
# An agency that nobody attacks with.
REPORTER = "health-commission"
AS_REPORTER = {"ld_purpose": "3-1", "ld_operator": "T-1"}
# After a burst of refusals, the entry that counts them follows within this time.
BURST_SECONDS = 3
# Of one caller and method: two for each kind of refusal, and there are at most two kinds at a time.
ENTRIES_PER_SECOND = 4


def number(text):
    """A count in MiB or milliseconds as it is printed."""
    return f"{text:.0f}" if text >= 10 else f"{text:.1f}"


class Siege(unittest.TestCase):
    """The clue service has a clue whose content no attacker may see."""

    @classmethod
    def setUpClass(cls):
        cls.began = time.monotonic()
        cls.suite = cls.enterClassContext(Suite())
        cls.port, cls.pki = cls.suite.ports["clue"], cls.suite.pki
        cls.pid = cls.suite.processes["clue"].pid
        with Connection(cls.port, cls.pki, REPORTER) as reporter:
            reply, refusal = reporter.call(messages.REPORT, messages.secret_report(), **AS_REPORTER)
        assert not refusal, refusal
        cls.clue = messages.strings_of(reply, 1)[0].decode()
        cls.agency = Agency(cls.port, cls.pki, cls.clue)
        cls.addClassCleanup(cls.agency.close)
        cls.agency.p99(CALLS // 4)
        cls.p99 = cls.agency.p99(CALLS)
        cls.memory = Memory(cls.pid).now()

    def page(self, path, timeout=2):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.suite.metrics_ports['clue']}{path}", timeout=timeout) as page:
            return page.read().decode()

    def metric(self, name, **labels):
        """The sum of a metric over all labels but these."""
        wanted = {f'{label}="{value}"' for label, value in labels.items()}
        samples = re.findall(rf"^{name}(?:\{{(.*?)\}})? (\S+)$", self.page("/metrics"), re.M)
        return sum(float(value) for found, value in samples if wanted <= set(found.split(",")))

    def closed(self, reason):
        return self.metric("liandong_connections_refused_total", reason=reason)

    def refused_in_ledger(self, owner, method):
        """How many refused calls of an agency the entries of the ledger stand for, and how many entries there are."""
        leaves = [leaf for leaf in self.suite.leaves("clue") if leaf["method"] == method and leaf.get("code")
                  and f"/agency/{owner}/" in leaf.get("caller", "")]
        return sum(max(1, int(leaf.get("refused_calls", 0))) for leaf in leaves), len(leaves)

    def leave_evidence(self, owner, method):
        """Each refused call of an agency is in the metrics and in the ledger, and the ledger is not filled with them."""
        time.sleep(BURST_SECONDS)
        counted = self.metric("liandong_caller_refusals_total", caller=f"{owner}@500119", grpc_method=method.split("/")[-1])
        self.assertGreater(counted, 0)
        calls, entries = self.refused_in_ledger(owner, method)
        self.assertEqual(calls, counted)
        self.assertLess(entries, ENTRIES_PER_SECOND * (time.monotonic() - self.began))

    def withstands(self, name, *attacks):
        """Runs attacks at once and checks what they cost, and what they gain."""
        recording = self.suite.directory / "received"
        recording.write_bytes(b"")
        with Memory(self.pid) as memory:
            for attack in attacks:
                attack.begin(recording)
            time.sleep(0.5)
            self.agency.refused = []
            p99 = self.agency.p99(CALLS)
            for attack in attacks:
                attack.end()
        print(f"{name}: p99 {number(1000 * self.p99)} ms, {number(1000 * p99)} ms under attack; memory {number(self.memory)} MiB, "
              f"{number(memory.most)} MiB under attack; {number(recording.stat().st_size / (1 << 20))} MiB received by the attacker",
              file=sys.stderr)
        self.assertEqual(self.agency.refused, [])
        self.assertEqual(self.page("/live"), "LIVE\n")
        self.assertLess(p99, MOST_DELAY * max(self.p99, NOISE))
        self.assertLess(memory.most, MOST_MEMORY)
        self.holds_nothing_personal(recording.read_bytes())

    def holds_nothing_personal(self, received):
        for secret in messages.SECRETS:
            self.assertNotIn(secret, received, secret.decode())

    @classmethod
    def tearDownClass(cls):
        """After everything, the memory is nearly what it was."""
        memory = Memory(cls.pid)
        until = time.monotonic() + MINUTE
        while memory.now() > cls.memory + MOST_MEMORY / 8 and time.monotonic() < until:
            time.sleep(1)
        print(f"memory after the attacks: {number(memory.now())} MiB", file=sys.stderr)
        assert memory.now() <= cls.memory + MOST_MEMORY / 8, "the memory of the attacks was kept"
