/* ui/models/bytes-notation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/bytes-notation.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (LensNotation, lens_notation,
                    G_DEFINE_ENUM_VALUE (LENS_NOTATION_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (LENS_NOTATION_HEX, "hex"),
                    G_DEFINE_ENUM_VALUE (LENS_NOTATION_BASE64, "base64"))

static GBytes *
refuse (GError     **error,
        guint       *column,
        const char  *text,
        const char  *at,
        const char  *sentence)
{
  *column = (guint) g_utf8_pointer_to_offset (text, at) + 1;
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, sentence);

  return NULL;
}

static GBytes *
read_hex (const char  *text,
          guint       *column,
          GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const char *first = NULL; /* the first digit of a byte that has no second one yet */

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      int digit = g_ascii_xdigit_value (*at);
      guint8 byte;

      if (first == NULL && strchr (" \t\r\n:-", *at) != NULL)
        continue;
      if (digit < 0)
        return refuse (error, column, text, at, _("A hexadecimal digit must stand here"));
      if (first == NULL)
        {
          first = at;
          continue;
        }
      byte = (guint8) (g_ascii_xdigit_value (*first) << 4 | digit);
      g_byte_array_append (bytes, &byte, 1);
      first = NULL;
    }

  if (first != NULL)
    return refuse (error, column, text, first, _("The second digit of this byte is missing"));

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
read_base64 (const char  *text,
             guint       *column,
             GError     **error)
{
  static const char letters[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/";
  g_autoptr(GString) plain = g_string_new (NULL);
  const char *at;
  gsize size;
  guchar *data;

  for (at = text; *at != '\0' && *at != '='; at = g_utf8_next_char (at))
    {
      if (strchr (" \t\r\n", *at) != NULL)
        continue;
      if (strchr (letters, *at) == NULL)
        return refuse (error, column, text, at, _("This character is none of Base64"));
      g_string_append_c (plain, *at);
    }
  if (at[strspn (at, "= \t\r\n")] != '\0')
    return refuse (error, column, text, at + strspn (at, "= \t\r\n"), _("Nothing may follow the end of Base64"));
  if (plain->len % 4 == 1)
    return refuse (error, column, text, at, _("A character of Base64 is missing here"));

  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');
  data = g_base64_decode (plain->str, &size);

  return g_bytes_new_take (data, size);
}

/**
 * lens_notation_read:
 * @notation: how the bytes are typed
 * @text: UTF-8
 * @column: (out): the character that is wrong, from 1
 * @error: a sentence for the user
 *
 * Reads bytes as they are typed.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with @error set
 */
GBytes *
lens_notation_read (LensNotation   notation,
                    const char    *text,
                    guint         *column,
                    GError       **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (column != NULL, NULL);

  *column = 0;
  switch (notation)
    {
    case LENS_NOTATION_HEX:
      return read_hex (text, column, error);

    case LENS_NOTATION_BASE64:
      return read_base64 (text, column, error);

    case LENS_NOTATION_TEXT:
    default:
      return g_bytes_new (text, strlen (text));
    }
}

static char *
write_hex (const guint8 *data,
           gsize         size)
{
  GString *text = g_string_sized_new (3 * size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, i > 0 ? " %02x" : "%02x", data[i]);

  return g_string_free_and_steal (text);
}

/**
 * lens_notation_write:
 * @notation: how the bytes are typed
 * @bytes: the bytes
 *
 * Writes bytes as they could be typed.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL for bytes that are no text
 */
char *
lens_notation_write (LensNotation  notation,
                     GBytes       *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  switch (notation)
    {
    case LENS_NOTATION_HEX:
      return write_hex (data, size);

    case LENS_NOTATION_BASE64:
      return g_base64_encode (data, size);

    case LENS_NOTATION_TEXT:
    default:
      if (size > 0 && (memchr (data, '\0', size) != NULL || !g_utf8_validate ((const char *) data, (gssize) size, NULL)))
        return NULL;
      return g_strndup (size > 0 ? (const char *) data : "", size);
    }
}
