#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's clients of one generation with our name server, unchanged: test_serving.py PYROCTL GENERATION."""
import contextlib
import io
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

# The tags that clients print are a set: with this seed their order is that of all runs.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONHASHSEED": "0"})
for variable in [name for name in os.environ if name.startswith("PYRO_")]:
    del os.environ[variable]

import servers
from servers import harness

import schedule

GENERATION = sys.argv[2]
SANITIZED = b"__asan_init" in pathlib.Path(harness.PYROCTL).read_bytes()
warnings.simplefilter("ignore")
try:
    if GENERATION == "5":
        import Pyro5.api as pyro
        import Pyro5.nsc as nsc
        from Pyro5.errors import NamingError
        from Pyro5.api import config, locate_ns
        NameServer = "class:Pyro5.nameserver.NameServer"
        Metadata = set
    else:
        import Pyro4 as pyro
        import Pyro4.nsc as nsc
        from Pyro4 import config, locateNS as locate_ns
        from Pyro4.errors import NamingError
        NameServer = "class:Pyro4.naming.NameServer"
        Metadata = list
except ImportError as problem:
    print(f"1..0 # SKIP {problem}")
    sys.exit(0)

config.COMMTIMEOUT = harness.TIME_LIMIT
Batch = pyro.BatchProxy if GENERATION == "5" else pyro.batch
METHODS = {"count", "list", "lookup", "ping", "register", "remove", "set_metadata"} | (
    {"yplookup"} if GENERATION == "5" else set())


READ_LISTS = """
import select, socket, struct, sys
generation, place = sys.argv[1:]
host, port = place.split(":")

def message(kind, payload):
    if generation == "5":
        return struct.pack("!4sHBBHHII16sHH", b"PYRO", 502, kind, 1, 0, 0, len(payload), 0, bytes(16), 0,
                           0x4dc5) + payload
    check = kind + 48 + len(payload) + 1 + 0x34e9
    return struct.pack("!4sHHHHiHHHH", b"PYRO", 48, kind, 0, 0, len(payload), 1, 0, 0, check & 0xffff) + payload

def answer():
    head = stream.read(40 if generation == "5" else 24)
    size, = struct.unpack_from("!I", head, 12)
    annotations, = struct.unpack_from(*("!I", head, 16) if generation == "5" else ("!H", head, 18))
    return stream.read(annotations + size)

sock = socket.create_connection((host, int(port)), 60)
stream = sock.makefile("rb")
sock.sendall(message(1, b"{'handshake':'hello','object':'Pyro.NameServer'}"))
answer()
first = True
while not select.select([sys.stdin], [], [], 0)[0]:
    sock.sendall(message(4, b"('Pyro.NameServer','list',(),{})"))
    got = answer()
    if first:
        print(got.count(b"'PYRO:"), flush=True)
    first = False
"""


@pyro.expose
class Thing:
    def double(self, number):
        return 2 * number


class Cleaned(unittest.TestCase):
    maxDiff = None

    def serve(self, *options, **environment):
        server = servers.ours(*options, **environment)
        self.addCleanup(server.end)
        return server

    def locate(self, server):
        names = locate_ns(server.host, server.port)
        self.addCleanup(names._pyroRelease)
        return names

    def configure(self, **items):
        for name, value in items.items():
            self.addCleanup(setattr, config, name, getattr(config, name))
            setattr(config, name, value)


