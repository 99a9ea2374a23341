# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md does not lie: each `$ pyroctl …` in it prints on the demo network what is shown."""

import pathlib
import re
import subprocess
import unittest

import harness
from harness import Network

README = harness.TESTS.parent / "README.md"
PORT = re.compile(r"(?<=@127\.0\.0\.1:)\d+")  # another one each time


def examples():
    """Yields (number of the line, command, what it prints)."""
    inside = False
    number = command = shown = None
    for number_now, line in enumerate(README.read_text(encoding="utf-8").splitlines(), 1):
        if command is not None and (line.startswith(("$ ", "```"))):
            yield number, command, shown
            command = None
        if line.startswith("```"):
            inside = not inside
        elif inside and line.startswith("$ pyroctl "):
            number, command, shown = number_now, line[2:], ""
        elif command is not None:
            shown += line + "\n"


class Readme(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.network = Network()

    @classmethod
    def tearDownClass(cls):
        cls.network.stop()

    def test_examples(self):
        folder = pathlib.Path(harness.PYROCTL).resolve().parent
        found = list(examples())
        self.assertGreaterEqual(len(found), 5)
        for number, command, shown in found:
            with self.subTest(line=number, command=command):
                ran = subprocess.run(
                    ["sh", "-c", f'PATH="{folder}:$PATH"; {command}'],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=harness.TIME_LIMIT,
                    env=harness.environment(
                        PYRO_NS_HOST=self.network.host, PYRO_NS_PORT=self.network.port
                    ),
                )
                self.assertEqual(PORT.sub("PORT", ran.stdout.decode()), PORT.sub("PORT", shown))


harness.main()
