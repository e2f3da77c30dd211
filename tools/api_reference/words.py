"""What the options of a field say, in words."""

SIDES = {"SIDE_LEADS": "负责", "SIDE_LEADS_AND_COOPERATORS": "负责、配合"}


def field_type(name):
    """`Clue` of .liandong.clue.v1.Clue, with its package where that is another's; empty for a plain type."""
    return name.removeprefix(".").removeprefix("google.protobuf.").removeprefix("liandong.")


def rules(contracts, field):
    rule = contracts.extension(field.options, "field", "rule")
    if rule is None:
        return ""
    found = ["required"] if rule.required else []
    found += [f"{word} {getattr(rule, name)}" for name, word in (
        ("minimum", "at least"), ("maximum", "at most"), ("min_items", "items, at least"), ("max_items", "items, at most"),
        ("max_length", "characters, at most")) if getattr(rule, name)]
    if rule.format:
        found.append(contracts.name_of("Format", rule.format, "field").removeprefix("FORMAT_").lower().replace("_", " "))
    if rule.time:
        found.append(contracts.name_of("TimeBound", rule.time, "field").removeprefix("TIME_BOUND_").lower().replace("_", " "))
    if rule.resource:
        found.append(f"a name of {rule.resource}")
    return ", ".join(found)


def readers(contracts, field):
    disclosure = contracts.extension(field.options, "field", "disclosure")
    if disclosure is None:
        return ""
    return "callers" if disclosure.callers else "; ".join(dict.fromkeys(who(contracts, grant) for grant in disclosure.to))


def who(contracts, grant):
    clauses = contracts.options["clause"]
    info = clauses.Clause.DESCRIPTOR.values_by_number[grant.clause].GetOptions().Extensions[clauses.clause_info]
    kind = grant.WhichOneof("who")
    if kind == "side":
        return f"{info.id} {SIDES[contracts.name_of('Side', grant.side, 'access')]}"
    if kind == "agency":
        agencies = contracts.options["agency"]
        value = agencies.Agency.DESCRIPTOR.values_by_number[grant.agency]
        return f"{info.id} {value.GetOptions().Extensions[agencies.agency_info].name_zh}"
    if kind == "service":
        return f"{info.id} `{contracts.name_of('Service', grant.service, 'access').removeprefix('SERVICE_').lower()}`"
    return f"{info.id} 成员单位"
