# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyro4's PickleSerializer, for test-pickle.c, until its input ends.

Requests, a line each:
  make PROTOCOL SEED COUNT  so many random values, two lines each: the value, and the payload of the
                            serializer in hexadecimal
  call PROTOCOL SEED COUNT  the same for random calls
  read COUNT                so many payloads follow, a line each; for each what the serializer reads, or
                            the word `error` and the class of the exception
  take COUNT                the same for calls
  optimize PROTOCOL SEED COUNT  like make, but without what pickletools.optimize() finds needless
  names                     how many names of Python 2 there are, and two lines for each: a pickle of it,
                            and how Python 3 calls it
  trap PATH                 a pickle that makes a file when it is loaded
"""
import _compat_pickle
import collections
import datetime
import decimal
import fractions
import io
import pickletools
import random
import sys
import uuid

from exchange import (canonical, plain, random_bytes, random_datetime, random_float, random_int, random_text, record)

sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
try:
    import Pyro4
    import Pyro4.errors
    import Pyro4.futures
    import Pyro4.util
except ImportError as problem:
    print("skip:", problem)
    sys.exit()
serializer = Pyro4.util.PickleSerializer()


class Thing:
    def __init__(self, **attributes):
        vars(self).update(attributes)

    class Inner:
        pass


class Point(collections.namedtuple("Point", "x y")):
    pass


class Number(int):
    pass


class Slotted:
    __slots__ = ("first", "second")

    def __getstate__(self):
        return None, {"first": self.first, "second": self.second}

    def __setstate__(self, state):
        self.first, self.second = state[1]["first"], state[1]["second"]


class OwnError(Exception):
    pass


# What is run when a pickle of it is read, which nobody here does.
class Trap:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


def random_date(rng):
    moment = random_datetime(rng)
    kind = rng.randrange(5)
    if kind == 0:
        return moment.date()
    if kind == 1:
        return moment.time().replace(fold=0)
    if kind == 2:
        return datetime.timedelta(rng.randrange(-999, 999), rng.randrange(86400), rng.randrange(10**6))
    if kind == 3:
        return moment.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=rng.randrange(-700, 700))))
    return moment


def random_key(rng, depth):
    kind = rng.randrange(9 if depth > 0 else 7)
    if kind == 7:
        return tuple(random_key(rng, depth - 1) for _ in range(rng.randrange(4)))
    if kind == 8:
        return frozenset(random_key(rng, depth - 1) for _ in range(rng.randrange(4)))
    if kind == 0:
        return rng.choice([True, False, None])
    if kind < 3:
        return random_int(rng)
    if kind == 3:
        return random_float(rng)
    if kind == 4:
        return complex(random_float(rng), random_float(rng))
    if kind == 5:
        return random_bytes(rng)
    return random_text(rng, True)


def random_instance(rng, depth):
    kind = rng.randrange(17)
    some = [random_value(rng, depth - 1) for _ in range(rng.randrange(3))]
    if kind == 0:
        return Thing(**{"a%d" % index: value for index, value in enumerate(some)})
    if kind == 1:
        made = rng.choice([ValueError, KeyError, TypeError, Pyro4.errors.NamingError])(*some)
        if rng.random() < 0.5:
            made._pyroTraceback = ["line 1\n", "line 2\n"]
        return made
    if kind == 2:
        made = OwnError(*some)
        made._pyroTraceback = ["line\n"]
        return made
    if kind == 3:
        return Point(1, some)
    if kind == 4:
        return collections.OrderedDict((random_key(rng, 1), value) for value in some)
    if kind == 5:
        return collections.deque(some, rng.choice([None, 9]))
    if kind == 6:
        return collections.defaultdict(list, {random_text(rng, True): value for value in some})
    if kind == 7:
        return Pyro4.URI("PYRO:%d@localhost:%d" % (rng.randrange(10**6), rng.randrange(1, 65536)))
    if kind == 8:
        return Pyro4.Proxy("PYRO:o@localhost:%d" % rng.randrange(1, 65536))
    if kind == 9:
        return rng.choice([decimal.Decimal(rng.randrange(10**9)).scaleb(-3), uuid.UUID(int=rng.getrandbits(128)),
                           uuid.UUID(int=rng.randrange(9)), fractions.Fraction(rng.randrange(1, 9), 10**20 + 1)])
    if kind == 10:
        return random_date(rng)
    if kind == 11:
        return rng.choice([range(rng.randrange(9)), range(1, 9, 3)])
    if kind == 12:
        return Pyro4.futures._ExceptionWrapper(ValueError(*some))
    if kind == 13:
        return collections.Counter(random_text(rng, True))
    if kind == 14 and some:
        if rng.random() < 0.5:
            return {decimal.Decimal(1), 2, "3"}
        return {rng.choice([uuid.UUID(int=7), datetime.date(2020, 1, 2), (1, decimal.Decimal(2))]): some}
    if kind == 15:
        slotted = Slotted()
        slotted.first, slotted.second = 1, some
        return rng.choice([slotted, Number(7)])
    return rng.choice([int, len, Ellipsis, Thing, Thing.Inner])


def random_value(rng, depth):
    kind = rng.randrange(21 if depth > 0 else 9)
    size = rng.randrange(40) if rng.random() < 0.03 else rng.randrange(5)
    if kind < 8:
        return random_key(rng, 1)
    if kind == 8:
        return bytearray(random_bytes(rng))
    if kind < 11:
        return tuple(random_value(rng, depth - 1) for _ in range(size))
    if kind == 11:
        return {random_key(rng, 1) for _ in range(size)}
    if kind == 12:
        return frozenset(random_key(rng, 1) for _ in range(size))
    if kind < 15:
        return {random_key(rng, 1): random_value(rng, depth - 1) for _ in range(size)}
    if kind == 15:
        shared = random_value(rng, depth - 1)
        return [shared, [shared, (shared,)]] * rng.randrange(3)
    if kind < 18:
        return random_instance(rng, depth)
    if kind == 18 and rng.random() < 0.1:
        return [random_key(rng, 0) for _ in range(rng.choice([999, 1000, 1001, 2001]))]
    return [random_value(rng, depth - 1) for _ in range(size)]


def pairs(value, protocol):
    return [(flat(key, protocol), flat(item, protocol)) for key, item in value.items()]


def with_items(made, items):
    if items:
        made["items"] = items
    return made


def named(value):
    return record("pickle.global", name=value)


def flat_state(value):
    """The state of a proxy, whose first item is a URI."""
    return tuple(flat(item, 4) for item in value)


def flat_instance(value, protocol):
    kind = type(value)
    name = kind.__module__ + "." + kind.__qualname__
    if isinstance(value, BaseException):
        return {"__class__": name, "__exception__": True, "args": flat(value.args, protocol),
                "attributes": flat(vars(value), protocol)}
    if kind in (Pyro4.URI, Pyro4.Proxy):
        return record(name, state=flat_state(value.__getstate__()))
    if kind is Pyro4.futures._ExceptionWrapper:
        return {"exception": flat(value.exception, protocol), "__class__": name}
    if kind is Thing:
        return {**flat(vars(value), protocol), "__class__": name}
    if kind is Slotted:
        return {"first": value.first, "second": flat(value.second, protocol), "__class__": name}
    if kind is Number:
        return record(name, int(value))
    if kind is Point:
        args = tuple(flat(item, protocol) for item in value)
        # before protocol 2 an instance of a class with a base is made from one of the base
        return {"__class__": name, "args": (args,) if protocol < 2 else args}
    if kind is collections.OrderedDict:
        return with_items(record(name), pairs(value, protocol))
    if kind is collections.deque:
        args = {} if value.maxlen is None else {"args": ((), value.maxlen)}
        return with_items(record(name, **args), [flat(item, protocol) for item in value])
    if kind is collections.defaultdict:
        return with_items(record(name, named("builtins.list")), pairs(value, protocol))
    if kind is collections.Counter:
        return record(name, dict(value))
    if kind is range:
        return record(name, value.start, value.stop, value.step)
    if kind is fractions.Fraction:
        return record(name, value.numerator, value.denominator)
    if value is Ellipsis:
        return named("builtins.Ellipsis")
    if value in (int, len, Thing, Thing.Inner):
        return named(value.__module__ + "." + value.__qualname__)
    if kind is datetime.datetime and protocol < 4:
        value = value.replace(fold=0)
    return plain(value)


def is_key(value):
    if type(value) in (tuple, frozenset):
        return all(map(is_key, value))
    return type(value) in (type(None), bool, int, float, complex, str, bytes)


def flat(value, protocol):
    """The value as ours has it."""
    kind = type(value)
    if kind in (list, tuple):
        return kind(flat(item, protocol) for item in value)
    if kind is dict and not all(map(is_key, value)):
        return record("builtins.dict", items=pairs(value, protocol))
    if kind is dict:
        return {key: flat(item, protocol) for key, item in value.items()}
    if kind is set and not all(map(is_key, value)):
        return record("builtins.set", items=[flat(item, protocol) for item in value])
    if kind in (set, frozenset) or is_key(value):
        return value
    return flat_instance(value, protocol)


def read(line, load):
    try:
        value = load(bytes.fromhex(line))
    except Exception as problem:
        return "error " + type(problem).__name__
    if isinstance(value, io.IOBase):
        value.close()
        return "a file was made"
    return canonical(flat(value, 4))


def make(request, protocol, seed, count):
    Pyro4.config.PICKLE_PROTOCOL_VERSION = protocol
    rng = random.Random(seed)
    for _ in range(count):
        value = random_value(rng, 3)
        if request == "call":
            value = "obj", random_text(rng, True), (value,), {random_text(rng, True): 1} if rng.random() < 0.5 else None
            payload = serializer.dumpsCall(*value)
        else:
            payload = serializer.dumps(value)
            if request == "optimize":
                payload = pickletools.optimize(payload)
        print(canonical(flat(value, protocol)))
        print(payload.hex())


def translate(module, name):
    if (module, name) in _compat_pickle.NAME_MAPPING:
        return "%s.%s" % _compat_pickle.NAME_MAPPING[module, name]
    return _compat_pickle.IMPORT_MAPPING.get(module, module) + "." + name


def answer(request, *args):
    if request in ("read", "take"):
        count = int(args[0])
        load = serializer.loads if request == "read" else serializer.loadsCall
        for line in [sys.stdin.readline() for _ in range(count)]:
            print(read(line, load))
    elif request == "names":
        names = [(module, "Name") for module in _compat_pickle.IMPORT_MAPPING] + list(_compat_pickle.NAME_MAPPING)
        print(len(names))
        for module, name in names:
            print(("c%s\n%s\n." % (module, name)).encode().hex())
            print(translate(module, name))
    elif request == "trap":
        print(serializer.dumps(Trap(args[0])).hex())
    else:
        make(request, *map(int, args))


print("ready", Pyro4.__version__, flush=True)
for request in sys.stdin:
    answer(*request.split())
    sys.stdout.flush()
