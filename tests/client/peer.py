# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Pyro5 daemon for the tests: prints its URI on one line, lives until its stdin ends.

usage: peer.py [--host HOST] [--port PORT] [--unix PATH] [--servertype TYPE] [--compress]
               [--tls NAME [--authority FILE]]

With --tls it speaks TLS, with NAME.pem and NAME.key; with --authority its clients have to show a
certificate that is signed by the one in FILE.
"""
import argparse
import os
import sys
import threading
import time

import Pyro5.api
from Pyro5 import config
from Pyro5.api import current_context, expose, oneway


class Counter:
    def __init__(self):
        self._changed = threading.Condition()
        self.value = 0

    def count(self):
        with self._changed:
            self.value += 1
            self._changed.notify_all()

    def wait(self):
        with self._changed:
            value = self.value
            self._changed.wait_for(lambda: self.value > value)


handshakes = Counter()
additions = Counter()


@expose
class Thing:
    def __init__(self):
        self._temperature = 21.5
        self._notes = []
        self._noted = threading.Condition()

    def echo(self, value):
        return value

    def add(self, a, b):
        additions.count()
        return a + b

    def hold(self):
        """Returns when somebody else connects."""
        handshakes.wait()

    def counts(self):
        return handshakes.value, additions.value

    def keywords(self, first, second=2, *rest, third=3, **more):
        return [first, second, list(rest), third, more]

    def fail(self, text):
        raise ValueError(text, 42)

    def fail_deeper(self, depth):
        if depth == 0:
            raise ZeroDivisionError("at the bottom")
        return self.fail_deeper(depth - 1)

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds

    def text(self, size):
        return "x" * size

    def process_id(self):
        return os.getpid()

    def context(self):
        current_context.response_annotations = {"RSPN": b"answer"}
        annotations = {key: bytes(value) for key, value in current_context.annotations.items()}
        return {"annotations": sorted((key, value.hex()) for key, value in annotations.items()),
                "correlation": str(current_context.correlation_id)}

    def who(self):
        """The serial number of the client's certificate, as Pyro's own example looks at it."""
        certificate = current_context.client.getpeercert()
        return certificate["serialNumber"] if certificate else None

    @oneway
    def note(self, text):
        with self._noted:
            self._notes.append(text)
            self._noted.notify_all()

    def notes(self, count):
        with self._noted:
            self._noted.wait_for(lambda: len(self._notes) >= count, 10)
            return sorted(self._notes)

    @property
    def temperature(self):
        return self._temperature

    @temperature.setter
    def temperature(self, value):
        if not -273.15 <= value:
            raise ValueError("colder than possible")
        self._temperature = value


class Hidden:
    def secret(self):
        return 1


class Daemon(Pyro5.api.Daemon):
    def validateHandshake(self, conn, data):
        handshakes.count()
        if data == "go away":
            raise PermissionError("not today")
        return ["welcome", data]


parser = argparse.ArgumentParser()
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--unix")
parser.add_argument("--servertype", default="thread")
parser.add_argument("--compress", action="store_true")
parser.add_argument("--tls")
parser.add_argument("--authority")
options = parser.parse_args()

config.SERVERTYPE = options.servertype
config.COMPRESSION = options.compress
config.DETAILED_TRACEBACK = False
if options.tls:
    config.SSL = True
    config.SSL_SERVERCERT = options.tls + ".pem"
    config.SSL_SERVERKEY = options.tls + ".key"
    config.SSL_CACERTS = options.authority or ""
    config.SSL_REQUIRECLIENTCERT = bool(options.authority)
where = {"unixsocket": options.unix} if options.unix else {"host": options.host, "port": options.port}
with Daemon(**where) as daemon:
    uri = daemon.register(Thing(), "thing")
    daemon.register(Hidden(), "hidden")
    print(uri, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    daemon.requestLoop()
