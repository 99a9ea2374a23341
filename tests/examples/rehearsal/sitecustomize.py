# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python loads this before each program of an example, which a test plays twice and compares.

Random numbers are the same each time. What one print() has to say is written at once, so that the lines of
threads are whole. Where REHEARSAL_CLOCK is set, a script that asks for the time is told that so many
seconds went by since it asked last: what it does for some time it does so often.
"""

import builtins
import io
import os
import random
import sys
import time

write = builtins.print
tick = float(os.environ.get("REHEARSAL_CLOCK", 0))
real_time = time.time


def print_at_once(*values, file=None, flush=False, **how):
    text = io.StringIO()
    write(*values, file=text, **how)
    (file or sys.stdout).write(text.getvalue())
    if flush:
        (file or sys.stdout).flush()


def tell_time():
    global start
    if sys._getframe(1).f_globals.get("__name__") != "__main__":
        return real_time()
    start += tick
    return start


random.seed(int(os.environ.get("REHEARSAL_SEED", 1)))
builtins.print = print_at_once
if tick:
    start = real_time()
    time.time = tell_time
