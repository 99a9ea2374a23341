# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same requests to Pyro5's own gateway and to ours, and the same answers: status, headers, bytes."""

import json
import re
import unittest

import web
from web import harness

HEADERS = ("Content-Type", "Location", "Access-Control-Allow-Origin", "Access-Control-Allow-Methods")
UUID = "11112222-1111-2222-3333-222244449999"
W = "/pyro/http.workshop/"
SAME = {
    # calls
    "/": {}, "//": {}, "/pyro": {}, "/pyro/x": {}, "/elsewhere": {}, "/elsewhere/x": {}, "/pyro/x/": {},
    "//pyro/http.workshop/level": {},
    W + "echo?value=text": {},
    W + "echo?value=1": {},
    W + "echo?value=a&value=b": {},
    W + "echo?value=%C3%B6%20+%2B%F0%9F%98%80": {},
    W + "echo?value=%ff": {},    W + "echo?value=a;b": {}, W + "echo?&&value=x&": {}, W + "echo?value==": {},
    W + "echo?value=": {}, W + "echo?value": {}, W + "echo": {},
    W + "echo?other=1": {}, W + "echo?value=1&other=2": {},
    W + "add?a=x&b=y": {}, W + "sort?b=1&a=2&c=%5B%5D": {},
    W + "fail?text=%C3%B6": {},
    W + "odd_numbers": {}, W + "big?size=300000": {},
    W + "level": {}, W + "level?x=1": {}, W + "level?x=": {}, W + "broken": {},
    W + "nope": {}, W + "_private": {}, W + "$nope": {},
    W + "note?text=one": {},
    W + "echo?value=%F0%9F%98%80": {"method": "POST", "body": b""},
    # names
    "/pyro/http.with/slash/echo?value=1": {},
    "/pyro/http.workshop//echo?value=1": {},
    "/pyro/http.workshop/echo/": {},
    "/pyro//http.workshop/echo?value=1": {},
    "/pyro/http.none/echo": {}, "/pyro/http.none/$meta": {},
    "/pyro/http.hidden/secret": {}, "/pyro/http.hidden/$meta": {},
    "/pyro/private.workshop/echo?value=1": {}, "/pyro/Pyro.NameServer/list": {},
    "/pyro/xhttp.workshop/echo": {}, "/pyro/httpx/echo": {},
    "/pyro/http.visits/visit": {},
    "/pyro/http%2Eworkshop/ec%68o?value=1": {},
}
VERBS = ["OPTIONS", "HEAD", "PUT", "DELETE", "PATCH"]


def tell(answer):
    """All of it that has to be the same. Since Pyro5 5.16 one sentence has a URI in it."""
    headers = {name: answer.headers.get(name) for name in HEADERS}
    return answer.status, headers, re.sub(rb"remote object 'PYRO:[^']+' doesn't", b"remote object doesn't", answer.body)


class Differential(unittest.TestCase):
    maxDiff = None
    both = ()  # options of both gateways

    @classmethod
    def setUpClass(cls):
        cls.network = harness.Network(program=web.WORKSHOP)
        cls.addClassCleanup(cls.network.stop)
        cls.theirs = web.theirs(cls.network.place, "-c", "*", *cls.both)
        cls.addClassCleanup(cls.theirs.stop)
        cls.ours = web.ours(cls.network.place, "-c", "*", *cls.both)
        cls.addClassCleanup(cls.ours.end)

    def compare(self, target, **request):
        with self.subTest(target=target, **request):
            self.assertEqual(tell(self.ours.ask(target, **request)), tell(self.theirs.ask(target, **request)))


