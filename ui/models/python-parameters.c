/* ui/models/python-parameters.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/identifier.h"
#include "ui/models/python-lines.h"

/* The parameters between the brackets of a `def`. They are read as text, and nothing in them is evaluated: a default
 * that is a call stays the text of a call. */

/* The end of a word or of a string. */
static const char *
skip_word (const char *at,
           const char *end)
{
  const char *string_end = lens_python_skip_string (at, end);

  if (string_end > at)
    return string_end;
  while (at < end && (g_ascii_isalnum (*at) || *at == '_'))
    at++;

  return at;
}

/* The end of the part that begins at @at: the first of @ends outside of brackets and strings. */
const char *
lens_python_find_end (const char *at,
                      const char *end,
                      const char *ends)
{
  guint depth = 0;
  guint lambdas = 0; /* whose parameters are being passed */

  while (at < end)
    {
      const char *word = skip_word (at, end);

      if (depth == 0 && word - at == 6 && memcmp (at, "lambda", 6) == 0)
        lambdas++;
      if (word > at)
        {
          at = word;
          continue;
        }
      if (depth == 0 && lambdas > 0 && *at == ':')
        lambdas--;
      else if (depth == 0 && lambdas == 0 && strchr (ends, *at) != NULL)
        return at;
      if (strchr ("([{", *at) != NULL)
        depth++;
      else if (strchr (")]}", *at) != NULL && depth-- == 0)
        return at;
      at++;
    }

  return end;
}

static char *
dup_part (const char *from,
          const char *to)
{
  return g_strstrip (g_strndup (from, (gsize) (to - from)));
}

#define MAX_PARAMETERS 500

typedef struct
{
  LensCard          *card;
  LensEvidence       origin;
  LensParameterRole  role; /* of those that come */
} Reading;

static gboolean
refuse (GError     **error,
        const char  *text)
{
  /* Translators: %s is a part of a line of Python */
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("“%.60s” is not a parameter"), text);

  return FALSE;
}

/* What stands before the / takes no name. */
static void
end_positional (Reading *reading)
{
  for (guint i = 0; i < lens_card_get_n_parameters (reading->card); i++)
    lens_card_get_parameter (reading->card, i)->role = LENS_PARAMETER_POSITIONAL;
}

static gboolean
read_one (Reading     *reading,
          const char  *from,
          const char  *to,
          GError     **error)
{
  const char *colon = lens_python_find_end (from, to, ":=");
  const char *equals = lens_python_find_end (from, to, "=");
  guint stars = from[0] == '*' ? from + 1 < to && from[1] == '*' ? 2 : 1 : 0;
  g_autofree char *whole = dup_part (from, to);
  g_autofree char *name = dup_part (from + stars, colon);
  LensParameterRole role = stars == 2 ? LENS_PARAMETER_NAMED_REST : stars == 1 ? LENS_PARAMETER_REST : reading->role;
  gboolean tuple = name[0] == '(' && role == LENS_PARAMETER_PLAIN; /* of Python 2, which takes it apart */
  LensParameter *parameter;

  if ((!tuple && !lens_identifier_is_valid (name)) || lens_card_get_n_parameters (reading->card) >= MAX_PARAMETERS)
    return refuse (error, whole);
  if (!tuple && lens_card_find_parameter (reading->card, name) != NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("There are two parameters “%s”"), name);
      return FALSE;
    }

  parameter = lens_parameter_new (tuple ? NULL : name, role, reading->origin, stars == 0 && equals == to);
  if (colon < equals && *colon == ':')
    parameter->annotation = dup_part (colon + 1, equals);
  if (equals < to)
    parameter->fallback = dup_part (equals + 1, to);
  lens_card_take (reading->card, parameter);
  if (stars == 1)
    reading->role = LENS_PARAMETER_KEYWORD;

  return TRUE;
}

/**
 * lens_python_read_parameters:
 * @text: what stands between the brackets of a `def`, on one line
 * @size: its length in bytes
 * @origin: where it comes from
 * @error: what is no parameter
 *
 * Reads a list of parameters.
 *
 * Returns: (transfer full) (nullable): a card with the parameters, or %NULL with @error set
 */
LensCard *
lens_python_read_parameters (const char    *text,
                             gsize          size,
                             LensEvidence   origin,
                             GError       **error)
{
  g_autoptr(LensCard) card = lens_card_new (origin);
  Reading reading = { .card = card, .origin = origin };
  const char *end = text + size;

  lens_card_set_bounded (card, TRUE);
  while (text < end)
    {
      const char *stop;

      while (text < end && g_ascii_isspace (*text))
        text++;
      stop = lens_python_find_end (text, end, ",");
      while (stop > text && g_ascii_isspace (stop[-1]))
        stop--;
      if (stop == text && text == end)
        break;

      if (stop - text == 1 && *text == '/')
        end_positional (&reading);
      else if (stop - text == 1 && *text == '*')
        reading.role = LENS_PARAMETER_KEYWORD;
      else if (!read_one (&reading, text, stop, error))
        return NULL;

      text = lens_python_find_end (text, end, ",");
      if (text < end && *text != ',')
        {
          refuse (error, text);
          return NULL;
        }
      text += text < end;
    }

  return g_steal_pointer (&card);
}
