/* core/value/literal-number.c - the numbers of a literal text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <math.h>
#include <string.h>

#include "core/translation-private.h"
#include "core/value/number.h"

static gboolean
is_number_start (LiteralReader *self)
{
  char c = _pyro_literal_peek (self);

  return g_ascii_isdigit (c) || (c == '.' && g_ascii_isdigit (_pyro_literal_peek_after (self, 1)));
}

/* Takes one of the names that `repr()` writes for a float that has no digits. */
static gboolean
take_name (LiteralReader *self,
           LiteralNumber *number,
           gboolean       negative)
{
  gsize size = _pyro_literal_measure_name (self, self->at);
  gboolean imaginary = size == 4 && self->at[3] == 'j';
  double value;

  if (self->flags & PYRO_LITERAL_SERPENT || (size != 3 && !imaginary))
    return FALSE;
  if (memcmp (self->at, "nan", 3) == 0)
    value = NAN;
  else if (memcmp (self->at, "inf", 3) == 0)
    value = negative ? -INFINITY : INFINITY;
  else
    return FALSE;

  self->at += size;
  number->form = imaginary ? LITERAL_NUMBER_IMAGINARY : LITERAL_NUMBER_FLOAT;
  *(imaginary ? &number->imaginary : &number->real) = value;

  return TRUE;
}

/* What a sign belongs to: a number that may stand in brackets of its own. */
static gboolean
read_operand (LiteralReader *self,
              LiteralNumber *number,
              gboolean       negative)
{
  guint depth = self->depth;
  char c;

  _pyro_literal_skip_space (self);
  while (_pyro_literal_peek (self) == '(')
    {
      if (!_pyro_literal_push (self, LITERAL_GROUP))
        return FALSE;
      _pyro_literal_skip_space (self);
    }

  c = _pyro_literal_peek (self);
  if (is_number_start (self))
    {
      if (!_pyro_literal_read_numeral (self, number, negative))
        return FALSE;
    }
  else if (c == '+' || c == '-')
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("Only one sign can stand before a number"));
  else if (!take_name (self, number, negative))
    return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A number is missing after the sign"));

  while (self->depth > depth)
    {
      _pyro_literal_skip_space (self);
      if (_pyro_literal_peek (self) == ',')
        return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX, N_("A sign can stand only before one number"));
      if (_pyro_literal_peek (self) != ')')
        return _pyro_literal_fail_after_value (self);
      self->at++;
      self->depth--;
    }

  return TRUE;
}

/* Reads a number with its sign, if there is one here, and keeps it for what may follow. */
gboolean
_pyro_literal_read_number (LiteralReader *self)
{
  char c = _pyro_literal_peek (self);

  if (c == '+' || c == '-')
    {
      self->at++;
      return read_operand (self, &self->number, c == '-');
    }

  return _pyro_literal_read_numeral (self, &self->number, FALSE);
}

/* Reads `nan`, `inf`, `nanj` or `infj`, and says whether one is here. */
gboolean
_pyro_literal_take_named_number (LiteralReader *self)
{
  return take_name (self, &self->number, FALSE);
}

/* A key or a value of the record for a float, in the text between its quotes. */
static gboolean
take_word (const char **at,
           const char  *end,
           const char **word,
           gsize       *size)
{
  const char *close;

  while (*at < end && **at == ' ')
    ++*at;
  if (end - *at < 2 || (**at != '\'' && **at != '"'))
    return FALSE;
  close = memchr (*at + 1, **at, (gsize) MIN (end - *at - 1, 16));
  if (close == NULL)
    return FALSE;

  *word = *at + 1;
  *size = (gsize) (close - *word);
  *at = close + 1;
  while (*at < end && **at == ' ')
    ++*at;

  return TRUE;
}

static gboolean
word_is (const char *word,
         gsize       size,
         const char *text)
{
  return strlen (text) == size && memcmp (word, text, size) == 0;
}

/* Reads the record that serpent writes for a float which has no literal,
 * `{'__class__':'float','value':'nan'}`, and says whether one is here. */
