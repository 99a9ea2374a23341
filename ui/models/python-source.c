/* ui/models/python-source.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"

#include <string.h>

#include "ui/models/identifier.h"
#include "ui/models/python-lines.h"

/* The outline of a Python text: classes, their methods, and what is said of them. The text is the user's file, and
 * may be anything: what looks like no class and no method is passed over. */

#define MAX_CLASSES   2000
#define MAX_METHODS   100000 /* of all classes */
#define MAX_BASES     50     /* of one class */
#define MAX_NESTING   100    /* classes and functions within each other */
#define MAX_DOCSTRING (16 * 1024) /* bytes that are kept of a docstring */

typedef struct
{
  guint             indent;
  LensPythonClass  *klass;  /* NULL for a function: what is defined in it is nobody else's business */
  LensPythonMethod *method; /* of a function, or NULL */
  gboolean          fresh;  /* a docstring may come */
} Scope;

/* What the lines with an @ before it say of what comes. */
typedef struct
{
  gboolean exposed;
  gboolean oneway;
  gboolean is_static;
  gboolean property;
  gboolean accessor; /* a setter or a deleter */
  gboolean overload;
} Marks;

typedef struct
{
  LensPythonLines  lines;
  GPtrArray       *classes;
  Scope            scopes[MAX_NESTING];
  guint            n_scopes;
  guint            n_methods;
  Marks            marks;
} Outline;

static void
method_free (gpointer data)
{
  LensPythonMethod *self = data;

  g_free (self->name);
  g_clear_object (&self->card);
  g_free (self);
}

static void
class_free (gpointer data)
{
  LensPythonClass *self = data;

  g_free (self->name);
  g_free (self->docstring);
  g_strfreev (self->bases);
  g_hash_table_unref (self->methods);
  g_free (self);
}

/* As inspect.cleandoc() does: the first line as it is, the others without what they are all indented by. */
static char *
clean_docstring (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gsize margin = G_MAXSIZE;
  char *cleaned;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      gsize indent = strspn (lines[i], " \t");

      if (lines[i][indent] != '\0' && lines[i][indent] != '\r')
        margin = MIN (margin, indent);
    }
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      gsize skipped = MIN (MIN (margin, strspn (lines[i], " \t")), strlen (lines[i]));

      memmove (lines[i], lines[i] + skipped, strlen (lines[i]) - skipped + 1);
      g_strchomp (lines[i]);
    }

  cleaned = g_strjoinv ("\n", lines);
  g_strstrip (cleaned);
  if (strlen (cleaned) > MAX_DOCSTRING)
    {
      g_autofree char *whole = cleaned;
      const char *end = g_utf8_find_prev_char (whole, whole + MAX_DOCSTRING);

      cleaned = g_strdup_printf ("%.*s…", (int) (end - whole), whole);
    }

  return cleaned;
}

/* The docstring that @text begins with; NULL where it begins with none. */
static char *
read_docstring (const char *text,
                const char *text_end)
{
  const char *end = lens_python_skip_string (text, text_end);
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *utf8 = NULL;

  if (end == text)
    return NULL;

  value = pyro_literal_parse (text, end - text, NULL, NULL);
  if (value == NULL || pyro_value_get_kind (value) != PYRO_VALUE_STR)
    return NULL;
  utf8 = pyro_value_dup_utf8 (value);

  return utf8 != NULL ? clean_docstring (utf8) : NULL;
}

static void
take_docstring (Scope *scope,
                char  *docstring)
{
  if (scope->method != NULL)
    lens_card_set_docstring (scope->method->card, docstring);
  else if (scope->klass != NULL)
    g_set_str (&scope->klass->docstring, docstring);
  g_free (docstring);
}

/* The word at the beginning, if it is @word; what follows it, or NULL. */
static const char *
after_word (const char *text,
            const char *word)
{
  gsize size = strlen (word);

  return strncmp (text, word, size) == 0 && text[size] == ' ' ? text + size + 1 : NULL;
}

static char *
take_name (const char **at)
{
  const char *from = *at;
  gsize size = strcspn (from, " ([:{,;=.\"'");
  char *name = g_strndup (from, size);

  *at = from + size;
  while (**at == ' ')
    (*at)++;
  if (name[0] != '\0' && lens_identifier_is_valid (name))
    return name;
  g_free (name);

  return NULL;
}

