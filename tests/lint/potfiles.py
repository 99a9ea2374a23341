#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists what has text to translate, all of it and nothing else: potfiles.py ROOT."""
import re
from pathlib import Path

import lint

LIST = Path("po/POTFILES.in")
MARK = re.compile(r"\b(?:N?C?_|g_d?[cn]?gettext|g_dpgettext2?|d?ngettext)\s*\(")
# xgettext takes a text up to a macro for all of it, and no translation is ever found.
CUT = re.compile(r"""(?:\b_|gettext)\s*\((?:[^()"]|"(?:[^"\\]|\\.)*")*?\bG_G\w+_FORMAT""")
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
        for cut in CUT.finditer(text := (root / path).read_text(encoding="utf-8") if path.suffix == ".c" else ""):
            yield path, text.count("\n", 0, cut.end()) + 1, "has a macro in a text to translate: write %zu, or cast"


if __name__ == "__main__":
    lint.main(check)
