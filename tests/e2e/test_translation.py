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
import ui
from gi.repository import Atspi
from pyrolens import Network, Window, main

FOLDER = pathlib.Path(sys.argv[3])
WIDTHS = 1100, 700, 360
NOBODYS = "qaa"  # ISO 639-2 leaves it to whoever wants one
# What is the same in all languages: the program's own name, those of objects and of what they have, Python's values,
# types, files and code, and keys.
DATA = re.compile(r"""
    pyrolens | Pyrolens | lab\.? | archive | arithmetic | camera | echo | retired | stage | weather
    | [\w.-]+\.\w+ | class:.* | PYRO(NAME|META)?:.* | Pyro[45]
    | None | True | False | int | float | str | bool | dict | list | tuple | set | data | demo | serpent | marshal | json
    | msgpack | \w+Error | (['"\[({]|\d).* | \w+\(.*\) | .*\.py(:\d+)? | return\ .* | \w+,\ .*\.py:\d+
    | ((Shift|Ctrl|Alt)\+)*([A-Z\d?,]|F\d+|Up|Down|Left|Right|Delete|Return|Escape|Tab|Page\ (Up|Down)|Menu|Backspace)
""", re.VERBOSE)

# GTK's own words and libadwaita's, of whose catalogues there are none in that language.
OF_GTK = {f"{verb}{what}" for verb in ("Close", "Maximize", "Minimize", "Restore") for what in ("", " the window")}
OF_GTK |= {"Back"}


class Translated(Window):
    """The program in a language of pseudo.py. What a test looks for it names in English, as in any other window."""

    def __init__(self, language, *arguments, **more):
        self.folder = tempfile.TemporaryDirectory()
        environment, self.catalogue = pseudo.make(self.folder.name, language)
        super().__init__(*arguments, **environment, **more)

    def __exit__(self, *failure):
        super().__exit__(*failure)
        self.folder.cleanup()

    def say(self, name):
        """A text in that language; one with a number may be of a message with a %u."""
        if not isinstance(name, str) or name in self.catalogue:
            return self.catalogue.get(name, name)
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
                if any(map(str.isalpha, text)) and not pseudo.is_pseudo(text) and text not in OF_GTK \
                        and text not in members and not DATA.fullmatch(text):
                    self.wrong.append(f"{state}: {node.role} {text!r} is not translated")
            if node.role == "label" and pseudo.is_pseudo(node.name) and self.is_cut(node):
                self.wrong.append(f"{state}: {node.name!r} is cut")

    @staticmethod
    def is_cut(label):
        """Whether letters share the place of three dots. GTK 4.18 tells no place of what follows other than ASCII."""
        def width(place):
            return Atspi.Text.get_character_extents(label.accessible, place, Atspi.CoordType.WINDOW).width

        count = len(label.name)
        middle = count // 2 - label.name[count // 2].isspace()
        # Both brackets are there, and are as wide as each other, unless they are not to be seen.
        return label.name.isascii() and (abs(width(0) - width(count - 1)) > 1 or width(middle) <= 2)


@contextlib.contextmanager
def speaking(language):
    with Network() as network, Translated(language, "--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        window.resize(1100, 700)
        yield window


def test_nothing_was_forgotten():
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


def test_doctor():
    """What the library found, and what it advises, is in the language of the window."""
    with speaking(NOBODYS) as window:
        picture = Picture(window)
        window.focus_names()
        window.lasting("entry", "Filter Names").text = "lab.retired"
        ui.wait(lambda: "lab.archive" not in window.names(), message="all names are there")
        ui.wait(lambda: (node := window.focused()) and node.name == "lab.retired" or ui.press("Down"),
                message="the focus does not come to the name")
        ui.press("Menu", "Down", "Down", "Return")  # Copy, Check, Doctor
        window.wait_for("This is why it cannot be reached.")
        picture.look("the doctor")
        ui.picture(FOLDER / "translated-doctor.png", 1100, 700)
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
        ui.press("alt+Right")
        ui.wait(lambda: window.all("entry", "Filter Methods and Attributes"), message="there is no way back")


main(test_nothing_was_forgotten, test_doctor, test_plural_forms, test_right_to_left)
