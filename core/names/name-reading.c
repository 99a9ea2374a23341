/* core/names/name-reading.c - the methods of a name server that change nothing
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-method-private.h"

#include "core/names/uri-state-private.h"
#include "core/value/builder.h"

/* A dict of names that grows. */
typedef struct
{
  PyroNameMethodCall *call;
  PyroBuilder        *builder;
  gboolean            with_tags;
  PyroValue          *wanted; /* a dict with tags as its keys; unowned */
  gboolean            all;    /* whether a name must have all of them, or any */
} Listing;

PyroValue *
_pyro_name_count (PyroNameMethodCall  *call,
                  GError             **error)
{
  guint64 count;

  return call->store->class->count (call->store, &count, error) ? pyro_value_new_int ((gint64) count) : NULL;
}

PyroValue *
_pyro_name_ping (PyroNameMethodCall  *call,
                 GError             **error)
{
  return pyro_value_new_none ();
}

static gboolean
is_own_class (PyroValue *tag)
{
  for (gsize i = 0; _pyro_name_own_classes[i] != NULL; i++)
    if (pyro_value_get_kind (tag) == PYRO_VALUE_STR
        && _pyro_span_is (_pyro_span_of_value (tag), _pyro_name_own_classes[i]))
      return TRUE;

  return FALSE;
}

/* The tags of a name, NULL for none. Each generation sees its own class at the name server's own entry. */
static PyroValue *
dup_tags (PyroNameMethodCall *call,
          PyroRegistryItem   *registration)
{
  g_autoptr(PyroBuilder) builder = NULL;
  PyroValue *tags = registration->tags;

  if (tags == NULL || !_pyro_span_is (registration->name, PYRO_NAME_SERVER_NAME))
    return tags != NULL ? pyro_value_ref (tags) : NULL;

  builder = pyro_builder_new ();
  if (!pyro_builder_open (builder, PYRO_VALUE_SET, NULL))
    return NULL;
  for (gsize i = 0; i < pyro_value_get_length (tags); i++)
    {
      PyroValue *tag = pyro_value_get_item (tags, i);

      if (is_own_class (tag))
        pyro_builder_add_string (builder, call->own_class, -1);
      else
        pyro_builder_add_value (builder, tag);
    }

  return pyro_builder_close (builder, NULL) ? pyro_builder_end (builder, NULL) : NULL;
}

/* Adds tags as a caller of this generation gets them. */
static gboolean
add_tags (PyroNameMethodCall  *call,
          PyroBuilder         *builder,
          PyroRegistryItem    *registration,
          GError             **error)
{
  g_autoptr(PyroValue) tags = dup_tags (call, registration);

  if (tags != NULL && !call->lists_tags)
    {
      pyro_builder_add_value (builder, tags);
      return TRUE;
    }

  if (!pyro_builder_open (builder, call->lists_tags ? PYRO_VALUE_LIST : PYRO_VALUE_SET, error))
    return FALSE;
  for (gsize i = 0; tags != NULL && i < pyro_value_get_length (tags); i++)
    pyro_builder_add_value (builder, pyro_value_get_item (tags, i));

  return pyro_builder_close (builder, error);
}

/* What a name that was not found makes of `"unknown name: " + name`. */
static gboolean
refuse_unknown (PyroNameMethodCall  *call,
                PyroValue           *name,
                GError             **error)
{
  if (pyro_value_get_kind (name) == PYRO_VALUE_STR)
    return _pyro_name_raise_about (call->generation, PYRO_RAISE_NAMING, "unknown name: ",
                                   _pyro_span_of_value (name), error);

  return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                           "can only concatenate str (not \"%s\") to str", _pyro_name_type_of (name));
}

