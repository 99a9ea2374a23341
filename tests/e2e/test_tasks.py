#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main tasks, from a fresh start, and how many clicks and keys each takes: see tests/ui/features.md.

The driver counts them itself (ui.steps). What is typed as a value, a filter or an address is not counted, and neither is
what was done before a task begins, in the tests that say so.
"""
import contextlib
import pathlib
import re
import shutil
import tempfile
import threading

import Pyro5.api

import ui
from pyrolens import NETWORK, Network, Window, main

SIZE = 1100, 700


@contextlib.contextmanager
def found(**environment):
    """A window that found the name server of this machine by itself, and has not learned anything yet."""
    with tempfile.TemporaryDirectory() as folder, Network("--broadcast", "0") as network, \
            Window(network=network, **{"PYRO_NS_BCPORT": network.broadcast_port, "XDG_DATA_HOME": folder,
                                       **environment}) as window:
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="it finds no name server")
        window.resize(*SIZE)
        yield window


@contextlib.contextmanager
def at_most(number):
    with ui.Count() as count:
        yield
    assert count.steps <= number, f"{count.steps} clicks and keys, not {number}"


def click_row(window, inside, name):
    window.click(ui.wait(lambda: next(iter(window.lasting("list", inside).all("list item", name)), None),
                         message=f"no {name}"))


def click_item(window, number):
    """The item of the open menu with this number."""
    items = ui.wait(lambda: window.all("menu item"), message="the menu does not open")
    items[number].do()


def result(window, text):
    ui.wait(lambda: [node.text for node in window.all("text", "Result")] == [text], message=f"the result is not {text}")


def test_see_what_is_there_here():
    with at_most(0), found() as window:
        assert {"lab.arithmetic", "lab.stage", "lab.weather"} <= set(window.names())


def test_see_what_is_there_elsewhere():
    with Network() as network, Window() as window, at_most(2):
        ui.press("ctrl+l")
        window.wait_for_focus("Address")
        ui.type_text(network.address)
        ui.press("Return")
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")


def test_call_by_mouse():
    with found() as window, at_most(3):
        click_row(window, "Names", "lab.archive")
        click_row(window, "Methods and Attributes", "entry")
        window.wait_for_focus("Argument")
        ui.type_text("'run-00042'")
        window.click(window.find("button", "Call"))
        window.wait_for(re.compile("^dict, 5 items"))


def test_call_by_keys():
    with found() as window, at_most(3):
        ui.press("ctrl+k")
        window.wait_for_focus("Go To")
        ui.type_text("arc ent")
        window.find("list item", "entry")
        ui.press("Return")
        window.wait_for_focus("Argument")
        ui.type_text("'run-00042'")
        ui.press("ctrl+Return")
        window.wait_for(re.compile("^dict, 5 items"))


def test_watch_a_number():
    with found() as window:
        click_row(window, "Names", "example.counter")
        row = ui.wait(lambda: next(iter(window.lasting("list", "Methods and Attributes").all("list item", "count")), None),
                      message="no count")
        with at_most(1):
            window.click(row.find("button", re.compile("^Watch")))
            window.find("image", "Plot")
            window.find("button", "Stop")
            window.wait_for("0")
        with Pyro5.api.Proxy(f"PYRONAME:example.counter@{window.network.address}") as counter:
            counter.increment(41)
        window.wait_for("41")


def test_find_the_slow_call():
    """All calls are recorded by themselves."""
    with found() as window:
        for name, member, arguments in (("lab.arithmetic", "add", ("1", "2")), ("lab.camera", "expose", ("0.5",)),
                                        ("lab.stage", "home", ())):
            window.choose(name, member)
            window.call(*arguments)
            window.wait_for(re.compile(rf"^{name}\.{member}\(.*\) → .* · "))
        with at_most(1):
            ui.press("ctrl+j")
            window.wait_for_focus("Filter Calls")
            ui.wait(lambda: len(window.items("Calls")) == 3, message="not all calls are there")
            ui.type_text(">0.4 s")
            ui.wait(lambda: [line.partition("(")[0] for line in window.items("Calls")] == ["lab.camera.expose"],
                    message="the slow call is not found")


EDITOR = """[Desktop Entry]
Type=Application
Name=Editor
Exec={command} %f
MimeType=text/x-python;text/plain;application/octet-stream;
"""
# Writes down what it is to open, all at once.
SCRIPT = """#!/bin/sh
printf '%s\\n' "$@" > "$0.part" && mv "$0.part" "$0.opened"
"""


@contextlib.contextmanager
def desk(editor):
    """Someone's folders: an editor, and a copy of what the servers run, of which the program was told before."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sources, script, note = folder / "sources", folder / editor, folder / f"{editor}.opened"
        for path in sources, folder / "applications", folder / "glib-2.0" / "settings":
            path.mkdir(parents=True)
        far_away = pathlib.Path(NETWORK).parent
        shutil.copy(far_away / "lab.py", sources)
        (folder / "applications" / "editor.desktop").write_text(EDITOR.format(command=script))
        script.write_text(SCRIPT)
        script.chmod(0o700)
        (folder / "mimeapps.list").write_text(
            "[Default Applications]\n" + "".join(f"{kind}=editor.desktop\n" for kind in
                                                 ("text/x-python", "text/plain", "application/octet-stream")))
        (folder / "glib-2.0" / "settings" / "keyfile").write_text(
            f"[org/pyrolens/Pyrolens]\nsource-folders=[('{far_away}/', '{sources.as_uri()}')]\n")
        yield {"XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name, "GSETTINGS_BACKEND": "keyfile"}, sources / "lab.py", note


def test_from_failure_to_cause():
    with desk("gnome-text-editor") as (environment, source, note), found(**environment) as window:
        window.choose("lab.weather", "pressure")
        window.press("Call")
        with at_most(0):
            window.wait_for("the checksum of [239, 255] is 0xee, not 0x00")
            frames = [row for row in window.find("grouping", "Traceback").all("list item")]
            first = frames[0]
            assert first.name.startswith("_check, lab.py:") and first.name == frames[-1].name, frames
            assert first.all("label", "raised here") and first.all("label", re.compile("^raise ValueError")), first.tree()
            x, y, width, height = first.extents
            assert y + height < SIZE[1], "it is not in view"
        with at_most(1):
            window.click(first.find("button", "Open My Copy of This File"))
            ui.wait(note.exists, message="nothing opens")
            line = int(first.name.split("lab.py:")[1].split(",")[0])
            assert source.read_text().splitlines()[line - 1].strip().startswith("raise ValueError")
            assert note.read_text().splitlines() == [str(source), f"+{line}"], note.read_text()


def test_unknown_editor():
    """The desktop hands over a file and no line: then it is said which one."""
    with desk("scribble") as (environment, source, note), found(**environment) as window:
        window.choose("lab.weather", "pressure")
        window.press("Call")
        window.wait_for("the checksum of [239, 255] is 0xee, not 0x00")
        first = next(iter(window.find("grouping", "Traceback").all("list item")))
        window.click(first.find("button", "Open My Copy of This File"))
        ui.wait(note.exists, message="nothing opens")
        assert note.read_text().splitlines() == [str(source)], note.read_text()
        line = first.name.split("lab.py:")[1].split(",")[0]
        window.wait_for(f"The file is open at its beginning: go to line {line}")


class Bell:
    """Calls back whoever gives it something to call."""

    @Pyro5.api.expose
    def ring(self, callback):
        callback._pyroClaimOwnership()
        return callback.notify(7, "ding")


@contextlib.contextmanager
def bell(network):
    """A server of our own beside those of the network."""
    with Pyro5.api.Daemon() as daemon, Pyro5.api.Proxy(f"PYRO:Pyro.NameServer@{network.address}") as names:
        names.register("lab.bell", daemon.register(Bell))
        thread = threading.Thread(target=daemon.requestLoop)
        thread.start()
        try:
            yield
        finally:
            daemon.shutdown()
            thread.join()


def test_host_a_callback_and_trigger_it():
    with found() as window, bell(window.network):
        window.choose("lab.bell", "ring")
        with at_most(4):
            window.find("toggle button", "Other Kinds of Arguments").do()
            click_item(window, 1)
            window.wait_for_focus("Methods")
            window.press("Host")
            ui.wait(lambda: window.find("text", "Argument 1").text.startswith("PYRO:"), message="no object")
            window.press("Call")
            ui.wait(lambda: window.items("Incoming Calls") == ["notify(7, 'ding')"], message="nobody calls it")
            window.wait_for("None")


def test_repeat_a_call():
    with found() as window:
        window.choose("example.counter", "increment")
        with at_most(3):
            window.find("button", "Other Ways to Call").find("toggle button").do()
            click_item(window, 2)
            window.press("Start")
            made = window.wait_for(re.compile("^([0-9]+) of \\1 calls$"), 30).split()[0]
        with Pyro5.api.Proxy(f"PYRONAME:example.counter@{window.network.address}") as counter:
            assert counter.count == int(made)


main(test_see_what_is_there_here, test_see_what_is_there_elsewhere, test_call_by_mouse, test_call_by_keys,
     test_from_failure_to_cause, test_unknown_editor, test_watch_a_number, test_find_the_slow_call,
     test_host_a_callback_and_trigger_it, test_repeat_a_call)
