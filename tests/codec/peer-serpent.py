# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serpent as Python has it, for test-serpent.c, until its input ends.

Requests, a line each:
  make SEED COUNT     so many random values, two lines each: the repr(), and what serpent.dumps() writes
  read COUNT          so many serpent documents follow, without their header, a line each; for each the
                      repr() of what serpent.loads() makes of it, with the items of sets sorted
  bytes HEX           what serpent.dumps() writes for these bytes
"""
import random
import sys

from exchange import random_float, random_text

sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
try:
    import serpent
except ImportError:
    print("skip: Python has no serpent here")
    sys.exit()


def random_key(rng, depth):
    kind = rng.randrange(6 if depth > 0 else 5)
    if kind == 5:
        return tuple(random_key(rng, depth - 1) for _ in range(rng.randrange(4)))
    if kind == 0:
        return rng.choice([True, False, rng.randrange(-10, 10)])
    if kind == 1:
        return rng.choice([1, -1]) * rng.randrange(10 ** rng.randrange(1, 40))
    if kind == 2:
        value = random_float(rng)
        return 0.5 if value != value else value
    if kind == 3:
        return complex(rng.randrange(-5, 5), rng.randrange(-5, 5))
    return random_text(rng, True)


def random_value(rng, depth):
    kind = rng.randrange(12 if depth > 0 else 6)
    size = rng.randrange(5)
    if kind == 0:
        return None
    if kind == 1:
        return random_float(rng)
    if kind == 2:
        imaginary = random_float(rng)
        real = random_float(rng)
        if real != real or imaginary != imaginary or str(imaginary) == "-0.0":
            return 1 + 2j  # these have no form that can be read
        return complex(real, imaginary)
    if kind == 3:
        return rng.randbytes(rng.randrange(20))
    if kind < 6:
        return random_key(rng, 1)
    if kind == 6:
        return tuple(random_value(rng, depth - 1) for _ in range(size))
    if kind == 7:
        return {random_key(rng, 1) for _ in range(size)}
    if kind == 8:
        return frozenset(random_key(rng, 1) for _ in range(size))
    if kind == 9:
        return {random_key(rng, 1): random_value(rng, depth - 1) for _ in range(size)}
    if kind == 10:
        return {"__class__": "some.Thing", "value": random_value(rng, depth - 1)}
    return [random_value(rng, depth - 1) for _ in range(size)]


def canonical(value):
    if isinstance(value, set) and value:
        return "{" + ", ".join(sorted(map(canonical, value))) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(canonical, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(canonical, value)) + (",)" if len(value) == 1 else ")")
    if isinstance(value, dict):
        return "{" + ", ".join(canonical(k) + ": " + canonical(v) for k, v in value.items()) + "}"
    return repr(value)


def dumps(value):
    header, body = serpent.dumps(value).split(b"\n", 1)
    assert header == b"# serpent utf-8 python3.2" and b"\n" not in body
    return body.decode()


def answer(request, *args):
    if request == "make":
        rng = random.Random(int(args[0]))
        for _ in range(int(args[1])):
            value = random_value(rng, 3)
            print(repr(value))
            print(dumps(value))
    elif request == "read":
        for line in [sys.stdin.readline() for _ in range(int(args[0]))]:
            print(canonical(serpent.loads(line.rstrip("\n").encode())))
    elif request == "bytes":
        print(dumps(bytes.fromhex(args[0] if args else "")))


print("ready", serpent.__version__, flush=True)
for request in sys.stdin:
    answer(*request.split())
    sys.stdout.flush()
