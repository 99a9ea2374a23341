# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl with a name server and an object of Pyro4, found out or told, signed or not."""

import unittest

import harness
from harness import Network, nobody, run

PROGRAM = "names/pyro4-network.py"
KEY = "schlüssel"


class Pyro4:
    """The same for every network; the subclasses say which."""

    options = ()  # of the network
    arguments = ()  # of pyroctl
    environment = {}

    @classmethod
    def setUpClass(cls):
        cls.network = Network(*cls.options, program=PROGRAM)

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def prints(self, out, *arguments):
        result = self.network.run(*self.arguments, *arguments, **self.environment)
        self.assertEqual(result, (0, out, ""))

    def test_list(self):
        self.prints("lab.stage\tPYRO:lab.stage@192.0.2.1:4711\tclass:lab.Stage,instrument\n",
                    "list", "--prefix", "lab.s")
        self.prints("lab.weather\tPYRO:lab.weather@192.0.2.1:4711\t"
                    "class:lab.Weather,instrument,outdoors\n", "list", "--all", "outdoors,instrument")

    def test_lookup(self):
        self.prints(f"PYRO:lab.echo@{self.network.place}\n", "lookup", "lab.echo")
        result = self.network.run(*self.arguments, "lookup", "nothing", **self.environment)
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertIn("NamingError: unknown name: nothing", result.err)

    def test_register(self):
        self.prints("", "register", "x.new", "PYRO:a@192.0.2.1:1", "--tag", "b", "--tag", "a")
        self.prints("x.new\tPYRO:a@192.0.2.1:1\ta,b\n", "list", "--prefix", "x.")
        self.prints("", "tags", "x.new", "c")
        self.prints("x.new\tPYRO:a@192.0.2.1:1\tc\n", "list", "--prefix", "x.")
        self.prints("1\n", "remove", "x.new")
        self.prints("", "list", "--prefix", "x.")

    def test_call(self):
        for target in ("lab.echo", f"PYRO:lab.echo@{self.network.place}"):
            self.prints("[1, 'a', (2.5, None)]\n", "call", target, "echo", "[1, 'a', (2.5, None)]")
        result = self.network.run(*self.arguments, "call", "lab.echo", "echo", **self.environment)
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertIn("TypeError", result.err)
        self.assertIn("Traceback (most recent call last)", result.err)

    def test_ping(self):
        result = self.network.run(*self.arguments, "ping", "lab.echo", **self.environment)
        self.assertEqual((result.status, result.err), (0, ""))

    def test_wrong_protocol(self):
        result = self.network.run("--protocol", "5", "list")
        self.assertEqual(result, (3, "", "pyroctl: name server: No name server was found: "
                                         f"{self.network.place}: The peer speaks Pyro4, not Pyro5\n"))


class Found(Pyro4, unittest.TestCase):
    pass


class Told(Pyro4, unittest.TestCase):
    arguments = ("--protocol=4",)


class InEnvironment(Pyro4, unittest.TestCase):
    environment = {"PYRO_PROTOCOL": "4"}


class Signed(Pyro4, unittest.TestCase):
    options = ("--hmac-key", KEY)
    arguments = ("--hmac-key", KEY)

    def test_wrong_key(self):
        start = f"pyroctl: name server: No name server was found: {self.network.place}: "
        self.assertEqual(self.network.run("--hmac-key=x", "list"),
                         (3, "", start + "The HMAC of a message is wrong: the peer has another key,"
                                         " or the message was changed\n"))
        self.assertEqual(self.network.run("list"),
                         (3, "", start + "The peer signs its messages with an HMAC key,"
                                         " and none was given\n"))
        self.assertEqual(self.network.run("--hmac-key", KEY, "list", PYRO_HMAC_KEY="x").status, 0)


class SignedInEnvironment(Pyro4, unittest.TestCase):
    options = ("--hmac-key", KEY)
    environment = {"PYRO_HMAC_KEY": KEY}


class Pyro5(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.network = Network()

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def test_protocol(self):
        for protocol in ("auto", "5"):
            self.assertEqual(self.network.run("--protocol", protocol, "list", "--prefix", "lab.e"),
                             (0, f"lab.echo\t{self.network.uri('lab.echo')}\t\n", ""))
        start = f"pyroctl: name server: No name server was found: {self.network.place}: "
        self.assertEqual(self.network.run("--protocol=4", "list"),
                         (3, "", start + "The peer speaks Pyro5, not Pyro4\n"))

    def test_key(self):
        start = f"pyroctl: name server: No name server was found: {self.network.place}: "
        self.assertEqual(self.network.run("--hmac-key=x", "list"),
                         (3, "", start + "An HMAC key was given, but the peer speaks Pyro5,"
                                         " which has none\n"))
        with nobody() as place:
            self.assertEqual(run("--hmac-key=x", "--protocol=5", "call", f"PYRO:a@{place}", "m"),
                             (2, "", "pyroctl: Pyro5 has no HMAC keys\n"))


harness.main()
