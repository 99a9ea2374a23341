#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/wire/vectors/traceback-*.txt: tracebacks as a Pyro5 daemon sends them.

Run by hand, with Python 3.13 and Pyro5 5.15; the test then says which frames it expects.
"""

import os
import pathlib
import sys
import tempfile
import threading

INSTRUMENT = '''\
import Pyro5.api


class Camera:
    def __init__(self):
        self.exposure = 1.5

    def read(self, seconds):
        return self.check(seconds) + 1

    def check(self, seconds):
        if seconds < 0:
            raise ValueError(f"an exposure of {seconds} s")
        return seconds


@Pyro5.api.expose
class Instrument:
    def __init__(self):
        self.camera = Camera()
        self.label = "first line\\nsecond line"

    def nested(self):
        return self.camera.read(-1)

    def cause(self):
        try:
            return self.camera.read(-2)
        except ValueError as problem:
            raise RuntimeError("the camera failed") from problem

    def context(self):
        try:
            return {}["filter"]
        except KeyError:
            return self.camera.read(-3)

    def recursion(self, n=5000):
        return self.recursion(n - 1)

    def syntax(self):
        return eval("3 +* 4")

    def generated(self):
        exec(compile("def made():\\n    1 / 0\\nmade()", "<generated>", "exec"), {})

    def several_lines(self):
        return sum(
            self.camera.read(number)
            for number in (
                1,
                2,
                -4,
            )
        )

    def group(self):
        problems = []
        for number in (-5, -6):
            try:
                self.camera.read(number)
            except ValueError as problem:
                problems.append(problem)
        raise ExceptionGroup("two exposures", problems)

    def note(self):
        problem = ValueError("a message\\nof two lines")
        problem.add_note("and a note")
        raise problem

    def unknown(self):
        return self.no_such_thing

    def remote(self, uri):
        with Pyro5.api.Proxy(uri) as other:
            return other.nested()
'''


def main():
    import Pyro5.api
    from Pyro5.serializers import SerializerBase

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "instrument.py")
    pathlib.Path(path).write_text(INSTRUMENT)
    sys.path.insert(0, folder)
    import instrument

    daemon = Pyro5.api.Daemon()
    uri = str(daemon.register(instrument.Instrument, "instrument"))
    threading.Thread(target=daemon.requestLoop, daemon=True).start()
    into = pathlib.Path(__file__).parent / "vectors"

    def record(name, method, *args):
        with Pyro5.api.Proxy(uri) as proxy:
            try:
                proxy._pyroInvoke(method, args, {})
            except Exception as problem:
                text = "".join(problem._pyroTraceback)
        text = text.replace(folder, "/srv/lab")
        (into / f"traceback-{name}.txt").write_text(text)

    record("remote", "remote", uri)
    record("private", "_secret")

    class Caught(Exception):  # some exceptions cannot be made again from their arguments
        def __init__(self, record):
            self._pyroTraceback = record["attributes"]["_pyroTraceback"]

    SerializerBase.make_exception = staticmethod(lambda _, record: Caught(record))
    for name in ("nested", "cause", "context", "recursion", "syntax", "generated", "several_lines",
                 "group", "note", "unknown"):
        record(name.replace("_", "-"), name)
    Pyro5.config.DETAILED_TRACEBACK = True
    record("detailed", "nested")


main()
