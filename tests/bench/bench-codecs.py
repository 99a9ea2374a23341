#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The codecs against Python's own, and json against yyjson alone: bench-codecs.py PROGRAM [ROUNDS].

Prints, for each document, the medians of rounds in which all take turns: megabytes a second, how many
times as fast as Python, and for json how many times as long as yyjson alone; and whether that is the
goal. Memory stays with the program: it is not the kernel that is timed.
"""
import json
import marshal
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time

import msgpack
import serpent

MIN_TIME = 50e6  # nanoseconds of one measurement
MIN_SPAN = 50e3  # nanoseconds of what is timed at once

ENVIRONMENT = {"MALLOC_TRIM_THRESHOLD_": "2000000000", "MALLOC_MMAP_THRESHOLD_": "2000000000"}

SERIALIZERS = {
    "serpent": (serpent.loads, serpent.dumps),
    "json": (lambda payload: json.loads(payload.decode()),
             lambda value: json.dumps(value, ensure_ascii=False).encode()),
    "marshal": (marshal.loads, marshal.dumps),
    "msgpack": (lambda payload: msgpack.unpackb(payload, raw=False),
                lambda value: msgpack.packb(value, use_bin_type=True)),
    "pickle": (pickle.loads, lambda value: pickle.dumps(value, 4)),
}

# How many times as fast as Python: to decode a document, and to encode one; and how many times as
# long as yyjson alone.
DECODE_GOALS = {("serpent", "nested"): 50, ("serpent", "ns100k"): 60, ("serpent", "ints"): 40,
                ("marshal", "nested"): 2, ("marshal", "ns100k"): 2, ("marshal", "ints"): 2,
                ("msgpack", "nested"): 2, ("msgpack", "ns100k"): 2, ("msgpack", "ints"): 2}
ENCODE_GOALS = {("serpent", "nested"): 10, ("serpent", "ns100k"): 10, ("serpent", "ints"): 10}
YYJSON_GOAL = 2.5


def nested(rng, depth):
    if depth == 0:
        return "text number %d" % rng.randrange(1000)
    return {"name%d" % i: [nested(rng, depth - 1), "a longer piece of text, with an é in it", i] for i in range(6)}


def documents():
    rng = random.Random(1)
    return {
        "small": ("PYRO:obj@localhost:9090", [True, None, 1.5], {"when": 12}),
        "nested": nested(rng, 5),
        "ns100k": {"object.name.%d" % i: "PYRO:obj_%032x@localhost:%d" % (rng.getrandbits(128), 9000 + i % 1000)
                   for i in range(100000)},
        "ints": [rng.randrange(1000000) for _ in range(100000)],
        "floats": [rng.random() for _ in range(100000)],
        "readings": [round(rng.random() * 100, 3) for _ in range(100000)],
        "records": [{"x": i, "y": i * 0.5, "name": "n%d" % i, "ok": True} for i in range(20000)],
    }


def measure(work):
    """As measure() of bench-codecs.c."""
    start = last = now = time.process_time_ns()
    shortest = float("inf")
    count = 1
    while now - start < MIN_TIME or shortest == float("inf"):
        for _ in range(count):
            work()
        now = time.process_time_ns()
        if now - last < MIN_SPAN:
            count *= 2
        else:
            shortest = min(shortest, (now - last) / count)
        last = time.process_time_ns()
    return shortest


def describe(size, ours, python, alone, goal):
    """What one direction comes to, and whether that is what was asked."""
    text = f" | {size / ours * 1000:6.0f} MB/s {python / ours:6.1f} x Python"
    missed = bool(goal) and python / ours < goal
    if goal:
        text += f" (goal {goal})"
    if alone:
        text += f" {ours / alone:5.2f} x yyjson (goal {YYJSON_GOAL})"
        missed = missed or ours / alone > YYJSON_GOAL
    return f"{text + (' MISSED' if missed else ''):50}"


def bench(program, serializer, name, value, rounds):
    loads, dumps = SERIALIZERS[serializer]
    payload = dumps(value)
    with tempfile.NamedTemporaryFile() as file:
        file.write(payload)
        file.flush()
        ours = subprocess.Popen([program, serializer, file.name], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        lines = []
        for _ in range(rounds):
            print(file=ours.stdin, flush=True)
            lines.append([float(word) for word in ours.stdout.readline().split()]
                         + [measure(lambda: loads(payload)), measure(lambda: dumps(value))])
        ours.stdin.close()
        ours.wait()
    read, write, read_alone, write_alone, loads_time, dumps_time = map(statistics.median, zip(*lines))
    size = len(payload)
    print(f"{serializer:8}{name:9}{size / 1e6:7.2f} MB"
          + describe(size, read, loads_time, read_alone, DECODE_GOALS.get((serializer, name)))
          + describe(size, write, dumps_time, write_alone, ENCODE_GOALS.get((serializer, name))), flush=True)


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print(f"{'':27} | {'decode':47} | encode")
    for serializer in SERIALIZERS:
        for name, value in documents().items():
            bench(sys.argv[1], serializer, name, value, rounds)


if __name__ == "__main__":
    main()
