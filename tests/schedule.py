# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system's scheduler did, so that it is not taken for what a server did."""
import pathlib


def queued(process="self"):
    """Seconds that the main thread of a process was ready to run and had no processor."""
    try:
        return int(pathlib.Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9
    except FileNotFoundError:  # a system that does not count them
        return 0
