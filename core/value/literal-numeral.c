/* core/value/literal-numeral.c - the digits of a literal text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <math.h>
#include <string.h>

#include "core/translation-private.h"
#include "core/value/number.h"

/* Up to here every integer, and every power of ten up to 10^22, is a double, so that one
 * multiplication or division rounds right (Clinger, "How to read floating point numbers
 * accurately", 1990). */
#define MAX_EXACT_INTEGER ((guint64) 1 << 53)

static const double powers_of_ten[] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

/* A number as it stands in the text. */
typedef struct
{
  const char *start;
  const char *end;
  gboolean    has_underscore;
  gboolean    is_float;
} Numeral;

static gboolean
scan_digits (LiteralReader *self,
             Numeral       *numeral)
{
  const char *at = numeral->end;

  while (at < self->end && (g_ascii_isdigit (*at) || *at == '_'))
    {
      if (*at == '_')
        {
          if (at == numeral->end || at + 1 == self->end || !g_ascii_isdigit (at[1]))
            return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                                       N_("An underscore can stand only between two digits"));
          numeral->has_underscore = TRUE;
        }
      at++;
    }
  numeral->end = at;

  return TRUE;
}

static gboolean
scan_numeral (LiteralReader *self,
              Numeral       *numeral)
{
  if (!scan_digits (self, numeral))
    return FALSE;

  if (numeral->end < self->end && *numeral->end == '.')
    {
      numeral->is_float = TRUE;
      numeral->end++;
      if (!scan_digits (self, numeral))
        return FALSE;
    }

  if (numeral->end < self->end && (*numeral->end == 'e' || *numeral->end == 'E'))
    {
      const char *e = numeral->end++;

      numeral->is_float = TRUE;
      if (numeral->end < self->end && (*numeral->end == '+' || *numeral->end == '-'))
        numeral->end++;
      if (numeral->end == self->end || !g_ascii_isdigit (*numeral->end))
        return _pyro_literal_fail (self, numeral->end, PYRO_ERROR_SYNTAX,
                                   N_("The digits of the exponent are missing after %c"), *e);
      if (!scan_digits (self, numeral))
        return FALSE;
    }

  return TRUE;
}

/* Whether nothing sticks to the number. */
static gboolean
check_end (LiteralReader *self,
           const char    *start)
{
  char c = _pyro_literal_peek (self);
  g_autofree char *word = NULL;
  g_autofree char *character = NULL;

  if (c != '.' && !g_ascii_isdigit (c) && _pyro_literal_measure_name (self, self->at) == 0)
    return TRUE;

  word = _pyro_literal_dup_excerpt (self, start);
  if (c == '.')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                               N_("A number has only one point: put quotes around %s to make it text"), word);
  character = _pyro_literal_dup_character (self->at);

  return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("A number cannot go on with %s: put quotes around %s to make it text"),
                             character, word);
}

/* The digits alone, after a minus where one is needed: in the text itself where they stand there. */
static const char *
clean_digits (LiteralReader *self,
              const Numeral *numeral,
              gboolean       negative,
              gsize         *size)
{
  if (!numeral->has_underscore && !negative)
    {
      *size = (gsize) (numeral->end - numeral->start);
      return numeral->start;
    }

  g_string_assign (self->scratch, negative ? "-" : "");
  for (const char *at = numeral->start; at < numeral->end; at++)
    if (*at != '_')
      g_string_append_c (self->scratch, *at);
  *size = self->scratch->len;

  return self->scratch->str;
}

static gboolean
read_short_decimal (const char *at,
                    const char *end,
                    double     *value)
{
  guint64 digits = 0;
  int exponent = 0, written = 0;
  gboolean fraction = FALSE, minus = FALSE;

  for (; at < end && *at != 'e' && *at != 'E'; at++)
    {
      if (*at == '.')
        {
          fraction = TRUE;
          continue;
        }
      digits = digits * 10 + (guint64) (*at - '0');
      if (digits > MAX_EXACT_INTEGER)
        return FALSE;
      exponent -= fraction;
    }
  if (at < end)
    {
      at++;
      minus = *at == '-';
      if (*at == '-' || *at == '+')
        at++;
      for (; at < end && written < 1000; at++)
        written = written * 10 + (*at - '0');
      exponent += minus ? -written : written;
    }
  if (at < end || ABS (exponent) >= (int) G_N_ELEMENTS (powers_of_ten))
    return FALSE;

  *value = exponent < 0 ? (double) digits / powers_of_ten[-exponent]
                        : (double) digits * powers_of_ten[exponent];

  return TRUE;
}

double
_pyro_literal_digits_to_double (const char *digits,
                                gsize       size)
{
  char buffer[64];
  g_autofree char *copy = NULL;
  double value;

  if (size < 1000 && read_short_decimal (digits, digits + size, &value))
    return value;
  if (size >= sizeof buffer)
    return g_ascii_strtod (copy = g_strndup (digits, size), NULL);

  memcpy (buffer, digits, size);
  buffer[size] = '\0';

  return g_ascii_strtod (buffer, NULL);
}

