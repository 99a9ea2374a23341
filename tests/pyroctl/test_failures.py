# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that can go wrong: usage, peers that are hostile or absent, and the user's interruption."""

import re
import struct
import threading
import unittest

import Pyro5.api

import harness
from harness import Network, hostile, nobody, run

COMMANDS = "list lookup register remove tags ping info doctor call batch get set decode".split()
USAGE = (
    "Usage: pyroctl [OPTION…] COMMAND [ARGUMENT…]\n"
    "“pyroctl --help” lists the options and commands.\n"
)
CALL_USAGE = (
    "Usage: pyroctl call [OPTION…] TARGET METHOD [ARG… | NAME=ARG…]\n"
    "“pyroctl call --help” tells more.\n"
)


class Usage(unittest.TestCase):
    """Nothing is asked of the network here: there is none."""

    maxDiff = None

    def wrong(self, err, *arguments, **more):
        self.assertEqual(run(*arguments, **more), (2, "", err))

    def test_help(self):
        result = run("--help")
        self.assertEqual((result.status, result.err), (0, ""))
        self.assertTrue(result.out.startswith("Usage:\n  pyroctl [OPTION…] COMMAND [ARGUMENT…]\n"))
        for command in COMMANDS:
            summary = re.search(f"^  {command} +(.+)$", result.out, re.MULTILINE)[1]
            with self.subTest(command=command):
                about = run(command, "--help")
                self.assertEqual((about.status, about.err), (0, ""))
                self.assertTrue(about.out.startswith(f"Usage:\n  pyroctl {command} [OPTION…]"))
                self.assertIn(f"\n\n{summary}\n\n", about.out)
                self.assertIn("--ns=HOST[:PORT]", about.out)
                self.assertIn(f"\nExamples:\n  pyroctl {command}", about.out.replace("--timeout 5 ", ""))
                self.assertEqual(run("help", command), about)
        self.assertEqual(run("help"), result)
        self.assertEqual(run("help", "help").status, 2)
        self.assertIn("Exit status: 0 done; 1 ", result.out)
        self.assertIn("--annotation=ABCD=HEX", run("call", "-h").out)

    def test_version(self):
        result = run("--version")
        self.assertRegex(result.out, r"^pyroctl \d+\.\d+\.\d+\n$")
        self.assertEqual((result.status, result.err), (0, ""))

    def test_commands(self):
        self.wrong("pyroctl: A command is missing\n" + USAGE)
        self.wrong("pyroctl: A command is missing\n" + USAGE, "--json")
        self.wrong("pyroctl: There is no command “frobnicate”; there are list, lookup, register,"
                   " remove, tags, ping, info, doctor, call, batch, get, set, decode, ns, echo, gateway and config\n" + USAGE,
                   "frobnicate")
        self.wrong("pyroctl: Unknown option --frobnicate\n" + USAGE, "--frobnicate", "list")
        self.wrong("pyroctl: Unknown option --oneway\n" + USAGE, "--oneway", "call")
        self.wrong(
            "pyroctl: Unknown option --frobnicate\n" + CALL_USAGE, "call", "--frobnicate", "x"
        )
        self.wrong("pyroctl: Unknown option -x\n" + CALL_USAGE, "call", "x", "m", "-x")
        self.wrong("pyroctl: METHOD is missing\n" + CALL_USAGE, "call", "x")
        self.wrong(
            "pyroctl: The argument “y” is one too many\n"
            "Usage: pyroctl lookup [OPTION…] NAME\n“pyroctl lookup --help” tells more.\n",
            *("lookup", "x", "y"),
        )
        self.wrong(
            "pyroctl: The argument “x” is one too many\n"
            "Usage: pyroctl list [OPTION…] [--prefix PREFIX | --regex RE | --all TAG,… | --any TAG,…]\n"
            "“pyroctl list --help” tells more.\n",
            *("list", "x"),
        )
        for command, names in {
            "lookup": "NAME", "register": "NAME URI", "tags": "NAME", "info": "TARGET",
            "call": "TARGET METHOD", "get": "TARGET ATTRIBUTE", "set": "TARGET ATTRIBUTE ARG",
        }.items():
            for n, name in enumerate(names.split()):
                with self.subTest(command=command, name=name):
                    result = run(command, *["x"] * n)
                    self.assertEqual((result.status, result.out), (2, ""))
                    self.assertTrue(
                        result.err.startswith(f"pyroctl: {name} is missing\nUsage: pyroctl {command} ")
                    )

    def test_encoding(self):
        """What is not UTF-8 is not sent to anybody."""
        for arguments in (["call", b"x\xff", "m"], ["list", "--prefix", b"x\xff"], ["--ns", b"x\xff"],
                          ["register", "a", "PYRO:a@b:1", "--tag", b"x\xff"], [b"x\xff"]):
            with self.subTest(arguments=arguments):
                self.wrong("pyroctl: The argument “x\\xff” is not UTF-8\n" + USAGE, *arguments)
        # in the C locale too, UTF-8 is all that there is
        result = run("--ns", "größe:x", "list", LC_ALL="C")
        self.assertEqual(result.err, "pyroctl: --ns wants HOST or HOST:PORT, not “größe:x”\n" + USAGE)

    def test_environment(self):
        self.wrong("pyroctl: name server: The address has white space in it\n",
                   "list", PYRO_NS_HOST="a b")

    def test_options(self):
        for place in ("", ":1", "host:", "host:x", "host:0", "host:65536", "[::1]x", "[::1]:x", "[]", "a b",
                      "./u:"):
            with self.subTest(place=place):
                self.wrong(f"pyroctl: --ns wants HOST or HOST:PORT, not “{place}”\n" + USAGE,
                           "--ns", place, "list")
        for seconds in ("", "x", "-1", "1s", "nan", "inf"):
            with self.subTest(seconds=seconds):
                self.wrong(
                    f"pyroctl: --timeout wants a number of seconds, not “{seconds}”\n" + CALL_USAGE,
                    *("call", f"--timeout={seconds}", "x", "m"),
                )
        for protocol in ("3", "0", "", "48", "Pyro4"):
            with self.subTest(protocol=protocol):
                self.wrong(f"pyroctl: --protocol wants auto, 4 or 5, not “{protocol}”\n" + USAGE,
                           "--protocol", protocol, "list")
        result = run("--serializer", "morse", "list")
        self.assertEqual(result.status, 2)
        self.assertRegex(result.err, "^pyroctl: There is no serializer “morse”; there is: serpent")
        self.wrong("pyroctl: Missing argument for --ns\n" + USAGE, "--ns")

    def test_exclusive(self):
        self.wrong("pyroctl: Only one of --prefix, --regex, --all and --any can be given\n",
                   "list", "--prefix", "a", "--all", "b")
        self.wrong("pyroctl: One of NAME, --prefix and --regex has to be given\n", "remove")
        self.wrong("pyroctl: One of NAME, --prefix and --regex has to be given\n",
                   "remove", "a", "--regex", "b")
        self.wrong("pyroctl: Only one of TAG and --clear can be given\n",
                   "tags", "a", "b", "--clear")

    def test_literals(self):
        """A mistake is shown with its place, and a bare word with the way to quote it."""
        for text, err in {
            "hello":
                "pyroctl: “hello” is no Python literal: A name cannot stand here: put quotes around"
                " hello to make it text\n"
                "  hello\n"
                "  ^\n"
                "Text has quotes of its own inside those of the shell: '\"hello\"'\n",
            "x=lab.stage":
                "pyroctl: “lab.stage” is no Python literal: A name cannot stand here: put quotes"
                " around lab.stage to make it text\n"
                "  lab.stage\n"
                "  ^\n"
                "Text has quotes of its own inside those of the shell: '\"lab.stage\"'\n",
            "[1, 2":
                "pyroctl: “[1, 2” is no Python literal: The [ opened at line 1, column 1 is not"
                " closed\n"
                "  [1, 2\n"
                "       ^\n",
        }.items():
            with self.subTest(text=text):
                self.wrong(err, "call", "x", "m", text)
        # the place counts characters, and what is before it on its own line
        result = run("set", "x", "a", "['größe',\n 'ж', ?]")
        self.assertEqual(result.status, 2)
        self.assertTrue(result.err.endswith("\n   'ж', ?]\n        ^\n"), result.err)
        result = run("set", "x", "a", "['世界', ?]")
        self.assertTrue(result.err.endswith("\n  ['世界', ?]\n           ^\n"), result.err)
        result = run("set", "x", "a", "'\x1b[2J")
        self.assertNotIn("\x1b", result.err)
        result = run("call", "x", "m", 'say "it\'s"')
        self.assertTrue(result.err.endswith(r''' '"say \"it'\''s\""'
'''), result.err)
        empty = "pyroctl: An argument is empty; write '\"\"' for a text that is\n"
        self.wrong(empty, "call", "x", "m", "")
        self.wrong(empty, "call", "x", "m", "a=")
        # of a long one only the part around the mistake is shown
        result = run("call", "x", "m", "[" + "1, " * 1000 + "x, " + "2, " * 1000 + "]")
        self.assertEqual(
            result.err,
            "pyroctl: An argument is no Python literal: A name cannot stand here: put quotes around x"
            " to make it text\n"
            "  … " + "1, " * 13 + "x, " + "2, " * 9 + "2,…\n"
            "   " + " " * 40 + "^\n",
        )

    def test_arguments(self):
        self.wrong("pyroctl: Standard input can be only one argument\n",
                   "call", "x", "m", "-", "a=-")
        self.wrong("pyroctl: The argument “a” is given twice\n", "call", "x", "m", "a=1", "a=2")
        self.wrong("pyroctl: /nonexistent/file cannot be read: No such file or directory\n",
                   "call", "x", "m", "@/nonexistent/file")
        self.wrong("pyroctl: / cannot be read: Is a directory\n", "call", "x", "m", "@/")
        self.wrong("pyroctl: @ wants the name of a file behind it\n", "call", "x", "m", "@")
        self.wrong("pyroctl: A URI begins with PYRO:, PYRONAME: or PYROMETA:\n", "register", "x", "nonsense")
        for text in ("ABCD", "ABCD=0", "ABCD=0x"):
            self.wrong("pyroctl: --annotation wants four characters, = and hexadecimal digits, not"
                       f" “{text}”\n", "call", "x", "m", "--annotation", text)
        result = run("call", "x", "m", "--annotation=ABC=00")
        self.assertEqual((result.status, result.err[:23]), (2, "pyroctl: --annotation: "))
        self.wrong("pyroctl: --stream wants a number of items, not -1\n",
                   "call", "x", "m", "--stream=-1")
        self.wrong("pyroctl: --stream wants a number of items, not -1\n",
                   "call", "x", "m", "--stream", "-1")
        self.wrong("pyroctl: --stream wants a number of items, not many\n",
                   "call", "x", "m", "--stream", "many")
        self.wrong("pyroctl: --correlation-id wants a UUID, not “1234”\n",
                   "call", "x", "m", "--correlation-id", "1234")