class Client(Cleaned):
    """Every method, as programs use it."""

    def setUp(self):
        self.server = self.serve()
        self.names = self.locate(self.server)

    def test_its_own_entry(self):
        self.assertEqual(self.names.count(), 1)
        self.assertEqual(self.names.list(), {"Pyro.NameServer": self.server.uri})
        uri, tags = self.names.lookup("Pyro.NameServer", return_metadata=True)
        self.assertEqual((uri, tags), (pyro.URI(self.server.uri), Metadata([NameServer])))
        for arguments in ({"name": "Pyro.NameServer"}, {"prefix": "Pyro"}, {"regex": ".*"}):
            self.assertEqual(self.names.remove(**arguments), 0)
        self.assertEqual(self.names.count(), 1)
        self.assertIsNone(self.names.ping())

    def test_metadata(self):
        self.assertEqual((self.names._pyroMethods, self.names._pyroOneway, self.names._pyroAttrs),
                         (METHODS, set(), set()))
        with pyro.Proxy(f"PYRO:Pyro.Daemon@{self.server.place}") as daemon:
            self.assertEqual(sorted(daemon.registered()), ["Pyro.Daemon", "Pyro.NameServer"])
            told = daemon.get_metadata("Pyro.NameServer")
            self.assertEqual({kind: set(found) for kind, found in told.items()},
                             {"methods": METHODS, "oneway": set(), "attrs": set()})

    def test_names(self):
        names = self.names
        names.register("a.one", "PYRO:one@localhost:1", metadata={"x", "y"})
        names.register("a.two", pyro.URI("PYRO:two@localhost:2"))
        names.register("b", "PYRO:b@./u:/tmp/b", metadata=["x"])
        self.assertEqual(names.lookup("a.two"), pyro.URI("PYRO:two@localhost:2"))
        self.assertEqual(names.list(prefix="a."), {"a.one": "PYRO:one@localhost:1", "a.two": "PYRO:two@localhost:2"})
        self.assertEqual(names.list(regex="a.t"), {"a.two": "PYRO:two@localhost:2"})
        found = names.list(prefix="a.", return_metadata=True)
        self.assertEqual({name: (uri, set(tags)) for name, (uri, tags) in found.items()},
                         {"a.one": ("PYRO:one@localhost:1", {"x", "y"}), "a.two": ("PYRO:two@localhost:2", set())})
        names.set_metadata("a.two", {"z"})
        self.assertEqual(names.lookup("a.two", return_metadata=True)[1], Metadata(["z"]))
        self.assertEqual(names.remove(prefix="a."), 2)
        self.assertEqual(names.remove("b"), 1)
        self.assertEqual(names.remove("b"), 0)
        self.assertEqual(names.count(), 1)

    def test_tags(self):
        names = self.names
        names.register("one", "PYRO:one@localhost:1", metadata={"x", "y"})
        names.register("two", "PYRO:two@localhost:2", metadata={"x"})
        if GENERATION == "5":
            self.assertEqual(names.yplookup(meta_all={"x", "y"}, return_metadata=False),
                             {"one": "PYRO:one@localhost:1"})
            self.assertEqual(set(names.yplookup(meta_any={"x", "y"})), {"one", "two"})
            self.assertEqual(names.yplookup(meta_any={"x"})["two"], ("PYRO:two@localhost:2", {"x"}))
        else:
            self.assertEqual(names.list(metadata_all={"x", "y"}), {"one": "PYRO:one@localhost:1"})
            self.assertEqual(set(names.list(metadata_any={"x", "y"})), {"one", "two"})
            with self.assertRaisesRegex(AttributeError, "'NameServer' object has no attribute 'yplookup'|yplookup"):
                names._pyroInvoke("yplookup", (), {})

    def test_mistakes(self):
        names = self.names
        names.register("one", "PYRO:one@localhost:1")
        with self.assertRaisesRegex(NamingError, "^unknown name: nothing$"):
            names.lookup("nothing")
        with self.assertRaisesRegex(NamingError, "^name already registered: one$"):
            names.register("one", "PYRO:two@localhost:1", safe=True)
        with self.assertRaisesRegex(TypeError, "^only URIs or strings can be registered$"):
            names.register("two", 5)
        with self.assertRaisesRegex(NamingError, "^invalid regex"):
            names.list(regex="(")
        with self.assertRaisesRegex(ValueError, "^you can only filter on one thing at a time$"):
            names.list(prefix="a", regex="b")
        with self.assertRaisesRegex(AttributeError, "^attempt to access unexposed attribute 'storage'$"):
            names._pyroInvoke("storage", (), {})
        with self.assertRaisesRegex(AttributeError, "^'NameServer' object has no attribute 'frob'$"):
            names._pyroInvoke("frob", (), {})

    def test_batch(self):
        calls = Batch(self.names)
        calls.register("one", "PYRO:one@localhost:1")
        calls.lookup("one")
        calls.remove("one")
        calls.count()
        self.assertEqual(list(calls()), [None, pyro.URI("PYRO:one@localhost:1"), 1, 1])

    def test_batch_of_what_takes_long(self):
        """Lists of many names in it are answered by somebody else, and all in their order."""
        for index in range(400):
            self.names.register(f"n{index}", "PYRO:n@localhost:1")
        calls = Batch(self.names)
        calls.register("x", "PYRO:x@localhost:1")
        calls.list(prefix="x")
        calls.register("xy", "PYRO:y@localhost:1")
        calls.remove(prefix="x")
        calls.list(prefix="x")
        calls.count()
        self.assertEqual(list(calls()), [None, {"x": "PYRO:x@localhost:1"}, None, 2, {}, 401])

    def test_long_list(self):
        """Who asks for all names keeps nobody waiting who wants one."""
        calls = Batch(self.names)
        for index in range(20000):
            calls.register(f"name {index}", "PYRO:object@localhost:4711", metadata=("x", "y"))
        for result in calls():
            self.assertIsNone(result)
        # the list is read in another process: two threads of one Python would wait for each other
        reader = subprocess.Popen([sys.executable, "-c", READ_LISTS, GENERATION, self.server.place],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                  env=harness.environment())
        try:
            self.assertEqual(reader.stdout.readline(), "20001\n")
            times, own = [], []
            for _ in range(300):
                queued = schedule.queued(self.server.process.pid) + schedule.queued()
                began = time.perf_counter()
                self.names.lookup("name 777")
                times.append(time.perf_counter() - began)
                own.append(times[-1] - schedule.queued(self.server.process.pid) - schedule.queued() + queued)
            times.sort()
            own.sort()
            print(f"# {self.id()}: median {times[150] * 1e6:.0f} us, longest {times[-1] * 1e3:.1f} ms, of which "
                  f"{own[-1] * 1e3:.1f} ms in no queue for a processor", flush=True)
            self.assertLess(times[150], 0.1)
            if not SANITIZED:
                self.assertLess(own[-3], 0.01)
        finally:
            reader.stdin.close()
            reader.stdout.read()
            reader.stdout.close()
            self.assertEqual(reader.wait(harness.TIME_LIMIT), 0)

    def test_serializers(self):
        for serializer in ["serpent", "json", "marshal"] + (["msgpack"] if GENERATION == "5" else []):
            self.configure(SERIALIZER=serializer)
            with self.subTest(serializer=serializer), locate_ns(self.server.host, self.server.port) as names:
                names.register(serializer, "PYRO:one@localhost:1", metadata=["x"])
                self.assertEqual(names.list(prefix=serializer), {serializer: "PYRO:one@localhost:1"})
                self.assertIn(NameServer, names.list(return_metadata=True)["Pyro.NameServer"][1])

    def test_resolving(self):
        self.configure(NS_HOST=self.server.host, NS_PORT=self.server.port)
        daemon = pyro.Daemon(host="127.0.0.1", port=0)
        thread = threading.Thread(target=daemon.requestLoop)
        thread.start()
        self.addCleanup(daemon.close)
        self.addCleanup(thread.join)
        self.addCleanup(daemon.shutdown)
        self.names.register("thing", daemon.register(Thing), metadata={"x", "y"})
        place = f"@{self.server.place}"
        for uri in "PYRONAME:thing", "PYRONAME:thing" + place, "PYROMETA:x,y", "PYROMETA:x" + place:
            with self.subTest(uri=uri), pyro.Proxy(uri) as thing:
                self.assertEqual(thing.double(21), 42)
        with pyro.Proxy("PYROMETA:x,z") as thing, self.assertRaisesRegex(NamingError, "no registrations available"):
            thing.double(21)

    def test_many_clients(self):
        def register(number):
            with locate_ns(self.server.host, self.server.port) as names:
                for index in range(50):
                    names.register(f"{number}.{index}", f"PYRO:{number}@localhost:1", safe=True)

        threads = [threading.Thread(target=register, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.names.count(), 401)
        self.assertEqual(len(self.names.list(prefix="7.")), 50)


class Broadcast(Cleaned):
    """Its answers to those who look for it."""

    def setUp(self):
        self.server = self.serve("-n", "0.0.0.0", "-p", "0", "--bchost", "127.0.0.1", "--bcport", "0",
                                 "--nathost", "nat.example", "--natport", "7")
        place = [line for line in self.server.lines if line.startswith("Broadcast server running on ")]
        self.port = int(place[0].rpartition(":")[2])
        self.inside = [line for line in self.server.lines if line.startswith("internal URI = ")][0].rpartition(":")[2]
        self.configure(NS_BCPORT=self.port, NS_HOST="192.0.2.1",
                       BROADCAST_ADDRS=["127.0.0.1"] if GENERATION == "5" else "127.0.0.1")
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.settimeout(harness.TIME_LIMIT)

    def ask(self, data):
        self.socket.sendto(data, ("127.0.0.1", self.port))

    def test_found(self):
        with locate_ns() as names:
            self.assertEqual(str(names._pyroUri), f"PYRO:Pyro.NameServer@127.0.0.1:{self.inside}")
            self.assertEqual(names.list(), {"Pyro.NameServer": "PYRO:Pyro.NameServer@nat.example:7"})

    def test_garbage(self):
        """Only the request is answered: the one answer that comes is that to the last datagram."""
        for data in (b"", b"GET_NSUR", b"GET_NSURI\n", b"get_nsuri", b"GET_NSURI" * 7000, bytes(100), b"\xff" * 1472):
            self.ask(data)
        self.ask(b"GET_NSURI")
        answer = f"PYRO:Pyro.NameServer@127.0.0.1:{self.inside}".encode()
        self.assertEqual(self.socket.recv(1000), answer)
        self.socket.setblocking(False)
        with self.assertRaises(BlockingIOError):
            self.socket.recv(1000)

    def test_flood(self):
        """Whoever floods it keeps no client waiting."""
        done = threading.Event()

        def flood():
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                while not done.is_set():
                    with contextlib.suppress(OSError):
                        sock.sendto(b"GET_NSURI", ("127.0.0.1", self.port))

        thread = threading.Thread(target=flood)
        thread.start()
        try:
            with pyro.Proxy(f"PYRO:Pyro.NameServer@127.0.0.1:{self.inside}") as names:
                for _ in range(100):
                    self.assertEqual(names.count(), 1)
        finally:
            done.set()
            thread.join()


class Storage(Cleaned):
    """Names in a database."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name, "names.db")
        self.options = ["-n", "127.0.0.1", "-p", "0", "--storage", f"sql:{self.file}"]

    def test_goes_on(self):
        """What Python's name server began, ours goes on with, and the other way round."""
        def run(start, number):
            server = start(*self.options)
            with locate_ns(server.host, server.port) as names:
                names.register(f"name{number}", f"PYRO:{number}@localhost:1", metadata={"x", str(number)})
                found = names.list(prefix="name", return_metadata=True)
                uri = names.lookup("Pyro.NameServer")
            self.assertEqual(str(uri), server.uri)
            self.assertEqual({name: (uri, set(tags)) for name, (uri, tags) in found.items()},
                             {f"name{n}": (f"PYRO:{n}@localhost:1", {"x", str(n)}) for n in range(number + 1)})
            self.assertEqual([line for line in server.lines if line.startswith("Persistent")],
                             [f"Persistent store contains {number + 1} existing registrations."] if number else [])
            self.assertEqual(server.stop()[:2], (0, "NS shut down.\n"))

        for number in range(4):
            run(servers.ours if number % 2 else lambda *options: servers.python(GENERATION, *options), number)

    def test_batch(self):
        """The calls of one become durable together, and those before one that raises stay."""
        server = self.serve(*self.options)
        names = self.locate(server)
        calls = Batch(names)
        for index in range(2000):
            calls.register(f"n{index}", "PYRO:n@localhost:1", metadata={"x"})
        calls.count()
        began = time.monotonic()
        self.assertEqual(list(calls()), [None] * 2000 + [2001])
        print(f"# {self.id()}: {time.monotonic() - began:.2f} s for 2000 names", flush=True)

        calls = Batch(names)
        calls.lookup("n0")
        calls.register("n0", "PYRO:other@localhost:1", safe=False)
        calls.lookup("n0")
        calls.list(prefix="n199")
        calls.register("n0", "PYRO:third@localhost:1", safe=True)
        calls.register("never", "PYRO:n@localhost:1")
        results = calls()
        old, new = pyro.URI("PYRO:n@localhost:1"), pyro.URI("PYRO:other@localhost:1")
        self.assertEqual([next(results) for _ in range(3)], [old, None, new])
        self.assertEqual(len(next(results)), 11)
        with self.assertRaisesRegex(NamingError, "^name already registered: n0$"):
            next(results)
        self.assertEqual(names.lookup("n0"), new)
        self.assertEqual(names.list(prefix="never"), {})

        with self.assertRaisesRegex(AttributeError, "frob"):
            names._pyroInvokeBatch([("register", ("kept", "PYRO:n@localhost:1"), {}), ("frob", (), {}),
                                    ("register", ("never", "PYRO:n@localhost:1"), {})])
        self.assertEqual((len(names.list(prefix="kept")), len(names.list(prefix="never"))), (1, 0))

    def kill_amid(self, server, threads, acknowledged, number):
        """Kills the server while the threads are at it, once so many are acknowledged."""
        for thread in threads:
            thread.start()
        end = time.monotonic() + harness.TIME_LIMIT
        while len(acknowledged) < number and time.monotonic() < end:
            time.sleep(0.001)
        server.process.kill()
        server.process.wait(harness.TIME_LIMIT)
        server.process.stdout.close()
        server.errors.close()
        for thread in threads:
            thread.join()
        self.assertGreaterEqual(len(acknowledged), number)

    def test_batches_killed(self):
        """What a client was told is done is there after kill -9, of each batch all."""
        server = servers.ours(*self.options)
        acknowledged = []

        def register(worker):
            with contextlib.suppress(Exception), locate_ns(server.host, server.port) as names:
                for number in range(1000000):
                    calls = Batch(names)
                    for index in range(50):
                        calls.register(f"{worker}.{number}.{index}", "PYRO:n@localhost:1", metadata={"x"})
                    if list(calls()) == [None] * 50:
                        acknowledged.append(f"{worker}.{number}")

        threads = [threading.Thread(target=register, args=(worker,)) for worker in range(4)]
        self.kill_amid(server, threads, acknowledged, 40)

        again = self.serve(*self.options)
        with locate_ns(again.host, again.port) as names:
            found = names.list(return_metadata=True)
        for batch in acknowledged:
            for index in range(50):
                uri, tags = found[f"{batch}.{index}"]
                self.assertEqual((uri, list(tags)), ("PYRO:n@localhost:1", ["x"]))

    def test_killed(self):
        """What a client was told is done is there after kill -9, through the network."""
        for number in range(3):
            server = servers.ours(*self.options)
            acknowledged, tried = set(), set()

            def register(worker, place=(server.host, server.port), acknowledged=acknowledged, tried=tried):
                with contextlib.suppress(Exception), locate_ns(*place) as names:
                    for index in range(1000000):
                        name = f"{worker}.{index}"
                        tried.add(name)
                        names.register(name, f"PYRO:{name}@localhost:1", metadata={"x"})
                        acknowledged.add(name)

            threads = [threading.Thread(target=register, args=(f"{number}.{worker}",)) for worker in range(4)]
            self.kill_amid(server, threads, acknowledged, 200)

            again = self.serve(*self.options)
            with locate_ns(again.host, again.port) as names:
                found = names.list(prefix=f"{number}.", return_metadata=True)
            again.end()
            self.assertLessEqual(acknowledged, set(found))
            self.assertLessEqual(set(found), tried)
            self.assertEqual({(uri, *tags) for uri, tags in found.values()},
                             {(f"PYRO:{name}@localhost:1", "x") for name in found})


class AutoClean(Cleaned):
    def test_gone(self):
        """Only names whose objects cannot be reached are removed, whatever else there is."""
        server = self.serve(PYRO_NS_AUTOCLEAN="3", PYRO_COMMTIMEOUT="2")
        names = self.locate(server)
        with socket.create_server(("127.0.0.1", 0)) as alive, socket.socket() as dead:
            dead.bind(("127.0.0.1", 0))
            gone = "PYRO:x@127.0.0.1:%d" % dead.getsockname()[1]
            here = "PYRO:x@127.0.0.1:%d" % alive.getsockname()[1]
            kept = {"a.unix": "PYRO:x@./u:/nowhere/socket", "b.name": "PYRONAME:other", "c.tags": "PYROMETA:x",
                    "here": here}
            lost = {"lost1": gone, "lost2": gone}
            start = time.monotonic()
            for name, uri in {**kept, **lost, "moved": gone}.items():
                names.register(name, uri)
            moved = False
            while "lost1" in names.list() and time.monotonic() < start + harness.TIME_LIMIT:
                if not moved and time.monotonic() > start + 15:
                    names.register("moved", here)
                    moved = True
                time.sleep(0.1)
            took = time.monotonic() - start
            kept["moved"] = here
            self.assertEqual(names.list(), {**kept, "Pyro.NameServer": server.uri})
            self.assertGreater(took, 20)


    def test_stops_in_a_round(self):
        """Addresses that do not answer at all do not keep it."""
        server = self.serve(PYRO_NS_AUTOCLEAN="3", PYRO_COMMTIMEOUT="50")
        with contextlib.ExitStack() as stack:
            full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
            port = full.getsockname()[1]
            trying = re.compile(rf":{port:04X} 02 ")  # somebody waits for it
            while not trying.search(pathlib.Path("/proc/net/tcp").read_text()):
                more = stack.enter_context(socket.socket())
                more.setblocking(False)
                more.connect_ex(("127.0.0.1", port))
            n_trying = len(trying.findall(pathlib.Path("/proc/net/tcp").read_text()))
            names = self.locate(server)
            for number in range(3):
                names.register(f"name{number}", f"PYRO:{number}@127.0.0.1:{port}")
            end = time.monotonic() + harness.TIME_LIMIT
            while len(trying.findall(pathlib.Path("/proc/net/tcp").read_text())) == n_trying:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.05)
            self.assertEqual(len(trying.findall(pathlib.Path("/proc/net/tcp").read_text())), n_trying + 1)
            self.assertEqual(names.count(), 4)
            start = time.monotonic()
            server.end()
            self.assertLess(time.monotonic() - start, 5)


