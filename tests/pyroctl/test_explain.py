# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl call --explain: as what the arguments of a call would arrive. There is no server here."""

import json
import unittest

import harness
from harness import run


class Explain(unittest.TestCase):
    maxDiff = None

    def explain(self, *arguments, **more):
        return run("call", "nobody", "method", *arguments, "--explain", **more)

    def test_nothing(self):
        self.assertEqual(self.explain(), (0, "", ""))

    def test_unchanged(self):
        self.assertEqual(self.explain("1", "x='a'"), (0, "1: 1\n  arrives as it is\nx: 'a'\n  arrives as it is\n", ""))

    def test_changed(self):
        self.assertEqual(
            self.explain("(1, {2})", "--serializer", "json"),
            (0, "1: (1, {2})\n  arrives as [1, [2]]\n  A tuple arrives as a list\n"
                "  [1]: A set arrives as a list\n", ""),
        )
        self.assertEqual(
            self.explain("b'ab'"),
            (0, "1: b'ab'\n  arrives as {'data': 'YWI=', 'encoding': 'base64'}\n  Bytes arrive as a dict "
                "with their base64 text, which the receiver can turn back with serpent.tobytes()\n", ""),
        )

    def test_environment(self):
        """The serializer in use is the configuration's."""
        self.assertIn("arrives as [1]", self.explain("(1,)", PYRO_SERIALIZER="json").out)
        self.assertIn("arrives as it is", self.explain("(1,)", PYRO_SERIALIZER="marshal").out)

    def test_unsendable(self):
        result = self.explain("[1, 2j]", "k=3", "--serializer=json")
        self.assertEqual((result.status, result.err), (2, ""))
        self.assertRegex(result.out, r"^1: \[1, 2j\]\n  cannot be sent: .*complex.*\[1\].*\n"
                                     r"k: 3\n  arrives as it is\n$")

    def test_many_changes(self):
        result = self.explain("[" + "(),"  * 1500 + "]", "--serializer=json")
        self.assertEqual(result.status, 0)
        self.assertEqual(result.out.count("A tuple arrives as a list"), 1000)
        self.assertTrue(result.out.endswith("\n  … and more\n"))

    def test_control_characters(self):
        """A key that would command the terminal."""
        result = self.explain("{'\\x1b[2J': ()}", "--serializer=json")
        self.assertNotIn("\x1b", result.out)

    def test_json(self):
        result = self.explain("(1,)", "k=1j", "--serializer=json", "--json")
        self.assertEqual((result.status, result.err), (2, ""))
        first, second = map(json.loads, result.out.splitlines())
        self.assertEqual(first, {
            "argument": "1", "serializer": "json", "sent": "(1,)", "arrives": "[1]", "complete": True,
            "changes": [{"path": "", "sent": "(1,)", "arrives": "[1]",
                         "sentence": "A tuple arrives as a list"}],
        })
        self.assertEqual((second["argument"], second["sent"], second["place"]), ("k", "1j", ""))
        self.assertIn("complex", second["error"])

    def test_usage(self):
        result = self.explain("hello")
        self.assertEqual((result.status, result.out), (2, ""))
        self.assertEqual(self.explain("1", PYRO_SERIALIZER="yaml"), (
            2, "", "pyroctl: There is no serializer “yaml”, which PYRO_SERIALIZER names\n"))


harness.main()
