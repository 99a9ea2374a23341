/* core/value/literal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/literal-private.h"

#include <string.h>

#include "core/translation-private.h"
#include "core/value/builder-private.h"

static gboolean
check_text (LiteralReader *self)
{
  const char *valid;

  if (g_utf8_validate_len (self->start, (gsize) (self->end - self->start), &valid))
    return TRUE;
  if (*valid == '\0')
    return _pyro_literal_fail (self, valid, PYRO_ERROR_SYNTAX, N_("A zero byte cannot stand here"));

  return _pyro_literal_fail (self, valid, PYRO_ERROR_SYNTAX,
                             N_("The byte 0x%02x cannot stand here: the text is not valid UTF-8"), (guint8) *valid);
}

static gboolean
read_document (LiteralReader *self)
{
  if (!check_text (self))
    return FALSE;
  _pyro_literal_skip_lines (self);
  if (!_pyro_literal_read_values (self))
    return FALSE;
  _pyro_literal_skip_lines (self);

  return self->at == self->end ||
         _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                             N_("Only one value can stand here: put brackets around several lines that make one"));
}

static void
reader_init (LiteralReader *self,
             const char    *text,
             gssize         size,
             PyroPlace     *place,
             GError       **error)
{
  self->start = self->at = text;
  self->end = text + (size < 0 ? strlen (text) : (gsize) size);
  self->flags = PYRO_LITERAL_PLAIN;
  self->arguments = FALSE;
  self->builder = NULL;
  self->scratch = g_string_new (NULL);
  self->number.form = LITERAL_NUMBER_NONE;
  self->outside = (LiteralBracket) { NULL, LITERAL_GROUP };
  self->depth = 0;
  self->place = place;
  self->error = error;
}

/**
 * pyro_literal_parse_full:
 * @text: Python text, UTF-8
 * @size: bytes of @text, -1 when it ends with a NUL
 * @flags: the kind of text
 * @place: (out) (optional): where the mistake is
 * @error: return location for an error: `PYRO_ERROR_SYNTAX`, or `PYRO_ERROR_TOO_LARGE` for a text
 *   beyond a limit. The message is a sentence that does not name the place
 *
 * Reads a Python literal. See [func@literal_parse].
 *
 * Returns: (transfer full): the value
 */
PyroValue *
pyro_literal_parse_full (const char        *text,
                         gssize             size,
                         PyroLiteralFlags   flags,
                         PyroPlace         *place,
                         GError           **error)
{
  g_autoptr(PyroBuilder) builder = NULL;
  PyroValue *value = NULL;
  GError *refusal = NULL;
  LiteralReader reader;

  g_return_val_if_fail (text != NULL || size == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  builder = pyro_builder_new ();
  reader_init (&reader, text != NULL ? text : "", size, place, error);
  reader.flags = flags;
  reader.builder = builder;
  builder->translates = !(flags & PYRO_LITERAL_SERPENT);
  if (read_document (&reader))
    {
      value = pyro_builder_end (builder, &refusal);
      if (value == NULL)
        _pyro_literal_fail_builder (&reader, reader.at, refusal);
    }
  g_string_free (reader.scratch, TRUE);

  return value;
}

/**
 * pyro_literal_parse:
 * @text: Python text, UTF-8
 * @size: bytes of @text, -1 when it ends with a NUL
 * @place: (out) (optional): where the mistake is
 * @error: return location for an error: `PYRO_ERROR_SYNTAX`, or `PYRO_ERROR_TOO_LARGE` for a text
 *   beyond a limit. The message is a sentence that does not name the place
 *
 * Reads a Python literal: all that `ast.literal_eval()` of CPython 3.13 reads, and what `repr()`
 * prints besides: `nan`, `inf` and `frozenset(…)`. Nothing is evaluated.
 *
 * Two things that `ast.literal_eval()` reads are refused: `\N{…}`, which needs the names of all
 * characters, and `...`, which no serializer carries. One is read differently: the parts of a
 * complex number keep the signs of their zeros, so that each complex number can be read from its
 * own `repr()`.
 *
 * Returns: (transfer full): the value
 */
PyroValue *
pyro_literal_parse (const char  *text,
                    gssize       size,
                    PyroPlace   *place,
                    GError     **error)
{
  return pyro_literal_parse_full (text, size, PYRO_LITERAL_PLAIN, place, error);
}

/* A name with one = after it. */
static gsize
measure_keyword (LiteralReader *self)
{
  const char *start = self->at;
  gsize size = _pyro_literal_measure_name (self, start);
  gboolean found;

  if (size == 0)
    return 0;
  self->at += size;
  _pyro_literal_skip_space (self);
  found = _pyro_literal_peek (self) == '=' && _pyro_literal_peek_after (self, 1) != '=';
  self->at = start;

  return found ? size : 0;
}

static gboolean
take_keyword (LiteralReader *self,
              gsize          size,
              GHashTable    *seen,
              PyroBuilder   *named)
{
  const char *start = self->at;
  /* Python makes names that look the same the same name. */
  g_autofree char *name = g_utf8_normalize (start, (gssize) size, G_NORMALIZE_NFKC);

  if (g_str_equal (name, "None") || g_str_equal (name, "True") || g_str_equal (name, "False"))
    return _pyro_literal_fail (self, start, PYRO_ERROR_SYNTAX, N_("%s cannot be the name of an argument"), name);
  if (g_hash_table_contains (seen, name))
    {
      g_autofree char *excerpt = _pyro_literal_dup_excerpt (self, start);

      return _pyro_literal_fail (self, start, PYRO_ERROR_SYNTAX, N_("The argument %s is given twice"), excerpt);
    }

  pyro_builder_add_string (named, name, -1);
  g_hash_table_add (seen, g_steal_pointer (&name));
  self->at += size;
  _pyro_literal_skip_space (self);
  self->at++; /* the = */

  return TRUE;
}

static gboolean
read_arguments (LiteralReader *self,
                PyroBuilder   *positional,
                PyroBuilder   *named)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!check_text (self))
    return FALSE;

  for (;;)
    {
      gsize keyword;

      _pyro_literal_skip_space (self);
      if (self->at == self->end)
        return TRUE;

      keyword = measure_keyword (self);
      if (keyword > 0 && !take_keyword (self, keyword, seen, named))
        return FALSE;
      if (keyword == 0 && g_hash_table_size (seen) > 0)
        return _pyro_literal_fail (self, self->at, PYRO_ERROR_SYNTAX,
                                   N_("A value without a name cannot come after one with a name"));

      self->builder = keyword > 0 ? named : positional;
      if (!_pyro_literal_read_values (self))
        return FALSE;
      if (self->at < self->end)
        self->at++; /* the comma */
    }
}

