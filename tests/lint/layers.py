#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: layers.py ROOT.

Each room sees only the rooms below it, spells the folder of what it includes, and leaves other
rooms' private headers alone. Only what has widgets sees the toolkit.
"""
import re

import lint

WIRE = {"core/value", "core/codec", "core/wire"}
PEERS = WIRE | {"core/link", "core/client", "core/serve"}
MAY_SEE = {
    "core/value": set(),
    "core/codec": {"core/value"},
    "core/wire": {"core/value", "core/codec"},
    "core/link": WIRE,
    "core/client": WIRE | {"core/link"},
    "core/serve": WIRE | {"core/link"},
    "core/names": PEERS,
    "core/record": PEERS | {"core/names"},
    "core/gateway": PEERS | {"core/names"},
    "core/harness": PEERS | {"core/names", "core/record", "core/gateway"},
    "core": set(),
    "ui/models": set(),
    "ui/widgets": {"ui/models"},
    "app/pyrolens": {"ui/models", "ui/widgets"},
    "app/pyroctl": set(),
    "app/demo": set(),
}
HAS_WIDGETS = {"ui/widgets", "app/pyrolens"}
ALL_OF_CORE = "core/pyro.h"  # what core shows to ui and app; it includes any public header
FREE_IN_CORE = {"core/config.h", "core/error.h", "core/limits.h"}
# The library's sentences for whoever uses it. What a peer may get to read stays in English: these have none.
TRANSLATION = "core/translation-private.h"
SPEAK_TO_PEERS = {"core/codec", "core/serve", "core/gateway"}

INCLUDE = re.compile(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
TOOLKIT = re.compile(r"(?:gtk|gdk|gsk|adwaita|adw|gtksourceview)\b")


def objection(path, header):
    """Why this file may not include that header of ours, or None."""
    room = path.parent.as_posix()
    folder, _, name = header.rpartition("/")
    if not folder:
        return f'"{header}" does not spell its folder'
    if header == TRANSLATION and room.startswith("core"):
        return f"{room} speaks to peers, in English: \"{header}\" is not for it" if room in SPEAK_TO_PEERS else None
    if name.endswith("-private.h") and folder != room:
        return f'"{header}" is private to {folder}'
    if path.as_posix() == ALL_OF_CORE and folder.startswith("core"):
        return None
    free = FREE_IN_CORE if room.startswith("core") else {ALL_OF_CORE}
    if header in free or folder == room or folder in MAY_SEE[room]:
        return None
    return f'{room} may not include "{header}"'


def check(root):
    for path in lint.files(root, "core", "ui", "app"):
        if path.suffix not in (".c", ".h"):
            continue
        room = path.parent.as_posix()
        if room not in MAY_SEE:
            yield path, 1, f"{room} is in no layer: add it to tests/lint/layers.py"
            continue
        for number, line in lint.lines(root, path):
            match = INCLUDE.match(line)
            if match and match[1]:
                why = objection(path, match[1])
                if why:
                    yield path, number, why
            elif match and TOOLKIT.match(match[2]) and room not in HAS_WIDGETS:
                yield path, number, f"{room} has no widgets and may not include <{match[2]}>"


if __name__ == "__main__":
    lint.main(check)
