/* tests/ui/models/test-editor-command.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/editor-command.h"

static void
test_editors (void)
{
  static const struct
  {
    const char *executable;
    const char *path;
    const char *command; /* NULL for none */
  } cases[] = {
    { "gnome-text-editor", "/lab/a.py", "'gnome-text-editor' '/lab/a.py' '+12'" },
    { "/usr/bin/gedit", "/lab/a.py", "'/usr/bin/gedit' '+12' '/lab/a.py'" },
    { "/opt/50%/code", "/lab/100% sure's.py", "'/opt/50%%/code' '--goto' '/lab/100%% sure'\\''s.py:12'" },
    { "kate", "/lab/%f%l.py", "'kate' '--line' '12' '/lab/%%f%%l.py'" },
    { "flatpak", "/lab/a.py", NULL },
    { "sh", "/lab/a.py", NULL },
    { "", "/lab/a.py", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *command = lens_editor_command_new (cases[i].executable, cases[i].path, 12);

      g_assert_cmpstr (command, ==, cases[i].command);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/editor-command/editors", test_editors);

  return g_test_run ();
}
