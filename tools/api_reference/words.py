"""Describes the options of a field in words."""

LISTS = {"leads": "负责", "participants": "负责、配合", "members": "成员单位", "police": "区公安局", "civil_affairs": "区民政局",
         "conference": "区反拐联席会议", "conference_office": "区反拐联席会议办公室", "suite": "各服务"}
SHORT_FORMS = {"required_max_length": "max_length", "required_format": "format", "required_time": "time"}


def field_type(name):
    """Returns `Clue` for .liandong.clue.v1.Clue, with the package if it is another one; empty for a scalar type."""
    return name.removeprefix(".").removeprefix("google.protobuf.").removeprefix("liandong.")


def rules(contracts, field):
    rule = contracts.extension(field.options, "field", "rule")
    if rule is None:
        return ""
    for short, plain in SHORT_FORMS.items():
        if getattr(rule, short):
            setattr(rule, plain, getattr(rule, short))
            rule.required = True
    named = bool(rule.resource) and not rule.optional
    found = ["required"] if rule.required or rule.min_items or named else []
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


def readers(contracts, message, field):
    disclosure = contracts.options["disclosure"]
    audiences = list(field.options.Extensions[disclosure.readers])
    if not audiences and message.options.HasExtension(disclosure.message_readers):
        audiences = [message.options.Extensions[disclosure.message_readers]]
    module = contracts.options["audience"]
    if audiences == [module.AUDIENCE_CALLERS]:
        return "callers"
    return "; ".join(dict.fromkeys(who for audience in audiences for who in members(contracts, audience)))


def members(contracts, audience):
    """`三(一) 区公安局` for each clause and list of the audience, and of those that it includes."""
    module, clauses, agencies = (contracts.options[name] for name in ("audience", "clause", "agency"))
    info = module.Audience.DESCRIPTOR.values_by_number[audience].GetOptions().Extensions[module.audience]

    def clause(number):
        return clauses.Clause.DESCRIPTOR.values_by_number[number].GetOptions().Extensions[clauses.clause_info].id

    for name, words in LISTS.items():
        for number in getattr(info, name):
            yield f"{clause(number)} {words}"
    for number in info.clauses:
        for agency in info.agencies:
            value = agencies.Agency.DESCRIPTOR.values_by_number[agency]
            yield f"{clause(number)} {value.GetOptions().Extensions[agencies.agency_info].name_zh}"
        for service in info.services:
            yield f"{clause(number)} `{contracts.name_of('Service', service, 'access').removeprefix('SERVICE_').lower()}`"
    for included in info.includes:
        yield from members(contracts, included)
