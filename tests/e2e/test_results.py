#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a result: its views, finding, comparing, watching, the message, the doctor."""
import re

import ui
from pyrolens import main

ROWS = "[{'city': 'Berlin', 'wind': 3}, {'city': 'Bonn', 'wind': 1}, {'city': 'Kiel', 'wind': 2}]"
MORE = "More About the Result"


def show(window, literal, summary):
    """What lab.echo answers is what it is sent."""
    window.choose("lab.echo", "same")
    window.call(literal)
    window.wait_for(re.compile(summary))


def switch(window, view):
    window.find("radio button", view).do("click")


def open_aside(window, number):
    """The item of the menu with this number, by the keyboard."""
    window.find("toggle button", MORE).do("click")
    window.find("menu item")
    ui.press(*["Down"] * (number - 1), "Return")
    window.find("button", "Back to the Result")


def test_table_and_json(window):
    show(window, ROWS, "^list, 3 items")
    switch(window, "Table")
    window.wait_for("Berlin")
    window.wait_for("3 rows")
    window.find("entry", "Filter Rows").text = "bonn"
    window.wait_for("1 of 3 rows")
    window.does_not_show("Berlin")
    switch(window, "JSON")
    ui.wait(lambda: '"city": "Kiel"' in window.find("text", "Result").text, message="no JSON")
    switch(window, "Plot")
    window.find("image", "Plot")
    switch(window, "Tree")
    window.find("list", "Result")


def test_long_table(window):
    """There is nothing that GTK would warn of, which is seen when the window is closed."""
    show(window, "[" + ", ".join(f"{{'a': {i}, 'b': {i * i}}}" for i in range(60)) + "]", "^list, 60 items")
    switch(window, "Table")
    window.wait_for("60 rows")
    switch(window, "Tree")


def test_find(window):
    show(window, ROWS, "^list, 3 items")
    switch(window, "Tree")
    window.find("toggle button", re.compile("^Find in the Result")).do("click")
    entry = window.find("entry", "Find in the Result")
    entry.text = "kiel"
    window.wait_for("1 of 1")
    window.find("list item", "'city'")
    entry.text = "[1]['wind']"
    window.wait_for("1 of 1")
    entry.text = "[7]"
    window.wait_for("There is no item 7 in the list")


def test_message(window):
    show(window, "b'abc'", "3 B|bytes|dict")
    open_aside(window, 1)
    window.find("list", "Fields of the Message")
    window.wait_for("protocol version")
    window.find("list", "Bytes")
    window.press("Back to the Result")


def test_compare(window):
    show(window, "{'x': 1, 'y': 2}", "^dict, 2 items")
    window.call("{'x': 1, 'y': 3, 'z': 4}")
    window.wait_for(re.compile("^dict, 3 items"))
    open_aside(window, 2)
    window.wait_for("2 differences")
    window.wait_for("'z'")
    window.press("Back to the Result")


def test_watch(window):
    name = window.add_counter()
    window.choose(name, "increment")
    window.press("Call")
    window.wait_for(re.compile("^int · "))
    open_aside(window, 3)
    window.press("Start")
    window.wait_for(re.compile(r"^([3-9]|\d\d+)$"))  # each second one more
    window.press("Stop")
    window.find("button", "Start")


def test_explained(window):
    window.choose("lab.arithmetic", "divide")
    window.call("1", "0")
    window.wait_for("A number was divided by zero on the server. One of the arguments may be 0.")


def test_open_object(fresh):
    """What a result leads to is opened beside it."""
    address = f"PYRONAME:lab.stage@{fresh.network.address}"
    show(fresh, repr(address), "^str")
    fresh.press("Open the Object")
    fresh.find("grouping", "lab.stage")
    ui.wait(lambda: "move_to" in fresh.members(), message="the object has no methods")
    ui.press("ctrl+Page_Up")
    fresh.find("grouping", "same")
    fresh.call(repr([1, address]))
    fresh.wait_for(re.compile("^list, 2 items"))
    assert not fresh.all("button", "Open the Object"), "a list is no object"


main(test_table_and_json, test_long_table, test_find, test_message, test_compare, test_watch, test_explained,
     test_open_object)