class Nsc(Cleaned):
    """Pyro's own tool prints the same with our name server and with Python's."""

    COMMANDS = [
        ["ping"], ["list"], ["list", "a"], ["list", "A"], ["list", "nothing"], ["lookup", "a.one"],
        ["lookup", "nothing"], ["lookup"], ["lookup", "Pyro.NameServer"],
        ["register", "a.one", "PYRO:one@localhost:4711"], ["register", "a.one", "PYRO:other@localhost:4711"],
        ["register", "a.two", "PYRO:two@localhost:4712"], ["register", "b", "PYRO:b@./u:/tmp/socket"],
        ["register", "c", "no uri"], ["register", "c", "PYRO:c@localhost"], ["register", "c"],
        ["register", "name", "PYRONAME:a.one"], ["register", "ünï", "PYRO:ü@localhost:4713"], ["register", "", "PYRO:e@h:4714"],
        ["list"], ["lookup", "a.one"], ["lookup", "ünï"],
        ["setmeta", "a.one", "x"], ["setmeta", "a.two", "x", "y"], ["setmeta", "nothing", "x"], ["setmeta"],
        ["lookup", "a.one"], ["lookup", "a.two"], ["list"], ["list", "a."],
        ["listmatching", "a"], ["listmatching", r".*\.t"], ["listmatching", "("], ["listmatching", "*"],
        ["listmatching"], ["listmatching", ""],
        *[[f"{command}_{kind}", *tags] for command in (["yplookup"] if GENERATION == "5" else ["listmeta"])
          for kind in ("all", "any") for tags in ([], ["x"], ["x", "y"], ["y"], ["z"], ["x", "x"])],
        ["setmeta", "a.one"], ["lookup", "a.one"],
        ["removematching", "a"], ["removematching", "("], ["removematching"], ["list"],
        ["remove", "b"], ["remove", "b"], ["remove", "Pyro.NameServer"], ["remove"], ["remove", ""],
        ["removematching", ".*"], ["list"], ["-v", "ping"], ["-v", "list"],
    ]

    def say(self, server, arguments):
        """What the tool prints, and how it ends."""
        out, errors = io.StringIO(), io.StringIO()
        end = None
        before, sys.stdin = sys.stdin, io.StringIO("y\n")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
                nsc.main(["-n", server.host, "-p", str(server.port), *arguments])
        except SystemExit as exit:
            end = str(exit)
        except Exception as problem:
            end = f"{type(problem).__name__}: {problem}"
        finally:
            sys.stdin = before
        return servers.without_ports(out.getvalue()), servers.without_ports(errors.getvalue()), end

    def compare(self, *options):
        def folder():
            found = tempfile.TemporaryDirectory()
            self.addCleanup(found.cleanup)
            return found.name

        more = [["--storage", f"sql:{folder()}/names.db"] if options else [] for _ in range(2)]
        mine = self.serve("-n", "127.0.0.1", "-p", "0", *more[0])
        other = servers.python(GENERATION, "-n", "127.0.0.1", "-p", "0", *more[1])
        self.addCleanup(other.stop)
        n_compared = 0
        for arguments in self.COMMANDS:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.say(mine, arguments), self.say(other, arguments))
                n_compared += 1
        self.assertEqual(n_compared, len(self.COMMANDS))

    def test_memory(self):
        self.compare()

    def test_database(self):
        """But for what a database does with prefixes in Python, which is LIKE's doing."""
        self.COMMANDS = [command for command in self.COMMANDS if command not in (["list", "A"],) and
                         command[1:] != ["x", "x"]]
        self.compare("sql")

    def test_program(self):
        """As a program too, at a Unix socket."""
        with tempfile.TemporaryDirectory() as folder:
            results = []
            for start in servers.ours, lambda *options: servers.python(GENERATION, *options):
                path = os.path.join(folder, f"socket{len(results)}")
                server = start("-u", path)
                command = [sys.executable, "-m", nsc.__name__, "-u", path]
                said = [subprocess.run([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       timeout=harness.TIME_LIMIT, env=harness.environment(PYTHONHASHSEED="0"))
                        for arguments in (["ping"], ["register", "a", "PYRO:a@localhost:4711"], ["list"],
                                          ["lookup", "nothing"])]
                self.assertEqual(server.stop()[:2], (0, "NS shut down.\n"))
                results.append([(one.returncode, one.stdout.replace(path.encode(), b"PATH")) for one in said])
            self.assertEqual(*results)
            self.assertEqual(results[0][0], (0, b"Name server ping ok.\n"))


del Cleaned
harness.main()
