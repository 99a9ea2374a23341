# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other side of the matrix, the same in either generation of Pyro: prints one line when it is
ready, lives until its stdin ends. Where that generation is not installed the line is `skip` and the
reason. Else it is, parted by blanks: the URI of the object; the names of all serializers, parted by
commas; and without TLS the URI of the same behind a key, - for none, and the name server's location.

usage: grid.py 4|5 thread|multiplex [--sockets FD,…] [--tls NAME --authority FILE]

What hangs prints a line, and ends with a line `release` on stdin. With --sockets each of these descriptors is served as a
connected socket. With --tls there is TLS only, with NAME.pem and NAME.key, and a client has to show a
certificate that is signed by the one in FILE.
"""
import argparse
import os
import socket
import sys
import threading
import time
import warnings

for variable in [variable for variable in os.environ if variable.startswith("PYRO_")]:
    del os.environ[variable]
warnings.simplefilter("ignore")

parser = argparse.ArgumentParser()
parser.add_argument("generation", choices="45")
parser.add_argument("servertype", choices=("thread", "multiplex"))
parser.add_argument("--sockets", default="")
parser.add_argument("--tls")
parser.add_argument("--authority")
options = parser.parse_args()

try:
    if options.generation == "4":
        from Pyro4 import Daemon as PyroDaemon, Proxy, config, current_context, errors, expose, oneway
        from Pyro4.core import SerializedBlob
        from Pyro4.naming import startNS as start_ns
        from Pyro4.util import _serializers as serializers
    else:
        from Pyro5 import config, errors
        from Pyro5.api import (Daemon as PyroDaemon, Proxy, SerializedBlob, current_context, expose, oneway,
                               start_ns)
        from Pyro5.serializers import serializers
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()

KEY = "schlüssel"  # of Pyro4's signed messages


class Log:
    """What happened, for those who ask later."""

    def __init__(self):
        self._entries = []
        self._added = threading.Condition()

    def add(self, entry):
        with self._added:
            self._entries.append(entry)
            self._added.notify_all()
            return self._entries.count(entry)

    def wait_for(self, entry, count, seconds):
        """How often this was added, once that is so many times, or after so many seconds."""
        with self._added:
            self._added.wait_for(lambda: self._entries.count(entry) >= count, seconds)
            return self._entries.count(entry)


log = Log()
hold = threading.Event()


def hang(entry):
    """Says so outside, comes back when it is told so from there, and never by itself."""
    print("hanging", flush=True)
    hold.wait(60)
    hold.clear()
    log.add(entry)


@expose
class Thing:
    @property
    def name(self):
        return "a thing"

    def double(self, value):
        return 2 * value


@expose
class Grid:
    def __init__(self, daemon):
        self._daemon = daemon
        self._level = 1

    # ---- calls ----

    def echo(self, value):
        return value

    def keywords(self, first, second=2, *rest, third=3, **more):
        return [first, second, list(rest), third, more]

    def fail(self, text):
        raise ValueError(text, 42)

    def fail_deeper(self, depth):
        if depth == 0:
            raise errors.NamingError("at the bottom")
        return self.fail_deeper(depth - 1)

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds

    def hang(self, entry):
        hang(entry)

    def lose(self, entry, times):
        """Breaks the connection so many times, before there is an answer."""
        count = log.add(entry)
        if count <= times:
            raise errors.ConnectionClosedError("lost on purpose")
        return count

    def note(self, entry):
        log.add(entry)
        return entry

    @oneway
    def note_after(self, entry, other):
        log.wait_for(other, 1, 20)
        log.add(entry)

    def wait_for(self, entry, count=1, seconds=20):
        return log.wait_for(entry, count, seconds)

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        if value < 0:
            raise ValueError("below nothing")
        self._level = value

    # ---- streams ----

    def count(self, n, name="count"):
        try:
            yield from range(n)
        finally:
            log.add(name + " closed")

    def failing(self, n):
        yield from range(n)
        raise ValueError("no more of this")

    def linger(self, seconds):
        config.ITER_STREAM_LINGER = seconds

    # ---- what comes along, what is inside ----

    def context(self, text):
        current_context.response_annotations = {"ANSW": text.encode()}
        annotations = [[key, bytes(value).hex()] for key, value in current_context.annotations.items()
                       if key not in ("CORR", "HMAC")]
        return [sorted(annotations), str(current_context.correlation_id)]

    def compress(self, on):
        config.COMPRESSION = on

    def take_blob(self, blob):
        return [blob.info, blob.deserialized()]

    def send_blob(self, uri, serializer, info, data):
        """Sends a blob to an object of somebody else."""
        with Proxy(uri) as proxy:
            proxy._pyroSerializer = serializer
            return proxy.take(SerializedBlob(info, data))

    def thing(self):
        """A new one each time: who tries to send it by marshal makes it forget its daemon."""
        thing = Thing()
        self._daemon.register(thing, "thing", force=True)
        return thing

    def things(self):
        thing = self.thing()
        return {"list": [thing, {"deep": thing}], "uri": self._daemon.uriFor(thing)}

    def thing_uri(self):
        return self._daemon.uriFor(self.thing())

    def who(self):
        """The number of the certificate that the client showed."""
        return current_context.client.getpeercert()["serialNumber"]

    # ---- another daemon ----

    def reserve(self):
        """A URI at which nobody is until come_back() is called, and nobody else ever."""
        reserved = socket.socket()
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(("127.0.0.1", 0))
        self._reserved = reserved
        return "PYRO:grid@127.0.0.1:%d" % reserved.getsockname()[1]

    def come_back(self, seconds):
        """Some time from now."""
        reserved = self._reserved
        port = reserved.getsockname()[1]
        threading.Timer(seconds, lambda: serve(reserved, host="127.0.0.1", port=port)).start()


class Daemon(PyroDaemon):
    def validateHandshake(self, conn, data):
        if data == "go away":
            raise PermissionError("not today")
        if isinstance(data, dict) and "hang" in data:
            hang(data["hang"])
        log.add("handshake %r" % (data,))
        return ["welcome", data]


def serve(*to_close, key=None, **where):
    """A daemon in a thread of its own, and its URI."""
    daemon = Daemon(**where)
    if key is not None:
        daemon._pyroHmacKey = key
    uri = daemon.register(Grid(daemon), "grid")
    for resource in to_close:
        resource.close()
    threading.Thread(target=daemon.requestLoop, daemon=True).start()
    return uri


def serve_names(uri):
    """A name server in a thread of its own, and its location. It has the object at another host's name."""
    _, daemon, _ = start_ns("127.0.0.1", 0, enableBroadcast=False)
    daemon.nameserver.register("the.grid", "PYRO:grid@several.test:%d" % uri.port)
    threading.Thread(target=daemon.requestLoop, daemon=True).start()
    return daemon.locationStr


def report(problem):
    if problem.exc_type is not ValueError:  # those are on purpose, in calls whose outcome nobody hears of
        threading.__excepthook__(problem)


threading.excepthook = report
config.SERVERTYPE = options.servertype
config.POLLTIMEOUT = 0.2
config.ITER_STREAM_LINGER = 30
if options.generation == "4":
    config.SERIALIZERS_ACCEPTED = set(serializers)
if options.tls:
    config.SSL = True
    config.SSL_SERVERCERT = options.tls + ".pem"
    config.SSL_SERVERKEY = options.tls + ".key"
    config.SSL_CACERTS = options.authority
    config.SSL_REQUIRECLIENTCERT = True

uri = serve(host="127.0.0.1", port=0)
words = [str(uri), ",".join(sorted(serializers))]
if not options.tls:
    words.append(str(serve(host="127.0.0.1", port=0, key=KEY)) if options.generation == "4" else "-")
    words.append(serve_names(uri))
for fd in filter(None, options.sockets.split(",")):
    serve(connected_socket=socket.socket(fileno=int(fd)))
print(*words, flush=True)
for line in sys.stdin:
    if line == "release\n":
        hold.set()
os._exit(0)
