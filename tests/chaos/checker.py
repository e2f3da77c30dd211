"""Compares a history of calls with what the ledgers and records contain at the end.

lost: acknowledged but missing. duplicated: an effect that happened twice. phantom: a state that never existed or must never
exist. unlogged: answered, but not in the ledger."""

import collections
import json
import pathlib
import subprocess
import tempfile

from tests.testing.suite import BIN, SERVICES

# Codes that say that nothing was decided. Such a call may have no entry.
UNDECIDED = {"STORE_UNAVAILABLE", "SHUTTING_DOWN", "OVERLOADED", "QUOTA_EXCEEDED"}
# Refusals of one kind by one caller within a burst share an entry that counts them. A process that is killed loses at most the
# counts of this time.
BURST_MICROS = 2_000_000
STATES = ("CLUE_STATE_UNSPECIFIED", "CLUE_STATE_REPORTED", "CLUE_STATE_ACKNOWLEDGED", "CLUE_STATE_ASSIGNED",
          "CLUE_STATE_RESOLVED")


def most_within(times, span):
    """Returns the largest number of times within a span."""
    times = sorted(times)
    return max(sum(start <= time <= start + span for time in times) for start in times)


def kind_of(method, code, reason):
    return method.split("/")[-1], code, reason.removeprefix("ERROR_REASON_")


