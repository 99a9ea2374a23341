# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame around the panes: tabs, the palette, the activity, help, and what a screen reader is told."""
import re

import Pyro5.api
import ui
from gi.repository import Gio, GLib
from pyrolens import APPLICATION, main


def open_link(link):
    """What the desktop does with a link of a page."""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        APPLICATION, "/" + APPLICATION.replace(".", "/"), "org.freedesktop.Application", "Open",
        GLib.Variant("(asa{sv})", ([link], {})), None, 0, 5000)


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


def test_palette(fresh):
    """A method of an object that was never open is called with three keys and what is typed."""
    def go_to():
        ui.press("ctrl+k")
        fresh.wait_for_focus("Go To")

    go_to()
    ui.type_text("ari mul")
    fresh.find("list item", "multiply")
    ui.press("Return")
    fresh.find("grouping", "multiply")
    fresh.wait_for_focus("Argument")
    fresh.fill("6", "7")
    ui.press("ctrl+Return")
    fresh.wait_for("42")
    go_to()
    ui.type_text("camera")
    fresh.find("list item", "lab.camera")
    ui.press("ctrl+Return")
    ui.wait(lambda: tabs(fresh) == ["lab.arithmetic", "lab.camera"], message="no other tab")
    go_to()
    ui.type_text("xqj")
    fresh.wait_for("Nothing Found")
    ui.press("Escape")
    ui.wait(lambda: not fresh.all("dialog"), message="the palette stays")
    go_to()
    ui.type_text("close tab")
    fresh.find("list item", "Close Tab")
    ui.press("Return")
    fresh.find("grouping", "multiply")


def test_activity(fresh):
    """Each call is a line; one of them opens again with its arguments, in its tab."""
    fresh.choose("lab.arithmetic", "add")
    fresh.call("1", "2")
    fresh.wait_for(re.compile(r"lab\.arithmetic\.add\(1, 2\) → 3 · "))
    fresh.fill("'x'", "2")
    fresh.press("Call")
    fresh.wait_for(re.compile(r"→ TypeError · "))
    ui.press("ctrl+t")
    fresh.choose("lab.stage", "home")
    ui.press("ctrl+j")
    fresh.wait_for_focus("Filter Calls")
    ui.wait(lambda: len(fresh.items("Calls")) == 2, message="there are not two calls")
    ui.type_text("(1, 2)")
    ui.wait(lambda: len(fresh.items("Calls")) == 1, message="the filter does not filter")
    ui.press("Tab", "Tab", "Return")
    fresh.find("grouping", "add")
    ui.wait(lambda: fresh.find("text", "Argument 1").text == "1", message="the argument is not the one of the call")
    assert tabs(fresh) == ["lab.arithmetic", "lab.stage"]
    ui.press("ctrl+j")
    fresh.find("toggle button", "Activity Menu").do("click")
    fresh.find("menu item")
    ui.press("Return")
    ui.wait(lambda: not fresh.items("Calls"), message="the calls stay")
    fresh.press("Undo")
    ui.wait(lambda: len(fresh.items("Calls")) == 2, message="the calls do not come back")


def test_activity_by_pointer(fresh):
    """A click on the last call opens the list, and then one types into its filter, and clears nothing by accident."""
    fresh.resize(1100, 700)
    fresh.choose("lab.arithmetic", "add")
    fresh.call("1", "2")
    fresh.wait_for(re.compile(r"lab\.arithmetic\.add\(1, 2\) → 3 · "))
    fresh.click(next(label for label in fresh.all("label") if label.name.startswith("lab.arithmetic.add(1, 2)")))
    fresh.wait_for_focus("Filter Calls")
    for width in 360, 1100:
        fresh.resize(width, 700)
        fresh.wait_for_focus("Filter Calls")
    ui.type_text("nothing of the kind")
    fresh.wait_for("No Calls Found")
    ui.press("Escape")
    ui.wait(lambda: len(fresh.items("Calls")) == 1, message="the call does not come back")


