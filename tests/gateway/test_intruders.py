# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP clients that misbehave: none keeps others waiting, none costs memory or descriptors for good."""

import concurrent.futures
import contextlib
import os
import pathlib
import random
import resource
import socket
import time
import unittest

import web
from web import harness

W = "/pyro/http.workshop/"
HEAD = f"GET {W}level HTTP/1.1\r\nHost: localhost\r\n".encode()
POST = f"POST {W}echo HTTP/1.1\r\nHost: localhost\r\n".encode()
SEED = 20261121


class Intruders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.network = harness.Network(program=web.WORKSHOP)
        cls.addClassCleanup(cls.network.stop)
        cls.site = web.ours(cls.network.place)
        cls.addClassCleanup(cls.site.end)

    def setUp(self):
        self.connections = []
        self.addCleanup(lambda: [connection.close() for connection in self.connections])

    def connect(self, data=b""):
        connection = socket.create_connection(self.site.place.split(":"), harness.TIME_LIMIT)
        self.connections.append(connection)
        with contextlib.suppress(ConnectionError):
            connection.sendall(data)
        return connection

    def send(self, data):
        """The status of the answer; 0 where the connection ends without one."""
        connection = self.connect(data)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while b"\r\n" not in answer and (chunk := connection.recv(4096)):
                answer += chunk
        return int(answer.split()[1]) if answer else 0

    def assert_well(self, limit=0.25):
        """A good client is served without delay."""
        start = time.monotonic()
        self.assertEqual(self.site.ask(W + "level").body, b"7")
        self.assertLess(time.monotonic() - start, limit)

    def folder(self):
        return pathlib.Path(f"/proc/{self.site.process.pid}")

    def memory(self):
        return int((self.folder() / "statm").read_text().split()[1]) * resource.getpagesize()

    def descriptors(self):
        return len(os.listdir(self.folder() / "fd"))

    def wait_for_descriptors(self, number):
        end = time.monotonic() + 40
        while self.descriptors() > number:
            self.assertLess(time.monotonic(), end, f"{self.descriptors()} descriptors stay open, not {number}")
            self.site.ask("/")

    def test_bad_requests(self):
        for data, statuses in (
            (b"GET\r\n\r\n", (400,)), (b"\0" * 100 + b"\r\n\r\n", (0, 400)),
            (b"PYRO\x01\xf6" + b"\0" * 40 + b"\r\n\r\n", (0, 400)), (b"\x16\x03\x01\x02\0\x01\r\n\r\n", (0, 400)),
            (b"GET / HTTP/1.1\r\n\r\n", (400,)), (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", (302, 400, 505)),
            (b"GET http:// HTTP/1.1\r\nHost: localhost\r\n\r\n", (302, 400)),
            (b"GET x HTTP/1.1\r\nHost: a\r\n\r\n", (400,)),
            (b"GET /pyro/%00/x HTTP/1.1\r\nHost: localhost\r\n\r\n", (400,)),
            (b"GET /pyro/%ff/x HTTP/1.1\r\nHost: localhost\r\n\r\n", (400,)),
            (b"GET /pyro/\xff/x HTTP/1.1\r\nHost: localhost\r\n\r\n", (400,)),
            (b"GET /pyro/http.workshop/\xc3\xb6 HTTP/1.1\r\nHost: localhost\r\n\r\n", (400, 500)),
            (b"GET /pyro/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", (404,)),
            (b"GET /pyro/http.workshop/..%2f..%2fx HTTP/1.1\r\nHost: localhost\r\n\r\n", (400, 403, 500)),
            (b"GET /pyro/http.x%0a%0d/x HTTP/1.1\r\nHost: localhost\r\n\r\n", (500,)),
            (b"CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", (302, 400, 404, 405, 501)),
            (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", (200, 302, 404)),
            (HEAD + b"X-Pyro-Correlation-Id: \xff\xfe\r\n\r\n", (400, 500)),
            (HEAD + b"X-Pyro-Options: \"\r\n\r\n", (200,)), (HEAD + b"X-Pyro-Gateway-Key: \xff\r\n\r\n", (200, 400)),
            (HEAD + b"Range: bytes=" + b"0-0," * 5000 + b"1-1\r\n\r\n", (200,)),
            (HEAD + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", (200,)),
            (POST + b"Content-Length: x\r\n\r\n", (400, 411)),
            (POST + b"Transfer-Encoding: gzip\r\n\r\n", (400, 501)),
            (POST + b"Content-Type: application/json\r\nContent-Length: 4\r\n\r\n\xff\xff\xff\xff", (400,)),
        ):
            with self.subTest(data=data[:60]):
                self.assertIn(self.send(data), statuses)
                self.assert_well()

    def test_too_much(self):
        for data, statuses in (
            (b"GET /pyro/http.workshop/echo?value=" + b"x" * 40000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", (414,)),
            (b"GET /" + b"x" * 200000, (0, 400, 414)),
            (HEAD + b"X: " + b"y" * 200000 + b"\r\n\r\n", (0, 400, 431)),
            (HEAD + b"X: y\r\n" * 40000 + b"\r\n", (0, 400, 431)),
        ):
            with self.subTest(data=data[:60]):
                self.assertIn(self.send(data), statuses)
        body = b"[" + b" " * 5_000_000 + b"]"
        self.assertEqual(self.send(POST + f"Content-Length: {len(body)}\r\n\r\n".encode() + body), 413)
        self.assertEqual(self.send(POST + b"Content-Length: 4000000\r\nContent-Type: application/json\r\n\r\n["
                                   + b" " * 3_999_998 + b"]"), 500)  # echo() lacks its argument
        chunks = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        self.assertEqual(self.send(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunks * 80 + b"0\r\n\r\n"), 413)
        self.assert_well()

    def test_endless_body(self):
        """Of a body that does not end, nothing is kept that is over the limit."""
        self.assert_well()
        before = self.memory()
        connection = self.connect(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                connection.sendall(chunk)
        self.assertLess(self.memory() - before, 40 << 20)
        self.assert_well(1)

    def test_silent(self):
        """Hundreds that never finish what they say keep nobody out."""
        before = self.descriptors()
        for i in range(600):
            self.connect((b"", b"G", HEAD, HEAD + b"X: y", POST + b"Content-Length: 10\r\n\r\n[")[i % 5])
        for _ in range(5):
            self.assert_well(1)
        self.assertLess(self.descriptors(), before + 560)
        for connection in self.connections:
            connection.close()
        self.wait_for_descriptors(before + 5)

    def test_slow_reader(self):
        """Who takes no answer costs one answer, and others are served."""
        for _ in range(4):
            self.connect(f"GET {W}big?size=10000000 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        for _ in range(5):
            self.assert_well(1)

    def test_gone(self):
        """Who leaves before the answer is forgotten."""
        before = self.descriptors()
        for i in range(40):
            connection = self.connect(f"GET {W}sleep?seconds=0.2 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            if i % 2:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        self.assertEqual(self.site.call("echo", "x"), "x")
        self.wait_for_descriptors(before + 16)

    def test_too_many_calls(self):
        with concurrent.futures.ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(lambda _: self.site.ask(W + "sleep?seconds=1"), range(200)))
        statuses = sorted(answer.status for answer in answers)
        self.assertEqual(set(statuses), {200, 503})
        self.assertGreaterEqual(statuses.count(200), 128)
        self.assert_well()

    def test_deep_json(self):
        for body in b"[" * 1_000_000, b'{"a":' * 200_000, b'[{"a":' * 100_000 + b"1" + b"}]" * 100_000:
            data = POST + f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            self.assertEqual(self.send(data), 400)
        self.assert_well()

    def test_garbage(self):
        chance = random.Random(SEED)
        good = POST + b"Content-Type: application/json\r\nContent-Length: 3\r\nX-Pyro-Options: oneway\r\n\r\n[1]"
        for _ in range(400):
            data = bytearray(good)
            for _ in range(chance.randrange(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            connection = self.connect(bytes(data))
            connection.shutdown(socket.SHUT_WR)
        self.assert_well(1)

    def test_patience(self):
        """Those who say nothing for long are sent away."""
        connections = [self.connect(data) for data in (
            b"", b"\r\n\r\n", HEAD, POST + b"Transfer-Encoding: chunked\r\n\r\nzzz\r\n",
            POST + b"Content-Length: -1\r\n\r\n", POST + b"Content-Length: 99999999999999999999\r\n\r\n")]
        for connection in connections:
            connection.settimeout(50)
            with contextlib.suppress(ConnectionError):
                connection.recv(4096)
                self.assertEqual(connection.recv(4096), b"")


harness.main()
