#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lints can fail: each finds the fault that is planted in a small clean tree, and nothing else.

So does the tally, which must lose no failure and no skipped test.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TALLY = HERE.parent.parent / ".ci" / "tally.py"

SPDX = "SPDX-FileCopyrightText: 2026 The Pyrolens authors\n# SPDX-License-Identifier: "
GPL = f"# {SPDX}GPL-3.0-or-later\n"
LGPL = f"# {SPDX}LGPL-2.1-or-later\n"
CC0 = f"# {SPDX}CC0-1.0\n"
CLEAN = {
    "core/meson.build": LGPL + "foreach name : ['error']\nfiles(name + '.c', 'value/path.c', 'wire/frame.c')",
    "core/error.h": LGPL,
    "core/translation-private.h": LGPL,
    "core/po/POTFILES.in": LGPL + "core/value/path.c\n",
    "core/value/path.c": LGPL + '#include "core/translation-private.h"\n_("The path is not UTF-8");',
    "core/error.c": LGPL + '#include "core/error.h"',
    "core/pyro.h": LGPL + '#include "core/wire/frame.h"',
    "core/value/value.h": LGPL + '#include "core/limits.h"\n#include <glib.h>',
    "core/value/value-private.h": LGPL + '#include "core/value/value.h"',
    "core/wire/frame.h": LGPL + '#include "core/value/value.h"',
    "core/wire/frame.c": LGPL + '#include "core/wire/frame.h"\n#include "core/error.h"',
    "ui/meson.build": GPL + "files('models/servers.c', 'widgets/window.c')\nblp = ['window']\n"
                            "'widgets/@0@.blp'.format(name)",
    "ui/models/servers.h": GPL + '#include <gio/gio.h>\n#include "core/pyro.h"',
    "ui/models/servers.c": GPL + '#include "ui/models/servers.h"\nint plain_(void);',
    "ui/widgets/window.blp": "// " + GPL[2:].replace("# ", "// ") + "using Gtk 4.0;\n",
    "ui/widgets/window.c": GPL + '#include <gtk/gtk.h>\n#include "ui/models/servers.h"\n_("Call");',
    "app/pyroctl/call.c": GPL + '#include "core/pyro.h"',
    "app/meson.build": GPL + "files('pyroctl/call.c')",
    "data/lens.desktop.in": CC0,
    "data/lens.svg": CC0,
    "po/POTFILES.in": GPL + "data/lens.desktop.in\nui/widgets/window.blp\nui/widgets/window.c\n",
    "tests/library/stranger.c": GPL,
    "tests/library/library.py": GPL + "compile('stranger.c')",
    "tests/fuzz/corpus/frame/call.c": "an input",
    "tests/wire/vectors/frame.txt": "a frame",
    "build/core/generated.c": "",
    "LICENSES/CC0-1.0.txt": "",
    "NEWS": "",
    "picture.png": "\0",
}

