# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name server of Pyro4 with the names of the demo network: prints `ready HOST:PORT`, lives until
its input ends. Where there is no Pyro4 it prints `skip` and the reason.

usage: pyro4-network.py [--storage STORAGE] [--hmac-key KEY]
"""
import argparse
import os
import sys
import threading
import warnings

for name in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[name]
warnings.simplefilter("ignore")

try:
    import Pyro4
    import Pyro4.naming
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()

HOST = "127.0.0.1"
NAMES = {
    "lab.arithmetic": {"class:lab.Arithmetic", "demo"},
    "lab.stage": {"class:lab.Stage", "instrument"},
    "lab.camera": {"class:lab.Camera", "instrument"},
    "lab.archive": {"class:lab.Archive", "data"},
    "lab.weather": {"class:lab.Weather", "instrument", "outdoors"},
    "lab.echo": set(),
    "lab.retired": {"class:lab.Stage", "retired"},
    "example.counter": {"class:lab.Counter", "demo"},
}


@Pyro4.expose
class Echo:
    def echo(self, value):
        return value

    def divide(self, a, b):
        return a // b

    def count(self, n):
        return iter(range(n))


parser = argparse.ArgumentParser()
parser.add_argument("--storage", default="memory")
parser.add_argument("--hmac-key")
options = parser.parse_args()

uri, daemon, _ = Pyro4.naming.startNS(HOST, 0, enableBroadcast=False, storage=options.storage,
                                      hmac=options.hmac_key)
echo = daemon.register(Echo(), "lab.echo")
for name, tags in NAMES.items():
    daemon.nameserver.register(name, str(echo) if name == "lab.echo" else f"PYRO:{name}@192.0.2.1:4711",
                               metadata=tags)
print("ready", daemon.locationStr, flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
daemon.requestLoop()
