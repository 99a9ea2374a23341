# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A daemon whose object returns item streams, proxies and blobs: prints its URI on one line, lives until
its stdin ends, or its parent does.

usage: feeds.py [--port PORT] [--servertype TYPE] [--linger SECONDS] [--lifetime SECONDS] [--no-streams]
                [--compress] [--socket FD]
"""
import argparse
import os
import socket
import sys
import threading
import time

import Pyro5.api
from Pyro5 import config
from Pyro5.api import current_context, expose, oneway


class Log:
    """What happened, for those who ask later."""

    def __init__(self):
        self._entries = []
        self._added = threading.Condition()

    def add(self, entry):
        with self._added:
            self._entries.append(entry)
            self._added.notify_all()

    def wait_for(self, entry, count, seconds):
        """How often this was added, once that is so many times, or after so many seconds."""
        with self._added:
            self._added.wait_for(lambda: self._entries.count(entry) >= count, seconds)
            return self._entries.count(entry)


log = Log()
hold = threading.Event()


@expose
class Thing:
    @property
    def name(self):
        return self._pyroId

    def double(self, value):
        return 2 * value


@expose
class Feed:
    # ---- streams ----

    def count(self, n, name="count"):
        try:
            for i in range(n):
                log.add(f"{name} made {i}")
                yield i
        finally:
            log.add(f"{name} closed")

    def iterator(self, values):
        return iter(values)

    def returning(self, n):
        yield from range(n)
        return "that was all"

    def failing(self, n):
        yield from range(n)
        raise ValueError("no more of this")

    def sized(self, sizes):
        for size in sizes:
            yield "x" * size

    def slow(self, n, seconds):
        for i in range(n):
            time.sleep(seconds)
            yield i

    def held(self, n, name="held"):
        """Holds back the items until release() is called, each time anew."""
        for i in range(n):
            hold.wait(30)
            hold.clear()
            log.add(f"{name} let {i} go")
            yield i

    def release(self):
        hold.set()

    def annotated(self, n):
        for i in range(n):
            current_context.response_annotations = {"ITEM": str(i).encode()}
            yield i

    def proxies(self, n):
        for _ in range(n):
            yield Thing.registered

    def plain(self):
        return [1, 2]

    def wait_for(self, entry, count=1, seconds=10):
        return log.wait_for(entry, count, seconds)

    # ---- calls ----

    def echo(self, value):
        return value

    def add(self, a, b):
        return a + b

    def fail(self, text):
        raise ValueError(text)

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds

    def note(self, entry):
        log.add(entry)
        return entry

    def note_and_sleep(self, entry, seconds):
        log.add(entry)
        time.sleep(seconds)

    def note_and_fail(self, entry):
        log.add(entry)
        raise ValueError(entry)

    @oneway
    def note_later(self, entry, seconds):
        time.sleep(seconds)
        log.add(entry)

    def process_id(self):
        return os.getpid()

    @property
    def temperature(self):
        return 21.5

    # ---- what comes along ----

    def context(self, text=None):
        if text is not None:
            current_context.response_annotations = {"ANSW": text.encode()}
        annotations = {key: bytes(value) for key, value in current_context.annotations.items()}
        return {"annotations": sorted((key, value.hex()) for key, value in annotations.items()),
                "correlation": str(current_context.correlation_id)}

    def fail_with_annotations(self):
        current_context.response_annotations = {"ANSW": b"failed"}
        raise ValueError("no")

    # ---- proxies and URIs ----

    def thing(self):
        return Thing.registered

    def thing_uri(self):
        return Thing.uri

    def things(self):
        return {"list": [Thing.registered, (Thing.registered,)], "uri": Thing.uri}

    def proxy_with_terms(self):
        proxy = Pyro5.api.Proxy(Thing.uri)
        proxy._pyroHandshake = {"pass": "word"}
        proxy._pyroSerializer = "serpent"
        return proxy

    # ---- blobs ----

    def take_blob(self, blob):
        return [blob.info, blob.deserialized()]

    def take_blob_unread(self, blob):
        return [blob.info, blob._data.data.hex()]

    def send_blob(self, uri, info, data):
        """Sends a blob to another object, which may not be one of Python's."""
        with Pyro5.api.Proxy(uri) as proxy:
            return proxy.take(Pyro5.api.SerializedBlob(info, data))


class Daemon(Pyro5.api.Daemon):
    def validateHandshake(self, conn, data):
        log.add(f"handshake {data!r}")
        return data

    def annotations(self):
        return {"DAEM": b"on"}


parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--servertype", default="thread")
parser.add_argument("--linger", type=float, default=30)
parser.add_argument("--lifetime", type=float, default=0)
parser.add_argument("--no-streams", action="store_true")
parser.add_argument("--compress", action="store_true")
parser.add_argument("--socket", type=int)
options = parser.parse_args()

config.SERVERTYPE = options.servertype
config.ITER_STREAM_LINGER = options.linger
config.ITER_STREAM_LIFETIME = options.lifetime
config.ITER_STREAMING = not options.no_streams
config.COMPRESSION = options.compress
config.POLLTIMEOUT = 0.2  # how often what is too old is thrown away

if options.socket is not None:
    where = {"connected_socket": socket.socket(fileno=options.socket)}
else:
    where = {"host": "127.0.0.1", "port": options.port}
with Daemon(**where) as daemon:
    uri = daemon.register(Feed(), "feed")
    Thing.registered = Thing()
    Thing.uri = daemon.register(Thing.registered, "thing")
    print(uri, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    daemon.requestLoop()
