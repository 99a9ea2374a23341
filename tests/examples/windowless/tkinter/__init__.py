# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What servers of Pyro's examples use of tkinter, without a window.

The system that the tests run on has neither tkinter nor a display. Time passes as in tkinter; nothing is
drawn. The button that WINDOWLESS_PRESS names is pressed when the first line comes into a list.
"""

import itertools
import os
import queue
import sched
import traceback

LEFT = RIGHT = TOP = BOTTOM = X = Y = BOTH = NW = CENTER = END = NORMAL = DISABLED = ""

clock = sched.scheduler()
work = queue.Queue()  # what other threads want done
buttons = {}


class Widget:
    def __init__(self, *args, **options):
        if "command" in options:
            buttons[options.get("text")] = options["command"]

    def after(self, milliseconds, function, *args):
        work.put((milliseconds / 1000, function, args))

    def nothing(self, *args, **options):
        """Changes how a thing looks."""

    config = pack = wm_title = wm_geometry = xview_moveto = yview_moveto = nothing
    delete = coords = itemconfig = nothing


class Tk(Widget):
    quit = Widget.nothing

    def mainloop(self):
        while True:
            clock.run(blocking=False)
            try:
                seconds, function, args = work.get(timeout=0.005)
            except queue.Empty:
                continue
            clock.enter(seconds, 0, self.do, (function, args))

    def do(self, function, args):
        try:
            function(*args)
        except Exception:  # as tkinter does
            traceback.print_exc()


class Canvas(Widget):
    numbers = itertools.count(1)

    def create(self, *args, **options):
        return next(self.numbers)

    create_line = create_rectangle = create_text = create


class Listbox(Widget):
    lines = 0

    def insert(self, *args):
        self.lines += 1
        if self.lines == 1 and os.environ.get("WINDOWLESS_PRESS") in buttons:
            self.after(500, buttons[os.environ["WINDOWLESS_PRESS"]])

    def delete(self, *args):
        self.lines = 0

    def size(self):
        return self.lines


Button = Frame = Label = Message = Widget
