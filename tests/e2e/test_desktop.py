# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame around the panes: tabs, the palette, the activity, help, and what a screen reader is told."""
import ui
from pyrolens import main


def tabs(window):
    return [tab.name for tab in window.all("page tab")]


def test_tabs(fresh):
    """Two calls of one object at once: neither waits for the other, and each has its own arguments."""
    fresh.choose("lab.camera", "expose")
    fresh.call("2.0")
    fresh.find("button", "Cancel")
    ui.press("ctrl+t")
    ui.wait(lambda: tabs(fresh) == ["lab.camera", "New Tab"], message="no second tab")
    fresh.wait_for_focus("Filter Names")
    fresh.choose("lab.camera", "frame")
    ui.wait(lambda: tabs(fresh) == ["lab.camera", "lab.camera"], message="the tab has no title")
    fresh.call("1", "1")
    fresh.find("list item", "00000000")
    ui.press("ctrl+Prior")
    fresh.find("grouping", "expose")
    fresh.wait_for("12.5", 20)
    ui.press("ctrl+Next")
    fresh.find("grouping", "frame")
    fresh.find("list item", "00000000")
    ui.press("alt+1")
    fresh.find("grouping", "expose")


def test_closed_tab(fresh):
    """A tab with a stream that runs is closed, and comes back with what was typed."""
    fresh.choose("lab.stage", "home")
    ui.press("ctrl+t")
    fresh.choose("lab.camera", "pictures")
    fresh.call("100000")
    fresh.find("button", "Run")
    fresh.press("Run")
    ui.press("ctrl+w")
    ui.wait(lambda: not fresh.all("grouping", "pictures"), message="the tab stays")
    fresh.find("grouping", "home")
    ui.press("ctrl+shift+t")
    fresh.find("grouping", "pictures")
    ui.wait(lambda: fresh.find("text", "Argument 1").text == "100000", message="the argument is lost")
    ui.press("ctrl+w")
    fresh.find("grouping", "home")
    fresh.find("grouping", "lab.stage")


main(test_tabs, test_closed_tab)
