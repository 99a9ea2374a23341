#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test with the newest Pyro5 of PyPI in place of the system's: newest-pyro5.py TEST ARG…

`./dev` fetches it, and tells where it is in PYRO5_NEWEST. All processes that the test starts have it too.
"""
import importlib.metadata
import os
import sys

folder = os.environ.get("PYRO5_NEWEST", "")
newest = next(importlib.metadata.distributions(name="Pyro5", path=[folder]), None) if folder else None
if newest is None:
    print("1..0 # SKIP The newest Pyro5 could not be had from PyPI")
    sys.exit()
try:
    usual = importlib.metadata.version("Pyro5")
except importlib.metadata.PackageNotFoundError:
    usual = None
print(f"# Pyro5 {newest.version}, the newest of PyPI",
      "which is the system's as well" if newest.version == usual else f"beside the system's {usual or 'none'}",
      sep=", ", flush=True)
others = os.environ.get("PYTHONPATH", "")
os.environ["PYTHONPATH"] = os.pathsep.join(path for path in (folder, others) if path)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
