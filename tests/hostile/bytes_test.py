"""Attacks with bytes: too many, hidden, compressed, or without end; and many in what others read."""

import functools
import unittest
import zlib

from tests.hostile import attacks, messages
from tests.hostile.attacks import Attack
from tests.hostile.http2 import Connection
from tests.hostile.siege import AS_REPORTER, Siege
from tests.hostile.victim import AS_POLICE, POLICE

AS_CLERK = {"ld_purpose": "3-1", "ld_operator": "T-1"}
KIB, MIB = 1 << 10, 1 << 20
MOST_MESSAGE = MIB
LARGEST_CLUES = 48
# Bytes of metadata beyond the limit of 8 KiB.
MUCH_METADATA = 9 * KIB


def with_unknown_field():
    hidden = messages.field(messages.UNKNOWN_FIELD, bytes(MOST_MESSAGE - 4 * KIB))
    return messages.report("未知字段", [messages.person("王小明", more=hidden)])


def largest_report():
    """As much as each bound allows."""
    return messages.report("长" * 1300, [messages.person("王" * 20, address="街" * 60) for _ in range(20)])


def bomb():
    """A small message that is large when it is decompressed."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return packer.compress(bytes(64 * MIB)) + packer.flush()


class BytesTest(Siege):
    def police_read_everything(self):
        """Pages of the usual size, until the last."""
        names, token = [], ""
        with Connection(self.port, self.pki, POLICE) as police:
            while True:
                reply, refusal = police.call(messages.LIST, messages.page(0, token), **AS_POLICE)
                self.assertEqual(refusal, b"")
                self.assertLess(len(reply), MOST_MESSAGE)
                clues = messages.strings_of(reply, 1)
                names += [messages.strings_of(clue, 1)[0].decode() for clue in clues]
                following = messages.strings_of(reply, 2)
                if not following:
                    return names
                token = following[0].decode()

    def test_unknown_fields(self):
        self.withstands("s07 unknown fields", *(Attack(attacks.call, self.port, self.pki, "justice-bureau", messages.REPORT,
                                                       with_unknown_field, AS_CLERK) for _ in range(2)))
        with Connection(self.port, self.pki, "health-commission") as reporter:
            _, refusal = reporter.call(messages.REPORT, with_unknown_field(), **AS_REPORTER)
        self.assertIn(b"persons", refusal)
        self.police_read_everything()

    def test_many_clues_as_large_as_they_may_be(self):
        with Connection(self.port, self.pki, "womens-federation") as reporter:
            mine = []
            for _ in range(LARGEST_CLUES):
                reply, refusal = reporter.call(messages.REPORT, largest_report(), **AS_REPORTER)
                self.assertEqual(refusal, b"")
                mine.append(messages.strings_of(reply, 1)[0].decode())
        self.assertLessEqual({*mine, self.clue}, set(self.police_read_everything()))

    def test_messages_that_are_too_long(self):
        self.withstands("s17 1 MiB message", *(Attack(attacks.call, self.port, self.pki, "commerce-commission", messages.REPORT,
                                                      functools.partial(bytes, MOST_MESSAGE + 1), AS_CLERK) for _ in range(2)))
        self.leave_evidence("commerce-commission", messages.REPORT)

    def test_much_metadata(self):
        self.withstands("s17 8 KiB metadata", *(Attack(attacks.call, self.port, self.pki, "agriculture-rural", messages.REPORT,
                                                       bytes, {"x_much": "x" * MUCH_METADATA}) for _ in range(2)))
        self.leave_evidence("agriculture-rural", messages.REPORT)

    def test_messages_that_grow_when_they_are_decompressed(self):
        self.withstands("compressed messages", Attack(attacks.send_compressed, self.port, self.pki, "youth-league", messages.REPORT,
                                                      bomb()))

    def test_messages_that_never_end(self):
        before = self.closed("bytes")
        self.withstands("endless messages", *(Attack(attacks.send_message_without_end, self.port, self.pki, "market-regulation",
                                                     messages.REPORT) for _ in range(2)))
        self.assertGreater(self.closed("bytes"), before)

    def test_many_messages_of_which_a_byte_is_missing(self):
        self.withstands("half messages", *(Attack(attacks.send_half_of_messages, self.port, self.pki, "rural-revitalisation",
                                                  messages.REPORT, 16, 250) for _ in range(2)))


if __name__ == "__main__":
    unittest.main()
