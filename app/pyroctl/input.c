/* app/pyroctl/input.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/input.h"

#include <errno.h>
#include <stdio.h>

#include "app/pyroctl/report.h"

/* Reads to the end; no message could carry more than the limit. */
static GBytes *
read_all (FILE       *file,
          const char *name)
{
  g_autoptr(GByteArray) data = g_byte_array_new ();
  guint8 chunk[65536];
  gsize n;

  while ((n = fread (chunk, 1, sizeof chunk, file)) > 0)
    {
      if (n > PYRO_MAX_MESSAGE_SIZE - data->len)
        {
          ctl_report ("%s is larger than a message can be", name);
          return NULL;
        }
      g_byte_array_append (data, chunk, (guint) n);
    }
  if (ferror (file))
    {
      ctl_report ("%s cannot be read: %s", name, g_strerror (errno));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/**
 * ctl_input_read:
 * @path: (nullable): the name of a file, or %NULL for standard input
 * @name: what it is called when the user is told what is wrong with it
 *
 * Reads all of a file. Tells the user why when it cannot be read.
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
ctl_input_read (const char *path,
                const char *name)
{
  FILE *file;
  GBytes *bytes;

  if (path == NULL)
    return read_all (stdin, name);

  file = fopen (path, "rb");
  if (file == NULL)
    {
      ctl_report ("%s cannot be read: %s", name, g_strerror (errno));
      return NULL;
    }
  bytes = read_all (file, name);
  fclose (file);

  return bytes;
}
