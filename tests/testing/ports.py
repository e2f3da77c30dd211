"""Free ports for tests, below those that the kernel gives to clients. Tests that run at the same time draw from ranges of
their own, as tests/testing/ports.cc does: else one would now and then draw what another is about to use."""

import functools
import itertools
import random
import socket

FIRST = 10240
RANGES = 16
IN_RANGE = 1400


def bound(ports):
    """To the first of them that is free."""
    for port in ports:
        one = socket.socket()
        try:
            one.bind(("127.0.0.1", port))
            return one
        except OSError:
            one.close()
    return None


@functools.cache
def range_of_process():
    """Who holds the first port of a range, until the process ends, draws from the others."""
    return bound(itertools.cycle(range(FIRST, FIRST + RANGES * IN_RANGE, IN_RANGE)))


def free_ports(count):
    first = range_of_process().getsockname()[1]
    drawn = (random.randrange(first + 1, first + IN_RANGE) for _ in itertools.count())
    held = [bound(drawn) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
