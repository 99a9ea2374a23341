# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl batch: files of calls, results up to the exception, and lines that are wrong."""

import pathlib
import tempfile
import unittest

import harness
from harness import Network, run

CALLS = """\
# the first line is a comment

add(1, 2)
  multiply( 3, b=4 )   # another (one)
add("a)", ' # b(')
"""


class Batch(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.network = Network()

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def batch(self, text, *arguments, target="lab.arithmetic"):
        return self.network.run("batch", target, "-", *arguments, stdin=text.encode())

    def test_results(self):
        self.assertEqual(self.batch(CALLS), (0, "3\n12\n'a) # b('\n", ""))
        self.assertEqual(self.batch(CALLS, "--json"), (0, '3\n12\n"a) # b("\n', ""))
        self.assertEqual(self.batch("add(1, 2)\r\nadd(3, 4)"), (0, "3\n7\n", ""))

    def test_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "calls.txt")
            path.write_text(CALLS, encoding="utf-8")
            self.assertEqual(self.network.run("batch", "lab.arithmetic", str(path)).out, "3\n12\n'a) # b('\n")
        result = self.network.run("batch", "lab.arithmetic", str(path))
        self.assertEqual(result, (2, "", f"pyroctl: {path} cannot be read: No such file or directory\n"))
        self.assertEqual(self.network.run("batch", "lab.arithmetic", "/").status, 2)

    def test_nothing(self):
        self.assertEqual(self.batch(""), (0, "", ""))
        self.assertEqual(self.batch("# only this\n"), (0, "", ""))

    def test_exception(self):
        """What is behind it is not called."""
        self.assertEqual(self.network.run("call", "lab.stage", "home").status, 0)
        result = self.batch("move_to(1, 2)\nmove_to(200, 2)\nmove_to(3, 4)\n", target="lab.stage")
        self.assertEqual((result.status, result.out), (1, "(1.0, 2.0)\n"))
        self.assertIn("LimitError: x = 200 mm is outside 0.0 to 100.0 mm\n", result.err)
        self.assertEqual(self.network.run("get", "lab.stage", "position").out, "(1.0, 2.0)\n")

    def test_oneway(self):
        result = self.batch("move_to(5, 6)\nmove_to(200, 2)\n", "--oneway", target="lab.stage")
        self.assertEqual(result, (0, "", ""))

    def test_unknown(self):
        """Nothing is called, not even what is before it."""
        result = self.batch("move_to(9, 9)\nnothing()\n", target="lab.stage")
        self.assertEqual((result.status, result.out), (2, ""))
        self.assertIn("nothing", result.err)
        self.assertNotEqual(self.network.run("get", "lab.stage", "position").out, "(9.0, 9.0)\n")

    def test_unsendable(self):
        result = self.network.run("batch", "lab.arithmetic", "-", "--serializer=json", stdin=b"add(1j, 2)\n")
        self.assertEqual((result.status, result.out), (2, ""))
        self.assertIn("complex", result.err)


class Lines(unittest.TestCase):
    """They are read before anything is asked of the network: there is none here."""

    def wrong(self, text, err):
        result = run("batch", "x", "-", stdin=text if isinstance(text, bytes) else text.encode())
        self.assertEqual(result, (2, "", err))

    def test_lines(self):
        for line, sentence, column in (
            ("3 + 4", "A call begins with the name of a method", 0),
            ("(1)", "A call begins with the name of a method", 0),
            ("add 1", "An opening bracket has to follow the name of the method", 3),
            ("a.b(1)", "An opening bracket has to follow the name of the method", 1),
            ("add(1, 2", "The closing bracket of the call is missing", 8),
            ("add(1) + 2", "The closing bracket of the call is missing", 10),
            ("add(1 2)", "A comma is missing before 2", 6),
            ("add(1 2) # (see there)", "A comma is missing before 2", 6),
        ):
            with self.subTest(line=line):
                result = run("batch", "x", "-", stdin=f"\nadd(1)\n{line}\n".encode())
                self.assertEqual((result.status, result.out), (2, ""))
                head, shown, caret = result.err.splitlines()
                self.assertEqual(head, "pyroctl: Standard input, line 3: " + sentence)
                self.assertEqual((shown, caret), ("  " + line, " " * (column + 2) + "^"))

    def test_text(self):
        self.wrong(b"add(1)\n\xff(2)\n", "pyroctl: Standard input is not a text in UTF-8\n")
        self.wrong(b"add(1)\n\0\n", "pyroctl: Standard input is not a text in UTF-8\n")


class Pyro4(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.network = Network(program="names/pyro4-network.py")

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def test_results(self):
        for serializer in ("serpent", "json", "marshal"):
            with self.subTest(serializer=serializer):
                result = self.network.run("batch", "lab.echo", "-", f"--serializer={serializer}",
                                          stdin=b"divide(7, 2)\ndivide(a=9, b=3)\n")
                self.assertEqual(result, (0, "3\n3\n", ""))

    def test_exception(self):
        result = self.network.run("batch", "lab.echo", "-", stdin=b"divide(7, 2)\ndivide(1, 0)\necho(1)\n")
        self.assertEqual((result.status, result.out), (1, "3\n"))
        self.assertTrue(result.err.startswith("ZeroDivisionError: "), result.err)


harness.main()
