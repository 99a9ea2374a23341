# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same daemon in either generation of Pyro: prints its URI on one line, lives until its stdin
ends. Where that generation is not installed it prints `skip` and the reason.

usage: generations.py 4|5 [--port PORT] [--unix PATH] [--servertype TYPE] [--compress]
                          [--hmac-key KEY] [--max-size BYTES] [--tls NAME [--authority FILE]]

With --tls it speaks TLS, with NAME.pem and NAME.key; with --authority its clients have to show a
certificate that is signed by the one in FILE.
"""
import argparse
import os
import sys
import threading
import warnings

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]
warnings.simplefilter("ignore")

parser = argparse.ArgumentParser()
parser.add_argument("generation", choices="45")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--unix")
parser.add_argument("--servertype", default="thread")
parser.add_argument("--compress", action="store_true")
parser.add_argument("--hmac-key")
parser.add_argument("--max-size", type=int)
parser.add_argument("--tls")
parser.add_argument("--authority")
options = parser.parse_args()

try:
    if options.generation == "4":
        from Pyro4 import Daemon as PyroDaemon, config, current_context, errors, expose, oneway
    else:
        from Pyro5 import config, errors
        from Pyro5.api import Daemon as PyroDaemon, current_context, expose, oneway
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()


class Broken(Exception):
    pass


@expose
class Thing:
    def __init__(self):
        self._level = 1
        self._notes = []
        self._noted = threading.Condition()

    def echo(self, value):
        return value

    def keywords(self, first, second=2, *rest, third=3, **more):
        return [first, second, list(rest), third, more]

    def fail(self, text):
        raise ValueError(text, 42)

    def fail_deeper(self, depth):
        if depth == 0:
            raise ZeroDivisionError("at the bottom")
        return self.fail_deeper(depth - 1)

    def fail_naming(self):
        raise errors.NamingError("no such name")

    def fail_own(self):
        raise Broken("own class")

    def text(self, size):
        return "x" * size

    def count(self, n):
        yield from range(n)

    def context(self):
        current_context.response_annotations = {"RSPN": b"answer"}
        annotations = {key: bytes(value) for key, value in current_context.annotations.items()
                       if key not in ("CORR", "HMAC")}
        return {"annotations": sorted((key, value.hex()) for key, value in annotations.items()),
                "correlation": str(current_context.correlation_id)}

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
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        if value < 0:
            raise ValueError("below nothing")
        self._level = value


class Hidden:
    def secret(self):
        return 1


class Daemon(PyroDaemon):
    def validateHandshake(self, conn, data):
        if data == "go away":
            raise PermissionError("not today")
        return ["welcome", data]


config.SERVERTYPE = options.servertype
if options.generation == "4":
    config.SERIALIZERS_ACCEPTED = {"serpent", "json", "marshal", "msgpack", "pickle"}
config.COMPRESSION = options.compress
if options.tls:
    config.SSL = True
    config.SSL_SERVERCERT = options.tls + ".pem"
    config.SSL_SERVERKEY = options.tls + ".key"
    config.SSL_CACERTS = options.authority or ""
    config.SSL_REQUIRECLIENTCERT = bool(options.authority)
if options.max_size:
    config.MAX_MESSAGE_SIZE = options.max_size
where = {"unixsocket": options.unix} if options.unix else {"host": "127.0.0.1", "port": options.port}
with Daemon(**where) as daemon:
    if options.hmac_key:
        daemon._pyroHmacKey = options.hmac_key
    uri = daemon.register(Thing(), "thing")
    daemon.register(Hidden(), "hidden")
    print(uri, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    daemon.requestLoop()
