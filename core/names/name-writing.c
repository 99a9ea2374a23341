/* core/names/name-writing.c - the methods of a name server that change something
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-method-private.h"

#include "core/limits.h"
#include "core/names/uri-state-private.h"

static gboolean
raise_text (PyroNameMethodCall  *call,
            PyroRaise            what,
            const char          *text,
            GError             **error)
{
  return _pyro_name_raise (call->generation, what, error, "%s", text);
}

/* The text that is kept for what a caller gave as URI: its own, or that of an instance of the class. */
static GString *
read_uri (PyroNameMethodCall  *call,
          PyroValue           *uri,
          GError             **error)
{
  g_auto(PyroUriState) state = { .has_port = FALSE };
  g_autoptr(GString) text = NULL;
  PyroSpan span;

  if (_pyro_uri_state_is (uri))
    {
      text = _pyro_uri_state_print (uri, call->generation, error);
      if (text == NULL)
        return NULL;
    }
  else if (pyro_value_get_kind (uri) == PYRO_VALUE_STR)
    {
      span = _pyro_span_of_value (uri);
      text = g_string_new_len (span.at, (gssize) MIN (span.size, PYRO_MAX_URI_SIZE + 1));
    }
  else
    {
      raise_text (call, PYRO_RAISE_TYPE, "only URIs or strings can be registered", error);
      return NULL;
    }

  span = (PyroSpan) { text->str, text->len };
  if (span.size > PYRO_MAX_URI_SIZE)
    {
      raise_text (call, PYRO_RAISE_NAMING, "the uri is too long", error);
      return NULL;
    }
  if (!_pyro_span_is_utf8 (span))
    {
      raise_text (call, PYRO_RAISE_NAMING, "the uri has half a character in it", error);
      return NULL;
    }
  if (pyro_value_get_kind (uri) == PYRO_VALUE_STR && !_pyro_uri_state_parse (&state, span, call->generation, error))
    return NULL;

  return g_steal_pointer (&text);
}

/* Name and tags, which `register` and `set_metadata` check in this order. */
static gboolean
check_types (PyroNameMethodCall  *call,
             PyroValue           *name,
             PyroValue           *metadata,
             GError             **error)
{
  if (pyro_value_get_kind (name) != PYRO_VALUE_STR)
    return raise_text (call, PYRO_RAISE_TYPE, "name must be a str", error);
  if (pyro_value_get_kind (metadata) == PYRO_VALUE_STR)
    return raise_text (call, PYRO_RAISE_TYPE,
                       "metadata should not be a str, but another iterable (set, list, etc)", error);

  return TRUE;
}

static gboolean
check_name (PyroNameMethodCall  *call,
            PyroSpan             name,
            GError             **error)
{
  if (name.size > PYRO_MAX_NAME_SIZE)
    return raise_text (call, PYRO_RAISE_NAMING, "the name is too long", error);
  if (!_pyro_span_is_utf8 (name))
    return raise_text (call, PYRO_RAISE_NAMING, "the name has half a character in it", error);

  return TRUE;
}

static gboolean
put (PyroNameMethodCall  *call,
     PyroSpan             name,
     PyroSpan             uri,
     PyroValue           *tags,
     GError             **error)
{
  g_autoptr(PyroRegistryItem) registration = _pyro_registry_item_new (name, uri, tags);

  return call->store->class->put (call->store, registration, error);
}

/* That something cannot be iterated over is said before a name is, what is wrong with a tag after. */
static gboolean
check_iterable (PyroNameMethodCall  *call,
                PyroValue           *metadata,
                GError             **error)
{
  gboolean iterable = pyro_value_get_kind (metadata) == PYRO_VALUE_BYTES
                      || (pyro_value_is_container (metadata)
                          && pyro_value_get_kind (metadata) != PYRO_VALUE_RECORD);
  g_autoptr(PyroValue) tags = NULL;

  return iterable || _pyro_name_read_tags (call, metadata, TRUE, &tags, error);
}

