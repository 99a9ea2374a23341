# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the gateway share: gateways, ours and Pyro's own, and plain HTTP."""

import collections
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "pyroctl"))

import harness  # noqa: E402

Answer = collections.namedtuple("Answer", "status headers body")
WORKSHOP = "gateway/workshop.py"


class Site:
    """A gateway in a process of its own."""

    def __init__(self, command, marker, **environment):
        self.errors = tempfile.TemporaryFile("w+")  # a pipe that nobody reads would fill
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env=harness.environment(PYTHONUNBUFFERED="1", **environment))
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if marker in line:
                self.base = line.split()[-1].removesuffix("pyro/")
                self.place = self.base.removeprefix("http://").rstrip("/")
                return
        _, errors = self.stop()
        raise RuntimeError("no gateway starts: " + errors.strip().rpartition("\n")[2])

    def ask(self, target, method="GET", body=None, headers=None):
        """One request, whose target goes out as it is."""
        connection = http.client.HTTPConnection(self.place, timeout=harness.TIME_LIMIT)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def call(self, target, *arguments, **named):
        """What a method of the workshop returns; arguments go out as JSON."""
        body = json.dumps(named or arguments).encode() if named or arguments else None
        answer = self.ask("/pyro/http.workshop/" + target, "POST", body,
                          {"Content-Type": "application/json"} if body else None)
        if answer.status != 200:
            raise ValueError(answer.body.decode())
        return json.loads(answer.body) if answer.body else None

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.stdout.read()
        self.process.stdout.close()
        status = self.process.wait(harness.TIME_LIMIT)
        self.errors.seek(0)
        self.ended = status, self.errors.read()
        self.errors.close()
        return self.ended


    def end(self):
        """Stops a gateway of ours: it has nothing to complain of, sanitizers neither."""
        assert self.stop() == (0, ""), self.ended


def ours(name_server, *options, general=()):
    # What is freed counts as free: a sanitizer would keep 256 MiB of it.
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=8"
    return Site([harness.PYROCTL, "--ns", name_server, *general, "gateway", "--port", "0", *options], "ready ",
                ASAN_OPTIONS=sanitizer)


def theirs(name_server, *options):
    host, port = name_server.split(":")
    try:
        return Site([sys.executable, "-m", "Pyro5.utils.httpgateway", "-H", "127.0.0.1", "-p", "0", *options],
                    "running on", PYRO_NS_HOST=host, PYRO_NS_PORT=port)
    except RuntimeError as problem:
        raise unittest.SkipTest(f"Pyro5's own gateway does not start: {problem}") from problem
