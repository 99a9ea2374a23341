/* core/codec/marshal-number.c - the numbers of marshal data
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/marshal-reader-private.h"

#include <math.h>
#include <string.h>

#include "core/codec/marshal-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/number.h"

/* Digits of an integer of 64 bits: four whole ones and a part of the fifth. */
#define MAX_SHORT_DIGITS 5

/* Digits of an integer that is turned into decimal. */
#define MAX_LONG_DIGITS (PYRO_MAX_BASED_DIGITS * 4 / MARSHAL_DIGIT_BITS)

static guint
get_long_digit (const guint8 *digits,
                gsize         index)
{
  return digits[2 * index] | (guint) digits[2 * index + 1] << 8;
}

static gboolean
check_digits (MarshalReader *self,
              const guint8  *digits,
              gsize          n_digits)
{
  for (gsize i = 0; i < n_digits; i++)
    if (get_long_digit (digits, i) >> MARSHAL_DIGIT_BITS != 0)
      return _pyro_marshal_fail (self, digits + 2 * i, "A digit of an integer has more than %d bits",
                                 MARSHAL_DIGIT_BITS);
  if (n_digits > 0 && get_long_digit (digits, n_digits - 1) == 0)
    return _pyro_marshal_fail (self, digits + 2 * (n_digits - 1), "An integer begins with a zero");

  return TRUE;
}

static gboolean
take_short (MarshalReader *self,
            const guint8  *digits,
            gsize          n_digits,
            gboolean       negative)
{
  guint64 sum = 0;

  if (n_digits > MAX_SHORT_DIGITS || (n_digits == MAX_SHORT_DIGITS && get_long_digit (digits, 4) > 0xf))
    return FALSE;
  for (gsize i = n_digits; i > 0; i--)
    sum = sum << MARSHAL_DIGIT_BITS | get_long_digit (digits, i - 1);
  if (sum > (guint64) G_MAXINT64 + negative)
    return FALSE;
  pyro_builder_add_int (self->builder, (gint64) (negative ? -sum : sum));

  return TRUE;
}

/* The same integer in base 16, from the first digit on. */
static char *
dup_hex (const guint8 *digits,
         gsize         n_digits,
         gboolean      negative)
{
  GString *hex = g_string_sized_new (n_digits * 4 + 2);
  gsize n_nibbles = (n_digits * MARSHAL_DIGIT_BITS + 3) / 4;

  if (negative)
    g_string_append_c (hex, '-');
  for (gsize i = n_nibbles; i > 0; i--)
    {
      gsize bit = (i - 1) * 4, index = bit / MARSHAL_DIGIT_BITS;
      guint bits = get_long_digit (digits, index);

      if (index + 1 < n_digits)
        bits |= get_long_digit (digits, index + 1) << MARSHAL_DIGIT_BITS;
      g_string_append_c (hex, "0123456789abcdef"[bits >> bit % MARSHAL_DIGIT_BITS & 0xf]);
    }

  return g_string_free (hex, FALSE);
}

static gboolean
build_long (MarshalReader *self,
            const guint8  *digits,
            gsize          n_digits,
            gboolean       negative)
{
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;

  if (n_digits > MAX_LONG_DIGITS)
    {
      g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "An integer has more than %d bits", PYRO_MAX_BASED_DIGITS * 4);
      return FALSE;
    }
  self->work += n_digits * n_digits;
  if (self->work > PYRO_MAX_MARSHAL_WORK)
    {
      g_set_error_literal (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                           "The integers of a value have too many digits in all");
      return FALSE;
    }

  hex = dup_hex (digits, n_digits, negative);
  text = pyro_number_from_based (hex, strlen (hex), 16, self->error);
  if (text == NULL)
    return FALSE;
  pyro_builder_add_int_text (self->builder, text, strlen (text));

  return TRUE;
}

