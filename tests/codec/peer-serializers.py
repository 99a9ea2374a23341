# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyro's own serializers, for test-json.c and test-marshal.c, until its input ends: peer-serializers.py.

Requests, a line each; a value is the repr() of it, with the members of sets sorted, and a payload is
hexadecimal:
  make PYRO SERIALIZER SEED COUNT
                            so many random values, four lines each: the value, what the serializer
                            writes for it, what we should write, and the value that the serializer
                            reads; `refused` and two empty lines where it cannot write the value
  read PYRO SERIALIZER COUNT
                            so many payloads follow, a line each; for each the value that the
                            serializer reads
  call PYRO SERIALIZER      a payload follows; the tuple of what the serializer reads as a call
  dump-call PYRO SERIALIZER a tuple follows, as a value; what the serializer writes as a call, and what
                            we should write
  versions SEED COUNT       so many random values with shared parts, two lines each: the value, and
                            what marshal.dumps() writes in one version of the format after the other
  marshal VERSION           a value follows; what marshal.dumps() writes in this version
"""
import array
import datetime
import decimal
import marshal
import random
import sys
import uuid

from exchange import random_float

sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")
sys.set_int_max_str_digits(0)
SERIALIZERS = {}
missing = []
try:
    import Pyro5.serializers
    SERIALIZERS["5"] = Pyro5.serializers.serializers
except ImportError:
    missing.append("Pyro5")
try:
    import Pyro4
    SERIALIZERS["4"] = {name: Pyro4.util.get_serializer(name) for name in ("json", "marshal")}
except ImportError:
    missing.append("Pyro4")
if missing:
    print("skip: Python has no", " and no ".join(missing), "here")
    sys.exit()

CLASS = "some.Thing"
for serializers in SERIALIZERS.values():
    for serializer in serializers.values():
        serializer.register_dict_to_class(CLASS, lambda name, value: value)


def random_int(rng):
    if rng.random() < 0.3:
        return rng.choice([1, -1]) * (2 ** rng.choice([15, 30, 31, 32, 60, 62, 63, 64, 75, 200]) + rng.randrange(-1, 2))
    return rng.choice([1, -1]) * rng.randrange(10 ** rng.randrange(1, 40))


def random_text(rng):
    # only characters that all tables of Unicode agree on
    letters = ("abc '\"\\/\n\r\t\b\f\0\x1f\x7f\x80\xa0\xadäé€\u2028\ud7ff\ue000\ufeff\uffff\U0001f600\U0010ffff"
               + chr(rng.randrange(0x370)) + chr(rng.randrange(0x20, 0x7f)))
    if rng.random() < 0.02:
        letters = "ab\ud800\udfffc"
    size = rng.randrange(rng.choice([4, 12, 12, 12, 40, 300]))
    return "".join(rng.choice(letters) for _ in range(size))


def random_scalar(rng):
    kind = rng.randrange(9)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind < 3:
        return random_int(rng)
    if kind < 5:
        return random_float(rng)
    if kind == 5:
        return rng.randrange(-300, 300)
    return random_text(rng)


def random_odd(rng):
    """What not all serializers carry."""
    kind = rng.randrange(3)
    if kind == 0:
        return rng.randbytes(rng.choice([rng.randrange(20), rng.randrange(300)]))
    if kind == 1:
        return complex(random_float(rng), random_float(rng))
    return frozenset(random_key(rng) for _ in range(rng.randrange(4)))


def random_key(rng):
    kind = rng.random()
    if kind < 0.01:
        return random_odd(rng)
    if kind < 0.02:
        return tuple(random_key(rng) for _ in range(rng.randrange(3)))
    if kind < 0.3:
        return random_scalar(rng)
    return random_text(rng)


def random_value(rng, depth, odd):
    size = rng.randrange(rng.choice([4, 4, 10]))
    kind = rng.randrange(12) if depth > 0 else 0
    if rng.random() < odd:
        return random_odd(rng)
    if kind < 4:
        return random_scalar(rng)
    if kind < 6:
        return tuple(random_value(rng, depth - 1, odd) for _ in range(size))
    if kind == 6:
        return {random_key(rng) for _ in range(size)}
    if kind < 9:
        return {random_key(rng): random_value(rng, depth - 1, odd) for _ in range(size)}
    if kind == 9:
        return {"__class__": CLASS, "value": random_value(rng, depth - 1, odd)}
    return [random_value(rng, depth - 1, odd) for _ in range(size)]


def share(rng, value, pool):
    """The same value, with parts in it that are one object."""
    if isinstance(value, list):
        value = [share(rng, item, pool) for item in value]
    elif isinstance(value, tuple):
        value = tuple(share(rng, item, pool) for item in value)
    elif isinstance(value, dict):
        value = {key: share(rng, item, pool) for key, item in value.items()}
    elif isinstance(value, str) and rng.random() < 0.5:
        value = sys.intern(value)
    if pool and rng.random() < 0.3:
        return rng.choice(pool)
    pool.append(value)
    return value


def canonical(value, arrange=None):
    """The repr(), with the members of sets arranged, or sorted by their text."""
    def inner(item):
        return canonical(item, arrange)

    if isinstance(value, (set, frozenset)) and value:
        members = map(inner, arrange(value)) if arrange else sorted(map(inner, value))
        text = "{" + ", ".join(members) + "}"
        return text if isinstance(value, set) else "frozenset(" + text + ")"
    if isinstance(value, list):
        return "[" + ", ".join(map(inner, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(inner, value)) + (",)" if len(value) == 1 else ")")
    if isinstance(value, dict):
        return "{" + ", ".join(inner(k) + ": " + inner(v) for k, v in value.items()) + "}"
    return repr(value)


def in_marshal_order(members):
    return sorted(members, key=lambda member: marshal.dumps(member, 2))


def parse(text):
    return eval(text, {"nan": float("nan"), "inf": float("inf"), "array": array.array, "UUID": uuid.UUID,
                       "Decimal": decimal.Decimal, "datetime": datetime, "bytearray": bytearray})


def make(serializer, is_marshal, seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        value = random_value(rng, 3, rng.choice([0, 0, 0.02]))
        print(canonical(value, in_marshal_order if is_marshal else iter))
        try:
            payload = serializer.dumps(value)
        except Exception:
            print("refused\n\n")
            continue
        print(payload.hex())
        print((marshal.dumps(value, 2) if is_marshal else payload).hex())
        print(canonical(serializer.loads(payload)))


def make_versions(seed, count):
    rng = random.Random(seed)
    for i in range(count):
        value = share(rng, random_value(rng, 3, 0.05), [])
        print(canonical(value))
        print(marshal.dumps(value, i % 5).hex())


def line():
    return sys.stdin.readline().rstrip("\n")


def answer(request, *args):
    if request in ("make", "read", "call", "dump-call"):
        serializer = SERIALIZERS[args[0]][args[1]]
    if request == "make":
        make(serializer, args[1] == "marshal", int(args[2]), int(args[3]))
    elif request == "read":
        for payload in [bytes.fromhex(line()) for _ in range(int(args[2]))]:
            print(canonical(serializer.loads(payload)))
    elif request == "call":
        print(canonical(serializer.loadsCall(bytes.fromhex(line()))))
    elif request == "dump-call":
        call = parse(line())
        payload = serializer.dumpsCall(*call)
        print(payload.hex())
        print((marshal.dumps(call, 2) if args[1] == "marshal" else payload).hex())
    elif request == "versions":
        make_versions(int(args[0]), int(args[1]))
    elif request == "marshal":
        print(marshal.dumps(parse(line()), int(args[0])).hex())


print("ready", flush=True)
for request in sys.stdin:
    answer(*request.split())
    sys.stdout.flush()
