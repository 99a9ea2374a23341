# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl doctor: what real daemons are like when they are well, and each way in which they are not."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import unittest
import warnings

import Pyro5.api

import harness
from harness import Network, hostile, nobody, run

warnings.filterwarnings("ignore", "Class .* doesn't expose any methods or attributes")
HEALTHY = ["address", "TCP", "protocol", "handshake", "object", "metadata", "daemon"]


def read(result):
    """The findings, as (state, step, seen, advice)."""
    return [(line.split("\t") + [""])[:4] for line in result.out.splitlines()]


class Doctor(unittest.TestCase):
    maxDiff = None

    def bad(self, result, step, seen, advice, state="bad"):
        """The last finding is the bad one, and what is before it is not."""
        self.assertEqual((result.status, result.err), (3, ""), result.out)
        findings = read(result)
        self.assertEqual([f for f in findings[:-1] if f[0] == "bad"], [])
        self.assertEqual(findings[-1][:2], [state, step])
        self.assertRegex(findings[-1][2], seen)
        self.assertRegex(findings[-1][3], advice)
        return [finding[1] for finding in findings]

    def healthy(self, result, *before, serializers):
        self.assertEqual((result.status, result.err), (0, ""), result.out)
        findings = read(result)
        self.assertEqual([f[1] for f in findings],
                         [*before, *HEALTHY, *["serializer"] * serializers], result.out)
        self.assertEqual({f[0] for f in findings} - {"good", "odd"}, set())
        return {step: (state, seen, advice) for state, step, seen, advice in findings}


class Pyro5Peers(Doctor):
    @classmethod
    def setUpClass(cls):
        cls.network = Network()
        cls.addClassCleanup(cls.network.stop)

    def place(self, name):
        return self.network.uri(name).rpartition("@")[2]

    def test_healthy(self):
        place = self.place("lab.stage")
        findings = self.healthy(self.network.run("doctor", "lab.stage"), "name server", "lookup", serializers=4)
        self.assertEqual(findings["name server"][1], f"It is at {self.network.place}, where it was said to be")
        self.assertEqual(findings["lookup"][1], f"PYRONAME:lab.stage is PYRO:lab.stage@{place}")
        self.assertEqual(findings["address"][:2],
                         ("odd", "127.0.0.1 is reached only by programs on this machine"))
        self.assertIn("Daemon(host=", findings["address"][2])
        self.assertRegex(findings["TCP"][1], rf"^127\.0\.0\.1 port {place.partition(':')[2]} accepts connections")
        self.assertEqual(findings["protocol"][1], "It speaks Pyro5, protocol 502")
        self.assertEqual(findings["metadata"][1], "The object offers 3 methods and 3 attributes")
        self.assertIn(f"bound on {place}", findings["daemon"][1])

    def test_targets(self):
        place = self.place("lab.stage")
        self.healthy(run("doctor", f"PYRO:lab.stage@{place}"), serializers=4)
        self.healthy(run("doctor", place), serializers=4)
        self.healthy(run("doctor", f"PYRONAME:lab.stage@{self.network.place}"), "name server", "lookup",
                     serializers=4)
        self.healthy(self.network.run("doctor", "PYROMETA:instrument,outdoors"), "name server", "lookup",
                     serializers=4)
        findings = self.healthy(run("doctor", place.replace("127.0.0.1", "localhost")), serializers=4)
        self.assertIn("localhost, which is ", findings["address"][1])
        self.assertIn("127.0.0.1", findings["address"][1])

    def test_json(self):
        result = self.network.run("doctor", "lab.stage", "--json")
        findings = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual([f["step"] for f in findings][:2], ["name server", "lookup"])
        self.assertEqual(findings[1], {
            "state": "good", "step": "lookup", "advice": None,
            "seen": f"PYRONAME:lab.stage is PYRO:lab.stage@{self.place('lab.stage')}",
        })

    def test_unknown_name(self):
        self.bad(self.network.run("doctor", "nothing"), "lookup", "does not know the name “nothing”",
                 "register the object under this one")
        self.bad(self.network.run("doctor", "PYROMETA:nothing"), "lookup", ".", "tags")

    def test_unknown_object(self):
        """Those that there are, are told."""
        steps = self.bad(run("doctor", f"PYRO:nobody@{self.place('lab.stage')}"), "object", "does not know nobody",
                         r"^The daemon has: Pyro\.Daemon, lab\.arithmetic, ")
        self.assertEqual(steps, ["address", "TCP", "object"])

    def test_dead_registration(self):
        with nobody() as place:
            self.network.run("register", "x.dead", f"PYRO:obj@{place}")
            self.bad(self.network.run("doctor", "x.dead"), "TCP", "Connection refused", "register the object anew")
            self.bad(run("doctor", place), "TCP", "Connection refused", "Start the daemon")
        self.network.run("remove", "x.dead")

    def test_wildcard(self):
        port = self.place("lab.stage").partition(":")[2]
        result = run("doctor", f"PYRO:lab.stage@0.0.0.0:{port}")
        self.assertEqual(read(result)[0][:3],
                         ["odd", "address", "0.0.0.0 is where a daemon listens, and no address to connect to"])
        self.assertIn("nathost=", read(result)[0][3])

    def test_wrong_protocol(self):
        self.bad(run("doctor", "--protocol", "4", self.place("lab.stage")), "protocol", "Pyro5", "--protocol")

    def test_forwarded(self):
        """Its URIs have a port at which it is not reached: a tunnel or NAT is between."""
        host, port = self.place("lab.stage").split(":")
        relays = []

        def forward(connection):
            server = socket.create_connection((host, int(port)))
            relays.append(server)
            for source, target in ((connection, server), (server, connection)):
                threading.Thread(target=pump, args=(source, target), daemon=True).start()

        with hostile(forward) as place:
            findings = self.healthy(run("doctor", f"PYRO:lab.stage@{place}"), serializers=4)
            self.assertEqual(findings["daemon"][0], "odd")
            self.assertIn(f"It was reached at {place} and listens at {host}:{port}", findings["daemon"][1])
            self.assertIn("nathost=", findings["daemon"][2])
        for relay in relays:
            relay.close()

    def test_frozen(self):
        """A daemon whose process is stopped: its system still accepts connections."""
        echo = harness.EchoServer()
        os.kill(echo.process.pid, signal.SIGSTOP)
        try:
            steps = self.bad(run("doctor", echo.uri, "--timeout", "0.5"), "handshake",
                             "no answer to the handshake came within", "it hangs, is stopped, or")
            self.assertEqual(steps, ["address", "TCP", "handshake"])
        finally:
            os.kill(echo.process.pid, signal.SIGCONT)
            echo.stop()


