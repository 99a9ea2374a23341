# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the peers have in common: random values, and the text of a value as canonical() of trade.h has it."""
import datetime
import decimal
import struct
import uuid


def random_float(rng):
    if rng.random() < 0.3:
        return rng.choice([0.0, -0.0, 1.0, 1e16, 1e22, 1e-5, float("inf"), float("-inf"), float("nan"), 0.1,
                           5e-324, 1.7976931348623157e308, 2.0**-44])
    if rng.random() < 0.5:
        value = struct.unpack("<d", rng.randbytes(8))[0]
        return value if value == value else float("nan")  # repr() does not tell one nan from another
    return rng.randrange(-10**6, 10**6) / 100


def random_int(rng):
    edge = rng.choice([0, 1 << 5, 1 << 7, 1 << 8, 1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 63, 1 << 64, 1 << 200])
    if rng.random() < 0.5:
        return rng.choice([1, -1]) * edge + rng.randrange(-2, 3)
    return rng.choice([1, -1]) * rng.randrange(10 ** rng.randrange(1, 400 if rng.random() < 0.1 else 40))


def random_text(rng, surrogates):
    # only characters that all tables of Unicode agree on
    letters = ("abc '\"\\\n\r\t\0\x1a\x7f\xa0\xadäé€\u2028\ufeff\U0001f600" + ("\ud800\udfff" if surrogates else "")
               + chr(rng.randrange(0x370)) + chr(rng.randrange(0x20, 0x7f)))
    size = rng.randrange(400) if rng.random() < 0.03 else rng.randrange(16)
    return "".join(rng.choice(letters) for _ in range(size))


def random_bytes(rng):
    return rng.randbytes(rng.randrange(400) if rng.random() < 0.05 else rng.randrange(20))


def random_datetime(rng):
    return datetime.datetime(rng.randrange(1, 10000), rng.randrange(1, 13), rng.randrange(1, 29), rng.randrange(24),
                             rng.randrange(60), rng.randrange(60), rng.choice([0, rng.randrange(10**6)]),
                             fold=rng.randrange(2))


def record(name, /, *args, **parts):
    made = {"__class__": name}
    if args:
        made["args"] = args
    made.update(parts)
    return made


def plain(value):
    """The value as ours has it: the instances of some classes are records."""
    kind = type(value)
    if kind is list:
        return [plain(item) for item in value]
    if kind is tuple:
        return tuple(plain(item) for item in value)
    if kind is dict:
        return {key: plain(item) for key, item in value.items()}
    if kind is datetime.datetime:
        parts = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond)
        parts += (plain(value.tzinfo),) if value.tzinfo else ()
        return record("datetime.datetime", *parts, **({"kwargs": {"fold": 1}} if value.fold else {}))
    if kind is datetime.date:
        return record("datetime.date", value.year, value.month, value.day)
    if kind is datetime.time:
        return record("datetime.time", value.hour, value.minute, value.second, value.microsecond)
    if kind is datetime.timedelta:
        return record("datetime.timedelta", value.days, value.seconds, value.microseconds)
    if kind is datetime.timezone:
        return record("datetime.timezone", plain(value.utcoffset(None)))
    if kind is decimal.Decimal:
        return record("decimal.Decimal", str(value))
    if kind is uuid.UUID:
        return record("uuid.UUID", str(value))
    if kind is bytearray:
        return bytes(value)
    return value


def canonical(value):
    if type(value) is set and value:
        return "{" + ", ".join(sorted(map(canonical, value))) + "}"
    if type(value) is frozenset and value:
        return "frozenset({" + ", ".join(sorted(map(canonical, value))) + "})"
    if type(value) is list:
        return "[" + ", ".join(map(canonical, value)) + "]"
    if type(value) is tuple:
        return "(" + ", ".join(map(canonical, value)) + (",)" if len(value) == 1 else ")")
    if type(value) is dict:
        return "{" + ", ".join(canonical(k) + ": " + canonical(v) for k, v in value.items()) + "}"
    assert type(value) in (type(None), bool, int, float, complex, str, bytes, set, frozenset), type(value)
    return repr(value)
