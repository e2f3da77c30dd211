"""Shows how a system of an agency calls Liandong: mutual TLS, the clause and official of each call, retries, refusals."""

import pathlib
import time

import grpc
from google.rpc import status_pb2
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, LocalizedMessage

# Limits in seconds for a call including its retries.
DEADLINE = 30
RETRY_PAUSE = 0.2
KEEPALIVE, KEEPALIVE_TIMEOUT = 15, 3
DETAILS = "grpc-status-details-bin"
# Codes after which the call is worth repeating: no server answered, or the server was just stopping, so that gRPC
# cancelled the call.
TRANSIENT = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)


class Refused(Exception):
    """Says why the service refused a call: reason, clause, a Chinese text for the official, and the wrong fields."""

    def __init__(self, error):
        super().__init__(error.details())
        self.code = error.code().name
        status = status_pb2.Status.FromString(dict(error.trailing_metadata() or ()).get(DETAILS, b""))
        info, localized, bad = ErrorInfo(), LocalizedMessage(), BadRequest()
        for detail in status.details:
            # Only the matching type unpacks the detail; the others stay empty.
            any(detail.Unpack(one) for one in (info, localized, bad))
        self.reason = info.reason
        self.clause = info.metadata.get("clause", "")
        self.message = localized.message
        self.fields = [violation.field for violation in bad.field_violations]


def connect(pki, agency, address):
    """Returns a channel that uses the agency's certificate and reconnects by itself."""
    pki = pathlib.Path(pki)
    credentials = grpc.ssl_channel_credentials((pki / "ca.crt").read_bytes(), (pki / f"{agency}.key").read_bytes(),
                                               (pki / f"{agency}.crt").read_bytes())
    return grpc.secure_channel(address, credentials, [
        ("grpc.max_reconnect_backoff_ms", 1000),
        # Keepalive detects a server whose machine has vanished without closing the connection.
        ("grpc.keepalive_time_ms", KEEPALIVE * 1000), ("grpc.keepalive_timeout_ms", KEEPALIVE_TIMEOUT * 1000)])


def metadata(clause, operator):
    return (("ld-purpose", clause), ("ld-operator", operator))


def call(method, request, clause, operator):
    """Repeats a call until it is answered. A write carries a request_id, so that a repeat has no second effect."""
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
    """Yields each event of a watch exactly once, even if the server restarts, resuming after the last processed event."""
    while True:
        try:
            for event in method(request, metadata=metadata(clause, operator), wait_for_ready=True):
                yield event
                # The token is stored only now: a client that stops earlier sees the event again instead of losing it.
                request.resume_token = event.resume_token
        except grpc.RpcError as error:
            if error.code() not in TRANSIENT:
                raise Refused(error) from None
            time.sleep(RETRY_PAUSE)