def pump(source, target):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


class Refusals(Doctor):
    """Daemons of Pyro5 in this process."""

    def serve(self, daemon):
        thread = threading.Thread(target=daemon.requestLoop)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(daemon.shutdown)
        return daemon

    def test_validate_handshake(self):
        class Strict(Pyro5.api.Daemon):
            def validateHandshake(self, conn, data):
                raise ValueError("you are not on the list")

        daemon = self.serve(Strict(host="127.0.0.1"))
        self.bad(run("doctor", daemon.locationStr), "handshake", "you are not on the list", r"validateHandshake\(\)")

    def test_full(self):
        """As many clients as it has threads, and none of them does a thing."""
        Pyro5.config.THREADPOOL_SIZE, size = 2, Pyro5.config.THREADPOOL_SIZE
        Pyro5.config.THREADPOOL_SIZE_MIN, least = 1, Pyro5.config.THREADPOOL_SIZE_MIN
        try:
            daemon = self.serve(Pyro5.api.Daemon(host="127.0.0.1"))
            with contextlib.ExitStack() as stack:
                for _ in range(2):
                    stack.enter_context(Pyro5.api.Proxy(f"PYRO:Pyro.Daemon@{daemon.locationStr}"))._pyroBind()
                self.bad(run("doctor", daemon.locationStr), "handshake", "All threads of the daemon are taken",
                         "THREADPOOL_SIZE")
        finally:
            Pyro5.config.THREADPOOL_SIZE, Pyro5.config.THREADPOOL_SIZE_MIN = size, least

    def test_nothing_exposed(self):
        class Hidden:
            def method(self):
                pass

        daemon = self.serve(Pyro5.api.Daemon(host="127.0.0.1"))
        daemon.register(Hidden(), "hidden")
        result = run("doctor", f"PYRO:hidden@{daemon.locationStr}")
        self.assertEqual((result.status, result.err), (3, ""))
        bad = [finding for finding in read(result) if finding[0] == "bad"]
        self.assertEqual(len(bad), 1)
        self.assertEqual(bad[0][1:3], ["metadata", "The object offers no method and no attribute"])
        self.assertIn("@expose", bad[0][3])

    def test_unix_socket(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/daemon.sock"
            daemon = self.serve(Pyro5.api.Daemon(unixsocket=path))
            result = run("doctor", f"./u:{path}")
            self.assertEqual((result.status, result.err), (0, ""))
            self.assertEqual(read(result)[0][1], "protocol")
            self.bad(run("doctor", f"./u:{folder}/nothing"), "socket", "nothing", "has ended")
            daemon.close()


class Strangers(Doctor):
    def test_http(self):
        with hostile(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as place:
            self.bad(run("doctor", place), "protocol", "HTTP server", "look at the port")

    def test_other(self):
        with hostile(lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n")) as place:
            self.bad(run("doctor", place), "protocol", "does not speak Pyro", "look at the port")

    def test_pyro3(self):
        greeting = struct.pack("!4sHHlHl", b"PYRO", 5, 18, 16, 0, 0) + bytes(16)
        with hostile(lambda connection: connection.sendall(greeting)) as place:
            self.bad(run("doctor", place), "protocol", "Pyro3", "Pyro3 is not")

    def test_closes(self):
        def behave(connection):
            connection.shutdown(socket.SHUT_RDWR)

        with hostile(behave) as place:
            self.bad(run("doctor", place), "handshake", "closed", "its log may say more")

    def test_silent(self):
        with hostile(lambda connection: None) as place:
            self.bad(run("doctor", place, "--timeout=0.3"), "handshake", "within", "hangs")

    def test_no_name_server(self):
        with nobody() as place:
            self.bad(run("--ns", place, "doctor", "lab.stage"), "name server", "No name server was found",
                     "pyro5-ns")

    def test_unknown_host(self):
        result = run("doctor", "nohost.invalid:4711")
        self.bad(result, "address", "The host nohost.invalid is not known here", "/etc/hosts")

    def test_usage(self):
        self.assertEqual(run("doctor", "PYRO:x").status, 2)
        self.assertEqual(run("doctor").status, 2)

    def test_interrupt(self):
        connected = threading.Event()
        with hostile(lambda connection: (connection.recv(1), connected.set())) as place:
            process = harness.start("doctor", place)
            self.assertTrue(connected.wait(harness.TIME_LIMIT))
            result = harness.interrupt(process)
            self.assertEqual((result.status, result.err), (130, "pyroctl: interrupted\n"))


class Tls(Doctor):
    @classmethod
    def setUpClass(cls):
        if not shutil.which("openssl"):
            raise unittest.SkipTest("there is no openssl to make certificates with")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="pyroctl-doctor-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        subprocess.run(["sh", harness.TESTS / "certificates.sh", cls.folder], check=True)
        cls.echo = harness.EchoServer(PYRO_SSL="1", PYRO_SSL_SERVERCERT=str(cls.folder / "server.pem"),
                                      PYRO_SSL_SERVERKEY=str(cls.folder / "server.key"))
        cls.addClassCleanup(cls.echo.stop)

    def test_healthy(self):
        result = run("doctor", self.echo.uri, "--tls-ca", str(self.folder / "ca.pem"))
        self.assertEqual((result.status, result.err), (0, ""), result.out)
        self.assertRegex(result.out, r"(?m)^good\tTLS\tIt is TLSv1\.[23], with a certificate of ")

    def test_not_asked_for(self):
        self.bad(run("doctor", self.echo.uri), "TLS", "It speaks TLS, and here that is not asked for",
                 "Use TLS: --tls")

    def test_not_trusted(self):
        self.bad(run("doctor", self.echo.uri, "--tls"), "TLS", "SSL_CACERTS", "^$")

    def test_not_there(self):
        network = Network()
        self.addCleanup(network.stop)
        self.bad(run("doctor", network.place, "--tls"), "TLS", "There is no TLS at", "^$")


class Pyro4Peers(Doctor):
    def test_healthy(self):
        network = Network(program="names/pyro4-network.py")
        self.addCleanup(network.stop)
        findings = self.healthy(network.run("doctor", "lab.echo"), "name server", "lookup", serializers=7)
        self.assertEqual(findings["protocol"][1], "It speaks Pyro4, protocol 48")
        result = network.run("doctor", "lab.echo")
        self.assertIn("\tpickle is not accepted, and not in use\n", result.out)
        self.assertIn("\tserpent is accepted, and in use\n", result.out)
        result = run("doctor", network.uri("lab.echo"), "--serializer", "pickle")
        self.assertEqual((result.status, result.err), (3, ""))
        self.assertRegex(result.out, r"(?m)^bad\t.*not accepted.*SERIALIZERS_ACCEPTED")
        self.bad(run("doctor", network.place, "--protocol=5"), "protocol", "Pyro4", "--protocol")

    def test_signed(self):
        network = Network("--hmac-key", "secret", program="names/pyro4-network.py")
        self.addCleanup(network.stop)
        self.healthy(run("doctor", network.place, "--hmac-key", "secret"), serializers=7)
        for key in ([], ["--hmac-key", "other"]):
            with self.subTest(key=key):
                self.bad(run("doctor", network.place, *key), "handshake", ".", "HMAC key")


harness.main()
