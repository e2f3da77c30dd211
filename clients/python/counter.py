#!/usr/bin/env python3
"""The system of a marriage counter: reports a clue and follows it until it is assigned, checks a couple, and is refused.

Prints a line of JSON for each. Needs the output of `generate` on PYTHONPATH."""

import argparse
import json
import uuid

from liandong.casefile.v1 import casefile_pb2, casefile_service_pb2, casefile_service_pb2_grpc
from liandong.clue.v1 import clue_pb2, clue_service_pb2, clue_service_pb2_grpc
from liandong.common.v1 import person_pb2
from liandong.registration.v1 import registration_pb2, registration_service_pb2, registration_service_pb2_grpc
from liandong_calls import Refused, call, connect, follow

AGENCY = "civil-affairs"
OPERATOR = "CIV-001"
# Invented people.
COUPLE = (("程晓梅", person_pb2.SEX_FEMALE, "1995-05-05", "530102199505050007"),
          ("梁志强", person_pb2.SEX_MALE, "1984-07-05", "510104198407050032"))


def say(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


def report_and_follow(clues):
    clue = call(clues.ReportClue, clue_service_pb2.ReportClueRequest(
        request_id=str(uuid.uuid4()), channel=clue_pb2.CLUE_CHANNEL_MANDATORY_REPORT, kind=clue_pb2.CLUE_KIND_WOMAN_TRAFFICKING,
        description="登记时女方神情紧张，不能自述身份"), "3-3-4", OPERATOR)
    say(reported=clue_pb2.ClueState.Name(clue.state), clue=clue.name)
    for event in follow(clues.WatchClues, clue_service_pb2.WatchCluesRequest(), "6-9", OPERATOR):
        if event.clue == clue.name:
            say(event=clue_pb2.ClueState.Name(event.state))
            if event.state == clue_pb2.CLUE_STATE_ASSIGNED:
                return


def check_couple(registration):
    parties = [
        person_pb2.Person(name=name, sex=sex, birth_date=birth, nationality="CHN", document=person_pb2.Document(
            type=person_pb2.DOCUMENT_TYPE_IDENTITY_NUMBER, number=number)) for name, sex, birth, number in COUPLE
    ]
    check = call(registration.CheckMarriage, registration_service_pb2.CheckMarriageRequest(
        request_id=str(uuid.uuid4()), parties=parties), "3-3-4", OPERATOR)
    # Only CLEAR allows the registration to proceed. No answer is not CLEAR.
    say(outcome=registration_pb2.CheckOutcome.Name(check.outcome))


def ask_what_is_not_ours(casefile):
    try:
        call(casefile.RegisterDnaSample, casefile_service_pb2.RegisterDnaSampleRequest(
            role=casefile_pb2.DNA_ROLE_SUSPECTED_CHILD, subject="victimFiles/x", kit_number="K-1"), "4-5", OPERATOR)
    except Refused as refused:
        say(refused=refused.code, reason=refused.reason, clause=refused.clause, message=refused.message)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pki", default=".dev/pki", help="directory with ca.crt and the agency's .crt and .key")
    parser.add_argument("--clue", default="localhost:7401")
    parser.add_argument("--casefile", default="localhost:7402")
    parser.add_argument("--registration", default="localhost:7403")
    where = parser.parse_args()
    report_and_follow(clue_service_pb2_grpc.ClueServiceStub(connect(where.pki, AGENCY, where.clue)))
    check_couple(registration_service_pb2_grpc.RegistrationServiceStub(connect(where.pki, AGENCY, where.registration)))
    ask_what_is_not_ours(casefile_service_pb2_grpc.CasefileServiceStub(connect(where.pki, AGENCY, where.casefile)))


if __name__ == "__main__":
    main()
