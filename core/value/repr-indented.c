/* core/value/repr-indented.c - repr() on several lines
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/repr-private.h"

#include <string.h>

/* Columns that the items of a broken container stand further to the right. */
#define INDENT 4

typedef struct
{
  GString *text;
  gsize    line;  /* where the last line begins */
  guint    width; /* characters a line may have */
} Layout;

static void
start_line (Layout *self,
            guint   level)
{
  g_string_append_c (self->text, '\n');
  self->line = self->text->len;
  for (guint i = 0; i < level * INDENT; i++)
    g_string_append_c (self->text, ' ');
}

/* Appends what fits on the line together with @after further characters, or nothing. */
static gboolean
append_if_fits (Layout    *self,
                PyroValue *value,
                gsize      after)
{
  gsize start = self->text->len;
  /* a character is four bytes at most */
  gsize limit = self->line + 4 * (gsize) self->width;

  if (_pyro_repr_append (self->text, value, limit) &&
      (gsize) g_utf8_strlen (self->text->str + self->line, (gssize) (self->text->len - self->line)) + after <= self->width)
    return TRUE;
  g_string_truncate (self->text, start);

  return FALSE;
}

static void append_value (Layout    *self,
                          PyroValue *value,
                          guint      level);

/* Each item begins a line, except that items without items of their own share lines. */
static void
append_broken (Layout    *self,
               PyroValue *value,
               guint      level)
{
  ReprBrackets brackets = _pyro_repr_get_brackets (value);
  PyroValueKind kind = pyro_value_get_kind (value);
  gboolean is_dict = kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
  gboolean shared = FALSE;

  g_string_append (self->text, brackets.opening);
  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      PyroValue *item = pyro_value_get_item (value, i);
      gboolean is_simple = !is_dict && !pyro_value_is_container (item);

      if (shared && is_simple)
        {
          g_string_append_c (self->text, ' ');
          if (append_if_fits (self, item, 1))
            {
              g_string_append_c (self->text, ',');
              continue;
            }
          g_string_truncate (self->text, self->text->len - 1);
        }

      start_line (self, level + 1);
      if (is_dict)
        {
          _pyro_repr_append (self->text, pyro_value_get_key (value, i), G_MAXSIZE);
          g_string_append (self->text, ": ");
        }
      append_value (self, item, level + 1);
      g_string_append_c (self->text, ',');
      shared = is_simple;
    }
  start_line (self, level);
  g_string_append (self->text, brackets.closing);
}

static void
append_value (Layout    *self,
              PyroValue *value,
              guint      level)
{
  if (pyro_value_is_container (value) && pyro_value_get_length (value) > 0)
    {
      /* a comma follows all but the outermost */
      if (!append_if_fits (self, value, level > 0))
        append_broken (self, value, level);
    }
  else
    _pyro_repr_append (self->text, value, G_MAXSIZE);
}

/**
 * pyro_value_repr_indented:
 * @self: a value
 * @width: characters that a line should have at most
 *
 * Makes the text that [method@Value.repr] makes, but breaks containers that do not fit on a line into
 * several lines, with four spaces a level. [func@literal_parse] reads it. A text or a number is never
 * broken, so a line may be longer.
 *
 * Returns: (transfer full): the text, without a newline at its end
 */
char *
pyro_value_repr_indented (PyroValue *self,
                          guint      width)
{
  Layout layout = { NULL, 0, width };

  g_return_val_if_fail (self != NULL, NULL);

  layout.text = g_string_new (NULL);
  append_value (&layout, self, 0);

  return g_string_free (layout.text, FALSE);
}
