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
import http.client
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import ui
from chromium import CHROMIUM, Browser

ADDRESS = re.compile(r"^http://127\.0\.0\.1:\d+/\S+$")
TYPED = "seen in a browser"


def canvas(browser):
    """Where noVNC's picture of the window is in the page: x, y, width, height."""
    return browser.evaluate("(box => [box.x, box.y, box.width, box.height])"
                            "(document.querySelector('canvas').getBoundingClientRect())")


def click_widget(browser, node):
    """Clicks the middle of what the window shows."""
    left, top, *_ = canvas(browser)
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
    ui.wait(lambda: (0, 0, *canvas(browser)[2:]) == window.extents,
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
