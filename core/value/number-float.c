/* core/value/number-float.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Digits of a double's significand that tell every double from every other one. */
#define MAX_DIGITS 17

/* A positive float as 0.DIGITS times ten to the power of @point. */
typedef struct
{
  char digits[PYRO_NUMBER_SIZE];
  int  n_digits;
  int  point;
} Decimal;

/* Up to 10^22 the powers of ten are exact doubles. */
static const double powers_of_ten[] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static void
set_digits (Decimal *self,
            guint64  digits)
{
  self->n_digits = (int) pyro_number_format_int ((gint64) digits, self->digits);
}

/* Decimals of most numbers that people write. */
#define MAX_DECIMALS 6

/* A float with at most 15 digits is the quotient of two integers that doubles hold exactly, and a
 * quotient is rounded correctly. No two decimals of 15 digits are the same normal double, so that
 * what is found is the shortest. */
static gboolean
find_quotient (double   value,
               Decimal *decimal)
{
  if (value < 1e-5 || value >= 1e15)
    return FALSE;

  for (int i = 0; i <= MAX_DECIMALS; i++)
    {
      double scaled = value * powers_of_ten[i], whole;

      if (scaled >= 1e15)
        return FALSE;
      whole = rint (scaled);
      if (whole / powers_of_ten[i] == value)
        {
          set_digits (decimal, (guint64) whole);
          decimal->point = decimal->n_digits - i;
          return TRUE;
        }
    }

  return FALSE;
}

#ifdef __SIZEOF_INT128__

typedef unsigned __int128 Wide;

/* A float, scaled so that its first 17 digits are before the point: @value / 2^@shift. What is less
 * than @below or @above away reads as the same float. */
typedef struct
{
  Wide value;
  Wide below;
  Wide above;
  int  shift;
} Scaled;

/* Looks at the two multiples of @step next to the float, the nearer one first, and where they are as near,
 * the even one, which David Gay's dtoa() and so Python takes. */
static gboolean
find_multiple (const Scaled *self,
               guint64       step,
               guint64      *multiple)
{
  guint64 n_steps = (guint64) (self->value >> self->shift) / step, lower = n_steps * step;
  Wide to_lower = self->value - ((Wide) lower << self->shift);
  Wide to_upper = ((Wide) step << self->shift) - to_lower;
  gboolean is_nearer = to_lower < to_upper || (to_lower == to_upper && n_steps % 2 == 0);

  if (to_lower <= self->below && (is_nearer || to_upper > self->above))
    *multiple = lower;
  else if (to_upper <= self->above)
    *multiple = lower + step;
  else
    return FALSE;

  return TRUE;
}

/* Where 128 bits hold all numbers exactly, integers tell how far the ways to the next floats are, and
 * the shortest text is the multiple of 100, 10 or 1 that is less than half of them away. */
static gboolean
find_exactly (double   value,
              Decimal *decimal)
{
  int exponent, scale = 16;
  guint64 significand, digits, step = 100;
  Wide power, half;
  Scaled scaled;

  if (value < 1e-5 || value >= 1e17)
    return FALSE;

  for (int i = 1; value >= powers_of_ten[i]; i++)
    scale--;
  for (int i = 0; value * powers_of_ten[i] < 1; i++)
    scale++;

  significand = (guint64) ldexp (frexp (value, &exponent), DBL_MANT_DIG);
  exponent -= DBL_MANT_DIG;
  power = (Wide) powers_of_ten[scale] << MAX (exponent, 0);
  half = 2 * power;
  scaled.shift = 2 + MAX (-exponent, 0);
  scaled.value = 4 * power * significand;
  /* A text half way between two floats reads as the even one. The float below a power of two is
   * half as far away as the one above it. */
  scaled.above = half - significand % 2;
  scaled.below = significand == (guint64) 1 << (DBL_MANT_DIG - 1) ? half / 2 : scaled.above;

  while (!find_multiple (&scaled, step, &digits))
    {
      if (step == 1)
        return FALSE;
      step /= 10;
    }
  set_digits (decimal, digits);
  decimal->point = decimal->n_digits - scale;

  return TRUE;
}

#else

static gboolean
find_exactly (double   value,
              Decimal *decimal)
{
  return FALSE;
}

#endif

static gboolean
reads_as (guint64 digits,
          int     exponent,
          double  value)
{
  char text[48];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT "e%d", digits, exponent);

  return g_ascii_strtod (text, NULL) == value;
}

