#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An argument that the serializer cannot carry is marked where it is typed."""
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


main(test_argument)
