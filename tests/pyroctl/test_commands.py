# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of pyroctl against the demo network."""

import json
import pathlib
import tempfile
import unittest

import Pyro5.api

import harness
from harness import Network

UNKNOWN = "Pyro5.errors.NamingError: unknown name: nothing\nRemote traceback:\nTraceback (most"


class Commands(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.network = Network()
        cls.ctl = staticmethod(cls.network.run)

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def prints(self, out, *arguments, **more):
        result = self.ctl(*arguments, **more)
        self.assertEqual((result.err, result.status), ("", 0))
        self.assertEqual(result.out, out)

    def fails(self, status, err, *arguments, **more):
        result = self.ctl(*arguments, **more)
        self.assertEqual(result.err[: len(err)], err)
        self.assertEqual((result.out, result.status), ("", status))

    def eventually(self, out, *arguments):
        """A oneway call runs on its own, some time."""
        for _ in range(1000):
            if self.ctl(*arguments).out == out:
                return
        self.fail(f"{arguments} never printed {out}")

    # ---- The name server ----

    def test_list(self):
        uri = self.network.uri
        stage = f"lab.stage\t{uri('lab.stage')}\tclass:lab.Stage,instrument\n"
        camera = f"lab.camera\t{uri('lab.camera')}\tclass:lab.Camera,instrument\n"
        echo = f"lab.echo\t{uri('lab.echo')}\t\n"
        archive = f"lab.archive\t{uri('lab.archive')}\tclass:lab.Archive,data\n"
        retired = f"lab.retired\t{uri('lab.retired')}\tclass:lab.Stage,retired\n"
        weather = f"lab.weather\t{uri('lab.weather')}\tclass:lab.Weather,instrument,outdoors\n"

        lines = self.ctl("list").out.splitlines(keepends=True)
        self.assertEqual(lines, sorted(lines))
        for line in (stage, camera, echo, archive, retired, weather):
            self.assertIn(line, lines)
        self.assertIn(
            f"Pyro.NameServer\tPYRO:Pyro.NameServer@{self.network.place}\t"
            "class:Pyro5.nameserver.NameServer\n",
            lines,
        )
        self.prints(stage, "list", "--prefix", "lab.s")
        self.prints("", "list", "--prefix=none")
        self.prints("", "list", "--prefix=-1")
        self.prints(camera + echo, "list", "--regex", r"lab\.(c|e)")
        self.prints(camera + stage + weather, "list", "--all", "instrument")
        self.prints(weather, "list", "--all", "outdoors, instrument")
        self.prints(archive + weather, "list", "--any", "data,outdoors,none")
        self.fails(1, "Pyro5.errors.NamingError: invalid regex: ", "list", "--regex", "(")

    def test_list_json(self):
        result = self.ctl("list", "--json", "--prefix", "lab.e")
        self.assertEqual(
            json.loads(result.out),
            [{"name": "lab.echo", "uri": self.network.uri("lab.echo"), "tags": []}],
        )
        self.prints("[]\n", "list", "--json", "--prefix", "none")

    def test_hostile_names(self):
        """A name cannot command the terminal nor fake a line."""
        with Pyro5.api.Proxy(f"PYRO:Pyro.NameServer@{self.network.place}") as server:
            server.register("x\n\x1b[2J\x9b\ty", "PYRO:a@b:1", metadata={"t\nu"})
            self.prints("x\\n\\x1b[2J\\x9b\\ty\tPYRO:a@b:1\tt\\nu\n", "list", "--prefix", "x")
            self.prints("t\\nu\n", "tags", "x\n\x1b[2J\x9b\ty")
            out = self.ctl("--json", "list", "--prefix", "x").out
            self.assertNotIn("\x1b", out)
            self.assertEqual(json.loads(out)[0]["name"], "x\n\x1b[2J\x9b\ty")
            server.remove("x\n\x1b[2J\x9b\ty")

    def test_lookup(self):
        own = f"PYRO:Pyro.NameServer@{self.network.place}"
        self.prints(own + "\n", "lookup", "Pyro.NameServer")
        self.assertEqual(
            json.loads(self.ctl("lookup", "Pyro.NameServer", "--json").out),
            {
                "name": "Pyro.NameServer",
                "uri": own,
                "tags": ["class:Pyro5.nameserver.NameServer"],
            },
        )
        self.fails(1, UNKNOWN, "lookup", "nothing")

    def test_register_and_remove(self):
        self.prints("", "register", "r.1", "PYRO:a@b:1")
        self.prints("", "register", "r.2", "PYRONAME:c", "--tag", "größe", "--tag", "x", "--safe")
        self.prints("r.1\tPYRO:a@b:1\t\nr.2\tPYRONAME:c\tgröße,x\n", "list", "--prefix", "r.")
        self.fails(
            1,
            "Pyro5.errors.NamingError: name already registered: r.1\nRemote traceback:\n",
            *("register", "r.1", "PYRO:a@b:2", "--safe"),
        )
        self.prints("", "register", "r.1", "PYRO:a@b:2")
        self.prints("PYRO:a@b:2\n", "lookup", "r.1")

        self.prints("1\n", "remove", "r.1")
        self.prints("0\n", "remove", "r.1")
        self.prints("1\n", "remove", "--prefix", "r.")
        self.prints("", "register", "r.4", "PYRO:a@b:1")
        self.prints("1\n", "remove", "--regex", "r.[4]$", "--json")
        self.prints("0\n", "remove", "Pyro.NameServer")

    def test_tags(self):
        self.prints("", "register", "t.1", "PYRO:a@b:1", "--tag", "b", "--tag", "a")
        self.prints("a\nb\n", "tags", "t.1")
        self.prints('["a","b"]\n', "tags", "t.1", "--json")
        self.prints("", "tags", "t.1", "c", "d")
        self.prints("c\nd\n", "tags", "t.1")
        self.prints("", "tags", "t.1", "--clear")
        self.prints("", "tags", "t.1")
        self.prints("1\n", "remove", "t.1")
        self.fails(1, UNKNOWN, "tags", "nothing")
        self.fails(1, UNKNOWN, "tags", "nothing", "a")

    # ---- Objects ----

    def test_ping(self):
        time = r" answered in \d+\.\d+ ms\n$"
        own = f"PYRO:Pyro.NameServer@{self.network.place}"
        self.assertRegex(self.ctl("ping").out, "^" + own + time)
        self.assertRegex(self.ctl("ping", "lab.stage").out, "^lab.stage" + time)
        self.assertRegex(self.ctl("ping", own).out, "^" + own + time)
        answer = json.loads(self.ctl("ping", "--json", "lab.stage").out)
        self.assertEqual(answer["target"], "lab.stage")
        self.assertGreater(answer["seconds"], 0)
        self.assertLess(answer["seconds"], harness.TIME_LIMIT)

    def test_info(self):
        uri = self.network.uri("lab.stage")
        lines = self.ctl("info", "lab.stage").out.splitlines()
        self.assertRegex(lines.pop(1), "^daemon\tPyro.Daemon bound on .* objects registered")
        self.assertEqual(
            lines,
            [
                f"uri\t{uri}",
                "method\thome",
                "method\tmove_to",
                "method\tstop\toneway",
                "attribute\tlimits",
                "attribute\tmoving",
                "attribute\tposition",
            ],
        )
        answer = json.loads(self.ctl("info", uri, "--json").out)
        self.assertRegex(answer.pop("daemon"), "^Pyro.Daemon bound on ")
        self.assertEqual(
            answer,
            {
                "uri": uri,
                "methods": ["home", "move_to", "stop"],
                "oneway": ["stop"],
                "attributes": ["limits", "moving", "position"],
            },
        )

    def test_targets(self):
        place = self.network.place
        self.prints("18.25\n", "call", "lab.weather", "temperature")
        self.prints("18.25\n", "call", self.network.uri("lab.weather"), "temperature")
        self.prints("18.25\n", "call", "PYRONAME:lab.weather", "temperature")
        self.prints("18.25\n", "call", f"pyroname:lab.weather@{place}", "temperature")
        self.prints("18.25\n", "call", "PYROMETA:instrument,outdoors", "temperature")
        for target in ("", "two words", "PYRO:", "PYRO:a@b", "PYRO:a@b:x", "PYRONAME:"):
            with self.subTest(target=target):
                self.fails(2, "pyroctl: ", "call", target, "m")
        self.fails(
            2, "pyroctl: “two words” is neither a URI nor a name\n", "call", "two words", "m"
        )

    def test_attributes(self):
        self.prints("", "set", "lab.stage", "position", "(3, 4.5)")
        self.prints("(3.0, 4.5)\n", "get", "lab.stage", "position")
        self.prints("[3.0,4.5]\n", "get", "lab.stage", "position", "--json")
        self.prints("", "set", "example.counter", "count", "-5")
        self.prints("-5\n", "get", "example.counter", "count")
        self.fails(
            1,
            "TypeError: cannot unpack non-iterable int object\nRemote traceback:\n",
            *("set", "lab.stage", "position", "5"),
        )
        self.fails(
            1,
            "AttributeError: attempt to access unexposed or unknown remote attribute 'size'\n",
            *("set", "lab.archive", "size", "5"),
        )
        uri = self.network.uri("lab.stage")
        self.fails(
            2,
            f"pyroctl: remote object '{uri}' has no exposed attribute or method 'positio'; "
            "did you mean 'position'?\n",
            *("get", "lab.stage", "positio"),
        )
        self.fails(
            2,
            f"pyroctl: 'home' of remote object '{uri}' is a method, not an attribute\n",
            *("get", "lab.stage", "home"),
        )

    def test_call(self):
        self.prints("None\n", "call", "lab.stage", "home")
        self.prints("1\n", "call", "lab.arithmetic", "add", "-1", "2")
        self.prints("-0.5\n", "call", "lab.arithmetic", "add", "--", "-.25", "-25e-2")
        self.prints("(1.0, 2.0)\n", "call", "lab.stage", "move_to", "1", "y=2", "speed=0.5")
        self.prints("((), {'größe': -1})\n", "call", "lab.echo", "echo", "größe=-1")
        self.prints(
            "((1, {'a': 2}), {'x': 'y=z'})\n",
            *("call", "lab.echo", "echo", "1", '{"a": 2}', "x='y=z'"),
        )
        self.prints("('a=b',)\n", "call", "lab.echo", "same", "('a=b',)")
        uri = self.network.uri("lab.stage")
        self.fails(
            2,
            f"pyroctl: remote object '{uri}' has no exposed attribute or method 'hom'; "
            "did you mean 'home'?\n",
            *("call", "lab.stage", "hom"),
        )

    def test_bytes(self):
        # serpent: a receiver gets bytes as this dict
        answer = "{'data': 'AAH/', 'encoding': 'base64'}\n"
        data = b"\x00\x01\xff"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "data=1"
            path.write_bytes(data)
            self.prints(answer, "call", "lab.echo", "same", f"@{path}")
            self.prints(answer, "call", "lab.echo", "same", f"value=@{path}")
        self.prints(answer, "call", "lab.echo", "same", "-", stdin=data)
        self.prints(answer, "call", "lab.echo", "same", "value=-", stdin=data)
        self.prints(answer, "call", "lab.echo", "same", r"b'\x00\x01\xff'")
        large = bytes(1_000_000)
        self.prints(
            "{'data': '" + "A" * 1_333_333 + "=', 'encoding': 'base64'}\n"
            if len(large) % 3 == 2
            else "{'data': '" + "A" * 1_333_334 + "==', 'encoding': 'base64'}\n",
            *("call", "lab.echo", "same", "-"),
            stdin=large,
        )

    def test_oneway(self):
        self.prints("", "call", "lab.camera", "shutdown_lamp")
        self.eventually("False\n", "get", "lab.camera", "lamp")
        self.prints("", "set", "example.counter", "count", "0")
        self.prints("", "call", "example.counter", "increment", "--oneway", "7")
        self.eventually("7\n", "get", "example.counter", "count")
        # nobody hears what a oneway call raises
        self.prints("", "call", "lab.weather", "sulk", "--oneway")

    def test_particulars(self):
        identifier = "12345678-1234-5678-1234-567812345678"
        self.prints(
            "{'annotations': {'ABCD': {'data': 'AP8=', 'encoding': 'base64'}, "
            "'EFGH': {'data': '', 'encoding': 'base64'}}, "
            f"'correlation': '{identifier}'}}\n",
            *("call", "lab.echo", "annotated", "--annotation", "ABCD=00fF"),
            *("--annotation=EFGH=", "--correlation-id", identifier),
        )

    def test_stream(self):
        item = "{'data': 'AFWq/wBVqv8AVar/AFWq/w==', 'encoding': 'base64'}\n"
        self.prints(item * 3, "call", "lab.camera", "pictures", "3")
        self.prints("", "call", "lab.camera", "pictures", "0")
        self.prints(item * 2, "call", "lab.camera", "pictures", "1000000", "--stream", "2")
        self.prints(item, "call", "lab.camera", "pictures", "1", "--stream=2")
        self.prints("", "call", "lab.camera", "pictures", "1", "--stream=0")
        self.prints(item * 3, "call", "lab.camera", "pictures", "3", "--stream")
        result = self.ctl("call", "lab.arithmetic", "add", "1", "2", "--stream")
        self.assertEqual(result, (3, "", "pyroctl: call: The method returned a value of the type int, "
                                         "not an item stream\n"))
        result = self.ctl("call", "lab.arithmetic", "divide", "1", "0", "--stream")
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertTrue(result.err.startswith("ZeroDivisionError"), result.err)

    def test_json(self):
        """All that Python's Pyro sends; test_json.py has the forms one by one."""
        result = self.ctl("call", "--json", "lab.archive", "everything")
        self.assertEqual((result.err, result.status), ("", 0))
        self.assertEqual(result.out.count("\n"), 1)
        answer = json.loads(result.out)
        for key, value in {
            "big": 2**100,
            "tiny": 5e-324,
            "nan": {"__class__": "float", "value": "nan"},
            "complex": {"__class__": "complex", "real": 1, "imag": -2.5},
            "quotes": "it's \"quoted\" \\ and\non two lines",
            "bytes": {"data": "AAFQeXJv/w==", "encoding": "base64"},
            "tuple": [1, "two", 3],
            "dict": {"1": "one", "(2, 3)": "pair"},
            "record": {"label": "quartz", "mass": 2.65, "__class__": "lab.Sample"},
        }.items():
            self.assertEqual(answer[key], value)

    def test_large(self):
        result = self.ctl("call", "lab.archive", "catalogue")
        self.assertEqual((result.err, result.status), ("", 0))
        self.assertEqual(len(result.out.splitlines()), 1)
        self.assertTrue(result.out.startswith("{'run-00000': {'number': 0, "))
        self.assertTrue(result.out.endswith("]}}\n"))
        self.prints("[" * 150 + "]" * 150 + "\n", "call", "lab.archive", "deep", "150")

    # ---- What is raised ----

    def test_raised(self):
        self.fails(
            1,
            "ZeroDivisionError: division by zero\n"
            "Remote traceback:\n"
            "Traceback (most recent call last):\n"
            '  File "',
            *("call", "lab.arithmetic", "divide", "1", "0"),
        )
        result = self.ctl("call", "lab.weather", "wind")
        self.assertEqual(result.status, 1)
        self.assertTrue(result.err.startswith("RuntimeError: the wind cannot be measured\n"))
        self.assertIn(
            "\n\nThe above exception was the direct cause of the following exception:\n\n",
            result.err,
        )
        self.assertTrue(result.err.endswith("\nRuntimeError: the wind cannot be measured\n"))
        self.fails(
            1,
            "lab.StormWarning: ('storm within 3 days', 32.7)\nRemote traceback:\n",
            *("call", "lab.weather", "forecast", "days=3"),
        )
        self.fails(1, "RuntimeError\nRemote traceback:\n", "call", "lab.weather", "sulk")
        self.fails(
            1,
            "TypeError: Stage.home() takes 1 positional argument but 2 were given\n",
            *("call", "lab.stage", "home", "1"),
        )

    # ---- The environment ----

    def test_environment(self):
        place = {"PYRO_NS_HOST": self.network.host, "PYRO_NS_PORT": self.network.port}
        plain = ("call", "lab.weather", "temperature")
        self.assertEqual(harness.run(*plain, **place).out, "18.25\n")
        self.assertEqual(harness.run(*plain, PYRO_ODD="x", **place).out, "18.25\n")
        self.assertEqual(
            harness.run(*plain, PYRO_NS_PORT="x"),
            (2, "", "pyroctl: The environment variable PYRO_NS_PORT must be a number from 0 to"
                    " 65535, not “x”\n"),
        )
        self.assertEqual(
            harness.run(*plain, PYRO_SERIALIZER="morse", **place),
            (2, "", "pyroctl: There is no serializer “morse”\n"),
        )
        self.assertEqual(
            harness.run("call", "lab.camera", "expose", "5", PYRO_COMMTIMEOUT="0.1", **place),
            (3, "", "pyroctl: call: No answer came within 0.1 s\n"),
        )
        # a name that is not there is waited for
        late = ("get", "late.counter", "count")
        self.assertEqual(
            harness.run(*late, PYRO_NS_LOOKUP_DELAY="0.1", **place),
            (3, "", f"pyroctl: lookup: The name server at {self.network.place} does not know the"
                    " name “late.counter”\n"),
        )
        waiting = harness.start(*late, PYRO_NS_LOOKUP_DELAY="10", **place)
        self.network.command("add late.counter")
        self.assertEqual(harness.finish(waiting), (0, "0\n", ""))
        self.network.command("remove late.counter")
        # the option goes before the variable
        self.assertEqual(
            harness.run("--timeout=0", "call", "lab.camera", "expose", "0.2",
                        PYRO_COMMTIMEOUT="0.1", **place).out,
            "{'exposure': 0.2, 'gain': 1.0, 'mean': 12.5}\n",
        )


harness.main()
