#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What methods take: learned from refusals, edited, probed, and remembered."""
import re

import ui
from pyrolens import Network, Window, main


def rows(window):
    """What the form has, by the labels of its entries."""
    return [node.name for node in window.all("text", re.compile(r"^(Argument \d+|Value of .*|More .*)$"))]


def test_error_is_schema(window):
    window.choose("lab.stage", "move_to")
    window.wait_for("Pyro does not tell what a method takes")
    assert rows(window) == []
    window.press("Call")
    window.wait_for("2 arguments added")
    ui.wait(lambda: len(rows(window)) == 2, message="the form did not grow")
    window.wait_for("From the server’s answer")
    window.wait_for("move_to(x, y)")  # in the list of the members
    window.call("1", "2")
    window.wait_for("move_to(1, 2)")
    window.does_not_show("2 arguments added")

    # What it takes besides is learned from one argument too many.
    ui.press("alt+a")
    for number in range(3, 6):
        window.fill("1", "2", *["3"] * (number - 2))
    window.press("Call")
    window.wait_for("move_to(x, y, …=…)")


def test_own_error(window):
    """A method that calls something wrongly is not what was called wrongly."""
    window.choose("lab.arithmetic", "divide")
    window.call("1", "0")
    window.wait_for(re.compile("ZeroDivisionError"))
    assert len(rows(window)) == 2


def test_edited(window):
    window.choose("lab.arithmetic", "multiply")
    window.find("toggle button", "Signature").do()
    window.wait_for_focus("Parameters")
    ui.type_text("first, 2nd")
    window.wait_for("“2nd” is not a parameter")
    assert not window.find("button", "Apply").has("sensitive")
    ui.press("ctrl+a")
    ui.type_text("first, second: float = 2.0")
    ui.press("Return")
    window.wait_for("Edited by you")
    window.wait_for("(first, second: float = 2.0)")
    ui.wait(lambda: rows(window) == ["Argument 1"] and "omitted" in window.texts(), message="the form has other rows")
    window.find("toggle button", "Signature").do()
    window.wait_for_focus("Parameters")
    window.press("Forget Edit")
    window.wait_for("Pyro does not tell what a method takes")


def open_menu(window, steps):
    window.find("toggle button", "More About the Object").do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    ui.press(*["Down"] * steps, "Return")


def test_probe(window):
    name = window.add_counter()
    window.choose(name)
    open_menu(window, 1)
    window.wait_for(re.compile("a decorator, may run code"))
    assert not window.find("button", "Probe").has("sensitive")
    for _ in range(4):
        if (focused := window.focused()) and focused.name == "increment":
            break
        ui.press("Tab")
    ui.press("space")
    window.press("Probe")
    window.wait_for("(…=…)")
    ui.press("Escape")
    window.choose(name, "increment")
    window.wait_for("From a probe")
    window.wait_for("omitted")  # the row for what the probe found
    window.press("Call")
    ui.wait(lambda: [node.text for node in window.all("text", "Result")] == ["1"], message="the probe counted")


def test_facts(window):
    window.choose("lab.stage")
    open_menu(window, 3)
    window.wait_for("Server Type")
    window.wait_for("Objects")
    window.wait_for("Pyro5 (502)")
    ui.press("Escape")


def test_compare(window):
    window.choose("lab.arithmetic")
    ui.wait(lambda: "add" in window.members(), message="no members")
    window.choose("lab.clock" if "lab.clock" in window.names() else "lab.stage")
    ui.wait(lambda: window.members() and "add" not in window.members(), message="no members")
    open_menu(window, 2)
    window.wait_for(re.compile(r"^\d+ differences$"))
    window.wait_for("move_to (method)")
    ui.press("Escape")


def test_remembered():
    for round_number in range(2):
        with Network() as network, Window("--ns", network.address, network=network) as window:
            ui.wait(lambda: "lab.camera" in window.names(), message="no names")
            window.choose("lab.camera", "pictures")
            if round_number == 0:
                window.press("Call")
                window.wait_for("1 argument added")
            else:
                window.wait_for("From the server’s answer")
                ui.wait(lambda: rows(window) == ["Argument 1"], message="it was forgotten")


main(test_error_is_schema, test_own_error, test_edited, test_probe, test_facts, test_compare, test_remembered)
