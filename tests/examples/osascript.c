/* tests/examples/osascript.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "osascript.h"

/* The program that a Macintosh has to tell others what to do; this one takes notes, from when it is asked first. */
static const char script[] =
  "#!/bin/sh\n"
  "cd \"$(dirname \"$0\")\"\n"
  "case $* in *'player state'*) : >notes;; esac\n"
  "echo \"$2\" >>notes\n"
  "case $* in *'name of current track'*) echo \"Song $(grep -c 'next track' notes) - Somebody\";; esac\n";

/* What is started from now on finds it. Returns: %NULL */
const char *
osascript_install (Stage *stage)
{
  g_autofree char *program = g_build_filename (stage->root, "osascript", NULL);
  g_autofree char *path = g_strdup_printf ("%s:%s", stage->root, g_getenv ("PATH"));

  g_assert_true (g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  stage_set (stage, "PATH", path);

  return NULL;
}

/* Returns: (transfer full): a line for each time that it was called */
char *
osascript_dup_notes (Stage *stage)
{
  g_autofree char *notes = g_build_filename (stage->root, "notes", NULL);
  char *text;

  g_assert_true (g_file_get_contents (notes, &text, NULL, NULL));

  return text;
}
