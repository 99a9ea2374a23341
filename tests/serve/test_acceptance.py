#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The acceptance daemon offers what it promises, in both server types, until it is told to stop."""
import signal
import subprocess
import unittest

import hosting
from hosting import Blob, GENERATION, HOST, SERVER_TYPE, TIME_LIMIT, context, errors, pyro


class Acceptance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = [HOST] + (["--multi"] if SERVER_TYPE == "multiplex" else [])
        cls.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        word, cls.location = cls.process.stdout.readline().split()
        assert word == "ready"

    @classmethod
    def tearDownClass(cls):
        cls.process.send_signal(signal.SIGTERM)
        assert cls.process.wait(TIME_LIMIT) == 0
        cls.process.stdin.close()
        cls.process.stdout.close()

    def setUp(self):
        self.something = pyro.Proxy(f"PYRO:something@{self.location}")
        self.addCleanup(self.something._pyroRelease)

    def test_values(self):
        p = self.something
        self.assertEqual(p.getDict(), {"number": 42})
        self.assertEqual(p.getDictAttr(), {"number2": 43})
        self.assertEqual(p.multiply(7, 6), 42)
        self.assertEqual([p.divide(7, 2), p.divide(-7, 2), p.divide(7, -2)], [3, -4, -4])
        self.assertIsNone(p.ping())
        self.assertEqual(p.echo([1, None]), [1, None])
        self.assertEqual(p.echo(Blob("blobname", [1, None])), [1, None])
        self.assertEqual(p.blob(Blob("blobname", [1, 2, 3])), ("blobname", [1, 2, 3]))
        self.assertEqual(p.testargs(1, 2, 3, a=4), [1, [2, 3], {"a": 4}])
        self.assertEqual(p.delay(0), "slept 0 seconds")
        self.assertEqual(p.delayAndId(0.01, 99), "slept for 99")
        self.assertIsNone(p.oneway_delay(0.01))
        self.assertIsNone(p.oneway_multiply(2, 3))
        p._pyroOneway.clear()
        self.assertEqual(p.oneway_multiply(2, 3), 6)

    def test_exceptions(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            self.something.divide(1, 0)
        self.assertIn("    return x // y\n", "".join(caught.exception._pyroTraceback))
        with self.assertRaises(errors.PyroError) as caught:
            self.something.nonserializableException()
        self.assertIn("unsupported serialized class", str(caught.exception))

    def test_attributes(self):
        p = self.something
        p._pyroBind()
        self.assertEqual(p._pyroAttrs, {"value", "dictionary"})
        self.assertEqual(p.value, 12345)
        p.value = 42
        self.assertEqual(p.value, 42)
        p.value = 12345
        self.assertEqual(p.dictionary, {"number": 42})
        with self.assertRaises(AttributeError):
            p.dictionary = {}

    def test_streams(self):
        self.assertEqual(list(self.something.iterator()), ["one", "two", "three"])
        self.assertEqual(list(self.something.generator()), ["one", "two", "three", "four", "five"])

    def test_sequence(self):
        p = self.something
        self.assertEqual(p._pyroInvoke("__len__", (), {}), 6)
        self.assertEqual(list(p._pyroInvoke("__iter__", (), {})), list("qwerty"))
        self.assertEqual(p._pyroInvoke("__getitem__", (-1,), {}), "y")
        with self.assertRaises(IndexError):
            p._pyroInvoke("__getitem__", (6,), {})
        if GENERATION == "5":  # whose proxies have these methods
            self.assertEqual((len(p), p[2], list(p)), (6, "e", list("qwerty")))

    def test_annotations(self):
        with self.assertRaises(ValueError):
            self.something.response_annotation()
        context.annotations = {"XYZZ": b"data from proxy via new api"}
        self.assertIn("XYZZ", self.something.response_annotation()["annotations_in_daemon"])
        self.assertEqual(bytes(context.response_annotations["ANN2"]), b"daemon annotation via new api")
        context.annotations = {}

    def test_objects(self):
        with self.something.new_test_object() as other:
            self.assertEqual(other.multiply(2, 3), 6)
        with pyro.Proxy(f"PYRO:unexposed@{self.location}") as unexposed:
            self.assertEqual(unexposed.getName(), "hello")
            self.assertEqual(unexposed._pyroMethods, {"getName"})
            with self.assertRaises(AttributeError):
                unexposed._pyroInvoke("unexposed", (), {})


if __name__ == "__main__":
    hosting.main()
