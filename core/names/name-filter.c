/* core/names/name-filter.c - names by their beginning and by a regular expression
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-method-private.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/names/python-regex.h"

/* Names between two looks at the clock. */
#define NAMES_A_LOOK 16

typedef struct
{
  PyroValue       *prefixes; /* a tuple */
  PyroNameVisitor  visitor;
  gpointer         user_data;
} PrefixFilter;

typedef struct
{
  PyroNameMethodCall *call;
  PyroPythonRegex    *regex;
  gint64              deadline; /* monotonic, microseconds */
  guint               n_seen;
  PyroNameVisitor     visitor;
  gpointer            user_data;
} RegexFilter;

static gboolean
visit_if_any_prefix (PyroRegistryItem  *registration,
                     gpointer           user_data,
                     GError           **error)
{
  PrefixFilter *self = user_data;

  for (gsize i = 0; i < pyro_value_get_length (self->prefixes); i++)
    if (_pyro_span_starts_with (registration->name, _pyro_span_of_value (pyro_value_get_item (self->prefixes, i))))
      return self->visitor (registration, self->user_data, error);

  return TRUE;
}

static gboolean
check_prefixes (PyroNameMethodCall  *call,
                PyroValue           *prefixes,
                GError             **error)
{
  for (gsize i = 0; i < pyro_value_get_length (prefixes); i++)
    if (pyro_value_get_kind (pyro_value_get_item (prefixes, i)) != PYRO_VALUE_STR)
      return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                               "tuple for startswith must only contain str, not %s",
                               _pyro_name_type_of (pyro_value_get_item (prefixes, i)));
  if (pyro_value_get_length (prefixes) > PYRO_MAX_TAGS)
    return _pyro_name_raise (call->generation, PYRO_RAISE_NAMING, error, "there are too many prefixes");

  return TRUE;
}

/* Visits the names for which `name.startswith(prefix)` is true: a str, or a tuple of them. */
gboolean
_pyro_name_visit_prefix (PyroNameMethodCall  *call,
                         PyroValue           *prefix,
                         gboolean             with_tags,
                         PyroNameVisitor      visitor,
                         gpointer             user_data,
                         GError             **error)
{
  PrefixFilter filter = { prefix, visitor, user_data };
  PyroNameStore *store = call->store;

  if (pyro_value_get_kind (prefix) == PYRO_VALUE_STR)
    return store->class->visit (store, _pyro_span_of_value (prefix), with_tags, visitor, user_data, error);
  if (pyro_value_get_kind (prefix) != PYRO_VALUE_TUPLE)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                             "startswith first arg must be str or a tuple of str, not %s",
                             _pyro_name_type_of (prefix));

  return check_prefixes (call, prefix, error)
         && store->class->visit (store, (PyroSpan) { "", 0 }, with_tags, visit_if_any_prefix, &filter, error);
}

static gboolean
refuse_regex (PyroNameMethodCall  *call,
              const char          *why,
              GError             **error)
{
  return _pyro_name_raise (call->generation, PYRO_RAISE_NAMING, error, "invalid regex: %s", why);
}

static gboolean
visit_if_match (PyroRegistryItem  *registration,
                gpointer           user_data,
                GError           **error)
{
  RegexFilter *self = user_data;
  g_autoptr(GError) problem = NULL;
  gboolean matches;

  if (self->n_seen++ % NAMES_A_LOOK == 0 && g_get_monotonic_time () > self->deadline)
    return refuse_regex (self->call, "it takes too long to match", error);
  if (!_pyro_python_regex_match (self->regex, registration->name.at, registration->name.size, &matches, &problem))
    return refuse_regex (self->call, problem->message, error);

  return !matches || self->visitor (registration, self->user_data, error);
}

/* What `re.compile()` says of something that is no str. */
static gboolean
refuse_pattern (PyroNameMethodCall  *call,
                PyroValue           *regex,
                GError             **error)
{
  if (pyro_value_get_kind (regex) == PYRO_VALUE_BYTES)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                             "cannot use a bytes pattern on a string-like object");

  return _pyro_name_check_key (call, regex, error)
         && _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                              "first argument must be string or compiled pattern");
}

/* Visits the names for which `re.match(regex, name)` is true. */
gboolean
_pyro_name_visit_regex (PyroNameMethodCall  *call,
                        PyroValue           *regex,
                        gboolean             with_tags,
                        PyroNameVisitor      visitor,
                        gpointer             user_data,
                        GError             **error)
{
  RegexFilter filter = { call, NULL, g_get_monotonic_time () + PYRO_MAX_REGEX_TIME, 0, visitor, user_data };
  g_autoptr(PyroPythonRegex) compiled = NULL;
  g_autoptr(GError) problem = NULL;
  PyroSpan pattern;

  if (pyro_value_get_kind (regex) != PYRO_VALUE_STR)
    return refuse_pattern (call, regex, error);

  pattern = _pyro_span_of_value (regex);
  compiled = _pyro_python_regex_new (pattern.at, pattern.size, &problem);
  if (compiled == NULL)
    return refuse_regex (call, problem->message, error);

  filter.regex = compiled;

  return call->store->class->visit (call->store, (PyroSpan) { "", 0 }, with_tags, visit_if_match, &filter, error);
}