/* Passes the type parameters of Python 3.12. */
static const char *
skip_type_parameters (const char *at,
                      const char *end)
{
  if (at == end || *at != '[')
    return at;

  at = lens_python_find_end (at + 1, end, "");
  at += at < end;
  while (at < end && *at == ' ')
    at++;

  return at;
}

static void
read_mark (Outline    *outline,
           const char *text)
{
  gsize size = strcspn (text, " (");
  g_autofree char *path = g_strndup (text, size);
  const char *dot = strrchr (path, '.');
  const char *name = dot != NULL ? dot + 1 : path;
  Marks *marks = &outline->marks;

  if (g_str_equal (name, "expose"))
    marks->exposed = TRUE;
  else if (g_str_equal (name, "oneway"))
    marks->oneway = TRUE;
  else if (g_str_equal (name, "staticmethod"))
    marks->is_static = TRUE;
  else if (g_str_equal (name, "property") || g_str_equal (name, "cached_property"))
    marks->property = TRUE;
  else if (g_str_equal (name, "overload"))
    marks->overload = TRUE;
  else if (dot != NULL && (g_str_equal (name, "setter") || g_str_equal (name, "deleter")))
    marks->accessor = TRUE;
}

static void
open_scope (Outline          *outline,
            LensPythonClass  *klass,
            LensPythonMethod *method,
            const char       *body,
            const char       *end)
{
  Scope *scope;
  char *docstring;

  if (outline->n_scopes == MAX_NESTING)
    return;

  scope = &outline->scopes[outline->n_scopes++];
  *scope = (Scope) { outline->lines.indent, klass, method, TRUE };
  while (body < end && (*body == ':' || *body == ' '))
    body++;
  if (body == end)
    return;

  docstring = read_docstring (body, end);
  if (docstring != NULL)
    take_docstring (scope, docstring);
  scope->fresh = FALSE;
}

static char **
read_bases (const char *from,
            const char *to)
{
  g_autoptr(GStrvBuilder) bases = g_strv_builder_new ();

  for (guint n = 0; n < MAX_BASES && from < to; n++)
    {
      const char *stop = lens_python_find_end (from, to, ",");
      g_autofree char *part = g_strndup (from, (gsize) (stop - from));
      const char *dot;

      part[strcspn (part, "[(=")] = '\0';
      g_strstrip (part);
      dot = strrchr (part, '.');
      if (part[0] != '\0')
        g_strv_builder_add (bases, dot != NULL ? dot + 1 : part);
      from = MIN (stop + 1, to);
    }

  return g_strv_builder_end (bases);
}

static void
read_class (Outline    *outline,
            const char *at,
            const char *end)
{
  g_autofree char *name = take_name (&at);
  LensPythonClass *klass;
  const char *close;

  if (name == NULL || outline->classes->len == MAX_CLASSES)
    return;

  klass = g_new0 (LensPythonClass, 1);
  klass->name = g_steal_pointer (&name);
  klass->line = outline->lines.number;
  klass->exposed = outline->marks.exposed;
  klass->methods = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, method_free);
  at = skip_type_parameters (at, end);
  close = at < end && *at == '(' ? lens_python_find_end (at + 1, end, ")") : at;
  klass->bases = read_bases (MIN (at + 1, close), close);
  g_ptr_array_add (outline->classes, klass);
  open_scope (outline, klass, NULL, MIN (close + (close > at), end), end);
}

static void
read_returns (LensCard    *card,
              const char **at,
              const char  *end)
{
  const char *colon;
  g_autofree char *returns = NULL;

  while (*at < end && **at == ' ')
    (*at)++;
  if (end - *at < 2 || strncmp (*at, "->", 2) != 0)
    return;

  colon = lens_python_find_end (*at + 2, end, ":");
  returns = g_strstrip (g_strndup (*at + 2, (gsize) (colon - *at - 2)));
  lens_card_set_returns (card, returns);
  *at = colon;
}

/* The object itself, or the class, is no parameter of a call. */
static LensCard *
drop_receiver (LensCard *card)
{
  LensCard *rest = lens_card_new (LENS_EVIDENCE_SOURCE);

  for (guint i = 0; i < lens_card_get_n_parameters (card); i++)
    if (i > 0 || !lens_parameter_is_by_place (lens_card_get_parameter (card, i)))
      lens_card_take (rest, lens_parameter_copy (lens_card_get_parameter (card, i)));
  lens_card_set_bounded (rest, TRUE);

  return rest;
}

