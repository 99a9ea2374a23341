# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings a window into each of its states, one after the other, for those who want to look at it there.

    for state in states.walk(window):
        look(state, window)

Whoever looks may change the width of the window, but not what is in it. It works in any language: texts are named in
English, and whatever shows other than as a whole is recognised by what is in no language.
"""
import base64
import re
import subprocess
import sys
import zlib

import ui

SIZE = 1100, 700  # at which all panes are there
# They close when the window is given another size.
POPUPS = {"hosting", "signature", "menu-server", "menu-name", "menu-main"}
# Of which there is a picture as well where the names and the members share a place beside the call.
TWO_PANES = {"names", "object", "method", "result-tree", "result-table", "error-raised", "watch", "stream", "form-rows",
             "doctor", "tabs"}
ROWS = "[{'city': 'Berlin', 'wind': 3}, {'city': 'Bonn', 'wind': 1}, {'city': 'Kiel', 'wind': 2}]"
NUMBERS = "[1, 4, 2, 8, 5, 7, 1, 4, 2, 8, 5, 7]"
NOTIFY = "import sys, Pyro5.api; Pyro5.api.Proxy(sys.argv[1]).notify(7, 'done')"


def make_png():
    """16 by 16 pixels of one colour."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    header = (16).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    pixels = zlib.compress((b"\0" + b"\x35\x84\xe4" * 16) * 16)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# ---- What one does ----

def call(window, *arguments, says):
    window.call(*arguments)
    window.wait_for(re.compile(says))


def switch(window, view):
    window.find("radio button", view).do("click")
    ui.wait(lambda: window.find("radio button", view).has("checked"), message=f"{view} does not show")


def open_menu(window, button, steps=None):
    """Opens a menu, and goes so many items down and takes that one."""
    subprocess.run(["xdotool", "mousemove", "1999", "999"], check=True)  # what it points at would be chosen
    button.do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    if steps is not None:
        ui.press(*["Down"] * steps, "Return")


def close_menu(window):
    ui.press("Escape")
    ui.wait(lambda: not window.all("menu item"), message="the menu stays")


def about_object(window, steps):
    open_menu(window, window.find("toggle button", "More About the Object"), steps)


def about_result(window, steps):
    open_menu(window, window.find("toggle button", "More About the Result"), steps)
    window.find("button", "Back to the Result")


def menu_of_name(window, name, steps=None):
    window.focus_names()
    window.lasting("entry", "Filter Names").text = name
    ui.wait(lambda: name in window.names(), message=f"no {name}")
    ui.press("Tab")
    for _ in range(5):
        if (focused := window.focused()) and focused.name == name:
            break
        ui.press("Down")
    ui.press("Menu")
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    if steps is not None:
        ui.press(*["Down"] * steps, "Return")


def close_dialog(window):
    for _ in range(3):
        ui.press("Escape")
        try:
            ui.wait(lambda: not window.all("dialog"), 1)
            return
        except AssertionError:
            pass  # Escape emptied a filter first
    raise AssertionError("the dialog stays")


# ---- States ----

def browse(window):
    yield "names"
    window.focus_names()
    window.find("entry", "Filter Names").text = "no such name"
    ui.wait(lambda: not window.names(), message="names are left")
    yield "names-none"
    window.find("entry", "Filter Names").text = "/(/"
    yield "names-mistake"
    window.choose("lab.stage")
    ui.wait(lambda: "move_to" in window.members(), message="no members")
    yield "object"
    window.find("entry", "Filter Methods and Attributes").text = "no such member"
    ui.wait(lambda: not window.members(), message="members are left")
    yield "object-none"
    window.choose("lab.retired")
    window.wait_for("Nothing Answers There")
    yield "object-refused"


def show_results(window):
    window.choose("lab.echo", "same")
    yield "method"
    for state, literal, view in (("table", ROWS, "Table"), ("json", ROWS, "JSON"), ("python", ROWS, "Python"),
                                 ("plot", NUMBERS, "Plot"), ("tree", ROWS, "Tree")):
        call(window, literal, says="list, ")
        switch(window, view)
        yield f"result-{state}"
    about_result(window, 1)
    yield "result-compare"
    about_result(window, 0)
    yield "result-message"
    window.press("Back to the Result")
    call(window, "42", says="int · ")
    yield "result-scalar"
    call(window, "None", says="^.{0,3}None")
    yield "result-none"
    call(window, repr({"data": base64.b64encode(make_png()).decode(), "encoding": "base64"}), says="dict, ")
    for view in "Image", "Hex":
        switch(window, view)
        yield f"result-{view.lower()}"
    switch(window, "Tree")
    window.call("[1, 2")
    window.find("alert")
    yield "error-literal"
    window.fill("'PYRO:lab.stage@127.0.0.1:1'")
    window.press("Call")
    window.find("button", "Open the Object")
    yield "result-object"


def show_errors(window):
    for state, name, member in ("raised", "lab.weather", "wind"), ("raised-deep", "lab.weather", "pressure"):
        window.choose(name, member)
        window.press("Call")
        window.find("grouping", "Traceback")
        yield f"error-{state}"
    window.choose("lab.arithmetic", "divide")
    window.call("1", "0")
    window.wait_for("ZeroDivisionError")
    yield "error-explained"


