/* ui/models/needle.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/needle.h"

#include <string.h>

/* A text that is looked for in many values. Letters match whatever their case is. */
struct _LensNeedle
{
  char     *text;    /* folded */
  gsize     size;    /* bytes */
  gboolean  ascii;
  GString  *scratch; /* a number as text */
};

/**
 * lens_needle_new:
 * @text: what is looked for, UTF-8
 *
 * Prepares to look for a text. It is used in one thread at a time.
 *
 * Returns: (transfer full): the needle
 */
LensNeedle *
lens_needle_new (const char *text)
{
  LensNeedle *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (LensNeedle, 1);
  self->ascii = g_str_is_ascii (text);
  self->text = self->ascii ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
  self->size = strlen (self->text);
  self->scratch = g_string_new (NULL);

  return self;
}

void
lens_needle_free (LensNeedle *self)
{
  g_free (self->text);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

static gboolean
matches_ascii (LensNeedle *self,
               const char *text,
               gsize       size)
{
  for (gsize i = 0; i + self->size <= size; i++)
    {
      gsize n = 0;

      while (n < self->size && g_ascii_tolower (text[i + n]) == self->text[n])
        n++;
      if (n == self->size)
        return TRUE;
    }

  return FALSE;
}

static gboolean
matches_string (LensNeedle *self,
                PyroValue  *value)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  gsize size;
  const char *string = pyro_value_get_string (value, &size);

  if (self->ascii)
    return matches_ascii (self, string, size);
  if (size < self->size / 2) /* no letter is more than half shorter than its fold */
    return FALSE;

  text = pyro_value_dup_utf8 (value);
  folded = g_utf8_casefold (text, -1);

  return strstr (folded, self->text) != NULL;
}

/**
 * lens_needle_matches:
 * @value: a value
 *
 * Looks for the text in a value that is no container: in a str and in bytes as they are, in others as
 * Python writes them.
 *
 * Returns: %TRUE if it is there; %FALSE for a container
 */
gboolean
lens_needle_matches (LensNeedle *self,
                     PyroValue  *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  if (pyro_value_is_container (value))
    return FALSE;
  if (kind == PYRO_VALUE_STR)
    return matches_string (self, value);

  if (kind == PYRO_VALUE_BYTES)
    {
      gsize size;
      const char *data = pyro_value_get_bytes_data (value, &size);

      return matches_ascii (self, data, size);
    }

  g_string_truncate (self->scratch, 0);
  pyro_value_append_repr (value, self->scratch);

  return matches_ascii (self, self->scratch->str, self->scratch->len);
}
