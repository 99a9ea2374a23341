# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A good Python client of the soak: it does this and that, at random, and finds each answer right.

usage: soak_client.py HOST GENERATION SERVERTYPE PORT NAMESERVER NAMESERVER GATEWAY SECONDS SEED
with places as HOST:PORT. It prints what went wrong, and its status is 1 then.
"""
import contextlib
import http.client
import json
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "serve"))

import hosting  # noqa: E402
from hosting import GENERATION, pyro  # noqa: E402

PORT, *NAME_SERVERS, GATEWAY, SECONDS, SEED = sys.argv[4:]
N_NAMES = 200  # that all clients together use


class Client:
    def __init__(self):
        # Python's clients fail to write a batch or an attribute in marshal
        self.thing = self.connect(serializers=[name for name in hosting.SERIALIZERS if name != "marshal"])

    @staticmethod
    def connect(name="thing", serializers=hosting.SERIALIZERS):
        proxy = pyro.Proxy(f"PYRO:{name}@127.0.0.1:{PORT}")
        proxy._pyroSerializer = random.choice(serializers)
        return proxy

    # ---- What it does ----

    def calls(self):
        for number in range(50):
            assert self.thing.add(number, 1) == number + 1

    def values(self):
        text = "x" * random.choice([10, 1000, 100000, 1000000])
        assert self.thing.echo(text) == text
        rows = [{"number": number, "name": str(number)} for number in range(random.randrange(500))]
        assert self.thing.echo(rows) == rows

    def compressed(self):
        hosting.config.COMPRESSION = True
        assert len(self.thing.repeat("abcd", 50000)) == 200000
        hosting.config.COMPRESSION = False

    def mistakes(self):
        with contextlib.suppress(ZeroDivisionError):
            self.thing.divide(1, 0)
            raise AssertionError("it was divided")
        with contextlib.suppress(AttributeError):
            self.thing._pyroInvoke("no_such_method", (), {})
            raise AssertionError("there is no such method")

    def attributes(self):
        self.thing.temperature = 20.5
        assert self.thing.temperature == 20.5

    def batches(self):
        batch = hosting.Batch(self.thing)
        for number in range(100):
            batch.add(number, 1)
        assert list(batch()) == list(range(1, 101))

    def streams(self):
        assert list(self.thing.count(20)) == list(range(20))
        stream = self.thing.count_later(20)
        assert next(stream) == 0
        if random.random() < 0.5:
            stream.close()
        left = self.connect()
        next(left.count(20))
        left._pyroRelease()  # and with it the rest of the stream

    def oneways(self):
        for _ in range(50):
            self.thing.note_later("x", 5)

    def waits(self):
        assert self.thing.later("x", 20) == "x"
        self.thing.worker(10)

    def instances(self):
        for name in ("session", "single", "percall"):
            with self.connect(name) as counter:
                counter._pyroBind()

    def objects(self):
        """Of which nothing is left in the daemon when it has told of them."""
        for _ in range(10):
            self.thing.make_weak()

    def connects(self):
        for _ in range(10):
            with self.connect() as thing:
                assert thing.add(1, 2) == 3

    def names(self):
        for place in NAME_SERVERS:
            with pyro.Proxy(f"PYRO:Pyro.NameServer@{place}") as server:
                name = f"soak.{random.randrange(N_NAMES)}"
                server.register(name, "PYRO:obj@localhost:1234", metadata=["a", "b"])
                with contextlib.suppress(hosting.errors.NamingError):  # another may have removed it
                    server.lookup(name)
                server.list(prefix="soak.1")
                server.list(regex="soak.*7", return_metadata=True)
                server.remove(name)

    def web(self):
        site = http.client.HTTPConnection(GATEWAY, timeout=hosting.TIME_LIMIT)
        for _ in range(5):
            site.request("POST", "/pyro/soak.thing/add", b"[1, 2]", {"Content-Type": "application/json"})
            answer = site.getresponse()
            body = answer.read()
            assert (answer.status, json.loads(body)) == (200, 3), (answer.status, body)
        site.close()


random.seed(int(SEED))
client = Client()
tasks = [client.calls, client.values, client.compressed, client.mistakes, client.attributes, client.batches,
         client.streams, client.oneways, client.waits, client.instances, client.objects, client.connects,
         client.names, client.web]
end = time.monotonic() + float(SECONDS)
while time.monotonic() < end:
    random.choice(tasks)()
