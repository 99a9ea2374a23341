#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main task, as a person does it: with-display.sh window.py NETWORK PROGRAM PICTURE

On the demo network NETWORK, PROGRAM filters names, calls a method with two arguments, shows a remote
exception with its frames, and gives up a call that hangs. PICTURE is the window with a result.
"""
import subprocess
import sys

import ui

network = subprocess.Popen([sys.executable, sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
address = network.stdout.readline().split()[1]


def names(app):
    return [node.name for node in app.all("list item")]


def shows(app, text):
    return [node for node in app.all() if text in (node.name or "") or node.role == "text" and text in node.text]



def call(app, *arguments):
    for number, argument in enumerate(arguments, 1):
        if not app.all("text", f"Argument {number}"):
            app.find("button", "Argument").do("click")
        app.find("text", f"Argument {number}").text = argument
    app.find("button", "Call").do("click")


try:
    with ui.App(sys.argv[2], "--ns", address) as app:
        ui.wait(lambda: "lab.arithmetic" in names(app), message="no names", node=app.root)
        ui.focus("Pyrolens")
        ui.type_text("arith")
        ui.wait(lambda: "lab.stage" not in names(app), message="the filter does nothing", node=app.root)
        ui.press("Return")
        ui.wait(lambda: "divide" in names(app), message="no methods", node=app.root)
        ui.type_text("divide")
        ui.wait(lambda: "multiply" not in names(app), message="the members are not filtered", node=app.root)
        ui.press("Return")
        call(app, "10", "4")
        ui.wait(lambda: shows(app, "2.5"), message="no result", node=app.root)
        ui.picture(sys.argv[3])

        call(app, "10", "0")
        ui.wait(lambda: shows(app, "ZeroDivisionError"), message="no exception", node=app.root)
        ui.wait(lambda: shows(app, "return a / b"), message="no frame", node=app.root)

        network.stdin.write("add lab.newcomer\n")
        network.stdin.flush()
        assert network.stdout.readline() == "done\n"
        ui.press("ctrl+f")
        ui.type_text("newcomer")
        ui.wait(lambda: "lab.newcomer" in names(app), 2, "a new name does not appear", app.root)
    print("ok 1 - the main task\n1..1")
finally:
    network.stdin.close()
    network.wait(10)
