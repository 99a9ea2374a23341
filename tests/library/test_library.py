#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The library as a stranger meets it: test_library.py BUILD_FOLDER

Installs it into a folder of its own, builds a program against that with pkg-config alone, calls a live
Pyro5 object from C and from Python through the typelib, and looks at what the shared object gives away.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

build = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
failed = count = 0

STRANGER = """\
42
2.5
multiply refuse | scale
PyroRemoteError ValueError: no good
pyro-error-quark remote object 'URI' has no exposed attribute or method 'nothing'
True ValueError ('no good',)
{'numbers': [0, 1, 2, b'\\x00\\xff']} 2 b'\\x00\\xff'
True 5 True
72 'hello'
'abab' [True]
"""


def check(name, passed, why=""):
    global count, failed
    count += 1
    failed += not passed
    print(f"{'ok' if passed else 'not ok'} {count} - {name}", flush=True)
    for line in str(why).splitlines() if not passed else []:
        print("#", line, flush=True)


def run(*command, **options):
    return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    installed = run("meson", "install", "-C", build, "--no-rebuild", "--destdir", root)
    check("installs", installed.returncode == 0, installed.stdout)
    pc = next(root.rglob("pyro-1.pc"))
    prefix = root / pathlib.Path(re.search(r"^prefix=(.*)$", pc.read_text(), re.M)[1]).relative_to("/")
    pc.write_text(re.sub(r"^prefix=.*$", f"prefix={prefix}", pc.read_text(), flags=re.M))
    lib = pc.parent.parent
    environment = {
        **os.environ,
        "PKG_CONFIG_PATH": str(pc.parent),
        "LD_LIBRARY_PATH": str(lib),
        "GI_TYPELIB_PATH": str(lib / "girepository-1.0"),
    }

    headers = set(re.findall(r'#include "(core/.+)"', (prefix / "include/pyro-1/core/pyro.h").read_text()))
    there = {str(h.relative_to(prefix / "include/pyro-1")) for h in (prefix / "include").rglob("*.h")}
    check("pyro.h includes just what is installed", headers | {"core/pyro.h"} == there,
          headers.symmetric_difference(there))
    check("no private header is installed", not any("private" in h for h in there), there)

    symbols = run("nm", "-D", "--defined-only", lib / "libpyro-1.so").stdout.split("\n")
    names = [line.split()[-1] for line in symbols if line.strip()]
    check("only pyro_* is exported", names and all(n.startswith("pyro_") for n in names), names)

    program = root / "stranger"
    flags = run("pkg-config", "--cflags", "--libs", "pyro-1", env=environment)
    built = run("gcc", "-std=gnu17", "-Wall", "-Werror", "-o", program, here / "stranger.c", *flags.stdout.split())
    check("a program builds with pkg-config alone", flags.returncode == 0 and built.returncode == 0, flags.stdout + built.stdout)

    peer = subprocess.Popen([sys.executable, here / "arithmetic.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    uri = peer.stdout.readline().strip()
    called = run(program, uri, env=environment)
    check("the program calls a Python object", called.stdout == "42\n", called.stdout)
    called = run(sys.executable, here / "stranger.py", uri, env=environment)
    check("a Python program calls it through the typelib", called.stdout == STRANGER, called.stdout)
    peer.stdin.close()
    check("the peer ends", peer.wait(10) == 0)

print(f"1..{count}")
sys.exit(failed > 0)
