/* ui/models/arguments-foreign.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/identifier.h"

#include <string.h>

/* Reads calls that were not written in Python: a `curl` line for the HTTP gateway, and JSON. */

static void
add_piece (GPtrArray *pieces,
           char      *name,
           PyroValue *value)
{
  g_ptr_array_add (pieces, lens_piece_new (name != NULL ? LENS_ARGUMENT_KEYWORD : LENS_ARGUMENT_POSITIONAL,
                                           name, pyro_value_repr (value)));
}

/* ---- JSON ---- */

static gboolean
add_members (GPtrArray *pieces,
             PyroValue *object)
{
  for (gsize i = 0; i < pyro_value_get_length (object); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (object, i));

      if (name == NULL || !lens_identifier_is_valid (name))
        return FALSE;
      add_piece (pieces, g_steal_pointer (&name), pyro_value_get_item (object, i));
    }

  return TRUE;
}

/* An array is the arguments by their places, an object those by their names; NULL for anything else. */
static GPtrArray *
read_json (const char *text)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (lens_piece_free);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(PyroValue) value = NULL;

  if (text[0] != '{' && text[0] != '[')
    return NULL;

  value = pyro_codec_decode (pyro_codec_find ("json"), bytes, NULL);
  if (value == NULL)
    return NULL;

  if (pyro_value_get_kind (value) == PYRO_VALUE_DICT)
    return add_members (pieces, value) ? g_steal_pointer (&pieces) : NULL;
  if (pyro_value_get_kind (value) != PYRO_VALUE_LIST)
    return NULL;

  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    add_piece (pieces, NULL, pyro_value_get_item (value, i));

  return g_steal_pointer (&pieces);
}

/* ---- curl ---- */

/* `name=value`: the gateway hands all values on as text. Its own `$key` is no argument, and is not kept. */
static gboolean
add_parameter (GPtrArray  *pieces,
               const char *word,
               gboolean    escaped)
{
  const char *equals = strchr (word, '=');
  g_autofree char *raw_name = NULL;
  g_autofree char *raw_value = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (equals == NULL)
    return FALSE;
  if (g_str_has_prefix (word, "$key=") || g_ascii_strncasecmp (word, "%24key=", strlen ("%24key=")) == 0)
    return TRUE;

  raw_name = g_strndup (word, (gsize) (equals - word));
  raw_value = escaped ? g_strdelimit (g_strdup (equals + 1), "+", ' ') : g_strdup (equals + 1);
  name = escaped ? g_uri_unescape_string (raw_name, NULL) : g_strdup (raw_name);
  text = escaped ? g_uri_unescape_string (raw_value, NULL) : g_strdup (raw_value);
  if (name == NULL || text == NULL || !lens_identifier_is_valid (name) || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  value = pyro_value_new_string (text);
  add_piece (pieces, g_steal_pointer (&name), value);

  return TRUE;
}

static gboolean
add_parameters (GPtrArray  *pieces,
                const char *query)
{
  g_auto(GStrv) words = g_strsplit (query, "&", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !add_parameter (pieces, words[i], TRUE))
      return FALSE;

  return TRUE;
}

static gboolean
is_any (const char        *word,
        const char *const *words)
{
  return g_strv_contains (words, word);
}

/* What the words of a `curl` line send; FALSE where that is not what the gateway understands. */
static gboolean
read_words (GPtrArray  *pieces,
            char      **words)
{
  static const char *const data[] = { "-d", "--data", "--data-raw", "--data-ascii", NULL };
  static const char *const plain[] = { "--data-urlencode", NULL };
  static const char *const valued[] = { "-H", "--header", "-X", "--request", "-u", "--user", "-o", "--output", NULL };

  for (guint i = 1; words[i] != NULL; i++)
    {
      const char *query = strchr (words[i], '?');

      if (is_any (words[i], valued) && words[i + 1] != NULL)
        i++;
      else if (is_any (words[i], plain) && words[i + 1] != NULL)
        {
          if (!add_parameter (pieces, words[++i], FALSE))
            return FALSE;
        }
      else if (is_any (words[i], data) && words[i + 1] != NULL)
        {
          if (!add_parameters (pieces, words[++i]))
            return FALSE;
        }
      else if (strstr (words[i], "://") != NULL && query != NULL && !add_parameters (pieces, query + 1))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_twins (GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_strcmp0 (((LensPiece *) g_ptr_array_index (pieces, i))->name,
                     ((LensPiece *) g_ptr_array_index (pieces, j))->name) == 0)
        return TRUE;

  return FALSE;
}

#define MAX_CURL (64 * 1024) /* bytes of a line for a shell */

static GPtrArray *
read_curl (const char *text)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (lens_piece_free);
  g_auto(GStrv) words = NULL;

  while (text[0] == '#') /* what a copied line begins with */
    {
      text += strcspn (text, "\n");
      text += strspn (text, " \t\r\n");
    }
  if (!g_str_has_prefix (text, "curl ") || strlen (text) > MAX_CURL ||
      !g_shell_parse_argv (text, NULL, &words, NULL) || !read_words (pieces, words) || has_twins (pieces))
    return NULL;

  return g_steal_pointer (&pieces);
}

/**
 * lens_arguments_read_foreign:
 * @text: what was pasted
 *
 * Reads a call that is not Python. Nothing of it is run.
 *
 * Returns: (transfer full) (element-type LensPiece) (nullable): its arguments, or %NULL where it is none
 */
GPtrArray *
lens_arguments_read_foreign (const char *text)
{
  GPtrArray *pieces = read_curl (text);

  return pieces != NULL ? pieces : read_json (text);
}
