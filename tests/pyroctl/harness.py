# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of pyroctl share: running it, peers for it, and TAP."""

import collections
import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from tap import main  # noqa: E402, F401

PYROCTL = sys.argv[1]
TIME_LIMIT = 60  # seconds: far more than anything here takes

Result = collections.namedtuple("Result", "status out err")


def environment(**more):
    """That of this process, without Pyro's variables."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYRO_")}
    return clean | more


def start(*arguments, stdout=subprocess.PIPE, shell=None, **more):
    """Starts pyroctl, from a shell's line that ends with `exec "$@"` if there is one."""
    prefix = ["sh", "-c", shell, "sh"] if shell else []
    return subprocess.Popen(
        [*prefix, PYROCTL, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment(**more),
    )


def finish(process, stdin=b""):
    out, err = process.communicate(stdin, timeout=TIME_LIMIT)
    return Result(process.returncode, (out or b"").decode(), err.decode())


def run(*arguments, stdin=b"", **more):
    """Runs pyroctl; keywords are environment variables."""
    return finish(start(*arguments, **more), stdin)


def interrupt(process):
    process.send_signal(signal.SIGINT)
    return finish(process)


class Network:
    """The demo network, or one like it, in a process of its own."""

    def __init__(self, *options, program="demo/network.py"):
        self.process = subprocess.Popen(
            [sys.executable, TESTS / program, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        words = self.process.stdout.readline().split()
        if not words:
            self.stop()
            raise unittest.SkipTest("the demo network does not start; is Pyro5 installed?")
        if words[0] == "skip":
            self.stop()
            raise unittest.SkipTest(" ".join(words[1:]))
        self.place = words[1]
        self.host, self.port = self.place.split(":")

    def run(self, *arguments, **more):
        return run("--ns", self.place, *arguments, **more)

    def command(self, line):
        """Changes the network; tests/demo/network.py has the commands."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer == "done\n", answer

    def uri(self, name):
        return self.run("lookup", name).out.strip()

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(TIME_LIMIT)


class EchoServer:
    """Pyro5's own echo server in a process of its own; keywords are environment variables."""

    def __init__(self, **more):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "Pyro5.utils.echoserver", "-H", "127.0.0.1", "-p", "0"],
            stdout=subprocess.PIPE,
            env=environment(PYTHONUNBUFFERED="1", **more),
            text=True,
        )
        self.uri = None
        for line in self.process.stdout:
            if line.startswith("echo uri: "):
                self.uri = line.split()[-1]
            if "running" in line:
                return
        self.stop()
        raise unittest.SkipTest("the echo server does not start; is Pyro5 installed?")

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait(TIME_LIMIT)


@contextlib.contextmanager
def hostile(behave):
    """A server on loopback that handles each connection with behave(); gives its `host:port`."""
    listener = socket.create_server(("127.0.0.1", 0))
    connections = []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connections.append(connection)
                behave(connection)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield "127.0.0.1:{}".format(listener.getsockname()[1])
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in connections:
            connection.close()


@contextlib.contextmanager
def nobody():
    """A port of loopback where nobody listens; gives its `host:port`."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield "127.0.0.1:{}".format(bound.getsockname()[1])
