# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`pyroctl config` prints what Pyro5 itself prints."""

import json
import socket
import subprocess
import sys
import unittest

import harness

ENVIRONMENTS = (
    {},
    {
        "PYRO_NS_HOST": "127.0.0.1",
        "PYRO_NS_PORT": "4711",
        "PYRO_COMMTIMEOUT": "2.5",
        "PYRO_BROADCAST_ADDRS": "10.0.0.255,<broadcast>",
        "PYRO_SSL": "on",
        "PYRO_SSL_CACERTS": "/etc/ssl/ca.pem",
        "PYRO_SERVERTYPE": "multiplex",
        "PYRO_LOGLEVEL": "DEBUG",
        "PYRO_LOGFILE": "{stderr}",
        "PYRO_MAX_MESSAGE_SIZE": "1000",
        "PYRO_COMPRESSION": "Yes",
    },
)


def settings(text):
    """What follows the lines about the program."""
    return text.partition("settings:\n")[2]


class Config(unittest.TestCase):
    maxDiff = None

    def test_as_pyro(self):
        for environment in ENVIRONMENTS:
            with self.subTest(environment=environment):
                theirs = subprocess.run(
                    [sys.executable, "-c", "import Pyro5.configure; Pyro5.configure.dump()"],
                    env=harness.environment(**environment), stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL, text=True, check=True,
                ).stdout
                ours = harness.run("config", **environment)
                self.assertEqual((ours.status, ours.err), (0, ""))
                self.assertIn("\nProtocol version: 502\n", ours.out)
                self.assertEqual(settings(ours.out), settings(theirs))
                self.assertEqual(len(settings(ours.out).splitlines()), 39)

    def test_more(self):
        lines = settings(harness.run("config", "--more").out).splitlines()
        self.assertEqual(len(lines), 51)
        self.assertEqual(lines, sorted(lines, key=lambda line: line.split()[0]))
        self.assertIn("SERIALIZERS_ACCEPTED = ['serpent', 'marshal', 'json']", lines)
        self.assertIn("REQUIRE_EXPOSE = True", lines)
        self.assertIn("PROTOCOL = auto", lines)
        self.assertIn("HMAC_KEY = None", lines)

    def test_json(self):
        ran = harness.run("config", "--json", PYRO_SSL="1", PYRO_SSL_CLIENTKEYPASSWD="sesame")
        self.assertEqual((ran.status, ran.err), (0, ""))
        self.assertNotIn("sesame", ran.out)
        config = json.loads(ran.out)
        self.assertEqual(len(config), 39)
        self.assertEqual(config["NS_PORT"], 9090)
        self.assertEqual(config["HOST"], "localhost")
        self.assertIs(config["SSL"], True)
        self.assertIs(config["NATHOST"], None)
        self.assertEqual(config["ITER_STREAM_LINGER"], 30.0)
        self.assertEqual(config["BROADCAST_ADDRS"], ["<broadcast>", "0.0.0.0"])
        self.assertEqual(config["SSL_CLIENTKEYPASSWD"], "***")

    def test_compression(self):
        """The greeting, which a long name makes large, is compressed where that is configured."""
        for value in ("0", "1"):
            with self.subTest(value=value), socket.create_server(("127.0.0.1", 0)) as listener:
                uri = "PYRO:%s@127.0.0.1:%d" % (200 * "x", listener.getsockname()[1])
                process = harness.start("--protocol", "5", "call", uri, "method", PYRO_COMPRESSION=value)
                connection, _ = listener.accept()
                with connection:
                    header = connection.recv(40, socket.MSG_WAITALL)
                self.assertEqual(header[:4], b"PYRO")
                self.assertEqual(header[9] & 2, 2 * int(value))
                self.assertEqual(harness.finish(process).status, 3)

    def test_bad_value(self):
        ran = harness.run("config", PYRO_NS_PORT="x")
        self.assertEqual(
            ran, (2, "", "pyroctl: The environment variable PYRO_NS_PORT must be a number from 0 to "
                         "65535, not “x”\n"))


if __name__ == "__main__":
    harness.main()
