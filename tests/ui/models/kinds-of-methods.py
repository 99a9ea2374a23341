#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An object with methods of all kinds, which notes what ran.

Prints `ready URI`, and lives until its standard input is closed; `ran NAME...` is answered with `done` when
exactly these ran since it was last asked, and `oneway NAME` makes a method one-way, `remove NAME` takes one away.
"""
import functools
import os
import sys
import threading

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]

if "4" in sys.argv[1:]:
    import Pyro4 as pyro
    pyro.config.REQUIRE_EXPOSE = True
else:
    import Pyro5.api as pyro

RAN = []


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        RAN.append("wrapper")
        return function(*args, **kwargs)
    return wrapper


def filled(function):
    @functools.wraps(function)
    def wrapper(self, *args, **kwargs):
        return function(self, *(args or (1,)), **kwargs)
    return wrapper


@pyro.expose
class Methods:
    def plain(self, x, yy, zed):
        RAN.append("plain")

    def optional(self, symbol, when=None, places=2):
        RAN.append("optional")

    def nothing(self):
        RAN.append("nothing")

    def keyword_only(self, *, flag, other=1):
        RAN.append("keyword_only")

    def positional_only(self, a, b, /):
        RAN.append("positional_only")

    @staticmethod
    def static(x, y):
        RAN.append("static")

    @classmethod
    def of_class(cls, x):
        RAN.append("of_class")

    def rest(self, *args):
        RAN.append("rest")

    def named_rest(self, **kwargs):
        RAN.append("named_rest")

    def any(self, *args, **kwargs):
        RAN.append("any")

    @logged
    def decorated(self, x):
        RAN.append("decorated")

    @filled
    def helped(self, x):
        RAN.append("helped")

    def wrong_inside(self, *args, **kwargs):
        RAN.append("wrong_inside")
        return self.plain()

    @pyro.oneway
    def oneway(self, x):
        RAN.append("oneway")

    @property
    def attribute(self):
        RAN.append("attribute")
        return 1


daemon = pyro.Daemon(host="127.0.0.1")
uri = daemon.register(Methods(), "methods")
threading.Thread(target=daemon.requestLoop, daemon=True).start()
print("ready", uri, flush=True)
for line in sys.stdin:
    command, *wanted = line.split()
    if command in ("oneway", "remove"):
        if command == "oneway":
            getattr(Methods, wanted[0])._pyroOneway = True
        else:
            delattr(Methods, wanted[0])
        daemon.resetMetadataCache("methods")
        print("done", flush=True)
        continue
    ran = sorted(RAN)
    RAN.clear()  # before the answer, with which the next calls may begin
    print("done" if ran == sorted(wanted) else f"failed: {ran}", flush=True)
os._exit(0)
