#!/usr/bin/env python3
"""Divides the sources of a library into groups that can be compiled as one: no source of a group gives a name of its own to
something that another, or a header of the library, names too.

    source_groups.py SOURCE…

prints the number of its group and the source, a line each."""

import pathlib
import re
import sys

# Larger groups save little more.
MOST_IN_A_GROUP = 10
NAMESPACE = re.compile(r"^namespace (\w+(?:::\w+)*) \{$", re.M)
UNNAMED = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.S | re.M)
# What a line without indentation declares; a definition of a member has `::` before its name.
DECLARED = re.compile(r"^(?=\w)(?:[\w:<>,&*\[\] .]*?[ &*])?(\w+)(?:\(|\[| =|;| final| : | ?\{)", re.M)
# Flags exist in each program that the source is linked into, and the linker takes or leaves a group as a whole.
DEFINES_FLAG = re.compile(r"^ABSL_FLAG\(", re.M)
TEST = re.compile(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", re.M)


def names_in(text):
    """Returns the names that a text declares, each after the namespace that it stands in."""
    namespace = NAMESPACE.search(text)
    inside = (namespace.group(1) if namespace else "").split("::")
    names = {name for name in DECLARED.findall(text) if not name.startswith("TEST")}
    return {(*inside, name) for name in names | {f"{suite}.{test}" for suite, test in TEST.findall(text)}}


def names_of(source):
    """Returns the names that only this source can see, and all that it declares."""
    text = pathlib.Path(source).read_text()
    declared = names_in(text)
    unnamed = names_in("\n".join(UNNAMED.findall(text)))
    own = {name for name in declared if ("", name[-1]) in unnamed}
    # liandong::testing hides GoogleTest's namespace.
    if TEST.search(text):
        (declared if '#include "tests/' in text else own).add(("liandong", "testing"))
    return own, declared


def meet(names, others):
    """Tells whether two of the names are the same in one namespace, or in one and another around it."""
    if {name[-1] for name in names}.isdisjoint(other[-1] for other in others):
        return False
    return any(name[-1] == other[-1] and all(one == two for one, two in zip(name[:-1], other[:-1]))
               for name in names for other in others)


def fits(names, group):
    own, declared = names
    return not any(meet(own, other_declared) or meet(declared, other_own) for other_own, other_declared in group)


def names_in_headers(sources):
    folders = {pathlib.Path(source).parent for source in sources}
    return {name for folder in folders for header in folder.glob("*.h") for name in names_in(header.read_text())}


def groups_of(sources, most=MOST_IN_A_GROUP):
    alone, groups = [], []
    in_headers = names_in_headers(sources)
    for source in sorted(sources):
        names = names_of(source)
        if DEFINES_FLAG.search(pathlib.Path(source).read_text()) or meet(names[0], in_headers):
            alone.append([source])
            continue
        for group in groups:
            if len(group) < most and fits(names, [one for _, one in group]):
                group.append((source, names))
                break
        else:
            groups.append([(source, names)])
    return alone + [[source for source, _ in group] for group in groups]


if __name__ == "__main__":
    for number, found in enumerate(groups_of(sys.argv[1:])):
        print("".join(f"{number} {source}\n" for source in found), end="")
