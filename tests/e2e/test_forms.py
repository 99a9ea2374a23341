#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of a call: types, what is omitted, a line of Python, how it is sent, earlier calls, streams."""
import os
import re
import subprocess

import ui
from pyrolens import main


def choose_type(window, number, steps):
    """Takes the type that is so many rows below the first one of the menu."""
    subprocess.run(["xdotool", "mousemove", "0", "0"], check=True)  # what it points at would be chosen
    window.all("button", re.compile("^Type: "))[number].find("toggle button").do()
    ui.wait(lambda: (node := window.focused()) and node.role == "menu item", message="the menu does not open")
    ui.press(*["Down"] * steps, "Return")


def result(window):
    return [node.text for node in window.all("text", "Result")]


def test_types(window):
    window.choose("lab.echo", "same")
    window.fill("9007199254740993")
    choose_type(window, 0, 2)
    ui.wait(lambda: window.all(None, "Type: int"), message="it is no int")
    window.wait_for_focus("Argument 1")
    ui.press("Page_Up")
    window.press("Call")
    ui.wait(lambda: result(window) == ["9007199254740994"], message="it is not one more, exactly")

    choose_type(window, 0, 4)
    ui.wait(lambda: window.all(None, "Type: str"), message="it is no str")
    window.find("text", "Argument 1").text = "it's text"
    window.press("Call")
    window.wait_for('same("it\'s text")')


def test_states(window):
    window.choose(window.add_counter(), "increment")
    window.fill("5")
    window.find(None, "Omit").do()
    window.wait_for("omitted")
    window.press("Call")
    window.wait_for("increment()")
    ui.wait(lambda: result(window) == ["1"], message="the default was not taken")
    window.find(None, "Send").do()
    window.press("Call")
    window.wait_for("increment(5)")


def test_line(window):
    window.choose("lab.echo", "echo")
    ui.press("ctrl+e")
    window.wait_for_focus("Arguments in Python")
    ui.type_text("'AAA', *[1, 2], when=(3")
    window.wait_for(re.compile(r"^The \( opened at line 1, column 22 is not closed$"))
    ui.press("Return")  # it is not sent
    window.wait_for("The result appears here.")
    ui.type_text(",)")
    ui.press("Return")
    window.wait_for("echo('AAA', 1, 2, when=(3,))")
    ui.press("ctrl+e")
    ui.wait(lambda: window.all("text", "Argument 1"), message="the rows do not come back")
    assert window.find("text", "Argument 1").text == "'AAA'"
    assert window.find("text", "More Arguments").text == "[1, 2]"
    assert window.find("text", "Value of when").text == "(3,)"
    window.find("text", "Argument 1").text = "'BBB'"
    ui.press("ctrl+e")
    ui.wait(lambda: window.find("text", "Arguments in Python").text == "'BBB', *[1, 2], when=(3,)",
            message="the line does not follow the rows")
    ui.press("ctrl+e")


def test_arrival(window):
    window.choose(window.add_counter(), "increment")  # nobody typed into its form before
    window.fill("(1, 2)")
    window.wait_for("Arrives as it is with serpent")
    window.fill("b'x'")
    window.wait_for("Arrives as ({'data': 'eA==', 'encoding': 'base64'}) with serpent")
    window.find("text", "Argument 1").text = "["
    ui.wait(lambda: not [text for text in window.texts() if text.startswith("Arrives")],
            message="it says what arrives of what is no value")


def open_options(window, focused):
    window.wait_for_focus(focused)
    ui.press("alt+o")
    ui.wait(lambda: window.all(None, "One-Way"), message="the options do not open")


def test_options(fresh):
    window = fresh
    window.choose("lab.echo", "annotated")
    open_options(window, "Argument")
    window.press("Annotation")
    window.find("text", "Key").text = "STRM"
    window.wait_for("STRM is a key that Pyro itself uses")
    window.press("Call")
    window.wait_for("The result appears here.")
    window.find("text", "Key").text = "USER"
    window.find("text", "Value of USER").text = "hello"
    window.find("text", re.compile("^Correlation ID")).text = "12345678-1234-5678-1234-567812345678"
    window.press("Call")
    window.wait_for(re.compile("^dict, 2 items"))
    window.find("radio button", "Python").do("click")
    shown = window.find("text", "Result").text
    assert "12345678-1234-5678-1234-567812345678" in shown and "aGVsbG8=" in shown, shown

    window.choose("lab.echo", "same")
    window.wait_for_focus("Argument 1")  # it was called before, with one
    ui.wait(lambda: not window.all("text", "Key"), message="the annotation is that of another method")
    window.fill("1")
    ui.press("alt+o", "alt+o")  # closed, and opened with the focus in it
    for _ in range(6):
        ui.press("Tab")
        if (focused := window.focused()) and focused.name == "One-Way":
            break
    ui.press("space")
    ui.wait(lambda: "serpent · one-way" in window.texts(), message="it is not one-way")
    window.press("Call")
    window.wait_for("Sent")


