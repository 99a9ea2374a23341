#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`pyroctl echo` and Python's own echo server: the same calls, the same values, exceptions and lines."""
import contextlib
import datetime
import decimal
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid

import hosting
from hosting import Batch, Blob, GENERATION, HOST, SERIALIZERS, TIME_LIMIT, config, pyro, remote_traceback

MODULES = {"5": ("Pyro5.utils.echoserver", "Pyro5.nameserver"), "4": ("Pyro4.test.echoserver", "Pyro4.naming")}
THEIRS, NAME_SERVER = ([sys.executable, "-W", "ignore", "-u", "-m", module] for module in MODULES[GENERATION])
OURS = [HOST, "echo"]


class Server:
    """A program that serves until it is told to stop; the lines up to `last` are those at its start."""

    def __init__(self, command, last="echoserver running", **environment):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=os.environ | environment)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith(last):
                break
        found = re.search(r"(?:ready|echo uri:|URI =) (PYRO:\S+)", "\n".join(self.lines))
        self.uri = found.group(1) if found else None

    def end(self, number=signal.SIGTERM):
        """Gives its exit status, what else it printed, and its errors."""
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=TIME_LIMIT)
        return self.process.returncode, out.splitlines(), err

    def __enter__(self):
        assert self.uri is not None, self.process.stderr.read()
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate(timeout=TIME_LIMIT)


def outcome(call, *arguments):
    """What comes of a call, so that it can be compared."""
    try:
        value = call(*arguments)
    except Exception as problem:
        kind, text = type(problem), re.sub(r"(@127.0.0.1):\d+", r"\1:PORT", str(problem))
        return kind.__module__, kind.__name__, bool(remote_traceback(kind, problem)), text
    return type(value).__name__, repr(value)


def setter(value):
    def set_and_get(p):
        p.verbose = value
        return p.verbose
    return set_and_get


def batch(p):
    calls = Batch(p)
    calls.echo(1)
    calls.__dunder__() if GENERATION == "4" else calls.inf()
    calls.error()
    calls.echo(2)
    results = []
    with contextlib.suppress(ValueError):
        results.extend(calls())
    return results


def waited_for(name, *arguments):
    def wait(p):
        p._pyroBind()
        p._pyroOneway.clear()
        return getattr(p, name)(*arguments)
    return wait


def items(p):
    stream = p.generator()
    found = [next(stream) for _ in range(3)]
    try:
        next(stream)
    except StopIteration as end:
        found.append(end.args)
    return found


