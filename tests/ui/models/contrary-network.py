#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server that does what a test tells it, and the daemons it lists.

Prints `ready HOST:PORT` of the name server, and lives until its standard input is closed. Each line
there is a command, answered with `done`, or `failed` and the reason:

    fill COUNT                 registers COUNT names that lead to one daemon which has none of them
    register NAME URI          registers whatever is said
    remove NAME
    serve NAME METHOD...       a daemon with one object that has these methods; always at one address
    rest                       ends that daemon
    raw NAME KIND              something else that listens: pyro3, http, eof, silent
    stop, start                ends the name server, and starts it again at the same address
    delay SECONDS              how long the name server takes for a list
    cut                        the next change of a name is made and not answered, since the connection breaks
    dead yes|no                once nothing is to be cut any more, nobody is let in
    asked                      fails if two lists were asked for at a time
"""

import os
import socket
import sys
import threading
import time

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]

import Pyro5.api
import Pyro5.nameserver

HOST = "127.0.0.1"
ANSWERS = {
    "pyro3": b"PYRO\x00\x05\x00\x12\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00" + bytes(16),
    "http": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "eof": b"",
}


class NameServer(Pyro5.nameserver.NameServer):
    """One that is slow on demand, and counts how many lists are asked for at a time."""

    delay = 0.0
    running = 0
    most = 0
    cut = False
    dead = False

    def break_off(self):
        client = Pyro5.api.current_context.client
        if NameServer.cut and client is not None:
            NameServer.cut = False
            client.sock.shutdown(socket.SHUT_RDWR)

    @Pyro5.api.expose
    def register(self, *args, **kwargs):
        super().register(*args, **kwargs)
        self.break_off()

    @Pyro5.api.expose
    def remove(self, *args, **kwargs):
        result = super().remove(*args, **kwargs)
        self.break_off()
        return result

    @Pyro5.api.expose
    def list(self, *args, **kwargs):
        NameServer.running += 1
        NameServer.most = max(NameServer.most, NameServer.running)
        time.sleep(NameServer.delay)
        try:
            return super().list(*args, **kwargs)
        finally:
            NameServer.running -= 1


class Daemon(Pyro5.api.Daemon):
    """One that ends as if its process did: with the connections that are open."""

    def __init__(self, port):
        super().__init__(HOST, port)
        self.connections = []

    def validateHandshake(self, connection, data):
        if NameServer.dead and not NameServer.cut:
            raise ValueError("closed for today")
        self.connections.append(connection)
        return super().validateHandshake(connection, data)

    def end(self):
        self.close()
        for connection in self.connections:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # its client was faster


class Peer:
    def __init__(self):
        self.names = NameServer()
        self.port = 0
        self.ns_daemon = None
        self.daemon = None
        self.daemon_port = 0
        self.sockets = []
        self.cmd_start()

    @staticmethod
    def run(daemon):
        threading.Thread(target=daemon.requestLoop, daemon=True).start()

    def cmd_start(self):
        self.ns_daemon = Daemon(self.port)
        self.port = self.ns_daemon.sock.getsockname()[1]
        uri = self.ns_daemon.register(self.names, "Pyro.NameServer", force=True)
        self.names.register("Pyro.NameServer", uri)
        self.run(self.ns_daemon)

    def cmd_stop(self):
        self.ns_daemon.end()

    def cmd_fill(self, count):
        for number in range(int(count)):
            self.names.storage[f"filler.{number:05}"] = (
                f"PYRO:filler.{number:05}@{HOST}:{self.port}",
                {"filler", "class:lab.Filler"},
            )

    def cmd_register(self, name, uri):
        self.names.storage[name] = (uri, set())

    def cmd_remove(self, name):
        del self.names.storage[name]

    def cmd_serve(self, name, *methods):
        servant = type("Servant", (), {method: lambda self: 1 for method in methods})
        servant = Pyro5.api.expose(servant)()
        self.daemon = Daemon(self.daemon_port)
        self.daemon_port = self.daemon.sock.getsockname()[1]
        self.names.register(name, self.daemon.register(servant, name))
        self.run(self.daemon)

    def cmd_rest(self):
        self.daemon.end()

    def cmd_raw(self, name, kind):
        listener = socket.create_server((HOST, 0))
        self.sockets.append(listener)
        self.cmd_register(name, f"PYRO:{name}@{HOST}:{listener.getsockname()[1]}")
        threading.Thread(target=self.answer, args=(listener, kind), daemon=True).start()

    def answer(self, listener, kind):
        while True:
            connection, _ = listener.accept()
            self.sockets.append(connection)
            if kind in ANSWERS:
                connection.recv(6)
                connection.sendall(ANSWERS[kind])
                connection.close()

    def cmd_delay(self, seconds):
        NameServer.delay = float(seconds)

    def cmd_cut(self):
        NameServer.cut = True

    def cmd_dead(self, yes):
        NameServer.dead = yes == "yes"

    def cmd_asked(self):
        if NameServer.most > 1:
            raise ValueError(f"{NameServer.most} lists were asked for at a time")


def main():
    peer = Peer()
    print(f"ready {HOST}:{peer.port}", flush=True)
    for line in sys.stdin:
        command, *arguments = line.split()
        try:
            getattr(peer, "cmd_" + command)(*arguments)
            print("done", flush=True)
        except Exception as problem:
            print("failed", repr(problem), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
