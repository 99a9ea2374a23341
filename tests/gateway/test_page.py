# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gateway's page in headless Chromium, on the demo network: by keyboard, in the light and in the dark, wide and
narrow. The pictures stay in the folder that the second argument names."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import web
from web import harness

sys.path.insert(0, str(harness.TESTS / "e2e"))

import chromium  # noqa: E402

FOLDER = pathlib.Path(sys.argv[2])
KEYS = {"Tab": 9, "Enter": 13, "ArrowDown": 40, "ArrowUp": 38, "Escape": 27}


class Page(chromium.Browser):
    def press_key(self, key, **more):
        text = {"text": "\r"} if key == "Enter" else {}
        self.press(key, code=key, windowsVirtualKeyCode=KEYS[key], **text, **more)

    def type_in(self, text):
        self.call("Input.insertText", text=text)

    def wait(self, expression, message=""):
        """Waits until the page says so; the browser has no other news to wait for."""
        end = time.monotonic() + 20
        while not self.evaluate(f"!!({expression})"):
            if time.monotonic() > end:
                raise AssertionError(f"{message or expression}\n{self.evaluate('document.body.innerText')}")
        return True

    def text(self, selector):
        return self.evaluate(f"[...document.querySelectorAll({selector!r})].map(x => x.textContent)")

    def focus(self):
        return self.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
                             " ?? document.activeElement.textContent")

    def names(self):
        return self.text("#names a")

    def show(self, width, dark=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=760, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])


