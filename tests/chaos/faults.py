"""The faults that can be injected, drawn from a seed. Each fault does its harm, waits, and undoes it."""

import pathlib
import random
import signal
import subprocess
import time

from tests.chaos.arena import sh
from tests.testing.suite import BIN, service_of

WAL_FRAME = 1024 + 24


class Faults:
    def __init__(self, arena, seed, only=()):
        self.arena = arena
        self.random = random.Random(seed)
        self.counts = {}
        self.kinds = [self.kill, self.kill, self.kill, self.pause, self.slow, self.partition, self.loss, self.clock,
                      self.rotate, self.expire, self.relay_crash]
        self.kinds += {"sqlite": [self.torn_wal, self.full_disk, self.read_only],
                       "postgres": [self.database_crash, self.full_disk],
                       "patroni": [self.fail_over, self.fail_over, self.fail_over, self.switch_over, self.standby_crash,
                                   self.consensus_pause]}[arena.store]
        if only:
            self.kinds = [kind for kind in self.kinds if kind.__name__ in only]

    def one(self):
        fault = self.random.choice(self.kinds)
        fault()
        self.counts[fault.__name__] = self.counts.get(fault.__name__, 0) + 1

    def any(self):
        return self.random.choice(self.arena.instances)

    def wait(self, least, most):
        time.sleep(self.random.uniform(least, most))

    def kill(self):
        name = self.any()
        self.arena.kill(name)
        self.wait(0, 0.5)
        self.arena.revive(name)

    def relay_crash(self):
        """Kills the sender after it has sent messages and before it has marked them as sent. The receiver is stopped first, so
        that messages gather. The sender is stopped before it is killed, so that what it has sent takes effect."""
        receivers = [self.arena.processes[name] for name in self.of("clue")]
        for process in receivers:
            process.send_signal(signal.SIGSTOP)
        self.wait(1, 2)
        for process in receivers:
            process.send_signal(signal.SIGCONT)
        self.wait(0.01, 0.06)
        sender = self.random.choice(self.of("registration"))
        self.arena.processes[sender].send_signal(signal.SIGSTOP)
        time.sleep(0.2)
        self.arena.kill(sender)
        self.arena.revive(sender)

    def of(self, service):
        return [name for name in self.arena.instances if service_of(name) == service]

    def pause(self):
        """Lasts longer than a caller waits for one attempt, so that a call is repeated while the first attempt still exists."""
        process = self.arena.processes[self.any()]
        process.send_signal(signal.SIGSTOP)
        self.wait(0.5, 7)
        process.send_signal(signal.SIGCONT)

    def slow(self):
        process = self.arena.processes[self.any()]
        for _ in range(self.random.randint(10, 30)):
            process.send_signal(signal.SIGSTOP)
            time.sleep(0.06)
            process.send_signal(signal.SIGCONT)
            time.sleep(0.03)

    def filtered(self, *rule):
        name, peer = self.random.sample(self.arena.instances, 2)
        inside = ("ip", "netns", "exec", self.arena.links[name], "iptables", "-w")
        tail = ("INPUT", "-s", self.arena.addresses[peer], *rule, "-j", "DROP")
        sh(*inside, "-A", *tail)
        self.wait(1, 6)
        sh(*inside, "-D", *tail)

    def partition(self):
        self.filtered()

    def loss(self):
        self.filtered("-m", "statistic", "--mode", "random", "--probability", "0.3")

    def clock(self):
        """Sets the clock forward and back by minutes."""
        path = self.arena.directory / f"{self.any()}.clock"
        path.write_text(str(self.random.randint(-300, 300)))
        self.wait(0.5, 3)
        path.write_text("0")

    def renew(self, service, *flags):
        subprocess.run([BIN / "devpki", f"--out={self.arena.pki}", f"--renew={service}", *flags], check=True)

    def rotate(self):
        self.renew(service_of(self.any()))

    def expire(self):
        service = service_of(self.any())
        self.renew(service, "--valid_for=2s")
        self.wait(3, 5)
        self.renew(service)
        # Processes check for new certificates once a second.
        time.sleep(1.5)

    def database_crash(self):
        self.arena.postgres.stop("immediate")
        self.wait(0, 2)
        self.arena.postgres.start()

    def fail_over(self):
        """The machine of the primary dies and the other node takes over. The first node returns as its standby."""
        nodes = self.arena.postgres
        dead = nodes.fail_over()
        self.wait(0, 3)
        nodes.start_node(dead)
        nodes.await_pair()

    def switch_over(self):
        self.arena.postgres.switch_over()

    def standby_crash(self):
        """Commits wait for the standby until Patroni drops it."""
        nodes = self.arena.postgres
        follower = next(name for name in nodes.ports if name != nodes.leader())
        nodes.kill_node(follower)
        self.wait(0, 5)
        nodes.start_node(follower)
        nodes.await_pair()

    def consensus_pause(self):
        """Stops etcd for less or more time than a primary may continue without it."""
        process = self.arena.postgres.processes["etcd"]
        process.send_signal(signal.SIGSTOP)
        self.wait(2, 25)
        process.send_signal(signal.SIGCONT)
        self.arena.postgres.await_pair()

    def torn_wal(self):
        """The process dies while only half of a frame that was never synced is on the disk."""
        name = self.any()
        self.arena.kill(name)
        wal = pathlib.Path(f"{self.arena.database(name)}-wal")
        if wal.exists() and wal.stat().st_size > WAL_FRAME:
            content = wal.read_bytes()
            torn = bytearray(content[-WAL_FRAME:][:self.random.randint(1, WAL_FRAME - 1)])
            torn[-1] ^= 0xFF
            with wal.open("ab") as file:
                file.write(torn)
        self.arena.revive(name)

    def full_disk(self):
        postgres = self.arena.postgres is not None
        directory = self.arena.directory / "postgres" if postgres else self.arena.data / self.any()
        ballast = directory / "ballast"
        sh("dd", "if=/dev/zero", f"of={ballast}", "bs=64k", check=False)
        self.wait(1, 3)
        ballast.unlink()
        # PostgreSQL stops by itself when its log runs out of space.
        if postgres:
            self.arena.postgres.stop("immediate", check=False)
            self.arena.postgres.start()

    def read_only(self):
        """The disk is read-only after a crash. The service must not start on it until it is writable again."""
        name = self.any()
        self.arena.kill(name)
        disk = self.arena.data / name
        sh("mount", "-o", "remount,ro", disk)
        if self.arena.start(name):
            raise RuntimeError(f"{name} serves from a read-only disk")
        self.arena.processes.pop(name).wait()
        sh("mount", "-o", "remount,rw", disk)
        self.arena.revive(name)
