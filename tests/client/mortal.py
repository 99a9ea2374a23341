# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyro5 daemons that are killed: prints `ready`, lives until its standard input ends.

Requests, a line each:
  start               starts a daemon; its URI
  kill MICROSECONDS   kills that daemon after so long; `killed`
"""
import os
import signal
import sys
import time

import Pyro5.api
from Pyro5.api import expose, oneway


@expose
class Thing:
    def add(self, a, b):
        return a + b

    def echo(self, value):
        return value

    def text(self, size):
        return "x" * size

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds

    @oneway
    def note(self, text):
        pass


def serve(pipe):
    sys.stdin.close()
    with Pyro5.api.Daemon(host="127.0.0.1") as daemon:
        os.write(pipe, str(daemon.register(Thing(), "thing")).encode())
        os.close(pipe)
        daemon.requestLoop()


def start():
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        serve(writer)
        os._exit(0)
    os.close(writer)
    with open(reader) as lines:
        print(lines.read())
    return pid


def kill(pid, delay):
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


child = None
print("ready", flush=True)
try:
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "start":
            child = start()
        else:
            kill(child, int(arguments[0]) / 1e6)
            child = None
            print("killed")
        sys.stdout.flush()
finally:
    if child is not None:
        kill(child, 0)
