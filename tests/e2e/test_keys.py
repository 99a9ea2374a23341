#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything with the keyboard alone: nothing here is done through the accessibility tree, only read."""
import re

import ui
from pyrolens import main


def wait_for_result(window, text):
    ui.wait(lambda: [node.text for node in window.all("text", "Result")] == [text],
            message=f"the result is not {text}")


def press_until(window, key, name):
    """Presses a key until what has the focus has such a name; gives the names on the way."""
    names = []
    while len(names) < 60:
        ui.press(key)
        focused = window.focused()
        names.append(focused.name if focused else "")
        if re.search(name, names[-1]):
            return names
    raise AssertionError(f"{key} does not lead to {name}, but to {names}")


def open_member(window, name, member):
    """Types from the filter of the names to the form of a member."""
    window.wait_for_focus("Filter Names")
    ui.type_text(name)
    ui.wait(lambda: name in window.names() and len(window.names()) == 2, message=f"{name} is not alone")
    ui.press("Return")
    window.wait_for_focus("Filter Methods and Attributes")
    ui.wait(lambda: member in window.members(), message=f"{name} has no {member}")
    ui.type_text(member)
    ui.wait(lambda: window.members() == [member], message=f"{member} is not alone")
    ui.press("Return")


def test_main_task(window):
    open_member(window, "lab.arithmetic", "divide")
    window.wait_for_focus("Argument")  # the button that adds one
    ui.press("Return")
    window.wait_for_focus("Argument 1")
    ui.type_text("10")
    ui.press("alt+a")
    window.wait_for_focus("Argument 2")
    ui.type_text("4")
    ui.press("ctrl+Return")
    wait_for_result(window, "2.5")

    ui.press("BackSpace")
    ui.type_text("8")
    ui.press("Return")  # in an argument it means the same
    wait_for_result(window, "1.25")

    ui.press("alt+Up")  # the arguments change places
    ui.wait(lambda: [node.text for node in window.all("text", re.compile("^Argument "))] == ["8", "10"],
            message="the argument does not move")
    ui.press("ctrl+Return")
    wait_for_result(window, "0.8")


def test_exception(window):
    open_member(window, "lab.weather", "pressure")
    window.wait_for_focus("Argument")
    ui.press("ctrl+Return")
    window.wait_for("the checksum of [239, 255] is 0xee, not 0x00")
    press_until(window, "Tab", "^_check, lab.py:")  # through the frames, by their names


def test_keyword(window):
    open_member(window, window.add_counter(), "increment")
    window.wait_for_focus("Argument")
    ui.press("alt+k")
    window.wait_for_focus("Keyword")
    ui.type_text("by")
    ui.press("Return")
    window.wait_for_focus("Value of by")
    ui.type_text("5")
    ui.press("Return")
    wait_for_result(window, "5")
    ui.press("ctrl+shift+Delete")  # without the argument it counts by one
    window.wait_for_focus("Argument")
    ui.press("ctrl+Return")
    wait_for_result(window, "6")


def test_wrong_argument(window):
    open_member(window, window.add_counter(), "increment")
    window.wait_for_focus("Argument")
    ui.press("Return")
    window.wait_for_focus("Argument 1")
    ui.type_text("(1,")
    window.wait_for(re.compile(r"^The \( .* is not closed$"))
    ui.press("ctrl+Return")
    window.wait_for("The result appears here.")
    window.wait_for_focus("Argument 1")
    ui.press("ctrl+a")
    ui.type_text("7")
    ui.press("Return")
    wait_for_result(window, "7")  # that is the first call


def test_cancel(window):
    open_member(window, "lab.camera", "expose")
    window.wait_for_focus("Argument")
    ui.press("Return")
    window.wait_for_focus("Argument 1")
    ui.type_text("30")
    ui.press("Return")
    window.wait_for("Waiting for the Answer")
    ui.press("Escape")
    window.wait_for("Cancelled")
    window.wait_for_focus("Argument 1")
    ui.press("ctrl+a")
    ui.type_text("0")
    ui.press("Return")
    window.wait_for(re.compile("^dict, 3 items · "))


def test_attribute(window):
    open_member(window, window.add_counter(), "count")
    window.wait_for_focus("Read")
    ui.press("Return")
    wait_for_result(window, "0")
    press_until(window, "shift+Tab", "^New Value$")
    ui.type_text("12")
    ui.press("Return")
    window.wait_for("Written")


def test_lists(window):
    window.wait_for_focus("Filter Names")
    window.go_down_to("lab.stage")
    ui.press("Return")
    window.wait_for_focus("Filter Methods and Attributes")
    window.go_down_to("move_to")
    ui.press("Return")
    window.find("grouping", "move_to")
    ui.press("ctrl+f")
    window.wait_for_focus("Filter Names")
    ui.type_text("nothing has this name")
    window.wait_for("No Names Found")
    ui.press("Escape")
    ui.wait(lambda: "lab.archive" in window.names(), message="Escape does not clear the filter")


