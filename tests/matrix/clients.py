# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's own clients: what they cannot do, nobody may expect of the library either.

Prints `ready`, or `skip` and the reason. Each line `GENERATION SERIALIZER WHAT URI NAMESERVER` is
answered by one line: `done` and what came, or the exception. Lives until its stdin ends.
"""
import os
import sys
import warnings

for variable in [variable for variable in os.environ if variable.startswith("PYRO_")]:
    del os.environ[variable]
warnings.simplefilter("ignore")

try:
    import Pyro4
    import Pyro4.core
    import Pyro5.api
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()


def new_batch(proxy, module):
    return Pyro4.batch(proxy) if module is Pyro4 else module.BatchProxy(proxy)


def batch(proxy, module):
    calls = new_batch(proxy, module)
    calls.echo(1)
    calls.echo(2)
    return list(calls())


def partial(proxy, module):
    calls = new_batch(proxy, module)
    calls.echo(1)
    calls.fail("no")
    results = calls()
    next(results)
    try:
        return next(results)
    except ValueError as error:
        return error.args[0]


def attribute(proxy, module):
    return proxy.level


def blob(proxy, module):
    kind = Pyro4.core.SerializedBlob if module is Pyro4 else module.SerializedBlob
    return proxy.take_blob(kind("label", ["x", 1]))


def proxies(proxy, module):
    return proxy.thing().double(21)


def tags(proxy, module):
    return proxy.lookup("the.grid", return_metadata=True)


def signed(proxy, module):
    proxy._pyroHmacKey = b"key"
    return proxy.echo(1)


def meanwhile(proxy, module):
    proxy._pyroTimeout = 0.3
    return proxy.echo(1)


print("ready", flush=True)
for line in sys.stdin:
    generation, serializer, what, uri, names = line.split()
    module = Pyro4 if generation == "4" else Pyro5.api
    try:
        with module.Proxy("PYRO:Pyro.NameServer@" + names if what == "tags" else uri) as proxy:
            proxy._pyroSerializer = serializer
            print("done", globals()[what](proxy, module), flush=True)
    except Exception as error:  # whatever it is, it is the answer
        print(type(error).__name__ + ":", *str(error).split("\n"), flush=True)
