# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bash completes, and the man page tells, is what --help lists: no more and no less."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import harness

DATA = harness.TESTS.parent / "data"
COMMANDS = re.findall(
    r"^  (\w+) ", harness.run("--help").out.partition("\nCommands:\n")[2].partition("\n\n")[0], re.M
)
SCRIPT = """
source "$0"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
compopt() { :; }
_pyroctl
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
"""


def options(*command):
    """The long options that --help lists."""
    return re.findall(r"^  (?:-\w, )?(--[\w-]+)", harness.run(*command, "--help").out, re.M)


class Completion(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not shutil.which("bash"):
            raise unittest.SkipTest("there is no bash")

    def complete(self, *words, folder=None):
        """The words as bash breaks them; the last is completed."""
        ran = subprocess.run(
            ["bash", "-c", SCRIPT, DATA / "pyroctl.bash", "pyroctl", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
        )
        self.assertEqual((ran.stderr, ran.returncode), ("", 0))
        return ran.stdout.split()

    def test_commands(self):
        self.assertEqual(len(COMMANDS), 17)
        self.assertEqual(self.complete(""), COMMANDS)
        self.assertEqual(self.complete("l"), ["list", "lookup"])
        for before in (
            ["--json"],
            ["--ns", "host"],
            ["--ns", "host", ":", "9090"],
            ["--ns", "=", "host", ":", "9090"],
            ["--timeout", "5", "--protocol", "=", "auto", "--json"],
        ):
            with self.subTest(before=before):
                self.assertEqual(self.complete(*before, "re"), ["register", "remove"])
        self.assertEqual(self.complete("frobnicate", ""), [])

    def test_options(self):
        self.assertEqual(sorted(self.complete("--")), sorted(options()))
        self.assertEqual(self.complete("--s"), ["--serializer"])
        for command in COMMANDS:
            with self.subTest(command=command):
                self.assertEqual(
                    sorted(self.complete("--ns", "host", command, "--")), sorted(options(command))
                )
        self.assertEqual(self.complete("call", "x", "m", "1", "--o"), ["--oneway"])

    def test_values(self):
        self.assertEqual(self.complete("--protocol", ""), ["auto", "4", "5"])
        self.assertEqual(self.complete("call", "--protocol", "=", "a"), ["auto"])
        self.assertEqual(self.complete("--serializer", "="),
                         ["serpent", "json", "marshal", "msgpack", "pickle"])
        for option in options():
            if option in ("--ns", "--timeout"):
                self.assertEqual(self.complete(option, ""), [], option)
        for option in ("--prefix", "--regex", "--all", "--any"):
            self.assertEqual(self.complete("list", option, ""), [], option)
        for option in ("--host", "--port", "--expose", "--gatewaykey", "--cors"):
            self.assertEqual(self.complete("gateway", option, ""), [], option)
        for option in ("--host", "--port", "--bchost", "--bcport", "--nathost", "--natport"):
            self.assertEqual(self.complete("ns", option, ""), [], option)
        self.assertEqual(self.complete("ns", "--storage", "m"), ["memory"])

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "one.png").touch()
            self.assertEqual(self.complete("call", "x", "m", "@o", folder=folder), ["@one.png"])
            self.assertEqual(self.complete("set", "x", "a", "@", folder=folder), ["@one.png"])
            self.assertEqual(self.complete("batch", "x", "o", folder=folder), ["one.png"])
            self.assertEqual(self.complete("decode", "o", folder=folder), ["one.png"])
            self.assertEqual(self.complete("get", "@o", folder=folder), [])
            self.assertEqual(self.complete("echo", "--unixsocket", "o", folder=folder), ["one.png"])
            for option in ("--tls-ca", "--tls-cert", "--tls-key", "--unixsocket"):
                self.assertEqual(self.complete(option, "o", folder=folder), ["one.png"])


class ManPage(unittest.TestCase):
    def test_all(self):
        page = (DATA / "pyroctl.1").read_text(encoding="utf-8").replace("\\-", "-")
        told = {f"--{option}" for option in re.findall(r"Fl -([\w-]+)", page)}
        listed = {option for command in COMMANDS for option in options(command)} | set(options())
        self.assertEqual(told, listed)
        for command in COMMANDS:
            self.assertRegex(page, rf"(?m)^\.It Cm {command}\b")


harness.main()