static gboolean
read_long (MarshalReader *self)
{
  const guint8 *at = self->at, *digits;
  gsize n_digits;
  gint32 n;

  if (!_pyro_marshal_take_int32 (self, &n))
    return FALSE;
  n_digits = n < 0 ? (gsize) - (gint64) n : (gsize) n;
  if (n_digits > (gsize) (self->end - self->at) / 2)
    return _pyro_marshal_fail (self, at, "The length %d is more than there is", n);
  digits = _pyro_marshal_take (self, 2 * n_digits);

  return check_digits (self, digits, n_digits)
    && (take_short (self, digits, n_digits, n < 0) || build_long (self, digits, n_digits, n < 0));
}

static gboolean
take_word (MarshalReader *self,
           guint64       *word)
{
  const guint8 *at = _pyro_marshal_take (self, sizeof *word);

  if (at == NULL)
    return FALSE;
  memcpy (word, at, sizeof *word);
  *word = GUINT64_FROM_LE (*word);

  return TRUE;
}

static gboolean
read_int64 (MarshalReader *self)
{
  guint64 word;

  if (!take_word (self, &word))
    return FALSE;
  pyro_builder_add_int (self->builder, (gint64) word);

  return TRUE;
}

static gboolean
take_binary (MarshalReader *self,
             double        *value)
{
  guint64 word;

  if (!take_word (self, &word))
    return FALSE;
  memcpy (value, &word, sizeof word);

  return TRUE;
}

/* What float() of Python reads, but for blanks and underscores. */
static gboolean
parse_float (const char *text,
             double     *value)
{
  const char *name = *text == '-' || *text == '+' ? text + 1 : text;
  char *end;

  if (g_ascii_strcasecmp (name, "inf") == 0 || g_ascii_strcasecmp (name, "infinity") == 0)
    *value = *text == '-' ? -INFINITY : INFINITY;
  else if (g_ascii_strcasecmp (name, "nan") == 0)
    *value = NAN;
  else if (*text == '\0' || text[strspn (text, "+-.0123456789Ee")] != '\0')
    return FALSE;
  else
    {
      *value = g_ascii_strtod (text, &end);
      return *end == '\0';
    }

  return TRUE;
}

/* Versions 0 and 1 write a float as text. */
static gboolean
take_text (MarshalReader *self,
           double        *value)
{
  const guint8 *size = _pyro_marshal_take (self, 1), *at;
  char text[G_MAXUINT8 + 1];

  if (size == NULL || (at = _pyro_marshal_take (self, *size)) == NULL)
    return FALSE;
  memcpy (text, at, *size);
  text[*size] = '\0';
  if (strlen (text) < *size || !parse_float (text, value))
    return _pyro_marshal_fail (self, at, "A text should be a float and is none");

  return TRUE;
}

static gboolean
read_float (MarshalReader *self,
            gboolean       is_text)
{
  double value;

  if (!(is_text ? take_text (self, &value) : take_binary (self, &value)))
    return FALSE;
  pyro_builder_add_float (self->builder, value);

  return TRUE;
}

static gboolean
read_complex (MarshalReader *self,
              gboolean       is_text)
{
  double real, imaginary;

  if (!(is_text ? take_text (self, &real) && take_text (self, &imaginary)
                : take_binary (self, &real) && take_binary (self, &imaginary)))
    return FALSE;
  pyro_builder_add_complex (self->builder, real, imaginary);

  return TRUE;
}

/* Reads what follows the type of a number, which is not MARSHAL_INT. */
gboolean
_pyro_marshal_read_number (MarshalReader *self,
                           guint8         type)
{
  switch (type)
    {
    case MARSHAL_INT64:
      return read_int64 (self);

    case MARSHAL_LONG:
      return read_long (self);

    case MARSHAL_FLOAT:
    case MARSHAL_BINARY_FLOAT:
      return read_float (self, type == MARSHAL_FLOAT);

    case MARSHAL_COMPLEX:
    case MARSHAL_BINARY_COMPLEX:
    default:
      return read_complex (self, type == MARSHAL_COMPLEX);
    }
}
