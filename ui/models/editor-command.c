/* ui/models/editor-command.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/editor-command.h"

/* How editors are told a line. There is no way that all have in common: what the desktop hands over is a file, and a
 * portal takes no more than that either. Each is as the manual of the editor has it. */

/* %f stands for the file, and %l for the line. */
static const struct
{
  const char *program;
  const char *arguments[3];
} editors[] = {
  { "code", { "--goto", "%f:%l" } },
  { "codium", { "--goto", "%f:%l" } },
  { "emacs", { "+%l", "%f" } },
  { "geany", { "--line", "%l", "%f" } },
  { "gedit", { "+%l", "%f" } },
  { "gnome-text-editor", { "%f", "+%l" } },
  { "gvim", { "+%l", "%f" } },
  { "kate", { "--line", "%l", "%f" } },
  { "kwrite", { "--line", "%l", "%f" } },
  { "pluma", { "+%l", "%f" } },
  { "subl", { "%f:%l" } },
  { "xed", { "+%l", "%f" } },
};

static void
add_argument (GString    *command,
              const char *pattern,
              const char *path,
              guint       line)
{
  g_autoptr(GString) argument = g_string_new (NULL);
  g_autofree char *quoted = NULL;

  for (const char *at = pattern; *at != '\0'; at++)
    if (at[0] != '%')
      g_string_append_c (argument, *at);
    else if (*++at == 'f')
      g_string_append (argument, path);
    else
      g_string_append_printf (argument, "%u", line);
  /* In a desktop entry one percent sign is the beginning of something to be filled in. */
  g_string_replace (argument, "%", "%%", 0);
  quoted = g_shell_quote (argument->str);
  g_string_append_printf (command, " %s", quoted);
}

/**
 * lens_editor_command_new:
 * @executable: what the desktop starts for a file
 * @path: the file, absolute
 * @line: the line, from 1
 *
 * Makes the command that shows a line of a file in an editor that is known.
 *
 * Returns: (transfer full) (nullable): the command, as in a desktop entry, or %NULL
 */
char *
lens_editor_command_new (const char *executable,
                         const char *path,
                         guint       line)
{
  g_autofree char *program = NULL;
  g_autofree char *quoted = NULL;
  GString *command;
  gsize i = 0;

  g_return_val_if_fail (executable != NULL, NULL);
  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);
  g_return_val_if_fail (line > 0, NULL);

  program = g_path_get_basename (executable);
  while (i < G_N_ELEMENTS (editors) && !g_str_equal (editors[i].program, program))
    i++;
  if (i == G_N_ELEMENTS (editors))
    return NULL;

  quoted = g_shell_quote (executable);
  command = g_string_new (quoted);
  g_string_replace (command, "%", "%%", 0);
  for (guint j = 0; j < G_N_ELEMENTS (editors[i].arguments) && editors[i].arguments[j] != NULL; j++)
    add_argument (command, editors[i].arguments[j], path, line);

  return g_string_free_and_steal (command);
}
