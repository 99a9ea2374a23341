#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in other languages: one that nobody speaks (see pseudo.py), and one that is written from right to left.

What is too wide for the window is a warning of libadwaita, and so a failure: see Window.
"""
import contextlib
import pathlib
import re
import sys
import tempfile

import pseudo
import states
import ui
from gi.repository import Atspi
from pyrolens import Network, Window, main

FOLDER = pathlib.Path(sys.argv[3])
WIDTHS = 1100, 700, 360
NOBODYS = "qaa"  # ISO 639-2 leaves it to whoever wants one
# What is the same in all languages: the program's own name, those of objects and of what they have, Python's values,
# types, files and code, and keys.
DATA = re.compile(r"""
    pyrolens | Pyrolens | lab\.? | archive | arithmetic | camera | echo | retired | stage | weather | instrument | outdoors
    | city | wind | Berlin | Bonn | Kiel | key | home | x,\ 2nd | notify,\ callback,\ message
    | [\w.-]+\.\w+ | class:.* | PYRO(NAME|META)?:.* | Pyro[45](\ \(\d+\))?
    | None(Type)? | True | False | int | float | str | bytes | bool | dict | list | tuple | set | data | demo | serpent
    | marshal | json | msgpack | \w+Error(:\ .*)? | b?(?s:['"\[({\d].*) | [\w.]+\(.*\)(\ →\ …)? | .*\.py(:\d+)?
    | (return|raise|self\.)\W?.* | _\w+ | \w+,\ .*\.py:\d+ | [≠+−-]\ \[\d+\].* | \W* | [\da-f]{8}-[-\da-f]+
    | ([\da-f]{2}\ )+[\da-f]{2} | <SocketServer.*
    | ((Shift|Ctrl|Alt)\+)*([A-Z\d?,]|F\d+|Up|Down|Left|Right|Delete|Return|Escape|Tab|Page\ (Up|Down)|Menu|Backspace)
""", re.VERBOSE)
# The fields of a message have their names from the protocol.
OF_PROTOCOL = {"tag", "protocol version", "message type", "serializer id", "flags", "sequence number", "payload length",
                "annotations length", "correlation id", "magic", "payload", "PYRO", "TCP"}
# What Python says, and the methods that a daemon has.
OF_PYTHON = {"division by zero", "the wind cannot be measured", "the checksum of [239, 255] is 0xee, not 0x00",
             "The above exception was the direct cause of the following exception:",
             "close_stream, get_metadata, get_next_stream_item, info, ping, registered"}
BYTES = {"result-message", "result-hex"}  # where eight bytes stand as text, as far as they are letters
# GTK's own words and libadwaita's, of whose catalogues there are none in that language.
OF_GTK = {f"{verb}{what}" for verb in ("Close", "Maximize", "Minimize", "Restore") for what in ("", " the window")}
OF_GTK |= {"Back", "Close Tab"}


class Translated(Window):
    """The program in a language of pseudo.py. What a test looks for it names in English, as in any other window."""

    def __init__(self, language, *arguments, **more):
        self.folder = tempfile.TemporaryDirectory()
        environment, self.catalogue = pseudo.make(self.folder.name, language)
        self.mnemonics = {text.replace("_", "", 1): said.replace("_", "", 1)
                          for text, said in self.catalogue.items() if text.count("_") == 1}
        super().__init__(*arguments, **environment, **more)

    def __exit__(self, *failure):
        super().__exit__(*failure)
        self.folder.cleanup()

    def say(self, name):
        """A text in that language; one with a number may be of a message with a %u."""
        if not isinstance(name, str) or name in self.catalogue:
            return self.catalogue.get(name, name)
        if name in self.mnemonics:
            return self.mnemonics[name]
        number = re.search(r"\d+", name)
        message = number and self.catalogue.get(name.replace(number[0], "%u"))
        return message.replace("%u", number[0]) if message else name

    def all(self, role=None, name=None, hidden=False):
        return super().all(role, self.say(name), hidden)

    def wait_for(self, text, timeout=10):
        return super().wait_for(self.say(text), timeout)

    def wait_for_focus(self, name):
        return super().wait_for_focus(self.say(name))


class Picture:
    """A window in nobody's language, and what is wrong with it in each state that it was looked at in."""

    def __init__(self, window):
        self.window = window
        self.wrong = []

    def look(self, state, members=()):
        for node in self.window.all():
            for text in {node.name, node.description, node.text if node.role == "text" else ""}:
                if any(map(str.isalpha, text)) and not pseudo.is_pseudo(text) and not self.is_data(state, text, members):
                    self.wrong.append(f"{state}: {node.role} {text!r} is not translated")
            if node.role == "label" and pseudo.is_pseudo(node.name) and self.is_cut(node):
                self.wrong.append(f"{state}: {node.name!r} is cut")

    @staticmethod
    def is_data(state, text, members):
        return text in OF_GTK | OF_PROTOCOL | OF_PYTHON or text in members or DATA.fullmatch(text) \
            or state.partition(" ")[0] in BYTES and len(text) <= 8

    @staticmethod
    def is_cut(label):
        """Whether letters share the place of three dots. GTK 4.18 tells no place of what follows other than ASCII."""
        def width(place):
            return Atspi.Text.get_character_extents(label.accessible, place, Atspi.CoordType.WINDOW).width

        count = len(label.name)
        middle = count // 2 - label.name[count // 2].isspace()
        # Both brackets are there, and are as wide as each other, unless they are not to be seen.
        # An accessible name that is not what is written there has no place.
        if not label.name.isascii() or label.text != label.name or \
                not label.name.startswith(pseudo.BEGIN) or not label.name.endswith(pseudo.END):
            return False
        return abs(width(0) - width(count - 1)) > 1 or width(middle) <= 2


@contextlib.contextmanager
def speaking(language):
    with Network() as network, Translated(language, "--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        window.resize(1100, 700)
        yield window


def test_all_states():
    with speaking(NOBODYS) as window:
        picture = Picture(window)
        for state in states.walk(window):
            members = window.members() + window.items("Batch")
            picture.look(state, members)
        assert not picture.wrong, "\n".join(dict.fromkeys(picture.wrong))


def test_widths():
    with speaking(NOBODYS) as window:
        picture = Picture(window)
        picture.look("names")
        window.choose("lab.archive", "entry")
        members = window.members()
        picture.look("a method", members)
        window.call("'run-00042'")
        window.find("list item", "'samples'")
        for width in WIDTHS:
            window.resize(width, 700)
            picture.look(f"a result at {width}", members)
            ui.picture(FOLDER / f"translated-result-{width}.png", width, 700)
        window.resize(1100, 700)
        window.call("42")
        window.wait_for("KeyError")
        for width in WIDTHS:
            window.resize(width, 700)
            picture.look(f"an exception at {width}", members)
        window.resize(1100, 700)
        window.call("[1, 2")
        window.wait_for(re.compile(r"\[~.*\[.* 1, .* 1 "))  # where the bracket was opened, as the library says it
        picture.look("a mistake", members)
        for keys, state in (("ctrl+l", "connecting"), ("ctrl+question", "shortcuts")):
            ui.press(keys)
            window.find("dialog")
            picture.look(state, members)
            ui.picture(FOLDER / f"translated-{state}.png", 1100, 700)
            ui.press("Escape")
            ui.wait(lambda: not window.all("dialog"), message=f"{state} stays")
        assert not picture.wrong, "\n".join(picture.wrong)


def test_plural_forms():
    with speaking(NOBODYS) as window:
        window.choose("lab.echo", "same")
        for number, form in (1, "1 "), (3, "2 "), (5, "5 "), (12, "5 "), (22, "2 "):
            window.call(str(list(range(number))))
            window.wait_for(re.compile(re.escape(f"{pseudo.BEGIN}{form}{number} ")))


def test_right_to_left():
    """Hebrew's direction: GTK takes it from the locale. Python is written from left to right all the same."""
    with speaking("he_IL") as window:
        window.choose("lab.archive", "entry")
        window.call("'run-00042'")
        window.find("list item", "'samples'")
        names, call = window.find("list", "Names").extents, window.find("button", "Call").extents
        assert names[0] > call[0] + call[2], (names, call)
        ui.picture(FOLDER / "right-to-left.png", 1100, 700)
        key, value = (window.find("label", text).extents for text in ("'number'", "'operator'"))
        assert key[0] + key[2] == value[0] + value[2] or key[0] == value[0], (key, value)
        window.resize(360, 700)
        ui.picture(FOLDER / "right-to-left-360.png", 360, 700)
        # What is above the value did not leave the window.
        ui.wait(lambda: all(0 <= node.extents[0] and node.extents[0] + node.extents[2] <= 370
                            for node in window.all("radio button")), message="the views are outside of the window")
        ui.press("alt+Right")
        ui.wait(lambda: window.all("entry", "Filter Methods and Attributes"), message="there is no way back")


main(test_all_states, test_widths, test_plural_forms, test_right_to_left)
