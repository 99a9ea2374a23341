# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's name servers and client, to measure: prints `ready PID` and the PIDs of the servers, which keep names in
memory and in a database; answers `STORE WHAT N` with the seconds for one, and `STORE memory 1` with the bytes that
the server has. STORE is memory or sql.

usage: bench-name-server.py, with as many names as N_NAMES in the environment says
"""
import os
import pathlib
import sqlite3
import sys
import tempfile
import time

import Pyro5.api
import Pyro5.nameserver

N_NAMES = int(os.environ["N_NAMES"])


def fill(database):
    """Without a transaction for each name."""
    Pyro5.nameserver.SqlStorage(database)
    with sqlite3.connect(database) as db:
        for number in range(N_NAMES):
            db.execute("INSERT INTO pyro_names(id, name, uri) VALUES(?, ?, ?)",
                       (number, f"object.name.{number}", f"PYRO:obj_{number:032x}@localhost:9000"))
            db.executemany("INSERT INTO pyro_metadata VALUES(?, ?)", [(number, "a"), (number, "b")])


def serve(storage):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        parent = os.getppid()
        sys.stdin.close()
        uri, daemon, _ = Pyro5.nameserver.start_ns("127.0.0.1", 0, enableBroadcast=False, storage=storage)
        if storage == "memory":
            for number in range(N_NAMES):
                daemon.nameserver.register(f"object.name.{number}", f"PYRO:obj_{number:032x}@localhost:9000",
                                           metadata={"a", "b"})
        os.write(writer, str(uri).encode())
        os.close(writer)
        daemon.requestLoop(lambda: os.getppid() == parent)
        os._exit(0)
    os.close(writer)
    with open(reader) as lines:
        return pid, lines.read()


def measure(names, what, n):
    start = time.perf_counter()
    for _ in range(n):
        if what == "ping":
            names.ping()
        elif what == "lookup":
            names.lookup("object.name.77")
        elif what == "register":
            names.register("new.1", "PYRO:o@h:1")
        elif what == "list":
            names.list()
        elif what == "list-tags":
            names.list(prefix="object.name.999", return_metadata=True)
    return (time.perf_counter() - start) / n


with tempfile.TemporaryDirectory() as folder:
    fill(f"{folder}/names")
    servers = {"memory": serve("memory"), "sql": serve(f"sql:{folder}/names")}
    proxies = {store: Pyro5.api.Proxy(uri) for store, (_, uri) in servers.items()}
    print("ready", os.getpid(), *(pid for pid, _ in servers.values()), flush=True)
    for line in sys.stdin:
        store, what, n = line.split()
        if what == "memory":
            pages = pathlib.Path(f"/proc/{servers[store][0]}/statm").read_text().split()[1]
            print(int(pages) * os.sysconf("SC_PAGE_SIZE"), flush=True)
        else:
            print(measure(proxies[store], what, int(n)), flush=True)
    for proxy in proxies.values():
        proxy._pyroRelease()
