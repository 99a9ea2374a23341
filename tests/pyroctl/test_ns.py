# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl ns as a program, and pyroctl's other commands with it."""

import contextlib
import os
import pathlib
import signal
import socket
import sqlite3
import sys
import tempfile
import time
import unittest

import harness

sys.path.insert(0, str(harness.TESTS / "names"))

import servers  # noqa: E402

ANY = ("-n", "127.0.0.1", "-p", "0")


class WithFolder(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def serve(self, *options, **more):
        server = servers.ours(*options, **more)
        self.addCleanup(server.end)
        return server

    def run_with(self, server, *arguments):
        return harness.run("--ns", server.place, *arguments)


class Lines(WithFolder):
    """The lines after `ready` are those of Python's own."""

    def compare(self, *options, marker="URI = ", **environment):
        mine = servers.ours(*options, last=marker, **environment)
        self.addCleanup(mine.end)
        self.assertEqual(mine.lines[0], f"ready PYRO:Pyro.NameServer@{mine.inside}")
        lines = [servers.without_ports(line) for line in mine.lines[1:]]
        self.assertEqual(mine.stop(), (0, "NS shut down.\n", ""))
        other = servers.python("5", *options, last=marker, **environment)
        self.assertEqual(lines, [servers.without_ports(line) for line in other.lines])
        # it takes signals once it serves, and not when it says so
        self.assertEqual(harness.run("--ns", other.inside, "list").status, 0)
        self.assertEqual(other.stop()[:2], (0, "NS shut down.\n"))

    def test_loopback(self):
        self.compare("-n", "127.0.0.1", "-p", "0")
        self.compare("-n", "localhost", "-p", "0", "-x")
        self.compare("-p", "0", PYRO_HOST="127.0.0.1")

    def test_unix(self):
        self.compare("-u", str(self.folder / "socket"))
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_ipv6(self):
        with contextlib.suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
            self.compare("-n", "::1", "-p", "0")
            return
        self.skipTest("there is no IPv6 here")

    def test_broadcast(self):
        self.compare("-n", "0.0.0.0", "-p", "0", "--bchost", "127.0.0.1", "--bcport", "0")
        self.compare("-n", "0.0.0.0", "-p", "0", "-x")

    def test_broadcast_in_environment(self):
        """Python's own does not start then: it takes the text of the environment for a class."""
        server = self.serve("-n", "0.0.0.0", "-p", "0", "--bcport", "0", PYRO_NS_BCHOST="127.0.0.1")
        self.assertRegex(server.lines[1], r"^Broadcast server running on 127\.0\.0\.1:\d+$")

    def test_nat(self):
        self.compare("-n", "127.0.0.1", "-p", "0", "--nathost", "nat.example", "--natport", "4711",
                     marker="external URI = ")
        self.compare("-n", "127.0.0.1", "-p", "0", "--nathost", "nat.example", "--natport", "0",
                     marker="external URI = ")

    def test_database(self):
        for _ in range(2):
            self.compare("-n", "127.0.0.1", "-p", "0", "-s", f"sql:{self.folder}/names.db")
            server = self.serve(*ANY, "-s", f"sql:{self.folder}/names.db")
            self.assertEqual(self.run_with(server, "register", "a", "PYRO:a@h:1").status, 0)
            server.end()


class Program(WithFolder):
    def test_signals(self):
        for number in signal.SIGINT, signal.SIGTERM:
            server = servers.ours()
            self.assertEqual(server.stop(number), (0, "NS shut down.\n", ""))

    def test_stops_with_clients(self):
        """Clients that are connected do not keep it."""
        server = servers.ours()
        with contextlib.ExitStack() as stack:
            for _ in range(20):
                stack.enter_context(socket.create_connection((server.host, server.port), harness.TIME_LIMIT))
            self.assertEqual(self.run_with(server, "list").status, 0)
            start = time.monotonic()
            self.assertEqual(server.stop(signal.SIGTERM), (0, "NS shut down.\n", ""))
            self.assertLess(time.monotonic() - start, 4)

    def test_usual_port(self):
        """With no option it listens at Pyro's usual port, or at the one in the environment."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = harness.start("ns", PYRO_NS_PORT=str(port))
        self.assertEqual(process.stdout.readline().decode(), f"ready PYRO:Pyro.NameServer@localhost:{port}\n")
        listed = harness.run("list", PYRO_NS_PORT=str(port))
        self.assertEqual(harness.interrupt(process).status, 0)
        self.assertEqual(listed.out, f"Pyro.NameServer\tPYRO:Pyro.NameServer@localhost:{port}\t"
                                     "class:Pyro5.nameserver.NameServer\n")

    def test_usage(self):
        for arguments, said in (
            (["-p", "70000"], "--port wants"), (["-p", "-2"], "--port wants"), (["--bcport", "65536"], "--bcport"),
            (["--nathost", "x"], "go together"), (["--natport", "1"], "go together"),
            (["--nathost", "x", "--natport", "1", "-u", "y"], "exclude"), (["-u", "y", "-p", "1"], "in place of"),
            (["-s", "dbm:x"], "no tags"), (["-s", "sql:"], "“sql:”"), (["-s", "sql::memory:"], "wants a file"),
            (["-s", "x"], "memory or sql:FILE"), (["x"], "one too many"), (["--frobnicate"], "frobnicate"),
        ):
            result = harness.run("ns", *arguments)
            self.assertEqual((result.status, result.out), (2, ""), arguments)
            self.assertIn(said, result.err)
        result = harness.run("ns", *ANY, PYRO_NS_AUTOCLEAN="2")
        self.assertEqual(result, (2, "", "pyroctl: NS_AUTOCLEAN cannot be smaller than 3\n"))

    def test_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            result = harness.run("ns", "-n", "127.0.0.1", "-p", str(taken.getsockname()[1]))
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertIn("127.0.0.1", result.err)
        (self.folder / "taken").touch()
        result = harness.run("ns", "-u", str(self.folder / "taken"))
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertTrue((self.folder / "taken").exists())
        result = harness.run("ns", "-n", "0.0.0.0", "-p", "0", "--bchost", "192.0.2.1")
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertIn("UDP port 9091", result.err)

    def test_no_database(self):
        (self.folder / "text.db").write_text("This is no database, but a text that is long enough to be looked at.\n" * 99)
        with contextlib.closing(sqlite3.connect(self.folder / "other.db")) as other:
            other.execute("CREATE TABLE pyro_names(x, y, z)")
            other.commit()
        for file in "text.db", "other.db", "nowhere/names.db":
            before = (self.folder / file).read_bytes() if "/" not in file else None
            result = harness.run("ns", *ANY, "-s", f"sql:{self.folder}/{file}")
            self.assertEqual((result.status, result.out), (3, ""), file)
            self.assertTrue(result.err.startswith("pyroctl: "), result.err)
            if before is not None:
                self.assertEqual((self.folder / file).read_bytes(), before)

    def test_closed_output(self):
        """Whoever started it may go away: it serves on."""
        process = harness.start("ns", *ANY)
        place = process.stdout.readline().decode().strip().partition("@")[2]
        process.stdout.close()
        self.assertEqual(harness.run("--ns", place, "list").status, 0)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(harness.TIME_LIMIT), -signal.SIGPIPE)
        process.stdin.close()
        process.stderr.close()


class Commands(WithFolder):
    """pyroctl's other commands, over TCP and a Unix socket, with names in memory and in a database."""

    def check(self, *options):
        server = self.serve(*options)

        def prints(out, *arguments):
            self.assertEqual(self.run_with(server, *arguments), (0, out, ""), arguments)

        prints("", "register", "b", "PYRO:b@h:1", "--tag", "x", "--tag", "y")
        prints("", "register", "a", "PYRO:a@h:1")
        prints("a\tPYRO:a@h:1\t\nb\tPYRO:b@h:1\tx,y\n", "list", "--regex", "[ab]")
        prints("b\tPYRO:b@h:1\tx,y\n", "list", "--all", "x,y")
        prints("PYRO:a@h:1\n", "lookup", "a")
        prints("", "tags", "a", "z")
        prints("a\tPYRO:a@h:1\tz\n", "list", "--any", "z")
        result = self.run_with(server, "register", "a", "PYRO:c@h:1", "--safe")
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertIn("NamingError: name already registered: a", result.err)
        result = self.run_with(server, "--protocol=4", "lookup", "nothing")
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertIn("NamingError: unknown name: nothing", result.err)
        self.assertEqual(self.run_with(server, "--protocol=4", "list", "--prefix", "Pyro").out.split("\t")[2],
                         "class:Pyro4.naming.NameServer\n")
        self.assertEqual(self.run_with(server, "info", "Pyro.NameServer").status, 0)
        self.assertEqual(self.run_with(server, "doctor", "Pyro.NameServer").status, 0)
        prints("1\n", "remove", "a")
        prints("0\n", "remove", "Pyro.NameServer")

    def test_memory(self):
        self.check(*ANY)

    def test_database(self):
        self.check(*ANY, "-s", f"sql:{self.folder}/names.db")

    def test_unix(self):
        server = self.serve("-u", str(self.folder / "socket"))
        result = harness.run("--ns", f"./u:{self.folder}/socket", "register", "a", "PYRO:a@h:1")
        self.assertEqual(result, (0, "", ""))
        server.end()
        self.assertFalse(os.path.exists(self.folder / "socket"))

    def test_key(self):
        """With a key it is for clients of Pyro4 that have it."""
        server = self.serve(*ANY, "--hmac-key", "secret")
        self.assertEqual(self.run_with(server, "--hmac-key", "secret", "ping", server.uri).status, 0)
        self.assertEqual(self.run_with(server, "list").status, 3)
        self.assertEqual(self.run_with(server, "--hmac-key", "other", "list").status, 3)


del WithFolder
harness.main()