static PyroValue *
build_found (PyroNameMethodCall  *call,
             PyroRegistryItem    *registration,
             GError             **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_auto(PyroUriState) state = { .has_port = FALSE };
  gboolean with_tags = _pyro_name_is_true (call->arguments[1]);

  if (!_pyro_uri_state_parse (&state, registration->uri, call->generation, error))
    return NULL;
  if (with_tags && !pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return NULL;
  if (!_pyro_uri_state_build (&state, call->generation, builder, error))
    return NULL;
  if (with_tags && (!add_tags (call, builder, registration, error) || !pyro_builder_close (builder, error)))
    return NULL;

  return pyro_builder_end (builder, error);
}

/* `lookup(name, return_metadata=False)` */
PyroValue *
_pyro_name_lookup (PyroNameMethodCall  *call,
                   GError             **error)
{
  PyroValue *name = call->arguments[0];
  g_autoptr(PyroRegistryItem) found = NULL;

  if (!_pyro_name_check_key (call, name, error))
    return NULL;
  if (pyro_value_get_kind (name) == PYRO_VALUE_STR
      && !call->store->class->find (call->store, _pyro_span_of_value (name), &found, error))
    return NULL;
  if (found == NULL)
    {
      refuse_unknown (call, name, error);
      return NULL;
    }

  return build_found (call, found, error);
}

static gboolean
add_entry (PyroRegistryItem  *registration,
           gpointer           user_data,
           GError           **error)
{
  Listing *self = user_data;

  pyro_builder_add_string (self->builder, registration->name.at, (gssize) registration->name.size);
  if (self->with_tags && !pyro_builder_open (self->builder, PYRO_VALUE_TUPLE, error))
    return FALSE;
  pyro_builder_add_string (self->builder, registration->uri.at, (gssize) registration->uri.size);

  return !self->with_tags || (add_tags (self->call, self->builder, registration, error)
                              && pyro_builder_close (self->builder, error));
}

static gboolean
has_wanted (PyroValue *wanted,
            PyroValue *tags,
            gboolean   all)
{
  gsize n_found = 0;

  for (gsize i = 0; i < pyro_value_get_length (tags); i++)
    n_found += pyro_value_contains (wanted, pyro_value_get_item (tags, i));

  return all ? n_found == pyro_value_get_length (wanted) : n_found > 0;
}

static gboolean
add_if_wanted (PyroRegistryItem  *registration,
               gpointer           user_data,
               GError           **error)
{
  Listing *self = user_data;
  g_autoptr(PyroValue) tags = dup_tags (self->call, registration);

  if (tags == NULL || !has_wanted (self->wanted, tags, self->all))
    return TRUE;

  return add_entry (registration, user_data, error);
}

/* All names in a dict, or those with one of the filters that is not NULL. */
static PyroValue *
build_listing (PyroNameMethodCall  *call,
               PyroValue           *prefix,
               PyroValue           *regex,
               PyroValue           *wanted,
               gboolean             all,
               gboolean             with_tags,
               GError             **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  Listing listing = { call, builder, with_tags, wanted, all };
  gboolean good;

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;

  if (prefix != NULL)
    good = _pyro_name_visit_prefix (call, prefix, with_tags, add_entry, &listing, error);
  else if (regex != NULL)
    good = _pyro_name_visit_regex (call, regex, with_tags, add_entry, &listing, error);
  else
    good = call->store->class->visit (call->store, (PyroSpan) { "", 0 }, with_tags || wanted != NULL,
                                      wanted != NULL ? add_if_wanted : add_entry, &listing, error);
  if (!good || !pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/* Those that have @metadata, which is true: all of it or any. */
static PyroValue *
build_page (PyroNameMethodCall  *call,
            PyroValue           *metadata,
            gboolean             all,
            gboolean             with_tags,
            GError             **error)
{
  g_autoptr(PyroValue) wanted = NULL;

  if (pyro_value_get_kind (metadata) == PYRO_VALUE_STR)
    {
      _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                        "metadata_%s should not be a str, but another iterable (set, list, etc)",
                        all ? "all" : "any");
      return NULL;
    }
  if (!_pyro_name_read_tags (call, metadata, FALSE, &wanted, error))
    return NULL;

  return build_listing (call, NULL, NULL, wanted, all, with_tags, error);
}

/* `list(prefix=None, regex=None, return_metadata=False)` */
PyroValue *
_pyro_name_list (PyroNameMethodCall  *call,
                 GError             **error)
{
  gboolean has_prefix = _pyro_name_is_true (call->arguments[0]);
  gboolean has_regex = _pyro_name_is_true (call->arguments[1]);

  if (has_prefix && has_regex)
    {
      _pyro_name_raise (call->generation, PYRO_RAISE_VALUE, error, "you can only filter on one thing at a time");
      return NULL;
    }

  return build_listing (call, has_prefix ? call->arguments[0] : NULL, has_regex ? call->arguments[1] : NULL,
                        NULL, FALSE, _pyro_name_is_true (call->arguments[2]), error);
}

/* Pyro4's `list(prefix=None, regex=None, metadata_all=None, metadata_any=None, return_metadata=False)` */
PyroValue *
_pyro_name_list_old (PyroNameMethodCall  *call,
                     GError             **error)
{
  gboolean with_tags = _pyro_name_is_true (call->arguments[4]);
  guint n_filters = 0, first = 4;

  for (guint i = 0; i < 4; i++)
    {
      n_filters += pyro_value_get_kind (call->arguments[i]) != PYRO_VALUE_NONE;
      if (first == 4 && _pyro_name_is_true (call->arguments[i]))
        first = i;
    }
  if (n_filters > 1)
    {
      _pyro_name_raise (call->generation, PYRO_RAISE_VALUE, error, "you can only filter on one thing at a time");
      return NULL;
    }
  if (first == 2 || first == 3)
    return build_page (call, call->arguments[first], first == 2, with_tags, error);

  return build_listing (call, first == 0 ? call->arguments[0] : NULL, first == 1 ? call->arguments[1] : NULL,
                        NULL, FALSE, with_tags, error);
}

/* `yplookup(meta_all=None, meta_any=None, return_metadata=True)` */
PyroValue *
_pyro_name_yplookup (PyroNameMethodCall  *call,
                     GError             **error)
{
  gboolean has_all = _pyro_name_is_true (call->arguments[0]);
  gboolean has_any = _pyro_name_is_true (call->arguments[1]);
  gboolean with_tags = !call->given[2] || _pyro_name_is_true (call->arguments[2]);
  g_autoptr(PyroBuilder) builder = NULL;

  if (has_all && has_any)
    {
      _pyro_name_raise (call->generation, PYRO_RAISE_VALUE, error,
                        "you can't use meta_all or meta_any at the same time");
      return NULL;
    }
  if (has_all || has_any)
    return build_page (call, call->arguments[has_all ? 0 : 1], has_all, with_tags, error);

  builder = pyro_builder_new ();
  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error) || !pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}
