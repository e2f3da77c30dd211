"""Includes only point down the layers. A service never includes another, and rules know no transport, storage or clock."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Each layer may include the layers before it, and its own folder.
LAYERS = (
    {"base", "descriptors", "limits", "rule"},
    {"law", "values", "threads", "command_line"},
    {"errors"},
    {"telemetry", "identity", "store", "matching"},
    {"seal", "connections"},
    {"records", "ledger", "outbox"},
    {"obligations"},
    {"contract"},
    {"client", "common_services"},
    {"runtime"},
)
# The folders of shared/contract have layers of their own.
CONTRACT_LAYERS = (
    {"access", "validation", "admission_control", "saved_replies"},
    {"handlers"},
    {"standard_methods", "refusal_bursts"},
    {"calls"},
    {"watch_streams"},
    {"dispatch"},
)
# What a rule must not include. Messages are its data, but it performs no I/O with them.
FORBIDDEN_IN_RULES = (
    r"grpc", r"sqlite", r"/store/", r"shared/(store|records|outbox|ledger|client|runtime)/",
    r"shared/contract/(?!access/writers\.h)",  # who may set a field is a pure decision
    r"base/clock\.h", r"absl/time/clock\.h", r"protobuf/util/json", r"<fstream>", r"<iostream>",
)
DEFINES_MAIN = re.compile(r"^int main\(", re.MULTILINE)
INCLUDE = re.compile(r'^#include ["<]([^">]+)[">]', re.MULTILINE)


def points_down(layers, own, other):
    """Whether the folder `own` may include the folder `other`."""
    layer_of = {folder: i for i, layer in enumerate(layers) for folder in layer}
    return own == other or layer_of[other] < layer_of[own]


def sources(top):
    return [path for suffix in ("*.h", "*.cc") for path in (ROOT / top).rglob(suffix)]


def fault(path, include):
    """Returns what is wrong with `path` including `include`, or an empty text."""
    own = path.relative_to(ROOT).parts
    parts = include.split("/")
    if own[0] == "shared":
        if parts[0] in ("services", "tools", "tests"):
            return "shared code knows no service"
        if parts[0] == "liandong" and (ROOT / "services" / parts[1]).is_dir() and own[1] != "common_services":
            return "only the common services know messages of a service"
        if parts[0] == "shared" and not points_down(LAYERS, own[1], parts[1]):
            return "points up or sideways"
        if parts[:2] == ["shared", "contract"] and own[1] == "contract" and not points_down(CONTRACT_LAYERS, own[2], parts[2]):
            return "points up or sideways within shared/contract"
    if own[0] == "services":
        if parts[0] == "services" and parts[1] != own[1]:
            return "a service includes another"
        if parts[0] in ("tools", "tests"):
            return "a service knows no tool or test"
    if own[0] == "tools" and parts[0] == "tests":
        return "a tool knows no test"
    return ""


class IncludesTest(unittest.TestCase):
    def test_includes_point_down(self):
        faults = []
        for path in sources("shared") + sources("services") + sources("tools"):
            if path.name.endswith("_test.cc"):
                continue
            for include in INCLUDE.findall(path.read_text()):
                if wrong := fault(path, include):
                    faults.append(f"{path.relative_to(ROOT)} includes {include}: {wrong}")
        self.assertEqual(faults, [])

    def test_rules_are_pure(self):
        faults = []
        for path in sources("services"):
            # Headers of rules, and the files that implement them.
            if "::rules {" not in path.read_text() or path.name.endswith("_test.cc"):
                continue
            for include in INCLUDE.findall(path.read_text()):
                faults += [f"{path.name}: {include}" for word in FORBIDDEN_IN_RULES if re.search(word, include)]
        self.assertEqual(faults, [])

    def test_each_source_has_a_header(self):
        """What a file defines is declared in the header of the same name, so that a reader finds either from the other."""
        alone = [
            str(path.relative_to(ROOT))
            for top in ("shared", "services", "tools")
            for path in (ROOT / top).rglob("*.cc")
            if not path.name.endswith("_test.cc")
            and not path.with_suffix(".h").exists()
            and not DEFINES_MAIN.search(path.read_text())
        ]
        self.assertEqual([], alone)

    def test_one_file_uses_the_internals_of_grpc(self):
        users = [
            str(path.relative_to(ROOT))
            for top in ("shared", "services", "tools", "tests")
            for path in sources(top)
            if re.search(r"grpc::internal|codegen/server_callback_handlers", path.read_text())
        ]
        # The file itself explains why.
        self.assertEqual(users, ["shared/contract/dispatch/byte_service.cc"])

    def test_the_check_itself_finds_faults(self):
        shared = ROOT / "shared"
        self.assertTrue(fault(shared / "errors/x.h", "shared/store/database.h"))
        self.assertTrue(fault(shared / "identity/x.h", "shared/store/database.h"))
        self.assertTrue(fault(shared / "runtime/x.h", "liandong/oversight/v1/duty_service.pb.h"))
        self.assertFalse(fault(shared / "common_services/x.h", "liandong/oversight/v1/duty_service.pb.h"))
        self.assertTrue(fault(ROOT / "services/clue/x.h", "services/casefile/cases/case_rules.h"))
        self.assertFalse(fault(shared / "contract/access/x.h", "shared/errors/errors.h"))
        self.assertTrue(fault(shared / "contract/calls/x.h", "shared/contract/dispatch/dispatch.h"))
        self.assertFalse(fault(shared / "contract/calls/x.h", "shared/contract/handlers/call.h"))


if __name__ == "__main__":
    unittest.main()
