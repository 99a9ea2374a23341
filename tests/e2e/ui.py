# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a GTK program as a screen reader does, through its accessibility tree (AT-SPI).

A test starts the program as an App, finds what the window shows by role and name, acts on it, and
waits for what should come of it:

    with ui.App("build/app/pyrolens") as app:
        app.find("button", "Call").do("click")
        ui.wait(lambda: app.find("text", "Result").text == "42")

It runs inside with-display.sh, which gives it a display and a session bus. Real key presses come
from xdotool or, on Wayland, wtype; pictures from ImageMagick's import or grim.

What to know of GTK 4.18: items of a popover menu have no name (take them in order, or use
App.activate); a widget can't be given the focus from here (press Tab); positions are those in the
window, so they fit the screen only when the window fills it.
"""
import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ON_WAYLAND = bool(os.environ.get("WAYLAND_DISPLAY"))
# Where wtype's keyboard is new to a window, that window misses the first keys.
WTYPE = ["wtype", "-s", "100", "-k", "Shift_L", "-s", "100"]

# So many clicks and keys went to programs: all go through here. A double click is two, a chord is one key; text that
# is typed is none, as what it costs depends on the text.
steps = 0

Atspi.init()
Atspi.set_timeout(5000, 10000)


def wait(for_what, timeout=10, message="it did not happen", node=None):
    """Calls for_what until it gives something true, and returns that; shows node's tree if not."""
    end = time.monotonic() + timeout
    while True:
        try:
            value = for_what()
        except GLib.Error:  # the object went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(message + (f"\n{node.tree()}" if node else ""))
        time.sleep(0.03)


def did(number=1):
    global steps
    steps += number


class Count:
    """The steps in a with block."""

    def __enter__(self):
        self.before = steps
        return self

    def __exit__(self, *_):
        self.steps = steps - self.before


class Node:
    """One thing in the window. All is asked of the program anew each time, so nothing is stale."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name()

    @property
    def description(self):
        return self.accessible.get_description()

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.accessible)

    @property
    def text(self):
        length = Atspi.Text.get_character_count(self.accessible)  # GTK takes no -1 for the end
        return Atspi.Text.get_text(self.accessible, 0, length)

    @text.setter
    def text(self, text):
        assert Atspi.EditableText.set_text_contents(self.accessible, text), f"{self} takes no text"

    @property
    def extents(self):
        """x, y, width and height in the window, with its shadow."""
        box = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def has(self, state):
        """Whether it is showing, focused, sensitive, selected, checked, expanded…"""
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    def do(self, action=None):
        """Its action of this name (click, activate, …), or its first."""
        names = [Atspi.Action.get_action_name(self.accessible, number)
                 for number in range(Atspi.Action.get_n_actions(self.accessible))]
        assert names and (action is None or action in names), f"{self} does {names}, not {action}"
        did()
        assert Atspi.Action.do_action(self.accessible, names.index(action) if action else 0)

    def children(self):
        try:
            for number in range(self.accessible.get_child_count()):
                child = self.accessible.get_child_at_index(number)
                if child is not None:
                    yield Node(child)
        except GLib.Error:  # it went away meanwhile
            return

    def walk(self, hidden=False):
        """Itself and all that it holds; with hidden, also what the user doesn't see."""
        yield self
        for child in self.children():
            if hidden or child.has("showing"):
                yield from child.walk(hidden)

    def all(self, role=None, name=None, hidden=False):
        """What it holds with this role and name; name is the whole text, or a compiled pattern."""
        def fits(node):
            try:
                if role is not None and node.role != role:
                    return False
                return name is None or (name.search(node.name) if isinstance(name, re.Pattern)
                                        else name == node.name)
            except GLib.Error:  # it went away meanwhile
                return False
        return [node for node in self.walk(hidden) if fits(node)]

    def find(self, role=None, name=None, timeout=10):
        """The first that shows with this role and name, once there is one."""
        return wait(lambda: next(iter(self.all(role, name)), None), timeout,
                    f"no {role or 'thing'} named {name!r} in", self)

    def tree(self, depth=0):
        """What shows of it, a line for each thing that says anything."""
        says = depth == 0 or self.name or self.role not in ("panel", "grouping")
        lines = ["  " * depth + repr(self)] if says else []
        lines += [child.tree(depth + bool(says)) for child in self.children() if child.has("showing")]
        return "\n".join(filter(None, lines))


class App:
    """A program that runs until the with block ends; its tree is shown when a check failed."""

    def __init__(self, *command, name=None, environment=None, stderr=None):
        self.process = subprocess.Popen(command, env={**os.environ, **(environment or {})},
                                        stderr=stderr)
        self.name = name or os.path.basename(command[0])
        try:
            self.root = wait(self._root, 30, f"{self.name} is not on the accessibility bus")
        except BaseException:
            self.process.kill()
            raise

    def _root(self):
        assert self.process.poll() is None, f"{self.name} ended with {self.process.returncode}"
        return find_program(self.name, self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        ended = self.process.poll()
        if ended is None:
            if kind:
                try:
                    print(self.root.tree(), file=sys.stderr)
                except GLib.Error as error:
                    print(f"{self.name} shows nothing: {error.message}", file=sys.stderr)
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def find(self, role=None, name=None, timeout=10):
        # Without the tree, which is shown anyway when a check failed.
        return wait(lambda: next(iter(self.all(role, name)), None), timeout,
                    f"no {role or 'thing'} named {name!r}")

    def all(self, *args, **kwargs):
        return self.root.all(*args, **kwargs)

    def activate(self, app_id, action, *parameters):
        """Activates the application's action over the session bus: activate(ID, "quit")."""
        path = "/" + app_id.replace(".", "/").replace("-", "_")
        arguments = GLib.Variant("(sava{sv})", (action, list(parameters), {}))
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            app_id, path, "org.gtk.Actions", "Activate", arguments, None, 0, 5000)


def find_program(name, process=None):
    """The accessibility tree of the running program with this name, once it has a window.

    With a process id it is that one: one that has just ended stays on the bus for a while.
    """
    for node in Node(Atspi.get_desktop(0)).children():
        if node.name == name and process in (None, node.accessible.get_process_id()) \
                and node.accessible.get_child_count():
            return node
    return None


def focus(title):
    """Gives the window the keyboard, which without a window manager nobody else does."""
    if not ON_WAYLAND:
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name",
                        f"^{re.escape(title)}$", "windowfocus", "--sync"], check=True)


def press(*keys):
    """Presses keys such as Return, Tab or ctrl+q, one after the other."""
    for key in keys:
        did()
        if ON_WAYLAND:
            *held, key = key.split("+")
            down = [word for name in held for word in ("-M", name)]
            up = [word for name in reversed(held) for word in ("-m", name)]
            subprocess.run([*WTYPE, *down, "-k", key, *up, "-s", "50"], check=True)
        else:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)


def click(x, y, button=1):
    """Clicks there on the display."""
    did()
    subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", str(button)], check=True)


def type_text(text):
    """Types text, ASCII only: other characters get lost on a busy machine (set Node.text)."""
    if ON_WAYLAND:
        subprocess.run([*WTYPE, "-d", "10", text], check=True)
    else:
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "20", text], check=True)


def picture(path, width=None, height=None):
    """Saves what the display shows, or so much of it from its left upper corner."""
    size = f"{width}x{height}"
    if ON_WAYLAND:
        part = ["-g", f"0,0 {size}"] if width else []
        subprocess.run(["grim", *part, path], check=True)
    else:
        part = ["-crop", f"{size}+0+0", "+repage"] if width else []
        subprocess.run(["import", "-window", "root", *part, path], check=True)
