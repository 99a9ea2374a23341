# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was open is open again: after the window was closed, and after the program was killed at any moment."""
import contextlib
import os
import pathlib
import random
import tempfile
import time

import ui
from pyrolens import Network, Window, main


@contextlib.contextmanager
def session():
    """A network, a folder for the state, and what opens a window on both."""
    with Network() as network, tempfile.TemporaryDirectory() as folder:
        def start(*arguments):
            return Window(*arguments, network=network, XDG_STATE_HOME=folder)
        yield network, pathlib.Path(folder, "pyrolens", "session.pyl"), start


def tabs(window):
    return [tab.name for tab in window.all("page tab")]


def fill_two_tabs(window):
    ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
    window.choose("lab.arithmetic", "add")
    window.fill("1234567890123456789012345678901234567890", "[1, 2")
    ui.press("ctrl+t")
    window.choose("lab.stage", "move_to")
    window.fill("7", "8")


def assert_two_tabs(window):
    ui.wait(lambda: tabs(window) == ["lab.arithmetic", "lab.stage"], message="the tabs are not there")
    window.find("grouping", "move_to")
    ui.wait(lambda: window.find("text", "Argument 2").text == "8", message="the second tab is not as it was")
    ui.press("ctrl+Prior")
    window.find("grouping", "add")
    ui.wait(lambda: window.find("text", "Argument 2").text == "[1, 2", message="what was half typed is lost")
    assert window.find("text", "Argument 1").text == "1234567890123456789012345678901234567890"


def test_quit():
    with session() as (network, _, start):
        with start("--ns", network.address) as window:
            fill_two_tabs(window)
        with start("--ns", network.address) as window:
            assert_two_tabs(window)
            window.fill("20", "22")
            window.press("Call")
            window.wait_for("42")


def test_killed():
    """Without a word and without its servers: the objects are remembered by their addresses."""
    with session() as (network, path, start):
        window = start("--ns", network.address)
        fill_two_tabs(window)
        ui.wait(lambda: path.exists() and "move_to" in path.read_text() and "'8'" in path.read_text(),
                message="nothing is written")
        window.process.kill()
        window.process.wait(10)
        window.__exit__(RuntimeError)
        with start() as window:
            assert_two_tabs(window)


def test_killed_at_any_moment():
    """The file is always whole: what the next start finds is what was there, or a little less."""
    with session() as (network, path, start):
        for number in range(4):
            window = start("--ns", network.address)
            ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
            end = time.monotonic() + random.uniform(0.1, 1.5)
            window.choose("lab.arithmetic", "add")
            text = 0
            while time.monotonic() < end:
                text += 1
                window.fill(str(text))
            window.process.kill()
            window.process.wait(10)
            window.__exit__(RuntimeError)
            assert not list(path.parent.glob("*.broken")), number
            for line in path.read_text().splitlines() if path.exists() else ():
                assert isinstance(eval(line, {"__builtins__": {}}), dict), line


def test_broken():
    with session() as (network, path, start):
        with start("--ns", network.address) as window:
            fill_two_tabs(window)
        lines = path.read_text().splitlines()
        assert len(lines) == 4, lines  # the head, a window and two tabs
        path.write_text("\n".join(lines[:3]) + "\n" + lines[3][:40])
        with start("--ns", network.address) as window:
            window.find("grouping", "add")
            ui.wait(lambda: any("cannot be read is kept in" in text for text in window.texts()),
                    message="nothing is said of the broken file")
        assert pathlib.Path(f"{path}.broken").read_text().endswith(lines[3][:40])
        assert os.stat(path).st_mode & 0o777 == 0o600


def test_not_written():
    """Whoever quits is told, once, that what is open cannot be kept; what was in the way goes, and it is kept."""
    with session() as (network, path, start):
        with start("--ns", network.address) as window:
            fill_two_tabs(window)
            ui.wait(path.exists, message="nothing is written")
            kept = path.parent.rename(f"{path.parent}-away")
            path.parent.write_text("in the way")
            window.find("text", "Argument 1").text = "9"
            ui.press("ctrl+q")
            window.wait_for("Tabs Cannot Be Kept")
            assert any(text.startswith("The folder for it cannot be used. ") for text in window.texts()), window.texts()
            window.press("Cancel")
            ui.wait(lambda: "Tabs Cannot Be Kept" not in window.texts(), message="the dialog stays")
            assert window.find("text", "Argument 1").text == "9"
            path.parent.unlink()
            kept.rename(path.parent)
        with start("--ns", network.address) as window:
            assert_two_tabs(window)
            path.parent.rename(f"{path.parent}-away")
            path.parent.write_text("in the way")
            window.fill("10")
            window.resize(360, 640)  # the words fit there as well, or GTK would warn
            ui.press("ctrl+w", "ctrl+w")  # the last tab closes its window
            window.wait_for("Tabs Cannot Be Kept")
            window.press("Quit")
            window.process.wait(10)


main(test_quit, test_killed, test_killed_at_any_moment, test_broken, test_not_written)
