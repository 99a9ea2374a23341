# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""--json: what Python's json.loads() makes of it, for every type of value.

The values go through Pyro5's own echo server, which is told to send bytes as bytes.
"""

import json
import unittest

import harness
from harness import EchoServer


def an(class_name, **more):
    return {"__class__": class_name, **more}


# A Python literal, the line that is printed, and what json.loads() makes of it.
FORMS = [
    ("None", "null", None),
    ("True", "true", True),
    ("False", "false", False),
    # integers have all their digits
    ("0", "0", 0),
    ("-1", "-1", -1),
    ("9223372036854775807", "9223372036854775807", 2**63 - 1),
    ("-9223372036854775808", "-9223372036854775808", -(2**63)),
    ("9223372036854775808", "9223372036854775808", 2**63),
    ("18446744073709551615", "18446744073709551615", 2**64 - 1),
    ("-9223372036854775809", "-9223372036854775809", -(2**63) - 1),
    (str(10**400), str(10**400), 10**400),
    (str(-(7**1000)), str(-(7**1000)), -(7**1000)),
    # floats stay floats, and are read as the same number
    ("0.0", "0.0", 0.0),
    ("-0.0", "-0.0", -0.0),
    ("1.0", "1.0", 1.0),
    ("0.1", "0.1", 0.1),
    ("1e+100", "1e100", 1e100),
    ("5e-324", "5e-324", 5e-324),
    ("1.7976931348623157e+308", "1.7976931348623157e308", 1.7976931348623157e308),
    ("123456789012345.6", "123456789012345.6", 123456789012345.6),
    # JSON has no word for these
    ("nan", '{"__class__":"float","value":"nan"}', an("float", value="nan")),
    ("inf", '{"__class__":"float","value":"inf"}', an("float", value="inf")),
    ("-inf", '{"__class__":"float","value":"-inf"}', an("float", value="-inf")),
    ("'nan'", '"nan"', "nan"),
    (
        "(1-2.5j)",
        '{"__class__":"complex","real":1.0,"imag":-2.5}',
        an("complex", real=1.0, imag=-2.5),
    ),
    (
        "(inf+0j)",
        '{"__class__":"complex","real":{"__class__":"float","value":"inf"},"imag":0.0}',
        an("complex", real=an("float", value="inf"), imag=0.0),
    ),
    ("b''", '{"data":"","encoding":"base64"}', {"data": "", "encoding": "base64"}),
    (r"b'\x00\xff'", '{"data":"AP8=","encoding":"base64"}', {"data": "AP8=", "encoding": "base64"}),
    # text
    ("''", '""', ""),
    ("'it\\'s \"both\"'", '"it\'s \\"both\\""', "it's \"both\""),
    ("'/\\\\'", '"/\\\\"', "/\\"),
    ("'\\n\\r\\t\\b\\f'", '"\\n\\r\\t\\b\\f"', "\n\r\t\b\f"),
    ("'äß中🔬\U0010ffff'", '"äß中🔬\U0010ffff"', "äß中🔬\U0010ffff"),
    # no terminal takes a command from it
    (
        r"'\x00\x1b[2J\x7f\x80\x9b\xa0'",
        '"\\u0000\\u001B[2J\\u007f\\u0080\\u009b\u00a0"',
        "\x00\x1b[2J\x7f\x80\x9b\xa0",
    ),
    # lone surrogates
    (r"'\ud800'", r'"\ud800"', "\ud800"),
    (r"'a\udfff\ud7ff\ue000b'", '"a\\udfff\ud7ff\ue000b"', "a\udfff\ud7ff\ue000b"),
    (r"{'\udc80': 1}", r'{"\udc80":1}', {"\udc80": 1}),
    # containers
    ("[]", "[]", []),
    ("()", "[]", []),
    ("{}", "{}", {}),
    ("[1, [2, (3, {4})]]", "[1,[2,[3,[4]]]]", [1, [2, [3, [4]]]]),
    ("frozenset({'a'})", '["a"]', ["a"]),
    ("[" * 150 + "]" * 150, "[" * 150 + "]" * 150, json.loads("[" * 150 + "]" * 150)),
    # dicts keep their order; a key that is no text is a Python literal
    ("{'b': 1, 'a': [2]}", '{"b":1,"a":[2]}', {"b": 1, "a": [2]}),
    (
        "{1: 'i', 1.5: 'f', False: 'b', (2, 'x'): 't', 3j: 'c'}",
        '{"1":"i","1.5":"f","False":"b","(2, \'x\')":"t","3j":"c"}',
        {"1": "i", "1.5": "f", "False": "b", "(2, 'x')": "t", "3j": "c"},
    ),
    # where that makes two keys the same, both are there; Python takes the last
    ("{1: 'int', '1': 'str'}", '{"1":"int","1":"str"}', {"1": "str"}),
    # records of classes
    (
        "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'obj', None, 'host', 1234)}",
        '{"__class__":"Pyro5.core.URI","state":["PYRO","obj",null,"host",1234]}',
        an("Pyro5.core.URI", state=["PYRO", "obj", None, "host", 1234]),
    ),
    (
        "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('x',), "
        "'attributes': {}}",
        '{"__class__":"builtins.ValueError","__exception__":true,"args":["x"],"attributes":{}}',
        an("builtins.ValueError", __exception__=True, args=["x"], attributes={}),
    ),
]


class Json(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = EchoServer(PYRO_SERPENT_BYTES_REPR="true")

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def test_forms(self):
        for literal, line, value in FORMS:
            with self.subTest(literal=literal):
                result = harness.run("--json", "call", self.server.uri, "echo", literal)
                self.assertEqual(result, (0, line + "\n", ""))
                # repr() tells 1 from 1.0 and True, and 0.0 from -0.0
                self.assertEqual(repr(json.loads(result.out)), repr(value))

    def test_stream(self):
        """A line for each item."""
        result = harness.run("--json", "call", self.server.uri, "generator")
        self.assertEqual(result, (0, '"one"\n"two"\n"three"\n', ""))

    def test_mixed(self):
        """All of them in one value."""
        literals = [literal for literal, _, _ in FORMS]
        values = [value for _, _, value in FORMS]
        result = harness.run(
            "--json", "call", self.server.uri, "echo", "[" + ", ".join(literals) + "]"
        )
        self.assertEqual((result.status, result.err), (0, ""))
        self.assertEqual(repr(json.loads(result.out)), repr(values))


harness.main()