/* `register(name, uri, safe=False, metadata=None)` */
PyroValue *
_pyro_name_register (PyroNameMethodCall  *call,
                     GError             **error)
{
  PyroValue *name = call->arguments[0];
  PyroValue *metadata = call->arguments[3];
  g_autoptr(GString) uri = read_uri (call, call->arguments[1], error);
  g_autoptr(PyroRegistryItem) existing = NULL;
  g_autoptr(PyroValue) tags = NULL;

  if (uri == NULL || !check_types (call, name, metadata, error) || !check_iterable (call, metadata, error)
      || !check_name (call, _pyro_span_of_value (name), error))
    return NULL;

  if (_pyro_name_is_true (call->arguments[2]))
    {
      if (!call->store->class->find (call->store, _pyro_span_of_value (name), &existing, error))
        return NULL;
      if (existing != NULL)
        {
          _pyro_name_raise_about (call->generation, PYRO_RAISE_NAMING, "name already registered: ",
                                  existing->name, error);
          return NULL;
        }
    }

  if (!_pyro_name_read_tags (call, metadata, TRUE, &tags, error)
      || !put (call, _pyro_span_of_value (name), (PyroSpan) { uri->str, uri->len }, tags, error))
    return NULL;

  return pyro_value_new_none ();
}

/* `set_metadata(name, metadata)` */
PyroValue *
_pyro_name_set_metadata (PyroNameMethodCall  *call,
                         GError             **error)
{
  PyroValue *name = call->arguments[0];
  g_autoptr(PyroRegistryItem) existing = NULL;
  g_autoptr(PyroValue) tags = NULL;

  if (!check_types (call, name, call->arguments[1], error) || !check_iterable (call, call->arguments[1], error)
      || !call->store->class->find (call->store, _pyro_span_of_value (name), &existing, error))
    return NULL;
  if (existing == NULL)
    {
      _pyro_name_raise_about (call->generation, PYRO_RAISE_NAMING, "unknown name: ",
                              _pyro_span_of_value (name), error);
      return NULL;
    }

  if (!_pyro_name_read_tags (call, call->arguments[1], TRUE, &tags, error)
      || !put (call, existing->name, existing->uri, tags, error))
    return NULL;

  return pyro_value_new_none ();
}

static gboolean
take_name (PyroRegistryItem  *registration,
           gpointer           names,
           GError           **error)
{
  if (!_pyro_span_is (registration->name, PYRO_NAME_SERVER_NAME))
    g_ptr_array_add (names, _pyro_registry_item_ref (registration));

  return TRUE;
}

static gboolean
remove_all (PyroNameMethodCall  *call,
            GPtrArray           *names,
            GError             **error)
{
  for (guint i = 0; i < names->len; i++)
    if (!call->store->class->remove (call->store, ((PyroRegistryItem *) names->pdata[i])->name, error))
      return FALSE;

  return TRUE;
}

/* Whether there is a name @value, which may be removed. */
static gboolean
find_removable (PyroNameMethodCall  *call,
                PyroValue           *value,
                PyroRegistryItem   **registration,
                GError             **error)
{
  *registration = NULL;
  if (!_pyro_name_is_true (value))
    return TRUE;
  if (!_pyro_name_check_key (call, value, error))
    return FALSE;
  if (pyro_value_get_kind (value) != PYRO_VALUE_STR
      || _pyro_span_is (_pyro_span_of_value (value), PYRO_NAME_SERVER_NAME))
    return TRUE;

  return call->store->class->find (call->store, _pyro_span_of_value (value), registration, error);
}

/* `remove(name=None, prefix=None, regex=None)`: a name that there is not leaves it to the others. */
PyroValue *
_pyro_name_remove (PyroNameMethodCall  *call,
                   GError             **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) _pyro_registry_item_unref);
  PyroRegistryItem *registration;

  if (!find_removable (call, call->arguments[0], &registration, error))
    return NULL;

  if (registration != NULL)
    {
      g_ptr_array_add (names, registration);
    }
  else if (_pyro_name_is_true (call->arguments[1]))
    {
      if (!_pyro_name_visit_prefix (call, call->arguments[1], FALSE, take_name, names, error))
        return NULL;
    }
  else if (_pyro_name_is_true (call->arguments[2])
           && !_pyro_name_visit_regex (call, call->arguments[2], FALSE, take_name, names, error))
    {
      return NULL;
    }
  if (!remove_all (call, names, error))
    return NULL;

  return pyro_value_new_int (names->len);
}

/* Removes a name that still leads to this URI: nobody may come in between. */
PyroValue *
_pyro_name_forget (PyroNameMethodCall  *call,
                   GError             **error)
{
  g_autoptr(PyroRegistryItem) existing = NULL;
  gboolean same;

  if (!find_removable (call, call->arguments[0], &existing, error))
    return NULL;

  same = existing != NULL && _pyro_span_equal (existing->uri, _pyro_span_of_value (call->arguments[1]));
  if (same && !call->store->class->remove (call->store, existing->name, error))
    return NULL;

  return pyro_value_new_bool (same);
}
