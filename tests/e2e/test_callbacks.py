#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An object that is hosted here is called by Python while one looks."""
import re
import subprocess
import sys

import ui
from pyrolens import main

STEPS = 14  # down from the first type
FOLDER = sys.argv[3]  # for a picture
CALL = "import sys, Pyro5.api; Pyro5.api.Proxy(sys.argv[1]).notify(7, 'done')"


def choose_proxy(window):
    subprocess.run(["xdotool", "mousemove", "0", "0"], check=True)  # what it points at would be chosen
    window.find("button", re.compile("^Type: ")).find("toggle button").do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    ui.press(*["Down"] * STEPS, "Return")
    ui.wait(lambda: window.all(None, "Type: Object"), message="it is no object")


def test_hosted(window):
    window.choose("lab.echo", "same")
    window.press("Argument")
    choose_proxy(window)
    window.find("button", "Host a Callback Object").find("toggle button").do()
    window.wait_for_focus("Methods")
    ui.press("Return")
    uri = ui.wait(lambda: (text := window.find("text", "Argument 1").text).startswith("PYRO:") and text,
                  message="the object is not in the argument")
    assert "@127.0.0.1:" in uri, uri
    window.wait_for("Hosted object, not yet called")
    subprocess.run([sys.executable, "-c", CALL, uri], check=True, timeout=30)
    window.wait_for("Hosted object, called 1 time")
    ui.wait(lambda: window.items("Incoming Calls") == ["notify(7, 'done')"], message="the call is not shown")
    ui.picture(FOLDER + "/callbacks.png")
    window.press("Stop")
    ui.wait(lambda: not window.all("list", "Incoming Calls"), message="it is still hosted")
    failed = subprocess.run([sys.executable, "-c", CALL, uri], stderr=subprocess.PIPE, text=True, timeout=30)
    assert "CommunicationError" in failed.stderr, failed.stderr


main(test_hosted)
