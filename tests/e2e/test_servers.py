#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers and their names: several side by side, their health, and what a name server is told to change."""
import re

import Pyro5.api

import ui
from pyrolens import NOWHERE, Network, Window, main


def registry(network):
    """What the name server really has: name → (URI, tags)."""
    with Pyro5.api.Proxy(f"PYRO:Pyro.NameServer@{network.address}") as names:
        return {name: (uri, sorted(tags or ())) for name, (uri, tags) in names.list(return_metadata=True).items()}


def focus_row(window, name):
    """Puts the keyboard on the row with this name."""
    window.focus_names()
    window.lasting("entry", "Filter Names").text = name
    ui.wait(lambda: name in window.names(), message=f"no {name}")
    ui.press("Tab")
    for _ in range(5):
        focused = window.focused()
        if focused and focused.name == name:
            return
        ui.press("Down")
    raise AssertionError(f"the focus does not come to {name} but is on {window.focused()}")


def open_row_menu(window):
    ui.press("Menu")
    window.find("menu item")


def undo(window, before):
    window.press("Undo")
    window.wait_for("The names are as they were")
    assert registry(window.network) == before


def test_rename(fresh):
    before = registry(fresh.network)
    focus_row(fresh, "lab.echo")
    ui.press("F2")
    dialog = fresh.find("dialog", "Rename")
    entry = dialog.find("text", "Name")
    assert entry.text == "lab.echo"
    rename = dialog.find("button", "Rename")
    assert not rename.has("sensitive")
    entry.text = "lab.stage"
    fresh.wait_for("The name “lab.stage” is taken")
    assert not rename.has("sensitive")
    entry.text = "lab.reply"
    ui.wait(lambda: rename.has("sensitive"), message="a free name is not taken")
    ui.press("Return")
    fresh.wait_for("Renamed “lab.echo” to “lab.reply”")
    after = registry(fresh.network)
    assert after["lab.reply"] == before["lab.echo"] and "lab.echo" not in after
    undo(fresh, before)


def test_remove(fresh):
    before = registry(fresh.network)
    focus_row(fresh, "lab.weather")
    ui.press("Delete")
    fresh.wait_for("Removed “lab.weather”")
    ui.wait(lambda: "lab.weather" not in fresh.names(), message="the name stays")
    assert "lab.weather" not in registry(fresh.network)
    undo(fresh, before)
    ui.wait(lambda: "lab.weather" in fresh.names(), message="the name does not come back")


def test_delete_in_the_filter(fresh):
    """There it edits the text, and is nothing to do with names."""
    before = registry(fresh.network)
    focus_row(fresh, "lab.weather")
    fresh.focus_names()
    ui.press("Delete", "Delete")
    ui.wait(lambda: len(fresh.names()) > 2, message="the filter is not empty")
    assert registry(fresh.network) == before


def test_tags(fresh):
    before = registry(fresh.network)
    focus_row(fresh, "lab.weather")
    open_row_menu(fresh)
    ui.press("Down", "Down", "Down", "Down", "Down", "Return")  # Open, Copy, Check, Doctor, Register, Tags
    dialog = fresh.find("dialog", "Edit Tags")
    entry = dialog.find("text", "Tags, with commas between them")
    save = dialog.find("button", "Save")
    assert sorted(entry.text.split(", ")) == before["lab.weather"][1]
    assert not save.has("sensitive")
    entry.text = ",".join(reversed(before["lab.weather"][1])) + ","  # the same, written in another way
    assert not save.has("sensitive")
    entry.text = "roof, spare"
    ui.wait(lambda: save.has("sensitive"), message="other tags cannot be saved")
    ui.press("Return")
    fresh.wait_for("Changed the tags of “lab.weather”")
    assert registry(fresh.network)["lab.weather"] == (before["lab.weather"][0], ["roof", "spare"])
    place = re.escape(before["lab.weather"][0].rpartition("@")[2])
    fresh.wait_for_name("lab.weather", re.compile(rf" · {place} · roof, spare$"))
    undo(fresh, before)


def server_menu(window, *keys):
    window.find("toggle button", "Server Menu").do("click")
    window.find("menu item")
    ui.press(*keys, "Return")