static LensPythonMethod *
make_method (Outline         *outline,
             LensPythonClass *klass,
             char            *name,
             LensCard        *parameters)
{
  LensPythonMethod *method = g_new0 (LensPythonMethod, 1);

  method->name = name;
  method->card = outline->marks.is_static ? g_object_ref (parameters) : drop_receiver (parameters);
  method->property = outline->marks.property;
  method->exposed = outline->marks.exposed;
  lens_card_set_oneway (method->card, outline->marks.oneway);
  lens_card_set_place (method->card, NULL, outline->lines.number, klass->name);

  return method;
}

/* The last definition counts, as in Python; but what only writes an attribute does not replace what reads it, and of
 * several overloads the one with the most parameters says the most. */
static gboolean
is_replaced (Outline         *outline,
             LensPythonClass *klass,
             const char      *name,
             LensCard        *parameters)
{
  LensPythonMethod *known = g_hash_table_lookup (klass->methods, name);

  if (known == NULL)
    return TRUE;
  if (outline->marks.accessor)
    return FALSE;

  return !outline->marks.overload ||
         lens_card_get_n_parameters (parameters) > lens_card_get_n_parameters (known->card) + 1;
}

static void
read_function (Outline    *outline,
               const char *at,
               const char *end)
{
  LensPythonClass *klass = outline->n_scopes > 0 ? outline->scopes[outline->n_scopes - 1].klass : NULL;
  g_autofree char *name = take_name (&at);
  g_autoptr(LensCard) parameters = NULL;
  LensPythonMethod *method = NULL;
  const char *close;

  if (name == NULL)
    return;

  at = skip_type_parameters (at, end);
  if (at == end || *at != '(')
    return;

  close = lens_python_find_end (at + 1, end, ")");
  if (klass != NULL)
    parameters = lens_python_read_parameters (at + 1, (gsize) (close - at - 1), LENS_EVIDENCE_SOURCE, NULL);
  at = MIN (close + 1, end);
  if (parameters != NULL && outline->n_methods < MAX_METHODS && is_replaced (outline, klass, name, parameters))
    {
      method = make_method (outline, klass, g_steal_pointer (&name), parameters);
      read_returns (method->card, &at, end);
      g_hash_table_replace (klass->methods, method->name, method);
      outline->n_methods++;
    }
  else
    {
      at = lens_python_find_end (at, end, ":");
    }
  open_scope (outline, NULL, method, at, end);
}

static void
read_line (Outline *outline)
{
  const char *text = outline->lines.text->str;
  const char *end = text + outline->lines.text->len;
  const char *rest;
  Scope *scope;

  while (outline->n_scopes > 0 && outline->scopes[outline->n_scopes - 1].indent >= outline->lines.indent)
    outline->n_scopes--;

  scope = outline->n_scopes > 0 ? &outline->scopes[outline->n_scopes - 1] : NULL;
  if (scope != NULL && scope->fresh)
    {
      char *docstring = read_docstring (text, end);

      scope->fresh = FALSE;
      if (docstring != NULL)
        take_docstring (scope, docstring);
    }

  if (text[0] == '@')
    {
      read_mark (outline, text + 1 + strspn (text + 1, " "));
      return;
    }
  rest = after_word (text, "async");
  if (rest != NULL)
    text = rest;
  if ((rest = after_word (text, "def")) != NULL)
    read_function (outline, rest, end);
  else if ((rest = after_word (text, "class")) != NULL)
    read_class (outline, rest, end);
  outline->marks = (Marks) { FALSE };
}

/**
 * lens_python_source_read:
 * @text: a Python text; any bytes
 * @size: its length in bytes
 * @cancellable: (nullable): ends it, with what was read so far
 *
 * Reads which classes are in a Python text, of any version, and what their methods take. What is behind the first
 * 4 MiB is not read.
 *
 * Returns: (transfer full) (element-type LensPythonClass): the classes, in their order
 */
GPtrArray *
lens_python_source_read (const char   *text,
                         gsize         size,
                         GCancellable *cancellable)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (size, LENS_PYTHON_MAX_SIZE));
  g_autofree Outline *outline = g_new0 (Outline, 1);

  outline->classes = g_ptr_array_new_with_free_func (class_free);
  lens_python_lines_init (&outline->lines, valid, strlen (valid));
  while (!g_cancellable_is_cancelled (cancellable) && lens_python_lines_next (&outline->lines))
    if (outline->lines.whole)
      read_line (outline);
  lens_python_lines_clear (&outline->lines);

  return outline->classes;
}
