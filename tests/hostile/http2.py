"""As much of HTTP/2 over mutual TLS as an attacker needs: frames are written by hand, also those that no library would send."""

import select
import socket
import ssl
import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, END_HEADERS, ACK = 1, 4, 1
CANCEL = 8
FRAME_BYTES = 16384
EMPTY_MESSAGE = b"\0" * 5
# Settings that let a recording be searched for texts: no table of headers, and gRPC's binary headers as they are.
HEADER_TABLE_SIZE, INITIAL_WINDOW_SIZE, TRUE_BINARY_METADATA = 1, 4, 0xfe03
WINDOW = 1 << 24
FIRST_WINDOW = (1 << 16) - 1


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(**values):
    """The settings of a client that reads everything, and others by their numbers."""
    chosen = {HEADER_TABLE_SIZE: 0, INITIAL_WINDOW_SIZE: WINDOW, TRUE_BINARY_METADATA: 1, **values.get("but", {})}
    return frame(SETTINGS, 0, 0, b"".join(struct.pack(">HI", *one) for one in chosen.items()))


def length_of(number, prefix_bits, first):
    """An integer of HPACK (RFC 7541, 5.1)."""
    most = (1 << prefix_bits) - 1
    if number < most:
        return bytes([first | number])
    out, number = [first | most], number - most
    while number >= 128:
        out.append(number % 128 + 128)
        number //= 128
    return bytes([*out, number])


def text(value):
    return length_of(len(value), 7, 0) + value.encode()


def headers_of(path, **metadata):
    """A header block in which nothing is compressed."""
    fields = {":method": "POST", ":scheme": "https", ":path": path, ":authority": "localhost", "te": "trailers",
              "content-type": "application/grpc", **{name.replace("_", "-"): value for name, value in metadata.items()}}
    return b"".join(b"\0" + text(name) + text(value) for name, value in fields.items())


def envelope(message, compressed=False):
    """A message as gRPC sends it."""
    return struct.pack(">?I", compressed, len(message)) + message


def call_frames(stream, headers, message):
    """All frames of a call, for the header block and a message in its envelope that is no longer than one frame."""
    return frame(HEADERS, END_HEADERS, stream, headers) + frame(DATA, END_STREAM, stream, message)


def ends_stream(kind, flags):
    return kind == RST_STREAM or bool(flags & END_STREAM) and kind in (DATA, HEADERS)


