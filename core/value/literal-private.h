/* core/value/literal-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/literal.h"

G_BEGIN_DECLS

typedef enum
{
  LITERAL_NUMBER_NONE,
  LITERAL_NUMBER_SMALL,     /* an integer of 64 bits: @integer */
  LITERAL_NUMBER_DIGITS,    /* a longer one: @digits */
  LITERAL_NUMBER_FLOAT,     /* @real */
  LITERAL_NUMBER_IMAGINARY, /* @imaginary */
  LITERAL_NUMBER_SUM,       /* @real and @imaginary */
} LiteralNumberForm;

typedef struct
{
  LiteralNumberForm  form;
  gint64             integer;
  const char        *digits; /* a sign and decimal digits, in the text or in the scratch room */
  gsize              n_digits;
  double             real;
  double             imaginary;
} LiteralNumber;

/* What is open. A round bracket is a group until its first comma, a curly one is nobody's until
 * its first colon or comma. */
typedef enum
{
  LITERAL_GROUP,
  LITERAL_TUPLE,
  LITERAL_LIST,
  LITERAL_BRACES,
  LITERAL_SET,
  LITERAL_KEY,   /* a dict, whose colon comes next */
  LITERAL_VALUE, /* a dict, whose value comes next */
} LiteralState;

typedef struct
{
  const char   *at;     /* the bracket in the text */
  LiteralState  state;
  gboolean      frozen; /* between the round brackets of frozenset() */
} LiteralBracket;

/* One run over one text. The text is UTF-8 without NUL from the start on, so nothing that comes
 * later looks at that again. */
typedef struct
{
  const char       *start;
  const char       *at;
  const char       *end;
  PyroLiteralFlags  flags;
  gboolean          arguments; /* a comma outside brackets ends the value */

  PyroBuilder      *builder;
  GString          *scratch;   /* text that is not in the source as it is */
  LiteralNumber     number;    /* read, but not yet built: a `+2j` may follow */

  LiteralBracket    outside;   /* what is open where no bracket is */
  LiteralBracket    brackets[PYRO_MAX_DEPTH];
  guint             depth;

  PyroPlace        *place;
  GError          **error;
} LiteralReader;

static inline char
_pyro_literal_peek (const LiteralReader *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static inline char
_pyro_literal_peek_after (const LiteralReader *self,
                     gsize                n)
{
  return (gsize) (self->end - self->at) > n ? self->at[n] : '\0';
}

/* The first byte of a name; what is not ASCII is looked at more closely where it matters. */
static inline gboolean
_pyro_literal_is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

void     _pyro_literal_skip_space        (LiteralReader *self);
void     _pyro_literal_skip_lines        (LiteralReader *self);
gboolean _pyro_literal_push              (LiteralReader *self,
                                          LiteralState   state);
gboolean _pyro_literal_read_values       (LiteralReader *self);

gboolean _pyro_literal_read_numeral      (LiteralReader *self,
                                          LiteralNumber *number,
                                          gboolean       negative);
double   _pyro_literal_digits_to_double  (const char    *digits,
                                          gsize          size);
gboolean _pyro_literal_read_number       (LiteralReader *self);
gboolean _pyro_literal_take_named_number (LiteralReader *self);
gboolean _pyro_literal_take_float_record (LiteralReader *self);
gboolean _pyro_literal_read_imaginary    (LiteralReader *self);
void     _pyro_literal_build_number      (LiteralReader *self);

gboolean _pyro_literal_is_quoted         (LiteralReader *self);
gboolean _pyro_literal_read_string       (LiteralReader *self);

gsize    _pyro_literal_measure_name      (LiteralReader *self,
                                          const char    *start);
char    *_pyro_literal_dup_character     (const char    *at);
char    *_pyro_literal_dup_excerpt       (LiteralReader *self,
                                          const char    *start);
gboolean _pyro_literal_fail              (LiteralReader *self,
                                          const char    *at,
                                          PyroError      code,
                                          const char    *format,
                                          ...) G_GNUC_PRINTF (4, 5);
gboolean _pyro_literal_fail_builder      (LiteralReader *self,
                                          const char    *at,
                                          GError        *error);
gboolean _pyro_literal_fail_no_value     (LiteralReader *self);
gboolean _pyro_literal_fail_after_value  (LiteralReader *self);
gboolean _pyro_literal_fail_name         (LiteralReader *self,
                                          gsize          size);
gboolean _pyro_literal_fail_open         (LiteralReader *self);
gboolean _pyro_literal_fail_closing      (LiteralReader *self);

G_END_DECLS
