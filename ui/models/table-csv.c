/* ui/models/table-csv.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/table.h"

#include <string.h>

/* A table as comma separated values. */

/* RFC 4180: quotes around what has a quote, a comma or a line end in it. */
static void
write_field (GString    *csv,
             const char *text)
{
  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

static void
write_cell (GString   *csv,
            PyroValue *cell)
{
  g_autofree char *text = NULL;

  if (cell == NULL || pyro_value_get_kind (cell) == PYRO_VALUE_NONE)
    return;

  text = pyro_value_get_kind (cell) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (cell) : pyro_value_repr (cell);
  write_field (csv, text);
}

/**
 * lens_table_write_csv:
 * @order: (array length=n_rows) (nullable): the rows to write, or %NULL for all of them
 * @n_rows: how many
 *
 * Writes the table as comma separated values with a line of titles, as RFC 4180 has it. May be called
 * in any thread.
 *
 * Returns: (transfer full): the text
 */
char *
lens_table_write_csv (LensTable     *self,
                      const guint32 *order,
                      guint          n_rows)
{
  GString *csv = g_string_new (NULL);
  guint n_columns;

  g_return_val_if_fail (LENS_IS_TABLE (self), NULL);

  n_columns = lens_table_get_n_columns (self);
  for (guint column = 0; column < n_columns; column++)
    {
      g_autofree char *title = lens_table_dup_title (self, column);

      if (column > 0)
        g_string_append_c (csv, ',');
      write_field (csv, title);
    }
  g_string_append (csv, "\r\n");

  n_rows = order != NULL ? n_rows : lens_table_get_n_rows (self);
  for (guint i = 0; i < n_rows; i++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (csv, ',');
          write_cell (csv, lens_table_get_cell (self, order != NULL ? order[i] : i, column));
        }
      g_string_append (csv, "\r\n");
    }

  return g_string_free_and_steal (csv);
}
