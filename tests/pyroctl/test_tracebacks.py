# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a remote exception looks like on standard error: byte for byte as Python prints it."""

import linecache
import threading
import unittest

import Pyro5.api
import Pyro5.errors

import harness

# Source code that the traceback quotes, with a tab in it.
SOURCE = "def fail():\n\traise ValueError('a\tb')\t# said with a tab\n"
linecache.cache["tabs.py"] = (len(SOURCE), None, SOURCE.splitlines(keepends=True), "tabs.py")
tabs = {}
exec(compile(SOURCE, "tabs.py", "exec"), tabs)


@Pyro5.api.expose
class Faults:
    def plain(self):
        return 1 / 0

    def argument(self):
        return {}["key"]

    def nothing(self):
        raise RuntimeError

    def lines(self):
        raise ValueError("first\n\n  third\nfourth\n")

    def cause(self):
        try:
            open("/nonexistent/file")
        except OSError as problem:
            raise RuntimeError("größe 🔬") from problem

    def context(self):
        try:
            return 1 / 0
        except ZeroDivisionError:
            return [][1]

    def syntax(self):
        compile("x = (1,\n     2]\n", "config.py", "exec")

    def group(self):
        raise ExceptionGroup("two things", [ValueError("a"), ExceptionGroup("b", [KeyError("c")])])

    def note(self):
        problem = ValueError("with a note")
        problem.add_note("the note\nhas two lines")
        raise problem

    def recursion(self):
        return self.recursion()

    def tabs(self):
        tabs["fail"]()

    def own(self):
        raise Pyro5.errors.NamingError("unknown name: x")


# The first line of each, in one line.
HEADS = {
    "plain": "ZeroDivisionError: division by zero",
    "argument": "KeyError: 'key'",
    "nothing": "RuntimeError",
    "lines": r"ValueError: first\n\n  third\nfourth\n",
    "cause": "RuntimeError: größe 🔬",
    "context": "IndexError: list index out of range",
    "syntax": "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1"
              " (config.py, line 2)",
    "note": "ValueError: with a note",
    "recursion": "RecursionError: maximum recursion depth exceeded",
    "tabs": "ValueError: a\tb",
    "own": "Pyro5.errors.NamingError: unknown name: x",
}


def remote_part(text):
    """The remote traceback in what Pyro5's get_pyro_traceback() makes, without its frame."""
    head = " +--- This exception occured remotely (Pyro) - Remote traceback:\n | "
    tail = "\n +--- End of remote traceback\n"
    return text.partition(head)[2].removesuffix(tail).replace("\n | ", "\n") + "\n"


class Tracebacks(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.daemon = Pyro5.api.Daemon(host="127.0.0.1")
        cls.uri = str(cls.daemon.register(Faults(), "faults"))
        threading.Thread(target=cls.daemon.requestLoop, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.shutdown()

    def in_python(self, method):
        """The lines of the traceback as a Python client gets them, and Pyro5's text of it all."""
        with Pyro5.api.Proxy(self.uri) as proxy:
            try:
                getattr(proxy, method)()
            except Exception as problem:
                return problem._pyroTraceback, "".join(Pyro5.errors.get_pyro_traceback())
        self.fail(f"{method} raised nothing")

    def test_all(self):
        for detailed in (False, True):
            Pyro5.config.DETAILED_TRACEBACK = detailed
            self.addCleanup(setattr, Pyro5.config, "DETAILED_TRACEBACK", False)
            for method, head in HEADS.items():
                if method == "recursion" and detailed:
                    continue  # 1,000 times the local values are too many
                with self.subTest(method=method, detailed=detailed):
                    result = harness.run("call", self.uri, method)
                    self.assertEqual((result.status, result.out), (1, ""))
                    first, mark, traceback = result.err.partition("\nRemote traceback:\n")
                    self.assertEqual(mark, "\nRemote traceback:\n")
                    self.assertEqual(first, head)
                    lines, text = self.in_python(method)
                    self.assertEqual(traceback, "".join(lines))
                    self.assertEqual(traceback, remote_part(text))

    def test_group(self):
        """Python's client cannot make one again, so that the server's text has to do."""
        result = harness.run("call", self.uri, "group")
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertTrue(result.err.endswith("""
  | ExceptionGroup: two things (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: a
    +---------------- 2 ----------------
    | ExceptionGroup: b (1 sub-exception)
    +-+---------------- 1 ----------------
      | KeyError: 'c'
      +------------------------------------
"""), result.err)

    def test_terminal(self):
        """No terminal is commanded or deceived, while tabs and letters stay."""

        @Pyro5.api.expose
        class Hostile:
            def fail(self):
                raise ValueError("\x1b[2J\x07\x9b\r\x7f \t\u202egnp.exe\u2066\u2028größe\u200d🔬")

        uri = self.daemon.register(Hostile())
        result = harness.run("call", str(uri), "fail")
        shown = (r"ValueError: \x1b[2J\x07\x9b\x0d\x7f " "\t" r"\u202egnp.exe\u2066\u2028"
                 "größe\u200d🔬\n")
        self.assertEqual(result.status, 1)
        self.assertTrue(result.err.startswith(shown), result.err)
        self.assertTrue(result.err.endswith(shown), result.err)


harness.main()
