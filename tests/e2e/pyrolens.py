# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyrolens on the demo network, for the tests of its window; and TAP.

Each test gets a network and a window of its own:

    def test_sum(window):
        window.choose("lab.arithmetic", "add")
        window.call("1", "2")
        window.wait_for("3")

    main(test_sum)

A test program is called as with-display.sh TEST.py NETWORK PROGRAM. A critical warning of the
program ends it, and so its test.
"""
import contextlib
import inspect
import re
import socket
import subprocess
import sys
import traceback

import ui

NETWORK, PROGRAM = sys.argv[1:3]
TITLE = "Pyrolens"
APPLICATION = "org.pyrolens.Pyrolens"
# GTK has a border of this many pixels around a window where nothing composes shadows.
BORDER = 4


# Bound and not listening: nothing answers there as long as the test lives.
CLOSED = socket.socket()
CLOSED.bind(("127.0.0.1", 0))
DEAF = socket.socket(type=socket.SOCK_DGRAM)
DEAF.bind(("127.0.0.1", 0))
NOWHERE = "127.0.0.1:{}".format(CLOSED.getsockname()[1])
# What looks for name servers by itself finds none but those of the test.
ALONE = {
    "PYRO_NS_HOST": "127.0.0.1",
    "PYRO_NS_PORT": NOWHERE.rpartition(":")[2],
    "PYRO_BROADCAST_ADDRS": "127.0.0.1",
    "PYRO_NS_BCPORT": str(DEAF.getsockname()[1]),
}


class Network:
    """A name server and a lab of Python objects, in a process of its own."""

    def __init__(self, *options):
        self.process = subprocess.Popen([sys.executable, NETWORK, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        words = self.process.stdout.readline().split()
        assert words, "the demo network does not start"
        self.address = words[1]
        self.broadcast_port = words[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)

    def tell(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n", command

    def kill(self):
        self.process.kill()
        self.process.wait(10)


class Window(ui.App):
    """The program with one window, used by its accessibility tree and its keys."""

    def __init__(self, *arguments, network=None, **environment):
        super().__init__(PROGRAM, *arguments,
                         environment={"G_DEBUG": "fatal-criticals", **ALONE, **environment})
        self.network = network
        self.frame = self.find("frame", TITLE)
        ui.focus(TITLE)

    def __exit__(self, kind, *rest):
        """Quits as a user does, so that what is wrong with going is seen as well."""
        if kind is None and self.process.poll() is None:
            self.activate(APPLICATION, "quit")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        super().__exit__(kind, *rest)
        if kind is None:
            assert self.process.returncode == 0, f"{self.name} ended with {self.process.returncode}"

    def items(self, name):
        """The names of the rows of the list with this name."""
        lists = self.all("list", name)
        return [node.name for node in lists[0].all("list item")] if lists else []

    def names(self):
        return self.items("Names")

    def members(self):
        return self.items("Methods and Attributes")

    def texts(self):
        """All that can be read in the window."""
        return [text for node in self.all() for text in (node.text if node.role == "text" else node.name,) if text]

    def wait_for(self, text, timeout=10):
        """Waits for a text, whole, or a compiled pattern, to show."""
        def fits(shown):
            return text.search(shown) if isinstance(text, re.Pattern) else text == shown
        return ui.wait(lambda: next(filter(fits, self.texts()), None), timeout,
                       f"{text!r} does not show")

    def does_not_show(self, text):
        assert text not in self.texts(), f"{text!r} shows"

    def focused(self):
        """What has the keyboard."""
        return next((node for node in self.root.walk() if node.has("focused")), None)

    def wait_for_focus(self, name):
        return ui.wait(lambda: (node := self.focused()) and node.name == name, 5,
                       f"the focus is not on {name!r} but on {self.focused()}")

    def focus_names(self):
        """Puts the keyboard into the filter of the names."""
        ui.press("ctrl+f")  # from a member, that of the members comes first
        if not self.find("entry", "Filter Names").has("focused"):
            ui.press("ctrl+f")
        self.wait_for_focus("Filter Names")

    def choose(self, name, member=None):
        """Opens an object, and a member of it, through the filters."""
        self.focus_names()
        self.find("entry", "Filter Names").text = name
        ui.wait(lambda: name in self.names(), message=f"no {name}")
        ui.press("Return")
        self.find("grouping", name)
        if member:
            self.find("entry", "Filter Methods and Attributes").text = member
            ui.wait(lambda: member in self.members(), message=f"no {member}")
            ui.press("Return")
            self.find("grouping", member)

    def go_down_to(self, list_name, item, number=1):
        """Moves the focus down to the row with this name, the second with it where number is 2."""
        def there():
            rows = [row for row in self.find("list", list_name).all("list item") if row.name == item]
            return len(rows) >= number and rows[number - 1].has("focused")
        ui.wait(lambda: there() or (ui.press("Down"), there())[1],
                message=f"no way down to {item} number {number}")

    def fill(self, *arguments):
        for number, argument in enumerate(arguments, 1):
            if not self.all("text", f"Argument {number}"):
                self.press("Argument")
            self.find("text", f"Argument {number}").text = argument

    def press(self, button):
        self.find("button", button).do("click")

    def call(self, *arguments):
        self.fill(*arguments)
        self.press("Call")

    def resize(self, width, height):
        """Gives the window this size, and puts it where the display begins."""
        window = subprocess.check_output(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$"], text=True).split()[0]
        subprocess.run(["xdotool", "windowmove", window, str(-BORDER), str(-BORDER), "windowsize",
                        window, str(width + 2 * BORDER), str(height + 2 * BORDER)], check=True)
        content = next(self.frame.children())
        ui.wait(lambda: content.extents == (BORDER, BORDER, width, height),
                message=f"the window does not become {width} × {height}")


def run(test):
    """Runs a test with as much as it asks for."""
    wanted = inspect.signature(test).parameters
    if not wanted:
        test()
        return
    with Network() as network, Window("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
        test(window)


def main(*tests):
    good = True
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        try:
            run(test)
            print(f"ok {number} - {test.__name__}", flush=True)
        except Exception:
            good = False
            traceback.print_exc()
            print(f"not ok {number} - {test.__name__}", flush=True)
    sys.exit(not good)