# What is planted (in place of the clean file), and what the lint says of it.
PLANTED = {
    "layers": [
        ({"core/value/value.h": LGPL + '#include "core/wire/frame.h"'},
         'core/value/value.h:3: core/value may not include "core/wire/frame.h"'),
        ({"core/wire/frame.c": '#include "frame.h"'},
         'core/wire/frame.c:1: "frame.h" does not spell its folder'),
        ({"core/wire/frame.c": '# include "core/value/value-private.h"'},
         'core/wire/frame.c:1: "core/value/value-private.h" is private to core/value'),
        ({"core/serve/daemon.c": '#include "core/translation-private.h"'},
         'core/serve/daemon.c:1: core/serve speaks to peers, in English: "core/translation-private.h" is not for it'),
        ({"ui/models/servers.c": '#include "core/translation-private.h"'},
         'ui/models/servers.c:1: "core/translation-private.h" is private to core'),
        ({"core/pyro.h": '#include "core/value/value-private.h"'},
         'core/pyro.h:1: "core/value/value-private.h" is private to core/value'),
        ({"core/wire/frame.c": '#include "core/pyro.h"'},
         'core/wire/frame.c:1: core/wire may not include "core/pyro.h"'),
        ({"core/client/proxy.c": '#include "core/serve/daemon.h"'},
         'core/client/proxy.c:1: core/client may not include "core/serve/daemon.h"'),
        ({"core/serve/daemon.c": '#include "core/client/proxy.h"'},
         'core/serve/daemon.c:1: core/serve may not include "core/client/proxy.h"'),
        ({"core/record/entry.c": '#include "core/gateway/gateway.h"'},
         'core/record/entry.c:1: core/record may not include "core/gateway/gateway.h"'),
        ({"core/wire/frame.c": '#include "ui/models/servers.h"'},
         'core/wire/frame.c:1: core/wire may not include "ui/models/servers.h"'),
        ({"ui/models/servers.c": '#include "core/wire/frame.h"'},
         'ui/models/servers.c:1: ui/models may not include "core/wire/frame.h"'),
        ({"ui/models/servers.c": '#include "ui/widgets/window.h"'},
         'ui/models/servers.c:1: ui/models may not include "ui/widgets/window.h"'),
        ({"ui/models/servers.c": "#include <gtk/gtk.h>"},
         "ui/models/servers.c:1: ui/models has no widgets and may not include <gtk/gtk.h>"),
        ({"ui/models/servers.c": "#include <adwaita.h>"},
         "ui/models/servers.c:1: ui/models has no widgets and may not include <adwaita.h>"),
        ({"core/wire/frame.c": "#include <gtk/gtk.h>"},
         "core/wire/frame.c:1: core/wire has no widgets and may not include <gtk/gtk.h>"),
        ({"app/pyroctl/call.c": "#include <gtksourceview/gtksource.h>"},
         "app/pyroctl/call.c:1: app/pyroctl has no widgets and may not include "
         "<gtksourceview/gtksource.h>"),
        ({"app/pyroctl/call.c": '#include "ui/models/servers.h"'},
         'app/pyroctl/call.c:1: app/pyroctl may not include "ui/models/servers.h"'),
        ({"ui/widgets/window.c": '#include "core/error.h"'},
         'ui/widgets/window.c:1: ui/widgets may not include "core/error.h"'),
        ({"core/helper/helper.h": ""},
         "core/helper/helper.h:1: core/helper is in no layer: add it to tests/lint/layers.py"),
    ],
    "sources": [
        ({"core/wire/parser.c": ""}, "core/wire/parser.c:1: is named in no meson.build"),
        ({"ui/widgets/plot.blp": ""}, "ui/widgets/plot.blp:1: is named in no meson.build"),
        ({"tests/library/library.py": ""},
         "tests/library/stranger.c:1: is named in no meson.build"),
        ({"ui/models/frame.h": ""},
         "ui/models/frame.h:1: core/wire/frame.h has the same name"),
        ({"core/error.c": "\n" * 801},
         "core/error.c:801: has 801 lines, more than 800: it is two rooms"),
    ],
    "spdx": [
        ({"core/error.c": "int x;"},
         "core/error.c:1: lacks `SPDX-FileCopyrightText: 2026 The Pyrolens authors`\n"
         "core/error.c:1: lacks an `SPDX-License-Identifier`"),
        ({"core/error.c": GPL}, "core/error.c:1: is under GPL-3.0-or-later, not LGPL-2.1-or-later"),
        ({"ui/meson.build": LGPL},
         "ui/meson.build:1: is under LGPL-2.1-or-later, not GPL-3.0-or-later"),
        ({"data/lens.svg": GPL}, "data/lens.svg:1: is under GPL-3.0-or-later, not CC0-1.0"),
        ({"dev": GPL.replace("The Pyrolens authors", "somebody")},
         "dev:1: lacks `SPDX-FileCopyrightText: 2026 The Pyrolens authors`"),
        ({".ci/run": GPL.partition("\n")[0]}, ".ci/run:1: lacks an `SPDX-License-Identifier`"),
    ],
    "potfiles": [
        ({"ui/models/servers.c": 'g_strdup (_("None"));'},
         "ui/models/servers.c:1: has text to translate and is not in po/POTFILES.in"),
        ({"ui/models/servers.c": 'x = ngettext ("a", "b", n);'},
         "ui/models/servers.c:1: has text to translate and is not in po/POTFILES.in"),
        ({"app/pyroctl/call.c": 'C_("verb", "Call")'},
         "app/pyroctl/call.c:1: has text to translate and is not in po/POTFILES.in"),
        ({"ui/widgets/plot.blp": ""},
         "ui/widgets/plot.blp:1: has text to translate and is not in po/POTFILES.in"),
        ({"data/lens.metainfo.xml.in": ""},
         "data/lens.metainfo.xml.in:1: has text to translate and is not in po/POTFILES.in"),
        ({"po/POTFILES.in": CLEAN["po/POTFILES.in"] + "ui/widgets/yonder.c\n"},
         "po/POTFILES.in:6: ui/widgets/yonder.c does not exist"),
        ({"po/POTFILES.in": CLEAN["po/POTFILES.in"] + "ui/widgets/window.c\n"},
         "po/POTFILES.in:6: ui/widgets/window.c is listed twice"),
        ({"po/POTFILES.in": CLEAN["po/POTFILES.in"] + "app/meson.build\n"},
         "po/POTFILES.in:6: app/meson.build is out of order"),
        ({"po/POTFILES.in": CLEAN["po/POTFILES.in"] + "core/value/path.c\n"},
         "po/POTFILES.in:6: core/value/path.c is of another catalogue"),
        ({"core/wire/frame.c": '_("A frame")'},
         "core/wire/frame.c:1: has text to translate and is not in core/po/POTFILES.in"),
    ],
    "blueprint": [
        ({"ui/widgets/window.blp": "using   Gtk 4.0;\n"},
         "ui/widgets/window.blp:1: `blueprint-compiler format` would change it"),
        ({"ui/widgets/window.blp": "using Gtk 4.0\ntemplate {"},
         "ui/widgets/window.blp:1: `blueprint-compiler format` would change it"),
    ],
}