def show_calls(window):
    window.choose("lab.camera", "expose")
    window.call("60")
    window.find("button", "Cancel")
    window.wait_for("Waiting for the Answer")
    yield "busy"
    window.press("Cancel")
    window.wait_for("Cancelled")
    yield "cancelled"
    window.choose("lab.camera", "shutdown_lamp")
    window.press("Call")
    window.wait_for("Sent")
    yield "oneway"
    window.choose("lab.stage", "position")
    yield "attribute"
    window.press("Read")
    window.wait_for(re.compile("tuple, "))
    yield "attribute-read"
    window.choose("example.counter", "count")
    window.press("Watch")
    window.find("image", "Plot")
    window.find("button", "Stop")
    yield "watch"
    window.press("Stop")
    window.choose("example.counter", "increment")
    open_menu(window, window.find("button", "Other Ways to Call").find("toggle button"), 2)
    window.find("button", "Start")
    window.press("Start")
    ui.wait(lambda: "–" not in window.texts(), 20, "the calls do not end")
    yield "repeat"
    window.press("Back to the Result")
    window.choose("lab.stage", "move_to")
    for n in "1", "400":
        window.fill(n, n)
        ui.press("ctrl+b")
    ui.wait(lambda: len(window.items("Batch")) == 2, message="they are not in the batch")
    yield "batch"
    window.press("Send Batch")
    window.wait_for(re.compile("LimitError"))
    yield "batch-answered"
    window.press("Back to the Result")


def show_stream(window):
    window.choose("lab.camera", "pictures")
    window.call("5")
    window.find("button", "Run")
    yield "stream"
    window.press("Run")
    ui.wait(lambda: not window.find("button", "Next").has("sensitive"), message="the stream does not end")
    yield "stream-ended"


def show_forms(window):
    window.choose("lab.echo", "echo")
    ui.press("ctrl+e")
    window.find("text", "Arguments in Python").text = "1, 'two', b'three', key=[4, {'five': (6,)}]"
    yield "form-line"
    ui.press("ctrl+e")
    window.find("text", "Argument 1")
    yield "form-rows"
    ui.press("alt+o")
    window.find(None, "One-Way")
    yield "form-options"
    ui.press("alt+o")
    open_menu(window, window.find("toggle button", "Other Kinds of Arguments"), 1)
    window.find("button", "Host")
    yield "hosting"
    window.press("Host")
    uri = ui.wait(lambda: next((node.text for node in window.all("text") if node.text.startswith("PYRO:")), None),
                  message="no object is hosted")
    subprocess.run([sys.executable, "-c", NOTIFY, uri], check=True, timeout=30)
    ui.wait(lambda: window.items("Incoming Calls"), message="the call is not shown")
    yield "hosted"
    window.press("Stop")


def show_signatures(window):
    window.choose("lab.stage", "move_to")
    window.find("toggle button", "Signature").do()
    window.wait_for_focus("Parameters")
    ui.type_text("x, 2nd")
    yield "signature"
    ui.press("Escape")
    for state, steps in ("probe", 1), ("compare-interface", 2), ("server", 3):
        about_object(window, steps)
        window.find("dialog")
        yield state
        close_dialog(window)


def show_registry(window):
    menu = window.find("toggle button", "Server Menu")
    open_menu(window, menu)
    yield "menu-server"
    close_menu(window)
    open_menu(window, menu, 3)
    window.find("dialog", "Register Name")
    yield "register"
    close_dialog(window)
    menu_of_name(window, "lab.weather")
    yield "menu-name"
    close_menu(window)
    for state, steps, title in ("tags", 5, "Edit Tags"), ("rename", 6, "Rename"):
        menu_of_name(window, "lab.weather", steps)
        window.find("dialog", title)
        yield state
        close_dialog(window)
    menu_of_name(window, "lab.retired", 3)
    window.wait_for("What Was Checked")
    yield "doctor"
    window.press("Close the Doctor")


def show_dialogs(window):
    for keys, state in ("ctrl+l", "connect"), ("ctrl+question", "shortcuts"), ("ctrl+comma", "preferences"):
        ui.press(keys)
        window.find("dialog")
        yield state
        close_dialog(window)
    ui.press("F10")
    window.find("menu item")
    yield "menu-main"
    close_menu(window)
    ui.press("F1")
    window.wait_for_focus("Search the Help")
    yield "help"
    ui.type_text("pyrometa")
    ui.wait(lambda: len(window.all("list item")) < 12, message="the search does not search")
    ui.press("Return")
    yield "help-page"
    ui.press("Escape")
    close_dialog(window)
    ui.press("ctrl+k")
    window.wait_for_focus("Go To")
    ui.type_text("arch")
    window.find("list item", "lab.archive")
    yield "palette"
    ui.press("ctrl+a")
    ui.type_text("xqj")
    window.wait_for("Nothing Found")
    yield "palette-none"
    close_dialog(window)
    ui.press("ctrl+j")
    window.wait_for_focus("Filter Calls")
    yield "activity"
    ui.press("ctrl+j")
    ui.press("ctrl+t")
    ui.wait(lambda: len(window.all("page tab")) == 2, message="no second tab")
    yield "tabs"
    ui.press("ctrl+w")


# A window can show one after the other. GTK 4.18 lets each item of a menu that was opened note what it is labelled by anew
# whenever the panes are arranged anew, and forgets none of the notes: one window that is made narrow and wide for each state
# takes seconds for that in the end.
LOOKING = browse, show_results, show_errors, show_calls, show_stream
DOING = show_forms, show_signatures, show_registry, show_dialogs


def walk(window, parts=LOOKING + DOING):
    for part in parts:
        for state in part(window):
            yield state
            window.resize(*SIZE)
