"""Attacks with calls: more of them than a caller may make, calls that it may not make, and calls that cost much."""

import functools
import unittest

from tests.hostile import attacks, messages
from tests.hostile.attacks import Attack
from tests.hostile.http2 import Connection
from tests.hostile.siege import Siege

MOST_PERSONS = 20
AS_CLERK = {"ld_purpose": "3-1", "ld_operator": "T-1"}


def report_of_twenty():
    return messages.report("二十人", [messages.person(f"张{i}", document=f"E{10000000 + i}") for i in range(MOST_PERSONS)])


class CallsTest(Siege):
    def test_a_method_that_the_caller_may_not_call(self):
        self.withstands("s04 forbidden method", *(Attack(attacks.call, self.port, self.pki, "court", messages.ACKNOWLEDGE)
                                                  for _ in range(2)))
        self.leave_evidence("court", messages.ACKNOWLEDGE)

    def test_streams_with_a_bad_token(self):
        self.withstands("s05 bad token", *(Attack(attacks.call, self.port, self.pki, "education-commission", messages.WATCH,
                                                  functools.partial(messages.named, "no token"), AS_CLERK) for _ in range(2)))
        self.leave_evidence("education-commission", messages.WATCH)

    def test_reports_of_twenty_persons(self):
        self.withstands("s06 twenty persons", *(Attack(attacks.call, self.port, self.pki, "civil-affairs", messages.REPORT,
                                                       report_of_twenty, AS_CLERK) for _ in range(2)))
        self.assertGreater(self.metric("liandong_caller_refusals_total", caller="civil-affairs@500119",
                                       reason="QUOTA_EXCEEDED"), 0)

    def test_a_method_that_does_not_exist(self):
        self.withstands("s17 unknown method", *(Attack(attacks.call, self.port, self.pki, "publicity-department",
                                                       f"{messages.SERVICE}DropClue") for _ in range(2)))
        self.leave_evidence("publicity-department", "/unknown")

    def test_a_new_connection_for_each_call(self):
        self.withstands("a connection for each call", *(Attack(attacks.call_once, self.port, self.pki, "procuratorate",
                                                               messages.ACKNOWLEDGE) for _ in range(4)))

    def test_replies_that_are_not_read(self):
        self.withstands("replies not read", *(Attack(attacks.never_read_replies, self.port, self.pki, "education-commission",
                                                     messages.LIST, messages.page(), AS_CLERK) for _ in range(4)))

    def test_a_refusal_does_not_tell_whether_a_record_exists(self):
        with Connection(self.port, self.pki, "education-commission") as connection:
            def refusal(name):
                frames = connection.exchange(messages.GET, messages.named(name), **AS_CLERK)
                return [(kind, flags, len(payload)) for kind, flags, payload in frames]
            other = self.clue[:-4] + ("aaaa" if not self.clue.endswith("aaaa") else "bbbb")
            # The first reply also says that no table of headers is used.
            refusal(other)
            self.assertEqual(refusal(self.clue), refusal(other))


if __name__ == "__main__":
    unittest.main()
