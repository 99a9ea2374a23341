# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of name servers share: ours, and Python's of both generations."""
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "pyroctl"))

import harness  # noqa: E402

MODULES = {"5": "Pyro5.nameserver", "4": "Pyro4.naming"}


class Server:
    """A name server in a process of its own."""

    def __init__(self, *command, last="URI = ", **environment):
        self.errors = tempfile.TemporaryFile("w+")  # a pipe that nobody reads would fill
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env=harness.environment(PYTHONUNBUFFERED="1", PYTHONHASHSEED="0", PYTHONWARNINGS="ignore", **environment))
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if last in line and "internal" not in line:
                break
        else:
            raise RuntimeError("no name server starts: " + self.stop()[2].strip().rpartition("\n")[2])
        self.uri = self.lines[-1].partition(" = ")[2]
        self.inside = [line.partition(" = ")[2] for line in self.lines if "URI = " in line][0].partition("@")[2]
        self.place = self.uri.partition("@")[2]
        self.host, _, port = self.place.rpartition(":")
        self.port = int(port) if port.isdigit() else None

    def stop(self, number=signal.SIGINT):
        """Gives its status, what it printed at the end, and its errors."""
        self.process.send_signal(number)
        rest = self.process.stdout.read()
        self.process.stdout.close()
        status = self.process.wait(harness.TIME_LIMIT)
        self.errors.seek(0)
        with self.errors:
            return status, rest, self.errors.read()

    def end(self):
        """Stops one of ours: it has nothing to complain of, sanitizers neither."""
        if self.process.stdout.closed:
            return
        result = self.stop()
        assert result == (0, "NS shut down.\n", ""), result


def ours(*options, **environment):
    return Server(harness.PYROCTL, "ns", *(options or ("-n", "127.0.0.1", "-p", "0")), **environment)


def python(generation, *options, **environment):
    try:
        __import__(MODULES[generation])
    except ImportError as problem:
        raise unittest.SkipTest(str(problem)) from None
    return Server(sys.executable, "-m", MODULES[generation], *(options or ("-n", "127.0.0.1", "-p", "0")),
                  **environment)


def without_ports(text):
    return re.sub(r"(?<=:)\d{4,5}\b", "PORT", text)
