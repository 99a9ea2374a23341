# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How it ends when it is interrupted, or nobody takes what it prints."""

import contextlib
import signal
import threading
import time
import unittest

import Pyro5.api

import harness
from harness import hostile

AT_ONCE = 5  # seconds: on any machine far less than TIME_LIMIT, for which the peers wait
INTERRUPTED = (130, "", "pyroctl: interrupted\n")
FULL = "pyroctl: The output cannot be written: No space left on device\n"
CLOSED = "pyroctl: The output cannot be written: Bad file descriptor\n"


@Pyro5.api.expose
class Peer:
    def __init__(self):
        self.called = threading.Event()
        self.over = threading.Event()
        self.closed = threading.Event()
        self.read = 0

    def wait(self):
        self.called.set()
        self.over.wait(harness.TIME_LIMIT)

    def lines(self, n):
        return "x" * n

    def count(self):
        self.read = 0
        try:
            while True:
                self.read += 1
                yield self.read
        finally:
            self.closed.set()

    def late(self):
        try:
            yield 1
            self.wait()
            yield 2
        finally:
            self.closed.set()


class Endings(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.peer = Peer()
        self.daemon = Pyro5.api.Daemon(host="127.0.0.1")
        self.uri = str(self.daemon.register(self.peer))
        threading.Thread(target=self.daemon.requestLoop, daemon=True).start()
        self.addCleanup(self.daemon.shutdown)
        self.addCleanup(self.peer.over.set)

    def call(self, *arguments, **more):
        return harness.start("call", self.uri, *arguments, **more)

    def interrupt(self, process):
        start = time.monotonic()
        result = harness.interrupt(process)
        self.assertLess(time.monotonic() - start, AT_ONCE)
        return result

    # ---- Interrupted ----

    def test_interrupt_call(self):
        process = self.call("wait")
        self.assertTrue(self.peer.called.wait(harness.TIME_LIMIT))
        self.assertEqual(self.interrupt(process), INTERRUPTED)

    def test_interrupt_handshake(self):
        connected = threading.Event()
        with hostile(lambda connection: (connection.recv(1), connected.set())) as place:
            process = harness.start("--ns", place, "list")
            self.assertTrue(connected.wait(harness.TIME_LIMIT))
            self.assertEqual(self.interrupt(process), INTERRUPTED)

    def test_interrupt_stream(self):
        process = self.call("count")
        self.assertEqual([process.stdout.readline() for _ in range(3)], [b"1\n", b"2\n", b"3\n"])
        process.send_signal(signal.SIGINT)
        numbers = process.stdout.read().split()
        self.assertEqual(numbers, [str(n).encode() for n in range(4, 4 + len(numbers))])
        self.assertEqual(harness.finish(process)[::2], INTERRUPTED[::2])
        self.assertTrue(self.peer.closed.wait(harness.TIME_LIMIT), "the server still keeps the stream")

    def test_interrupt_late_item(self):
        """The connection that waits for the item cannot tell the server, and another one does."""
        process = self.call("late", "--stream")
        self.assertEqual(process.stdout.readline(), b"1\n")
        self.assertTrue(self.peer.called.wait(harness.TIME_LIMIT))
        self.assertEqual(self.interrupt(process), INTERRUPTED)
        end = time.monotonic() + harness.TIME_LIMIT  # it is told in a oneway call, which runs on its own
        while self.daemon.streaming_responses and time.monotonic() < end:
            time.sleep(0.005)
        self.assertEqual(list(self.daemon.streaming_responses), [])

    def test_enough_items(self):
        process = self.call("count", "--stream", "2")
        self.assertEqual(harness.finish(process), (0, "1\n2\n", ""))
        self.assertTrue(self.peer.closed.wait(harness.TIME_LIMIT), "the server still keeps the stream")

    def test_interrupt_output(self):
        """Nobody reads what it wants to print, and so its end cannot be in good order."""
        process = self.call("lines", "1000000")
        self.assertTrue(process.stdout.read(1))
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(AT_ONCE), 130)
        process.communicate()

    def test_interrupt_input(self):
        """Nothing is asked of the network before all arguments are there."""
        process = self.call("lines", "-")
        process.stdin.write(b"x" * 1_000_000)  # more than a pipe holds: it reads
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(AT_ONCE), -signal.SIGINT)
        with contextlib.suppress(BrokenPipeError):
            process.communicate()

    def test_background(self):
        """A shell's background job ignores the key that interrupts the one in the foreground."""
        process = self.call("wait", shell='trap "" INT; exec "$@"')
        self.assertTrue(self.peer.called.wait(harness.TIME_LIMIT))
        process.send_signal(signal.SIGINT)
        self.peer.over.set()
        self.assertEqual(harness.finish(process), (0, "None\n", ""))

    def test_terminate(self):
        process = self.call("wait")
        self.assertTrue(self.peer.called.wait(harness.TIME_LIMIT))
        process.terminate()
        self.assertEqual(harness.finish(process), (-signal.SIGTERM, "", ""))

    def test_timeout(self):
        start = time.monotonic()
        result = harness.run("--timeout", "0.2", "call", self.uri, "wait")
        self.assertEqual(result, (3, "", "pyroctl: call: No answer came within 0.2 s\n"))
        self.assertTrue(0.2 <= time.monotonic() - start < AT_ONCE)

    # ---- Nobody takes what it prints ----

    def test_reader_goes(self):
        """As with `| head`, and with a stream that would never end."""
        for method in (["lines", "1000000"], ["count"]):
            with self.subTest(method=method):
                process = self.call(*method)
                self.assertTrue(process.stdout.read(2))
                process.stdout.close()
                self.assertEqual(process.wait(harness.TIME_LIMIT), -signal.SIGPIPE)
                self.assertEqual(process.stderr.read(), b"")
                process.stdin.close()
                process.stderr.close()

    def test_full(self):
        for arguments in (["call", self.uri, "lines", "1"], ["call", self.uri, "lines", "1000000"],
                          ["call", self.uri, "count"], ["info", self.uri], ["ping", self.uri],
                          ["--json", "info", self.uri], ["--help"], ["call", "--help"],
                          ["--version"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                process = harness.start(*arguments, stdout=full)
                self.assertEqual(harness.finish(process)[::2], (3, FULL))

    def test_full_and_raised(self):
        """What comes first is told."""
        with open("/dev/full", "wb") as full:
            process = harness.start("call", self.uri, "nothing", stdout=full)
            status, _, err = harness.finish(process)
        self.assertEqual(status, 2)
        self.assertIn("has no exposed attribute or method 'nothing'", err)

    def test_closed(self):
        """What is printed must not go to the first socket, which would get the number."""
        process = self.call("lines", "3", shell='exec "$@" >&-')
        self.assertEqual(harness.finish(process), (3, "", CLOSED))
        process = self.call("nothing", shell='exec "$@" 2>&-')
        self.assertEqual(harness.finish(process), (2, "", ""))
        process = self.call("lines", "3", shell='exec "$@" <&-')
        self.assertEqual(harness.finish(process), (0, "'xxx'\n", ""))
        process = self.call("lines", "-", shell='exec "$@" <&-')
        self.assertEqual(harness.finish(process), (
            2, "", "pyroctl: Standard input cannot be read: Bad file descriptor\n"))
        # nothing is lost where nothing is printed
        process = harness.start("set", self.uri, "x", "1", shell='exec "$@" >&-')
        self.assertNotIn(CLOSED, harness.finish(process).err)


harness.main()
