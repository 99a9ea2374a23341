#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From nothing to a list of names: the welcome page, the dialog for an address, and servers that go."""
import re

import Pyro5.api

import ui
from pyrolens import NOWHERE, Network, Window, main

HINT = "A name server, as host or host:port, or one object, as PYRO:object@host:port."


def open_dialog(window):
    ui.press("ctrl+l")
    window.find("dialog", "Connect")
    window.wait_for_focus("Address")


def is_open(window):
    return bool(window.all("dialog", "Connect"))


def object_uri(network, name):
    """The address of an object, as the name server has it."""
    return str(Pyro5.api.Proxy(f"PYRO:Pyro.NameServer@{network.address}").lookup(name))


def test_welcome():
    with Window() as window:
        window.wait_for("No Servers Yet")
        window.wait_for("pyro5-ns")
        window.find("button", "Find Servers").do("click")  # once the first search has ended
        window.wait_for("Looking for name servers…")
        window.wait_for("No other name server answered on this network")
        window.press("Connect…")
        window.find("dialog", "Connect")


def test_found_by_itself():
    with Network("--broadcast", "0") as network, Window(PYRO_NS_BCPORT=network.broadcast_port) as window:
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="it finds no name server")
        assert window.names()[0] == network.address
        window.wait_for_focus("Filter Names")


def test_host_and_port():
    with Network() as network, Window() as window:
        open_dialog(window)
        ui.type_text(network.address)
        ui.press("Return")
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
        assert window.names()[0] == network.address and not is_open(window)
        window.wait_for_focus("Filter Names")


def test_uri_of_an_object():
    with Network() as network, Window() as window:
        uri = object_uri(network, "lab.arithmetic")
        open_dialog(window)
        ui.type_text(uri)
        window.press("Connect")
        ui.wait(lambda: "add" in window.members(), message="no members")


def test_uri_on_the_command_line():
    with Network() as network, Window(object_uri(network, "lab.stage")) as window:
        ui.wait(lambda: "move_to" in window.members(), message="no members")


def test_bad_input():
    with Window() as window:
        open_dialog(window)
        window.wait_for(HINT)
        connect = window.find("dialog").find("button", "Connect")
        assert not connect.has("sensitive")
        for text, sentence in (("localhost:notaport", "The port “notaport” is no number from 1 to 65535"),
                               ("localhost:70000", "The port “70000” is no number from 1 to 65535")):
            window.find("text", "Address").text = text
            window.wait_for(sentence)
            ui.press("Return")
            assert is_open(window) and window.find("text", "Address").text == text
            assert not connect.has("sensitive")
        for text in "PYRO:@:", "PYRO:x", "http://localhost:1", "a b c", "PYRO:a@b:c@d", ":::":
            window.find("text", "Address").text = text
            ui.wait(lambda: len(problems(window)) == 1, message=f"not one sentence about {text!r}")
            sentence, = problems(window)
            assert re.match("^[A-Z“].*[^.]$", sentence) and "\n" not in sentence, sentence
            ui.press("Return")
            assert is_open(window) and window.find("text", "Address").text == text
        window.find("text", "Address").text = NOWHERE
        ui.wait(lambda: connect.has("sensitive"), message="a good address is not taken")
        assert problems(window) == []
        ui.press("Escape")
        ui.wait(lambda: not is_open(window), message="the dialog stays")
        window.wait_for("No Servers Yet")


def problems(window):
    """What the dialog says about the text, besides what it always says."""
    labels = [label.name for label in window.find("dialog", "Connect").all("label")]
    return [text for text in labels if text not in ("Address", HINT, "Connect", "Cancel", "")] + \
        [node.name for node in window.find("dialog", "Connect").all("alert")]


def test_nobody_there():
    with Window() as window:
        open_dialog(window)
        ui.type_text(NOWHERE)
        ui.press("Return")
        window.wait_for(f"Nothing listens at {NOWHERE}")


def test_forget_and_undo(window):
    server = window.network.address
    window.find("toggle button", "Server Menu").do("click")
    window.find("menu item")
    ui.press("Up", "Return")  # the last of the menu
    window.wait_for(f"Forgot the server {server}")
    assert window.names() == []
    window.press("Undo")
    ui.wait(lambda: "lab.arithmetic" in window.names(), message="the server does not come back")


main(test_welcome, test_found_by_itself, test_host_and_port, test_uri_of_an_object, test_uri_on_the_command_line,
     test_bad_input, test_nobody_there, test_forget_and_undo)
