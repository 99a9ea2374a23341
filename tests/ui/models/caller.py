#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls back whom it is told to: each line is a URI and the Python that is done with a proxy of it."""
import sys

import Pyro5.api

print("ready caller", flush=True)
for line in sys.stdin:
    uri, _, action = line.strip().partition(" ")
    try:
        with Pyro5.api.Proxy(uri) as proxy:
            proxy._pyroTimeout = 5
            assert eval(action, {"proxy": proxy}) is None
        print("done", flush=True)
    except AttributeError:
        print("done" if action.startswith("proxy.unknown") else "failed AttributeError", flush=True)
    except Exception as problem:
        print("failed", type(problem).__name__, flush=True)
