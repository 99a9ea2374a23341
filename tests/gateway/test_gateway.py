# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gateway does beyond Pyro's own, with objects of both generations."""

import concurrent.futures
import json
import re
import signal
import socket
import time
import unittest

import web
from web import harness

W = "/pyro/http.workshop/"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class WithWorkshop(unittest.TestCase):
    maxDiff = None
    generation = "5"
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.network = harness.Network(cls.generation, program=web.WORKSHOP)
        cls.addClassCleanup(cls.network.stop)
        cls.site = web.ours(cls.network.place, *cls.options)
        cls.addClassCleanup(cls.site.end)

    def more(self, *options, **more):
        site = web.ours(self.network.place, *options, **more)
        self.addCleanup(site.end)
        return site

    def ask(self, target, status, **request):
        answer = self.site.ask(target, **request)
        self.assertEqual(answer.status, status, answer.body)
        return answer


class Arguments(WithWorkshop):
    def sort(self, target="", **request):
        return json.loads(self.ask(W + "sort" + target, 200, **request).body)

    def test_typed(self):
        self.assertEqual(self.sort('?a:=1&b:=1.5&c:=true&d:=null&e:=[1,"x"]&f=1'),
                         [[], {"a": 1, "b": 1.5, "c": True, "d": None, "e": [1, "x"], "f": "1"}])
        self.assertEqual(self.sort("?a:=1&a=1&a:=%7B%7D"), [[], {"a": [1, "1", {}]}])
        big = "123456789012345678901234567890"
        self.assertEqual(self.ask(W + f"echo?value:={big}", 200).body.decode(), big)
        for wrong in "a", "'a'", "1,", "[", "%ff":
            answer = self.ask(W + f"echo?value:={wrong}", 400)
            self.assertTrue(answer.body.startswith(b"400 Bad Request - "), answer.body)
        self.assertIn(b"value", answer.body)

    def test_bodies(self):
        self.assertEqual(self.site.call("add", 3, 4), 7)
        self.assertEqual(self.site.call("add", a=3, b=4), 7)
        for body, headers, result in (
            (b'[1, "x"]', JSON, [[1, "x"], {}]),
            (b'{"a": [1]}', {"Content-Type": "application/json; charset=utf-8"}, [[], {"a": [1]}]),
            (b"a=1&b:=2&c=%C3%B6+x", FORM, [[], {"a": "1", "b": 2, "c": "\xf6 x"}]),
            (b"", {"Content-Type": "image/png"}, [[], {}]),
            (b"[]", JSON, [[], {}]),
        ):
            self.assertEqual(self.sort(method="POST", body=body, headers=headers), result)
        self.assertEqual(self.sort("?x=1&y:=2", method="POST", body=b"[0]", headers=JSON), [[0], {"x": "1", "y": 2}])
        self.assertEqual(self.sort("?x=1", method="POST", body=b"x=2&y=3", headers=FORM),
                         [[], {"x": ["1", "2"], "y": "3"}])
        self.assertEqual(self.sort(method="GET", body=b"[1]", headers=JSON), [[], {}])

    def test_bad_bodies(self):
        for body, headers, status in (
            (b"[", JSON, 400), (b"1", JSON, 400), (b'"x"', JSON, 400), (b"\xff", JSON, 400), (b"a:=x", FORM, 400),
            (b"[" * 1000, JSON, 400), (b"x", {"Content-Type": "text/plain"}, 415), (b"x", {}, 415),
            (json.dumps(list(range(1001))).encode(), JSON, 400), (b"&".join([b"a=1"] * 1001), FORM, 400),
        ):
            with self.subTest(body=body[:20]):
                answer = self.ask(W + "sort", status, method="POST", body=body, headers=headers)
                self.assertRegex(answer.body.decode(), f"^{status} [A-Z]")
        self.ask(W + "sort?a=1", 400, method="POST", body=b'{"a": 2}', headers=JSON)

    def test_values(self):
        for value in (None, True, 0, -1.5, "", "\xf6\U0001f600\n\"", [[], {}], {"a": {"b": [1]}}):
            self.assertEqual(self.site.call("echo", value), value)


class Calls(WithWorkshop):
    def test_streams(self):
        self.assertEqual(self.site.call("count", 0), [])
        self.assertEqual(self.site.call("count", 300), list(range(300)))
        answer = self.ask(W + "break_off", 500)
        self.assertIn(b"no more", answer.body)
        answer = self.ask(W + "count?limit=20000", 500)
        self.assertIn(b"too long", answer.body)

    def test_exceptions(self):
        exception = json.loads(self.ask(W + "fail?text=x", 500).body)
        self.assertEqual((exception["__class__"], exception["args"]), ("builtins.ValueError", ["x", 42]))
        self.assertIn("Traceback", "".join(exception["attributes"]["_pyroTraceback"]))

    def test_oneway(self):
        self.assertEqual(self.ask(W + "note?text=here", 200).body, b"")
        self.assertTrue(self.site.call("noted", "here"))

    def test_meta(self):
        meta = json.loads(self.ask(W + "$meta", 200).body)
        self.assertEqual(meta["attributes"], ["broken", "level"])
        self.assertIn("echo", meta["methods"])

    def test_names(self):
        answer = self.ask("/pyro/$names", 200)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        listed = json.loads(answer.body)
        self.assertEqual((listed["nameServer"], listed["exposed"]), (self.network.place, r"http\."))
        self.assertEqual([entry["name"] for entry in listed["names"]],
                         ["http.closed", "http.gone", "http.hidden", "http.visits", "http.with/slash",
                          "http.workshop", "http.w\xf6rk"])

    def test_annotations(self):
        self.assertEqual(self.ask(W + "annotated", 200).body, b'"with an annotation"')


