# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl decode: what real peers said to each other, payloads alone, and bytes that are neither."""

import contextlib
import datetime
import gzip
import json
import marshal
import pickle
import socket
import threading
import time
import unittest
import zlib

import Pyro5.serializers

import harness
from harness import Network, run

SERPENT = b"# serpent utf-8 python3.2\n('obj','echo',('hi',),{})"
# Signed with the key `secret`.
PYRO4_CALL = bytes.fromhex(
    "5059524f003000040000000100000033000100220000357458595a5a00026162"
    "484d41430014252e3f5232370e82d4f12c8d4718612419c622b8"
) + SERPENT
PYRO5_CALL = bytes.fromhex(
    "5059524f01f60401004000010000003300" "00000a000102030405060708090a0b0c0d0e0f00004dc558595a5a000000026162"
) + SERPENT


def decode(data, *arguments, **more):
    return run("decode", "-", *arguments, stdin=data, **more)


class Relay:
    """Hands on what two peers say to each other, and keeps it."""

    def __init__(self, place):
        host, port = place.split(":")
        self.sides = ([], [])  # what each connection's client said, and what its server said
        self.pumps = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, args=(host, int(port)), daemon=True)
        self.thread.start()

    def serve(self, host, port):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection((host, port))
                for side, source, target in ((0, client, server), (1, server, client)):
                    self.sides[side].append(bytearray())
                    pump = threading.Thread(target=self.pump, args=(self.sides[side][-1], source, target))
                    pump.start()
                    self.pumps.append(pump)

    def pump(self, kept, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                kept += data
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def stop(self):
        """Ends when both sides of all connections have, and gives the last connection's bytes."""
        for pump in self.pumps:
            pump.join(harness.TIME_LIMIT)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(harness.TIME_LIMIT)
        return bytes(self.sides[0][-1]), bytes(self.sides[1][-1])


def lines(result):
    """The lines of text behind each message's fields."""
    messages = []
    for line in result.out.splitlines():
        if line.startswith("message "):
            messages.append((line.rpartition(": ")[2], []))
        elif line.startswith("  | "):
            messages[-1][1].append(line[4:])
    return messages


class Live(unittest.TestCase):
    """What pyroctl and real daemons said to each other."""

    maxDiff = None

    def converse(self, network, name, command, *arguments, stdin=b""):
        uri = network.uri(name)
        relay = Relay(uri.rpartition("@")[2])
        target = f"{uri.rpartition(':')[0].rpartition('@')[0]}@127.0.0.1:{relay.port}"
        result = run(command, target, *arguments, stdin=stdin)
        self.assertIn(result.status, (0, 1), result.err)
        ours, theirs = relay.stop()
        ours, theirs = decode(ours), decode(theirs)
        self.assertEqual((ours.status, ours.err, theirs.status, theirs.err), (0, "", 0, ""))
        return lines(ours), lines(theirs)

    def check(self, network, generation, name, method, serializers):
        for serializer in serializers:
            with self.subTest(serializer=serializer):
                ours, theirs = self.converse(network, name, "call", method, "1", "--serializer", serializer)
                self.assertEqual(ours, [
                    (f"{generation} CONNECT", [f"connect to {name}, handshake 'hello'"]),
                    (f"{generation} INVOKE", [f"{name}.{method}(1)"]),
                ])
                self.assertEqual([kind for kind, _ in theirs],
                                 [f"{generation} CONNECTOK", f"{generation} RESULT"])
                self.assertEqual(theirs[0][1][0], "connected, handshake 'hello'")
                self.assertTrue(any(line.startswith("methods: ") and method in line for line in theirs[0][1]))
                self.assertEqual(theirs[1][1], ["1"])

    def test_pyro4(self):
        network = Network(program="names/pyro4-network.py")
        self.addCleanup(network.stop)
        self.check(network, "Pyro4", "lab.echo", "echo", ("serpent", "json", "marshal"))
        ours, theirs = self.converse(network, "lab.echo", "batch", "-", stdin=b"divide(4, 2)\ndivide(1, 0)\n")
        self.assertEqual(ours[1][1], ["lab.echo.<batch of 2>", "divide(4, 2)", "divide(1, 0)"])
        self.assertEqual(theirs[1][1][:2], ["<results of a batch: 2>", "2"])
        self.assertRegex(theirs[1][1][2], r"ZeroDivisionError: ")

    def test_pyro5(self):
        network = Network()
        self.addCleanup(network.stop)
        self.check(network, "Pyro5", "lab.echo", "same", ("serpent", "json", "marshal", "msgpack"))

        ours, theirs = self.converse(network, "lab.arithmetic", "call", "divide", "a=1", "b=0")
        self.assertEqual(ours[1][1], ["lab.arithmetic.divide(a=1, b=0)"])
        self.assertEqual(theirs[1][1][:2],
                         ["builtins.ZeroDivisionError: division by zero", "Traceback (most recent call last):"])

        ours, theirs = self.converse(network, "lab.camera", "call", "pictures", "1", "--stream")
        self.assertEqual(theirs[1][1], ["an item stream"])
        self.assertRegex(ours[2][1][0], r"^Pyro\.Daemon\.get_next_stream_item\('[0-9a-f-]{36}'\)$")

        ours, theirs = self.converse(network, "lab.stage", "get", "position")
        self.assertEqual(ours[1][1], ["lab.stage.position"])
        ours, theirs = self.converse(network, "lab.stage", "set", "position", "(1, 2)")
        self.assertEqual((ours[1][1], theirs[1][1]), (["lab.stage.position = (1, 2)"], ["None"]))
        ours, theirs = self.converse(network, "lab.stage", "ping")
        self.assertEqual((ours[1], theirs[1]), (("Pyro5 PING", ["b'ping'"]), ("Pyro5 PING", ["b'pong'"])))

    def test_refusal(self):
        network = Network()
        self.addCleanup(network.stop)
        relay = Relay(network.place)
        self.assertEqual(run("ping", f"PYRO:nobody@127.0.0.1:{relay.port}").status, 3)
        _, theirs = relay.stop()
        self.assertEqual(lines(decode(theirs)), [("Pyro5 CONNECTFAIL", ["refused: unknown object"])])


class Messages(unittest.TestCase):
    maxDiff = None

    def test_pyro5(self):
        self.assertEqual(decode(PYRO5_CALL), (0, """\
message 1, at 0, 101 bytes: Pyro5 INVOKE
  tag: PYRO
  protocol version: 502
  message type: 4 INVOKE
  serializer id: 1 serpent
  flags: 0x0040 CORR_ID
  sequence number: 1
  payload length: 51
  annotations length: 10
  correlation id: 00010203-0405-0607-0809-0a0b0c0d0e0f
  magic: 4dc5
  annotation XYZZ: 6162
  payload: 51 bytes
  | obj.echo('hi')
""", ""))

    def test_pyro4(self):
        self.assertEqual(decode(PYRO4_CALL), (0, """\
message 1, at 0, 109 bytes: Pyro4 INVOKE
  tag: PYRO
  protocol version: 48
  message type: 4 INVOKE
  flags: 0x0000
  sequence number: 1
  payload length: 51
  serializer id: 1 serpent
  annotations length: 34
  checksum: 3574
  annotation XYZZ: 6162
  annotation HMAC: 252e3f5232370e82d4f12c8d4718612419c622b8
  payload: 51 bytes
  | obj.echo('hi')
""", ""))

    def test_unknown_flags(self):
        """As they came, although nobody knows what they mean."""
        result = decode(PYRO5_CALL[:8] + b"\x84\x40" + PYRO5_CALL[10:])
        self.assertIn("\n  flags: 0x8440 CORR_ID | unknown | unknown\n", result.out)
        self.assertEqual(result.status, 0)

    def test_signature(self):
        result = decode(PYRO4_CALL, "--hmac-key", "secret")
        self.assertEqual((result.status, result.err), (0, ""))
        self.assertIn("\n  signature: good\n", result.out)
        result = decode(PYRO4_CALL, "--hmac-key", "other")
        self.assertEqual((result.status, result.err), (3, ""))
        self.assertRegex(result.out, r"\n  signature: [A-Z]")
        self.assertNotIn("signature: good", result.out)
        self.assertNotIn("signature", decode(PYRO5_CALL, "--hmac-key", "secret").out)

    def test_many(self):
        """Of both generations, one behind the other."""
        result = decode(PYRO5_CALL + PYRO4_CALL + PYRO5_CALL)
        self.assertEqual(lines(result), [("Pyro5 INVOKE", ["obj.echo('hi')"]), ("Pyro4 INVOKE", ["obj.echo('hi')"]),
                                         ("Pyro5 INVOKE", ["obj.echo('hi')"])])
        self.assertIn("\nmessage 3, at 210, 101 bytes: ", result.out)

    def test_json(self):
        result = decode(PYRO5_CALL + PYRO4_CALL, "--json", "--hmac-key=secret")
        first, second = map(json.loads, result.out.splitlines())
        self.assertEqual(first["fields"][2], {"name": "message type", "text": "4 INVOKE", "offset": 6, "size": 1})
        self.assertEqual(first["fields"][-1], {"name": "payload", "text": "51 bytes", "offset": 50, "size": 51})
        del first["fields"]
        self.assertEqual(first, {
            "message": 1, "offset": 0, "size": 101, "generation": "Pyro5", "type": "INVOKE",
            "serializer": "serpent", "summary": "obj.echo('hi')", "lines": ["obj.echo('hi')"], "problem": None,
        })
        self.assertEqual((second["message"], second["offset"], second["signature"]), (2, 101, "good"))

    def test_hex(self):
        for text in (PYRO5_CALL.hex(), PYRO5_CALL.hex(" ", 4).upper(), PYRO5_CALL.hex(":"),
                     "".join(f"\\x{byte:02x}" for byte in PYRO5_CALL),
                     ", ".join(f"0x{byte:02x}" for byte in PYRO5_CALL) + "\n"):
            self.assertEqual(decode(text.encode(), "--hex"), decode(PYRO5_CALL), text)
        for text, place in (("50 5g", 4), ("505", 3), ("50 5", 4), ("zz", 0), ("50\0", 2)):
            self.assertEqual(decode(text.encode(), "--hex"), (
                2, "", f"pyroctl: Byte {place} of Standard input is not the hexadecimal digit that has to "
                       "be there\n"))

    def test_compressed(self):
        payload = zlib.compress(SERPENT)
        header = bytearray(PYRO5_CALL[:40])
        header[8:10] = b"\0\2"
        header[12:20] = len(payload).to_bytes(4, "big") + bytes(4)
        result = decode(bytes(header) + payload)
        self.assertIn(f"\n  payload: {len(payload)} bytes, compressed from 51\n  | obj.echo('hi')\n", result.out)
        self.assertEqual(decode(gzip.compress(PYRO5_CALL)), decode(PYRO5_CALL))
        result = decode(gzip.compress(PYRO5_CALL)[:-20])
        self.assertEqual(result, (3, "", "pyroctl: A compressed message is cut off\n"))

    def test_cut(self):
        result = decode(PYRO5_CALL + PYRO5_CALL[:60])
        self.assertEqual((result.status, result.err),
                         (3, "pyroctl: The message at byte 101 is cut off: there are 60 bytes of it\n"))
        self.assertEqual(len(lines(result)), 1)
        self.assertEqual(decode(b"PY"), (
            3, "", "pyroctl: The message at byte 0 is cut off: there are 2 bytes of it\n"))

    def test_damaged(self):
        result = decode(PYRO5_CALL + b"HTTP/1.1 200 OK\r\n")
        self.assertEqual((result.status, len(lines(result))), (3, 1))
        self.assertTrue(result.err.startswith("pyroctl: No message begins at byte 101: "), result.err)
        result = decode(PYRO5_CALL[:50] + b"?" * 51)  # a payload that is none
        self.assertEqual((result.status, result.err), (3, ""))
        self.assertRegex(result.out, r"\n  payload: 51 bytes\n  ! [A-Z].*\n$")
        result = decode(PYRO5_CALL[:7] + b"\x09" + PYRO5_CALL[8:])
        self.assertEqual(result.status, 3)
        self.assertIn("\n  serializer id: 9 unknown\n", result.out)

    def test_control_characters(self):
        text = PYRO5_CALL.replace(b"echo", b"e\x1b[m").replace(b"XYZZ", b"X\x07ZZ")
        self.assertNotRegex(decode(text).out, "[\x00-\x09\x0b-\x1f]")


class Payloads(unittest.TestCase):
    maxDiff = None

    def test_guess(self):
        value = {"a": [1, 2.5, None, True, "text", 2**70]}
        for name in ("serpent", "json", "marshal", "msgpack"):
            with self.subTest(serializer=name):
                serializer = Pyro5.serializers.serializers[name]
                plain = {"a": value["a"][:-1]} if name == "msgpack" else value
                self.assertEqual(decode(serializer.dumps(plain)), (0, f"payload: {name}\n  | {plain!r}\n", ""))
                self.assertEqual(decode(serializer.dumpsCall("obj", "add", (1,), {"b": 2})),
                                 (0, f"payload: {name}\n  | obj.add(1, b=2)\n", ""))
                self.assertEqual(decode(zlib.compress(serializer.dumps([1]))).out, f"payload: {name}\n  | [1]\n")
        for protocol in range(6):
            self.assertEqual(decode(pickle.dumps(value, protocol)), (0, f"payload: pickle\n  | {value!r}\n", ""))

    def test_given(self):
        data = marshal.dumps((1, 2))
        self.assertEqual(decode(data, "--serializer=marshal"), (0, "payload: marshal\n  | (1, 2)\n", ""))
        result = decode(data, "--serializer=json")
        self.assertEqual((result.status, result.out), (3, ""))
        # The configuration's serializer is for calls, and no hint here.
        self.assertEqual(decode(data, PYRO_SERIALIZER="json").out, "payload: marshal\n  | (1, 2)\n")

    def test_pickle_runs_nothing(self):
        result = decode(pickle.dumps(datetime.timedelta(1)))
        self.assertEqual(result.status, 0)
        self.assertIn("timedelta", result.out)

    def test_nothing(self):
        self.assertEqual(decode(b""), (3, "", "pyroctl: There is nothing in it\n"))
        self.assertEqual(decode(b"\xff\xfe\xfd"), (
            3, "", "pyroctl: This is neither a Pyro message nor a payload of a serializer that is known\n"))
        self.assertEqual(run("decode", "/nowhere"), (
            2, "", "pyroctl: /nowhere cannot be read: No such file or directory\n"))

    def test_bomb(self):
        """26 lists that are twice in the next one each: no memory holds their text."""
        data = b"\x80\x02]q\x00" + b"".join(
            b"]q%c(h%ch%ce" % (i, i - 1, i - 1) for i in range(1, 27)
        ) + b"."
        start = time.monotonic()
        result = decode(data)
        self.assertEqual(result.status, 0)
        self.assertLess(len(result.out), 2 * 1024 * 1024)
        self.assertTrue(result.out.endswith("…\n"))
        self.assertLess(time.monotonic() - start, 30)
        result = decode(gzip.compress(bytes(1 << 26)), "--json")
        self.assertEqual(result.status, 3)


harness.main()
