#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panes of the window and what is above them, at each width."""
import contextlib
import pathlib
import tempfile

import ui
from pyrolens import Network, Window, main
from screen import Screen

WIDTHS = 1100, 900, 360  # of three panes, of two and of one
BUTTONS = "Minimize", "Maximize", "Close"
ROOM = 114, 46  # pixels, of the buttons
DARK = 100  # of 255
STILL = 3  # shots that are alike


@contextlib.contextmanager
def laid_out(layout):
    """A window whose buttons are where the desktop says."""
    with tempfile.TemporaryDirectory() as folder:
        gtk = pathlib.Path(folder) / "gtk-4.0" / "settings.ini"
        gtk.parent.mkdir()
        gtk.write_text(f"[Settings]\ngtk-decoration-layout={layout}\ngtk-enable-animations=0\ngtk-cursor-blink=0\n")
        with Network() as network, Window("--ns", network.address, network=network, XDG_CONFIG_HOME=folder) as window:
            ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
            yield window


class Corner:
    """The upper corner of a window where its buttons are; the accessibility bus is told no exact places of them."""

    def __init__(self, window, at_end):
        self.window = window
        self.screen = Screen()
        self.at_end = at_end

    def look(self):
        """The places of all that is dark there: what is on the buttons, and not what is behind them."""
        width, height = self.window.content.extents[2:]
        if any(len(self.window.all("button", name)) != 1 for name in BUTTONS):
            return None
        pixels = self.screen.grab(width, height)
        columns = range(width - ROOM[0], width) if self.at_end else range(ROOM[0])
        return {(x, y) for x in columns for y in range(ROOM[1]) if pixels[4 * (y * width + x) + 1] < DARK}

    def rest(self):
        """What is there when nothing moves any more."""
        shots = [None]

        def is_still():
            shots.append(self.look())
            return shots[-1] and len(shots) > STILL and all(shot == shots[-1] for shot in shots[-STILL:])
        ui.wait(is_still, message="there is not one of each button of the window")
        return shots[-1]


def open_tab(window):
    ui.press("ctrl+t")
    ui.wait(lambda: len(window.all("page tab")) == 2, message="no second tab")


def close_tab(window):
    ui.press("ctrl+w")
    ui.wait(lambda: not window.all("page tab"), message="the tab stays")


def check_buttons(window, corner):
    for width in WIDTHS:
        window.resize(width, 700)
        alone = corner.rest()
        open_tab(window)
        assert corner.rest() == alone, f"a tab moves the buttons of the window, which is {width} wide"
        close_tab(window)
        assert corner.rest() == alone, f"the buttons do not come back to where they were, at {width}"


def test_buttons_at_the_end():
    """A second tab leaves the buttons of the window in their corner, at each width."""
    with laid_out(":minimize,maximize,close") as window:
        check_buttons(window, Corner(window, True))


def test_buttons_at_the_start():
    with laid_out("close,minimize,maximize:") as window:
        check_buttons(window, Corner(window, False))


def test_buttons_beside_doctor():
    """What takes the place of a pane shows no buttons below the bar of tabs either."""
    with laid_out(":minimize,maximize,close") as window:
        window.resize(900, 700)
        corner = Corner(window, True)
        alone = corner.rest()
        open_tab(window)
        window.choose("lab.retired")
        window.press("Find Out Why")
        window.find("button", "Close the Doctor")
        assert corner.rest() == alone
        close_tab(window)
        assert corner.rest() == alone


def test_tabs_where_panes_share_a_place():
    """Each tab shows its members where there is no room for them beside the names."""
    with laid_out(":minimize,maximize,close") as window:
        for width in WIDTHS[1:]:
            window.resize(width, 700)
            window.choose("lab.stage")
            ui.wait(lambda: "move_to" in window.members(), message="the first tab has no members")
            open_tab(window)
            window.wait_for_focus("Filter Names")
            window.choose("lab.echo")
            ui.wait(lambda: "same" in window.members(), message="the second tab has no members")
            ui.press("ctrl+Next")
            ui.wait(lambda: "move_to" in window.members(), message="the first tab has its members no more")
            ui.press("ctrl+Next")
            ui.wait(lambda: "same" in window.members(), message="the second tab has its members no more")
            close_tab(window)
            ui.wait(lambda: "move_to" in window.members(), message="the tab that is left has no members")


def hints(window):
    """Where, from the left, each of these is."""
    return {text: node.extents[0] for text in ("Choose an Object", "Choose a Method") for node in window.all("label", text)}


def test_hint_is_where_one_goes_next():
    """What to choose next is said once, beside what was chosen last, whatever the width."""
    with laid_out(":minimize,maximize,close") as window:
        for width, at in (1100, (250, 550)), (900, (300, 900)), (1920, (300, 680)):
            window.resize(width, 700)
            ui.wait(lambda: list(hints(window)) == ["Choose an Object"], message=f"no hint, or other ones, at {width}")
            assert at[0] <= hints(window)["Choose an Object"] < at[1], (width, hints(window))
        window.wait_for("Calls and their results appear here.")
        window.resize(900, 700)
        window.focus_names()
        window.go_down_to("lab.archive")  # which chooses it, and does not open it
        window.wait_for("Open the Object")
        window.resize(1100, 700)
        window.wait_for("Choose a Method")
        window.choose("lab.stage")
        ui.wait(lambda: list(hints(window)) == ["Choose a Method"], message="not one hint to choose a method")
        window.does_not_show("Calls and their results appear here.")


def test_focus_stays_in_the_form():
    """Whoever types goes on typing there when the panes are arranged anew."""
    with laid_out(":minimize,maximize,close") as window:
        window.choose("lab.echo", "same")
        window.press("Argument")
        window.wait_for_focus("Argument 1")
        for typed, width in ("1", 900), ("12", 1100), ("123", 360), ("1234", 900):
            window.resize(width, 700)
            window.wait_for_focus("Argument 1")
            ui.type_text(typed[-1])
            ui.wait(lambda: window.find("text", "Argument 1").text == typed,
                    message=f"{typed!r} is not there at {width}")
        window.wait_for_focus("Argument 1")


main(test_tabs_where_panes_share_a_place, test_hint_is_where_one_goes_next, test_buttons_at_the_end,
     test_buttons_at_the_start, test_buttons_beside_doctor, test_focus_stays_in_the_form)