def closes(connection):
    connection.close()


def says(data):
    def behave(connection):
        connection.recv(65536)
        connection.sendall(data)
        connection.close()

    return behave


def header(*, version=502, kind=2, serializer=1, flags=0, seq=0, size=0, annotations=0,
           magic=0x4DC5):
    return struct.pack("!4sHBBHHII16sHH", b"PYRO", version, kind, serializer, flags, seq, size,
                       annotations, bytes(16), 0, magic)


PYRO4_FAIL = bytes.fromhex("5059524f00300003000000000000002e000300000000354d") + (
    b"\xfa\x2cinvalid data or unsupported protocol version"
)

# What a server does when it is connected to, and what pyroctl then says.
HANDSHAKES = {
    "closes": (
        closes,
        "The peer closed the connection without an answer to the handshake: it may want TLS",
    ),
    "http": (
        says(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        "There is an HTTP server at this address, not Pyro",
    ),
    "ssh": (
        says(b"SSH-2.0-OpenSSH_9.2\r\n"),
        "The peer does not speak Pyro",
    ),
    "tls": (
        says(b"\x15\x03\x01\x00\x02\x02\x28"),
        "The peer wants TLS",
    ),
    "half": (
        says(header()[:20]),
        "The peer closed the connection in the middle of a message",
    ),
    "pyro4": (
        says(PYRO4_FAIL),
        "The daemon refused the connection: invalid data or unsupported protocol version",
    ),
    "version": (
        says(header(version=503)),
        "The peer speaks protocol version 503, which is not supported",
    ),
    "magic": (
        says(header(magic=0)),
        "The peer sent a damaged message header",
    ),
    "huge": (
        says(header(size=0xFFFFFFFF, annotations=0xFFFFFFFF)),
        "The peer announced a message of 8589934590 bytes, over the limit of 1073741824",
    ),
    "type": (
        says(header(kind=9)),
        "The peer sent a message of the unknown type 9",
    ),
    "result": (
        says(header(kind=5)),
        "The peer sent RESULT instead of an answer to the handshake",
    ),
    "empty": (
        says(header()),
        "The serpent text cannot be read at line 1, column 1: A value is missing: the text ends here",
    ),
    "annotations": (
        says(header(annotations=4) + b"ABCD"),
        "The peer sent annotations that end in the middle of one",
    ),
    "serializer": (
        says(header(serializer=77, size=1) + b"x"),
        "The peer used a serializer with the unknown number 77",
    ),
    "text": (
        says(header(size=7) + b"'hello'"),
        "The daemon accepted the handshake but did not answer it",
    ),
}


class Failures(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.network = Network()

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def fails(self, err, *arguments, **more):
        self.assertEqual(run(*arguments, **more), (3, "", f"pyroctl: {err}\n"))

    # ---- The steps ----

    def test_name_server(self):
        with nobody() as place:
            refused = f"name server: No name server was found: Could not connect to {place}:" \
                      " Connection refused"
            for arguments in (["list"], ["lookup", "x"], ["register", "x", "PYRO:a@b:1"],
                              ["remove", "x"], ["tags", "x"], ["ping"], ["info", "x"],
                              ["call", "x", "m"], ["get", "x", "a"], ["set", "x", "a", "1"],
                              ["call", "PYROMETA:a", "m"]):
                with self.subTest(arguments=arguments):
                    self.fails(refused, "--ns", place, *arguments)
            self.fails(refused, "call", f"PYRONAME:x@{place}", "m")
            port = place.partition(":")[2]
            for ipv6 in ("::1", f"[::1]:{port}"):
                result = run("--ns", ipv6, "list", PYRO_NS_PORT=port)
                self.assertEqual(result.status, 3)
                self.assertRegex(result.err, "^pyroctl: name server: No name server was found:"
                                             rf" Could not connect to \[::1\]:{port}: ")
        with hostile(closes) as place:
            self.fails("name server: No name server was found: "
                       f"{place}: The peer closed the connection without an answer to the"
                       " handshake: it may want TLS", "--ns", place, "list")

    def test_lookup(self):
        place = self.network.place
        self.fails(f"lookup: The name server at {place} does not know the name “nothing”",
                   "--ns", place, "call", "nothing", "m")
        self.fails(f"lookup: The name server at {place} knows no object with the metadata tags"
                   " none, such", "--ns", place, "call", "PYROMETA:none,such", "m")
        self.network.run("register", "alias", "PYRONAME:lab.stage")
        self.fails("lookup: The name “alias” is registered as “PYRONAME:lab.stage”, which is not"
                   " the address of an object", "--ns", place, "get", "alias", "position")

    def test_connect(self):
        with nobody() as place:
            self.fails(f"connect: Could not connect to {place}: Connection refused",
                       "call", f"PYRO:x@{place}", "m")
        # registered, and gone
        result = self.network.run("ping", "lab.retired")
        self.assertEqual(result.status, 3)
        self.assertRegex(result.err, r"^pyroctl: connect: Could not connect to 127\.0\.0\.1:\d+:"
                                     " Connection refused\n$")
        self.fails("connect: Could not connect to ./u:/nonexistent/socket: No such file or directory",
                   "ping", "PYRO:x@./u:/nonexistent/socket")

    def test_handshake(self):
        for name, (behave, message) in HANDSHAKES.items():
            with self.subTest(name=name), hostile(behave) as place:
                result = run("--timeout", "10", "call", f"PYRO:x@{place}", "m")
                self.assertEqual((result.status, result.out), (3, ""))
                self.assertEqual(result.err, f"pyroctl: handshake: {message}\n")

    def test_refusal(self):
        place = self.network.uri("lab.stage").partition("@")[2]
        self.fails("handshake: The daemon refused the connection: unknown object",
                   "ping", f"PYRO:nothing@{place}")

    def test_silence(self):
        with hostile(lambda connection: None) as place:
            silent = f"Connected to {place}, but no answer to the handshake came within 0.2 s"
            self.fails(f"handshake: {silent}", "--timeout=0.2", "call", f"PYRO:x@{place}", "m")
            self.fails(f"name server: No name server was found: {silent}",
                       "--timeout=0.2", "--ns", place, "list")

    def test_call(self):
        self.fails("call: No answer came within 0.2 s",
                   "--timeout=0.2", "--ns", self.network.place, "call", "lab.camera", "expose", "30")
        result = run("--ns", self.network.place, "call", "lab.archive", "catalogue",
                     PYRO_MAX_MESSAGE_SIZE="10000")
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertRegex(result.err, r"\Apyroctl: call: The peer announced a message of \d+ bytes,"
                                     r" over the limit of 10000\n\Z")

    def test_dropped(self):
        """A server that goes away in the middle of a call."""

        @Pyro5.api.expose
        class Quitter:
            def quit(self):
                raise SystemExit

        with Pyro5.api.Daemon(host="127.0.0.1") as daemon:
            uri = daemon.register(Quitter(), "quitter")
            threading.Thread(target=daemon.requestLoop, daemon=True).start()
            result = run("call", str(uri), "quit")
            daemon.shutdown()
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertRegex(result.err, r"\Apyroctl: call: The peer closed the connection.*\n\Z")


harness.main()
