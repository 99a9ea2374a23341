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
    # Sought anew: what went away may be said to show for ever.
    assert not window.all("button", "Cancel")
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
    window.press("Cancel")


def test_time_limit(fresh):
    fresh.choose("lab.camera", "expose")
    fresh.find("toggle button", "No Limit").do("click")
    ui.wait(lambda: (row := fresh.focused()) and row.role == "list item", message="no list of limits")
    ui.press("Down", "Return")  # its rows can't be acted on from here
    fresh.find("combo box", "2 s")
    before = time.monotonic()
    fresh.call(SLOW)
    fresh.wait_for("No answer came within 2.00 s", 6)
    assert time.monotonic() - before > 2
    fresh.wait_for("No Answer")
    fresh.call("0")
    fresh.wait_for(re.compile("^dict, 3 items · "), 5)


def test_server_killed_during_a_call(fresh):
    start_slow_call(fresh)
    fresh.network.kill()
    fresh.wait_for("No Answer")
    sentence = fresh.wait_for(re.compile("^The program at "))
    assert "\n" not in sentence and not sentence.endswith("."), sentence
    fresh.wait_for(f"Nothing listens at {fresh.network.address}")  # says the head of its names

    with Network() as other:
        ui.press("ctrl+l")
        fresh.find("text", "Address").text = other.address
        ui.press("Return")
        fresh.focus_names()
        fresh.find("entry", "Filter Names").text = "lab.weather"
        ui.wait(lambda: fresh.names()[1:] == ["lab.weather", other.address, "lab.weather"],
                message="no new names")
        fresh.go_down_to("lab.weather", 2)
        ui.press("Return")
        fresh.find("entry", "Filter Methods and Attributes").text = "temperature"
        ui.wait(lambda: fresh.members() == ["temperature"], message="no temperature")
        ui.press("Return")
        fresh.find("grouping", "temperature")
        fresh.press("Call")
        wait_for_result(fresh, "18.25")


def test_name_server_that_is_not_there():
    with Window("--ns", NOWHERE) as window:
        window.wait_for(f"Nothing listens at {NOWHERE}")
        assert window.names() == [NOWHERE]
        window.press("Try Again")
        window.wait_for(f"Nothing listens at {NOWHERE}")


def test_quit_during_a_call(fresh):
    start_slow_call(fresh)
    before = time.monotonic()
    ui.press("ctrl+q")
    fresh.process.wait(5)
    assert fresh.process.returncode == 0 and time.monotonic() - before < 5


main(test_cancel, test_other_calls_meanwhile, test_window_is_never_blocked, test_time_limit,
     test_server_killed_during_a_call, test_name_server_that_is_not_there, test_quit_during_a_call)
