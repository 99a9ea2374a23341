# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python loads this before each program of an example, which a test plays twice and compares.

Random numbers are the same each time. What one print() has to say is written at once, so that the lines of
threads are whole. input() answers when the daemons that the program has in threads are in their loops, as a person
does, who is slower than they are to register what the answer is about. Where REHEARSAL_CLOCK is set, a script that asks for the time is told that so many
seconds went by since it asked last: what it does for some time it does so often.
"""

import builtins
import io
import os
import random
import sys
import threading
import time

PATIENCE = 10  # seconds until input() answers in any case

write = builtins.print
read = builtins.input
tick = float(os.environ.get("REHEARSAL_CLOCK", 0))
real_time = time.time


def print_at_once(*values, file=None, flush=False, **how):
    text = io.StringIO()
    write(*values, file=text, **how)
    (file or sys.stdout).write(text.getvalue())
    if flush:
        (file or sys.stdout).flush()


def serves(thread, frame):
    """Whether it is a thread that runs no daemon, or one that does by now."""
    while frame and frame.f_code.co_name != "requestLoop":
        frame = frame.f_back
    return frame or "requestLoop" not in type(thread).run.__code__.co_names


def answer(*prompt):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        frames = sys._current_frames()
        if all(serves(thread, frames.get(thread.ident)) for thread in threading.enumerate()):
            break
        time.sleep(0.01)
    return read(*prompt)


def tell_time():
    global start
    if sys._getframe(1).f_globals.get("__name__") != "__main__":
        return real_time()
    start += tick
    return start


random.seed(int(os.environ.get("REHEARSAL_SEED", 1)))
builtins.print = print_at_once
builtins.input = answer
if tick:
    start = real_time()
    time.time = tell_time
