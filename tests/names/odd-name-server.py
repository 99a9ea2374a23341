# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server whose answers have the shapes that other Pyro implementations send, or that none
should: what it answers is chosen by the name or the prefix it is asked for."""

import collections
import sys
import threading

import Pyro5.api
import Pyro5.errors

URI = "PYRO:obj@192.0.2.1:4711"
LISTS = {
    "lists": {"b": [URI, ["t", "s"]], "a": [URI, []]},
    "tuples": {"b": (URI, ("t", "s")), "a": (URI, ())},
    "objects": {"a": (Pyro5.api.URI(URI), {"t"})},
    "plain": {"a": URI, "b": "not a URI"},
    "tags": {"a": (URI, {"t", 5, (1, 2)})},
    "none": {"a": (URI, None)},
    "empty": {},
    "number": 5,
    "text": "a",
    "list": ["a", "b"],
    "entry": {"a": 5},
    "two": {"a": (URI, ["t"], 3)},
    "nested": {"a": ((URI, []), [])},
    "word": {"a": (URI, "tag")},
    "key": {1: URI},
}
asked = collections.Counter()
over = threading.Event()


@Pyro5.api.expose
class OddNameServer:
    def lookup(self, name, return_metadata=False):
        asked[name] += 1
        if name == "third" and asked[name] % 3:
            raise Pyro5.errors.NamingError("unknown name: third")
        if name == "silent" and asked[name] % 2:
            over.wait()
        return {
            "bare": URI,
            "object": Pyro5.api.URI(URI),
            "pair": [Pyro5.api.URI(URI), ["t"]],
            "none": None,
            "name": (Pyro5.api.URI("PYRONAME:other"), set()),
            "text": ("not a URI", set()),
            "third": (URI, set()),
            "silent": (URI, set()),
        }[name]

    def list(self, prefix=None, regex=None, return_metadata=False):
        return LISTS[prefix]

    def yplookup(self, meta_all=None, meta_any=None, return_metadata=True):
        tag = sorted(meta_all or meta_any)[0]
        asked["yp " + tag] += 1
        if tag == "third":
            return LISTS["empty" if asked["yp third"] % 3 else "tuples"]
        return LISTS[tag]

    def count(self):
        return -1

    def remove(self, name=None, prefix=None, regex=None):
        return "many"

    def ping(self):
        return "pong"


with Pyro5.api.Daemon(host="127.0.0.1") as daemon:
    daemon.register(OddNameServer(), "Pyro.NameServer")
    print("ready", daemon.locationStr, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), over.set(), daemon.shutdown()), daemon=True).start()
    daemon.requestLoop()
