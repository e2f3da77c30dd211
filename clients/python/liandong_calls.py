"""How a system of an agency calls Liandong: mutual TLS, the clause and the official of each call, retries, refusals."""

import pathlib
import time

import grpc
from google.rpc import status_pb2
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, LocalizedMessage

# For a call and its retries, seconds.
DEADLINE = 30
RETRY_PAUSE = 0.2
KEEPALIVE, KEEPALIVE_TIMEOUT = 15, 3
DETAILS = "grpc-status-details-bin"
# What is worth asking again: nobody was there, or the call met a server that was just ending, which gRPC cancels.
TRANSIENT = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)


class Refused(Exception):
    """What the service said no to: why, by which clause, in Chinese for the official, and which fields were wrong."""

    def __init__(self, error):
        super().__init__(error.details())
        self.code = error.code().name
        status = status_pb2.Status.FromString(dict(error.trailing_metadata() or ()).get(DETAILS, b""))
        info, localized, bad = ErrorInfo(), LocalizedMessage(), BadRequest()
        for detail in status.details:
            # One of them takes it in; the others leave themselves as they are.
            any(detail.Unpack(one) for one in (info, localized, bad))
        self.reason = info.reason
        self.clause = info.metadata.get("clause", "")
        self.message = localized.message
        self.fields = [violation.field for violation in bad.field_violations]


def connect(pki, agency, address):
    """A channel that shows the agency's certificate; it finds its server again by itself."""
    pki = pathlib.Path(pki)
    credentials = grpc.ssl_channel_credentials((pki / "ca.crt").read_bytes(), (pki / f"{agency}.key").read_bytes(),
                                               (pki / f"{agency}.crt").read_bytes())
    return grpc.secure_channel(address, credentials, [
        ("grpc.max_reconnect_backoff_ms", 1000),
        # A server whose machine vanishes says nothing: it is asked whether it is there.
        ("grpc.keepalive_time_ms", KEEPALIVE * 1000), ("grpc.keepalive_timeout_ms", KEEPALIVE_TIMEOUT * 1000)])


def metadata(clause, operator):
    return (("ld-purpose", clause), ("ld-operator", operator))


def call(method, request, clause, operator):
    """Calls until there is an answer. A write carries a request_id: sent again, it is done once."""
    until = time.monotonic() + DEADLINE
    while True:
        try:
            left = until - time.monotonic()
            return method(request, metadata=metadata(clause, operator), wait_for_ready=True, timeout=left)
        except grpc.RpcError as error:
            if error.code() not in TRANSIENT or time.monotonic() + RETRY_PAUSE > until:
                raise Refused(error) from None
            time.sleep(RETRY_PAUSE)


def follow(method, request, clause, operator):
    """The events of a watch, each once, whatever becomes of the server: goes on after the last that was dealt with."""
    while True:
        try:
            for event in method(request, metadata=metadata(clause, operator), wait_for_ready=True):
                yield event
                # Only now: who is stopped before sees the event again rather than never.
                request.resume_token = event.resume_token
        except grpc.RpcError as error:
            if error.code() not in TRANSIENT:
                raise Refused(error) from None
            time.sleep(RETRY_PAUSE)
