# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server and objects for the tests of the gateway, of either generation of Pyro: prints
`ready HOST:PORT` with the name server, lives until its input ends. Where there is no such Pyro it prints
`skip` and the reason.

usage: workshop.py [4|5] [--port PORT]
"""
import argparse
import os
import sys
import threading
import time

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]

parser = argparse.ArgumentParser()
parser.add_argument("generation", nargs="?", default="5")
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()

try:
    if options.generation == "4":
        import Pyro4 as Pyro
        from Pyro4 import current_context
        from Pyro4.naming import startNS as start_ns
    else:
        import Pyro5.api as Pyro
        from Pyro5.api import current_context
        from Pyro5.nameserver import start_ns
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()

HOST = "127.0.0.1"
noted = threading.Condition()
notes = []
connections = 0


@Pyro.expose
class Workshop:
    def __init__(self):
        self._level = 7

    def echo(self, value):
        return value

    def add(self, a, b=0):
        return a + b

    def sort(self, *items, **named):
        return [list(items), named]

    def fail(self, text):
        raise ValueError(text, 42)

    def context(self):
        return str(current_context.correlation_id)

    def annotated(self):
        current_context.response_annotations = {"RSPN": b"answer"}
        return "with an annotation"

    def odd_numbers(self):
        return [float("nan"), float("inf")]

    def sleep(self, seconds):
        time.sleep(float(seconds))
        return "slept"

    def big(self, size):
        return "x" * int(size)

    def count(self, limit):
        yield from range(int(limit))

    def break_off(self):
        yield 1
        raise ValueError("no more")

    def drip(self):
        while True:
            time.sleep(0.1)
            yield 0

    def connections(self):
        return connections

    @Pyro.oneway
    def note(self, text):
        with noted:
            notes.append(text)
            noted.notify_all()

    def noted(self, text):
        with noted:
            return noted.wait_for(lambda: text in notes, 10)

    @property
    def level(self):
        return self._level

    @property
    def broken(self):
        raise RuntimeError("cannot be read: \N{GREEK SMALL LETTER OMEGA} \U0001f600")


@Pyro.expose
class Visits:
    """Each connection has an instance of its own."""

    def __init__(self):
        self._visits = 0

    def visit(self):
        self._visits += 1
        return self._visits


class Hidden:
    def secret(self):
        return 1


class Daemon(Pyro.Daemon):
    def validateHandshake(self, conn, data):
        global connections
        connections += 1
        return super().validateHandshake(conn, data)


uri, ns_daemon, _ = start_ns(HOST, options.port, enableBroadcast=False)
daemon = Daemon(host=HOST)
for name, servant in {
    "http.workshop": Workshop(),
    "http.with/slash": Workshop(),
    "http.w\N{LATIN SMALL LETTER O WITH DIAERESIS}rk": Workshop(),
    "http.visits": Visits,
    "http.hidden": Hidden(),
    "private.workshop": Workshop(),
}.items():
    ns_daemon.nameserver.register(name, str(daemon.register(servant)))
ns_daemon.nameserver.register("http.gone", f"PYRO:gone@{daemon.locationStr}")
ns_daemon.nameserver.register("http.closed", f"PYRO:closed@{HOST}:1")
print("ready", ns_daemon.locationStr, flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
threading.Thread(target=daemon.requestLoop, daemon=True).start()
ns_daemon.requestLoop()
