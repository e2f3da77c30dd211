"""Requests in the encoding of protocol buffers, also those that no library would encode; and the records that attackers must not see."""

import uuid

SERVICE = "/liandong.clue.v1.ClueService/"
REPORT, GET, LIST, WATCH, ACKNOWLEDGE = (SERVICE + name
                                         for name in ("ReportClue", "GetClue", "ListClues", "WatchClues", "AcknowledgeClue"))
PHONE, CHILD_TRAFFICKING, PASSPORT = 3, 1, 2
UNKNOWN_FIELD = 9999
# Of a page that costs an agency only a unit.
FEW_RECORDS = 10


def number_of(value):
    """A number in as few bytes as possible."""
    out = b""
    while value >= 128:
        out += bytes([value % 128 + 128])
        value //= 128
    return out + bytes([value])


def field(number, value):
    if isinstance(value, int):
        return number_of(number << 3) + number_of(value)
    encoded = value.encode() if isinstance(value, str) else value
    return number_of(number << 3 | 2) + number_of(len(encoded)) + encoded


def person(name, document="", birth_date="", address="", phone="", more=b""):
    papers = field(4, field(1, PASSPORT) + field(2, document)) if document else b""
    return b"".join([field(1, name), field(3, birth_date), papers, field(8, address), field(9, phone), more])


def report(description, persons=(), reporter=b""):
    return b"".join([field(1, str(uuid.uuid4())), field(2, PHONE), field(3, CHILD_TRAFFICKING), field(7, description),
                     *(field(8, one) for one in persons), *([field(9, reporter)] if reporter else [])])


def named(name):
    return field(1, name)


def page(size=FEW_RECORDS, token=""):
    return field(1, size) + field(2, token)


def strings_of(message, number):
    """The values of a field that is a text or a message."""
    found, at = [], 0

    def read():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = read()
        size = read()
        if key & 7 == 2:
            if key >> 3 == number:
                found.append(message[at:at + size])
            at += size
    return found


# A woman who is reported, and the man who reports it.
HER = {"name": "欧阳沉鱼", "document": "E99887766", "birth_date": "1987-04-03", "address": "落雁街9号", "phone": "13900112233"}
HIM = {"name": "司马闭月", "document": "G55443322", "birth_date": "1969-11-23", "address": "羞花巷27号", "phone": "13700445566"}
WHAT = "哑巴河渡口夜里有人交钱领人"
SECRETS = tuple(one.encode() for one in (*HER.values(), *HIM.values(), WHAT))


def secret_report():
    return report(WHAT, [person(**HER)], person(**HIM))
