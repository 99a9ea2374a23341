#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a daemon in C listens, and to whom: addresses, Unix sockets, pairs, NAT, TLS, HMAC, serializers."""
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

import hosting
from hosting import GENERATION, TESTS, Host, config, errors, pyro


class Addresses(unittest.TestCase):
    def works(self, uri):
        with pyro.Proxy(uri) as thing:
            self.assertEqual(thing.add(1, 2), 3)

    def test_several(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            options = ["--unix", path, "--unix", "\\x00pyrolens-" + os.path.basename(folder)]
            if has_v6():
                options = ["--host", "::1", *options]
            with Host("--host", "127.0.0.1", *options) as host:
                self.works(host.uri)
                self.works(f"PYRO:thing@./u:{path}")
                self.works(f"PYRO:thing@./u:\0pyrolens-{os.path.basename(folder)}")
                host.close()
            self.assertEqual(os.listdir(folder), [])

    @unittest.skipUnless(socket.has_ipv6, "no IPv6 here")
    def test_v6(self):
        if not has_v6():
            self.skipTest("no IPv6 on loopback here")
        with Host("--host", "::1") as host:
            self.assertTrue(host.location.startswith("[::1]:"))
            self.works(host.uri)

    def test_name(self):
        with Host("--host", "localhost") as host:
            self.assertTrue(host.location.startswith("localhost:"))
            self.works(host.uri)

    def test_taken(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            with Host("--unix", path) as host:
                run = subprocess.run([hosting.HOST, "--unix", path], stdout=subprocess.PIPE, text=True)
                self.assertEqual(run.returncode, 1)
                self.assertIn("Nothing can listen at the Unix socket", run.stdout)
                self.assertTrue(os.path.exists(path))
                self.works(host.uri)
                os.rename(path, path + ".moved")
                with open(path, "w"):  # somebody else's now
                    pass
                host.close()
            self.assertEqual(sorted(os.listdir(folder)), ["socket", "socket.moved"])

    def test_nat(self):
        with Host(NATHOST="outside.example", NATPORT="5555") as host:
            self.assertEqual(host.location, "outside.example:5555")
            with pyro.Proxy(f"PYRO:Pyro.Daemon@{host.inner_location}") as daemon:
                self.assertIn(f"bound on {host.inner_location}, NAT outside.example:5555, ", daemon.info())
            with host.proxy() as thing:
                self.assertIn("outside.example:5555", str(thing.make()[0]._pyroUri))
        with Host(NATHOST="outside.example") as host:
            self.assertEqual(host.location, f"outside.example:{host.port}")

    def test_connected_socket(self):
        ours, theirs = socket.socketpair()
        with ours, theirs, Host("--fd", str(theirs.fileno()), pass_fds=[theirs.fileno()]):
            theirs.close()
            with pyro.Proxy("thing", connected_socket=ours) as thing:
                self.assertEqual(thing.add(1, 2), 3)
                self.assertEqual(thing.temperature, 21.5)
                self.assertEqual(list(thing.count(3)), [0, 1, 2])

    def test_both_generations_at_once(self):
        with Host() as host, host.connect() as five, host.connect() as four:
            self.assertEqual(five.send(hosting.HELLO5).reply()[0], 2)
            self.assertEqual(four.send(hosting.HELLO4).reply()[0], 2)
            self.assertEqual(five.send(hosting.message5(6)).reply()[6], 502)
            self.assertEqual(four.send(hosting.message4(6)).reply()[6], 48)
            # who began in one goes on in it
            self.assertTrue(five.send(hosting.message4(6)).is_closed())
            self.assertTrue(four.send(hosting.message5(6)).is_closed())


def has_v6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


HELLOS = """
import contextlib, socket, ssl, sys, threading, time
port, authority = int(sys.argv[1]), sys.argv[2]
trust = ssl.create_default_context(cafile=authority)
done = threading.Event()
counts = [0, 0]

def whole():
    while not done.is_set():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 60) as plain, \\
                trust.wrap_socket(plain, server_hostname="localhost"):
            counts[0] += 1

def half():
    hello = b"\\x16\\x03\\x01\\x40\\x00\\x01\\x00\\x3f\\xfc" + bytes(1000)
    held = []
    while not done.is_set():
        with contextlib.suppress(OSError):
            held.append(socket.create_connection(("127.0.0.1", port), 60))
            held[-1].sendall(hello)
            counts[1] += 1
        for sock in held[:-20]:
            sock.close()
        del held[:-20]

threads = [threading.Thread(target=one) for one in (whole, whole, half)]
for thread in threads:
    thread.start()
while not all(counts):
    time.sleep(0.001)
print("ready", flush=True)
sys.stdin.read()
done.set()
for thread in threads:
    thread.join()
print(counts[0])
"""


class Secrets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which("openssl") is None:
            raise unittest.SkipTest("there is no openssl to make certificates with")
        cls.folder = tempfile.mkdtemp()
        subprocess.run(["sh", TESTS / "certificates.sh", cls.folder], check=True)
        config.SSL = True
        config.SSL_CACERTS = os.path.join(cls.folder, "ca.pem")

    @classmethod
    def tearDownClass(cls):
        config.SSL = False
        config.SSL_CACERTS = ""
        shutil.rmtree(cls.folder)

    def file(self, name):
        return os.path.join(self.folder, name)

    def host(self, **items):
        return Host(SSL="1", SSL_SERVERCERT=self.file("server.pem"), SSL_SERVERKEY=self.file("server.key"), **items)

    def call(self, code, location, **items):
        """One call in another process: Python keeps its TLS context for ever."""
        settings = "".join(f"config.{k} = {v!r}; " for k, v in items.items())
        module = "from Pyro5.api import *; from Pyro5 import config" if GENERATION == "5" else \
            "import Pyro4; from Pyro4 import *; from Pyro4 import config"
        program = (f"import warnings; warnings.simplefilter('ignore'); {module}; config.COMMTIMEOUT = 20; "
                   f"config.SSL = True; config.SSL_CACERTS = {self.file('ca.pem')!r}; {settings}"
                   f"thing = Proxy('PYRO:thing@{location}'); print({code})")
        run = subprocess.run(["/usr/bin/python3", "-c", program], capture_output=True, text=True, timeout=60)
        return run.stdout.strip() or run.stderr.strip().splitlines()[-1]

    def test_tls(self):
        with self.host() as host:
            self.assertEqual(self.call("thing.add(1, 2)", host.location), "3")
            self.assertEqual(self.call("list(thing.count(3))", host.location), "[0, 1, 2]")
            self.assertEqual(self.call("len(thing.echo('x' * 3000000))", host.location), "3000000")
            self.assertTrue(self.call("thing.client()", host.location).endswith(" -"))

    def test_client_certificates(self):
        with self.host(SSL_REQUIRECLIENTCERT="1", SSL_CACERTS=self.file("ca.pem")) as host:
            answer = self.call("thing.client()", host.location, SSL_CLIENTCERT=self.file("client.pem"),
                               SSL_CLIENTKEY=self.file("client.key"))
            self.assertIn("A client", answer)
            self.assertIn("Error", self.call("thing.client()", host.location))
            self.assertIn("Error", self.call("thing.client()", host.location,
                                             SSL_CLIENTCERT=self.file("strange-client.pem"),
                                             SSL_CLIENTKEY=self.file("strange-client.key")))
            answer = self.call("thing.add(1, 2)", host.location, SSL_CLIENTCERT=self.file("client.pem"),
                               SSL_CLIENTKEY=self.file("client.key"))
            self.assertEqual(answer, "3")

    def test_no_tls_where_it_is_wanted(self):
        with self.host() as host, host.connect() as plain:
            self.assertTrue(plain.send(hosting.HELLO).sock.recv(1) in (b"\x15", b""))

    def test_a_silent_one_stops_nobody(self):
        with self.host() as host:
            silent = [host.connect() for _ in range(20)]
            half = [host.connect().send(b"\x16\x03\x01\x02\x00\x01") for _ in range(20)]
            self.assertEqual(self.call("thing.add(1, 2)", host.location), "3")
            for raw in silent + half:
                raw.close()

    def test_hellos_without_end(self):
        """Who makes one handshake after another, or begins one and another, keeps nobody waiting."""
        trust = ssl.create_default_context(cafile=self.file("ca.pem"))
        with self.host() as host:
            flood = subprocess.Popen([sys.executable, "-c", HELLOS, str(host.port), self.file("ca.pem")],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            try:
                with socket.create_connection(("127.0.0.1", host.port), hosting.TIME_LIMIT) as plain, \
                        trust.wrap_socket(plain, server_hostname="localhost") as sock:
                    raw = hosting.Raw(sock)
                    self.assertEqual(raw.send(hosting.HELLO).reply()[0], 2)
                    self.assertEqual(flood.stdout.readline(), "ready\n")
                    times = []
                    for _ in range(200):
                        queued = host.queued() + hosting.queued()
                        began = time.perf_counter()
                        self.assertEqual(raw.send(hosting.message(6)).reply()[5], b"pong")
                        times.append(time.perf_counter() - began - (host.queued() + hosting.queued() - queued))
                times.sort()
                print(f"# {self.id()}: longest {times[-1] * 1e3:.1f} ms in no queue for a processor", flush=True)
                if hosting.SERVER_TYPE == "multiplex" and not hosting.SANITIZED:
                    self.assertLess(times[-3], 0.01)
            finally:
                flood.stdin.close()
                self.assertGreater(int(flood.stdout.read()), 0)
                flood.stdout.close()
                self.assertEqual(flood.wait(hosting.TIME_LIMIT), 0)

    def test_no_certificate(self):
        run = subprocess.run([hosting.HOST, "SSL=1"], stdout=subprocess.PIPE, text=True)
        self.assertEqual(run.stdout.strip(), "failed: A server with TLS needs a certificate: "
                                             "its file belongs into SSL_SERVERCERT")


class Signatures(unittest.TestCase):
    def test_no_way_around(self):
        """Pyro5 has no signatures: where there is a key its clients stay outside."""
        with Host(HMAC_KEY="secret") as host, host.connect() as raw:
            kind, _, _, _, _, payload, _ = raw.send(hosting.HELLO5).reply()
            self.assertEqual(kind, 3)
            self.assertIn(b"hmac key config not symmetric", payload)
            self.assertTrue(raw.is_closed())

    @hosting.only(GENERATION == "4")
    def test_key(self):
        with Host(HMAC_KEY="secret") as host:
            with host.proxy(hmacKey=b"secret") as thing:
                self.assertEqual(thing.add(1, 2), 3)
                self.assertEqual(list(thing.count(3)), [0, 1, 2])
            for key, text in [(b"other", "message hmac mismatch"), (None, "hmac key config not symmetric")]:
                with host.proxy(hmacKey=key) as thing, self.assertRaises(errors.CommunicationError) as caught:
                    thing.add(1, 2)
                self.assertIn(text, str(caught.exception))
        with Host() as host, host.proxy(hmacKey=b"secret") as thing, self.assertRaises(errors.CommunicationError):
            thing.add(1, 2)

    @hosting.only(GENERATION == "4")
    def test_later_messages(self):
        with Host() as host, host.connect() as raw:
            raw.send(hosting.HELLO4).reply()
            signed = hosting.message4(6, b"ping", annotations=b"HMAC\0\x14" + bytes(20))
            self.assertTrue(raw.send(signed).is_closed())


class Serializers(unittest.TestCase):
    def test_unknown(self):
        with Host() as host, host.connect() as raw:
            self.assertTrue(raw.send(hosting.message(1, b"x", serializer=77)).is_closed())
        with Host() as host, host.connect() as raw:
            raw.send(hosting.HELLO).reply()
            self.assertTrue(raw.send(hosting.message(4, b"x", serializer=77)).is_closed())

    @hosting.only(GENERATION == "4")
    def test_accepted(self):
        import pickle
        hello = pickle.dumps({"handshake": "hello", "object": "thing"}, 2)
        with Host() as host, host.connect() as raw:
            kind, _, _, serializer, _, payload, _ = raw.send(hosting.message4(1, hello, 0x10, serializer=4)).reply()
            self.assertEqual(kind, 3)
            self.assertIn(b"message used serializer that is not accepted: 4", payload)
            self.assertTrue(raw.is_closed())
        with Host() as host, host.connect() as raw:
            raw.send(hosting.HELLO4).reply()
            call = pickle.dumps(("thing", "add", (1, 2), {}), 2)
            kind, flags, _, serializer, _, payload, _ = raw.send(hosting.message4(4, call, seq=1, serializer=4)).reply()
            self.assertEqual((kind, flags & 1, serializer), (5, 1, 4))
            self.assertIn("not accepted", str(pickle.loads(payload)))
            self.assertTrue(raw.is_closed())
        with Host(SERIALIZERS_ACCEPTED="pickle") as host:
            config.SERIALIZER = "pickle"
            try:
                with host.proxy() as thing:
                    self.assertEqual(thing.echo((1, {2}, b"x")), (1, {2}, b"x"))
                    with self.assertRaises(ZeroDivisionError):
                        thing.divide(1, 0)
                    self.assertEqual(thing.temperature, 21.5)
                    self.assertEqual(list(thing.count(2)), [0, 1])
            finally:
                config.SERIALIZER = "serpent"


if __name__ == "__main__":
    hosting.main()
