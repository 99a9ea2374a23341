# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that do everything wrong, one a port: prints `NAME=PORT …` on one line, lives until its
stdin ends. Needs no Pyro."""
import hashlib
import hmac
import http.server
import os
import socket
import ssl
import struct
import sys
import threading
import zlib

CONNECT_OK, CONNECT_FAIL, INVOKE, RESULT, PING = 2, 3, 4, 5, 6
SERPENT = 1
META = "{'methods': {'echo', 'note'}, 'oneway': {'note'}, 'attrs': ()}"


def frame(kind, seq, payload, serializer=SERPENT, flags=0, size=None):
    size = len(payload) if size is None else size
    return struct.pack("!4sHBBHHII16sHH", b"PYRO", 502, kind, serializer, flags, seq, size, 0,
                       bytes(16), 0, 0x4DC5) + payload


def serpent(text):
    return b"# serpent utf-8 python3.2\n" + text.encode()


def read_exactly(sock, size):
    data = b""
    while len(data) < size:
        chunk = sock.recv(size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return data


def read_frame(sock):
    """One message of the client: its sequence number. Another generation than Pyro5's is not
    understood."""
    header = read_exactly(sock, 40)
    if header[4:6] != b"\x01\xf6":
        raise EOFError
    seq, payload, annotations = struct.unpack("!HII", header[10:20])
    read_exactly(sock, payload + annotations)
    return seq


def drip(sock, data):
    for byte in data:
        sock.sendall(bytes([byte]))
        stopping.wait(0.05)


def flood(sock):
    block = b"A" * (1 << 20)
    while True:
        sock.sendall(block)


def wait_for_end(sock):
    while sock.recv(65536):
        pass


def welcome(sock, meta=META):
    seq = read_frame(sock)
    sock.sendall(frame(CONNECT_OK, seq, serpent("{'handshake': 'hello', 'meta': %s}" % meta)))


def call(sock):
    welcome(sock)
    return read_frame(sock)


class QuietHandler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass


servers = {}


def server(function):
    servers[function.__name__.replace("_", "-")] = function
    return function


# ---- Before and in the handshake ----

@server
def garbage_at_once(sock):
    sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    wait_for_end(sock)


@server
def garbage(sock):
    read_frame(sock)
    sock.sendall(b"220 mail.example.org ESMTP\r\n")
    wait_for_end(sock)


@server
def http_server(sock):
    """Python's own, which takes the first line of a handshake for a request of HTTP/0.9."""
    QuietHandler(sock, sock.getpeername(), None)
    wait_for_end(sock)


