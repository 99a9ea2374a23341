# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's name server without its network, to measure: prints `ready PID`, and answers `STORE WHAT N` with the
seconds for one. STORE is memory or sql.
"""
import os
import sys
import tempfile
import time

from Pyro5.nameserver import NameServer, SqlStorage

NAMES = {"memory": 100000, "sql": 2000}


def fill(server, store):
    """Without a transaction for each name."""
    if store == "memory":
        for number in range(NAMES[store]):
            server.register(f"object.name.{number}", f"PYRO:obj_{number:032x}@localhost:9000", metadata={"a", "b"})
        return
    import sqlite3
    with sqlite3.connect(server.storage.dbfile) as db:
        for number in range(NAMES[store]):
            db.execute("INSERT INTO pyro_names(id, name, uri) VALUES(?, ?, ?)",
                       (number, f"object.name.{number}", f"PYRO:obj_{number:032x}@localhost:9000"))
            db.executemany("INSERT INTO pyro_metadata VALUES(?, ?)", [(number, "a"), (number, "b")])


def measure(server, what, n):
    start = time.perf_counter()
    for number in range(n):
        if what == "lookup":
            server.lookup("object.name.77")
        elif what == "register":
            server.register(f"new.{number % 100}", "PYRO:o@h:1")
        elif what == "list":
            server.list()
        elif what == "list-tags":
            server.list(return_metadata=True)
    return (time.perf_counter() - start) / n


with tempfile.TemporaryDirectory() as folder:
    servers = {"memory": NameServer(), "sql": NameServer(SqlStorage(f"{folder}/names"))}
    for store, server in servers.items():
        fill(server, store)
    print("ready", os.getpid(), flush=True)
    for line in sys.stdin:
        store, what, n = line.split()
        print(measure(servers[store], what, int(n)), flush=True)
