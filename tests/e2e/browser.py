#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyrolens without a display, used in a web browser: what is clicked and typed there arrives.

usage: with-display.sh --no-display browser.py BROWSER_DISPLAY NETWORK PROGRAM PICTURE

Starts PROGRAM on the demo network NETWORK through the script BROWSER_DISPLAY, opens the printed
address in headless Chromium, and there clicks the main menu, types into the filter of the sidebar
and clicks the main menu again. Through the accessibility tree it sees whether each of them reached
the program. PICTURE is the page at the end.
"""
import base64
import http.client
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

import ui

ADDRESS = re.compile(r"^http://127\.0\.0\.1:\d+/\S+$")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
TYPED = "seen in a browser"


class Browser:
    """Headless Chromium with one page, driven over its DevTools pipe."""

    def __init__(self, profile):
        to_browser, self._commands = os.pipe()
        self._answers, from_browser = os.pipe()
        self._numbers = itertools.count(1)
        self._session = {}
        self._rest = b""
        # Chromium takes commands from file descriptor 3 and answers on 4.
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_browser} 4>&{from_browser}', "bash",
             CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={profile}", "--window-size=1200,800"],
            pass_fds=(to_browser, from_browser), stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(10)

    def call(self, method, **parameters):
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters, **self._session}
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']['message']}"
                return answer["result"]

    def _read(self):
        while b"\0" not in self._rest:
            chunk = os.read(self._answers, 1 << 16)
            assert chunk, "the browser ended"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return result["result"].get("value")

    def canvas(self):
        """Where noVNC's picture of the window is in the page: x, y, width, height."""
        return self.evaluate("(box => [box.x, box.y, box.width, box.height])"
                             "(document.querySelector('canvas').getBoundingClientRect())")

    def click(self, x, y):
        for kind in "mouseMoved", "mousePressed", "mouseReleased":
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, clickCount=1,
                      button="none" if kind == "mouseMoved" else "left")

    def press(self, key, **more):
        for kind in "keyDown", "keyUp":
            self.call("Input.dispatchKeyEvent", type=kind, key=key, **more)

    def type_text(self, text):
        for character in text:
            code = "Space" if character == " " else f"Key{character.upper()}"
            self.press(character, text=character, code=code)

    def save_picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))


def click_widget(browser, node):
    """Clicks the middle of what the window shows."""
    left, top, *_ = browser.canvas()
    x, y, width, height = node.extents
    browser.click(left + x + width / 2, top + y + height / 2)


def shows_soon(program, role):
    try:
        return program.find(role, timeout=2)
    except AssertionError:
        return None


def colours(path):
    return int(subprocess.check_output(["identify", "-format", "%k", path]))


def use(browser, program, picture):
    ui.wait(lambda: browser.evaluate(
        "document.documentElement.classList.contains('noVNC_connected')"),
        message="noVNC does not connect")
    window = program.find("frame")
    ui.wait(lambda: (0, 0, *browser.canvas()[2:]) == window.extents,
            message="the window does not fill the page")

    menu = program.find("toggle button", re.compile("^Main Menu"))
    entry = program.find("entry", "Filter Names")
    # Made while the pointer is still new to the window, the very first click may get lost.
    ui.wait(lambda: click_widget(browser, menu) or shows_soon(program, "menu item"),
            message="no click arrives")
    browser.press("Escape", code="Escape", windowsVirtualKeyCode=27)
    ui.wait(lambda: not program.all("menu item"), message="the menu stays", node=program)
    click_widget(browser, entry)
    ui.wait(lambda: entry.has("focused"), message="a click elsewhere does not arrive")
    browser.type_text(TYPED)
    ui.wait(lambda: entry.text == TYPED, message="what is typed does not arrive")
    click_widget(browser, menu)
    program.find("menu item")

    browser.save_picture(picture)
    assert colours(picture) > 50, f"{picture} shows next to nothing"


def is_let_in(address, token):
    """Whether the server takes a WebSocket connection with this token."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=10)
    connection.request("GET", f"/websockify?token={token}", headers={
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": "binary", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="})
    try:
        return connection.getresponse().status == 101
    except http.client.RemoteDisconnected:
        return False
    finally:
        connection.close()


def main(display, network, program, picture):
    if not CHROMIUM:
        print("there is no headless Chromium")
        return 77
    demo = subprocess.Popen([sys.executable, network], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)
    name_server = demo.stdout.readline().removeprefix("ready ").strip()
    server = subprocess.Popen([display, program, "--ns", name_server],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = next(filter(ADDRESS.match, server.stdout), "").strip()
        assert address, f"{display} printed no address"
        name = os.path.basename(program)
        window = ui.wait(lambda: ui.find_program(name), 30, f"{name} does not start")
        with tempfile.TemporaryDirectory() as profile, Browser(profile) as browser:
            browser.call("Page.navigate", url=address)
            use(browser, window, picture)
        secret = address.rpartition("%3D")[2]
        assert is_let_in(address, secret) and not is_let_in(address, secret[:-1])
    finally:
        server.terminate()
        server.wait(10)
        demo.stdin.close()
        demo.wait(10)
    assert server.returncode == 143, f"{display} ended with {server.returncode}"
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
