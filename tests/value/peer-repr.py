# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes Python literals for test-repr.c and test-literal.c, until its input ends.

Requests, a line each:
  printable           the ranges of printable characters: first-last,… in hexadecimal
  avoid RANGES        make no text with these characters (no answer)
  make SEED COUNT     the repr() of so many random values, a line each
  read COUNT          so many lines of literals follow; the canonical repr() of each
  eval HEX            the repr() of what ast.literal_eval() makes of a text, or ! and the error
"""
import ast
import random
import struct
import sys
import unicodedata

sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")

avoided = set()


def ranges(codes):
    first = last = None
    for code in codes:
        if last is None or code != last + 1:
            if first is not None:
                yield f"{first:x}-{last:x}"
            first = code
        last = code
    if first is not None:
        yield f"{first:x}-{last:x}"


def random_float(rng):
    kind = rng.randrange(5)
    if kind == 0:
        return struct.unpack("<d", rng.randbytes(8))[0]
    if kind == 1:
        return rng.choice([0.0, -0.0, 1.0, 1e16, 1e15, 9999999999999998.0, 1e22, 1e-4, 1e-5, 5e-324,
                           1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 0.1])
    if kind == 2:
        return rng.randrange(-10**6, 10**6) / rng.choice([1, 2, 4, 10, 100, 1000])
    if kind == 3:
        return rng.randrange(10**rng.randrange(1, 18)) * 10.0**rng.randrange(-30, 30)
    return rng.gauss(0, 1)


def random_character(rng):
    while True:
        kind = rng.randrange(10)
        if kind < 4:
            code = rng.randrange(0x20, 0x7f)
        elif kind == 4:
            code = rng.randrange(0x20)
        elif kind == 5:
            code = rng.randrange(0x7f, 0x250)
        elif kind == 6:
            code = rng.randrange(0xd800, 0xe000)
        elif kind == 7:
            code = ord(rng.choice("\\'\"\n\r\t\0\x7f\xa0\xad\u2028\ufeff"))
        elif kind == 8:
            code = rng.randrange(0x10000)
        else:
            code = rng.randrange(0x110000)
        if code not in avoided:
            return chr(code)


def random_int(rng):
    kind = rng.randrange(4)
    if kind == 0:
        return rng.randrange(-10, 1000)
    if kind == 1:
        return rng.choice([1, -1]) * (2 ** rng.choice([31, 32, 53, 62, 63, 64, 65]) + rng.randrange(-1, 2))
    if kind == 2:
        return rng.randrange(-2**70, 2**70)
    return rng.choice([1, -1]) * rng.randrange(10 ** rng.randrange(1, 300))


def random_hashable(rng, depth):
    kind = rng.randrange(10 if depth > 0 else 8)
    if kind == 8:
        return tuple(random_hashable(rng, depth - 1) for _ in range(rng.randrange(4)))
    if kind == 9:
        return frozenset(random_hashable(rng, depth - 1) for _ in range(rng.randrange(4)))
    if kind < 2:
        return random_int(rng)
    if kind == 2:
        return random_float(rng)
    if kind == 3:
        return rng.choice([None, True, False])
    if kind == 4:
        return complex(random_float(rng), random_float(rng))
    if kind == 5:
        if rng.random() < 0.5:
            return bytes(rng.choice(b"\\'\"\n\0az\xff") for _ in range(rng.randrange(12)))
        return rng.randbytes(rng.randrange(12))
    return "".join(random_character(rng) for _ in range(rng.randrange(16)))


def random_value(rng, depth):
    kind = rng.randrange(9 if depth > 0 else 4)
    size = rng.randrange(5)
    if kind < 4:
        return random_hashable(rng, depth)
    if kind == 4:
        return tuple(random_value(rng, depth - 1) for _ in range(size))
    if kind == 5:
        return {random_hashable(rng, 1) for _ in range(size)}
    if kind == 6:
        return {random_hashable(rng, 1): random_value(rng, depth - 1) for _ in range(size)}
    if kind == 7 and rng.random() < 0.3:
        return {"__class__": "some.Thing", "value": random_value(rng, depth - 1)}
    return [random_value(rng, depth - 1) for _ in range(size)]


def number(node, part=False):
    """A real or an imaginary number with its sign; as a part of a sum, always a float."""
    if isinstance(node, ast.UnaryOp):
        value = number(node.operand, part)
        if isinstance(value, complex):  # not -value, which has a real part of -0.0
            return complex(0.0, -value.imag)
        return -value
    if isinstance(node, ast.Name):
        value = {"nan": float("nan"), "inf": float("inf"),
                 "nanj": complex(0.0, float("nan")), "infj": complex(0.0, float("inf"))}[node.id]
    else:
        value = node.value
        assert type(value) in (int, float, complex), value
    return float(value) if part and not isinstance(value, complex) else value


def convert(node):
    """What repr() meant by a text: also nan, inf and frozenset, and the signs of zeros."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List):
        return [convert(item) for item in node.elts]
    if isinstance(node, ast.Tuple):
        return tuple(convert(item) for item in node.elts)
    if isinstance(node, ast.Set):
        return {convert(item) for item in node.elts}
    if isinstance(node, ast.Dict):
        return {convert(key): convert(value) for key, value in zip(node.keys, node.values)}
    if isinstance(node, ast.Call):
        return {"set": set, "frozenset": frozenset}[node.func.id](*map(convert, node.args))
    if isinstance(node, ast.BinOp):
        imaginary = number(node.right).imag
        return complex(number(node.left, True), imaginary if isinstance(node.op, ast.Add) else -imaginary)
    return number(node)


def canonical(value):
    """repr() with the items of sets in the order of their own canonical repr()."""
    if isinstance(value, (set, frozenset)):
        if not value:
            return repr(value)
        items = ", ".join(sorted(map(canonical, value)))
        return "{" + items + "}" if isinstance(value, set) else "frozenset({" + items + "})"
    if isinstance(value, list):
        return "[" + ", ".join(map(canonical, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(canonical, value)) + (",)" if len(value) == 1 else ")")
    if isinstance(value, dict):
        return "{" + ", ".join(canonical(k) + ": " + canonical(v) for k, v in value.items()) + "}"
    return repr(value)


def evaluate(text):
    try:
        return repr(ast.literal_eval(text))
    except (SyntaxError, ValueError, TypeError, MemoryError, OverflowError, UnicodeError) as error:
        return "!" + type(error).__name__


def answer(request, *args):
    if request == "printable":
        print(",".join(ranges(code for code in range(0x110000) if chr(code).isprintable())))
    elif request == "avoid":
        for span in args[0].split(",") if args else ():
            first, last = span.split("-")
            avoided.update(range(int(first, 16), int(last, 16) + 1))
    elif request == "make":
        rng = random.Random(int(args[0]))
        for _ in range(int(args[1])):
            print(repr(random_value(rng, 3)))
    elif request == "read":
        for text in [sys.stdin.readline() for _ in range(int(args[0]))]:
            value = convert(ast.parse(text, mode="eval").body)
            result = canonical(value)
            if not any(word in text for word in ("nan", "inf", "j", "frozenset")):
                assert canonical(ast.literal_eval(text)) == result, text
            print(result)
    elif request == "eval":
        print(evaluate(bytes.fromhex(args[0] if args else "").decode("utf-8", "surrogatepass")))


print("ready", unicodedata.unidata_version, flush=True)
for line in sys.stdin:
    answer(*line.split())
    sys.stdout.flush()
