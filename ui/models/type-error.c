/* ui/models/type-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/type-error.h"

#include "ui/models/identifier.h"

#include <string.h>

/* What Python says when the arguments of a call do not fit, from 2.7 to 3.14: Python/ceval.c and Python/getargs.c
 * in its sources. The text is that of a peer: what does not look exactly like one of Python's own says nothing. */

#define MAX_MESSAGE (16 * 1024) /* bytes; what names more parameters than fit is none of Python's */
#define MAX_COUNT   1000        /* arguments of one method */

typedef LensTypeError *(*Reader) (GMatchInfo *match);

static char *
fetch (GMatchInfo *match,
       const char *name)
{
  char *text = g_match_info_fetch_named (match, name);

  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static LensTypeError *
make (GMatchInfo        *match,
      LensTypeErrorKind  kind)
{
  LensTypeError *self = g_new0 (LensTypeError, 1);
  g_autofree char *function = fetch (match, "function");
  const char *dot = function != NULL ? strrchr (function, '.') : NULL;

  self->kind = kind;
  self->function = dot != NULL ? g_strdup (dot + 1) : g_steal_pointer (&function);
  self->most = G_MAXUINT;

  return self;
}

/* The names in "'x', 'yy', and 'zed'", or in 'a, b'. */
static char **
split_names (const char *text)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *name = g_strstrip (*part);
      gsize size;

      if (g_str_has_prefix (name, "and "))
        name += 4;
      size = strlen (name);
      if (size > 0 && name[size - 1] == '\'')
        name[size - 1] = '\0';
      if (name[0] == '\'')
        name++;
      if (name[0] != '\0' && lens_identifier_is_valid (name))
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

static LensTypeError *
read_missing (GMatchInfo *match)
{
  g_autofree char *sort = fetch (match, "sort");
  g_autofree char *names = fetch (match, "names");
  g_autofree char *number = fetch (match, "number");
  g_autoptr(LensTypeError) self = make (match, g_strcmp0 (sort, "keyword-only") == 0 ? LENS_TYPE_ERROR_MISSING_KEYWORD
                                                                                      : LENS_TYPE_ERROR_MISSING);

  /* Two of them have no comma between them. */
  g_auto(GStrv) halves = g_strsplit (names, "' and '", 2);
  g_autofree char *joined = g_strjoinv ("', '", halves);

  self->names = split_names (joined);
  if (number != NULL && g_ascii_strtoull (number, NULL, 10) != g_strv_length (self->names))
    return NULL;

  return g_steal_pointer (&self);
}

static LensTypeError *
read_names (GMatchInfo        *match,
            LensTypeErrorKind  kind)
{
  g_autofree char *names = fetch (match, "names");
  g_autoptr(LensTypeError) self = make (match, kind);

  self->names = split_names (names != NULL ? names : "");
  self->suggestion = fetch (match, "suggestion");
  if (self->suggestion != NULL && !lens_identifier_is_valid (self->suggestion))
    g_clear_pointer (&self->suggestion, g_free);

  return g_steal_pointer (&self);
}

static LensTypeError *
read_unexpected (GMatchInfo *match)
{
  return read_names (match, LENS_TYPE_ERROR_UNEXPECTED);
}

static LensTypeError *
read_twice (GMatchInfo *match)
{
  return read_names (match, LENS_TYPE_ERROR_TWICE);
}

static LensTypeError *
read_by_name (GMatchInfo *match)
{
  return read_names (match, LENS_TYPE_ERROR_BY_NAME);
}

static LensTypeError *
read_other (GMatchInfo *match)
{
  return make (match, LENS_TYPE_ERROR_OTHER);
}

static gboolean
read_number (GMatchInfo *match,
             const char *name,
             guint      *number)
{
  g_autofree char *text = fetch (match, name);

  if (text == NULL)
    return FALSE;

  *number = g_str_equal (text, "no") ? 0 : g_str_equal (text, "one") ? 1
            : (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT);

  return TRUE;
}

static LensTypeError *
read_count (GMatchInfo *match)
{
  g_autofree char *bound = fetch (match, "bound");
  g_autofree char *old = fetch (match, "old");
  g_autofree char *sort = fetch (match, "sort");
  g_autoptr(LensTypeError) self = make (match, LENS_TYPE_ERROR_COUNT);
  guint number;

  if (read_number (match, "from", &self->least))
    read_number (match, "to", &self->most);
  else if (!read_number (match, "number", &number))
    return NULL;
  else if (g_strcmp0 (bound, "at least") == 0)
    self->least = number;
  else if (g_strcmp0 (bound, "at most") == 0)
    self->most = number;
  else
    self->least = self->most = number;

  if (!read_number (match, "given", &self->given) && !read_number (match, "old", &self->given))
    return NULL;
  self->with_keywords = old != NULL && sort == NULL;
  if ((self->most != G_MAXUINT && (self->most > MAX_COUNT || self->least > self->most)) || self->least > MAX_COUNT)
    return NULL;

  return g_steal_pointer (&self);
}

#define FUNCTION "^(?<function>[^()']{1,1000})\\(\\) "

static const struct
{
  const char *pattern;
  Reader      read;
} forms[] = {
  { FUNCTION "missing (?<number>\\d{1,4}) required (?<sort>positional|keyword-only) arguments?: (?<names>.+)$",
    read_missing },
  { FUNCTION "needs (?<sort>keyword-only) argument (?<names>\\w+)$", read_missing },
  { FUNCTION "got an unexpected keyword argument '(?<names>[^']*)'(?:\\. Did you mean '(?<suggestion>[^']*)'\\?)?$",
    read_unexpected },
  { "^'(?<names>[^']*)' is an invalid keyword argument for (?:this function|(?<function>[^()']{1,1000})\\(\\))$",
    read_unexpected },
  { FUNCTION "got multiple values for (?:keyword )?argument '(?<names>[^']*)'$", read_twice },
  { FUNCTION "got some positional-only arguments passed as keyword arguments: '(?<names>[^']*)'"
    "(?:\\. Did you mean .*)?$", read_by_name },
  { FUNCTION "takes (?:from (?<from>\\d{1,6}) to (?<to>\\d{1,6})|(?<number>\\d{1,6}|no)) positional arguments? but "
    "(?<given>\\d{1,6}) (?:positional arguments? \\(and \\d+ keyword-only arguments?\\) )?(?:was|were) given$",
    read_count },
  { FUNCTION "takes (?:(?<bound>exactly|at least|at most) )?(?<number>\\d{1,6}|no|one) "
    "(?<sort>non-keyword |non-keyword positional |positional )?arguments? \\((?<old>\\d{1,6}) given\\)$", read_count },
  { "^(?<function>[^()' ]{1,1000}?)(?:\\(\\))? expected (?:(?<bound>at least|at most) )?(?<number>\\d{1,6}) "
    "(?<sort>)arguments?, got (?<given>\\d{1,6})$", read_count },
  { FUNCTION "takes no keyword arguments$", read_other },
  { FUNCTION "keywords must be strings$", read_other },
};

/* They are made once; nothing that a peer says changes them. */
static GRegex *
get_form (gsize number)
{
  static GRegex *made[G_N_ELEMENTS (forms)];

  if (g_once_init_enter_pointer (&made[number]))
    g_once_init_leave_pointer (&made[number],
                               g_regex_new (forms[number].pattern, G_REGEX_DOLLAR_ENDONLY | G_REGEX_OPTIMIZE, 0, NULL));

  return made[number];
}

/**
 * lens_type_error_parse:
 * @message: the message of a `TypeError`
 *
 * Reads what Python says of a call whose arguments do not fit.
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL when it says something else
 */
LensTypeError *
lens_type_error_parse (const char *message)
{
  g_return_val_if_fail (message != NULL, NULL);

  if (strlen (message) > MAX_MESSAGE || !g_utf8_validate (message, -1, NULL))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GMatchInfo) match = NULL;

      if (g_regex_match (get_form (i), message, 0, &match))
        return forms[i].read (match);
    }

  return NULL;
}

