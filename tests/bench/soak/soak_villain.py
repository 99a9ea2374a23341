# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the soak that misbehaves, each time in another way.

usage: soak_villain.py HOST GENERATION SERVERTYPE PORT NAMESERVER NAMESERVER GATEWAY SECONDS SEED
"""
import contextlib
import os
import pathlib
import random
import socket
import sys
import time
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "serve"))

from hosting import HELLO, message  # noqa: E402

PORT, *NAME_SERVERS, GATEWAY, SECONDS, SEED = sys.argv[4:]
PLACES = [f"127.0.0.1:{PORT}", f"127.0.0.1:{PORT}", *NAME_SERVERS, GATEWAY]
CALL = message(4, b"('thing','add',(1,2),{})")
LARGE = message(4, b"('thing','echo',('" + b"x" * 30000 + b"',),{})")
BOMB = message(4, zlib.compress(b"('thing','echo',('" + b" " * (3 << 20) + b"',),{})"), flags=2)


def connect():
    host, port = random.choice(PLACES).split(":")
    return socket.create_connection((host, int(port)), 10)


def pour(sock, data, seconds):
    """As much as the other side takes."""
    end = time.monotonic() + seconds
    sock.settimeout(seconds)
    while time.monotonic() < end:
        sock.sendall(data)


def half_messages():
    socks = [connect() for _ in range(20)]
    for sock in socks:
        data = random.choice([HELLO, HELLO + CALL, HELLO + message(4, b"(", size=1 << 20)])
        sock.sendall(data[:random.randrange(len(data))])
    time.sleep(random.choice([0, 1, 5]))  # longer than some of them may take
    for sock in socks:
        sock.close()


def garbage():
    for _ in range(20):
        with connect() as sock:
            sock.sendall(random.choice([b"", HELLO]) + os.urandom(random.randrange(1, 5000)))


def damaged():
    """Good but for one byte."""
    for _ in range(50):
        with connect() as sock:
            data = bytearray(HELLO + CALL * 3)
            data[random.randrange(len(data))] = random.randrange(256)
            sock.sendall(data)
            sock.settimeout(0.1)
            sock.recv(1000)


def floods():
    with connect() as sock:
        sock.sendall(HELLO)
        pour(sock, CALL * 100, 2)


def oneway_floods():
    with connect() as sock:
        sock.sendall(HELLO)
        pour(sock, message(4, b"('thing','note_later',(1,50),{})", flags=4) * 100, 1)


def who_does_not_read():
    with connect() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(HELLO)
        pour(sock, LARGE, 2)


def bombs():
    with connect() as sock:
        sock.sendall(HELLO + BOMB * 3)
        sock.settimeout(1)
        sock.recv(100)


def deep():
    with connect() as sock:
        sock.sendall(HELLO + message(4, b"('thing','echo',(" + b"[" * 100000 + b"]" * 100000 + b",),{})"))
        sock.settimeout(1)
        sock.recv(100)


def unanswered():
    with connect() as sock:
        sock.sendall(HELLO + message(4, b"('thing','never',(),{})") * 10)


def resets():
    for _ in range(50):
        with connect() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            sock.sendall(HELLO[:random.randrange(len(HELLO))])


def streams():
    """That nobody reads to their end."""
    with connect() as sock:
        sock.sendall(HELLO + message(4, b"('thing','count',(1000,),{})") * 50)


def web():
    with connect() as sock:
        sock.sendall(random.choice([b"GET /pyro/soak.thing/later?value=1&msec=5000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                    b"POST /pyro/soak.thing/add HTTP/1.1\r\nHost: localhost\r\n"
                                    b"Content-Length: 100\r\n\r\n[1,", b"GET / HTTP/1.1\r\nHost: localhost\r\n"]))
        time.sleep(0.2)


WAYS = [half_messages, garbage, damaged, floods, oneway_floods, who_does_not_read, bombs, deep, unanswered, resets,
        streams, web]
random.seed(int(SEED))
end = time.monotonic() + float(SECONDS)
while time.monotonic() < end:
    with contextlib.suppress(OSError):  # to be closed is what it asks for
        random.choice(WAYS)()
