# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: the walk through the source tree, and the report.

A lint is a function that takes the tree's root and yields a fault as (path, line, what is wrong).
"""
import os
import sys
from pathlib import Path

NOT_OURS = ("build", "_build", ".", "__pycache__")  # folders that start so


def files(root, *tops, suffix=""):
    """The files under these folders of the tree whose names end so, sorted; paths from the root."""
    found = []
    for top in tops or (".",):
        for folder, folders, names in os.walk(root / top):
            folders[:] = [name for name in folders
                          if name == ".ci" or not name.startswith(NOT_OURS)]
            found += [Path(folder, name).relative_to(root) for name in names
                      if name.endswith(suffix) and name != ".git"]  # a file in a worktree
    return sorted(found)


def lines(root, path):
    """Yields (number, line)."""
    return enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1)


def main(check):
    faults = list(check(Path(sys.argv[1])))
    for path, line, what in faults:
        print(f"{path}:{line}: {what}")
    sys.exit(1 if faults else 0)