void
lens_type_error_free (LensTypeError *self)
{
  g_free (self->function);
  g_strfreev (self->names);
  g_free (self->suggestion);
  g_free (self);
}

/* Python counts the object that has the method, and not that of a static one: what it counted tells. Python 2
 * counts keywords as well, where it found a place for them. */
static gboolean
find_receiver (LensTypeError *self,
               guint          n_args,
               guint          n_kwargs,
               guint         *receiver)
{
  guint sent[] = { n_args + (self->with_keywords ? n_kwargs : 0), n_args };

  for (guint wanted = 2; wanted-- > 0;)
    for (gsize i = 0; i < G_N_ELEMENTS (sent); i++)
      if (self->given == sent[i] + wanted)
        {
          *receiver = wanted;
          return TRUE;
        }

  return FALSE;
}

static void
add_places (LensCard     *card,
            guint         least,
            guint         most,
            LensEvidence  origin)
{
  for (guint i = 0; i < most; i++)
    lens_card_take (card, lens_parameter_new (NULL, LENS_PARAMETER_PLAIN, origin, i < least));
}

static gboolean
learn_count (LensTypeError *self,
             LensCard      *card,
             guint          n_args,
             guint          n_kwargs,
             LensEvidence   origin)
{
  guint receiver, least, most;

  if (!find_receiver (self, n_args, n_kwargs, &receiver))
    return FALSE;

  least = self->least > receiver ? self->least - receiver : 0;
  most = self->most == G_MAXUINT ? least : self->most > receiver ? self->most - receiver : 0;
  add_places (card, least, most, origin);
  lens_card_set_bounded (card, self->most != G_MAXUINT);

  return TRUE;
}