VALUES = [
    None, True, 0, -1, 1 << 70, 0.1, -0.0, 1e300, 3j, "", "text", "\u00f6\u20ac\U0001f600\x00\"'", b"bytes\x00\xff",
    bytearray(b"b"), [], [1, [2, [3]]], (), (1, ("a",)), {1, 2}, frozenset({3}), {}, {"a": {"b": [None]}}, {1: 2, (3, 4): 5},
    datetime.datetime(2020, 2, 29, 12, 30, 59, 123456), datetime.date(2020, 2, 29), decimal.Decimal("1.50"),
    uuid.UUID(int=5), ValueError("value"), list(range(5000)),
]
CALLS = {
    "echo by keyword": lambda p: p.echo(message="x"),
    "echo of nothing": lambda p: p.echo(),
    "echo of two": lambda p: p.echo(1, 2),
    "echo of another keyword": lambda p: p.echo(other=1),
    "echo of one twice": lambda p: p.echo(1, message=2),
    "error": lambda p: p.error(),
    "error of something": lambda p: p.error(1),
    "error_with_text": lambda p: p.error_with_text(),
    "oneway_echo": lambda p: p.oneway_echo("message"),
    "oneway_echo, waited for": waited_for("oneway_echo", "message"),
    "generator": items,
    "generator, as a list": lambda p: list(p.generator()),
    "nan": lambda p: p.nan(),
    "inf": lambda p: p.inf(),
    "dunder": lambda p: p._pyroInvoke("__dunder__", (), {}),
    "_private": lambda p: p._private(),
    "_private by force": lambda p: p._pyroInvoke("_private", (), {}),
    "__private by force": lambda p: p._pyroInvoke("__private", (), {}),
    "mangled by force": lambda p: p._pyroInvoke("_EchoServer__private", (), {}),
    "__init__ by force": lambda p: p._pyroInvoke("__init__", (), {}),
    "__class__ by force": lambda p: p._pyroInvoke("__class__", (), {}),
    "no such method": lambda p: p.nothing(),
    "no such method by force": lambda p: p._pyroInvoke("nothing", (), {}),
    "an attribute as a method": lambda p: p._pyroInvoke("verbose", (), {}),
    "a hidden attribute by force": lambda p: p._pyroInvoke("__getattr__", ("_verbose",), {}),
    "a method as an attribute": lambda p: p._pyroInvoke("__getattr__", ("echo",), {}),
    "no such attribute": lambda p: p.nothing,
    "no such attribute by force": lambda p: p._pyroInvoke("__getattr__", ("nothing",), {}),
    "no such attribute to set": lambda p: setattr(p, "nothing", 1),
    "metadata": lambda p: (p._pyroBind(), sorted(p._pyroMethods), sorted(p._pyroOneway), sorted(p._pyroAttrs))[1:],
    "batch": batch,
}
CALLS |= {f"echo of {value!r:.60}": lambda p, value=value: p.echo(value) for value in VALUES}
CALLS |= {f"verbose is {value!r}": setter(value) for value in [1, 1 << 70, 0.5, "x", b"x", [0], {1}, {"": 0}, (None,)]}
CALLS |= {f"verbose is {value!r}": setter(value) for value in [0, 0.0, "", b"", [], {}, (), None, False]}


# What goes wrong in the middle of Python's own libraries is told in their words.
OWN_WORDS = {f"{serializer} no such attribute by force" for serializer in SERIALIZERS}
OWN_WORDS |= {"msgpack echo of {1: 2, (3, 4): 5}"}


