/* ui/models/name-query.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* strcasestr() */
#endif

#include "ui/models/name-query.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_PATTERN 1000       /* bytes of a regular expression */
#define MAX_BACKTRACKS "10000" /* for one name: a pattern that needs more is not one for names */

/**
 * LensNameQuery:
 *
 * What is looked for among names. All words have to be found, in the name, in the address or in a tag;
 * a word that begins with `#` in a tag only. A text between slashes, as in `/^lab\.[cs]/`, is one regular
 * expression for the name. Case does not count.
 */
struct _LensNameQuery
{
  char     *text;
  char    **words;  /* case folded, none of them empty */
  GRegex   *regex;  /* in place of words */
  char     *problem;
  gboolean  ascii;  /* no word has any other letters */
};

/* What is wrong, without the pattern, which the user sees anyway and which has a limit of ours in it. */
static const char *
find_reason (const GError *error)
{
  const char *colon = g_strrstr (error->message, ": ");

  return colon != NULL ? colon + 2 : error->message;
}

static void
read_regex (LensNameQuery *self)
{
  gsize size = strlen (self->text);
  gsize end = size > 1 && self->text[size - 1] == '/' ? size - 1 : size; /* it is still being typed */
  g_autofree char *pattern = g_strndup (self->text + 1, end - 1);
  g_autofree char *limited = g_strdup_printf ("(*LIMIT_MATCH=%s)%s", MAX_BACKTRACKS, pattern);
  g_autoptr(GError) error = NULL;

  if (strlen (pattern) > MAX_PATTERN)
    self->problem = g_strdup (_("The regular expression is too long"));
  else if (pattern[0] != '\0')
    self->regex = g_regex_new (limited, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);
  if (error != NULL)
    /* Translators: %s says what is wrong with it */
    self->problem = g_strdup_printf (_("Not a regular expression: %s"), find_reason (error));
}

static void
read_words (LensNameQuery *self)
{
  g_autofree char *folded = g_utf8_casefold (self->text, -1);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  self->words = g_strv_builder_end (words);
  self->ascii = g_str_is_ascii (folded);
}

/**
 * lens_name_query_new:
 * @text: (nullable): as typed
 *
 * Reads what is looked for. A regular expression that is none has a problem, and hides nothing.
 *
 * Returns: (transfer full): the query
 */
LensNameQuery *
lens_name_query_new (const char *text)
{
  LensNameQuery *self = g_new0 (LensNameQuery, 1);

  self->text = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_strstrip (self->text);
  if (self->text[0] == '/')
    read_regex (self);
  else
    read_words (self);

  return self;
}

void
lens_name_query_free (LensNameQuery *self)
{
  g_free (self->text);
  g_strfreev (self->words);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->problem);
  g_free (self);
}

gboolean
lens_name_query_is_empty (const LensNameQuery *self)
{
  return self->regex == NULL && (self->words == NULL || self->words[0] == NULL);
}

/* Returns: (nullable): what is wrong with the regular expression, in a sentence */
const char *
lens_name_query_get_problem (const LensNameQuery *self)
{
  return self->problem;
}

/* There may be a hundred thousand names to look through between two letters: most of them are ASCII,
 * and need no folding. */
static gboolean
contains (const LensNameQuery *self,
          const char          *text,
          const char          *word)
{
  g_autofree char *folded = NULL;

  if (self->ascii && g_str_is_ascii (text))
    return strcasestr (text, word) != NULL;

  folded = g_utf8_casefold (text, -1);

  return strstr (folded, word) != NULL;
}

static gboolean
is_elsewhere (const LensNameQuery *self,
              LensObject          *object,
              const char          *word)
{
  const char *const *tags = lens_object_get_tags (object);
  gboolean only_tags = word[0] == '#';

  if (!only_tags && contains (self, lens_object_get_uri (object), word))
    return TRUE;

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    if (contains (self, tags[i], only_tags ? word + 1 : word))
      return TRUE;

  /* A lone `#` is the beginning of a tag that is still being typed. */
  return strcmp (word, "#") == 0;
}

/**
 * lens_name_query_judge:
 * @object: an object
 *
 * Checks whether an object is one that is looked for, and by what.
 *
 * Returns: what it is found by
 */
LensNameHit
lens_name_query_judge (const LensNameQuery *self,
                       LensObject          *object)
{
  const char *name = lens_object_get_name (object);
  LensNameHit hit = LENS_NAME_HIT_NAME;

  if (self->regex != NULL)
    return g_regex_match (self->regex, name, 0, NULL) ? LENS_NAME_HIT_NAME : LENS_NAME_HIT_NONE;

  for (gsize i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      const char *word = self->words[i];

      if (word[0] != '#' && contains (self, name, word))
        continue;
      if (!is_elsewhere (self, object, word))
        return LENS_NAME_HIT_NONE;
      hit = LENS_NAME_HIT_OTHER;
    }

  return hit;
}

/**
 * lens_name_query_is_stricter:
 * @other: another query
 *
 * Checks whether all that @self finds is found by @other too, because @self is @other with something
 * typed behind it.
 *
 * Returns: %TRUE if that is so
 */
gboolean
lens_name_query_is_stricter (const LensNameQuery *self,
                             const LensNameQuery *other)
{
  return self->words != NULL && other->words != NULL && !g_str_has_suffix (other->text, "#") &&
         g_str_has_prefix (self->text, other->text);
}
