#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyrolite, the client in Java, calls what is written in C: test_pyrolite.py DAEMON GENERATION PYROCTL

`./dev` fetches it, and tells where it is in PYROLITE.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import tap  # noqa: E402

DAEMON, GENERATION, PYROCTL = sys.argv[1:4]
HERE = pathlib.Path(__file__).resolve().parent
TIME_LIMIT = 60  # seconds: far more than anything here takes
JARS = sorted(pathlib.Path(os.environ.get("PYROLITE") or "/nonexistent", GENERATION).glob("*.jar"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYRO_")}
ENVIRONMENT |= {"PYTHONUNBUFFERED": "1", "PYTHONHASHSEED": "0"}
THEIRS = {"5": ("Pyro5.utils.echoserver", "Pyro5.nameserver"), "4": ("Pyro4.test.echoserver", "Pyro4.naming")}

# Sets are tuples to the serializer of the old one.
SET = "{1, 2}" if GENERATION == "5" else "(1, 2)"
METHODS = ("__getitem__ __iter__ __len__ blob delay delayAndId divide echo generator getDict getDictAttr iterator "
           "multiply new_test_object nonserializableException oneway_delay oneway_multiply ping response_annotation "
           "testargs").split()


def raised(name, text, rest="traceback"):
    return f"builtins.{name}: [builtins.{name}] {text}; {rest}"


def refused(text):
    """What Pyrolite says itself."""
    return f"null: {text}; none"


SOMETHING = {
    "getDict": "{'number'=42}",
    "getDictAttr": "{'number2'=43}",
    "ping": "None",
    "nonserializableException":
        "testsupport.NonserializableError: [testsupport.NonserializableError] xantippe; traceback",
    "__len__": "6",
    "multiply": "42",
    "divide": "-4",
    "divide by zero": raised("ZeroDivisionError", "integer division or modulo by zero", "traceback of a division"),
    "echo": "(None, true, false, 0, -1, 1099511627776, 0.1, 1.0E300, '', 'text', '\u00f6\u20ac\U0001f600'\"', [], "
            "[1, [2]], (1, 'a'), " + SET + ", {'a'={'b'=None}}, {'data'='AAH/', 'encoding'='base64'}, (1, 2), "
            "'00000000-0000-0000-0000-000000000005', 1180591620717411303424)",
    "too few": raised("TypeError", "Something.multiply() missing 1 required positional argument: 'y'"),
    "testargs": "[1, [2, 3], {}]",
    "delay": "'slept 0 seconds'",
    "delayAndId": "'slept for 99'",
    "item": "'w'",
    "no item": raised("IndexError", "string index out of range"),
    "metadata": "proxy of " + ", ".join(map(repr, METHODS)) + " / 'dictionary', 'value'",
    "no method": refused("remote object 'something' has no exposed attribute or method 'nothing'"),
    "get": "12345",
    "set": "42",
    "set back": "12345",
    "set what is read-only":
        raised("AttributeError", "attempt to access unexposed or unknown remote attribute 'dictionary'"),
    "no attribute": raised("AttributeError", "attempt to access unexposed or unknown remote attribute 'nothing'"),
    "oneway": "6",
    "iterator": "['one', 'two', 'three']",
    "generator": "['one', 'two', 'three', 'four', 'five']",
    "characters": "['q', 'w', 'e', 'r', 't', 'y']",
    "annotations": "{'annotations_in_daemon'}",
    "annotations of the answer": "'daemon annotation via new api'",
    "no annotations": raised("ValueError", "XYZZ should be present in annotations in the daemon"),
    "correlation id": "6",
    "another object": "12",
    "unexposed": "'hello'",
    "hidden": refused("remote object 'unexposed' has no exposed attribute or method 'unexposed'"),
    "nobody": refused("connection rejected, reason: unknown object"),
    "daemon": "None",
    "again": "42",
}


class Server:
    """A program that says where it serves and does so until it is told to stop."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        for line in self.process.stdout:
            found = re.search(r"^(?:ready|echo uri:|URI =) (?:PYRO:.*@)?(127\.0\.0\.1|localhost):(\d+)$", line)
            if found:
                self.place = found.groups()
                return
        self.__exit__()
        raise unittest.SkipTest(f"there is no {' '.join(command)}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=TIME_LIMIT)


class Pyrolite(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if shutil.which("javac") is None:
            raise unittest.SkipTest("There is no JDK to run Pyrolite with")
        if not JARS:
            raise unittest.SkipTest("Pyrolite could not be had from Maven Central")
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.path = os.pathsep.join([cls.folder, *map(str, JARS)])
        subprocess.run(["javac", "-encoding", "UTF-8", "-cp", cls.path, "-d", cls.folder, HERE / "PyroliteClient.java"],
                       check=True, timeout=TIME_LIMIT, stdout=sys.stderr)

    def call(self, what, server):
        run = subprocess.run(["java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", self.path,
                              "PyroliteClient", what, *server.place],
                             stdout=subprocess.PIPE, encoding="utf-8", timeout=TIME_LIMIT, env=ENVIRONMENT, check=True)
        found = dict(line.split("\t", 1) for line in run.stdout.splitlines())
        print(f"# Pyrolite {found.pop('version')}, {len(found)} calls", flush=True)
        return found

    def compare(self, what, ours, theirs):
        """Whether it makes no difference to it who serves."""
        with Server(*ours) as server:
            mine = self.call(what, server)
        with Server(sys.executable, "-W", "ignore", "-m", *theirs) as server:
            wanted = self.call(what, server)
        self.assertGreater(len(wanted), 20)
        self.assertEqual({name: re.sub(r":\d{4,5}\b", ":PORT", text) for name, text in mine.items()},
                         {name: re.sub(r":\d{4,5}\b", ":PORT", text) for name, text in wanted.items()})

    def test_daemon(self):
        for options in [], ["--multi"]:
            with self.subTest(options=options), Server(DAEMON, *options) as server:
                self.assertEqual(self.call("something", server), SOMETHING)

    def test_echo_server(self):
        self.compare("echo", [PYROCTL, "echo", "-H", "127.0.0.1"], [THEIRS[GENERATION][0], "-H", "127.0.0.1"])

    def test_name_server(self):
        options = ["-n", "127.0.0.1", "-p", "0"]
        self.compare("names", [PYROCTL, "ns", *options], [THEIRS[GENERATION][1], *options])

    def test_name_server_with_a_database(self):
        options = ["-n", "127.0.0.1", "-p", "0", "-s"]
        self.compare("names", [PYROCTL, "ns", *options, f"sql:{self.folder}/ours.db"],
                     [THEIRS[GENERATION][1], *options, f"sql:{self.folder}/theirs.db"])


if __name__ == "__main__":
    tap.main()
