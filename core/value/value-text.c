/* core/value/value-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/value-private.h"

#include <string.h>

/* What there is to ask of a str and of bytes. */

/* Bytes that are copied rather than kept together with the document that they are in. */
#define MAX_COPIED_BYTES 256

/**
 * pyro_value_get_string:
 * @self: a value
 * @size: (out) (optional): the bytes of the text, without its NUL
 *
 * Gives the text of a str: UTF-8, but that lone surrogates, which Python's texts may have, are the
 * three bytes that UTF-8 does not allow (Python's `surrogatepass`). A NUL follows it, and there
 * may be others within it. [method@Pyro.Value.dup_utf8] is for display.
 *
 * Returns: (transfer none) (nullable): the text, %NULL when the value is no str
 */
const char *
pyro_value_get_string (PyroValue *self,
                       gsize     *size)
{
  const char *text;
  gsize n;

  g_return_val_if_fail (self != NULL, NULL);

  if (size != NULL)
    *size = 0;
  if (self->kind != PYRO_VALUE_STR)
    return NULL;

  text = _pyro_node_get_text (self, &n);
  if (size != NULL)
    *size = n;

  return text;
}

/* The bytes until the next NUL or surrogate, which is three bytes from ED A0 80 to ED BF BF. */
static gsize
count_plain (const char *text,
             gsize       size)
{
  gsize i = 0;

  while (i < size && text[i] != '\0'
         && !((guint8) text[i] == 0xed && i + 2 < size && (guint8) text[i + 1] >= 0xa0))
    i++;

  return i;
}

/**
 * pyro_value_dup_utf8:
 * @self: a value
 *
 * Gives the text of a str for display: each NUL and each lone surrogate is U+FFFD, the replacement
 * character.
 *
 * Returns: (transfer full) (nullable): valid UTF-8, %NULL when the value is no str
 */
char *
pyro_value_dup_utf8 (PyroValue *self)
{
  GString *utf8;
  const char *text;
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);

  text = pyro_value_get_string (self, &size);
  if (text == NULL)
    return NULL;

  utf8 = g_string_sized_new (size + 1);
  while (size > 0)
    {
      gsize plain = count_plain (text, size);

      g_string_append_len (utf8, text, (gssize) plain);
      text += plain;
      size -= plain;
      if (size > 0)
        {
          gsize odd = *text == '\0' ? 1 : 3;

          g_string_append (utf8, "\357\277\275");
          text += odd;
          size -= odd;
        }
    }

  return g_string_free (utf8, FALSE);
}

/**
 * pyro_value_get_bytes_data:
 * @self: a value
 * @size: (out) (optional): how many bytes there are
 *
 * Returns: (transfer none) (nullable) (array length=size) (element-type guint8): the bytes, good as
 *   long as the value is held; %NULL when the value is no bytes, and maybe when there are none
 */
gconstpointer
pyro_value_get_bytes_data (PyroValue *self,
                           gsize     *size)
{
  gconstpointer data;
  gsize n;

  g_return_val_if_fail (self != NULL, NULL);

  if (size != NULL)
    *size = 0;
  if (self->kind != PYRO_VALUE_BYTES)
    return NULL;

  data = _pyro_node_get_text (self, &n);
  if (size != NULL)
    *size = n;

  return data;
}

static void
unref_value (gpointer value)
{
  pyro_value_unref (value);
}

/**
 * pyro_value_dup_bytes:
 * @self: a value
 *
 * Gives bytes as a GBytes, which holds the value when copying would cost more.
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL when the value is no bytes
 */
GBytes *
pyro_value_dup_bytes (PyroValue *self)
{
  const char *data;
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind != PYRO_VALUE_BYTES)
    return NULL;
  if (self->form == PYRO_FORM_KEPT)
    return g_bytes_ref (self->u.bytes);

  data = _pyro_node_get_text (self, &size);
  if (size <= MAX_COPIED_BYTES)
    return g_bytes_new (data, size);

  return g_bytes_new_with_free_func (data, size, unref_value, pyro_value_ref (self));
}

static gsize
count_characters (const char *text,
                  gsize       size)
{
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    n += ((guint8) text[i] & 0xc0) != 0x80;

  return n;
}

/**
 * pyro_value_get_length:
 * @self: a value
 *
 * Returns: what Python's `len()` says: the items of a list, tuple, set or frozenset, the entries
 *   of a dict or record, the characters of a str (which are counted each time), the bytes of
 *   bytes; 0 for what has no length
 */
gsize
pyro_value_get_length (PyroValue *self)
{
  const char *text;
  gsize size;

  g_return_val_if_fail (self != NULL, 0);

  if (_pyro_kind_is_container (self->kind))
    return self->u.items->count;
  if (self->kind != PYRO_VALUE_STR && self->kind != PYRO_VALUE_BYTES)
    return 0;

  text = _pyro_node_get_text (self, &size);

  return self->kind == PYRO_VALUE_STR ? count_characters (text, size) : size;
}
