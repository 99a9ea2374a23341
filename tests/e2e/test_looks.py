#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window at each width and in the dark; and the picture in README.md.

What is too wide for the window is a warning of libadwaita, and so a failure: see Window.

The last argument is a folder for pictures. With PYROLENS_UPDATE_PICTURES in the environment the
picture of README.md is written where that has it.
"""
import os
import pathlib
import re
import subprocess
import sys

import ui
from pyrolens import NETWORK, Network, Window, main

FOLDER = pathlib.Path(sys.argv[3])
ROOT = pathlib.Path(NETWORK).parents[2]
README_PICTURE = "data/screenshots/window.png"
FULL = (1100, 700)


def measure(picture, *what):
    """What ImageMagick says of a picture."""
    command = ["convert", str(picture), "-colorspace", "gray", "-format", what[-1], *what[:-1], "info:"]
    return float(subprocess.check_output(command, text=True))


def take(name, width, height):
    path = FOLDER / f"{name}.png"
    ui.picture(path, width, height)
    return path


def shown_pages(window):
    """Which of the three pages can be seen."""
    return [bool(window.all("list", "Names")), bool(window.all("entry", "Filter Methods and Attributes")),
            bool(window.all("button", "Call"))]


def test_narrow(window):
    window.resize(360, 640)
    ui.wait(lambda: shown_pages(window) == [True, False, False], message="not only the names show")
    window.focus_names()
    ui.type_text("lab.stage")
    ui.press("Return")
    ui.wait(lambda: shown_pages(window) == [False, True, False], message="the object does not show")
    ui.wait(lambda: "move_to" in window.members(), message="no methods")
    ui.type_text("move_to")
    ui.wait(lambda: window.members() == ["move_to"], message="the members are not filtered")
    ui.press("Return")
    ui.wait(lambda: shown_pages(window) == [False, False, True], message="the method does not show")
    window.call("3.5", "[1, 2")
    window.wait_for(re.compile("is not closed"))
    window.call("3.5", "4")
    window.wait_for("move_to(3.5, 4)")
    window.find("list", "Result")
    window.call("3.5", "400")
    window.wait_for("LimitError")
    ui.press("alt+Left")
    ui.wait(lambda: shown_pages(window) == [False, True, False], message="there is no way back")
    ui.press("alt+Left")
    ui.wait(lambda: shown_pages(window) == [True, False, False], message="there is no way back")


def test_attribute_fits(window):
    window.resize(*FULL)
    window.choose("example.counter", "count")
    window.press("Read")
    window.wait_for(re.compile("^int · "))
    window.resize(360, 640)
    window.find("button", "Read")
    window.find("button", "Write")


def test_widths(window):
    window.resize(*FULL)
    window.choose("lab.arithmetic", "add")
    window.call("1", "2")
    window.wait_for(re.compile("^int · "))
    for width, pages in ((700, [False, False, True]), (760, [False, True, True]), (1100, [True, True, True]),
                         (1920, [True, True, True])):
        window.resize(width, 700)
        ui.wait(lambda: shown_pages(window) == pages, message=f"other pages show at {width}")
        # Where there is room the result stands beside the form, else below it.
    form, result = window.find("list", "Arguments").extents, window.find("text", "Result").extents
    assert result[0] > form[0] + form[2], (form, result)
    window.resize(1100, 700)
    ui.wait(lambda: window.find("text", "Result").extents[1] > window.find("button", "Call").extents[1],
            message="the result is not below the form")


def use_in_scheme(scheme):
    with Network() as network, Window("--ns", network.address, ADW_DEBUG_COLOR_SCHEME=scheme) as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        window.resize(*FULL)
        window.choose("lab.archive", "entry")
        window.call("'run-00042'")
        window.find("list item", "'samples'")
        return take(scheme, *FULL)


def test_dark():
    dark, light = use_in_scheme("prefer-dark"), use_in_scheme("prefer-light")
    assert measure(dark, "%[fx:mean]") < 0.25 and measure(light, "%[fx:mean]") > 0.75
    # No part was forgotten: hardly anything is bright in the dark, and there is text to read.
    bright = measure(dark, "-threshold", "60%", "%[fx:mean]")
    assert 0.005 < bright < 0.08, f"{bright:.1%} of the dark window is bright"
    assert measure(dark, "%[fx:maxima]") > 0.9


def test_picture_of_readme():
    assert f"({README_PICTURE})" in (ROOT / "README.md").read_text(encoding="utf-8")
    with Network() as network, Window("--ns", network.address, ADW_DEBUG_COLOR_SCHEME="prefer-light") as window:
        ui.wait(lambda: "lab.archive" in window.names(), message="no names")
        window.resize(*FULL)
        window.choose("lab.archive", "entry")
        window.call("'run-00042'")
        window.find("list item", "'samples'")
        for filter_name in "Filter Names", "Filter Methods and Attributes":
            window.find("entry", filter_name).text = ""
        ui.wait(lambda: {"lab.", "lab.stage"} < set(window.names()) and len(window.members()) == 5,
                message="not everything is listed")
        for row, inside in ("'samples' ", "[2]"), ("[0] ", "'channel'"):
            next(node for node in window.all("button") if node.name.startswith(row)).do("listitem.expand")
            window.find("list item", inside)
        picture = take("readme", *FULL)
    width, height = (int(measure(picture, f"%[fx:{side}]")) for side in "wh")
    assert (width, height) == FULL
    # The window fills it: nothing of the black display is at its edges. A line of the result may end at the lower one.
    for edge, least in ((f"{width}x1+0+0", 0.5), (f"{width}x1+0+{height - 1}", 0.1), (f"1x{height}+0+0", 0.5),
                        (f"1x{height}+{width - 1}+0", 0.5)):
        assert measure(picture, "-crop", edge, "+repage", "%[fx:minima]") > least, f"there is no window at {edge}"
    if os.environ.get("PYROLENS_UPDATE_PICTURES"):
        (ROOT / README_PICTURE).write_bytes(picture.read_bytes())


main(test_narrow, test_attribute_fits, test_widths, test_dark, test_picture_of_readme)
