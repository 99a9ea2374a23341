# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints floats: their 64 bits in base 16, a space, and their repr()."""

import random
import struct

random.seed(20260101)
floats = [struct.unpack("<d", random.randbytes(8))[0] for _ in range(20000)]
for _ in range(20000):
    floats.append(random.randint(0, 10 ** random.randint(1, 17)) / 10 ** random.randint(0, 22))
floats += [random.random() * 10 ** random.randint(-20, 20) for _ in range(5000)]
for _ in range(5000):
    bits = random.getrandbits(random.randint(1, 52))
    floats.append(struct.unpack("<d", struct.pack("<Q", bits))[0])
for exponent in range(-1074, 1024):
    floats += [2.0**exponent, -(2.0**exponent)]

print("\n".join(f"{struct.unpack('<Q', struct.pack('<d', x))[0]:x} {x!r}" for x in floats))
