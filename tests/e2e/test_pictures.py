#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of each state of the window, at four widths, in light and dark, for people to look at.

The last argument is a folder; they are in `pictures` in it, named STATE-WIDTH-SCHEME.png. What a test can see of them is
that none is empty or in the other scheme; what is too wide for the window is a warning, and so a failure: see Window.
"""
import base64
import pathlib
import re
import subprocess
import sys
import zlib

import ui
from pyrolens import Network, Window, main

FOLDER = pathlib.Path(sys.argv[3]) / "pictures"
WIDTHS = 360, 700, 1100, 1920
HEIGHT = 700
MAX_SHOTS = 6
SCHEMES = {"light": "prefer-light", "dark": "prefer-dark"}
ROWS = "[{'city': 'Berlin', 'wind': 3}, {'city': 'Bonn', 'wind': 1}, {'city': 'Kiel', 'wind': 2}]"
NUMBERS = "[1, 4, 2, 8, 5, 7, 1, 4, 2, 8, 5, 7]"


def make_png():
    """16 by 16 pixels of one colour."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    header = (16).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    pixels = zlib.compress((b"\0" + b"\x35\x84\xe4" * 16) * 16)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def take_still(path, width):
    """A picture of what has come to rest; of what never does, the last of some."""
    before = None
    for _ in range(MAX_SHOTS):
        ui.picture(path, width, HEIGHT)
        now = path.read_bytes()
        if now == before:
            return
        before = now


class Album:
    def __init__(self, scheme):
        self.scheme = scheme
        self.window = None

    def take(self, state):
        for width in WIDTHS:
            self.window.resize(width, HEIGHT)
            take_still(FOLDER / f"{state}-{width}-{self.scheme}.png", width)

    def open(self, *arguments, **more):
        self.window = Window(*arguments, ADW_DEBUG_COLOR_SCHEME=SCHEMES[self.scheme], **more)
        return self.window

    def choose(self, name, member=None):
        """At the width at which all panes are there."""
        self.window.resize(1100, HEIGHT)
        self.window.choose(name, member)

    def call(self, *arguments, says):
        self.window.resize(1100, HEIGHT)
        self.window.call(*arguments)
        self.window.wait_for(re.compile(says))

    def switch(self, view):
        self.window.resize(1100, HEIGHT)
        self.window.find("radio button", view).do("click")
        ui.wait(lambda: self.window.find("radio button", view).has("checked"), message=f"{view} does not show")

    # ---- States ----

    def take_empty(self):
        with self.open() as window:
            window.find("button", "Connect…")
            self.take("empty")

    def take_browsing(self):
        self.window.focus_names()
        ui.press("ctrl+a", "BackSpace")
        ui.wait(lambda: len(self.window.names()) > 2, message="names are filtered away")
        self.take("names")
        self.window.find("entry", "Filter Names").text = "no such name"
        ui.wait(lambda: not self.window.names(), message="names are left")
        self.take("names-none")
        self.choose("lab.stage")
        self.window.wait_for("move_to")
        self.take("object")
        self.choose("lab.retired")
        self.window.wait_for(re.compile("refused|Nothing answers|could not", re.IGNORECASE))
        self.take("object-refused")

    def take_results(self):
        self.choose("lab.echo", "same")
        self.take("method")
        for state, literal, view in (("table", ROWS, "Table"), ("json", ROWS, "JSON"), ("python", ROWS, "Python"),
                                     ("plot", NUMBERS, "Plot"), ("tree", ROWS, "Tree")):
            self.call(literal, says=r"^list, \d+ items")
            self.switch(view)
            self.take(f"result-{state}")
        self.call("42", says="^int · ")
        self.take("result-scalar")
        self.call("None", says="^None")
        self.take("result-none")
        data = {"data": base64.b64encode(make_png()).decode(), "encoding": "base64"}
        self.call(repr(data), says="^dict, 2 items")
        for view in "Image", "Hex":
            self.switch(view)
            self.take(f"result-{view.lower()}")
        self.switch("Tree")
        self.call("[1, 2", says="is not closed")
        self.take("error-literal")

    def take_errors(self):
        self.choose("lab.weather", "wind")
        self.call(says="RuntimeError")
        self.take("error-raised")
        self.choose("lab.echo", "same")
        self.window.find("entry", "Filter Methods and Attributes")

    def take_busy(self):
        self.choose("lab.camera", "expose")
        self.window.call("60")
        self.window.find("button", "Cancel")
        self.take("busy")
        self.window.press("Cancel")
        self.window.find("button", "Call")

    def take_stream(self):
        self.choose("lab.camera", "pictures")
        self.call("5", says="[Ss]tream")
        self.take("stream")

    def take_attribute(self):
        self.choose("lab.stage", "position")
        self.window.resize(1100, HEIGHT)
        self.window.press("Read")
        self.window.wait_for(re.compile("^tuple|^list"))
        self.take("attribute")

    def take_dialogs(self):
        for keys, state in ("ctrl+l", "connect"), ("ctrl+question", "shortcuts"):
            self.window.resize(1100, HEIGHT)
            ui.press(keys)
            self.window.find("dialog")
            self.take(state)
            ui.press("Escape")
            ui.wait(lambda: not self.window.all("dialog"), message=f"{state} stays")


def take_all(scheme):
    FOLDER.mkdir(exist_ok=True)
    album = Album(scheme)
    album.take_empty()
    with Network() as network, album.open("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        album.take_browsing()
        album.take_results()
        album.take_errors()
        album.take_busy()
        album.take_stream()
        album.take_attribute()
        album.take_dialogs()
    with Network() as network, album.open("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        album.choose("lab.echo", "same")
        network.kill()
        window.call("1")
        window.wait_for(re.compile("could not|closed|refused|answers|lost", re.IGNORECASE))
        album.take("error-connection")
    check(scheme)


def check(scheme):
    """Each of them, in one run of ImageMagick: its mean and how far from it pixels are."""
    pictures = sorted(FOLDER.glob(f"*-{scheme}.png"))
    lines = subprocess.check_output(["convert", *map(str, pictures), "-colorspace", "gray", "-format",
                                     "%f %[fx:mean] %[fx:standard_deviation]\n", "info:"], text=True).splitlines()
    assert len(lines) == len(pictures) and len(pictures) % len(WIDTHS) == 0, pictures
    for line in lines:
        name, mean, deviation = line.split()
        assert float(deviation) > 0.02, f"{name} is empty"
        assert (float(mean) > 0.6) == (scheme == "light"), f"{name} is {mean} bright"


def test_light():
    take_all("light")


def test_dark():
    take_all("dark")


main(test_light, test_dark)
