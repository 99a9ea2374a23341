# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The edges between the panes: by pointer and by keys, within limits, remembered, and not there where there is one pane."""
import subprocess
import tempfile

import ui
from gi.repository import Atspi
from pyrolens import Network, Window, main

NAMES, MEMBERS = "Width of the Names", "Width of the Methods and Attributes"


def edge(window, label):
    return next(iter(window.all("separator", label)), None)


def places(window):
    """Where the edges are, from the left of the window's content."""
    left = window.content.extents[0]
    nodes = [edge(window, label) for label in (NAMES, MEMBERS)]
    return [node.extents[0] - left + 1 for node in nodes if node]


def wait_for_places(window, *wanted):
    ui.wait(lambda: places(window) == list(wanted), message=f"the edges are not at {wanted} but {places(window)}")


def drag(window, label, distance):
    """With the pointer, in steps, as a hand does."""
    left, top = window.content.extents[:2]
    x, y, width, height = edge(window, label).extents
    x, y = x - left + width // 2, y - top + height // 2
    steps = [word for step in (1, 2, 3, 4)
             for word in ("mousemove", "--sync", str(max(0, x + distance * step // 4)), str(y))]
    ui.did()
    subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "mousedown", "1", *steps, "mouseup", "1"], check=True)


def double_click(window, label):
    left, top = window.content.extents[:2]
    x, y, width, height = edge(window, label).extents
    subprocess.run(["xdotool", "mousemove", "--sync", str(x - left + width // 2), str(y - top + height // 2),
                    "click", "--repeat", "2", "--delay", "40", "1"], check=True)


def test_drag(fresh):
    fresh.resize(1200, 700)
    fresh.choose("lab.arithmetic", "add")
    wait_for_places(fresh, 300, 600)
    drag(fresh, NAMES, 60)
    wait_for_places(fresh, 360, 600)
    drag(fresh, MEMBERS, 80)
    wait_for_places(fresh, 360, 680)
    drag(fresh, MEMBERS, 500)  # the call keeps its room
    wait_for_places(fresh, 360, 840)
    drag(fresh, NAMES, -340)
    wait_for_places(fresh, 200, 840)
    double_click(fresh, MEMBERS)
    wait_for_places(fresh, 200, 560)
    double_click(fresh, NAMES)
    wait_for_places(fresh, 300, 600)


def test_narrow(fresh):
    """What a narrow window takes away comes back; two panes have one edge, and one has none."""
    fresh.resize(1250, 700)
    drag(fresh, MEMBERS, 200)
    wait_for_places(fresh, 312, 825)
    fresh.resize(1100, 700)
    wait_for_places(fresh, 312, 740)
    fresh.resize(900, 700)
    wait_for_places(fresh, 312)
    drag(fresh, NAMES, 50)
    wait_for_places(fresh, 362)
    fresh.resize(600, 700)
    wait_for_places(fresh)
    fresh.resize(360, 600)
    wait_for_places(fresh)
    fresh.resize(1250, 700)
    wait_for_places(fresh, 362, 875)
    ui.press("F9")
    wait_for_places(fresh)
    ui.press("F9")
    wait_for_places(fresh, 362, 875)


def test_keys(fresh):
    """F8 goes to one edge after the other and back; Tab passes them over."""
    fresh.resize(1200, 700)
    fresh.choose("lab.arithmetic", "add")
    fresh.focus_names()
    ui.press("F8")
    fresh.wait_for_focus(NAMES)
    ui.press("Right", "Right", "ctrl+Right", "Left")
    wait_for_places(fresh, 300 + 8 + 8 + 64 - 8, 600)
    ui.wait(lambda: edge(fresh, NAMES).value == 372, message="the width is not told")
    assert Atspi.Value.set_current_value(edge(fresh, NAMES).accessible, 333)
    wait_for_places(fresh, 333, 600)
    ui.press("F8")
    fresh.wait_for_focus(MEMBERS)
    ui.press("Left")
    wait_for_places(fresh, 333, 592)
    ui.press("F8")
    fresh.wait_for_focus("Filter Names")
    ui.press("F8", "Escape")
    fresh.wait_for_focus("Filter Names")
    ui.press("F8", "BackSpace")
    wait_for_places(fresh, 300, 600)
    ui.press("Escape")
    fresh.wait_for_focus("Filter Names")
    ui.press("F8")
    fresh.wait_for_focus(NAMES)
    ui.press("F9")  # the edge goes, and the focus does not go with it
    wait_for_places(fresh)
    ui.wait(lambda: (node := fresh.focused()) and node.has("showing") and node.role != "separator",
            message="nothing has the focus")
    ui.press("F9")
    ui.wait(lambda: edge(fresh, NAMES), message="the edge does not come back")
    ui.press("ctrl+f")
    fresh.wait_for_focus("Filter Names")
    seen = set()
    for _ in range(40):
        ui.press("Tab")
        focused = fresh.focused()
        seen.add(focused and focused.role)
    assert "separator" not in seen and len(seen) > 1, seen


def test_scrollbar():
    """The scrollbar of the names can be taken at the edge of their pane: nothing lies above it."""
    with Network() as network, Window("--ns", network.address, network=network) as window:
        window.resize(1200, 400)
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
        border = edge(window, NAMES).extents[0]
        bars = [bar.extents for bar in window.all("scroll bar") if bar.extents[0] < border]
        assert bars, "no scrollbar"
        assert all(x + width <= border + 1 for x, _, width, _ in bars), (bars, border)


def test_remembered():
    """The next window of the next program is divided in the same way; what was spoiled is limited."""
    with tempfile.TemporaryDirectory() as folder, Network() as network:
        settings = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": folder}
        with Window("--ns", network.address, network=network, **settings) as window:
            window.resize(1200, 700)
            wait_for_places(window, 300, 600)
            drag(window, NAMES, 60)
            drag(window, MEMBERS, 100)
            wait_for_places(window, 360, 700)
        with Window("--ns", network.address, network=network, **settings) as window:
            window.resize(1200, 700)
            wait_for_places(window, 360, 700)
            double_click(window, NAMES)
            wait_for_places(window, 300, 600)
        with Window("--ns", network.address, network=network, **settings) as window:
            window.resize(1200, 700)
            wait_for_places(window, 300, 600)


def test_right_to_left():
    with Network() as network, Window("--ns", network.address, network=network, GTK_DEBUG="invert-text-dir") as window:
        window.resize(1200, 700)
        # The edge lies on the other side of the border, seen from the left.
        wait_for_places(window, 1200 - 300 - 5, 1200 - 600 - 5)
        drag(window, NAMES, -60)
        wait_for_places(window, 1200 - 360 - 5, 1200 - 600 - 5)
        ui.press("F8", "Left")
        wait_for_places(window, 1200 - 368 - 5, 1200 - 600 - 5)


main(test_drag, test_narrow, test_keys, test_scrollbar, test_remembered, test_right_to_left)
