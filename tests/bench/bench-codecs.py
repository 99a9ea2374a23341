#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The json and marshal codecs against Python's modules and yyjson: bench-codecs.py PROGRAM [ROUNDS].

Prints, for each document, the medians of rounds in which all take turns: megabytes a second, how many
times as fast as Python, and for json how many times as long as yyjson alone.
"""
import json
import marshal
import random
import statistics
import subprocess
import sys
import tempfile
import time

MIN_TIME = 50e6  # nanoseconds of one measurement


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
    """The shortest of the times that fit."""
    start = last = time.process_time_ns()
    shortest = float("inf")
    while last - start < MIN_TIME:
        work()
        now = time.process_time_ns()
        shortest = min(shortest, now - last)
        last = now
    return shortest


def bench(program, serializer, name, value, rounds):
    if serializer == "json":
        payload = json.dumps(value, ensure_ascii=False).encode()
        loads, dumps = (lambda: json.loads(payload.decode())), (lambda: json.dumps(value, ensure_ascii=False).encode())
    else:
        payload = marshal.dumps(value)
        loads, dumps = (lambda: marshal.loads(payload)), (lambda: marshal.dumps(value))
    with tempfile.NamedTemporaryFile() as file:
        file.write(payload)
        file.flush()
        ours = subprocess.Popen([program, serializer, file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        lines = []
        for _ in range(rounds):
            print(file=ours.stdin, flush=True)
            lines.append([float(word) for word in ours.stdout.readline().split()] + [measure(loads), measure(dumps)])
        ours.stdin.close()
        ours.wait()
    read, write, read_alone, write_alone, loads_time, dumps_time = map(statistics.median, zip(*lines))
    size = len(payload)
    text = f"{serializer:8}{name:10}{size / 1e6:7.2f} MB"
    for ours_time, python_time, alone in ((read, loads_time, read_alone), (write, dumps_time, write_alone)):
        text += f" | {size / ours_time * 1000:7.0f} MB/s {python_time / ours_time:6.1f} x Python"
        text += f" {ours_time / alone:5.2f} x yyjson" if alone else ""
    print(text, flush=True)


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print(f"{'':25}   | decode{'':27}| encode")
    for serializer in ("json", "marshal"):
        for name, value in documents().items():
            bench(sys.argv[1], serializer, name, value, rounds)


if __name__ == "__main__":
    main()
