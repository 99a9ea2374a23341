/* ui/models/fuzzy.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/fuzzy.h"

#include <string.h>

/* A name fits when it fits each word of the query: best where the word begins one of its parts, then where the word is
 * anywhere in it, then where only its letters are there in their order. */

#define WHOLE    1000 /* the word is the whole of a part */
#define START     800 /* the word begins a part */
#define INSIDE    500 /* the word is within a part */
#define LETTERS   100 /* its letters are there in their order */
#define MAX_LOSS   90 /* of what a long name has less than a short one */

struct _LensFuzzy
{
  char **words;
  guint  n_words;
};

/**
 * lens_fuzzy_fold:
 * @name: a name
 *
 * Makes a name ready to be compared, whatever the case of its letters.
 *
 * Returns: (transfer full): the folded name
 */
char *
lens_fuzzy_fold (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const char *at = name; *at != '\0'; at++)
    if ((guchar) *at >= 0x80)
      {
        g_autofree char *valid = g_utf8_make_valid (name, -1);

        return g_utf8_casefold (valid, -1);
      }

  return g_ascii_strdown (name, -1);
}

/**
 * lens_fuzzy_new:
 * @query: what was typed
 *
 * Makes a query ready. Its words may be anywhere in a name, in any order.
 *
 * Returns: (transfer full): the query
 */
LensFuzzy *
lens_fuzzy_new (const char *query)
{
  LensFuzzy *self = g_new0 (LensFuzzy, 1);
  g_autofree char *folded = NULL;
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (query != NULL, NULL);

  folded = lens_fuzzy_fold (query);
  parts = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  self->words = g_strv_builder_end (words);
  self->n_words = g_strv_length (self->words);

  return self;
}

void
lens_fuzzy_free (LensFuzzy *self)
{
  g_strfreev (self->words);
  g_free (self);
}

gboolean
lens_fuzzy_is_empty (const LensFuzzy *self)
{
  return self->n_words == 0;
}

guint
lens_fuzzy_get_n_words (const LensFuzzy *self)
{
  return self->n_words;
}

/**
 * lens_fuzzy_narrows:
 * @other: an earlier query
 *
 * Tells whether the query only says more than an earlier one, as when one goes on typing.
 *
 * Returns: %TRUE if it fits nothing that @other does not fit
 */
gboolean
lens_fuzzy_narrows (const LensFuzzy *self,
                    const LensFuzzy *other)
{
  if (other->n_words > self->n_words)
    return FALSE;
  for (guint i = 0; i < other->n_words; i++)
    if (!g_str_has_prefix (self->words[i], other->words[i]))
      return FALSE;

  return TRUE;
}

/* Between the parts of a name: "lab.stage", "move_to", "host:port". */
static gboolean
is_edge (const char *name,
         const char *at)
{
  return at == name || (!g_ascii_isalnum (at[-1]) && (guchar) at[-1] < 0x80);
}

static gboolean
are_letters_there (const char *name,
                   const char *word)
{
  for (; *name != '\0' && *word != '\0'; name++)
    word += *name == *word;

  return *word == '\0';
}

static guint
score_word (const char *name,
            const char *word)
{
  gsize length = strlen (word);
  guint best = 0;

  for (const char *at = strstr (name, word); at != NULL; at = strstr (at + 1, word))
    {
      guint score = INSIDE;

      if (is_edge (name, at))
        score = !g_ascii_isalnum (at[length]) && (guchar) at[length] < 0x80 ? WHOLE : START;
      best = MAX (best, score);
      if (best == WHOLE)
        break;
    }

  return best > 0 || !are_letters_there (name, word) ? best : LETTERS;
}

static guint
score_words (const LensFuzzy *self,
             guint            n_words,
             const char      *folded)
{
  gsize length = strlen (folded);
  guint sum = 0;

  for (guint i = 0; i < n_words; i++)
    {
      guint score = score_word (folded, self->words[i]);

      if (score == 0)
        return 0;
      sum += score;
    }

  return sum + 1 + MAX_LOSS - (guint) MIN (length, MAX_LOSS);
}

/**
 * lens_fuzzy_score:
 * @folded: a name, folded
 *
 * Says how well a name fits. All fit a query without words.
 *
 * Returns: 0 for not at all; the more the better
 */
guint
lens_fuzzy_score (const LensFuzzy *self,
                  const char      *folded)
{
  return score_words (self, self->n_words, folded);
}

/**
 * lens_fuzzy_score_first:
 * @folded: a name, folded
 *
 * Says how well a name fits all words but the last, which may be the name of a member of it.
 *
 * Returns: 0 for not at all; the more the better
 */
guint
lens_fuzzy_score_first (const LensFuzzy *self,
                        const char      *folded)
{
  return self->n_words > 1 ? score_words (self, self->n_words - 1, folded) : 0;
}
