# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tabs: nothing that runs in one outlives it, and nothing that was opened or typed is replaced unasked."""
import re
import signal
import subprocess

import Pyro5.api
import ui
from gi.repository import Gio, GLib
from pyrolens import APPLICATION, BORDER, Network, main


def open_link(link):
    """What the desktop does with a link of a page."""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        APPLICATION, "/" + APPLICATION.replace(".", "/"), "org.freedesktop.Application", "Open",
        GLib.Variant("(asa{sv})", ([link], {})), None, 0, 5000)


def tabs(window):
    return [tab.name for tab in window.all("page tab")]


def wait_for_tabs(window, *names):
    """None where there is one: it needs no bar."""
    ui.wait(lambda: tabs(window) == list(names), message=f"there are not the tabs {names}")


def remote(network, name):
    host, _, port = network.address.rpartition(":")
    with Pyro5.api.locate_ns(host, int(port)) as names:
        return Pyro5.api.Proxy(names.lookup(name))


def click(node, button, *before):
    """In a window that begins where the display does."""
    x, y, width, height = node.extents
    subprocess.run(["xdotool", "mousemove", str(x + width // 2 - BORDER), str(y + height // 2 - BORDER), *before,
                    "click", str(button)], check=True)


def test_watch_ends(fresh):
    """A watch makes no more calls when its tab is closed."""
    name = fresh.add_counter()
    fresh.choose("lab.stage", "home")
    ui.press("ctrl+t")
    fresh.choose(name, "increment")
    fresh.press("Call")
    fresh.wait_for(re.compile("^int · "))
    fresh.find("toggle button", "More About the Result").do("click")
    fresh.find("menu item")
    ui.press("Down", "Down", "Return")
    fresh.press("Start")
    with remote(fresh.network, name) as counter:
        ui.wait(lambda: counter.count >= 3, message="nothing is watched")
        fresh.find("button", "Stop")
        ui.press("ctrl+w")
        wait_for_tabs(fresh)
        last = counter.count
        fresh.choose("lab.camera", "expose")
        fresh.call("1.5")  # longer than the watch waits between two calls
        fresh.wait_for("12.5")
        assert counter.count <= last + 1, "the watch goes on"  # one was on its way


def test_line_of_closed_tab(fresh):
    """A line of the activity opens what was open in a tab that is gone, as it was called."""
    fresh.choose("lab.arithmetic", "add")
    ui.press("ctrl+t")
    wait_for_tabs(fresh, "lab.arithmetic", "New Tab")
    fresh.choose("lab.arithmetic", "multiply")
    fresh.call("6", "7")
    fresh.wait_for("42")
    ui.press("ctrl+w")
    wait_for_tabs(fresh)
    fresh.find("grouping", "add")
    ui.press("ctrl+j")
    fresh.wait_for_focus("Filter Calls")
    ui.press("Tab", "Tab", "Return")
    fresh.find("grouping", "multiply")
    ui.wait(lambda: fresh.find("text", "Argument 1").text == "6", message="the argument is not the one of the call")


def test_typed(fresh):
    """What is half typed gives way to an earlier call, and comes back."""
    fresh.choose("lab.arithmetic", "add")
    fresh.call("1", "2")
    fresh.wait_for("3")
    fresh.fill("12 fi", "2")
    ui.press("ctrl+j")
    fresh.wait_for_focus("Filter Calls")
    ui.press("Tab", "Tab", "Return")
    fresh.wait_for("The arguments of an earlier call replaced what was typed")
    ui.wait(lambda: fresh.find("text", "Argument 1").text == "1", message="the earlier call is not there")
    fresh.press("Undo")
    ui.wait(lambda: fresh.find("text", "Argument 1").text == "12 fi", message="what was typed is lost")


def test_late_link(fresh):
    """A link that is resolved late does not replace what was opened meanwhile."""
    with Network() as slow:
        slow.process.send_signal(signal.SIGSTOP)
        try:
            open_link(f"pyroname:lab.stage@{slow.address}")
            fresh.choose("lab.arithmetic", "add")
            fresh.fill("1", "2")
        finally:
            slow.process.send_signal(signal.SIGCONT)
        fresh.wait_for("lab.stage was opened in a new tab", 20)
        wait_for_tabs(fresh, "lab.arithmetic", "lab.stage")
        fresh.find("grouping", "add")
        assert fresh.find("text", "Argument 2").text == "2"
        ui.press("ctrl+Next")
        fresh.find("grouping", "lab.stage")
        ui.wait(lambda: "move_to" in fresh.members(), message="the object has no methods")


def test_impatient_link(fresh):
    """A link that is opened again while it is being resolved opens one tab."""
    fresh.choose("lab.arithmetic", "add")
    with Network() as slow:
        link = f"pyroname:lab.stage@{slow.address}"
        slow.process.send_signal(signal.SIGSTOP)
        try:
            open_link(link)
            wait_for_tabs(fresh, "lab.arithmetic", "New Tab")
            open_link(link)
            open_link(link)
        finally:
            slow.process.send_signal(signal.SIGCONT)
        fresh.find("grouping", "lab.stage")
        ui.wait(lambda: "move_to" in fresh.members(), 20, message="the object has no methods")
        assert tabs(fresh) == ["lab.arithmetic", "lab.stage"], tabs(fresh)
        fresh.does_not_show("lab.stage was opened in a new tab")


def row_of(window, name):
    window.focus_names()
    window.lasting("entry", "Filter Names").text = name
    ui.wait(lambda: name in window.names(), message=f"no {name}")
    return next(row for row in window.find("list", "Names").all("list item") if row.name == name)


def test_apart(fresh):
    """A name opens beside what is open, from its menu and with Ctrl held."""
    fresh.resize(1100, 700)
    fresh.choose("lab.arithmetic", "add")
    click(row_of(fresh, "lab.stage"), 3)
    fresh.find("menu item")
    ui.press("Return")  # the first is to open it
    ui.wait(lambda: len(tabs(fresh)) == 2, message="no second tab")
    fresh.find("grouping", "lab.stage")
    click(row_of(fresh, "lab.camera"), 1, "keydown", "ctrl")
    subprocess.run(["xdotool", "keyup", "ctrl"], check=True)
    ui.wait(lambda: len(tabs(fresh)) == 3, message="no third tab")
    assert tabs(fresh)[2] == "lab.camera"
    fresh.find("grouping", "lab.camera")


def test_apart_at_the_edge(fresh):
    """Each place on a row is the row: its edges too, among what was found and in the tree."""
    fresh.resize(1100, 700)
    fresh.choose("lab.arithmetic", "add")
    for number, (name, found) in enumerate((("lab.stage", True), ("lab.camera", False)), 2):
        row = row_of(fresh, name)
        if not found:
            fresh.lasting("entry", "Filter Names").text = ""
            ui.wait(lambda: len(fresh.names()) > 4, message="the tree does not come back")
            row = next(row for row in fresh.find("list", "Names").all("list item") if row.name == name)
        left, top = fresh.content.extents[:2]
        x, y, _, height = row.extents
        subprocess.run(["xdotool", "mousemove", "--sync", str(x - left + 2), str(y - top + height // 2),
                        "keydown", "ctrl", "click", "1", "keyup", "ctrl"], check=True)
        ui.wait(lambda: len(tabs(fresh)) == number, message=f"{name} is not in a tab of its own")
        fresh.find("grouping", name)


def point_at(node):
    x, y, width, height = node.extents
    subprocess.run(["xdotool", "mousemove", "--sync", str(x + width // 2 - BORDER), str(y + height // 2 - BORDER)],
                   check=True)


def test_pointing(fresh):
    """The pointer opens nothing that it only passes over, and what is clicked once is opened."""
    fresh.resize(1100, 700)
    fresh.choose("lab.arithmetic", "add")
    point_at(row_of(fresh, "lab.stage"))
    fresh.call("1", "2")
    fresh.wait_for("3")  # of the method that was open
    fresh.find("entry", "Filter Methods and Attributes").text = ""
    ui.wait(lambda: "multiply" in fresh.members(), message="not all members are there")
    multiply = next(row for row in fresh.find("list", "Methods and Attributes").all("list item")
                    if row.name == "multiply")
    point_at(multiply)
    fresh.find("text", "Argument 2").text = "6"
    fresh.press("Call")
    fresh.wait_for("7")
    fresh.find("grouping", "add")
    click(multiply, 1)
    fresh.find("grouping", "multiply")
    click(row_of(fresh, "lab.stage"), 1)
    fresh.find("grouping", "lab.stage")


def test_group_of_names(fresh):
    """A click on a group opens or closes it, once, on its arrow as beside that; a double click is one."""
    fresh.resize(1100, 700)
    ui.wait(lambda: "lab.camera" in fresh.names(), message="no names")
    group = next(row for row in fresh.find("list", "Names").all("list item") if row.name == "lab.")
    x, y, _, height = group.extents
    arrow = str(x - BORDER + 18), str(y - BORDER + height // 2)
    for how, shown in ((), False), (("--repeat", "2"), True):
        point_at(group)
        subprocess.run(["xdotool", "click", *how, "1"], check=True)
        ui.wait(lambda: ("lab.camera" in fresh.names()) == shown, message=f"the names of the group: not {shown}")
    subprocess.run(["xdotool", "mousemove", "--sync", *arrow, "click", "1"], check=True)
    ui.wait(lambda: "lab.camera" not in fresh.names(), message="the arrow does not close the group")


def offered(window, text):
    ui.press("ctrl+k")
    window.find("dialog", "Go To")
    ui.type_text(text)
    window.find("list item", "Close Tab" if text == "close tab" else None)
    found = [row.name for row in window.find("dialog", "Go To").all("list item")]
    ui.press("Escape")
    ui.wait(lambda: not window.all("dialog"), message="the palette stays")
    return found


def test_not_offered(fresh):
    """What cannot be done just now is not in the palette."""
    assert "Close Tab" in offered(fresh, "close tab")
    assert "Reopen Closed Tab" not in offered(fresh, "close tab")
    assert "Clear the List of Calls" not in offered(fresh, "cle li")
    fresh.choose("lab.arithmetic", "add")
    fresh.call("1", "2")
    fresh.wait_for("3")
    assert "Clear the List of Calls" in offered(fresh, "cle li")


main(test_watch_ends, test_line_of_closed_tab, test_typed, test_late_link, test_impatient_link, test_apart,
     test_apart_at_the_edge, test_pointing, test_group_of_names, test_not_offered)
