#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many calls as one message, and one call many times."""
import re

import ui
from pyrolens import main


def add(window, *arguments):
    window.fill(*arguments)
    ui.press("ctrl+b")


def focus(window, name):
    """Goes on with Tab until it is there."""
    for _ in range(40):
        if (node := window.focused()) and node.name == name:
            return
        ui.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def choose_way(window, key):
    """From the menu beside Call."""
    window.find("button", "Other Ways to Call").find("toggle button").do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    ui.press(key)


def test_batch(window):
    counter = window.add_counter()
    window.choose(counter, "increment")
    window.fill("1")
    choose_way(window, "a")
    ui.wait(lambda: window.items("Batch") == ["increment(1)"], message="it is not in the batch")
    add(window, "20")
    ui.wait(lambda: window.items("Batch") == ["increment(1)", "increment(20)"], message="no second call")
    window.press("Send Batch")
    window.wait_for(re.compile("^2 calls returned · "))
    assert {"1", "21"} <= set(window.texts()), "the results are not in their rows"
    window.press("Back to the Result")
    window.wait_for("The result appears here.")  # none of it was a call of its own
    window.press("Batch (2)")
    focus(window, "One-Way")
    ui.press("space")
    window.press("Send Batch")
    window.wait_for("Sent; no answer comes to a one-way batch")
    window.fill("0")
    window.press("Call")
    ui.wait(lambda: [node.text for node in window.all("text", "Result")] == ["42"],
            message="the one-way batch was not carried out")


def test_raised(window):
    window.choose("lab.arithmetic", "divide")
    add(window, "6", "2")
    add(window, "1", "0")
    add(window, "8", "2")
    window.press("Send Batch")
    window.wait_for(re.compile("^1 of 3 calls returned; the next one raised an exception"))
    for text in ("3.0", "ZeroDivisionError: division by zero", "Not made, as a call before it raised an exception"):
        window.wait_for(text)
    focus(window, "divide(1, 0)")
    ui.press("Return")
    window.find("button", "Back to the Batch")
    window.wait_for(re.compile(r"^divide, lab\.py:"))
    window.press("Back to the Batch")
    ui.wait(lambda: len(window.items("Batch")) == 3, message="no way back to the batch")


def test_edit(window):
    window.choose("lab.stage", "move_to")
    for n in ("1", "2", "3"):
        add(window, n, n)
    ui.wait(lambda: len(window.items("Batch")) == 3, message="they are not in the batch")
    focus(window, "move_to(1, 1)")
    ui.press("Down", "Down")
    window.wait_for_focus("move_to(3, 3)")
    ui.press("alt+Up", "alt+Up")
    ui.wait(lambda: window.items("Batch") == ["move_to(3, 3)", "move_to(1, 1)", "move_to(2, 2)"],
            message="it does not move")
    ui.press("Delete")
    ui.wait(lambda: window.items("Batch") == ["move_to(1, 1)", "move_to(2, 2)"], message="it is not removed")
    window.press("Undo")
    ui.wait(lambda: len(window.items("Batch")) == 3, message="it does not come back")
    window.choose("lab.stage", "home")  # of another method: the batch stays
    window.find("list item", "move_to(1, 1)").find("toggle button", "Menu of the Call").do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    ui.press("e")
    window.wait_for_focus("Argument 1")
    window.find("text", "Argument 1").text = "9"
    ui.press("ctrl+b")
    ui.wait(lambda: window.items("Batch") == ["move_to(3, 3)", "move_to(9, 1)", "move_to(2, 2)"],
            message="the call does not change in its place")


def test_repeat(window):
    window.choose(window.add_counter(), "increment")
    window.fill("1")
    choose_way(window, "r")
    window.wait_for_focus("Times")
    ui.press("ctrl+a")
    ui.type_text("none")
    ui.press("Return")
    window.wait_for("From 1 to 100000 times")
    ui.press("ctrl+a")
    ui.type_text("250")
    ui.press("Return")
    window.wait_for("250 of 250 calls")
    for text in ("Least", "Mean", "95% Within", "Greatest"):
        window.wait_for(text)
    ui.wait(lambda: "–" not in window.texts(), message="a time is missing")
    window.find("text", "Times").text = "100000"
    window.press("Start")
    window.press("Stop")
    made = int(window.wait_for(re.compile("^[0-9]+ of 100000 calls$")).split()[0])
    window.press("Back to the Result")
    window.press("Call")
    # One at most was on its way when it was stopped.
    ui.wait(lambda: (shown := window.all("text", "Result")) and int(shown[0].text) in (251 + made, 252 + made),
            message="not all calls were counted")


main(test_batch, test_raised, test_edit, test_repeat)