def test_register(fresh):
    before = registry(fresh.network)
    server_menu(fresh, "Down", "Down", "Down")  # Refresh, Copy, Doctor, Register
    dialog = fresh.find("dialog", "Register Name")
    button = dialog.find("button", "Register")
    assert not button.has("sensitive")
    dialog.find("text", "Name").text = "lab.new"
    dialog.find("text", "URI").text = "nonsense"
    ui.wait(lambda: fresh.all("alert") or fresh.texts(), message="nothing is said")
    assert not button.has("sensitive")
    dialog.find("text", "URI").text = f"PYRO:new@{NOWHERE}"
    dialog.find("text", "Tags, with commas between them").text = "b, a"
    ui.wait(lambda: button.has("sensitive"), message="a good name is not taken")
    button.do("click")
    fresh.wait_for("Registered “lab.new”")
    assert registry(fresh.network) == before | {"lab.new": (f"PYRO:new@{NOWHERE}", ["a", "b"])}
    ui.wait(lambda: "lab.new" in fresh.names(), message="no lab.new")
    # It is looked at by itself.
    fresh.wait_for_name("lab.new", re.compile(rf"^Nothing listens at .* · {re.escape(NOWHERE)} · a, b$"), 20)
    undo(fresh, before)


def test_replace(fresh):
    before = registry(fresh.network)
    server_menu(fresh, "Down", "Down", "Down")
    dialog = fresh.find("dialog", "Register Name")
    dialog.find("text", "Name").text = "lab.stage"
    dialog.find("text", "URI").text = f"PYRO:new@{NOWHERE}"
    fresh.wait_for(f"“lab.stage” leads to {before['lab.stage'][0]}. That will be replaced.")
    dialog.find("button", "Replace").do("click")
    fresh.wait_for("Replaced “lab.stage”")
    undo(fresh, before)


def test_clean(fresh):
    before = registry(fresh.network)
    fresh.wait_for("lab.retired")
    fresh.wait_for_name("lab.retired", re.compile("^Nothing listens at "), 20)
    server_menu(fresh, "Down", "Down", "Down", "Down")
    fresh.wait_for("Removed “lab.retired”")
    assert "lab.retired" not in registry(fresh.network)
    undo(fresh, before)


def test_doctor(fresh):
    focus_row(fresh, "lab.retired")
    open_row_menu(fresh)
    ui.press("Down", "Down", "Down", "Return")
    fresh.find("button", "Close the Doctor")
    fresh.wait_for("What Was Checked")
    # The answer first: what is wrong, then what to do, and how that was found.
    labels = [node.name for node in fresh.all("label")]
    first = next(number for number, text in enumerate(labels) if text.endswith("Connection refused"))
    assert labels[first + 1].startswith("Start the daemon"), labels[first:first + 2]
    assert labels.index("What Was Checked") > first, labels
    fresh.press("Copy What Was Found")
    fresh.wait_for("Copied")
    fresh.press("Close the Doctor")
    ui.wait(lambda: not fresh.all("button", "Close the Doctor"), message="the doctor stays")
    fresh.choose("lab.arithmetic", "add")
    fresh.call("1", "2")
    fresh.wait_for("3")


def test_doctor_gives_way(fresh):
    focus_row(fresh, "lab.arithmetic")
    open_row_menu(fresh)
    ui.press("Down", "Down", "Down", "Return")
    fresh.wait_for("It can be reached from here")
    fresh.choose("lab.arithmetic", "add")
    ui.wait(lambda: not fresh.all("button", "Close the Doctor"), message="the doctor stays")
    fresh.call("1", "2")
    fresh.wait_for("3")


def test_side_by_side():
    with Network() as one, Network() as other:
        daemon = registry(one)["lab.stage"][0].rpartition("@")[2]
        with Window("--ns", one.address, "--ns", other.address, "--ns", daemon, network=one) as window:
            window.focus_names()
            window.lasting("entry", "Filter Names").text = "lab.stage"
            ui.wait(lambda: window.names().count("lab.stage") == 3, message="not three stages")
            for server in one.address, other.address, daemon:
                ui.wait(lambda: server in window.names(), message=f"no {server}")
            window.wait_for("Daemon without name server, 1 of 8 objects")


def test_paste(fresh):
    with Network() as other:
        # The clipboard is that of the program itself, so that nobody else has to hold it.
        focus_row(fresh, "lab.arithmetic")
        ui.press("ctrl+c")
        fresh.wait_for("Copied")
        ui.press("ctrl+v")
        ui.wait(lambda: "add" in fresh.members(), message="the URI that was pasted is not opened")
        assert other.address not in fresh.names()


main(test_rename, test_remove, test_delete_in_the_filter, test_tags, test_register, test_replace, test_clean,
     test_doctor, test_doctor_gives_way, test_side_by_side, test_paste)
