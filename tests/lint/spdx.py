#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text file says whose it is and under which licence: spdx.py ROOT."""
import re
from pathlib import PurePath

import lint

# In these there is no place for a comment.
WITHOUT = ("LICENSES/*", "NEWS", "*.json", "tests/*/vectors/*", "tests/fuzz/corpus/*/*")
HOLDERS = re.compile(r"SPDX-FileCopyrightText: 2026 The Pyrolens authors$")
LICENCE = re.compile(r"SPDX-License-Identifier: ([\w.-]+)")
HEAD = 10  # lines in which both stand


def licences(path):
    """What this file may be under."""
    if path.parts[0] == "core":
        return {"LGPL-2.1-or-later"}
    if path.parts[0] == "data" and path.name != "meson.build":
        return {"CC0-1.0"}
    return {"GPL-3.0-or-later"}


def head(root, path):
    """The first lines, or None when the file is no text."""
    with open(root / path, "rb") as file:
        start = file.read(4096)
    return None if b"\0" in start else start.decode(errors="replace").splitlines()[:HEAD]


def check(root):
    for path in lint.files(root):
        if any(PurePath(path).match(pattern) for pattern in WITHOUT):
            continue
        start = head(root, path)
        if start is None:
            continue
        if not any(HOLDERS.search(line) for line in start):
            yield path, 1, "lacks `SPDX-FileCopyrightText: 2026 The Pyrolens authors`"
        found = {match[1] for match in map(LICENCE.search, start) if match}
        if not found:
            yield path, 1, "lacks an `SPDX-License-Identifier`"
        elif found != licences(path):
            yield path, 1, f"is under {', '.join(found)}, not {', '.join(licences(path))}"


if __name__ == "__main__":
    lint.main(check)