# What only holds others, and says who it is by what is in it.
HOLDERS = {"frame", "panel", "filler", "grouping", "scroll pane", "viewport", "generic", "label", "separator", "dialog"}


def unnamed(window):
    """What the keyboard can get to and a screen reader has no word for. The list within a combo box is libadwaita's."""
    inside = [node.extents for box in window.all("combo box") for node in box.all("list")]
    return [node for node in window.all() if node.has("focusable") and node.role not in HOLDERS
            and not node.name and not (node.role == "list item" and any(child.name for child in node.walk()))
            and not (node.role == "list" and node.extents in inside)]


def test_names(fresh):
    """In every state of the window each control has a name."""
    for name, member in ("lab.arithmetic", "add"), ("lab.camera", "gain"), ("lab.camera", "pictures"):
        fresh.choose(name, member)
        assert not unnamed(fresh), (name, member, unnamed(fresh))
    fresh.fill("3")
    fresh.press("Call")
    fresh.find("button", "Run")
    ui.press("ctrl+t")
    ui.wait(lambda: len(tabs(fresh)) == 2, message="no second tab")
    assert not unnamed(fresh), unnamed(fresh)
    for keys, title in ("ctrl+k", "Go To"), ("F1", "Help"), ("ctrl+comma", "Preferences"), \
            ("ctrl+question", "Keyboard Shortcuts"):
        ui.press(keys)
        fresh.find("dialog", title)
        assert not unnamed(fresh), (title, unnamed(fresh))
        ui.press("Escape")
        ui.wait(lambda: not fresh.all("dialog"), message=f"{title} stays")
    ui.press("ctrl+j")
    fresh.wait_for_focus("Filter Calls")
    assert not unnamed(fresh), unnamed(fresh)


def test_help(fresh):
    """The help is part of the program: it is searched and read without a network."""
    ui.press("F1")
    fresh.wait_for_focus("Search the Help")
    ui.type_text("pyrometa")
    ui.wait(lambda: fresh.all("list item", "Addresses") and not fresh.all("list item", "Streams"),
            message="the search does not search")
    ui.press("Return")
    fresh.wait_for(re.compile("^PYRO:OBJECT@HOST:PORT is one object"))
    assert not any(label.has("focused") for label in fresh.all("label")), "a text is selected"
    ui.press("Escape")
    ui.wait(lambda: fresh.all("list item", "Addresses"), message="there is no way back to the list")
    ui.press("Escape", "Escape")
    ui.wait(lambda: not fresh.all("dialog"), message="the help stays")


def test_preferences(fresh):
    """What is preferred holds at once for a method that was not called yet."""
    ui.press("ctrl+comma")
    fresh.find("dialog", "Preferences")
    ui.wait(lambda: fresh.find("combo box", "Time limit").has("focused") or ui.press("Tab"),
            message="the row does not get the focus")
    ui.press("Return")
    ui.wait(lambda: any("2 seconds" in text for text in fresh.texts()), message="there is no choice")
    ui.press("Down", "Return")
    ui.wait(lambda: not fresh.all("dialog") or ui.press("Escape"), message="the preferences stay")
    fresh.choose("lab.arithmetic", "divide")
    fresh.wait_for("2 s")


def test_windows(fresh):
    """A second window has tabs of its own; a link opens beside what is open."""
    fresh.choose("lab.arithmetic", "add")
    host, _, port = fresh.network.address.rpartition(":")
    with Pyro5.api.locate_ns(host, int(port)) as names:
        uri = str(names.lookup("lab.stage"))
    open_link(f"pyro://{uri.partition(':')[2]}")
    ui.wait(lambda: len(tabs(fresh)) == 2 and tabs(fresh)[0] == "lab.arithmetic", message="no tab of its own")
    open_link("pyro:nonsense")
    fresh.wait_for(re.compile("needs an @"))
    ui.press("ctrl+n")
    ui.wait(lambda: len(list(fresh.root.children())) == 2, message="no second window")


main(test_tabs, test_closed_tab, test_palette, test_activity, test_activity_by_pointer, test_names,
     test_help, test_preferences, test_windows)
