# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A daemon that is bad at TLS: prints its URI on one line, lives until its stdin ends.

usage: broken-tls.py NAME WAY

NAME.pem and NAME.key are its certificate. The WAYs:

silent   accepts and says nothing
drip     sends a handshake record that never ends, a byte at a time
leave    closes when the hello is here
mute     agrees on TLS and says nothing more
cut      closes in the middle of the answer to the handshake, without a goodbye in TLS
reset    closes in the middle of the TLS handshake so that the connection is reset
stream   agrees on TLS and never stops to send what is no answer
"""
import os
import socket
import ssl
import struct
import sys
import threading
import time


def serve(name, way, plain):
    if way == "silent":
        plain.recv(1 << 16)
        time.sleep(3600)
    elif way == "drip":
        plain.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
        while True:
            plain.sendall(b"x")
            time.sleep(0.01)
    elif way in ("leave", "reset"):
        if way == "leave":
            plain.recv(1 << 16)
        else:
            plain.recv(1)
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        plain.close()
    else:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(name + ".pem", name + ".key")
        secure = context.wrap_socket(plain, server_side=True)
        hello = secure.recv(1 << 16)
        answer = hello[:6] + b"\x02" + hello[7:12]  # a CONNECTOK, as far as the lengths
        if way == "mute":
            time.sleep(3600)
        elif way == "cut":
            secure.sendall(answer)
            plain = socket.socket(fileno=secure.detach())
            plain.shutdown(socket.SHUT_RDWR)
            plain.close()
        elif way == "stream":
            # one message of a gigabyte
            secure.sendall(answer + struct.pack("!II", (1 << 30) - 1, 0) + hello[20:40])
            while True:
                secure.sendall(bytes(1 << 16))


def attend(*arguments):
    try:
        serve(*arguments)
    except OSError:
        pass


name, way = sys.argv[1:]
listener = socket.create_server(("127.0.0.1", 0), backlog=100)
print("PYRO:thing@localhost:%d" % listener.getsockname()[1], flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
while True:
    client, _ = listener.accept()
    threading.Thread(target=attend, args=(name, way, client), daemon=True).start()