static void
learn_names (LensTypeError     *self,
             LensCard          *card,
             LensParameterRole  role,
             LensEvidence       origin,
             gboolean           required)
{
  for (char **name = self->names; name != NULL && *name != NULL; name++)
    lens_card_take (card, lens_parameter_new (*name, role, origin, required));
}

/**
 * lens_type_error_learn:
 * @n_args: how many arguments were sent by their places
 * @n_kwargs: how many were sent by their names
 * @origin: how the call came about
 *
 * Makes a card of what a refusal tells. One that tells nothing of any parameter is an empty card.
 *
 * Returns: (transfer full) (nullable): the card, or %NULL where the text does not fit to what was sent
 */
LensCard *
lens_type_error_learn (LensTypeError *self,
                       guint          n_args,
                       guint          n_kwargs,
                       LensEvidence   origin)
{
  g_autoptr(LensCard) card = lens_card_new (origin);

  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case LENS_TYPE_ERROR_COUNT:
      if (!learn_count (self, card, n_args, n_kwargs, origin))
        return NULL;
      break;

    case LENS_TYPE_ERROR_MISSING:
      /* What was sent took the first places; where others came by name, the place of the rest is not known. */
      add_places (card, n_args, MIN (n_args, MAX_COUNT), origin);
      learn_names (self, card, n_kwargs == 0 ? LENS_PARAMETER_PLAIN : LENS_PARAMETER_KEYWORD, origin, TRUE);
      break;

    case LENS_TYPE_ERROR_MISSING_KEYWORD:
      learn_names (self, card, LENS_PARAMETER_KEYWORD, origin, TRUE);
      break;

    case LENS_TYPE_ERROR_UNEXPECTED:
      if (self->suggestion != NULL)
        lens_card_take (card, lens_parameter_new (self->suggestion, LENS_PARAMETER_KEYWORD, origin, FALSE));
      break;

    case LENS_TYPE_ERROR_TWICE:
      if (n_args == 1)
        learn_names (self, card, LENS_PARAMETER_PLAIN, origin, FALSE);
      break;

    case LENS_TYPE_ERROR_BY_NAME:
      if (n_args == 0)
        learn_names (self, card, LENS_PARAMETER_POSITIONAL, origin, TRUE);
      break;

    case LENS_TYPE_ERROR_OTHER:
    default:
      break;
    }

  return g_steal_pointer (&card);
}

/* A method that calls something with wrong arguments raises the same error: then the last frame is its own, and
 * when the call was refused it is that of the server, or of what wraps the method. */
static gboolean
is_of_method (PyroException *exception,
              LensTypeError *self,
              const char    *method)
{
  const char *const *lines = pyro_exception_get_traceback (exception);
  g_autoptr(GPtrArray) frames = lines != NULL ? pyro_traceback_parse (lines) : NULL;
  const PyroTracebackFrame *last;

  if (frames == NULL || frames->len == 0)
    return g_strcmp0 (self->function, method) == 0;

  last = g_ptr_array_index (frames, frames->len - 1);
  if (pyro_traceback_frame_is_pyro (last))
    return TRUE;

  return g_strcmp0 (self->function, method) == 0 && g_strcmp0 (last->function, method) != 0;
}

/**
 * lens_type_error_from_exception:
 * @exception: what came instead of a result
 * @method: the method that was called
 *
 * Reads an exception that says that the arguments of the call itself do not fit.
 *
 * Returns: (transfer full) (nullable): what it says; %NULL for every other exception
 */
LensTypeError *
lens_type_error_from_exception (PyroException *exception,
                                const char    *method)
{
  g_autoptr(LensTypeError) self = NULL;

  g_return_val_if_fail (exception != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);

  if (g_strcmp0 (pyro_exception_get_short_class_name (exception), "TypeError") != 0)
    return NULL;

  self = lens_type_error_parse (pyro_exception_get_message (exception));
  if (self == NULL || !is_of_method (exception, self, method))
    return NULL;

  return g_steal_pointer (&self);
}
