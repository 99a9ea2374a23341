#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every Blueprint file is as `blueprint-compiler format` writes it: blueprint.py ROOT."""
import subprocess

import lint


def check(root):
    for path in lint.files(root, "ui", "app", "tests", suffix=".blp"):
        run = subprocess.run(["blueprint-compiler", "format", root / path],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode:
            yield path, 1, "`blueprint-compiler format` would change it"


if __name__ == "__main__":
    lint.main(check)
