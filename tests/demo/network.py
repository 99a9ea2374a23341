#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small Pyro network on loopback, for demonstrations and tests.

Starts a name server and a daemon with the instruments of lab.py, on free ports, prints

    ready HOST:PORT

with the address of the name server, and lives until its standard input is closed or it gets
SIGTERM. Lines on standard input change the network; each is answered with a line `done`, or
`failed` and the reason:

    add NAME       registers another counter
    remove NAME    takes a name away from the name server
    quit           ends
"""

import argparse
import os
import signal
import socket
import sys
import threading

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]  # Pyro5 would act on them, or refuse to start for those it does not know

import Pyro5.api
import Pyro5.core
import Pyro5.nameserver

import lab

HOST = "127.0.0.1"
INSTRUMENTS = {
    "lab.arithmetic": (lab.Arithmetic, {"demo"}),
    "lab.stage": (lab.Stage, {"instrument"}),
    "lab.camera": (lab.Camera, {"instrument"}),
    "lab.archive": (lab.Archive, {"data"}),
    "lab.weather": (lab.Weather, {"instrument", "outdoors"}),
    "lab.echo": (lab.Echo, set()),
    "example.counter": (lab.Counter, {"demo"}),
}


class Network:
    """A name server, a daemon with objects, and one registration that leads nowhere."""

    def __init__(self, host, storage, broadcast, unix):
        self.uri, self.ns_daemon, _ = Pyro5.nameserver.start_ns(
            host, 0, enableBroadcast=False, storage=storage, unixsocket=unix
        )
        self.name_server = self.ns_daemon.nameserver
        self.daemon = Pyro5.api.Daemon(HOST)
        self.beacon = None
        if broadcast is not None:
            self.beacon = Pyro5.nameserver.BroadcastServer(self.uri, HOST, broadcast)
        # Bound and not listening: nothing answers there as long as this process lives.
        self.closed = socket.socket()
        self.closed.bind((HOST, 0))

    def start(self):
        for name, (make, tags) in INSTRUMENTS.items():
            self.add(name, make(), tags)
        self.name_server.register(
            "lab.retired",
            f"PYRO:lab.retired@{HOST}:{self.closed.getsockname()[1]}",
            metadata={"class:lab.Stage", "retired"},
        )
        for server in (self.ns_daemon, self.daemon):
            threading.Thread(target=server.requestLoop, daemon=True).start()
        if self.beacon:
            self.beacon.runInThread()

    def add(self, name, servant, tags):
        uri = self.daemon.register(servant, name, force=True)
        tags = tags and tags | Pyro5.core.type_meta(servant)
        self.name_server.register(name, uri, metadata=tags)

    def command(self, line):
        match line.split():
            case ["add", name]:
                self.add(name, lab.Counter(), {"demo", "added"})
            case ["remove", name]:
                if not self.name_server.remove(name):
                    raise ValueError(f"there is no {name}")
            case _:
                raise ValueError("the commands are: add NAME, remove NAME, quit")

    def stop(self):
        if self.beacon:
            self.beacon.close()
        self.daemon.close()
        self.ns_daemon.close()


def listen(network):
    for line in sys.stdin:
        if line.strip() == "quit":
            print("done", flush=True)
            break
        try:
            network.command(line)
            print("done", flush=True)
        except Exception as problem:
            print("failed", problem, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default=HOST, help="where the name server listens")
    parser.add_argument("--storage", default="memory", help="memory (the default) or sql:FILE")
    parser.add_argument(
        "--broadcast",
        type=int,
        metavar="PORT",
        help="answer broadcasts too, on this UDP port of loopback; with 0 on a free one, which"
        " the ready line then ends with",
    )
    parser.add_argument("--unix", metavar="PATH", help="put the name server on a Unix socket")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    network = Network(options.host, options.storage, options.broadcast, options.unix)
    network.start()
    beacon = f" {network.beacon.getPort()}" if network.beacon else ""
    print(f"ready {network.ns_daemon.locationStr}{beacon}", flush=True)
    try:
        listen(network)
    except KeyboardInterrupt:
        pass
    network.stop()
    # Calls that still run in the daemon's threads must not keep the process.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
