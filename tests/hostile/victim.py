"""What the attacks cost somebody else: an agency that calls at a steady pace, and the memory of the attacked process."""

import itertools
import re
import statistics
import threading
import time

from tests.hostile import messages
from tests.hostile.http2 import Connection

PACE = 0.012
# One call in so many is the first of a new connection.
NEW_CONNECTION = 20
POLICE = "public-security"
AS_POLICE = {"ld_purpose": "3-1", "ld_operator": "T-1"}


class Agency:
    """Calls on one connection and, now and then, on a new one, as agencies do. `refused` are the trailers of its refused calls."""

    def __init__(self, port, pki, clue):
        self.port, self.pki = port, pki
        self.requests = itertools.cycle([(messages.GET, messages.named(clue)), (messages.LIST, messages.page())])
        self.refused = []
        self.connection = self.connect()

    def connect(self):
        return Connection(self.port, self.pki, POLICE)

    def close(self):
        self.connection.socket.close()

    def call_on(self, connection):
        _, refusal = connection.call(*next(self.requests), **AS_POLICE)
        self.refused += [refusal] if refusal else []

    def call_on_new_connection(self):
        with self.connect() as connection:
            self.call_on(connection)

    def p99(self, calls):
        """Makes calls and returns how long they took, in seconds."""
        times = []
        due = time.monotonic()
        for i in range(calls):
            start = time.monotonic()
            if i % NEW_CONNECTION:
                self.call_on(self.connection)
            else:
                self.call_on_new_connection()
            times.append(time.monotonic() - start)
            due = max(due + PACE, time.monotonic())
            time.sleep(max(0, due - time.monotonic()))
        return statistics.quantiles(times, n=100)[-1]


class Memory:
    """The largest resident memory of a process while the context lasts, in MiB."""

    def __init__(self, pid):
        self.pid, self.most, self.done = pid, 0, threading.Event()

    def now(self):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+) kB", file.read())[1]) / 1024

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def watch(self):
        while not self.done.wait(0.02):
            self.most = max(self.most, self.now())
