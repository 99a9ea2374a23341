/* core/value/number.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/limits.h"

/* Integers of any size are kept as decimal digits, for that is how they come and go: nothing here
 * calculates with them. The canonical text has a minus sign or none, no leading zeros, and a NUL
 * at its end. */

/* The two digits of each number below 100. */
static const char pairs[] =
  "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
  "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

static gsize
count_digits (guint64 value)
{
  gsize n = 1;

  for (; value >= 10000; value /= 10000)
    n += 4;

  return n + (value >= 10) + (value >= 100) + (value >= 1000);
}

/**
 * pyro_number_format_int: (skip)
 * @value: an integer
 * @buffer: (array fixed-size=32) (out caller-allocates): where its text goes
 *
 * Writes the canonical text of @value.
 *
 * Returns: the bytes of the text, without its NUL
 */
gsize
pyro_number_format_int (gint64 value,
                        char   buffer[PYRO_NUMBER_SIZE])
{
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  gsize size = (value < 0) + count_digits (rest);
  char *at = buffer + size;

  buffer[0] = '-';
  *at = '\0';
  for (; rest >= 100; rest /= 100)
    memcpy (at -= 2, pairs + 2 * (rest % 100), 2);
  if (rest >= 10)
    memcpy (at - 2, pairs + 2 * rest, 2);
  else
    at[-1] = (char) ('0' + rest);

  return size;
}

/* Takes sign and leading zeros off; the number zero keeps one digit and no sign. */
static gboolean
split_digits (const char **text,
              gsize       *size,
              gboolean    *negative)
{
  const char *at = *text, *end = at + *size;

  *negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+'))
    at++;
  if (at == end)
    return FALSE;
  while (end - at > 1 && *at == '0')
    at++;
  for (const char *p = at; p < end; p++)
    if (!g_ascii_isdigit (*p))
      return FALSE;
  if (*at == '0')
    *negative = FALSE;
  *text = at;
  *size = (gsize) (end - at);

  return TRUE;
}

/**
 * pyro_number_parse_int64: (skip)
 * @text: decimal digits, with a sign or without
 * @size: bytes of @text
 * @value: (out): the integer
 *
 * Returns: whether @text is an integer of 64 bits
 */
gboolean
pyro_number_parse_int64 (const char *text,
                         gsize       size,
                         gint64     *value)
{
  guint64 sum = 0;
  gboolean negative;

  g_return_val_if_fail (text != NULL || size == 0, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!split_digits (&text, &size, &negative) || size > 19)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    sum = sum * 10 + (guint64) (text[i] - '0'); /* 19 digits fit in 64 bits */
  if (sum > (guint64) G_MAXINT64 + negative)
    return FALSE;

  *value = (gint64) (negative ? -sum : sum);

  return TRUE;
}

/**
 * pyro_number_canonicalise: (skip)
 * @text: decimal digits, with a sign or without
 * @size: bytes of @text
 * @error: return location for an error: `PYRO_ERROR_VALUE` when @text is no integer,
 *   `PYRO_ERROR_TOO_LARGE` when it has more than `PYRO_MAX_INT_DIGITS` digits
 *
 * Returns: (transfer full): the canonical text of the same integer
 */
char *
pyro_number_canonicalise (const char  *text,
                          gsize        size,
                          GError     **error)
{
  gboolean negative;
  char *canonical;

  g_return_val_if_fail (text != NULL || size == 0, NULL);

  if (!split_digits (&text, &size, &negative))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                           "An integer is not written in decimal digits");
      return NULL;
    }
  if (size > PYRO_MAX_INT_DIGITS)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "An integer has more than %d digits", PYRO_MAX_INT_DIGITS);
      return NULL;
    }

  canonical = g_malloc (size + 2);
  canonical[0] = '-';
  memcpy (canonical + negative, text, size);
  canonical[negative + size] = '\0';

  return canonical;
}

/* Nine decimal digits, which fit in 32 bits. */
#define LIMB G_GUINT64_CONSTANT (1000000000)

/* Calculates with the digits of base @base, at most 2^32, of a number, the least first. The time
 * is that of one pass over the digits, and a fraction of it where @base is a constant. */
static G_ALWAYS_INLINE inline void
multiply_and_add (GArray  *limbs,
                  guint64  factor,
                  guint64  summand,
                  guint64  base)
{
  guint64 carry = summand;

  for (guint i = 0; i < limbs->len; i++)
    {
      guint32 *limb = &g_array_index (limbs, guint32, i);
      guint64 sum = *limb * factor + carry;

      *limb = (guint32) (sum % base);
      carry = sum / base;
    }
  for (; carry > 0; carry /= base)
    {
      guint32 limb = (guint32) (carry % base);

      g_array_append_val (limbs, limb);
    }
}

static char *
limbs_to_text (GArray   *limbs,
               gboolean  negative)
{
  GString *text = g_string_new (negative && limbs->len > 0 ? "-" : NULL);

  if (limbs->len == 0)
    g_string_append_c (text, '0');
  for (guint i = limbs->len; i > 0; i--)
    g_string_append_printf (text, i == limbs->len ? "%u" : "%09u",
                            g_array_index (limbs, guint32, i - 1));

  return g_string_free (text, FALSE);
}

