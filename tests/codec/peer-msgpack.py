# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyro's MsgpackSerializer, for test-msgpack.c, until its input ends.

Requests, a line each; a generation is Pyro5 or Pyro4:
  make GENERATION SEED COUNT  so many random values, two lines each: what the serializer makes of its
                              own payload, and that payload in hexadecimal
  call GENERATION SEED COUNT  the same for random calls
  read GENERATION COUNT       so many payloads follow, a line each; for each what it reads, or the
                              word `error` and the class of the exception
  take GENERATION COUNT       the same for calls
"""
import datetime
import decimal
import random
import sys
import uuid

from exchange import (canonical, plain, random_bytes, random_datetime, random_float, random_int, random_text)

sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
try:
    import msgpack
    import Pyro5.client
    import Pyro5.core
    import Pyro5.errors
    import Pyro5.serializers
    import Pyro4
    import Pyro4.errors
    import Pyro4.util
except ImportError as problem:
    print("skip:", problem)
    sys.exit()
serializers = {"Pyro5": Pyro5.serializers.MsgpackSerializer(), "Pyro4": Pyro4.util.MsgpackSerializer()}
uris = {"Pyro5": Pyro5.core.URI, "Pyro4": Pyro4.URI}
proxies = {"Pyro5": Pyro5.client.Proxy, "Pyro4": Pyro4.Proxy}
errors = {"Pyro5": Pyro5.errors.NamingError, "Pyro4": Pyro4.errors.NamingError}


def random_exception(rng, generation, depth):
    kind = rng.choice([ValueError, KeyError, OSError, errors[generation]])
    made = kind(*[random_value(rng, generation, depth - 1) for _ in range(rng.randrange(2))])
    if rng.random() < 0.5:
        made._pyroTraceback = ["line 1\n", "line 2\n"]
    return made


def random_value(rng, generation, depth):
    kind = rng.randrange(19 if depth > 0 else 12)
    size = rng.randrange(40) if rng.random() < 0.03 else rng.randrange(5)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return random_float(rng)
    if kind == 2:
        return complex(random_float(rng), random_float(rng))
    if kind == 3:
        return random_bytes(rng)
    if kind == 4:
        return bytearray(random_bytes(rng)) if generation == "Pyro4" else random_bytes(rng)
    if kind < 7:
        return random_int(rng)
    if kind == 7:
        made = random_datetime(rng)
        return made.replace(year=rng.randrange(2, 9999))  # the outermost years have no local time everywhere
    if kind == 8:
        return random_datetime(rng).date()
    if kind == 9:
        return rng.choice([decimal.Decimal(rng.randrange(10**9)).scaleb(-3), uuid.UUID(int=rng.getrandbits(128))])
    if kind < 12:
        return random_text(rng, False)
    if kind == 12:
        return {random_text(rng, False) for _ in range(size)}
    if kind == 13:
        return tuple(random_value(rng, generation, depth - 1) for _ in range(size))
    if kind == 14:
        return random_exception(rng, generation, depth)
    if kind == 15:
        uri = uris[generation]("PYRO:%d@localhost:%d" % (rng.randrange(10**6), rng.randrange(1, 65536)))
        return uri if rng.random() < 0.5 else proxies[generation](uri)
    if kind == 16:
        return {rng.choice([random_text(rng, False), random_bytes(rng)]): random_value(rng, generation, depth - 1)
                for _ in range(size)}
    return [random_value(rng, generation, depth - 1) for _ in range(size)]


def listed(value):
    """The value after tuples and sets have become lists, as they do on the way."""
    return list(map(listed, value)) if isinstance(value, (tuple, list)) else value


def flat(value):
    """The value as ours has it: instances are the maps that they came as."""
    if isinstance(value, list):
        return [flat(item) for item in value]
    if isinstance(value, tuple):
        return tuple(flat(item) for item in value)
    if isinstance(value, dict):
        return {key: flat(item) for key, item in value.items()}
    if isinstance(value, BaseException):
        return {"__class__": type(value).__module__ + "." + type(value).__name__, "__exception__": True,
                "args": [flat(item) for item in value.args], "attributes": flat(vars(value))}
    if isinstance(value, (Pyro5.core.URI, Pyro4.URI)):
        return {"__class__": type(value).__module__ + ".URI", "state": list(value.__getstate__())}
    if isinstance(value, (Pyro5.client.Proxy, Pyro4.Proxy)):
        state = value.__getstate_for_dict__() if isinstance(value, Pyro4.Proxy) else value.__getstate__()
        return {"__class__": type(value).__module__ + ".Proxy", "state": listed(state)}
    return plain(value)


def read(line, load):
    try:
        value = load(bytes.fromhex(line))
    except Exception as problem:
        return "error " + type(problem).__name__
    return canonical(flat(value))


def answer(request, generation, *args):
    serializer = serializers[generation]
    count = int(args[-1])
    if request in ("read", "take"):
        load = serializer.loads if request == "read" else lambda data: list(serializer.loadsCall(data))
        for line in [sys.stdin.readline() for _ in range(count)]:
            print(read(line, load))
        return
    rng = random.Random(int(args[0]))
    for _ in range(count):
        value = random_value(rng, generation, 3)
        if request == "make":
            payload = serializer.dumps(value)
            print(canonical(flat(serializer.loads(payload))))
        else:
            kwargs = {random_text(rng, False): value} if rng.random() < 0.5 else None
            payload = serializer.dumpsCall("obj", random_text(rng, False), [value], kwargs)
            # as the next release does it: with the extension types
            print(canonical(flat(serializer.loads(payload))))
        print(payload.hex())


print("ready", msgpack.version, flush=True)
for request in sys.stdin:
    answer(*request.split())
    sys.stdout.flush()
