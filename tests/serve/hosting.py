# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of daemons share: the daemon in C, Python's clients of both generations, and TAP.

usage of each test: test_….py HOST GENERATION SERVERTYPE
"""
import contextlib
import os
import pathlib
import select
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from schedule import queued  # noqa: E402
from tap import main  # noqa: E402, F401

HOST, GENERATION, SERVER_TYPE = sys.argv[1:4]
TIME_LIMIT = 60  # seconds: far more than anything here takes
SANITIZED = b"__asan_init" in pathlib.Path(HOST).read_bytes()  # then memory is not given back at once
TESTS = pathlib.Path(__file__).resolve().parent.parent

# glibc fills memory that was only asked for with MALLOC_PERTURB_, and then it counts as used
for variable in [name for name in os.environ if name.startswith("PYRO_") or name == "MALLOC_PERTURB_"]:
    del os.environ[variable]

try:
    if GENERATION == "5":
        import Pyro5.api as pyro
        from Pyro5 import errors
        from Pyro5.api import config
        from Pyro5.errors import get_pyro_traceback as remote_traceback

        context = pyro.current_context
        Batch = pyro.BatchProxy
        Blob = pyro.SerializedBlob
        PREFIX = "Pyro5"
    else:
        import warnings

        warnings.simplefilter("ignore")
        import Pyro4 as pyro
        from Pyro4 import config, errors
        from Pyro4.core import SerializedBlob as Blob
        from Pyro4.util import getPyroTraceback as remote_traceback

        context = pyro.current_context
        Batch = pyro.batch
        PREFIX = "Pyro4"
except ImportError as problem:
    print(f"1..0 # SKIP {problem}")
    sys.exit(0)

SERIALIZERS = ["serpent", "json", "marshal"] + (["msgpack"] if GENERATION == "5" else [])
config.COMMTIMEOUT = TIME_LIMIT


class Host:
    """The daemon in C, in a process of its own; keywords are items of its configuration."""

    def __init__(self, *options, pass_fds=(), **items):
        items.setdefault("SERVERTYPE", SERVER_TYPE)
        command = [HOST, *options, *(f"{item}={value}" for item, value in items.items())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        pass_fds=pass_fds)
        self.uri, self.inner_uri = self.process.stdout.readline().split()
        self.location = self.uri.split("@", 1)[1]
        self.inner_location = self.inner_uri.split("@", 1)[1]

    @property
    def port(self):
        return int(self.inner_location.rsplit(":", 1)[1])

    def proxy(self, object_id="thing", **settings):
        proxy = pyro.Proxy(f"PYRO:{object_id}@{self.inner_location}")
        for name, value in settings.items():
            setattr(proxy, "_pyro" + name[0].upper() + name[1:], value)
        return proxy

    def connect(self):
        return Raw(socket.create_connection(("127.0.0.1", self.port), TIME_LIMIT))

    def memory(self):
        """Bytes of it that are resident."""
        pages = pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def queued(self):
        """Seconds that its main thread wanted a processor and had none."""
        return queued(self.process.pid)

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def close(self):
        """Ends it; gives what it says at its end: how many clients had left, and streams that live."""
        self.process.stdin.close()
        words = self.process.stdout.read().split()
        self.process.stdout.close()
        status = self.process.wait(TIME_LIMIT)
        assert status == 0, f"the host ended with {status}"
        return words

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.process.kill()
        if not self.process.stdin.closed:
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait(TIME_LIMIT)


MAGIC = 0x4DC5


def message5(kind, payload=b"", flags=0, seq=0, serializer=1, annotations=b"", size=None, magic=MAGIC):
    header = struct.pack("!4sHBBHHII16sHH", b"PYRO", 502, kind, serializer, flags, seq,
                         len(payload) if size is None else size, len(annotations), bytes(16), 0, magic)
    return header + annotations + payload


def message4(kind, payload=b"", flags=0, seq=0, serializer=1, annotations=b"", size=None, off=0):
    n = len(payload) if size is None else size
    total = kind + 48 + n + len(annotations) + serializer + flags + seq + 0x34E9 + off
    header = struct.pack("!4sHHHHiHHHH", b"PYRO", 48, kind, flags, seq, n, serializer, len(annotations), 0,
                         total & 0xFFFF)
    return header + annotations + payload


HELLO5 = message5(1, b"{'handshake':'hello','object':'thing'}")
HELLO4 = message4(1, b"{'handshake':'hello','object':'thing'}", flags=0x10)
HELLO = HELLO5 if GENERATION == "5" else HELLO4
message = message5 if GENERATION == "5" else message4


class Raw:
    """A client that says what it likes."""

    def __init__(self, sock):
        self.sock = sock
        sock.settimeout(TIME_LIMIT)

    def send(self, data):
        self.sock.sendall(data)
        return self

    def read(self, size):
        data = b""
        while len(data) < size:
            more = self.sock.recv(size - len(data))
            if not more:
                raise EOFError(data)
            data += more
        return data

    def reply(self):
        """(type, flags, seq, serializer, annotations, payload, version) of the next message."""
        start = self.read(6)
        assert start[:4] == b"PYRO", start
        version = int.from_bytes(start[4:], "big")
        if version == 502:
            kind, serializer, flags, seq, size, annotations, _, _, magic = struct.unpack("!BBHHII16sHH", self.read(34))
            assert magic == MAGIC
        else:
            kind, flags, seq, size, serializer, annotations, _, _ = struct.unpack("!HHHiHHHH", self.read(18))
        return kind, flags, seq, serializer, self.read(annotations), self.read(size), version

    def is_closed(self):
        """Whether nothing more comes, ever."""
        with contextlib.suppress(ConnectionResetError):
            return self.sock.recv(1) == b""
        return True

    def is_silent(self, seconds):
        return not select.select([self.sock], [], [], seconds)[0]

    def close(self):
        self.sock.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def wait_until(condition):
    """Looks until it is so; what does not become so fails."""
    end = time.monotonic() + TIME_LIMIT
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not become so")
        time.sleep(0.005)


def only(applies):
    """Marks a test of what only some generations or server types have. In the others there is no such test:
    it is not one that could not run, which would be skipped."""
    return lambda test: test if applies else None
