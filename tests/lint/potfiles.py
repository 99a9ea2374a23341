#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists what has text to translate, all of it and nothing else: potfiles.py ROOT."""
import re
from pathlib import Path

import lint

LIST = Path("po/POTFILES.in")
MARK = re.compile(r"\b(?:N?C?_|ngettext|dngettext|g_dpgettext2?)\s*\(")
DATA = (".desktop.in", ".gschema.xml", ".metainfo.xml.in")


def has_text(root, path):
    if path.suffix == ".c":
        return MARK.search((root / path).read_text(encoding="utf-8"))
    return path.suffix == ".blp" or path.name.endswith(DATA)


def check(root):
    listed = {}
    for number, line in lint.lines(root, LIST):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if name in listed:
            yield LIST, number, f"{name} is listed twice"
        elif not (root / name).is_file():
            yield LIST, number, f"{name} does not exist"
        elif listed and name < max(listed):
            yield LIST, number, f"{name} is out of order"
        listed[name] = number
    for path in lint.files(root, "app", "data", "ui"):
        if has_text(root, path) and path.as_posix() not in listed:
            yield path, 1, f"has text to translate and is not in {LIST}"


if __name__ == "__main__":
    lint.main(check)