@server
def tls_server(sock):
    """OpenSSL, which has no word for what is no TLS at all."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).wrap_socket(sock, server_side=True)
    except ssl.SSLError:
        pass


@server
def tls_alert(sock):
    read_frame(sock)
    sock.sendall(b"\x15\x03\x01\0\2\2\x46")
    wait_for_end(sock)


@server
def pyro3(sock):
    """Speaks first."""
    sock.sendall(b"PYRO" + struct.pack("!H", 5) + bytes(34))
    wait_for_end(sock)


@server
def unknown_version(sock):
    read_frame(sock)
    sock.sendall(b"PYRO" + struct.pack("!H", 999) + bytes(34))
    wait_for_end(sock)


@server
def bad_magic(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"")[:38] + b"\0\0")
    wait_for_end(sock)


@server
def silence(sock):
    wait_for_end(sock)


@server
def half_header(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"x")[:20])
    wait_for_end(sock)


@server
def half_welcome(sock):
    seq = read_frame(sock)
    sock.sendall(frame(CONNECT_OK, seq, serpent("{'handshake'"), size=1000))
    wait_for_end(sock)


@server
def byte_by_byte(sock):
    """Good, but so slow that it never comes to an end."""
    read_frame(sock)
    drip(sock, frame(CONNECT_OK, 0, serpent("{'handshake': 'hello', 'meta': %s}" % META)))


@server
def endless_garbage(sock):
    read_frame(sock)
    flood(sock)


@server
def huge_welcome(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"", size=0xFFFFFFFF))
    flood(sock)


@server
def endless_welcome(sock):
    """Announces as much as is allowed, and trickles."""
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"", size=1 << 20))
    while not stopping.wait(0.01):
        sock.sendall(b"A" * 1000)


@server
def flooding_welcome(sock):
    """Announces as much as is allowed, and does not trickle."""
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"", size=(1 << 30) - 1))
    flood(sock)


@server
def refused(sock):
    seq = read_frame(sock)
    sock.sendall(frame(CONNECT_FAIL, seq, serpent("'not you'")))


@server
def refused_at_once(sock):
    sock.sendall(frame(CONNECT_FAIL, 0, b"\xfa\x0fno free workers", serializer=2))


@server
def refused_badly(sock):
    seq = read_frame(sock)
    sock.sendall(frame(CONNECT_FAIL, seq, b"\xff\xfe\0", serializer=77))
    wait_for_end(sock)


@server
def wrong_welcome(sock):
    read_frame(sock)
    sock.sendall(frame(RESULT, 0, serpent("1")))
    wait_for_end(sock)


@server
def undecodable_welcome(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, serpent("{'handshake': ")))
    wait_for_end(sock)


@server
def foreign_welcome(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, serpent("1"), serializer=99))
    wait_for_end(sock)


@server
def bad_metadata(sock):
    welcome(sock, "{'methods': 5, 'oneway': (), 'attrs': ()}")
    wait_for_end(sock)


@server
def metadata_refused(sock):
    """Leaves the metadata out, and does not give them when asked."""
    welcome(sock, "None")
    seq = read_frame(sock)
    sock.sendall(frame(RESULT, seq, serpent("{'methods': (1,)}")))
    wait_for_end(sock)


@server
def metadata_never(sock):
    welcome(sock, "None")
    wait_for_end(sock)


@server
def late_metadata(sock):
    """Leaves the metadata out, and gives them when asked: nothing is wrong with that."""
    welcome(sock, "None")
    sock.sendall(frame(RESULT, read_frame(sock), serpent(META)))
    sock.sendall(frame(RESULT, read_frame(sock), serpent("'late'")))
    wait_for_end(sock)


# ---- Pyro4 ----

INVALID = b"\xfa\x2cinvalid data or unsupported protocol version"
META4 = "{'methods': ['echo', 'note'], 'oneway': ['note'], 'attrs': []}"
META_ON_CONNECT = 0x10
KEY = b"secret"


def frame4(kind, seq, payload, serializer=SERPENT, flags=0, size=None, annotations=b"", n_annotations=None,
           wrong=0):
    size = len(payload) if size is None else size
    n_annotations = len(annotations) if n_annotations is None else n_annotations
    checksum = (kind + 48 + size + n_annotations + serializer + flags + seq + 0x34E9 + wrong) & 0xFFFF
    return struct.pack("!4sHHHHiHHHH", b"PYRO", 48, kind, flags, seq, size, serializer, n_annotations, 0,
                       checksum) + annotations + payload


def signature(payload, key=KEY):
    return b"HMAC" + struct.pack("!H", 20) + hmac.new(key, payload, hashlib.sha1).digest()


def signed(kind, seq, payload, key=KEY, flags=0):
    return frame4(kind, seq, payload, flags=flags, annotations=signature(payload, key))


def read_frame4(sock):
    """One message of the client; another generation is refused, as Pyro4's daemons do it: with
    bytes of the client left unread."""
    header = read_exactly(sock, 24)
    if header[4:6] != b"\0\x30":
        sock.sendall(frame4(CONNECT_FAIL, 0, INVALID, serializer=3))
        raise EOFError
    return read_rest4(sock, header)


def read_rest4(sock, header):
    seq, payload, _, annotations = struct.unpack("!HiHH", header[10:20])
    read_exactly(sock, payload + annotations)
    return seq


WELCOME4 = serpent("{'handshake': 'hello', 'meta': %s}" % META4)


def call4(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, WELCOME4, flags=META_ON_CONNECT))
    return read_frame4(sock)


def signed_call4(sock):
    seq = read_frame4(sock)
    sock.sendall(signed(CONNECT_OK, seq, WELCOME4, flags=META_ON_CONNECT))
    return read_frame4(sock)


@server
def pyro_47(sock):
    read_exactly(sock, 24)
    sock.sendall(bytes.fromhex("5059524f002f0003000000000000002e000300000000354c") + INVALID)


@server
def pyro4_never(sock):
    """Understands nothing, in whatever generation."""
    read_exactly(sock, 24)
    sock.sendall(frame4(CONNECT_FAIL, 0, INVALID, serializer=3))


@server
def pyro4_or_5(sock):
    """Always refuses in the other generation."""
    if read_exactly(sock, 24)[4:6] == b"\0\x30":
        sock.sendall(frame(CONNECT_FAIL, 0, b"\xfa\x1cinvalid protocol version: 48", serializer=2))
    else:
        sock.sendall(frame4(CONNECT_FAIL, 0, INVALID, serializer=3))


@server
def pyro4_shy(sock):
    """Says nothing to what it does not understand. Nothing else is wrong with it."""
    header = read_exactly(sock, 24)
    if header[4:6] == b"\0\x30":
        sock.sendall(frame4(CONNECT_OK, read_rest4(sock, header), WELCOME4, flags=META_ON_CONNECT))
        sock.sendall(frame4(RESULT, read_frame4(sock), serpent("'shy'")))
        wait_for_end(sock)


@server
def pyro4_refused(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_FAIL, seq, serpent("'not you'")))


@server
def pyro4_bad_checksum(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, WELCOME4, flags=META_ON_CONNECT, wrong=1))
    wait_for_end(sock)


@server
def pyro4_negative(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, WELCOME4, flags=META_ON_CONNECT, size=-1))
    wait_for_end(sock)


@server
def pyro4_huge(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, b"", flags=META_ON_CONNECT, size=0x7FFFFFFF))
    while True:
        sock.sendall(b"A" * 65536)


@server
def pyro4_close(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, WELCOME4)[:23])


@server
def pyro4_bad_metadata(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, serpent("{'handshake': 1, 'meta': [1]}"), flags=META_ON_CONNECT))
    wait_for_end(sock)


@server
def pyro4_bare(sock):
    """Ignores that it was asked for the metadata, and does not know how to give them either."""
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, serpent("'hello'")))
    error = "{'__class__': 'AttributeError', '__exception__': True, 'args': ('no get_metadata',), 'attributes': {}}"
    sock.sendall(frame4(RESULT, read_frame4(sock), serpent(error), flags=1))
    wait_for_end(sock)


@server
def pyro4_late_metadata(sock):
    """Ignores that it was asked for the metadata in the handshake: nothing is wrong with that."""
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_OK, seq, serpent("'hello'")))
    sock.sendall(frame4(RESULT, read_frame4(sock), serpent(META4)))
    sock.sendall(frame4(RESULT, read_frame4(sock), serpent("'late'")))
    wait_for_end(sock)


@server
def pyro4_annotations_beyond(sock):
    seq = call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1"), annotations=b"ABCD\0\x64xy"))
    wait_for_end(sock)


@server
def pyro4_annotations_lie(sock):
    """The annotations end where the payload should begin."""
    seq = call4(sock)
    payload = serpent("1")
    sock.sendall(frame4(RESULT, seq, payload, size=len(payload) - 4, annotations=b"ABCD\0\x02xy",
                        n_annotations=12))
    wait_for_end(sock)


@server
def pyro4_many_annotations(sock):
    seq = call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1"), annotations=b"AAAA\0\0" * 10922))
    wait_for_end(sock)


@server
def pyro4_wrong_number(sock):
    seq = call4(sock)
    sock.sendall(frame4(RESULT, seq + 1, serpent("1")))
    wait_for_end(sock)


@server
def pyro4_wrong_serializer(sock):
    """257 is not 1, though its lower byte is."""
    seq = call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1"), serializer=257))
    wait_for_end(sock)


@server
def pyro4_unknown_type(sock):
    seq = call4(sock)
    sock.sendall(frame4(0x105, seq, serpent("1")))
    wait_for_end(sock)


@server
def pyro4_turns_5(sock):
    seq = call4(sock)
    sock.sendall(frame(RESULT, seq, serpent("1")))
    wait_for_end(sock)


@server
def pyro4_zip_bomb(sock):
    seq = call4(sock)
    sock.sendall(frame4(RESULT, seq, BOMB, flags=2))
    wait_for_end(sock)


@server
def pyro4_no_reply(sock):
    call4(sock)
    wait_for_end(sock)


@server
def hmac_unasked(sock):
    """Signs, and nobody gave a key."""
    seq = read_frame4(sock)
    sock.sendall(signed(CONNECT_FAIL, seq, serpent("'hmac key config not symmetric'")))


@server
def hmac_missing(sock):
    seq = read_frame4(sock)
    sock.sendall(frame4(CONNECT_FAIL, seq, serpent("'hmac key config not symmetric'")))


@server
def hmac_wrong(sock):
    seq = read_frame4(sock)
    sock.sendall(signed(CONNECT_FAIL, seq, serpent("'message hmac mismatch'"), key=b"Secret"))


@server
def hmac_refused(sock):
    seq = read_frame4(sock)
    sock.sendall(signed(CONNECT_FAIL, seq, serpent("'not you'")))


@server
def hmac_pyro5(sock):
    """Wants to be spoken to in a generation without signatures."""
    read_exactly(sock, 24)
    sock.sendall(frame(CONNECT_FAIL, 0, b"\xfa\x1cinvalid protocol version: 48", serializer=2))


@server
def hmac_reply_missing(sock):
    seq = signed_call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1")))
    wait_for_end(sock)


@server
def hmac_reply_changed(sock):
    seq = signed_call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1"), annotations=signature(serpent("2"))))
    wait_for_end(sock)


@server
def hmac_reply_short(sock):
    seq = signed_call4(sock)
    sock.sendall(frame4(RESULT, seq, serpent("1"), annotations=b"HMAC\0\x01x"))
    wait_for_end(sock)


@server
def hmac_good(sock):
    """Nothing is wrong with this one."""
    seq = signed_call4(sock)
    sock.sendall(signed(RESULT, seq, serpent("'signed'")))
    wait_for_end(sock)


# ---- Endings ----

@server
def close_at_once(sock):
    pass


@server
def close_after_hello(sock):
    read_frame(sock)


@server
def reset_after_hello(sock):
    read_frame(sock)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@server
def close_in_welcome_header(sock):
    read_frame(sock)
    sock.sendall(frame(CONNECT_OK, 0, b"")[:20])


@server
def close_in_welcome(sock):
    seq = read_frame(sock)
    sock.sendall(frame(CONNECT_OK, seq, serpent("{'handshake'"), size=1000))


@server
def close_after_call(sock):
    call(sock)


@server
def reset_after_call(sock):
    call(sock)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@server
def close_in_reply_header(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"")[:39])


@server
def close_in_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, serpent("'x"), size=100000))


# ---- Replies ----

@server
def reply_before_call(sock):
    seq = read_frame(sock)
    meta = serpent("{'handshake': 'hello', 'meta': %s}" % META)
    sock.sendall(frame(CONNECT_OK, seq, meta) + frame(RESULT, 1, serpent("'early'")))
    wait_for_end(sock)


@server
def wrong_number(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq + 1, serpent("1")))
    wait_for_end(sock)


@server
def wrong_type(sock):
    seq = call(sock)
    sock.sendall(frame(CONNECT_OK, seq, serpent("1")))
    wait_for_end(sock)


@server
def unknown_type(sock):
    seq = call(sock)
    sock.sendall(frame(77, seq, serpent("1")))
    wait_for_end(sock)


@server
def wrong_serializer(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"1", serializer=3))
    wait_for_end(sock)


@server
def two_replies(sock):
    """The first is good, the second is one too many."""
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, serpent("'one'")) + frame(RESULT, seq + 1, serpent("'two'")))
    wait_for_end(sock)


@server
def no_reply(sock):
    call(sock)
    wait_for_end(sock)


@server
def half_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, serpent("'half"), size=1000))
    wait_for_end(sock)


@server
def reply_byte_by_byte(sock):
    seq = call(sock)
    drip(sock, frame(RESULT, seq, serpent("'slow'")))


@server
def flooding_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"", size=(1 << 30) - 1))
    flood(sock)


@server
def never_reads(sock):
    welcome(sock)
    stopping.wait()


@server
def hardly_reads(sock):
    welcome(sock)
    while sock.recv(1000):
        stopping.wait(0.01)


@server
def endless_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"", size=1 << 20))
    while not stopping.wait(0.01):
        sock.sendall(b"A" * 1000)


@server
def huge_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"", size=0xFFFFFFFF))
    flood(sock)


@server
def undecodable_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, serpent("[1, 2")))
    wait_for_end(sock)


@server
def deep_reply(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, serpent("[" * 100000)))
    wait_for_end(sock)


@server
def bad_zlib(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, b"this is not compressed", flags=2))
    wait_for_end(sock)


@server
def zip_bomb(sock):
    seq = call(sock)
    sock.sendall(frame(RESULT, seq, BOMB, flags=2))
    wait_for_end(sock)


def make_bomb(size):
    compressor = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join([compressor.compress(block) for _ in range(size >> 20)] + [compressor.flush()])


def serve_one(function, sock):
    try:
        with sock:
            function(sock)
    except (OSError, EOFError):
        pass


def serve(function, listener):
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=serve_one, args=(function, sock), daemon=True).start()


stopping = threading.Event()
BOMB = make_bomb(256 << 20)
line = []
for name, function in servers.items():
    listener = socket.create_server(("127.0.0.1", 0))
    line.append("%s=%d" % (name, listener.getsockname()[1]))
    threading.Thread(target=serve, args=(function, listener), daemon=True).start()
print(" ".join(line), flush=True)
sys.stdin.read()
os._exit(0)