gboolean
_pyro_literal_take_float_record (LiteralReader *self)
{
  const char *at = self->at + 1;
  gboolean is_float = FALSE, has_value = FALSE;
  double value = 0;

  for (guint i = 0; i < 2; i++)
    {
      const char *key, *word;
      gsize key_size, size;

      if (!take_word (&at, self->end, &key, &key_size) || at == self->end || *at++ != ':' ||
          !take_word (&at, self->end, &word, &size) || at == self->end || *at++ != (i == 0 ? ',' : '}'))
        return FALSE;
      if (word_is (key, key_size, "__class__"))
        is_float = word_is (word, size, "float");
      else if (word_is (key, key_size, "value"))
        {
          value = word_is (word, size, "nan") ? NAN : word_is (word, size, "-inf") ? -INFINITY : INFINITY;
          has_value = isnan (value) || word_is (word, size, value < 0 ? "-inf" : "inf");
        }
    }
  if (!is_float || !has_value)
    return FALSE;

  self->at = at;
  self->number.form = LITERAL_NUMBER_FLOAT;
  self->number.real = value;

  return TRUE;
}

static gboolean
take_real_part (LiteralReader *self,
                const char    *at,
                double        *real)
{
  const LiteralNumber *number = &self->number;

  switch (number->form)
    {
    case LITERAL_NUMBER_SMALL:
      *real = (double) number->integer;
      /* `repr()` writes the real part -0.0 as -0, which to Python is the integer 0. */
      if (number->integer == 0 && self->number.digits[0] == '-')
        *real = -0.0;
      break;

    case LITERAL_NUMBER_DIGITS:
      *real = _pyro_literal_digits_to_double (number->digits, number->n_digits);
      break;

    case LITERAL_NUMBER_FLOAT:
      *real = number->real;
      return TRUE;

    case LITERAL_NUMBER_NONE:
    case LITERAL_NUMBER_IMAGINARY:
    case LITERAL_NUMBER_SUM:
    default:
      return _pyro_literal_fail_after_value (self);
    }

  if (isinf (*real))
    return _pyro_literal_fail (self, at, PYRO_ERROR_TOO_LARGE,
                               N_("The real part of this complex number is too large"));

  return TRUE;
}

/* Reads the second part of a complex number, from its sign on. The signs of zeros are taken from
 * the text, as `repr()` means them, and not from the sum that Python makes of the two parts. */
gboolean
_pyro_literal_read_imaginary (LiteralReader *self)
{
  const char *at = self->at;
  gboolean negative = *at == '-';
  LiteralNumber part = { LITERAL_NUMBER_NONE };
  double real = 0;

  if (!take_real_part (self, at, &real))
    return FALSE;

  self->at++;
  _pyro_literal_skip_space (self);
  if (self->flags & PYRO_LITERAL_SERPENT && _pyro_literal_peek (self) == '-')
    {
      /* serpent's way to write a negative zero */
      negative = !negative;
      self->at++;
    }
  if (!read_operand (self, &part, negative))
    return FALSE;
  if (part.form != LITERAL_NUMBER_IMAGINARY)
    return _pyro_literal_fail (self, at, PYRO_ERROR_SYNTAX,
                               N_("Sums are not worked out here: only a complex number like 1+2j "
                                  "has a sign in its middle"));

  self->number.form = LITERAL_NUMBER_SUM;
  self->number.real = real;
  self->number.imaginary = part.imaginary;

  return TRUE;
}

/* Hands the number that was kept to the builder. */
void
_pyro_literal_build_number (LiteralReader *self)
{
  const LiteralNumber *number = &self->number;

  switch (number->form)
    {
    case LITERAL_NUMBER_NONE:
      return;

    case LITERAL_NUMBER_SMALL:
      pyro_builder_add_int (self->builder, number->integer);
      break;

    case LITERAL_NUMBER_DIGITS:
      pyro_builder_add_int_text (self->builder, number->digits, number->n_digits);
      break;

    case LITERAL_NUMBER_FLOAT:
      pyro_builder_add_float (self->builder, number->real);
      break;

    case LITERAL_NUMBER_IMAGINARY:
      pyro_builder_add_complex (self->builder, 0.0, number->imaginary);
      break;

    case LITERAL_NUMBER_SUM:
    default:
      pyro_builder_add_complex (self->builder, number->real, number->imaginary);
      break;
    }

  self->number.form = LITERAL_NUMBER_NONE;
}
