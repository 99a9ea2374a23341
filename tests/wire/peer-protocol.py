#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads messages from standard input with Pyro5's own code and writes the same ones back with it.

Where the sequence number is odd the answer is compressed, as far as Pyro5 does that.
"""

import sys
import uuid

try:
    from Pyro5 import config, protocol
    from Pyro5.callcontext import current_context
except ImportError as problem:
    print(f"skip {problem}", flush=True)
    sys.exit()


class Connection:
    def recv(self, size):
        data = sys.stdin.buffer.read(size)
        if len(data) < size:
            raise EOFError
        return data


def main():
    print(f"ready {sys.version_info[0]}.{sys.version_info[1]}", flush=True)
    connection = Connection()
    while True:
        try:
            message = protocol.recv_stub(connection)
        except EOFError:
            return
        with_id = message.flags & protocol.FLAGS_CORR_ID
        current_context.correlation_id = uuid.UUID(bytes=message.corr_id) if with_id else None
        config.COMPRESSION = message.seq % 2 == 1
        answer = protocol.SendingMessage(
            message.type, message.flags, message.seq, message.serializer_id,
            bytes(message.data), {name: bytes(data) for name, data in message.annotations.items()})
        sys.stdout.buffer.write(answer.data)
        sys.stdout.buffer.flush()


main()
