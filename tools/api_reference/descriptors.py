"""Loads the descriptors of the contracts with their comments and with our options decoded."""

import importlib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPTIONS = ("agency", "clause", "access", "audience", "disclosure", "field", "method")


class Contracts:
    """`directory` receives the output of protoc."""

    def __init__(self, directory):
        made = pathlib.Path(directory)
        protoc = ROOT / "clients" / "protoc"
        subprocess.run([protoc, f"--python_out={made}", "--include_imports", "--include_source_info",
                        f"--descriptor_set_out={made / 'contracts.binpb'}"], check=True)
        sys.path.insert(0, str(made))
        # After this import, our options are decoded instead of being unknown bytes.
        self.options = {name: importlib.import_module(f"liandong.contract.v1.{name}_pb2") for name in OPTIONS}
        descriptor_pb2 = importlib.import_module("google.protobuf.descriptor_pb2")
        everything = descriptor_pb2.FileDescriptorSet.FromString((made / "contracts.binpb").read_bytes())
        self.files = [file for file in everything.file if file.package.startswith("liandong.")]

    def extension(self, options, module, name):
        """Returns our option, or None."""
        known = getattr(self.options[module], name)
        return options.Extensions[known] if options.HasExtension(known) else None

    def name_of(self, kind, number, module):
        """Returns the name of an enum value: SIDE_LEADS."""
        return getattr(self.options[module], kind).Name(number)


def comments(file):
    """Returns the comment before each element, by its path in the descriptor."""
    return {tuple(location.path): " ".join(location.leading_comments.split())
            for location in file.source_code_info.location if location.leading_comments}
