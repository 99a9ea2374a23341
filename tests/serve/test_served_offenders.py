#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that misbehave: each is told so or closed, and nobody else notices."""
import contextlib
import marshal
import os
import signal
import socket
import statistics
import threading
import time
import unittest
import zlib

import hosting
from hosting import (GENERATION, HELLO, HELLO4, HELLO5, SERVER_TYPE, Host, errors, message, message4, message5,
                     wait_until)

MIB = (1 << 20) * (8 if hosting.SANITIZED else 1)
MANY = 60 if SERVER_TYPE == "thread" else 200


class Case(unittest.TestCase):
    OPTIONS, ITEMS = [], {}

    @classmethod
    def setUpClass(cls):
        cls.host = Host(*cls.OPTIONS, **cls.ITEMS)

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def tearDown(self):
        with self.host.proxy() as thing:
            self.assertEqual(thing.add(1, 2), 3)

    def opened(self):
        raw = self.host.connect()
        self.addCleanup(raw.close)
        self.assertEqual(raw.send(HELLO).reply()[0], 2)
        return raw

    def good_latency(self, n=100, proxy=None):
        """Seconds that a call of a good client takes: the middle one, and the longest."""
        times, own = [], []
        with proxy or self.host.proxy() as thing:
            thing._pyroBind()
            for i in range(n):
                queued = self.host.queued() + hosting.queued()
                began = time.perf_counter()
                self.assertEqual(thing.add(i, 1), i + 1)
                times.append(time.perf_counter() - began)
                own.append(times[-1] - (self.host.queued() + hosting.queued() - queued))
        self.own_latency = sorted(own)
        return statistics.median(times), max(times)


