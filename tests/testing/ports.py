"""Free ports for tests, below those that the kernel gives to clients. Like tests/testing/ports.cc, each process draws from a
range of its own. Otherwise tests that run at the same time would sometimes draw the same port."""

import functools
import itertools
import random
import socket

FIRST = 10240
RANGES = 16
IN_RANGE = 1400


def bound(ports):
    """Binds to the first port that is free."""
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
    """A process owns a range while it holds the range's first port, until it ends."""
    return bound(itertools.cycle(range(FIRST, FIRST + RANGES * IN_RANGE, IN_RANGE)))


def free_ports(count):
    first = range_of_process().getsockname()[1]
    drawn = (random.randrange(first + 1, first + IN_RANGE) for _ in itertools.count())
    held = [bound(drawn) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
