#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panes of the window and what is above them, at each width."""
import contextlib
import pathlib
import tempfile

import ui
from pyrolens import Network, Window, main

WIDTHS = 1100, 900, 360  # of three panes, of two and of one


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


def open_tab(window):
    ui.press("ctrl+t")
    ui.wait(lambda: len(window.all("page tab")) == 2, message="no second tab")


def close_tab(window):
    ui.press("ctrl+w")
    ui.wait(lambda: not window.all("page tab"), message="the tab stays")


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


main(test_tabs_where_panes_share_a_place)