class InBrowser(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not chromium.CHROMIUM:
            raise unittest.SkipTest("there is no headless Chromium")
        cls.network = harness.Network()
        cls.addClassCleanup(cls.network.stop)
        profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.addClassCleanup(profile.cleanup)
        cls.page = cls.enterClassContext(Page(profile.name))
        cls.page.call("Page.enable")
        cls.page.call("Runtime.enable")

    def open(self, *options, path="pyro/"):
        site = web.ours(self.network.place, *options)
        self.addCleanup(site.end)
        self.page.show(1100)
        self.page.call("Page.navigate", url=site.base + path)
        return site

    def picture(self, name):
        for width in 1100, 360:
            for dark in False, True:
                self.page.show(width, dark)
                overflow = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                self.assertLessEqual(overflow, 0, f"{name} is too wide for {width} px")
                path = FOLDER / f"gateway-{name}-{width}-{'dark' if dark else 'light'}.png"
                self.page.save_picture(path)
                colours = int(subprocess.check_output(["identify", "-format", "%k", path]))
                self.assertGreater(colours, 20, path)
        self.page.show(1100)

    def test_keyboard(self):
        page = self.page
        self.open("--expose", "")
        page.wait("document.querySelectorAll('#names a').length >= 9")
        self.assertEqual(page.names(), sorted(page.names()))
        self.assertEqual(page.text("#where"), [f"Name server at {self.network.place}"])
        self.picture("list")

        page.press("/", text="/", code="Slash")
        self.assertEqual(page.focus(), "search")
        page.type_in("LAB. instrument")
        page.wait("document.querySelectorAll('#names a').length == 3")
        self.assertEqual(page.names(), ["lab.camera", "lab.stage", "lab.weather"])
        self.assertEqual(page.text("#count"), ["3 of 9 objects"])
        page.press_key("ArrowDown")
        page.press_key("ArrowDown")
        page.press_key("Enter")
        page.wait("document.title.startsWith('lab.stage')")
        page.wait("document.querySelectorAll('.methods li').length > 1")
        self.assertEqual(page.text(".attributes .name"), ["limits", "moving", "position"])
        self.assertEqual(page.text(".methods .name"), ["home", "move_to", "stop"])

        while page.focus() != "Arguments of move_to":
            page.press_key("Tab")
        page.type_in("12.5, y=7.25")
        page.press_key("Enter")
        page.wait("document.querySelector('.methods .summary:not(:empty)')?.textContent.startsWith('Returned')"
                  " || [...document.querySelectorAll('.summary')].some(x => x.textContent.startsWith('Returned'))")
        self.assertIn("[12.5, 7.25]", page.text(".result pre"))
        self.assertEqual(page.focus(), "Arguments of move_to")
        page.evaluate("document.activeElement.select()")
        page.type_in("500, 1")
        page.press_key("Enter")
        page.wait("document.querySelector('.result.failed')")
        self.assertIn("outside 0.0 to 100.0 mm", " ".join(page.text(".result.failed > pre")))
        self.assertIn("Traceback (most recent call last)", " ".join(page.text("details pre")))
        while page.focus() != "Read position":
            page.press("Tab", code="Tab", windowsVirtualKeyCode=9, modifiers=8)
        page.press_key("Enter")
        page.wait("document.querySelector('.attributes .result pre')?.textContent == '[12.5, 7.25]'"
                  " || [...document.querySelectorAll('.attributes pre')].some(x => x.textContent == '[12.5, 7.25]')")
        self.picture("object")

    def test_values(self):
        """Large numbers keep their digits, and what is no JSON is not sent."""
        page = self.page
        self.open("--expose", "lab", path="pyro/#lab.echo")
        page.wait("document.querySelector('[aria-label^=\"Arguments of same\"]')")
        big = "123456789012345678901234567890"
        for given, shown in (
            (big, big),
            ('"a, b"', '"a, b"'),
            ("[1, {\"a\": null}]", '[1, {"a": null}]'),
            ("None", "null"),
            ("'x'", "'x' is not JSON; text has double quotes: \"text\""),
            ("1,", "An argument is missing"),
        ):
            with self.subTest(given=given):
                page.evaluate("(field => { field.focus(); field.select(); })"
                              "(document.querySelector('[aria-label^=\"Arguments of same\"]'))")
                page.type_in(given)
                page.press_key("Enter")
                page.wait(f"[...document.querySelectorAll('.result > pre')].some(x => x.textContent == {shown!r})",
                          shown)

    def test_key(self):
        page = self.page
        self.open("--expose", "lab", "--gatewaykey", "s\N{LATIN SMALL LETTER E WITH ACUTE}cret")
        page.wait("document.querySelector('input[type=password]')")
        self.assertEqual(page.names(), [])
        self.picture("key")
        page.wait("document.activeElement.type == 'password'")
        page.type_in("wrong")
        page.press_key("Enter")
        page.wait("document.querySelector('[role=alert]')?.textContent == 'This is not the key.'")
        page.type_in("s\N{LATIN SMALL LETTER E WITH ACUTE}cret")
        page.press_key("Enter")
        page.wait("document.querySelectorAll('#names a').length > 5")

    def test_nothing(self):
        page = self.page
        self.open()
        page.wait("document.querySelector('#object h2')?.textContent == 'No object is exposed'")
        self.picture("nothing")

    def test_no_name_server(self):
        page = self.page
        with harness.nobody() as place:
            site = web.ours(place)
            self.addCleanup(site.end)
            page.show(1100)
            page.call("Page.navigate", url=site.base)
            page.wait("document.querySelector('#object h2')?.textContent == 'No name server'")

    def test_policy(self):
        """Nothing is loaded from elsewhere, and nothing but the page's own files runs."""
        page = self.page
        self.open("--expose", "")
        page.wait("document.querySelectorAll('#names a').length >= 9")
        self.assertEqual(page.evaluate(
            "performance.getEntriesByType('resource').filter(x => !x.name.startsWith(location.origin)).length"), 0)
        page.evaluate("""
            const script = document.createElement("script");
            script.textContent = "window.wasRun = true";
            document.body.append(script);
        """)
        self.assertFalse(page.evaluate("window.wasRun ?? false"))

    def test_accessible(self):
        """Each control has a name; ids are unique."""
        page = self.page
        self.open("--expose", "", path="pyro/#lab.stage")
        page.wait("document.querySelectorAll('.methods li').length > 1")
        nodes = page.call("Accessibility.getFullAXTree")["nodes"]
        controls = [node for node in nodes if node.get("role", {}).get("value") in
                    ("button", "textbox", "searchbox", "link", "heading", "navigation")]
        self.assertGreater(len(controls), 15)
        for node in controls:
            self.assertTrue(node["name"]["value"], node)
        self.assertEqual(page.evaluate(
            "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(x => x.id))"), 0)


os.makedirs(FOLDER, exist_ok=True)
harness.main()