def test_history(window):
    window.choose("lab.stage", "move_to")
    window.call("1", "2")
    window.wait_for("move_to(1, 2)")
    window.call("3", "4")
    window.wait_for("move_to(3, 4)")
    ui.press("ctrl+h")
    ui.wait(lambda: window.items("Earlier Calls") == ["move_to(3, 4)", "move_to(1, 2)"], message="another history")
    ui.type_text("1, 2")
    ui.wait(lambda: window.items("Earlier Calls") == ["move_to(1, 2)"], message="it is not filtered")
    ui.press("Return")
    ui.wait(lambda: window.find("text", "Argument 1").text == "1" and window.find("text", "Argument 2").text == "2",
            message="the arguments do not come back")


def test_clear_history(fresh):
    """What is forgotten is in no file any more, and is there again when that is undone."""
    def kept():
        path = os.path.join(os.environ["XDG_DATA_HOME"], "pyrolens", "history.pyl")
        with open(path, encoding="utf-8") as file:
            return file.read()

    def earlier(*calls):
        ui.press("ctrl+h")
        ui.wait(lambda: fresh.all("entry", "Filter Earlier Calls") and fresh.items("Earlier Calls") == list(calls),
                message=f"the history is not {calls}")

    def leave():
        ui.press("Escape")
        ui.wait(lambda: not fresh.all("entry", "Filter Earlier Calls"), message="the history stays open")

    fresh.choose("lab.stage", "stop")
    earlier()
    assert not fresh.find("button", "Clear the History of This Method").has("sensitive")
    leave()
    fresh.choose("lab.stage", "move_to")
    fresh.call("987654", "1")
    fresh.wait_for("move_to(987654, 1)")
    fresh.call("987654", "2")
    fresh.wait_for("move_to(987654, 2)")
    ui.press("ctrl+h")
    ui.wait(lambda: fresh.items("Earlier Calls")[:2] == ["move_to(987654, 2)", "move_to(987654, 1)"],
            message="another history")
    before = fresh.items("Earlier Calls")
    fresh.press("Clear the History of This Method")
    fresh.wait_for(re.compile("^[0-9]+ earlier calls are forgotten$"))
    assert "987654" not in kept()
    fresh.press("Undo")
    ui.wait(lambda: kept().count("987654") == 2, message="it is not undone")
    earlier(*before)
    leave()
    ui.press("ctrl+j")
    fresh.wait_for_focus("Filter Calls")
    fresh.find("toggle button", "Activity Menu").do("click")
    fresh.find("menu item")
    ui.press("Down", "Return")
    fresh.wait_for(re.compile("^[0-9]+ earlier calls are forgotten$"))
    assert kept() == ""
    fresh.press("Undo")
    ui.wait(lambda: kept().count("987654") == 2, message="not all is undone")


def test_stream(window):
    window.choose("lab.camera", "pictures")
    window.call("3")
    window.wait_for(re.compile("^Paused · 0 items"))
    window.wait_for("Next asks for one item, Run for all of them")
    window.wait_for(re.compile("^Paused · 0 items · open for [0-9]+ s$"))  # goes on
    window.find("toggle button", "About the Stream").do("click")
    window.wait_for(re.compile("^Stream [-0-9a-f]{36}"))
    ui.press("Escape")
    ui.press("alt+n")
    window.wait_for(re.compile("^Paused · 1 item · "))
    window.press("Run")
    window.wait_for(re.compile("^Ended · 3 items · "))
    assert len(window.items("Items")) == 3
    assert not window.find("button", "Next").has("sensitive")
    window.find("entry", "Filter Items").text = "nothing of that kind"
    window.wait_for("No item has this text in it")


def test_stream_closed(window):
    window.choose("lab.camera", "pictures")
    window.call("1000000")
    window.wait_for(re.compile("^Paused · 0 items"))
    window.press("Run")
    window.wait_for(re.compile(r"^Running · .* a second · "))
    window.press("Pause")
    window.wait_for(re.compile("^Paused · "))
    window.press("Close")
    window.wait_for(re.compile("^Closed · "))


main(test_types, test_states, test_line, test_arrival, test_options, test_history, test_clear_history, test_stream,
     test_stream_closed)
