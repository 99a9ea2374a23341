#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of each state of the window, at four widths, in light and dark, for people to look at; of some at a fifth.

The last argument is a folder; they are in `pictures` in it, named STATE-WIDTH-SCHEME.png. What a test can see of them is
that none is empty or in the other scheme; what is too wide for the window is a warning, and so a failure: see Window.
"""
import contextlib
import pathlib
import re
import sys
import tempfile
import time

import states
import ui
from pyrolens import Network, Window, main
from screen import Screen, save

FOLDER = pathlib.Path(sys.argv[3]) / "pictures"
WIDTHS = 360, 700, 1100, 1920
TWO_PANES = 900
HEIGHT = 700
SCHEMES = "light", "dark"
# Nothing moves by itself, so that what is there is soon at rest.
STILL = "[Settings]\ngtk-font-name=Adwaita Sans 11\ngtk-enable-animations=0\ngtk-cursor-blink=0\n"
MAX_SHOTS = 30
EQUAL_SHOTS = 4  # one after the other: then nothing is under way
PAUSE = 0.04  # s between two shots


class Album:
    """Pictures of one window after the other, which are told the scheme by their settings."""

    def __init__(self, suffix=""):
        self.suffix = suffix
        self.screen = Screen()
        self.pictures = 0

    @contextlib.contextmanager
    def open(self, *arguments, **more):
        with tempfile.TemporaryDirectory() as folder:
            self.preferences = pathlib.Path(folder) / "glib-2.0" / "settings" / "keyfile"
            self.preferences.parent.mkdir(parents=True)
            gtk = pathlib.Path(folder) / "gtk-4.0" / "settings.ini"
            gtk.parent.mkdir()
            gtk.write_text(STILL)
            self.set_scheme(SCHEMES[0])
            with Window(*arguments, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, GSETTINGS_BACKEND="keyfile",
                        **more) as window:
                self.window = window
                window.resize(*states.SIZE)
                yield window

    def set_scheme(self, scheme):
        new = self.preferences.with_suffix(".new")
        new.write_text(f"[org/pyrolens/Pyrolens]\ncolor-scheme='{scheme}'\n")
        new.replace(self.preferences)

    def take(self, state, widths=WIDTHS):
        for width in widths:
            self.window.resize(width, HEIGHT)
            for scheme in SCHEMES:
                self.set_scheme(scheme)
                self.take_still(f"{state}{self.suffix}-{width}-{scheme}", width, scheme)
        self.set_scheme(SCHEMES[0])

    def take_still(self, name, width, scheme):
        """A picture of what has come to rest in this scheme; of what never does, the last of some."""
        before, equal = None, 0
        for _ in range(MAX_SHOTS):
            pixels = self.screen.grab(width, HEIGHT)
            equal = equal + 1 if pixels == before and is_in(scheme, pixels) else 0
            if equal == EQUAL_SHOTS:
                break
            before = pixels
            time.sleep(PAUSE)
        assert is_in(scheme, pixels), f"{name} is not {scheme}"
        assert len(set(pixels[::4 * 61])) > 5, f"{name} is empty"
        save(FOLDER / f"{name}.png", pixels, width, HEIGHT)
        self.pictures += 1


def is_in(scheme, pixels):
    greens = pixels[1::4 * 61]
    return (sum(greens) / len(greens) > 0.55 * 255) == (scheme == "light")


def test_empty():
    FOLDER.mkdir(exist_ok=True)
    album = Album()
    with album.open() as window:
        window.find("button", "Connect…")
        album.take("empty", sorted((*WIDTHS, TWO_PANES)))


def widths_of(state):
    if state in states.POPUPS:
        return states.SIZE[:1]
    return sorted((*WIDTHS, TWO_PANES)) if state in states.TWO_PANES else WIDTHS


def walk(parts):
    album = Album()
    with Network() as network, album.open("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        for state in states.walk(window, parts):
            album.take(state, widths_of(state))
    print(f"# {album.pictures} pictures")


def test_looking():
    walk(states.LOOKING)


def test_doing():
    walk(states.DOING)


def test_no_answer():
    album = Album()
    with Network() as network, album.open("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        window.choose("lab.echo", "same")
        network.kill()
        window.call("1")
        window.find("button", "Find Out Why")
        album.take("error-connection")
        window.resize(*states.SIZE)
        window.press("Find Out Why")
        window.wait_for("What Was Checked")
        album.take("error-examined")


def take_some(album, widths, **more):
    with Network() as network, album.open("--ns", network.address, network=network, **more) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        album.take("names", widths)
        window.resize(*states.SIZE)
        for name, member, argument, state in (("lab.archive", "entry", "'run-00042'", "result-tree"),
                                              ("lab.stage", "move_to", "400", "error-raised")):
            window.choose(name, member)
            window.call(argument)
            window.wait_for(re.compile("dict, |Error"))
            album.take(state, widths)
            window.resize(*states.SIZE)


def test_high_contrast():
    take_some(Album("-contrast"), (360, 1100), ADW_DEBUG_HIGH_CONTRAST="1")


def test_large_text():
    """Of 200 %; below 420 pixels that does not fit."""
    album = Album("-large")
    album.screen.set_resources("Xft.dpi: 192")
    try:
        take_some(album, (420, 1100))
    finally:
        album.screen.set_resources("Xft.dpi: 96")


main(test_empty, test_looking, test_doing, test_no_answer, test_high_contrast, test_large_text)
