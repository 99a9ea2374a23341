# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that greet well, and answer calls, batches and pulls as no daemon should, one a port: prints
`NAME=PORT …` on one line, lives until its stdin ends. Needs no Pyro."""
import os
import socket
import struct
import sys
import threading

CONNECT, CONNECT_OK, INVOKE, RESULT = 1, 2, 4, 5
EXCEPTION, ONEWAY, BATCH, ITEM_STREAM = 0x01, 0x04, 0x08, 0x10
WELCOME = "{'handshake': 'hello', 'meta': {'methods': {'count', 'add'}, 'oneway': (), 'attrs': ()}}"
ID = b"01234567-89ab-cdef-0123-456789abcdef"


def serpent(text):
    return b"# serpent utf-8 python3.2\n" + text.encode()


def chunk(name, data):
    return name + struct.pack("!I", len(data)) + data


def frame(kind, seq, text, flags=0, annotations=b""):
    payload = serpent(text)
    return struct.pack("!4sHBBHHII16sHH", b"PYRO", 502, kind, 1, flags, seq, len(payload), len(annotations),
                       bytes(16), 0, 0x4DC5) + annotations + payload


def exception(name, args="()"):
    return "{'__class__':'%s','__exception__':True,'args':%s,'attributes':{}}" % (name, args)


LAZY = exception("Pyro5.errors.ProtocolError", "('result of call is an iterator',)")


def stream(seq, stream_id=ID):
    annotations = chunk(b"STRM", stream_id) if stream_id is not None else b""
    return frame(RESULT, seq, LAZY, EXCEPTION | ITEM_STREAM, annotations)


def read_exactly(sock, size):
    data = b""
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def read_frame(sock):
    """One message of the client: kind, flags, sequence number, payload."""
    header = read_exactly(sock, 40)
    flags, seq, payload, annotations = struct.unpack("!HHII", header[8:20])
    read_exactly(sock, annotations)
    return header[6], flags, seq, read_exactly(sock, payload)


servers = {}


def server(function):
    servers[function.__name__.replace("_", "-")] = function
    return function


def on_pull(answer):
    """A server whose method returns a stream, and that answers pulls so."""
    def serve(seq, flags, payload):
        return answer(seq) if b"get_next_stream_item" in payload else stream(seq)
    return serve


# ---- Streams ----

@server
def no_id(seq, flags, payload):
    return stream(seq, None)


@server
def short_id(seq, flags, payload):
    return stream(seq, b"123")


@server
def huge_id(seq, flags, payload):
    return stream(seq, b"x" * 1_000_000)


@server
def binary_id(seq, flags, payload):
    return stream(seq, b"\0" * 36)


@server
def id_of_no_stream(seq, flags, payload):
    return frame(RESULT, seq, "'a value'", 0, chunk(b"STRM", ID))


@server
def id_with_exception(seq, flags, payload):
    return frame(RESULT, seq, exception("builtins.ValueError", "('no',)"), EXCEPTION, chunk(b"STRM", ID))


servers["item-is-stream"] = on_pull(stream)
servers["item-is-batch"] = on_pull(lambda seq: frame(RESULT, seq, "[1]", BATCH))
servers["item-is-garbage"] = on_pull(lambda seq: frame(RESULT, seq, "((("))
servers["item-is-bad-exception"] = on_pull(lambda seq: frame(RESULT, seq, "1", EXCEPTION))
servers["end-with-odd-outcome"] = on_pull(
    lambda seq: frame(RESULT, seq, exception("builtins.StopIteration", "7"), EXCEPTION))
servers["end-in-between"] = on_pull(
    lambda seq: frame(RESULT, seq, str(seq)) if seq != 4 else
    frame(RESULT, seq, exception("builtins.StopIteration"), EXCEPTION))
servers["hang-up"] = on_pull(lambda seq: frame(RESULT, seq, str(seq)) if seq < 4 else None)


# ---- Batches ----

@server
def fewer_results(seq, flags, payload):
    return frame(RESULT, seq, "[1]", BATCH)


@server
def more_results(seq, flags, payload):
    return frame(RESULT, seq, "[1,2,3,4,5]", BATCH)


@server
def no_results(seq, flags, payload):
    return frame(RESULT, seq, "None", BATCH)


@server
def results_behind_exception(seq, flags, payload):
    wrapped = "{'__class__':'Pyro5.core._ExceptionWrapper','exception':%s}" % exception("builtins.ValueError")
    return frame(RESULT, seq, "[%s,2,3]" % wrapped, BATCH)


@server
def stream_of_a_batch(seq, flags, payload):
    return stream(seq)


def hang_up(sock):
    """Reads what still comes: to close before would take back what was written."""
    sock.shutdown(socket.SHUT_WR)
    while sock.recv(65536):
        pass


def serve(sock, answer):
    with sock:
        try:
            while True:
                kind, flags, seq, payload = read_frame(sock)
                if kind == CONNECT:
                    sock.sendall(frame(CONNECT_OK, seq, WELCOME))
                    continue
                if flags & ONEWAY:
                    continue
                reply = answer(seq, flags, payload)
                if reply is None:
                    hang_up(sock)
                    return
                sock.sendall(reply)
        except (EOFError, OSError):
            pass


def listen(listener, answer):
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=serve, args=(sock, answer), daemon=True).start()


ports = []
for name, answer in servers.items():
    listener = socket.create_server(("127.0.0.1", 0))
    ports.append(f"{name}={listener.getsockname()[1]}")
    threading.Thread(target=listen, args=(listener, answer), daemon=True).start()
print(" ".join(ports), flush=True)
sys.stdin.read()
os._exit(0)
