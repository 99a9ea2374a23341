# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every type of value there and back again, row by row of the table of what serpent carries.

What can be written as a literal goes through Pyro5's own echo server; what cannot is given by an
object of this process. The table is printed with the number of values that were checked.
"""

import array
import collections
import datetime
import decimal
import enum
import math
import threading
import unittest
import uuid

import Pyro5.api
import Pyro5.core
import Pyro5.errors

import harness
from harness import EchoServer

Same = collections.namedtuple("Same", "literal")  # comes back as it is
Sent = collections.namedtuple("Sent", "literal text")  # comes back as text
Given = collections.namedtuple("Given", "value text")  # what Python gives is printed as text
Refused = collections.namedtuple("Refused", "literal message")  # is not sent
Raised = collections.namedtuple("Raised", "literal head")  # makes the server raise
Failed = collections.namedtuple("Failed", "value head")  # Python cannot send it
Unread = collections.namedtuple("Unread", "value message")  # no peer can read it


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


class Text(str):
    pass


class Number(int):
    pass


class Items(list):
    pass


class Table(dict):
    pass


class Sample:
    def __init__(self):
        self.label = "quartz"
        self.mass = 2.65


class Fault(Exception):
    pass


@Pyro5.api.expose
class Thing:
    def method(self):
        pass


Point = collections.namedtuple("Point", "x y")
THING = Thing()
MOMENT = datetime.datetime(2026, 3, 14, 15, 9, 26, 535897)


def same(*literals):
    return [Same(literal) for literal in literals]


def based(data):
    return f"{{'data': '{data}', 'encoding': 'base64'}}"


def record(class_name, rest):
    return f"{{'__class__': '{class_name}', {rest}}}"


def uri(scheme, name, host="None", port="None", path="None"):
    return record("Pyro5.core.URI", f"'state': ('{scheme}', '{name}', {path}, {host}, {port})")


def proxy(uri, methods="()"):
    return record("Pyro5.client.Proxy", f"'state': ('{uri}', (), {methods}, (), 'hello', None)")


def exception(class_name, args="()", attributes="{}"):
    return record(class_name, f"'__exception__': True, 'args': {args}, 'attributes': {attributes}")


def unknown(type_name):
    return (f"TypeError: don't know how to serialize class <class '{type_name}'>. Give it vars() or"
            " an appropriate __getstate__")


def unhashable(type_name):
    return (f"TypeError: one of the keys in a dict or set is not of a primitive hashable type:"
            f" <class '{type_name}'>. Use simple types as keys or use a list or tuple as container.")


NO_KEY = "serpent cannot carry {} as a key of a dict or in a set, found at args[0][{}]"
BYTES_KEY = "The serpent text cannot be read at line 2, column 1: A dict cannot be a {}"

ROWS = [
    ("None", same("None")),
    ("bool", same("True", "False")),
    ("str", [
        *same(
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
            "'🔬𐍈𠀋'",
            r"'\U0010ffff'",
        ),
        # other ways to write it
        Sent('"a" \'b\'', "'ab'"),
        Sent("'''a\nb'''", r"'a\nb'"),
        Sent(r"r'\n'", r"'\\n'"),
        Sent(r"'\u2022\x41\101'", "'•AA'"),
    ]),
    ("int of any size", [
        *same(
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
        ),
        Sent("-0", "0"),
        Sent("1_000", "1000"),
        Sent("0x7fffffffffffffffff", "2361183241434822606847"),
        Sent("0o17", "15"),
        Sent("0b101", "5"),
    ]),
    ("float", [
        *same(
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
        ),
        Sent("1E3", "1000.0"),
        Sent(".5", "0.5"),
    ]),
    ("float: nan and infinities", [
        *same("nan", "inf", "-inf", "[nan, (inf, -inf)]"),
        Sent("1e400", "inf"),
        Sent("{'__class__': 'float', 'value': 'nan'}", "nan"),
        Given(math.nan, "nan"),
    ]),
    ("complex", [
        *same("1j", "(1+2j)", "(-0.5-2.25j)", "(1e+300+5e-324j)", "(inf-infj)"),
        Sent("1+2j", "(1+2j)"),
        Refused("(nan+1j)", "serpent cannot carry a complex number that has nan in it, found at args[0]"),
    ]),
    ("str with lone surrogates", same(r"'\ud800'", r"'\udfff\ud83d'")),
    ("bytes", [
        Sent("b''", based("")),
        Sent("b'abc'", based("YWJj")),
        Sent(r"b'\x00\xff'", based("AP8=")),
        Sent("[b'abc']", f"[{based('YWJj')}]"),
        Given(b"abc", based("YWJj")),
    ]),
    ("bytearray", [Given(bytearray(b"abc"), based("YWJj"))]),
    ("memoryview", [Given(memoryview(b"abc"), based("YWJj"))]),
    ("list", [
        *same("[]", "[1, [2, [3, []]]]", "[" * 90 + "]" * 90),
        Sent(" [ 1 , ] ", "[1]"),
    ]),
    ("tuple", [
        *same("()", "(1,)", "(1, 'two', (3.0,))"),
        Sent("1, 2", "(1, 2)"),
    ]),
    ("set", [
        *same("{1}", "{'a'}", "{(1, 2)}", "{1j}"),
        Sent("{2, 2}", "{2}"),
        Given({1}, "{1}"),
    ]),
    ("set: empty", [Sent("set()", "()"), Given(set(), "()")]),
    ("set of None, bytes or frozenset", [
        Refused("{None}", NO_KEY.format("None", 0)),
        Refused("{b'a'}", NO_KEY.format("bytes", 0)),
        Refused("{frozenset({1})}", NO_KEY.format("a frozenset", 0)),
        Failed({None}, unhashable("NoneType")),
        Failed({frozenset({1})}, unhashable("frozenset")),
        Unread({b"a"}, BYTES_KEY.format("member of a set")),
    ]),
    ("frozenset", [Sent("frozenset({1})", "{1}"), Given(frozenset({1}), "{1}")]),
    ("frozenset: empty", [Sent("frozenset()", "()"), Given(frozenset(), "()")]),
    ("dict with str keys", [
        *same("{}", "{'a': 1, 'b': [2]}", "{'b': 1, 'a': 2}", "{'__klass__': 'no record'}"),
    ]),
    ("dict with int, float, bool or complex keys", [
        *same("{1: 'int', 1.5: 'float', False: 'bool', 3j: 'complex'}", "{-1: 2, inf: 3}"),
        Sent("{1: 2, 1: 3}", "{1: 3}"),
        Sent("{1: 2, True: 3, 1.0: 4}", "{1: 4}"),
        Given({math.nan: 1}, "{nan: 1}"),
    ]),
    ("dict with tuple keys", same("{(1, 'x'): {'y': ()}}", "{(1, (2, 'x'), ()): 3}")),
    ("dict with a None key", [
        Refused("{None: 1}", NO_KEY.format("None", None)),
        Failed({None: 1}, unhashable("NoneType")),
    ]),
    ("dict with a bytes key", [
        Refused("{b'a': 1}", NO_KEY.format("bytes", b"a")),
        Unread({b"a": 1}, BYTES_KEY.format("key of a dict")),
    ]),
    ("dict with other hashable keys", [
        Refused("{frozenset({1}): 1}", NO_KEY.format("a frozenset", "frozenset({1})")),
        Failed({frozenset({1}): 1}, unhashable("frozenset")),
        Failed({MOMENT.date(): 1}, unhashable("datetime.date")),
        Given({decimal.Decimal(1): 1}, "{'1': 1}"),
    ]),
    ("datetime", [
        Given(MOMENT, "'2026-03-14T15:09:26.535897'"),
        Given(MOMENT.replace(microsecond=0, tzinfo=datetime.timezone.utc),
              "'2026-03-14T15:09:26+00:00'"),
    ]),
    ("date", [Given(MOMENT.date(), "'2026-03-14'")]),
    ("time", [Given(MOMENT.time(), "'15:09:26.535897'")]),
    ("timedelta", [Given(datetime.timedelta(minutes=90), "5400.0")]),
    ("Decimal", [Given(decimal.Decimal("0.10"), "'0.10'")]),
    ("UUID", [Given(uuid.UUID(int=1), "'00000000-0000-0000-0000-000000000001'")]),
    ("array.array", [
        Given(array.array("i", [1, 2]), "[1, 2]"),
        Given(array.array("d", [1, 0.5]), "[1.0, 0.5]"),
    ]),
    ("deque", [Given(collections.deque([1, 2]), "[1, 2]")]),
    ("OrderedDict", [
        Given(collections.OrderedDict(b=1, a=2),
              record("collections.OrderedDict", "'items': [('b', 1), ('a', 2)]")),
    ]),
    ("Counter, defaultdict", [
        Given(collections.Counter("aab"), "{'a': 2, 'b': 1}"),
        Given(collections.defaultdict(int, a=1), "{'a': 1}"),
    ]),
    ("namedtuple", [Given(Point(1, 2), "(1, 2)")]),
    ("Enum member", [Given(Colour.RED, "'red'"), Given(Level.LOW, "1")]),
    ("str or int subclass", [
        Given(Text("lost"), "{'__class__': '__main__.Text'}"),
        Given(Number(5), "{'__class__': '__main__.Number'}"),
    ]),
    ("list or dict subclass", [Given(Items([1]), "[1]"), Given(Table(a=1), "{'a': 1}")]),
    ("URI", [
        *same(
            uri("PYRO", "obj", "'host'", 1234),
            uri("PYRO", "obj", path="'/run/x'"),
            uri("PYRONAME", "name"),
            "[(" + uri("PYRO", "deep", "'host'", 1) + ",)]",
        ),
        Given(Pyro5.core.URI("PYRO:obj@host:1"), uri("PYRO", "obj", "'host'", 1)),
        Given([{"deep": (Pyro5.core.URI("PYRONAME:x"),)}], "[{'deep': (" + uri("PYRONAME", "x") + ",)}]"),
    ]),
    ("Proxy", [
        *same(record("Pyro5.client.Proxy",
                     "'state': ('PYRO:obj@host:1234', (), ('m',), ('a',), 'hello', 'serpent')")),
        Given(Pyro5.api.Proxy("PYRO:obj@host:1"), proxy("PYRO:obj@host:1")),
    ]),
    ("registered object", [
        Given(THING, proxy("PYRO:thing@{place}", "('method',)")),
        Given([THING], "[" + proxy("PYRO:thing@{place}", "('method',)") + "]"),
    ]),
    ("Daemon", same(record("Pyro5.server.Daemon", "'state': ()"))),
    ("Python's and Pyro's exceptions", [
        *same(
            exception("builtins.ValueError", "('x', 1)", "{'y': [2]}"),
            exception("builtins.StopIteration"),
            exception("Pyro5.errors.NamingError", "('x',)"),
        ),
        Sent(exception("ValueError", "['x']"), exception("builtins.ValueError", "('x',)")),
        Given(ValueError("x", 1), exception("builtins.ValueError", "('x', 1)")),
        Given(Pyro5.errors.NamingError("x"), exception("Pyro5.errors.NamingError", "('x',)")),
    ]),
    ("other exceptions", [
        Given(Fault("x"), exception("__main__.Fault", "('x',)")),
        Raised(exception("lab.Fault"),
               "Pyro5.errors.SerializeError: unsupported serialized class: lab.Fault"),
    ]),
    ("instance of a user's class", [
        Given(Sample(), "{'label': 'quartz', 'mass': 2.65, '__class__': '__main__.Sample'}"),
        Raised("{'__class__': 'lab.Sample', 'x': 1}",
               "Pyro5.errors.SerializeError: unsupported serialized class: lab.Sample"),
        Raised("{'__class__': '__main__.Sample'}",
               "Pyro5.errors.SecurityError: refused to deserialize types with double underscores in"
               " their name: __main__.Sample"),
    ]),
    ("range, slice, Ellipsis", [
        Failed(range(3), unknown("range")),
        Failed(slice(1, 2), unknown("slice")),
        Failed(..., unknown("ellipsis")),
    ]),
    ("module", [Failed(math, unknown("getset_descriptor"))]),
    ("function", [
        Given(based, "{'__class__': 'builtins.function'}"),
        Failed(math.sin, unknown("builtin_function_or_method")),
    ]),
    ("view of a dict", [
        Given({"a": 1}.keys(), "['a']"),
        Given({"a": 1}.values(), "[1]"),
        Given({"a": 1}.items(), "[('a', 1)]"),
    ]),
    ("iterator as the result", [
        Given(iter([1, "a"]), "1\n'a'"),
        Given((n for n in ()), ""),
        Given(zip("ab", [1, 2]), "('a', 1)\n('b', 2)"),
    ]),
    ("iterator within the result", [Failed([iter([1])], unknown("list_iterator"))]),
]


@Pyro5.api.expose
class Giver:
    def give(self, row, case):
        return ROWS[row][1][case].value


class Values(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = EchoServer()
        cls.daemon = Pyro5.api.Daemon(host="127.0.0.1")
        cls.daemon.register(THING, "thing")
        cls.giver = str(cls.daemon.register(Giver()))
        threading.Thread(target=cls.daemon.requestLoop, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.shutdown()
        cls.server.stop()

    def echo(self, literal):
        return harness.run("call", self.server.uri, "echo", literal)

    def check(self, case, give):
        """Asserts one case, and says in a word what became of the value."""
        match case:
            case Same(literal):
                self.assertEqual(self.echo(literal), (0, literal + "\n", ""))
                return "unchanged"
            case Sent(literal, text):
                self.assertEqual(self.echo(literal), (0, text + "\n", ""))
                return "changed"
            case Given(_, text):
                text = text.replace("{place}", self.daemon.locationStr)
                self.assertEqual(give(), (0, text + "\n" if text else "", ""))
                return "given"
            case Refused(literal, message):
                self.assertEqual(self.echo(literal), (2, "", f"pyroctl: {message}\n"))
                return "refused"
            case Unread(_, message):
                self.assertEqual(give(), (3, "", f"pyroctl: call: {message}\n"))
                return "unreadable"
            case Raised(literal, head):
                result = self.echo(literal)
            case Failed(_, head):
                result = give()
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertEqual(result.err.partition("\nRemote traceback:\n")[0], head)
        return "raised"

    def test_table(self):
        total = collections.Counter()
        lines = []
        for i, (row, cases) in enumerate(ROWS):
            became = collections.Counter()
            for j, case in enumerate(cases):
                with self.subTest(row=row, case=case):
                    became[self.check(
                        case, lambda: harness.run("call", self.giver, "give", str(i), str(j))
                    )] += 1
            total += became
            lines.append((row, became))
        for row, became in [*lines, (f"{len(ROWS)} rows", total)]:
            counts = ", ".join(f"{count} {word}" for word, count in became.items())
            print(f"# {row:43} {counts}", flush=True)
        self.assertEqual(total.total(), sum(len(cases) for _, cases in ROWS))

    def test_order(self):
        """A set has no order, so all that can be said is that nothing is lost."""
        result = self.echo("{5, 'a', 2.5, (1,)}")
        self.assertEqual(eval(result.out), {5, "a", 2.5, (1,)})

    def test_python_agrees(self):
        """What pyroctl prints is what Python's client gets, as Python prints it."""
        names = {"nan": math.nan, "inf": math.inf}
        cases = [case.literal for _, cases in ROWS for case in cases if isinstance(case, Same)]
        with Pyro5.api.Proxy(self.server.uri) as proxy:
            for literal in cases:
                if "__class__" in literal:
                    continue  # Python makes objects of these
                with self.subTest(literal=literal):
                    if literal == "(inf-infj)":  # no sum of Python's gives that
                        value = complex(math.inf, -math.inf)
                    else:
                        value = eval(literal, names)
                    self.assertEqual(repr(proxy.echo(value)), literal)

    def test_members(self):
        for method, answer in {
            "nan": "nan\n",
            "inf": "inf\n",
            "generator": "'one'\n'two'\n'three'\n",
            "__dunder__": "'should be allowed (dunder)'\n",
        }.items():
            self.assertEqual(harness.run("call", self.server.uri, method), (0, answer, ""))
        for method, message in {
            "error": "ValueError: this is the generated error from echoserver echo() method",
            "error_with_text": "ValueError: the message of the error",
        }.items():
            result = harness.run("call", self.server.uri, method)
            self.assertEqual((result.status, result.out), (1, ""))
            self.assertTrue(result.err.startswith(f"{message}\nRemote traceback:\nTraceback "))
            self.assertTrue(result.err.endswith(f"\n{message}\n"))
        self.assertEqual(harness.run("call", self.server.uri, "oneway_echo", "1"), (0, "", ""))

    def test_attribute(self):
        place = self.server.uri
        self.assertEqual(harness.run("get", place, "verbose"), (0, "False\n", ""))
        self.assertEqual(harness.run("set", place, "verbose", "True"), (0, "", ""))
        self.assertEqual(harness.run("get", place, "verbose"), (0, "True\n", ""))
        self.assertEqual(harness.run("set", place, "verbose", "0"), (0, "", ""))
        self.assertEqual(harness.run("get", place, "verbose"), (0, "False\n", ""))


harness.main()