class Checker:
    def __init__(self, history, leaves, faults, deaths=0):
        """`faults` are those of the ledgers; `deaths` is how often a service was killed."""
        self.deaths = deaths
        lines = [json.loads(line) for line in pathlib.Path(history).read_text().splitlines()]
        self.calls = [line for line in lines if line["kind"] == "call"]
        self.clues = [line for line in lines if line["kind"] == "clue"]
        self.events = {who: [(line["clue"], line["state"]) for line in lines
                             if line["kind"] == "event" and line["follower"] == who] for who in ("live", "final")}
        self.leaves = leaves
        self.findings = {"lost": [], "duplicated": [], "phantom": [], "unlogged": list(faults)}

    def find(self, kind, what):
        self.findings[kind].append(what)

    def check(self):
        self.check_ledgers()
        self.check_clues()
        self.check_reads()
        self.check_holds()
        self.check_events()
        for call in self.calls:
            if call["op"] == "forbidden" and call["code"] == 0:
                self.find("phantom", f"a forbidden call succeeded: {call['method']} as {call['as']}")
        return self.findings

    def acknowledged(self, op):
        return [call for call in self.calls if call["op"] == op and call["code"] == 0]

    def check_ledgers(self):
        by_official = {leaf.get("operator"): leaf for leaves in self.leaves.values() for leaf in leaves}
        done = collections.Counter(leaf["request_id"] for leaves in self.leaves.values() for leaf in leaves
                                   if leaf.get("request_id") and not leaf.get("code")
                                   and not leaf.get("repeated_request"))
        for request_id, times in done.items():
            if times > 1:
                self.find("duplicated", f"request {request_id} took effect {times} times")
        uncounted = collections.defaultdict(list)
        for call in self.calls:
            if call["code"] == 0 and call["request_id"] and done[call["request_id"]] == 0:
                self.find("lost", f"{call['method']} {call['request_id']} is acknowledged and in no ledger")
            for official, code, reason in call["attempts"]:
                answered = (code == 0 or reason) and reason not in UNDECIDED
                leaf = by_official.get(official)
                if answered and leaf is None and code != 0:
                    uncounted[kind_of(call["method"], code, reason)].append(call["end"])
                elif answered and leaf is None:
                    self.find("unlogged", f"{call['method']} by {official}: {code} {reason}")
                elif answered and leaf.get("code", 0) != code:
                    self.find("phantom", f"{official} was told {code}, the ledger says {leaf.get('code', 0)}")

        self.check_counts(uncounted)

    def check_counts(self, uncounted):
        """Refusals without an entry of their own must be counted by an entry of their kind, and the first must have its own."""
        own, counted = collections.Counter(), collections.Counter()
        for leaf in (leaf for leaves in self.leaves.values() for leaf in leaves if leaf.get("code")):
            calls = int(leaf.get("refused_calls", 0))
            (counted if calls else own)[kind_of(leaf["method"], leaf["code"], leaf.get("reason", ""))] += calls or 1
        for kind, ends in uncounted.items():
            missing = len(ends) - counted[kind] if own[kind] else len(ends)
            if missing > (self.deaths * most_within(ends, BURST_MICROS) if own[kind] else 0):
                self.find("unlogged", f"{missing} refusals of {kind} are in no entry")

    def check_clues(self):
        by_name = {clue["name"]: clue for clue in self.clues}
        tried = {call["subject"] for call in self.calls if call["op"] == "report"}
        described = collections.Counter(clue["description"] for clue in self.clues if clue["description"] and not clue["reference"])
        for description, times in described.items():
            if times > 1:
                self.find("duplicated", f"{times} clues: {description}")
        for clue in self.clues:
            if not clue["reference"] and clue["description"] not in tried:
                self.find("phantom", f"nobody reported {clue['name']}")
        reached = {}
        for call in self.acknowledged("report"):
            reached.setdefault(call["reply"]["name"], 1)
        for call in self.acknowledged("advance"):
            reached[call["subject"]] = max(reached.get(call["subject"], 1), call["to"])
        for name, state in reached.items():
            if name not in by_name:
                self.find("lost", f"{name} is acknowledged and not there")
            elif STATES.index(by_name[name]["state"]) < state:
                self.find("lost", f"{name} is {by_name[name]['state']}, acknowledged was {STATES[state]}")

    def check_reads(self):
        """A read must show what was acknowledged before it began, and nothing that was requested only after it ended."""
        writes = collections.defaultdict(list)
        for call in self.calls:
            if call["op"] == "report" and call["code"] == 0:
                writes[call["reply"]["name"]].append((call["start"], call["end"], 1))
            elif call["op"] == "advance":
                writes[call["subject"]].append((call["start"], call["end"] if call["code"] == 0 else None, call["to"]))
        for call in self.acknowledged("read"):
            state = STATES.index(call["reply"]["state"])
            known = writes[call["subject"]]
            least = max((to for _, end, to in known if end is not None and end < call["start"]), default=1)
            most = max((to for start, _, to in known if start < call["end"]), default=0)
            if state < least:
                self.find("phantom", f"{call['subject']} was read as {STATES[state]} after {STATES[least]}")
            if state > most:
                self.find("phantom", f"{call['subject']} was read as {STATES[state]}, nobody had asked for that")

    def check_holds(self):
        told = collections.Counter(clue["reference"] for clue in self.clues if clue["reference"])
        for call in self.acknowledged("hold"):
            if call["reply"]["outcome"] != "CHECK_OUTCOME_REFER":
                self.find("phantom", f"a missing person was clear at the counter: {call['reply']}")
            elif told[call["reply"]["reference"]] == 0:
                self.find("lost", f"the police were not told of {call['reply']['reference']}")
        for reference, times in told.items():
            if times > 1:
                self.find("duplicated", f"the police were told {times} times of {reference}")

    def check_events(self):
        """A watcher that followed from the beginning must have seen exactly the events that exist at the end, each once."""
        live, final = self.events["live"], self.events["final"]
        for event, times in collections.Counter(final).items():
            if times > 1:
                self.find("duplicated", f"event {event} stands there {times} times")
        if live != final[:len(live)]:
            place = next((i for i, pair in enumerate(zip(live, final)) if pair[0] != pair[1]), len(final))
            self.find("phantom", f"the follower saw other events than stand there, from the {place}th of {len(live)}")
        seen = set(final)
        for call in self.acknowledged("report"):
            if (call["reply"]["name"], 1) not in seen:
                self.find("lost", f"no event of {call['reply']['name']}")


def read_ledgers(arena, history):
    """Returns the leaves of every service, and the faults of its ledger, by itself and against the checkpoints that were shown."""
    leaves, faults = {}, []
    lines = [json.loads(line) for line in pathlib.Path(history).read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        for name in SERVICES:
            saved = []
            for i, line in enumerate(lines):
                if line["kind"] == "checkpoint" and line["service"] == name and line["note"]:
                    path = pathlib.Path(folder) / f"{name}-{i}"
                    path.write_text(line["note"])
                    saved.append(str(path))
            done = subprocess.run(
                [BIN / "ledger-verify", "--print", f"--key={arena.pki / name}.ledger.pub",
                 f"--checkpoint={','.join(saved)}", arena.database(name)], capture_output=True, text=True)
            if done.returncode != 0:
                faults.append(f"the ledger of {name}: {done.stdout[-300:]}")
            leaves[name] = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return leaves, faults