def test_tree(window):
    open_member(window, "lab.archive", "entry")
    window.wait_for_focus("Argument")
    ui.press("Return")
    window.wait_for_focus("Argument 1")
    ui.type_text("'run-00007'")
    ui.press("Return")
    window.find("list item", "'samples'")
    press_until(window, "Tab", "^'number' 7 int")
    press_until(window, "Down", "^'samples' ")
    ui.press("Right")  # opens it
    window.find("list item", "[2]")
    ui.press("Right", "Down", "Right")  # to the second of its children, which opens as well
    window.find("list item", "'channel'")
    ui.press("Left", "Left")  # closes that, then back to its parent
    ui.wait(lambda: not window.all("list item", "'channel'"), message="the row does not close")
    assert window.focused().name.startswith("'samples'"), window.focused()
    ui.press("Left")
    ui.wait(lambda: not window.all("list item", "[2]"), message="the row does not close")


def test_groups_of_names(window):
    """Left goes from a name to its group and closes that, Right opens it and goes in."""
    window.wait_for_focus("Filter Names")
    window.go_down_to("lab.stage")
    ui.press("Left")
    window.wait_for_focus("lab.")
    assert "lab.stage" in window.names(), "the group closes too early"
    ui.press("Left")
    ui.wait(lambda: "lab.stage" not in window.names(), message="the group does not close")
    window.wait_for_focus("lab.")
    ui.press("Right")
    ui.wait(lambda: "lab.stage" in window.names(), message="the group does not open")
    window.wait_for_focus("lab.")
    ui.press("Right")
    window.wait_for_focus("lab.archive")
    ui.press("Right")  # it has nothing to open
    window.wait_for_focus("lab.archive")


def test_tab_goes_round(window):
    """Tab leaves everything that it gets into, reaches all, and comes back."""
    open_member(window, "lab.arithmetic", "add")
    window.wait_for_focus("Argument")
    ui.press("Return")
    window.wait_for_focus("Argument 1")
    seen = press_until(window, "Tab", "^Argument 1$")
    wanted = {"Argument Menu", "Argument", "Other Kinds of Arguments", "No Limit", "Call", "Other Ways to Call", "Connect… (Ctrl+L)", "Main Menu (F10)",
              "Filter Names", "Copy Address", "Refresh (F5)", "Filter Methods and Attributes"}
    assert wanted <= set(seen), f"Tab does not reach {wanted - set(seen)}"


def test_tab_goes_back(fresh):
    """And Shift+Tab leaves each argument for the one before it."""
    open_member(fresh, "lab.arithmetic", "multiply")
    fresh.wait_for_focus("Argument")
    for name in "Argument 1", "Argument 2":
        ui.press("alt+a")
        fresh.wait_for_focus(name)
    seen = press_until(fresh, "shift+Tab", "^Filter Methods and Attributes$")
    assert seen.count("Argument 1") == 1 and "Argument 2" not in seen, seen


def test_dialogs(window):
    ui.press("ctrl+question")
    window.find("dialog", "Keyboard Shortcuts")
    ui.press("Escape")
    ui.wait(lambda: not window.all("dialog"), message="the shortcuts stay")
    window.wait_for_focus("Filter Names")
    ui.press("F10")
    window.find("menu item")
    ui.press("Escape")
    ui.wait(lambda: not window.all("menu item"), message="the menu stays")
    ui.press("F9")
    ui.wait(lambda: not window.names(), message="the sidebar stays")
    ui.press("F9")
    ui.wait(window.names, message="the sidebar does not come back")


def test_sidebar_from_back(fresh):
    """The button that has the focus goes when the sidebar comes back: the keys work all the same."""
    open_member(fresh, "lab.weather", "wind")
    fresh.wait_for_focus("Argument")
    for called in False, True:  # the line of the newest call is at the place of the list of calls
        ui.press("F9")
        ui.wait(lambda: not fresh.names(), message="the sidebar stays")
        press_until(fresh, "shift+Tab", "^Back$")
        ui.press("F9")
        ui.wait(fresh.names, message="the sidebar does not come back")
        press_until(fresh, "Tab", "^Argument$")
        ui.press("ctrl+f")
        fresh.wait_for_focus("Filter Names")
        press_until(fresh, "Tab", "^Argument$")
        if not called:
            ui.press("ctrl+Return")
            fresh.wait_for(re.compile(r"^lab\.weather\.wind\(\) → RuntimeError · "))


main(test_main_task, test_exception, test_keyword, test_wrong_argument, test_cancel, test_attribute, test_lists,
     test_tree, test_groups_of_names, test_tab_goes_round, test_tab_goes_back, test_dialogs, test_sidebar_from_back)
