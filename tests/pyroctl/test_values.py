# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every type of value there and back again, through Pyro5's own echo server.

What comes back is what was sent, except where serpent itself changes it. The same value through
Python's proxy is the proof for that: pyroctl prints what its repr() prints.
"""

import math
import unittest

import Pyro5.api

import harness
from harness import EchoServer

SAME = [
    "None",
    "True",
    "False",
    # integers of all sizes
    "0",
    "1",
    "-1",
    "2147483647",
    "-2147483648",
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    str(10**400),
    str(-(7**1000)),
    # floats
    "0.0",
    "-0.0",
    "1.5",
    "0.1",
    "1e+300",
    "-1e-05",
    "1e+16",
    "123456789012345.6",
    "5e-324",
    "2.2250738585072014e-308",
    "1.7976931348623157e+308",
    "nan",
    "inf",
    "-inf",
    # complex numbers
    "1j",
    "(1+2j)",
    "(-0.5-2.25j)",
    "(1e+300+5e-324j)",
    "(inf-infj)",
    # text of all planes
    "''",
    "'plain'",
    '"it\'s"',
    "'\"'",
    r"""'it\'s "both"'""",
    r"'back\\slash'",
    r"'\n\r\t'",
    r"'\x00\x07\x1b\x7f\x80\xa0\xad'",
    "'äßéłşж中'",
    r"'\u2028\u200b\ufeff\ue000'",
    r"'\ud800'",
    r"'\udfff\ud83d'",
    "'🔬𐍈𠀋'",
    r"'\U0010ffff'",
    # containers
    "[]",
    "[1, [2, [3, []]]]",
    "()",
    "(1,)",
    "(1, 'two', (3.0,))",
    "{1}",
    "{'a'}",
    "{(1, 2)}",
    "{}",
    "{'a': 1, 'b': [2]}",
    "{1: 'int', 1.5: 'float', False: 'bool'}",
    "{(1, 'x'): {'y': ()}}",
    "{'__klass__': 'no record'}",
    "[" * 90 + "]" * 90,
    # records of the classes that Pyro knows
    "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'obj', None, 'host', 1234)}",
    "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'obj', '/run/x', None, None)}",
    "{'__class__': 'Pyro5.core.URI', 'state': ('PYRONAME', 'name', None, None, None)}",
    "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:obj@host:1234', (), ('m',), ('a',), "
    "'hello', 'serpent')}",
    "{'__class__': 'Pyro5.server.Daemon', 'state': ()}",
    "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('x', 1), "
    "'attributes': {'y': [2]}}",
    "{'__class__': 'builtins.StopIteration', '__exception__': True, 'args': (), "
    "'attributes': {}}",
    "{'__class__': 'Pyro5.errors.NamingError', '__exception__': True, 'args': ('x',), "
    "'attributes': {}}",
    "[({'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'deep', None, 'host', 1)},)]",
]

# What serpent changes, or the server: sent, and what comes back.
CHANGED = [
    ("set()", "()"),
    ("frozenset()", "()"),
    ("frozenset({1})", "{1}"),
    ("b''", "{'data': '', 'encoding': 'base64'}"),
    ("b'abc'", "{'data': 'YWJj', 'encoding': 'base64'}"),
    (r"b'\x00\xff'", "{'data': 'AP8=', 'encoding': 'base64'}"),
    ("[b'abc']", "[{'data': 'YWJj', 'encoding': 'base64'}]"),
    ("{'__class__': 'float', 'value': 'nan'}", "nan"),
    (
        "{'__class__': 'ValueError', '__exception__': True, 'args': ['x'], 'attributes': {}}",
        "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('x',), "
        "'attributes': {}}",
    ),
    # other ways to write a literal
    ("-0", "0"),
    ("1_000", "1000"),
    ("0x7fffffffffffffffff", "2361183241434822606847"),
    ("0o17", "15"),
    ("0b101", "5"),
    ("1E3", "1000.0"),
    (".5", "0.5"),
    ("1e400", "inf"),
    ("1+2j", "(1+2j)"),
    ('"a" \'b\'', "'ab'"),
    ("'''a\nb'''", r"'a\nb'"),
    (r"r'\n'", r"'\\n'"),
    (r"'\u2022\x41\101'", "'•AA'"),
    ("1, 2", "(1, 2)"),
    (" [ 1 , ] ", "[1]"),
    ("{1: 2, 1: 3}", "{1: 3}"),
    ("{2, 2}", "{2}"),
]

# What serpent cannot carry: nothing is sent then.
REFUSED = [
    ("{None: 1}", "serpent cannot carry None as a key of a dict or in a set"),
    ("{b'a': 1}", "serpent cannot carry bytes as a key of a dict or in a set"),
    ("{None}", "serpent cannot carry None as a key of a dict or in a set"),
    ("(nan+1j)", "serpent cannot carry a complex number that has nan in it"),
]

# What Python's serpent cannot read: the server raises.
RAISED = [
    (
        "{'__class__': 'lab.Sample', 'x': 1}",
        "Pyro5.errors.SerializeError: unsupported serialized class: lab.Sample",
    ),
    (
        "{'__class__': '__main__.Sample'}",
        "Pyro5.errors.SecurityError: refused to deserialize types with double underscores in "
        "their name: __main__.Sample",
    ),
]


class Values(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = EchoServer()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def call(self, *arguments):
        return harness.run("call", self.server.uri, *arguments)

    def test_same(self):
        for literal in SAME:
            with self.subTest(literal=literal):
                self.assertEqual(self.call("echo", literal), (0, literal + "\n", ""))

    def test_changed(self):
        for literal, answer in CHANGED:
            with self.subTest(literal=literal):
                self.assertEqual(self.call("echo", literal), (0, answer + "\n", ""))

    def test_refused(self):
        for literal, message in REFUSED:
            with self.subTest(literal=literal):
                result = self.call("echo", literal)
                self.assertEqual(result, (2, "", f"pyroctl: {message}\n"))

    def test_raised(self):
        for literal, message in RAISED:
            with self.subTest(literal=literal):
                result = self.call("echo", literal)
                self.assertEqual((result.status, result.out), (1, ""))
                self.assertEqual(result.err.partition("\n")[0], message)

    def test_order(self):
        """A set has no order, so all that can be said is that nothing is lost."""
        result = self.call("echo", "{5, 'a', 2.5, (1,)}")
        self.assertEqual(eval(result.out), {5, "a", 2.5, (1,)})

    def test_python_agrees(self):
        """What pyroctl prints is what Python's client gets, as Python prints it."""
        with Pyro5.api.Proxy(self.server.uri) as proxy:
            for literal in SAME:
                if "__class__" in literal:
                    continue  # Python makes objects of these
                with self.subTest(literal=literal):
                    if literal == "(inf-infj)":  # no sum of Python's gives that
                        value = complex(math.inf, -math.inf)
                    else:
                        value = eval(literal, {"nan": math.nan, "inf": math.inf})
                    self.assertEqual(repr(proxy.echo(value)), literal)

    def test_members(self):
        for method, answer in {
            "nan": "nan\n",
            "inf": "inf\n",
            "generator": "'one'\n'two'\n'three'\n",
            "__dunder__": "'should be allowed (dunder)'\n",
        }.items():
            self.assertEqual(self.call(method), (0, answer, ""))
        for method, message in {
            "error": "ValueError: this is the generated error from echoserver echo() method",
            "error_with_text": "ValueError: the message of the error",
        }.items():
            result = self.call(method)
            self.assertEqual((result.status, result.out), (1, ""))
            self.assertTrue(result.err.startswith(f"{message}\nRemote traceback:\nTraceback "))
            self.assertTrue(result.err.endswith(f"\n{message}\n"))
        self.assertEqual(self.call("oneway_echo", "1"), (0, "", ""))

    def test_attribute(self):
        uri = self.server.uri
        self.assertEqual(harness.run("get", uri, "verbose"), (0, "False\n", ""))
        self.assertEqual(harness.run("set", uri, "verbose", "True"), (0, "", ""))
        self.assertEqual(harness.run("get", uri, "verbose"), (0, "True\n", ""))
        self.assertEqual(harness.run("set", uri, "verbose", "0"), (0, "", ""))
        self.assertEqual(harness.run("get", uri, "verbose"), (0, "False\n", ""))


harness.main()
