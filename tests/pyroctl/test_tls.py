# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pyroctl in TLS: a name server, objects, and what goes wrong."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import harness


class NameServer:
    """Pyro5's own, in TLS that wants a certificate of its clients."""

    def __init__(self, **more):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "Pyro5.nameserver", "-n", "127.0.0.1", "-p", "0", "-x"],
            stdout=subprocess.PIPE,
            env=harness.environment(PYTHONUNBUFFERED="1", **more),
            text=True,
        )
        for line in self.process.stdout:
            if line.startswith("NS running on "):
                self.place = line.split()[3]
            if line.startswith("URI = "):
                return
        raise unittest.SkipTest("the name server does not start; is Pyro5 installed?")

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait(harness.TIME_LIMIT)


class Tls(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not shutil.which("openssl"):
            raise unittest.SkipTest("there is no openssl to make certificates with")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="pyroctl-tls-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        subprocess.run(["sh", harness.TESTS / "certificates.sh", cls.folder], check=True)
        server = {
            "PYRO_SSL": "1",
            "PYRO_SSL_SERVERCERT": cls.file("server.pem"),
            "PYRO_SSL_SERVERKEY": cls.file("server.key"),
            "PYRO_SSL_CACERTS": cls.file("ca.pem"),
            "PYRO_SSL_REQUIRECLIENTCERT": "1",
        }
        cls.name_server = NameServer(**server)
        cls.addClassCleanup(cls.name_server.stop)
        cls.echo = harness.EchoServer(**server)
        cls.addClassCleanup(cls.echo.stop)

    @classmethod
    def file(cls, name):
        return str(cls.folder / name)

    def run_tls(self, *arguments, **more):
        """With all that the servers want."""
        return harness.run(
            "--tls-ca", self.file("ca.pem"), "--tls-cert", self.file("client.pem"),
            "--tls-key", self.file("client.key"), *arguments, **more,
        )

    def fails(self, status, message, *arguments, **more):
        self.assertEqual(
            harness.run(*arguments, **more), harness.Result(status, "", f"pyroctl: {message}\n")
        )

    def test_call(self):
        self.assertEqual(
            self.run_tls("call", self.echo.uri, "echo", "[1, 'ä']"), (0, "[1, 'ä']\n", "")
        )

    def test_name_server(self):
        place = self.name_server.place
        self.assertEqual(self.run_tls("--ns", place, "register", "echo", self.echo.uri).status, 0)
        self.assertEqual(
            self.run_tls("--ns", place, "list", "--prefix", "echo").out, f"echo\t{self.echo.uri}\t\n"
        )
        self.assertEqual(self.run_tls("--ns", place, "call", "echo", "echo", "7").out, "7\n")

    def test_environment(self):
        ran = harness.run(
            "call", self.echo.uri, "echo", "7", PYRO_SSL="1", PYRO_SSL_CACERTS=self.file("ca.pem"),
            PYRO_SSL_CLIENTCERT=self.file("client.pem"),
            PYRO_SSL_CLIENTKEY=self.file("encrypted.key"), PYRO_SSL_CLIENTKEYPASSWD="secret",
        )
        self.assertEqual(ran, (0, "7\n", ""))

    def test_option_over_environment(self):
        """The key of another certificate goes with that."""
        ran = harness.run(
            "--tls-ca", self.file("ca.pem"), "--tls-cert", self.file("both.pem"),
            "call", self.echo.uri, "echo", "7", PYRO_SSL_CACERTS=self.file("stranger.pem"),
            PYRO_SSL_CLIENTCERT=self.file("strange-client.pem"),
            PYRO_SSL_CLIENTKEY=self.file("strange-client.key"),
        )
        self.assertEqual(ran, (0, "7\n", ""))

    def test_failures(self):
        place = self.echo.uri.partition("@")[2]
        self.fails(
            3, f"connect: The certificate of {place} is signed by “CN=Test CA,O=Pyrolens tests”, which "
            "is not trusted here: that one's certificate belongs into SSL_CACERTS",
            "--tls", "ping", self.echo.uri,
        )
        self.fails(
            3, f"connect: There is no way into {place} without a client certificate: its file belongs "
            "into SSL_CLIENTCERT",
            "--tls-ca", self.file("ca.pem"), "ping", self.echo.uri,
        )
        self.fails(
            3, "handshake: The peer closed the connection without an answer to the handshake: it may "
            "want TLS",
            "ping", self.echo.uri,
        )

    def test_files(self):
        for command in (["list"], ["ping", self.echo.uri]):
            self.fails(
                2, f"The file {self.file('none')} of SSL_CACERTS cannot be read: No such file or "
                "directory",
                "--tls-ca", self.file("none"), *command,
            )
        self.fails(
            2, "SSL_CLIENTKEY names a key, but SSL_CLIENTCERT no certificate",
            "--tls-key", self.file("client.key"), "list",
        )


if __name__ == "__main__":
    harness.main()
