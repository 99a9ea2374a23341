#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads messages from standard input with Pyro4's own code and writes the same ones back with it.

Where the sequence number is odd the answer is compressed, as far as Pyro4 does that; where it is a
multiple of 3 both are signed.
"""

import sys
import warnings

warnings.simplefilter("ignore")
try:
    from Pyro4 import util
    from Pyro4.message import FLAGS_COMPRESSED, Message
except ImportError as problem:
    print(f"skip {problem}", flush=True)
    sys.exit()


class Connection:
    """Gives what was read of a message already, and then the rest."""

    def __init__(self, start):
        self.start = start

    def recv(self, size):
        data, self.start = self.start[:size], self.start[size:]
        data += sys.stdin.buffer.read(size - len(data))
        if len(data) < size:
            raise EOFError
        return data


def main():
    print(f"ready {sys.version_info[0]}.{sys.version_info[1]}", flush=True)
    serializer = util.get_serializer("marshal")
    while header := sys.stdin.buffer.read(Message.header_size):
        key = b"secret" if int.from_bytes(header[10:12]) % 3 == 0 else None
        message = Message.recv(Connection(header), hmac_key=key)
        message.annotations.pop("HMAC", None)
        message.decompress_if_needed()
        data, compressed = serializer._SerializerBase__compressdata(message.data, message.seq % 2 == 1)
        answer = Message(message.type, data, message.serializer_id,
                         message.flags | (FLAGS_COMPRESSED if compressed else 0), message.seq,
                         message.annotations, key)
        sys.stdout.buffer.write(answer.to_bytes())
        sys.stdout.buffer.flush()


main()