def logged(stdout, result="OK", status=0, stderr=""):
    return {"name": "t", "stdout": stdout, "stderr": stderr, "result": result, "returncode": status}


# What Meson logged, and what the tally says of it.
TALLIED = [
    ([logged("")], "1 passed, 0 failed, 0 skipped"),
    ([logged("1..3\nok 1 /a\nok 2 /b # SKIP no peer\nok 3 /c")],
     "skipped: t: /b (no peer)\n2 passed, 0 failed, 1 skipped"),
    ([logged("ok 1 - a\nnot ok 2 - b\n1..2", "FAIL")],
     "failed: t: - b\n1 passed, 1 failed, 0 skipped"),
    ([logged("1..2\nok 1 /a", "ERROR", -6)],
     "failed: t (error, exit status -6)\n1 passed, 1 failed, 0 skipped"),
    ([logged("1..1\nok 1 /a", "TIMEOUT", -15)],
     "failed: t (timeout, exit status -15)\n1 passed, 1 failed, 0 skipped"),
    ([logged("1..0 # SKIP no display", "SKIP", 77)],
     "skipped: t (no display)\n0 passed, 0 failed, 1 skipped"),
    ([logged("", "SKIP", 77, "first\nno sway\n")],
     "skipped: t (no sway)\n0 passed, 0 failed, 1 skipped"),
    ([logged("ok, that went well")], "1 passed, 0 failed, 0 skipped"),
    ([], "0 passed, 0 failed, 0 skipped"),
]


def run(*command):
    """What it printed and its exit status."""
    done = subprocess.run([sys.executable, *command], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.strip(), done.returncode


def lint(name, planted):
    with tempfile.TemporaryDirectory() as folder:
        for path, content in {**CLEAN, **planted}.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return run(HERE / f"{name}.py", folder)


def tally(tests):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as log:
        log.write("".join(json.dumps(test) + "\n" for test in tests))
        log.flush()
        return run(TALLY, log.name)


def checks():
    """Yields (name, what came, what should have come)."""
    for name, plants in PLANTED.items():
        yield f"{name}: clean", lint(name, {}), ("", 0)
        for planted, said in plants:
            yield f"{name}: {said.splitlines()[0]}", lint(name, planted), (said, 1)
    yield "tally: no log", run(TALLY, "/none"), (
        "failed: /none (no such log: it was not built, or no test ran)\n"
        "0 passed, 1 failed, 0 skipped", 1)
    for tests, said in TALLIED:
        yield f"tally: {said.splitlines()[-1]}", tally(tests), (said, int(" 0 failed" not in said))


def main():
    count = failures = 0
    for count, (name, came, should) in enumerate(checks(), 1):
        right = came == should
        failures += not right
        print(f"{'ok' if right else 'not ok'} {count} - {name.replace('#', '')}")
        if not right:
            print(f"# came: {came!r}\n# not:  {should!r}")
    print(f"1..{count}")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