static void
refuse_based (guint    base,
              GError **error)
{
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
               "An integer of base %u has more than %d digits", base, PYRO_MAX_BASED_DIGITS);
}

static gboolean
check_based (const char  *digits,
             gsize        size,
             guint        base,
             GError     **error)
{
  if (size > PYRO_MAX_BASED_DIGITS)
    {
      refuse_based (base, error);
      return FALSE;
    }

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isxdigit (digits[i]) || (guint) g_ascii_xdigit_value (digits[i]) >= base)
      size = 0;
  if (size == 0)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 "An integer is not written in digits of base %u", base);

  return size > 0;
}

/**
 * pyro_number_from_based: (skip)
 * @digits: digits of base @base, with a sign or without, and with no prefix like `0x`
 * @size: bytes of @digits
 * @base: 2, 8 or 16
 * @error: return location for an error: `PYRO_ERROR_VALUE` when these are no such digits,
 *   `PYRO_ERROR_TOO_LARGE` when they are more than `PYRO_MAX_BASED_DIGITS`
 *
 * Returns: (transfer full): the canonical text of the same integer
 */
char *
pyro_number_from_based (const char  *digits,
                        gsize        size,
                        guint        base,
                        GError     **error)
{
  guint bits_a_digit = base == 16 ? 4 : base == 8 ? 3 : 1, n_bits = 0;
  g_autoptr(GArray) limbs = NULL;
  gboolean negative;
  guint32 bits = 0;

  g_return_val_if_fail (digits != NULL || size == 0, NULL);
  g_return_val_if_fail (base == 2 || base == 8 || base == 16, NULL);

  negative = size > 0 && *digits == '-';
  if (size > 0 && (*digits == '-' || *digits == '+'))
    {
      digits++;
      size--;
    }
  if (!check_based (digits, size, base, error))
    return NULL;

  limbs = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < size; i++)
    {
      bits = bits << bits_a_digit | (guint32) g_ascii_xdigit_value (digits[i]);
      n_bits += bits_a_digit;
      if (n_bits + bits_a_digit > 32 || i + 1 == size)
        {
          multiply_and_add (limbs, (guint64) 1 << n_bits, bits, LIMB);
          bits = n_bits = 0;
        }
    }

  return limbs_to_text (limbs, negative);
}

/**
 * pyro_number_to_hex: (skip)
 * @text: the canonical text of an integer
 * @error: return location for an error: `PYRO_ERROR_TOO_LARGE` when it would have more than
 *   `PYRO_MAX_BASED_DIGITS` digits
 *
 * Returns: (transfer full): the digits of the same integer in base 16, lower case, with a minus
 *   sign when it is negative, without a prefix and without leading zeros
 */
char *
pyro_number_to_hex (const char  *text,
                    GError     **error)
{
  g_autoptr(GArray) limbs = NULL;
  gboolean negative;
  GString *hex;

  g_return_val_if_fail (text != NULL, NULL);

  negative = *text == '-';
  text += negative;
  /* A hexadecimal digit is 1.2 decimal ones. */
  if (strlen (text) > PYRO_MAX_BASED_DIGITS / 5 * 6)
    {
      refuse_based (16, error);
      return NULL;
    }

  limbs = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (*text != '\0')
    {
      guint64 power = 1, digits = 0;

      for (; power < LIMB && *text != '\0'; power *= 10)
        digits = digits * 10 + (guint64) (*text++ - '0');
      multiply_and_add (limbs, power, digits, (guint64) 1 << 32);
    }

  hex = g_string_new (negative ? "-" : NULL);
  if (limbs->len == 0)
    g_string_append_c (hex, '0');
  for (guint i = limbs->len; i > 0; i--)
    g_string_append_printf (hex, i == limbs->len ? "%x" : "%08x",
                            g_array_index (limbs, guint32, i - 1));

  return g_string_free (hex, FALSE);
}

/**
 * pyro_number_compare: (skip)
 * @a: the canonical text of an integer
 * @b: the canonical text of another one
 *
 * Returns: less than, equal to or greater than 0, as @a is to @b
 */
int
pyro_number_compare (const char *a,
                     const char *b)
{
  int sign = *a == '-' ? -1 : 1;
  gsize a_size, b_size;

  if ((*a == '-') != (*b == '-'))
    return sign;

  a_size = strlen (a);
  b_size = strlen (b);
  if (a_size != b_size)
    return a_size < b_size ? -sign : sign;

  return sign * strcmp (a, b);
}

/**
 * pyro_number_to_double: (skip)
 * @text: the canonical text of an integer
 *
 * Returns: the double that is nearest to it, an infinity when it is beyond them all
 */
double
pyro_number_to_double (const char *text)
{
  /* The greatest double has 309 digits. */
  if (strlen (text) > 310)
    return *text == '-' ? -INFINITY : INFINITY;

  return g_ascii_strtod (text, NULL);
}

/**
 * pyro_number_is_exact: (skip)
 * @text: the canonical text of an integer
 * @value: a float
 *
 * Returns: whether the two are the same number, to the last digit
 */
gboolean
pyro_number_is_exact (const char *text,
                      double      value)
{
  char exact[DBL_MAX_10_EXP + 4];

  if (!isfinite (value) || value != rint (value))
    return FALSE;
  snprintf (exact, sizeof exact, "%.0f", value);

  return strcmp (text, value == 0 ? "0" : exact) == 0;
}
