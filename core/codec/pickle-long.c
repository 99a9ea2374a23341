/* core/codec/pickle-long.c - integers of any size, as pickles have them
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/number.h"

/* They are two's complement, the least byte first. */

/*
 * _pyro_pickle_push_digits:
 * @digits: decimal digits, with a sign or without
 */
gboolean
_pyro_pickle_push_digits (PickleMachine *self,
                          const char    *digits,
                          gsize          size)
{
  PickleThing thing = { .kind = PICKLE_INT };
  g_autofree char *canonical = NULL;
  g_autoptr(GError) problem = NULL;
  char *text;

  if (pyro_number_parse_int64 (digits, size, &thing.u.integer))
    return _pyro_pickle_push (self, &thing);

  canonical = pyro_number_canonicalise (digits, size, &problem);
  if (canonical == NULL && g_error_matches (problem, PYRO_ERROR, PYRO_ERROR_TOO_LARGE))
    {
      g_propagate_error (self->error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (canonical == NULL)
    return _pyro_pickle_refuse (self, "an int is not written in decimal digits");
  size = strlen (canonical);
  text = _pyro_pickle_alloc (self, size);
  if (text == NULL)
    return FALSE;
  thing.kind = PICKLE_BIG_INT;
  thing.size = (guint32) size;
  thing.u.data = memcpy (text, canonical, size);

  return _pyro_pickle_push (self, &thing);
}

/* The hexadecimal digits of a number in two's complement, with its sign. */
static char *
dup_hex (const guint8 *data,
         gsize         size)
{
  gboolean negative = (data[size - 1] & 0x80) != 0;
  guint carry = 1; /* of the negation */
  char *hex = g_malloc (2 * size + 2);

  for (gsize i = 0; i < size; i++)
    {
      guint byte = negative ? (guint) (guint8) ~data[i] + carry : data[i];

      carry = byte >> 8;
      hex[2 * (size - i)] = "0123456789abcdef"[byte & 0x0f];
      hex[2 * (size - i) - 1] = "0123456789abcdef"[byte >> 4 & 0x0f];
    }
  hex[0] = negative ? '-' : '+';
  hex[2 * size + 1] = '\0';

  return hex;
}

gboolean
_pyro_pickle_push_long (PickleMachine *self,
                        const guint8  *data,
                        gsize          size)
{
  g_autofree char *hex = NULL;
  g_autofree char *digits = NULL;
  guint64 bits = 0;

  while (size > 8 && data[size - 1] == (data[size - 2] & 0x80 ? 0xff : 0))
    size--;
  if (size <= 8)
    {
      for (gsize i = size; i > 0; i--)
        bits = bits << 8 | data[i - 1];
      if (size > 0 && size < 8 && data[size - 1] & 0x80)
        bits |= G_MAXUINT64 << (8 * size);
      return _pyro_pickle_push (self, &(PickleThing) { .kind = PICKLE_INT, .u.integer = (gint64) bits });
    }

  if (2 * size > PYRO_MAX_BASED_DIGITS)
    {
      g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "An int in the pickle has more than %d bytes",
                   PYRO_MAX_BASED_DIGITS / 2);
      return FALSE;
    }
  hex = dup_hex (data, size);
  digits = pyro_number_from_based (hex, strlen (hex), 16, self->error);

  return digits != NULL && _pyro_pickle_push_digits (self, digits, strlen (digits));
}

/* Writes as few bytes as there can be. */
static void
append_bytes (GString *out,
              guint8  *bytes,
              gsize    size)
{
  guint8 head[5] = { 0x8a };

  while (size > 1 && bytes[size - 1] == (bytes[size - 2] & 0x80 ? 0xff : 0))
    size--;
  if (size <= G_MAXUINT8)
    head[1] = (guint8) size;
  else
    {
      head[0] = 0x8b;
      for (guint i = 0; i < 4; i++)
        head[i + 1] = (guint8) (size >> 8 * i);
    }
  g_string_append_len (out, (const char *) head, size <= G_MAXUINT8 ? 2 : 5);
  g_string_append_len (out, (const char *) bytes, (gssize) size);
}

/*
 * _pyro_pickle_append_long:
 * @value: an int
 *
 * Appends the opcode LONG1 or LONG4 with the number.
 *
 * Returns: %FALSE, without an error, when the int is too large
 */
gboolean
_pyro_pickle_append_long (GString   *out,
                          PyroValue *value)
{
  g_autofree char *digits = pyro_value_dup_int_text (value);
  g_autofree char *hex = pyro_number_to_hex (digits, NULL);
  g_autofree guint8 *bytes = NULL;
  gboolean negative;
  gsize n, size;
  guint carry = 1;

  if (hex == NULL || strlen (hex) >= PYRO_MAX_BASED_DIGITS)
    return FALSE;
  negative = *hex == '-';
  n = strlen (hex + negative);
  size = n / 2 + 1; /* one bit more than the digits need, for the sign */
  bytes = g_malloc0 (size);
  for (gsize i = 0; i < n; i++)
    bytes[i / 2] |= (guint8) (g_ascii_xdigit_value (hex[negative + n - 1 - i]) << (i % 2 * 4));
  for (gsize i = 0; negative && i < size; i++)
    {
      guint byte = (guint) (guint8) ~bytes[i] + carry;

      carry = byte >> 8;
      bytes[i] = (guint8) byte;
    }
  append_bytes (out, bytes, size);

  return TRUE;
}
