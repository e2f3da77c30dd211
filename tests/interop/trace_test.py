"""One trace must connect all effects of a call. What the call causes in other services, at once or through the outbox, is
recorded there under the same trace id."""

import time
import unittest

from tests.testing.couple import COUPLE
from tests.testing.suite import SERVICES, Suite, grpcurl_binary

ID = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{ID}-00f067aa0ba902b7-01"
CHECK = "liandong.registration.v1.RegistrationService/CheckMarriage"
# The outbox sends at once; the limit is for a busy machine.
PATIENCE_SECONDS = 30


@unittest.skipUnless(grpcurl_binary(), "grpcurl is not installed")
class TraceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())

    def check(self, *headers, body=None):
        flags = [word for header in ("ld-purpose: 3-3-4", "ld-operator: T-1", *headers) for word in ("-H", header)]
        return self.suite.grpcurl("registration", CHECK, certificate="civil-affairs", body=COUPLE if body is None else body,
                                  flags=("-v", *flags))

    def traced(self, trace):
        """Returns the methods, by service, of the entries with this id."""
        return {(name, leaf["method"].rpartition("/")[2]) for name in SERVICES for leaf in self.suite.leaves(name)
                if leaf.get("trace_id") == trace}

    def told(self, text):
        """Returns the id from a reply's trailers."""
        return next(line.split(": ")[1] for line in text.splitlines() if line.startswith("ld-trace-id"))

    def test_calls_and_messages_of_a_check_share_its_trace(self):
        code, text = self.check(f"traceparent: {PARENT}")
        self.assertEqual(code, 0, text)
        self.assertIn("CHECK_OUTCOME_REFER", text)
        self.assertEqual(self.told(text), ID)
        wanted = {("registration", "CheckMarriage"), ("casefile", "ScreenPersons"), ("clue", "ReportClue")}
        until = time.monotonic() + PATIENCE_SECONDS
        while not wanted <= self.traced(ID) and time.monotonic() < until:
            time.sleep(0.1)
        self.assertLessEqual(wanted, self.traced(ID))

    def test_a_call_without_a_valid_trace_begins_one(self):
        begun = set()
        for header in ((), ("traceparent: 00-0-0-0",), (f"traceparent: 00-{'0' * 32}-00f067aa0ba902b7-01",)):
            code, text = self.check(*header)
            self.assertEqual(code, 0, text)
            self.assertRegex(self.told(text), "^[0-9a-f]{32}$")
            begun.add(self.told(text))
        self.assertEqual(len(begun), 3)
        for trace in begun:
            self.assertIn(("registration", "CheckMarriage"), self.traced(trace))

    def test_a_refusal_has_its_trace_too(self):
        code, text = self.check(f"traceparent: {PARENT.replace('4bf9', '5bf9')}", body={"parties": []})
        self.assertNotEqual(code, 0)
        self.assertEqual(self.told(text), ID.replace("4bf9", "5bf9"))
        self.assertEqual(self.traced(ID.replace("4bf9", "5bf9")), {("registration", "CheckMarriage")})


if __name__ == "__main__":
    unittest.main()
