"""Free ports for tests, below those that the kernel gives to clients. Tests that run at the same time draw from ranges of
their own, by locks that tests/testing/ports.cc takes too: else one would now and then draw what another is about to use."""

import fcntl
import functools
import os
import random
import socket

FIRST = 10240
RANGES = 16
IN_RANGE = 1400


def lock(number, how):
    file = os.open(f"/tmp/liandong-ports-{number}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        os.close(file)
        return False
    return True


@functools.cache
def first_of_process():
    """Held until the process ends."""
    for number in range(RANGES):
        if lock(number, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return FIRST + number * IN_RANGE
    waited_for = os.getpid() % RANGES
    lock(waited_for, fcntl.LOCK_EX)
    return FIRST + waited_for * IN_RANGE


def free_ports(count):
    first = first_of_process()
    held = []
    while len(held) < count:
        one = socket.socket()
        try:
            one.bind(("127.0.0.1", random.randrange(first, first + IN_RANGE)))
            held.append(one)
        except OSError:
            one.close()
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
