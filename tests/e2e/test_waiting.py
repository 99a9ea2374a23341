#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that take long, hang, or never end: the window goes on, and so does everything else."""
import re
import time

import ui
from pyrolens import NOWHERE, Network, Window, main

SLOW = "30"  # seconds; no test waits for it


def start_slow_call(window):
    window.choose("lab.camera", "expose")
    window.call(SLOW)
    window.wait_for("Waiting for the Answer")


def wait_for_result(window, text):
    ui.wait(lambda: [node.text for node in window.all("text", "Result")] == [text],
            message=f"the result is not {text}")


def test_cancel(window):
    start_slow_call(window)
    before = time.monotonic()
    window.press("Cancel")
    window.wait_for("Cancelled", 2)
    assert time.monotonic() - before < 2
    window.wait_for("Pyrolens waits no longer. The method may still be running on the server.")
    window.does_not_show("Waiting for the Answer")

    # The method does still run, and neither its object nor any other is blocked by it.
    window.call("0")
    window.wait_for(re.compile("^dict, 3 items · "), 5)
    window.choose("lab.arithmetic", "add")
    window.call("1", "2")
    wait_for_result(window, "3")


def test_other_calls_meanwhile(window):
    start_slow_call(window)
    window.choose("lab.camera", "gain")  # on the same object
    window.press("Read")
    wait_for_result(window, "1.0")
    window.choose("lab.arithmetic", "multiply")  # and on another
    window.call("6", "7")
    wait_for_result(window, "42")
    window.choose("lab.camera", "expose")
    window.wait_for("Waiting for the Answer")
    window.press("Cancel")
    window.wait_for("Cancelled", 2)


def test_window_is_never_blocked(window):
    start_slow_call(window)
    window.focus_names()
    for text, left in ("weath", ["lab.weather"]), ("archiv", ["lab.archive"]):
        before = time.monotonic()
        ui.press("ctrl+a")
        ui.type_text(text)
        ui.wait(lambda: window.names()[1:] == left, 3, "the filter does nothing")
        assert time.monotonic() - before < 3
    running = [text for text in window.texts() if re.fullmatch(r"\d+\.\d+ s", text)]
    ui.wait(lambda: [text for text in window.texts() if re.fullmatch(r"\d+\.\d+ s", text)] != running,
            3, "the clock of the call stands still")


def test_time_limit(window):
    window.choose("lab.camera", "expose")
    window.find("toggle button", "No Limit").do("click")
    ui.wait(lambda: (row := window.focused()) and row.role == "list item", message="no list of limits")
    ui.press("Down", "Return")  # its rows can't be acted on from here
    window.find("combo box", "2 s")
    before = time.monotonic()
    window.call(SLOW)
    window.wait_for("Could not call expose: No answer came within 2.00 s", 6)
    assert time.monotonic() - before > 2
    window.wait_for("No Answer")
    window.call("0")
    window.wait_for(re.compile("^dict, 3 items · "), 5)


def test_server_killed_during_a_call(window):
    start_slow_call(window)
    window.network.kill()
    window.wait_for("No Answer")
    sentence = window.wait_for(re.compile("^Could not call expose: "))
    assert "\n" not in sentence and not sentence.endswith("."), sentence
    window.wait_for(f"Nothing listens at {window.network.address}")  # says the head of its names

    with Network() as other:
        ui.press("ctrl+l")
        window.find("text", "Address").text = other.address
        ui.press("Return")
        window.focus_names()
        window.find("entry", "Filter Names").text = "lab.weather"
        ui.wait(lambda: window.names()[1:] == ["lab.weather", other.address, "lab.weather"],
                message="no new names")
        window.go_down_to("Names", "lab.weather", 2)
        ui.press("Return")
        window.find("entry", "Filter Methods and Attributes").text = "temperature"
        ui.wait(lambda: window.members() == ["temperature"], message="no temperature")
        ui.press("Return")
        window.find("grouping", "temperature")
        window.press("Call")
        wait_for_result(window, "18.25")


def test_name_server_that_is_not_there():
    with Window("--ns", NOWHERE) as window:
        window.wait_for(f"Nothing listens at {NOWHERE}")
        assert window.names() == [NOWHERE]
        window.press("Try Again")
        window.wait_for(f"Nothing listens at {NOWHERE}")


def test_quit_during_a_call(window):
    start_slow_call(window)
    before = time.monotonic()
    ui.press("ctrl+q")
    window.process.wait(5)
    assert window.process.returncode == 0 and time.monotonic() - before < 5


main(test_cancel, test_other_calls_meanwhile, test_window_is_never_blocked, test_time_limit,
     test_server_killed_during_a_call, test_name_server_that_is_not_there, test_quit_during_a_call)