class Requests(Differential):
    def test_same(self):
        for target, request in SAME.items():
            self.compare(target, **request)

    def test_verbs(self):
        for verb in VERBS:
            for target in ("/", "/pyro/", "/pyro/x", "/none", W + "echo?value=1"):
                self.compare(target, method=verb)

    def test_correlation(self):
        for given in (UUID, UUID.replace("-", "").upper(), "{" + UUID + "}", "urn:uuid:" + UUID):
            request = {"headers": {"X-Pyro-Correlation-Id": given}}
            for target in (W + "context", W + "level", W + "note?text=x", W + "$meta"):
                with self.subTest(given=given, target=target):
                    one, two = (site.ask(target, **request) for site in (self.ours, self.theirs))
                    self.assertEqual(one.headers["X-Pyro-Correlation-Id"], UUID)
                    self.assertEqual(two.headers["X-Pyro-Correlation-Id"], UUID)
            self.compare(W + "context", **request)
        for given in ("nonsense", UUID[:-1], UUID + "0", "x" * 32):
            self.compare(W + "context", headers={"X-Pyro-Correlation-Id": given})
            self.compare("/pyro/http.none/x", headers={"X-Pyro-Correlation-Id": given})
        made = self.ours.ask(W + "context", headers={"X-Pyro-Correlation-Id": ""})
        self.assertEqual(json.loads(made.body), made.headers["X-Pyro-Correlation-Id"])
        self.assertRegex(made.headers["X-Pyro-Correlation-Id"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4")
        for site in (self.ours, self.theirs):
            self.assertIsNone(site.ask(W + "fail?text=x").headers["X-Pyro-Correlation-Id"])
            self.assertIsNone(site.ask(W + "nope").headers["X-Pyro-Correlation-Id"])

    def test_oneway(self):
        for options in ("oneway", "other,oneway"):
            for target in ("echo?value=1", "fail?text=x", "level", "nope"):
                self.compare(W + target, headers={"X-Pyro-Options": options})
        self.ours.ask(W + "add?a=1", headers={"X-Pyro-Options": "oneway"})
        self.compare(W + "echo?value=1", headers={"X-Pyro-Options": "one,way"})

    def test_meta(self):
        for target in ("http.workshop", "http.with/slash", "http.visits"):
            one, two = (site.ask(f"/pyro/{target}/$meta") for site in (self.ours, self.theirs))
            self.assertEqual(tell(one)[:2], tell(two)[:2])
            one, two = json.loads(one.body), json.loads(two.body)
            self.assertEqual({k: sorted(v) for k, v in one.items()}, {k: sorted(v) for k, v in two.items()})
            self.assertEqual(list(one), list(two))

    def test_unreachable(self):
        """The class is Pyro's; the text is ours."""
        for name, said in ("http.closed", "127.0.0.1:1"), ("http.gone", "unknown object"):
            one, two = (site.ask(f"/pyro/{name}/x") for site in (self.ours, self.theirs))
            self.assertEqual(tell(one)[:2], tell(two)[:2])
            one, two = json.loads(one.body), json.loads(two.body)
            self.assertEqual(one["__class__"], two["__class__"])
            self.assertEqual((list(one), one["attributes"]), (list(two), two["attributes"]))
            self.assertIn(said, one["args"][0])

    def test_different(self):
        """What Pyro's gateway stumbles over, or takes though it is no URL."""
        annotated, stream = W + "annotated", W + "count?limit=3"
        for target in annotated, stream:
            self.assertEqual(self.theirs.ask(target).status, 500)
        self.assertEqual(self.ours.ask(annotated).body, b'"with an annotation"')
        self.assertEqual(self.ours.ask(stream).body, b"[0, 1, 2]")
        for target in W + "echo?value=100%", W + "echo?value=%4":
            self.assertEqual(self.ours.ask(target).status, 400)
        # dots are taken out of a path, as everywhere on the web; names have no parent
        self.assertEqual(self.ours.ask("/pyro/x/../http.workshop/level").body, b"7")
        self.assertEqual(self.ours.ask("/pyro/http.workshop/../private.workshop/level").status, 403)
        # a path is UTF-8
        self.assertEqual(self.ours.ask("/pyro/http.w%C3%B6rk/level").body, b"7")
        self.assertEqual(self.theirs.ask("/pyro/http.w%C3%B6rk/level").status, 500)
        # a method of Python's proxy itself is no method of the object
        self.assertEqual(self.theirs.ask(W + "_pyroBind").status, 500)
        self.assertIn(b"builtins.AttributeError", self.ours.ask(W + "_pyroBind").body)


class Keys(Differential):
    both = ("-g", "s\N{LATIN SMALL LETTER E WITH ACUTE}cret")
    KEY = "s%C3%A9cret"

    def test_same(self):
        for target in (
            W + "level", W + "$meta", W + "level?$key=wrong", W + "level?$key=", W + "level?$key=s",
            W + "level?$key=" + self.KEY, W + "echo?value=1&$key=" + self.KEY,
            W + "sort?$key=" + self.KEY + "&a=1",
            "/pyro/private.workshop/level", "/pyro/private.workshop/level?$key=" + self.KEY,
            "/pyro/x", "/",
        ):
            self.compare(target)
        self.compare(W + "level", headers={"X-Pyro-Gateway-Key": "wrong"})
        self.compare(W + "level?$key=" + self.KEY, headers={"X-Pyro-Gateway-Key": "wrong"})


class AsciiKey(Differential):
    both = ("-g", "secret")

    def test_header(self):
        self.compare(W + "level", headers={"X-Pyro-Gateway-Key": "secret"})
        self.compare(W + "level?$key=wrong", headers={"X-Pyro-Gateway-Key": "secret"})
        self.compare(W + "echo?value=1&$key=wrong", headers={"X-Pyro-Gateway-Key": "secret"})


class Patterns(unittest.TestCase):
    """Which names are exposed, by patterns that Python and PCRE could take differently."""

    def test_same(self):
        network = harness.Network(program=web.WORKSHOP)
        self.addCleanup(network.stop)
        for pattern in (
            "", "http", r"http\.work", "work", "(?i)HTTP", r"http\.(?!work)", r"http\.workshop$", r"http\.workshop\Z",
            r"\w+\.w\wrk", r"[^h]", r"http[]./w]+orkshop", r"http\.w.{0,4}rk", r"(?P<a>h)t(t)p\.", r"http\.w\u00f6",
            r"http.{,2}workshop", r"(http|private)\.workshop", r"http\.[\w/]+slash",
        ):
            with self.subTest(pattern=pattern):
                sites = [web.theirs(network.place, "-e", pattern), web.ours(network.place, "-e", pattern)]
                try:
                    for name in ("http.workshop", "private.workshop", "http.with/slash", "other"):
                        one, two = (site.ask(f"/pyro/{name}/level").status for site in sites)
                        self.assertEqual(two == 403, one == 403, name)
                finally:
                    for site in sites:
                        site.stop()


harness.main()