static PyroValue *
end_arguments (LiteralReader *self,
               PyroBuilder   *builder)
{
  GError *refusal = NULL;
  PyroValue *value = NULL;

  if (pyro_builder_close (builder, &refusal))
    value = pyro_builder_end (builder, &refusal);
  if (value == NULL)
    _pyro_literal_fail_builder (self, self->at, refusal);

  return value;
}

/**
 * pyro_literal_parse_arguments:
 * @text: what stands between the brackets of a call, UTF-8
 * @size: bytes of @text, -1 when it ends with a NUL
 * @args: (out) (transfer full): the tuple of the values without a name
 * @kwargs: (out) (transfer full): the dict of the values with a name, maybe empty
 * @place: (out) (optional): where the mistake is
 * @error: return location for an error: `PYRO_ERROR_SYNTAX`, or `PYRO_ERROR_TOO_LARGE` for a text
 *   beyond a limit. The message is a sentence that does not name the place
 *
 * Reads the arguments of a call: `'AAA', 3, when=None`. Each value is read as
 * [func@literal_parse] does; `*` and `**` are refused.
 *
 * Returns: whether @text could be read
 */
gboolean
pyro_literal_parse_arguments (const char  *text,
                              gssize       size,
                              PyroValue  **args,
                              PyroValue  **kwargs,
                              PyroPlace   *place,
                              GError     **error)
{
  g_autoptr(PyroBuilder) positional = NULL;
  g_autoptr(PyroBuilder) named = NULL;
  g_autoptr(PyroValue) values = NULL;
  g_autoptr(PyroValue) entries = NULL;
  LiteralReader reader;

  g_return_val_if_fail (text != NULL || size == 0, FALSE);
  g_return_val_if_fail (args != NULL && kwargs != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  positional = pyro_builder_new ();
  named = pyro_builder_new ();
  reader_init (&reader, text != NULL ? text : "", size, place, error);
  reader.arguments = positional->translates = named->translates = TRUE;
  if (pyro_builder_open (positional, PYRO_VALUE_TUPLE, error) &&
      pyro_builder_open (named, PYRO_VALUE_DICT, error) &&
      read_arguments (&reader, positional, named))
    {
      values = end_arguments (&reader, positional);
      if (values != NULL)
        entries = end_arguments (&reader, named);
    }
  g_string_free (reader.scratch, TRUE);
  if (entries == NULL)
    return FALSE;

  *args = g_steal_pointer (&values);
  *kwargs = g_steal_pointer (&entries);

  return TRUE;
}
