#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES.in lists what has text to translate, all of it and nothing else: potfiles.py ROOT.

The library has a catalogue of its own, since it is used by other programs too.
"""
import re
from pathlib import Path

import lint

LISTS = {Path("po/POTFILES.in"): ("app", "data", "ui"), Path("core/po/POTFILES.in"): ("core",)}
MARK = re.compile(r"\b(?:N?C?_|g_d?[cn]?gettext|g_dpgettext2?|d?ngettext)\s*\(")
# xgettext takes a text up to a macro for all of it, and no translation is ever found.
CUT = re.compile(r"""(?:\b_|gettext)\s*\((?:[^()"]|"(?:[^"\\]|\\.)*")*?\bG_G\w+_FORMAT""")
TRANSLATORS = {"core/translation.c"}  # what asks for translations has no texts
DATA = (".desktop.in", ".gschema.xml", ".metainfo.xml.in")


def has_text(root, path):
    if path.as_posix() in TRANSLATORS:
        return False
    if path.suffix == ".c":
        return MARK.search((root / path).read_text(encoding="utf-8"))
    return path.suffix == ".blp" or path.name.endswith(DATA)


def check_list(root, names, folders):
    listed = {}
    for number, line in lint.lines(root, names):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if name in listed:
            yield names, number, f"{name} is listed twice"
        elif not (root / name).is_file():
            yield names, number, f"{name} does not exist"
        elif name.partition("/")[0] not in folders:
            yield names, number, f"{name} is of another catalogue"
        elif listed and name < max(listed):
            yield names, number, f"{name} is out of order"
        listed[name] = number
    for path in lint.files(root, *folders):
        if has_text(root, path) and path.as_posix() not in listed:
            yield path, 1, f"has text to translate and is not in {names}"
        for cut in CUT.finditer(text := (root / path).read_text(encoding="utf-8") if path.suffix == ".c" else ""):
            yield path, text.count("\n", 0, cut.end()) + 1, "has a macro in a text to translate: write %zu, or cast"


def check(root):
    for names, folders in LISTS.items():
        yield from check_list(root, names, folders)


if __name__ == "__main__":
    lint.main(check)