class Openings(Case):
    """What comes instead of a handshake."""

    def refused(self, data, text, version, serializer, seq=0):
        with self.host.connect() as raw:
            kind, _, answered, used, _, payload, spoken = raw.send(data).reply()
            self.assertEqual((kind, spoken, used, answered), (3, version, serializer, seq))
            self.assertEqual(marshal.loads(payload) if serializer != 1 else payload.split(b"\n", 1)[-1].decode(), text)
            self.assertTrue(raw.is_closed())

    def test_garbage(self):
        self.refused(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 100, "invalid data", 502, 2)
        self.refused(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", "invalid data", 502, 2)
        self.refused(bytes(1000), "invalid data", 502, 2)

    def test_versions(self):
        self.refused(b"PYRO\0\x05" + bytes(40), "invalid protocol version: 5", 502, 2)
        self.refused(b"PYRO\xff\xff", "invalid protocol version: 65535", 502, 2)

    def test_headers(self):
        self.refused(message5(1, b"x", magic=1), "invalid message or protocol version", 502, 2)
        self.refused(message4(1, b"x", off=1), "header checksum mismatch", 48, 3)
        self.refused(message5(4, b"x"), "invalid msg type 4 received (expected: 1)", 502, 2)
        self.refused(message5(99, b"x"), "invalid msg type 99 received (expected: 1)", 502, 2)
        self.refused(message4(4, b"x"), "invalid msg type 4 received", 48, 3)
        self.refused(message5(1, b"", size=2**31), f"message too large ({2**31}, max={2**30})", 502, 2)
        with self.host.connect() as raw:
            self.assertTrue(raw.send(message4(1, b"", size=2**31 - 1)).is_closed())

    def test_hellos(self):
        for make, version in [(message5, 502), (message4, 48)]:
            flags = 0x10 if version == 48 else 0
            self.refused(make(1, b"{'handshake':'hello','object':'nobody'}", flags, seq=5), "'unknown object'",
                         version, 1, 5)
            self.refused(make(1, b"{'handshake':'hello'}", flags), '"\'object\'"', version, 1)
            self.refused(make(1, b"{'object':'thing'}", flags), '"\'handshake\'"', version, 1)
        for payload in [b"", b"garbage(", b"[1]", b"{'handshake':'hello','object':5}", b"\xff\xfe"]:
            with self.host.connect() as raw:
                self.assertEqual(raw.send(message5(1, payload)).reply()[0], 3)
                self.assertTrue(raw.is_closed())

    def test_without_metadata(self):
        with self.host.connect() as raw:
            kind, flags, _, _, _, payload, _ = raw.send(message4(1, b"{'handshake':'hello'}")).reply()
            self.assertEqual((kind, flags), (2, 0))
            self.assertTrue(payload.endswith(b"'hello'"))

    def test_byte_by_byte(self):
        for hello, ping in [(HELLO5, message5(6, b"ping")), (HELLO4, message4(6, b"ping"))]:
            with self.host.connect() as raw:
                for byte in hello:
                    raw.send(bytes([byte]))
                self.assertEqual(raw.reply()[0], 2)
                for byte in ping:
                    raw.send(bytes([byte]))
                self.assertEqual(raw.reply()[5], b"pong")


class Messages(Case):
    """What comes after it."""

    def test_that_must_not_come(self):
        for data in [b"garbage", message(1, b"{}"), message(2), message(5), message(99), b"PYRO\0\x05",
                     message5(4, magic=1) if GENERATION == "5" else message4(4, off=1),
                     message4(6) if GENERATION == "5" else message5(6),
                     message(4, size=2**31 - 1), message(4, annotations=b"ABCD\xff\xff\xff\xff")]:
            raw = self.opened()
            self.assertTrue(raw.send(data).is_closed(), data)

    def test_garbage_in_a_call(self):
        for payload in [b"", b"(", b"[]", b"('thing','add',(1,2))", b"(1,2,3,4)", b"('thing','add',5,{})",
                        b"('thing','add',(),5)", b"('thing','a\\ud800',(),{})", b"\x80\x81"]:
            raw = self.opened()
            kind, flags, seq = raw.send(message(4, payload, seq=9)).reply()[:3]
            self.assertEqual((kind, flags & 1, seq), (5, 1, 9), payload)
            self.assertEqual(raw.send(message(6, b"ping")).reply()[5], b"pong")

    def test_garbage_in_a_batch(self):
        for payload in [b"('thing','<batch>',[1],None)", b"('thing','<batch>',[('add',)],None)",
                        b"('thing','<batch>',[(1,(),{})],None)", b"('thing','<batch>',[('add',(),5)],None)"]:
            raw = self.opened()
            self.assertEqual(raw.send(message(4, payload, flags=8)).reply()[1] & 1, 1)
            self.assertEqual(raw.send(message(6, b"ping")).reply()[5], b"pong")

    def test_blob_without_a_label(self):
        flag = 0x20 if GENERATION == "5" else 0x40
        raw = self.opened()
        _, flags, _, _, _, payload, _ = raw.send(message(4, b"x", flags=flag)).reply()
        self.assertEqual(flags & 1, 1)
        self.assertIn(b"builtins.KeyError", payload)
        self.assertEqual(raw.send(message(6)).reply()[5], b"pong")

    def test_nothing_that_inflates(self):
        raw = self.opened()
        self.assertEqual(raw.send(message(4, b"no zlib", flags=2)).reply()[1] & 1, 1)
        self.assertEqual(raw.send(message(6)).reply()[5], b"pong")

    def test_deep(self):
        for n in [150, 1000, 300000]:
            raw = self.opened()
            payload = b"('thing','echo',(" + b"[" * n + b"]" * n + b",),{})"
            kind, flags = raw.send(message(4, payload)).reply()[:2]
            self.assertEqual((kind, flags & 1), (5, int(n > 150)))

    def test_pipelined(self):
        raw = self.opened()
        calls = b"".join(message(4, f"('thing','add',({i},1),{{}})".encode(), seq=i) for i in range(2000))
        threading.Thread(target=raw.send, args=(calls,)).start()
        for i in range(2000):
            _, _, seq, _, _, payload, _ = raw.reply()
            self.assertEqual((seq, payload.split(b"\n", 1)[-1]), (i, str(i + 1).encode()))

    def test_pipelined_with_large_answers(self):
        """More than are let wait, and nothing else comes."""
        raw = self.opened()
        text = "x" * 100
        raw.send(message(4, f"('thing','repeat',('{text}',400),{{}})".encode(), seq=5) * 400)
        for _ in range(400):
            self.assertGreater(len(raw.reply()[5]), 40000)

    def test_pipelined_with_answers_that_come_later(self):
        raw = self.opened()
        calls = b"".join(message(4, f"('thing','later',({i},1),{{}})".encode(), seq=i) for i in range(50))
        raw.send(calls)
        for i in range(50):
            self.assertEqual(raw.reply()[2], i)

    def test_who_leaves_after_a_oneway_call(self):
        with self.host.connect() as raw:
            raw.send(HELLO)
            raw.reply()
            raw.send(message(4, b"('thing','note',('last words',),{})", flags=4))
        with self.host.proxy() as thing:
            wait_until(lambda: "last words" in thing.notes())

    def test_half_closed(self):
        raw = self.opened()
        raw.send(message(4, b"('thing','later',('x',50),{})", seq=1))
        raw.sock.shutdown(socket.SHUT_WR)
        self.assertEqual(raw.reply()[2], 1)
        self.assertTrue(raw.is_closed())


class Bombs(Case):
    ITEMS = {"MAX_MESSAGE_SIZE": str(4 << 20)}

    def test_inflated(self):
        bomb = zlib.compress(b"('thing','echo',('" + b" " * (64 << 20) + b"',),{})")
        raw = self.opened()
        kind, flags = raw.send(message(4, bomb, flags=2)).reply()[:2]
        self.assertEqual((kind, flags & 1), (5, 1))
        self.assertTrue(raw.is_closed())
        self.assertLess(self.host.memory(), 120 * MIB)

    def test_many(self):
        bomb = message(4, zlib.compress(b"('thing','echo',('" + b" " * (3 << 20) + b"',),{})"), flags=2)
        raws = [self.opened() for _ in range(20)]
        for raw in raws:
            raw.send(bomb)
        median, longest = self.good_latency()
        self.assertLess(median, 0.05)
        for raw in raws:
            self.assertEqual(raw.reply()[0], 5)

    def test_answer_too_large(self):
        with self.host.proxy() as thing:
            self.assertEqual(len(thing.repeat("abcd", 900000)), 3600000)
            with self.assertRaises(errors.ConnectionClosedError):
                thing.repeat("abcd", 1200000)

    def test_lying_sizes(self):
        before = self.host.memory()
        raws = [self.opened().send(message(4, b"(", size=4 << 20)) for _ in range(min(MANY, 70))]
        self.assertLess(self.host.memory() - before, 60 * MIB)
        self.assertLess(self.good_latency()[0], 0.05)
        for raw in raws:
            raw.close()


class Patience(Case):
    OPTIONS = ["--limits", "300", "300", "1000"]

    def closes(self, raw, least=0.2):
        began = time.monotonic()
        self.assertTrue(raw.is_closed())
        self.assertGreater(time.monotonic() - began, least)

    def test_silent(self):
        with self.host.connect() as raw:
            self.closes(raw)

    def test_half_a_hello(self):
        with self.host.connect() as raw:
            self.closes(raw.send(HELLO[:20]))

    def test_a_hello_that_drips(self):
        with self.host.connect() as raw:
            began = time.monotonic()
            with contextlib.suppress(OSError):
                for byte in HELLO * 100:
                    raw.send(bytes([byte]))
                    time.sleep(0.02)
                    if not raw.is_silent(0):
                        break
            self.assertTrue(raw.is_closed())
            self.assertLess(time.monotonic() - began, 20)

    def test_half_a_call(self):
        self.closes(self.opened().send(message(4, b"('thing'", size=100)))

    def test_slow_but_steady(self):
        raw = self.opened()
        call = message(4, b"('thing','add',(1,2),{})", seq=3)
        for at in range(0, len(call), 8):
            raw.send(call[at:at + 8])
            time.sleep(0.05)
        self.assertEqual(raw.reply()[2], 3)

    def test_who_does_not_read(self):
        raw = self.opened()
        raw.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        call = message(4, b"('thing','echo',('" + b"x" * (8 << 20) + b"',),{})")
        raw.send(call)
        with self.host.proxy() as thing:
            before = thing.counts()["left"]
            wait_until(lambda: thing.counts()["left"] > before)

    def test_idle_is_no_offence(self):
        raw = self.opened()
        self.assertTrue(raw.is_silent(0.8))
        self.assertEqual(raw.send(message(6)).reply()[5], b"pong")

    def test_a_long_call_is_none_either(self):
        raw = self.opened()
        self.assertEqual(raw.send(message(4, b"('thing','later',(1,900),{})", seq=2)).reply()[2], 2)


class Idle(Case):
    ITEMS = {"COMMTIMEOUT": "0.3"}

    def test_closed(self):
        raw = self.opened()
        self.assertEqual(raw.send(message(6)).reply()[5], b"pong")
        began = time.monotonic()
        self.assertTrue(raw.is_closed())
        self.assertGreater(time.monotonic() - began, 0.2)


class Crowds(Case):
    OPTIONS = ["--max-peers", "30"]
    ITEMS = {"THREADPOOL_SIZE": "30"}

    def test_too_many(self):
        raws = [self.opened() for _ in range(30)]
        with self.host.connect() as surplus:
            kind, _, _, _, _, payload, _ = surplus.send(HELLO).reply()
            self.assertEqual(kind, 3)
            self.assertIn(b"no free workers, increase server threadpool size", payload)
            self.assertTrue(surplus.is_closed())
        silent = [self.host.connect() for _ in range(100)]
        self.assertEqual(raws[0].send(message(6)).reply()[5], b"pong")
        self.assertTrue(silent[-1].is_closed())
        for raw in raws + silent:
            raw.close()
        wait_until(self.has_room)

    def has_room(self):
        with contextlib.suppress(EOFError, OSError), self.host.connect() as raw:
            return raw.send(HELLO).reply()[0] == 2
        return False  # there are still too many for a word


class Neighbours(Case):
    """A good client among bad ones."""

    OPTIONS = ["--limits", "20000", "1500", "1000"]

    def setUp(self):
        self.good_latency(1)  # by now it has all that it needs for itself
        self.n_descriptors = self.host.descriptors()

    def among(self, behave, n=MANY, staying=0):
        raws = [self.host.connect() for _ in range(n)]
        for raw in raws:
            behave(raw)
        try:
            median, longest = self.good_latency(300)
            print(f"# {self.id()}: median {median * 1e6:.0f} us, longest {longest * 1e3:.1f} ms, of which "
                  f"{self.own_latency[-1] * 1e3:.1f} ms in no queue for a processor", flush=True)
            self.assertLess(median, 0.1)
            if SERVER_TYPE == "multiplex" and not hosting.SANITIZED:
                self.assertLess(self.own_latency[-3], 0.01)
        finally:
            for raw in raws:
                raw.close()
        wait_until(lambda: self.host.descriptors() <= self.n_descriptors + staying)

    def test_silent(self):
        self.among(lambda raw: None)

    def test_long_batches(self):
        """Neither the calls in them nor their results are made in one go."""
        batch = message(4, b"('thing','<batch>',[" + b"('add',(1,2),{})," * 60000 + b"],None)", flags=8)
        raws = [self.opened() for _ in range(3)]
        threads = [threading.Thread(target=raw.send, args=(batch,)) for raw in raws]
        for thread in threads:
            thread.start()
        self.among(lambda raw: None, 1, 3)
        for thread in threads:
            thread.join()
        for raw in raws:
            self.assertEqual(raw.reply()[5].split(b"\n", 1)[-1].count(b"3"), 60000)

    def test_half_messages(self):
        self.among(lambda raw: raw.send(HELLO[:30]))
        self.among(lambda raw: raw.send(HELLO + message(4, b"(", size=1 << 20)))

    def test_never_answered(self):
        """They leave with their calls unanswered, which are let go of then."""
        self.among(lambda raw: raw.send(HELLO + message(4, b"('thing','never',(),{})") * 10))

    def test_who_do_not_read(self):
        call = message(4, b"('thing','echo',('" + b"x" * 30000 + b"',),{})")

        def behave(raw):
            raw.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.sock.setblocking(False)
            with contextlib.suppress(OSError):
                raw.sock.send(HELLO)
                while True:
                    raw.sock.send(call)

        before = self.host.memory()
        self.among(behave, 60)
        self.assertLess(self.host.memory() - before, 200 * MIB)

    def test_floods(self):
        """From another process: two threads of one Python would wait for each other. Threads have their turn from
        the system: with one for each flood there can be less of them."""
        n_floods = 50 if SERVER_TYPE == "multiplex" else 8
        ready, tell = os.pipe()
        child = os.fork()
        if child == 0:
            with contextlib.suppress(OSError):
                calls = message(4, b"('thing','add',(1,2),{})", flags=4) * 500
                raws = [self.host.connect().send(HELLO) for _ in range(n_floods)]
                for raw in raws:
                    raw.sock.setblocking(False)
                os.write(tell, b"x")
                end = time.monotonic() + hosting.TIME_LIMIT
                while time.monotonic() < end:
                    for raw in raws:
                        with contextlib.suppress(BlockingIOError):
                            raw.sock.send(calls)
            os._exit(0)
        try:
            self.assertEqual(os.read(ready, 1), b"x")
            self.among(lambda raw: None, 1, n_floods)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(ready)
            os.close(tell)

    def test_who_come_and_go(self):
        stop = threading.Event()

        def storm():
            while not stop.is_set():
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.host.port)) as sock:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    sock.send(HELLO[:50])

        old = self.host.proxy()
        old._pyroBind()
        threads = [threading.Thread(target=storm) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            self.assertLess(self.good_latency(proxy=old)[0], 0.1)
            if SERVER_TYPE == "multiplex":  # where newcomers need no thread to be free
                self.assertLess(self.good_latency()[0], 0.1)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        wait_until(lambda: self.host.descriptors() <= self.n_descriptors)


class Endings(unittest.TestCase):
    def test_running_calls_end(self):
        for method in ["later", "worker"]:
            with Host() as host, host.connect() as raw:
                raw.send(HELLO).reply()
                args = "('x',300)" if method == "later" else "(300,)"
                raw.send(message(4, f"('thing','{method}',{args},{{}})".encode(), seq=4))
                time.sleep(0.1)
                closing = threading.Thread(target=host.close)
                closing.start()
                self.assertEqual(raw.reply()[2], 4)
                self.assertTrue(raw.is_closed())
                closing.join()

    def test_calls_that_do_not_end(self):
        with Host("--limits", "1000", "1000", "200") as host, host.connect() as raw:
            raw.send(HELLO).reply()
            raw.send(message(4, b"('thing','never',(),{})"))
            with host.proxy() as thing:
                stream = thing.count(10)
                next(stream)
                began = time.monotonic()
                self.assertEqual(host.close(), ["closed", "2", "0"])
                self.assertLess(time.monotonic() - began, 5)
            self.assertTrue(raw.is_closed())

    def test_by_a_call(self):
        with Host() as host, host.proxy() as thing:
            self.assertEqual(thing.shut_down(), "good bye")
            with self.assertRaises(errors.CommunicationError):
                while True:
                    thing.add(1, 2)
            with self.assertRaises(OSError):
                while True:
                    host.connect().close()

    def test_idle_ones_are_closed_at_once(self):
        with Host() as host:
            raws = [host.connect() for _ in range(10)]
            for raw in raws[:5]:
                raw.send(HELLO).reply()
            began = time.monotonic()
            self.assertEqual(host.close(), ["closed", "5", "0"])
            self.assertLess(time.monotonic() - began, 3)
            for raw in raws:
                self.assertTrue(raw.is_closed())
                raw.close()


if __name__ == "__main__":
    hosting.main()