class Differential(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.ours = cls.enterClassContext(Server([*OURS, "-H", "127.0.0.1"]))
        cls.theirs = cls.enterClassContext(Server([*THEIRS, "-H", "127.0.0.1"]))

    def answers(self, server, serializer):
        found = {}
        for name, call in CALLS.items():
            with pyro.Proxy(server.uri) as proxy:
                if GENERATION == "4":
                    proxy._pyroSerializer = serializer
                found[name] = outcome(call, proxy)
        return found

    def test_calls(self):
        for serializer in SERIALIZERS:
            config.SERIALIZER = serializer
            self.addCleanup(setattr, config, "SERIALIZER", "serpent")
            with self.subTest(serializer):
                ours, theirs = (self.answers(server, serializer) for server in (self.ours, self.theirs))
                for name, wanted in theirs.items():
                    n = 3 if f"{serializer} {name}" in OWN_WORDS else 4
                    with self.subTest(name):
                        self.assertEqual(ours[name][:n], wanted[:n])

    def test_blob(self):
        """Python's own stumbles over what it does not have to open."""
        with pyro.Proxy(self.ours.uri) as proxy:
            self.assertEqual(proxy.echo(Blob("info", [1, "two"])), [1, "two"])

    def test_traceback(self):
        for name, text in (("error", "error() method" if GENERATION == "4" else "echo() method"),
                           ("error_with_text", "the message of the error")):
            with pyro.Proxy(self.ours.uri) as proxy, self.assertRaises(ValueError) as caught:
                getattr(proxy, name)()
            lines = remote_traceback(type(caught.exception), caught.exception)
            self.assertTrue(any("ValueError: " in line and text in line for line in lines), lines)
            self.assertTrue(any("echo-object.c" in line for line in lines), lines)

    def test_nobody_waits_for_the_slow(self):
        def call(server, found):
            with pyro.Proxy(server.uri) as proxy:
                begin = time.monotonic()
                found.append(outcome(proxy.slow) + (time.monotonic() - begin >= 4.9,))

        ours, theirs = [], []
        threads = [threading.Thread(target=call, args=(self.ours, ours)) for _ in range(3)]
        threads.append(threading.Thread(target=call, args=(self.theirs, theirs)))
        begin = time.monotonic()
        for thread in threads:
            thread.start()
        with pyro.Proxy(self.ours.uri) as proxy:
            self.assertIsNone(proxy.oneway_slow())
            self.assertEqual(proxy.echo("meanwhile"), "meanwhile")
            self.assertLess(time.monotonic() - begin, 4)
            proxy._pyroOneway.clear()
            self.assertEqual(proxy.oneway_slow(), "bogus return value")
        for thread in threads:
            thread.join(TIME_LIMIT)
        self.assertEqual(theirs, [("str", "'Finally, an answer!'", True)])
        self.assertEqual(ours, theirs * 3)

    @hosting.only(GENERATION == "4")
    def test_key(self):
        with Server([*OURS, "-H", "127.0.0.1", "--hmac-key", "secret"]) as server:
            with pyro.Proxy(server.uri) as proxy:
                proxy._pyroHmacKey = b"secret"
                self.assertEqual(proxy.echo(1), 1)
            with pyro.Proxy(server.uri) as proxy, self.assertRaises(pyro.errors.PyroError):
                proxy.echo(1)


def tidy(lines):
    """Without what is different from run to run."""
    lines = [re.sub(r"(PYRO:test.echoserver@[^:]+):\d+", r"\1:PORT", line) for line in lines]
    return [re.sub(r"^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} - ", "TIME - ", line) for line in lines
            if not line.startswith("Warning: HMAC key not set")]


class Lines(unittest.TestCase):
    """What it prints."""

    def chat(self, server, verbose=True):
        with pyro.Proxy(server.uri) as proxy:
            for message in ("text", "\u00f6\u20ac\ud800\x1b", [1, (2.5, None)], {"a": b"c"}):
                with contextlib.suppress(ValueError):  # what a serializer cannot carry
                    proxy.echo(message)
            for method in (proxy.error, proxy.error_with_text):
                with self.assertRaises(ValueError):
                    method()
            proxy._pyroOneway.clear()
            proxy.oneway_echo(None)
            proxy.verbose = False
            proxy.echo("not seen")
            proxy.verbose = verbose
            self.assertIsNone(proxy.shutdown())
        return server.end(None)

    def compare(self, *options, **environment):
        with Server([*OURS, *options], **environment) as ours, Server([*THEIRS, *options], **environment) as theirs:
            self.assertEqual(ours.lines.pop(0), f"ready {ours.uri}")
            self.assertEqual(tidy(ours.lines), tidy(theirs.lines))
            (status, said, problems), (_, wanted, _) = self.chat(ours), self.chat(theirs)
            self.assertEqual((status, problems), (0, ""))
            self.assertEqual(tidy(said), tidy(wanted))

    def test_same(self):
        self.compare()
        self.compare("-v")
        self.compare("--quiet", "--verbose", "--host", "127.0.0.1", "--port", "0")

    def test_names(self):
        with Server([*NAME_SERVER, "-n", "127.0.0.1", "-p", "0", "-x"], "URI = ") as names:
            place = {"PYRO_NS_HOST": "127.0.0.1", "PYRO_NS_PORT": names.uri.rsplit(":", 1)[1]}
            self.compare("-v", "-n", **place)
            with Server([*OURS, "-nq"], "ready", **place) as server, pyro.Proxy(names.uri) as proxy:
                self.assertEqual(str(proxy.lookup("test.echoserver")), server.uri)
                with pyro.Proxy(f"PYRONAME:test.echoserver@127.0.0.1:{place['PYRO_NS_PORT']}") as echo:
                    self.assertEqual(echo.echo("found"), "found")

    def test_own_name_server(self):
        """Python's is at a port that is free before it takes it."""
        def start(command):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            server = Server([*command, "-H", "127.0.0.1", "-v", "-N"], PYRO_NS_PORT=str(port))
            server.names = f"PYRO:Pyro.NameServer@127.0.0.1:{port}"
            return server

        with start(OURS) as ours, start(THEIRS) as theirs:
            lines = [line.replace(ours.names, theirs.names) for line in ours.lines[1:]]
            said = [line for line in theirs.lines if not line.startswith(("Not starting broadcast", "NS running"))]
            self.assertEqual(tidy(lines), tidy(said))
            for server in (ours, theirs):
                with pyro.Proxy(server.names) as names:
                    self.assertEqual(str(names.lookup("test.echoserver")), server.uri)
                    self.assertEqual(sorted(names.list()), ["Pyro.NameServer", "test.echoserver"])
            self.assertEqual(ours.end(signal.SIGINT), (0, [], ""))

    def test_quiet(self):
        with Server([*OURS, "-q"], "ready") as server:
            self.assertEqual(self.chat(server, False), (0, [], ""))

    def test_last_call(self):
        """Who was let in before the end gets an answer."""
        with Server([*OURS, "-v"]) as server:
            found = []

            def call():
                with pyro.Proxy(server.uri) as proxy:
                    found.append(outcome(proxy.slow))

            thread = threading.Thread(target=call)
            thread.start()
            self.assertIn("slow: waiting a bit...", server.process.stdout.readline())
            status, said, problems = server.end()
            thread.join(TIME_LIMIT)
            self.assertEqual(found, [("str", "'Finally, an answer!'")])
            self.assertEqual((status, tidy(said), problems), (0, ["TIME - slow: returning result"], ""))

    def test_unix_socket(self):
        with tempfile.TemporaryDirectory() as folder:
            for number in (signal.SIGINT, signal.SIGTERM):
                path = f"{folder}/echo"
                with Server([*OURS, "-u", path]) as server:
                    self.assertEqual(server.uri, f"PYRO:test.echoserver@./u:{path}")
                    with pyro.Proxy(server.uri) as proxy:
                        self.assertEqual(proxy.echo([1]), [1])
                    self.assertEqual(server.end(number), (0, [], ""))
                self.assertEqual(os.listdir(folder), [])


class Failures(unittest.TestCase):
    def expect(self, status, text, *options):
        with contextlib.ExitStack() as stack:
            server = Server([HOST, *options])
            stack.push(server.__exit__)
            found, _, problems = server.end(None)
            self.assertEqual((found, server.lines), (status, []))
            self.assertIn(text, problems)

    def test_command_line(self):
        self.expect(2, "--port wants a number from 0 to 65535, not 65536", "echo", "-p", "65536")
        self.expect(2, "one too many", "echo", "x")

    def test_place(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.expect(3, "in use", "echo", "-H", "127.0.0.1", "-p", str(taken.getsockname()[1]))
        self.expect(3, "", "echo", "-u", "/nonexistent/echo")

    def test_no_name_server(self):
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            self.expect(3, "name server: ", "--ns", "127.0.0.1:{}".format(bound.getsockname()[1]), "echo", "-n")

    def test_silent_name_server(self):
        """It can be ended while it waits."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            process = subprocess.Popen([HOST, "--ns", "127.0.0.1:{}".format(silent.getsockname()[1]), "echo", "-n"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            silent.settimeout(TIME_LIMIT)
            with silent.accept()[0]:
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.communicate(timeout=TIME_LIMIT), (b"", b""))
            self.assertEqual(process.returncode, 0)


if __name__ == "__main__":
    hosting.main()
