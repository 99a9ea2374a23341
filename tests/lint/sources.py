#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No dead, ambiguous or endless files: sources.py ROOT.

Every .c and .blp is named in a meson.build above it (or, as what a test compiles itself, in a
script beside it), no two files share a name but for each program's main.c, and no .c has more than
800 lines.
"""
import re

import lint

TOPS = ("core", "ui", "app", "tests")
MOST_LINES = 800
SHARED_NAMES = {"main.c", "meson.build"}
DATA = "tests/fuzz/corpus"  # not sources; there the names are the inputs' own
STRING = re.compile(r"'([^'\n]*)'")
ENDING = re.compile(r"\w \+ '(\.\w+)'")


def named_in(script):
    """All that a meson.build's strings name, also as 'test-@0@.c'.format(name) or name + '.c'."""
    strings = set(STRING.findall(script))
    patterns = {string for string in strings if "@0@" in string}
    patterns |= {"@0@" + ending for ending in ENDING.findall(script)}
    return strings | {pattern.replace("@0@", string) for pattern in patterns for string in strings}


def check(root):
    paths = [path for path in lint.files(root, *TOPS) if not path.as_posix().startswith(DATA)]
    scripts = {path.parent: named_in((root / path).read_text(encoding="utf-8"))
               for path in lint.files(root) if path.name == "meson.build"}
    first = {}
    for path in paths:
        if path.name not in SHARED_NAMES:
            other = first.setdefault(path.name, path)
            if other != path:
                yield path, 1, f"{other} has the same name"
        if path.suffix not in (".c", ".blp"):
            continue
        named = any(path.relative_to(folder).as_posix() in names
                    for folder, names in scripts.items() if folder in path.parents)
        if not named and not any(path.name in (root / script).read_text(encoding="utf-8")
                                 for script in paths
                                 if script.parent == path.parent and script.suffix == ".py"):
            yield path, 1, "is named in no meson.build"
        if path.suffix == ".c":
            length = len((root / path).read_text(encoding="utf-8").splitlines())
            if length > MOST_LINES:
                yield path, length, f"has {length} lines, more than {MOST_LINES}: it is two rooms"


if __name__ == "__main__":
    lint.main(check)
