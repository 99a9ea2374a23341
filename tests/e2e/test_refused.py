#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong: an argument that the serializer cannot carry, and exceptions that led to one another."""
import sys

import ui
from pyrolens import main

FOLDER = sys.argv[3]  # for a picture


def choose_json(window):
    ui.press("alt+o")
    ui.wait(lambda: window.all(None, "One-Way"), message="the options do not open")
    for _ in range(6):
        if (focused := window.focused()) and focused.name.startswith("Serializer"):
            break
        ui.press("Tab")
    ui.press("space")
    ui.wait(lambda: (node := window.focused()) and node.role == "list item", message="the serializers are not shown")
    ui.press("Down", "Return")
    ui.wait(lambda: [text for text in window.texts() if text.startswith("json")], message="it is not json")


def test_argument(window):
    window.choose("lab.echo", "echo")
    window.wait_for_focus("Argument")
    choose_json(window)
    window.call("1", "b'x'")
    window.wait_for("Not Sent")
    window.wait_for("Not sent: json cannot carry bytes")
    window.wait_for_focus("Argument 2")
    ui.picture(FOLDER + "/refused.png", 1100, 700)
    window.find("text", "Argument 2").text = "2"
    ui.wait(lambda: "Not sent: json cannot carry bytes" not in window.texts(), message="it is said of another value")
    window.press("Call")
    window.wait_for("echo(1, 2)")


def test_chain(window):
    """Each exception is there with what it said, in their order, and the marks of Python are no source."""
    window.choose("lab.weather", "rain")
    window.press("Call")
    window.wait_for("During handling of the above exception, another exception occurred:")
    texts = window.texts()
    cause, sentence, raised = (texts.index(text) for text in (
        "ZeroDivisionError: division by zero", "During handling of the above exception, another exception occurred:",
        "KeyError: 'rain'"))
    assert cause < sentence < raised, (cause, sentence, raised)
    assert "return 1 / 0" in texts, "the source is another"
    window.wait_for("raised here")
    ui.picture(FOLDER + "/chain.png")


main(test_argument, test_chain)