class CallsOfPyro4(Calls):
    generation = "4"


class ArgumentsOfPyro4(Arguments):
    generation = "4"


class Pool(WithWorkshop):
    def test_reuse(self):
        before = self.site.call("connections")
        for _ in range(20):
            self.site.call("add", 1, 2)
        self.assertEqual(self.site.call("connections"), before)

    def test_sessions(self):
        """Who shares a connection shares the instance; --fresh is for who must not."""
        visits = [json.loads(self.site.ask("/pyro/http.visits/visit").body) for _ in range(3)]
        self.assertEqual(visits, [1, 2, 3])
        fresh = self.more("--fresh")
        visits = [json.loads(fresh.ask("/pyro/http.visits/visit").body) for _ in range(3)]
        self.assertEqual(visits, [1, 1, 1])

    def test_bound(self):
        """Many at once share few connections, and all are served."""
        site = self.more()
        before = site.call("connections")
        with concurrent.futures.ThreadPoolExecutor(60) as pool:
            results = list(pool.map(lambda n: site.call("sleep", 0.1), range(60)))
        self.assertEqual(results, ["slept"] * 60)
        self.assertLessEqual(site.call("connections") - before, 16)

    def test_slow_beside_fast(self):
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            slow = pool.submit(self.site.call, "sleep", 2)
            start = time.monotonic()
            for _ in range(20):
                self.assertEqual(self.site.call("add", 1, 2), 3)
            self.assertLess(time.monotonic() - start, 1.5)
            self.assertEqual(slow.result(), "slept")

    def test_time_limit(self):
        site = self.more(general=("--timeout", "0.3"))
        for target in "sleep?seconds=3", "drip":
            start = time.monotonic()
            answer = site.ask(W + target)
            self.assertEqual(answer.status, 500)
            self.assertEqual(json.loads(answer.body)["__class__"], "Pyro5.errors.TimeoutError", answer.body)
            self.assertLess(time.monotonic() - start, 2.5)
        self.assertEqual(site.call("add", 1, 2), 3)

    def test_restart(self):
        """The name server and the objects end and come again."""
        network = harness.Network(program=web.WORKSHOP)
        site = web.ours(network.place)
        self.addCleanup(site.end)
        self.assertEqual(site.call("add", 1, 2), 3)
        network.stop()
        answer = site.ask(W + "add?a=1")
        self.assertEqual((answer.status, json.loads(answer.body)["__class__"]), (500, "Pyro5.errors.NamingError"))
        self.assertEqual(site.ask("/pyro/").status, 500)
        self.assertEqual(site.ask("/pyro/").body, b"Cannot connect to the Pyro name server. Is it running?"
                                                  b" Refresh page to retry.")
        html = site.ask("/pyro/", headers={"Accept": "text/html,*/*;q=0.8"})
        self.assertEqual((html.status, html.headers["Content-Type"]), (500, "text/html; charset=utf-8"))
        again = harness.Network("5", "--port", network.port, program=web.WORKSHOP)
        self.addCleanup(again.stop)
        self.assertEqual(site.call("add", 1, 2), 3)
        self.assertEqual(site.ask("/pyro/").status, 200)


