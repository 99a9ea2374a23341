# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pyrolens on the demo network, for the tests of its window; and TAP.

A test that takes a `window` gets one with nothing in its filters; such tests share it, and its
network, until one fails. A test that takes a `fresh` window has that, and its network, for itself:

    def test_sum(window):
        window.choose("lab.arithmetic", "add")
        window.call("1", "2")
        window.wait_for("3")

    main(test_sum)

A test program is called as with-display.sh TEST.py NETWORK PROGRAM. A critical warning of the
program ends it, and so its test; any warning is a failure in the end.
"""
import contextlib
import inspect
import itertools
import os
import re
import socket
import subprocess
import sys
import tempfile
import traceback

import ui
from gi.repository import GLib

NETWORK, PROGRAM = map(os.path.realpath, sys.argv[1:3])
TITLE = "Pyrolens"
APPLICATION = "org.pyrolens.Pyrolens"
# Where nothing composes shadows, GTK has a border of this many pixels around a window.
BORDER = 5


# What GTK 4.18 says when a test sets the text of an entry that has a selection.
HARMLESS = "GtkText - unexpected blinking selection"
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
        self.log = tempfile.TemporaryFile("w+")
        # What one window leaves open is no business of the next one, unless they say so.
        self.state = tempfile.TemporaryDirectory()
        super().__init__(PROGRAM, *arguments, stderr=self.log,
                         environment={"G_DEBUG": "fatal-criticals", "XDG_STATE_HOME": self.state.name,
                                      **ALONE, **environment})
        self.network = network
        self.numbers = itertools.count(1)
        self.known = {}
        self.frame = self.find("frame", TITLE)
        ui.focus(TITLE)

    def __exit__(self, kind, *rest):
        """Quits as a user does, so that what is wrong with going is seen as well."""
        if kind is None and self.process.poll() is None:
            self.activate(APPLICATION, "quit")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        super().__exit__(kind, *rest)
        self.state.cleanup()
        self.log.seek(0)
        said = self.log.read()
        self.log.close()
        sys.stderr.write(said)
        if kind is None:
            assert self.process.returncode == 0, f"{self.name} ended with {self.process.returncode}"
            wrong = [line for line in said.splitlines() if "WARNING" in line and HARMLESS not in line]
            assert not wrong, wrong

    def lasting(self, role, name):
        """What this is now; it is sought anew only when it went, as it does when the layout changes."""
        known = self.known.get((role, name))
        try:
            if known and known.has("showing"):
                return known
        except GLib.Error:
            pass
        known = next(iter(self.all(role, name)), None)
        self.known[role, name] = known
        return known

    def items(self, name):
        """The names of the rows of the list with this name, as far as they show."""
        rows = self.lasting("list", name)
        return [row.name for row in rows.children() if row.role == "list item" and row.has("showing")] if rows else []

    def names(self):
        return self.items("Names")

    def wait_for_name(self, name, said, timeout=10):
        """Waits until the row of a name says something beside it: a compiled pattern."""
        def row():
            rows = self.lasting("list", "Names")
            return next(iter(rows.all("list item", name)), None) if rows else None
        try:
            ui.wait(lambda: (node := row()) and said.search(node.description), timeout)
        except AssertionError:
            node = row()
            raise AssertionError(f"{name} does not say {said.pattern!r} but {node and node.description!r}") from None

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

    def add_counter(self):
        """A new object that counts from 0; its name."""
        name = f"lab.counter-{next(self.numbers)}"
        self.network.tell(f"add {name}")
        ui.wait(lambda: name in self.names(), message=f"no {name}")
        return name

    def focus_names(self):
        """Puts the keyboard into the filter of the names; from a member, that of the members comes first."""
        def there():
            names = self.lasting("entry", "Filter Names")
            return names and names.has("focused")
        ui.wait(lambda: there() or (ui.press("ctrl+f"), there())[1],
                message="the filter of the names does not get the focus")

    def choose(self, name, member=None):
        """Opens an object, and a member of it, through the filters."""
        self.focus_names()
        self.lasting("entry", "Filter Names").text = name
        ui.wait(lambda: name in self.names(), message=f"no {name}")
        ui.press("Return")
        self.find("grouping", name)
        if member:
            ui.wait(lambda: self.lasting("entry", "Filter Methods and Attributes"),
                    message="no filter of the members").text = member
            ui.wait(lambda: member in self.members(), message=f"no {member}")
            ui.press("Return")
            self.find("grouping", member)

    def go_down_to(self, item, number=1):
        """Moves the focus down to the row with this name, the second with it where number is 2."""
        places = []
        for _ in range(60):
            ui.press("Down")
            focused = self.focused()
            if focused and focused.name == item and focused.extents not in places:
                places.append(focused.extents)
            if len(places) == number:
                return
        raise AssertionError(f"no way down to {item} number {number}")

    def fill(self, *arguments):
        for number, argument in enumerate(arguments, 1):
            if not self.all("text", f"Argument {number}"):
                self.press("Argument")
            self.find("text", f"Argument {number}").text = argument

    def press(self, button):
        self.find("button", button).do("click")

    def click(self, node):
        """With the pointer, in the middle of it. The window has been given a size, and so a place."""
        left, top = self.content.extents[:2]
        x, y, width, height = node.extents
        ui.click(x - left + width // 2, y - top + height // 2)

    def call(self, *arguments):
        self.fill(*arguments)
        self.press("Call")

    def resize(self, width, height):
        """Gives the window this size, and puts it where the display begins."""
        window = subprocess.check_output(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$"], text=True).split()[0]
        subprocess.run(["xdotool", "windowmove", window, str(-BORDER), str(-BORDER), "windowsize",
                        window, str(width + 2 * BORDER), str(height + 2 * BORDER)], check=True)
        self.content = ui.wait(lambda: next(self.frame.children(), None), message="the window is empty")
        around = width + 2 * BORDER, height + 2 * BORDER
        # The window system tells where it is: to the accessibility bus GTK says the same place for both.
        ui.wait(lambda: self.content.extents[2:] == (width, height) and self.frame.extents[2:] == around
                and self.geometry(window) == (-BORDER, -BORDER, *around),
                message=f"the window does not become {width} × {height}")

    @staticmethod
    def geometry(window):
        """x, y, width and height on the display, with the border."""
        lines = subprocess.check_output(["xdotool", "getwindowgeometry", "--shell", window], text=True).split()
        values = dict(line.split("=") for line in lines)
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))


@contextlib.contextmanager
def open_window():
    """A window with the names of a network."""
    with Network() as network, Window("--ns", network.address, network=network) as window:
        ui.wait(lambda: "lab.arithmetic" in window.names(), message="no names")
        yield window


class Shared:
    """The window of the tests that share one."""

    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.window = None

    def begin(self):
        if self.window is None:
            self.window = self.stack.enter_context(open_window())
        self.window.focus_names()
        ui.press("ctrl+a", "BackSpace")
        ui.wait(lambda: len(self.window.names()) > 2, message="names are filtered away")
        return self.window

    def end(self, *failure):
        self.window = None
        self.stack.__exit__(*(failure or (None, None, None)))


def run(test, shared):
    wanted = inspect.signature(test).parameters
    if "window" in wanted:
        test(shared.begin())
        return
    shared.end()  # else it would open what a second program is told to, and that one would be done
    if "fresh" in wanted:
        with open_window() as window:
            test(window)
    else:
        test()


def main(*tests):
    shared, good = Shared(), True

    def attempt(number, name, act, *arguments):
        nonlocal good
        try:
            act(*arguments)
            print(f"ok {number} - {name}", flush=True)
        except Exception:
            good = False
            traceback.print_exc()
            print(f"not ok {number} - {name}", flush=True)
            with contextlib.suppress(Exception):
                shared.end(*sys.exc_info())

    print(f"1..{len(tests) + 1}", flush=True)
    for number, test in enumerate(tests, 1):
        attempt(number, test.__name__, run, test, shared)
    attempt(len(tests) + 1, "the shared window goes in peace", shared.end)
    sys.exit(not good)
