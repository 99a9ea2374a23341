# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A language that nobody speaks, made of all texts that POTFILES.in promises to translators, of window and library.

Each text is in brackets and longer than it was, so that one sees which part of a window was forgotten, and which has no
room for languages that need more. It stays in ASCII, because GTK 4.18 tells the place of no letter after another. Of a text with a number it has three forms, chosen as
Polish does, and says which: 1, 2 (for 2 to 4) or 5.
"""
import gettext
import os
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CATALOGUES = {"pyrolens": "po/POTFILES.in", "libpyro-1": "core/po/POTFILES.in"}
BEGIN, END = "[~", "~]"
VOWELS = re.compile(r"[aeiou](?![aeiou])")
# What a program looks for in a text, and so stays: conversions, markup, entities, mnemonics, and what is in braces.
FIXED = re.compile(r"""(%(?:\d+\$)?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlLqjzt]*[a-zA-Z%]|</?[^<>]+>|&\w+;|\{\w*\})""")
# Those of Meson's preset for programs on GLib, which po/meson.build uses.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
PLURAL = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
FORMS = ("1 ", "2 ", "5 ")
NAME = "Pyrolens"  # no translator changes that


def pseudo(text, form=""):
    if text == NAME:
        return text
    parts = FIXED.split(text)
    parts[::2] = (VOWELS.sub(r"\g<0>\g<0>", part) for part in parts[::2])
    return f"{BEGIN}{form}{''.join(parts)}{END}"


def is_pseudo(text):
    """Whether all of it was translated, but for what stands in for a conversion."""
    return BEGIN in text and END in text


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def entry(key):
    """What a translator writes for a text, or for a pair of texts that differ in number."""
    text, plural = key if isinstance(key, tuple) else (key, None)
    context, _, text = text.rpartition("\x04")
    lines = [f"msgctxt {quote(context)}"] if context else []
    lines.append(f"msgid {quote(text)}")
    if plural is None:
        lines.append(f"msgstr {quote(pseudo(text))}")
    else:
        lines.append(f"msgid_plural {quote(plural)}")
        # As in any language: only the form of one may leave out the number.
        lines += [f"msgstr[{number}] {quote(pseudo(plural if number else text, form))}"
                  for number, form in enumerate(FORMS)]
    return "\n".join(lines) + "\n"


def read_template(folder, domain):
    """All texts: the catalogue as it is in English. A pair stands for a text with a plural."""
    template, english, catalogue = (folder / f"{domain}.{end}" for end in ("pot", "po", "mo"))
    subprocess.run(["xgettext", "--from-code=UTF-8", "--directory", ROOT, "--files-from", CATALOGUES[domain],
                    "--package-name", domain, "--output", template, *(f"--keyword={word}" for word in KEYWORDS)],
                   check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    subprocess.run(["msgen", "--output-file", english, template], check=True)
    text = english.read_text(encoding="utf-8").replace(
        "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n != 1);").replace("charset=CHARSET", "charset=UTF-8")
    english.write_text(text, encoding="utf-8")
    subprocess.run(["msgfmt", "--output-file", catalogue, english], check=True)
    with catalogue.open("rb") as file:
        translations = gettext.GNUTranslations(file)._catalog
    texts, plurals = {}, dict(re.findall(r'^msgid "(.*)"\nmsgid_plural "(.*)"$', text, re.MULTILINE))
    for key, value in translations.items():
        if isinstance(key, tuple):
            if key[1] == 0:
                texts[key[0], translations[key[0], 1]] = True
        elif key:
            texts[key] = True
    assert len(plurals) == sum(isinstance(key, tuple) for key in texts), "a plural is missing"
    return list(texts)


def make(folder, language):
    """Makes the language; returns the environment in which programs speak it, and what it says for each text.

    The locale is the C locale under another name: GTK takes from the name in which direction one writes.
    """
    folder = pathlib.Path(folder)
    texts = {domain: read_template(folder, domain) for domain in CATALOGUES}
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {PLURAL}\\n"\n\n'
    messages = folder / "catalogues" / language / "LC_MESSAGES"
    messages.mkdir(parents=True)
    for domain in CATALOGUES:
        po = folder / f"{language}-{domain}.po"
        po.write_text(header + "\n".join(map(entry, texts[domain])), encoding="utf-8")
        subprocess.run(["msgfmt", "--check-format", "--check-header", "--output-file", messages / f"{domain}.mo", po],
                       check=True, stderr=subprocess.DEVNULL)
    system = next(path for path in ("/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8") if os.path.isdir(path))
    shutil.copytree(system, folder / "locales" / f"{language}.utf8")
    environment = {"LC_ALL": f"{language}.UTF-8", "LANGUAGE": language, "LOCPATH": str(folder / "locales"),
                   "PYROLENS_LOCALEDIR": str(folder / "catalogues"), "LIBPYRO_LOCALEDIR": str(folder / "catalogues")}
    return environment, {text: pseudo(text) for domain in texts.values() for text in domain if isinstance(text, str)}
