# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python side of the benchmarks: prints `ready PID`, lives until its standard input ends.

Requests, a line each; the answer to a measurement is seconds for one:
  serve [TYPE [POOLSIZE]]   starts a daemon in a process of its own; its PID and URI
  call|oneway|connect N URI [SERIALIZER]   N calls by Python's own proxy
  put SERIALIZER KIND SIZE N     so many bytes, or letters (KIND is bytes or str), to the last daemon
  loads|dumps|eval|repr FILE N   N times with the literal in FILE
"""
import ast
import os
import sys
import time

import Pyro5.api
import serpent


@Pyro5.api.expose
class Echo:
    def add(self, a, b):
        return a + b

    @Pyro5.api.oneway
    def note(self, a, b):
        pass

    def put(self, data):
        return len(data)

    def get(self, size):
        return b"x" * size


def serve(server_type="thread", pool_size=80):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        parent = os.getppid()
        sys.stdin.close()
        Pyro5.api.config.SERVERTYPE = server_type
        Pyro5.api.config.THREADPOOL_SIZE = int(pool_size)
        with Pyro5.api.Daemon(host="127.0.0.1") as daemon:
            os.write(writer, str(daemon.register(Echo(), "echo")).encode())
            os.close(writer)
            daemon.requestLoop(lambda: os.getppid() == parent)
        os._exit(0)
    os.close(writer)
    with open(reader) as lines:
        return pid, lines.read()


def clock(count, function, finish=None):
    began = time.perf_counter()
    for _ in range(count):
        function()
    if finish:
        finish()  # now the daemon has read them all
    return (time.perf_counter() - began) / count


def measure_calls(what, count, uri, serializer="serpent"):
    if what == "connect":
        def connect():
            with Pyro5.api.Proxy(uri) as proxy:
                proxy.add(1, 2)
        return clock(count, connect)
    with Pyro5.api.Proxy(uri) as proxy:
        proxy._pyroSerializer = serializer
        method = proxy.add if what == "call" else proxy.note
        method(1, 2)
        return clock(count, lambda: method(1, 2), lambda: proxy.add(1, 2))


def measure_put(serializer, kind, size, count, uri):
    data = b"x" * size if kind == "bytes" else "x" * size
    with Pyro5.api.Proxy(uri) as proxy:
        proxy._pyroSerializer = serializer
        proxy.put(data)
        return clock(count, lambda: proxy.put(data))


def measure_texts(what, path, count):
    if path not in texts:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        value = ast.literal_eval(text)
        texts[path] = text, value, serpent.dumps(value)
    text, value, data = texts[path]
    return clock(count, {
        "loads": lambda: serpent.loads(data),
        "dumps": lambda: serpent.dumps(value),
        "eval": lambda: ast.literal_eval(text),
        "repr": lambda: repr(value),
    }[what])


texts = {}
uri = None
print("ready", os.getpid(), flush=True)
for line in sys.stdin:
    request, *arguments = line.split()
    if request == "serve":
        pid, uri = serve(*arguments)
        print(pid, uri)
    elif request in ("call", "oneway", "connect"):
        print(measure_calls(request, int(arguments[0]), *arguments[1:]))
    elif request == "put":
        print(measure_put(*arguments[:2], int(arguments[2]), int(arguments[3]), uri))
    else:
        print(measure_texts(request, arguments[0], int(arguments[1])))
    sys.stdout.flush()