class Connection:
    """A TLS connection of the holder of a certificate that has sent the preface. `source` is the address to come from."""

    # Of the connections of a process: the usual address, and a file that gets everything that they receive.
    source = "127.0.0.1"
    recording = None

    def __init__(self, port, pki, certificate, source=None, timeout=10, but=None):
        context = ssl.create_default_context(cafile=pki / "ca.crt")
        context.check_hostname = False
        context.set_alpn_protocols(["h2"])
        if certificate:
            context.load_cert_chain(pki / f"{certificate}.crt", pki / f"{certificate}.key")
        plain = socket.create_connection(("127.0.0.1", port), timeout=timeout, source_address=(source or self.source, 0))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = context.wrap_socket(plain)
        self.last_stream = -1
        self.received = b""
        self.window = WINDOW
        # What the server lets through: on the connection, on each stream, and on a stream at its beginning.
        self.may_send = self.first_window = FIRST_WINDOW
        self.stream_may_send = {}
        self.read_early = []
        self.send(PREFACE + settings(but=but or {}) + frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", WINDOW)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def send_within_window(self, stream, data):
        """Sends a part of a message once the window of the connection allows it."""
        while self.may_send < len(data):
            self.read_frame()
        self.may_send -= len(data)
        self.send(frame(DATA, 0, stream, data))

    def send_call(self, headers, message):
        """Sends a call whose message is in its envelope, as fast as both windows allow, until the server ends it. Returns its stream."""
        stream = self.next_stream()
        if len(message) <= min(FRAME_BYTES, self.may_send, self.first_window):
            self.may_send -= len(message)
            self.send(call_frames(stream, headers, message))
            return stream
        self.send(frame(HEADERS, END_HEADERS, stream, headers))
        self.stream_may_send[stream] = self.first_window
        while message:
            length = min(len(message), FRAME_BYTES, self.may_send, self.stream_may_send[stream])
            if length > 0:
                part, message = message[:length], message[length:]
                self.may_send -= length
                self.stream_may_send[stream] -= length
                self.send(frame(DATA, 0 if message else END_STREAM, stream, part))
                continue
            kind, flags, answered, payload = self.read_frame()
            self.read_early.append((kind, flags, answered, payload))
            if answered == stream and ends_stream(kind, flags):
                break
        del self.stream_may_send[stream]
        return stream

    def next_stream(self):
        self.last_stream += 2
        return self.last_stream

    def receive(self):
        more = self.socket.recv(1 << 16)
        if not more:
            raise ConnectionResetError
        if Connection.recording:
            Connection.recording.write(more)
        self.received += more

    def read_what_came(self):
        """Reads without waiting, and forgets it."""
        while self.socket.pending() or select.select([self.socket], [], [], 0)[0]:
            self.receive()
            self.received = b""

    def read_frame(self):
        """Returns the next frame as (kind, flags, stream, payload). Raises ConnectionError if the server has closed."""
        while len(self.received) < 9 or len(self.received) < 9 + int.from_bytes(self.received[:3], "big"):
            self.receive()
        length = int.from_bytes(self.received[:3], "big")
        kind, flags, stream = struct.unpack(">BBI", self.received[3:9])
        payload, self.received = self.received[9:9 + length], self.received[9 + length:]
        if kind == SETTINGS and not flags & ACK:
            self.follow_settings(payload)
            self.send(frame(SETTINGS, ACK, 0))
        if kind == PING and not flags & ACK:
            self.send(frame(PING, ACK, 0, payload))
        if kind == WINDOW_UPDATE and stream == 0:
            self.may_send += int.from_bytes(payload, "big")
        if kind == WINDOW_UPDATE and stream in self.stream_may_send:
            self.stream_may_send[stream] += int.from_bytes(payload, "big")
        if kind == DATA and length:
            self.window -= length
            if self.window < WINDOW // 2:
                self.send(frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", WINDOW - self.window)))
                self.window = WINDOW
        return kind, flags, stream, payload

    def follow_settings(self, payload):
        """Another first window also changes the windows of the streams that are open (RFC 9113, 6.9.2)."""
        for name, value in struct.iter_unpack(">HI", payload):
            if name == INITIAL_WINDOW_SIZE:
                for stream in self.stream_may_send:
                    self.stream_may_send[stream] += value - self.first_window
                self.first_window = value

    def replies(self, streams):
        """Waits until all these streams have ended. Returns their frames, by stream."""
        frames = {stream: [] for stream in streams}
        waiting = set(streams)
        while waiting:
            kind, flags, stream, payload = self.read_early.pop(0) if self.read_early else self.read_frame()
            if kind == GOAWAY:
                raise ConnectionResetError
            if stream not in frames:
                continue
            frames[stream].append((kind, flags, payload))
            if ends_stream(kind, flags):
                waiting.discard(stream)
        return frames

    def exchange(self, path, message=b"", **metadata):
        """Makes a call and returns the frames of its reply."""
        stream = self.send_call(headers_of(path, **metadata), envelope(message))
        return self.replies([stream])[stream]

    def call(self, path, message=b"", **metadata):
        """Makes a call and returns its reply, and the trailers if it is refused."""
        frames = self.exchange(path, message, **metadata)
        data = b"".join(payload for kind, _, payload in frames if kind == DATA)
        return (data[len(EMPTY_MESSAGE):], b"") if data else (b"", frames[-1][2] or b"reset")

    def closed_within(self, seconds):
        """Whether the server closes the connection in time."""
        self.socket.settimeout(seconds)
        try:
            while True:
                self.read_frame()
        except TimeoutError:
            return False
        except OSError:
            return True