/* Tries the decimals of so many digits that are next to @value. The nearest one need not be the one
 * that reads as @value: below a power of two the doubles lie twice as dense as above it, so that
 * for 2**-44 the nearest decimal of 16 digits is another double's, and the one above it is not. */
static gboolean
find_digits (double   value,
             int      n_digits,
             Decimal *decimal)
{
  char text[48];
  guint64 digits = 0;
  int exponent;
  const char *at;

  snprintf (text, sizeof text, "%.*e", n_digits - 1, value);
  for (at = text; *at != 'e'; at++)
    if (g_ascii_isdigit (*at)) /* what else there is, is the locale's decimal point */
      digits = digits * 10 + (guint64) (*at - '0');
  exponent = (int) g_ascii_strtoll (at + 1, NULL, 10) - (n_digits - 1);

  if (!reads_as (digits, exponent, value))
    {
      if (reads_as (digits + 1, exponent, value))
        digits++;
      else if (digits > 1 && reads_as (digits - 1, exponent, value))
        digits--;
      else
        return FALSE;
    }

  set_digits (decimal, digits);
  decimal->point = exponent + decimal->n_digits;

  return TRUE;
}

static void
find_shortest (double   value,
               Decimal *decimal)
{
  if (!find_quotient (value, decimal) && !find_exactly (value, decimal))
    {
      /* Subnormal numbers have fewer digits than 15. */
      int n_digits = value < DBL_MIN ? 1 : DBL_DIG;

      while (n_digits < MAX_DIGITS && !find_digits (value, n_digits, decimal))
        n_digits++;
      if (n_digits == MAX_DIGITS)
        find_digits (value, MAX_DIGITS, decimal);
    }

  while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->n_digits--;
}

static char *
put_zeros (char *at,
           int   n)
{
  memset (at, '0', (gsize) n);
  return at + n;
}

static char *
put_text (char       *at,
          const char *text,
          int         n)
{
  return (char *) memcpy (at, text, (gsize) n) + n;
}

static char *
put_fixed (char          *at,
           const Decimal *decimal)
{
  int whole = CLAMP (decimal->point, 0, decimal->n_digits);

  if (decimal->point <= 0)
    *at++ = '0';
  at = put_text (at, decimal->digits, whole);
  at = put_zeros (at, MAX (decimal->point - decimal->n_digits, 0));
  *at++ = '.';
  at = put_zeros (at, MAX (-decimal->point, 0));
  if (whole == decimal->n_digits)
    *at++ = '0';

  return put_text (at, decimal->digits + whole, decimal->n_digits - whole);
}

static char *
put_exponent (char          *at,
              const Decimal *decimal)
{
  char text[PYRO_NUMBER_SIZE];
  int exponent = decimal->point - 1;

  *at++ = decimal->digits[0];
  if (decimal->n_digits > 1)
    {
      *at++ = '.';
      at = put_text (at, decimal->digits + 1, decimal->n_digits - 1);
    }
  *at++ = 'e';
  *at++ = exponent < 0 ? '-' : '+';
  if (ABS (exponent) < 10)
    *at++ = '0';

  return put_text (at, text, (int) pyro_number_format_int (ABS (exponent), text));
}

/**
 * pyro_number_format_float: (skip)
 * @value: a float
 * @buffer: (array fixed-size=32) (out caller-allocates): where its text goes
 *
 * Writes the shortest text that reads as @value, in the form of Python's `repr()`: `0.1`, `1.0`,
 * `1e+16`, `1e-05`, `-0.0`, `inf`, `nan`. The locale does not matter.
 *
 * Returns: the bytes of the text, without its NUL
 */
gsize
pyro_number_format_float (double value,
                          char   buffer[PYRO_NUMBER_SIZE])
{
  char *at = buffer;
  Decimal decimal;

  if (isnan (value))
    return g_strlcpy (buffer, "nan", PYRO_NUMBER_SIZE);

  if (signbit (value))
    *at++ = '-';
  if (isinf (value))
    at = put_text (at, "inf", 3);
  else if (value == 0)
    at = put_text (at, "0.0", 3);
  else
    {
      find_shortest (fabs (value), &decimal);
      /* Where Python changes over: PyOS_double_to_string() of CPython's Python/pystrtod.c. */
      if (decimal.point > -4 && decimal.point <= 16)
        at = put_fixed (at, &decimal);
      else
        at = put_exponent (at, &decimal);
    }
  *at = '\0';

  return (gsize) (at - buffer);
}
