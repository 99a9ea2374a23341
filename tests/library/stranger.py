# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Python program that knows the library through its typelib only."""
import sys

import gi
gi.require_version("Pyro", "1.0")
from gi.repository import GLib, Pyro

proxy = Pyro.Proxy.new(Pyro.Uri.parse(sys.argv[1], 0))
arguments = Pyro.literal_parse("(6, 7)", -1)[0]
print(proxy.call_sync("multiply", arguments, None, None).repr())
try:
    proxy.call_sync("refuse", None, None, None)
except GLib.Error as error:
    print(error.message)