class Strangers(WithWorkshop):
    def test_cors(self):
        self.assertIsNone(self.ask(W + "level", 200).headers["Access-Control-Allow-Origin"])
        for origin, given, status in (("*", "http://any.example", 200), ("https://a.example", "https://a.example", 200),
                                      ("https://a.example", "https://b.example", 403)):
            site = self.more("--cors", origin)
            answer = site.ask(W + "level", headers={"Origin": given, "Sec-Fetch-Site": "cross-site"})
            self.assertEqual((answer.status, answer.headers["Access-Control-Allow-Origin"]), (status, origin))
            preflight = site.ask(W + "level", method="OPTIONS", headers={"Origin": given})
            self.assertIn("X-Pyro-Gateway-Key", preflight.headers["Access-Control-Allow-Headers"])

    def test_other_sites(self):
        """A page of another site cannot have methods called."""
        place = self.site.place
        for headers, status in (
            ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Origin": f"http://{place}", "Sec-Fetch-Site": "same-origin"}, 200), ({"Sec-Fetch-Site": "none"}, 200),
            ({}, 200),
        ):
            for target in W + "level", "/pyro/$names":
                self.ask(target, status, headers=headers)
        self.ask("/pyro/", 200, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})

    def test_false_names(self):
        """Nobody's host name becomes that of this machine."""
        port = self.site.place.rpartition(":")[2]
        for host, status in (("evil.example", 421), (f"evil.example:{port}", 421), ("192.0.2.1", 421),
                             ("localhost", 200), (f"LOCALHOST:{port}", 200), ("x.localhost", 200), ("127.1.2.3", 200),
                             (f"[::1]:{port}", 200), ("notlocalhost", 421), ("localhost.evil.example", 421)):
            self.assertEqual(self.host(self.site, host), status, host)
        self.assertEqual(self.host(self.more("--gatewaykey", "x"), "lab.example"), 403)

    def host(self, site, name):
        with socket.create_connection(site.place.split(":"), harness.TIME_LIMIT) as connection:
            connection.sendall(f"GET {W}level HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
            return int(connection.makefile("rb").readline().split()[1])

    def test_key(self):
        site = self.more("--gatewaykey", "secret")
        self.assertEqual(site.ask("/pyro/$names").status, 403)
        self.assertEqual(site.ask("/pyro/$names?$key=secret").status, 200)
        self.assertEqual(site.ask(W + "level?$key=secre").status, 403)
        self.assertEqual(site.ask(W + "level?$key=secrets").status, 403)
        self.assertEqual(site.ask(W + "level?$key=secret&$key=secret").status, 403)
        self.assertEqual(site.ask(W + "sort?a=1&$key=secret").body, b'[[], {"a": "1"}]')
        self.assertEqual(site.ask(W + "sort", method="POST", body=b"$key=secret", headers=FORM).status, 200)

    def test_page(self):
        page = self.ask("/pyro/", 200)
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'; script-src 'self'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(re.findall(rb"<script(?![^>]*src=)|<style| on\w+=|javascript:|//", page.body), [])
        for file, content_type in (("$page.css", "text/css"), ("$page.js", "text/javascript"),
                                   ("$page.svg", "image/svg+xml")):
            answer = self.ask("/pyro/" + file, 200)
            self.assertTrue(answer.headers["Content-Type"].startswith(content_type))
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertIn(file.encode(), page.body)


class Program(unittest.TestCase):
    """pyroctl gateway as a program."""

    def test_lines_and_signals(self):
        network = harness.Network(program=web.WORKSHOP)
        self.addCleanup(network.stop)
        for number in signal.SIGINT, signal.SIGTERM:
            site = web.ours(network.place, "-H", "127.0.0.1")
            self.assertEqual(site.lines, [f"ready {site.base}"])
            self.assertRegex(site.base, r"^http://127\.0\.0\.1:\d+/$")
            self.assertEqual(site.process.stdout.readline(), "Exposing objects with names matching:  http\\.\n")
            self.assertEqual(site.process.stdout.readline(), f"Pyro HTTP gateway running on {site.base}pyro/\n")
            self.assertEqual(site.process.stdout.readline(),
                             f"Connected to name server at:  PYRO:Pyro.NameServer@{network.place}\n")
            self.assertEqual(site.stop(number), (0, ""))

    def test_stops_at_once(self):
        network = harness.Network(program=web.WORKSHOP)
        self.addCleanup(network.stop)
        site = web.ours(network.place)
        with socket.create_connection(site.place.split(":"), harness.TIME_LIMIT) as connection:
            connection.sendall(f"GET {W}sleep?seconds=5 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            self.assertEqual(site.call("add", 1, 1), 2)
            start = time.monotonic()
            self.assertEqual(site.stop(), (0, ""))
            self.assertLess(time.monotonic() - start, 3)
            self.assertEqual(connection.recv(1), b"")

    def test_no_name_server(self):
        with harness.nobody() as place:
            site = web.ours(place, "-e", "")
            lines = [site.process.stdout.readline() for _ in range(3)]
            while "running" in lines[-1]:
                lines.append(site.process.stdout.readline())
            self.assertEqual((lines[0], lines[-1]), ("Warning: exposing all objects (no expose regex set)\n",
                                                     "Not yet connected to a name server.\n"))
            self.assertEqual(site.stop(), (0, ""))

    def test_usage(self):
        for arguments, said in (
            (["--expose", "("], "cannot be used: missing )"), (["--expose", r"\p{L}"], r"bad escape \p"),
            (["--port", "70000"], "--port"), (["--port", "x"], "x"), (["x"], "one too many"),
        ):
            result = harness.run("gateway", *arguments)
            self.assertEqual((result.status, result.out), (2, ""), arguments)
            self.assertIn(said, result.err)

    def test_port_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            result = harness.run("gateway", "-H", "127.0.0.1", "-p", str(taken.getsockname()[1]))
        self.assertEqual((result.status, result.out), (3, ""))
        self.assertIn("Cannot listen on 127.0.0.1", result.err)


del WithWorkshop
harness.main()
