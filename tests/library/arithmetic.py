# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A daemon with one object: prints its URI on one line, lives until its standard input ends."""
import sys
import threading

import Pyro5.api


@Pyro5.api.expose
class Arithmetic:
    scale = property(lambda self: Arithmetic._scale, lambda self, value: setattr(Arithmetic, "_scale", value))
    _scale = 1.0

    def multiply(self, x, y):
        return x * y

    def refuse(self):
        raise ValueError("no good")


with Pyro5.api.Daemon(host="127.0.0.1") as daemon:
    print(daemon.register(Arithmetic, "arithmetic"), flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), daemon.shutdown()), daemon=True).start()
    daemon.requestLoop()