static gboolean
set_digits (LiteralReader *self,
            LiteralNumber *number,
            const char    *digits,
            gsize          size)
{
  number->digits = digits;
  number->n_digits = size;
  number->form = pyro_number_parse_int64 (digits, size, &number->integer)
                 ? LITERAL_NUMBER_SMALL : LITERAL_NUMBER_DIGITS;

  return TRUE;
}

static gboolean
read_based (LiteralReader *self,
            LiteralNumber *number,
            gboolean       negative)
{
  char letter = g_ascii_tolower (self->at[1]);
  guint base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
  const char *start = self->at;
  g_autoptr(GString) digits = g_string_new (negative ? "-" : NULL);
  g_autofree char *text = NULL;

  for (self->at += 2; g_ascii_isxdigit (_pyro_literal_peek (self)) || _pyro_literal_peek (self) == '_'; self->at++)
    {
      if (*self->at == '_' && !g_ascii_isxdigit (_pyro_literal_peek_after (self, 1)))
        return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                                   N_("An underscore can stand only between two digits"));
      if (*self->at == '_')
        continue;
      if ((guint) g_ascii_xdigit_value (*self->at) >= base)
        return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                                   N_("%c is no digit of a number that starts with 0%c"), *self->at, letter);
      g_string_append_c (digits, *self->at);
    }
  if (digits->len == (negative ? 1 : 0))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("The digits are missing after 0%c"), letter);
  if (!check_end (self, start))
    return FALSE;

  text = pyro_number_from_based (digits->str, digits->len, base, NULL);
  if (text == NULL)
    return _pyro_literal_fail (self, start, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 20000 */
                               N_("An integer of base %u has more than %d digits"), base, PYRO_MAX_BASED_DIGITS);
  g_string_assign (self->scratch, text);

  return set_digits (self, number, self->scratch->str, self->scratch->len);
}

static gboolean
check_integer (LiteralReader *self,
               const Numeral *numeral)
{
  const char *at = numeral->start;
  g_autofree char *word = NULL;

  if (*at != '0' || numeral->end - at == 1)
    return TRUE;
  while (at < numeral->end && (*at == '0' || *at == '_'))
    at++;
  if (at == numeral->end)
    return TRUE; /* only zeros */

  word = _pyro_literal_dup_excerpt (self, at);
  if (strpbrk (word, "89") != NULL)
    return _pyro_literal_fail (self, numeral->start, PYRO_ERROR_SYNTAX,
                               N_("This number has a zero in front: write %s"), word);

  return _pyro_literal_fail (self, numeral->start, PYRO_ERROR_SYNTAX,
                             N_("This number has a zero in front: write %s, or 0o%s if it is octal"), word, word);
}

static gboolean
read_decimal (LiteralReader *self,
              LiteralNumber *number,
              gboolean       negative)
{
  Numeral numeral = { self->at, self->at };
  gboolean imaginary;
  const char *digits;
  gsize size;

  if (!scan_numeral (self, &numeral))
    return FALSE;
  if (numeral.end - numeral.start > PYRO_MAX_INT_DIGITS)
    return _pyro_literal_fail (self, numeral.start, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 1000000 */
                               N_("This number has more than %d digits"), PYRO_MAX_INT_DIGITS);
  self->at = numeral.end;
  imaginary = _pyro_literal_peek (self) == 'j' || _pyro_literal_peek (self) == 'J';
  self->at += imaginary;
  if (!check_end (self, numeral.start))
    return FALSE;

  if (!numeral.is_float && !imaginary)
    {
      if (!check_integer (self, &numeral))
        return FALSE;
      digits = clean_digits (self, &numeral, negative, &size);
      return set_digits (self, number, digits, size);
    }

  digits = clean_digits (self, &numeral, FALSE, &size);
  number->form = imaginary ? LITERAL_NUMBER_IMAGINARY : LITERAL_NUMBER_FLOAT;
  *(imaginary ? &number->imaginary : &number->real) =
    copysign (_pyro_literal_digits_to_double (digits, size), negative ? -1 : 1);

  return TRUE;
}

/* Most integers are a few digits before a comma or a bracket. */
static inline gboolean
take_short_integer (LiteralReader *self,
                    LiteralNumber *number,
                    gboolean       negative)
{
  const char *at = self->at, *end = self->end - at > 18 ? at + 18 : self->end;
  gint64 sum = 0;

  while (at < end && g_ascii_isdigit (*at))
    sum = sum * 10 + (*at++ - '0');
  if (at == self->end || (*at != ',' && *at != ']' && *at != ')' && *at != '}' && *at != ':') ||
      (*self->at == '0' && (negative || at - self->at > 1)))
    return FALSE;

  number->form = LITERAL_NUMBER_SMALL;
  number->integer = negative ? -sum : sum;
  number->digits = self->at;
  self->at = at;

  return TRUE;
}

/* Reads the digits that are here, and what else belongs to a number without its sign. */
gboolean
_pyro_literal_read_numeral (LiteralReader *self,
                            LiteralNumber *number,
                            gboolean       negative)
{
  if (take_short_integer (self, number, negative))
    return TRUE;
  if (_pyro_literal_peek (self) == '0' && strchr ("xXoObB", _pyro_literal_peek_after (self, 1)) != NULL &&
      self->end - self->at > 1)
    return read_based (self, number, negative);

  return read_decimal (self, number, negative);
}
