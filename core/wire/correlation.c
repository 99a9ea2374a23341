/* core/wire/correlation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Correlation ids: the UUIDs by which peers can tell which messages belong together. */

#include "core/wire/correlation.h"

#include "core/error.h"

/* Characters of the text of a UUID, and where its dashes are. */
#define TEXT_SIZE 36

static gboolean
is_dash (gsize index)
{
  return index == 8 || index == 13 || index == 18 || index == 23;
}

/**
 * pyro_correlation_parse:
 * @text: the text of a UUID, such as `g_uuid_string_random()` makes
 * @correlation: (out caller-allocates) (array fixed-size=16): its bytes
 * @error: return location for an error
 *
 * Reads a correlation id.
 *
 * Returns: %TRUE, or %FALSE with %PYRO_ERROR_SYNTAX when @text is no UUID
 */
gboolean
pyro_correlation_parse (const char  *text,
                        guint8      *correlation,
                        GError     **error)
{
  gsize n_digits = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (correlation != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!g_uuid_string_is_valid (text))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX,
                   "A correlation id is a UUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301, "
                   "which “%s” is not", text);
      return FALSE;
    }

  for (gsize i = 0; i < TEXT_SIZE; i++)
    if (!is_dash (i))
      {
        guint8 *byte = &correlation[n_digits++ / 2];

        *byte = (guint8) (*byte << 4 | g_ascii_xdigit_value (text[i]));
      }

  return TRUE;
}

/**
 * pyro_correlation_to_string:
 * @correlation: (array fixed-size=16): the bytes of a UUID
 *
 * Returns: (transfer full): its text
 */
char *
pyro_correlation_to_string (const guint8 *correlation)
{
  char *text, *at;

  g_return_val_if_fail (correlation != NULL, NULL);

  text = at = g_malloc (TEXT_SIZE + 1);
  for (gsize i = 0; i < PYRO_CORRELATION_SIZE; i++)
    {
      if (is_dash ((gsize) (at - text)))
        *at++ = '-';
      *at++ = "0123456789abcdef"[correlation[i] >> 4];
      *at++ = "0123456789abcdef"[correlation[i] & 15];
    }
  *at = '\0';

  return text;
}
