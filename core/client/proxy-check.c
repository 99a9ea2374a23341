/* core/client/proxy-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a proxy lets through: what its object offers. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/client/spelling-private.h"
#include "core/error.h"

/* Returns: (transfer none) (nullable): the attribute that @call reads or writes, if it does */
static const char *
call_get_attribute (PyroCall *call)
{
  PyroValue *args = pyro_call_get_args (call);
  PyroValue *name;

  if (!g_str_equal (pyro_call_get_method (call), "__getattr__") &&
      !g_str_equal (pyro_call_get_method (call), "__setattr__"))
    return NULL;
  if (args == NULL || !pyro_value_is_container (args) || pyro_value_get_length (args) == 0)
    return NULL;

  name = pyro_value_get_item (args, 0);

  return pyro_value_get_kind (name) == PYRO_VALUE_STR ? pyro_value_get_string (name, NULL) : NULL;
}

/* The words are Pyro's own, as far as it has some. */
static void
pyro_proxy_set_member_error (PyroProxy   *self,
                             const char  *name,
                             GError     **error)
{
  const char *const *methods = pyro_metadata_get_methods (self->metadata);
  const char *const *attributes = pyro_metadata_get_attributes (self->metadata);
  g_autofree char *uri = pyro_uri_to_string (self->terms.uri);
  const char *nearest = _pyro_spelling_find_nearest (name, methods, attributes);

  if (methods[0] == NULL && attributes[0] == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER,
                 "remote object '%s' doesn't expose any methods or attributes. "
                 "Did you forget setting @expose on them?", uri);
  else if (pyro_metadata_has_method (self->metadata, name))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER,
                 "'%s' of remote object '%s' is a method, not an attribute", name, uri);
  else if (pyro_metadata_has_attribute (self->metadata, name))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER,
                 "'%s' of remote object '%s' is an attribute, not a method", name, uri);
  else if (nearest != NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER,
                 "remote object '%s' has no exposed attribute or method '%s'; did you mean '%s'?",
                 uri, name, nearest);
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER,
                 "remote object '%s' has no exposed attribute or method '%s'", uri, name);
}

/* All are checked before one is made: a daemon that does not know a name made those before it. */
static PyroCall *
pyro_proxy_check_batch (PyroProxy  *self,
                        PyroCall   *batch,
                        GError    **error)
{
  for (guint i = 0; i < pyro_call_get_n_calls (batch); i++)
    {
      const char *method = pyro_call_get_method (pyro_call_get_call (batch, i));

      if (!pyro_metadata_has_method (self->metadata, method))
        {
          pyro_proxy_set_member_error (self, method, error);
          return NULL;
        }
    }

  return pyro_call_ref (batch);
}

/* Returns: (transfer full): @call, or %NULL when the object does not offer what it names */
static PyroCall *
pyro_proxy_check_names (PyroProxy  *self,
                        PyroCall   *call,
                        GError    **error)
{
  const char *method = pyro_call_get_method (call);
  const char *attribute = call_get_attribute (call);

  /* the metadata are those of the one object; the daemon's own may be called beside it */
  if (!g_str_equal (pyro_call_get_object (call), pyro_uri_get_object (self->terms.uri)))
    return pyro_call_ref (call);
  if (pyro_call_is_batch (call))
    return pyro_proxy_check_batch (self, call, error);

  if (attribute != NULL ? !pyro_metadata_has_attribute (self->metadata, attribute)
                        : !pyro_metadata_has_method (self->metadata, method))
    {
      pyro_proxy_set_member_error (self, attribute != NULL ? attribute : method, error);
      return NULL;
    }

  if (attribute == NULL && pyro_metadata_is_oneway (self->metadata, method))
    return pyro_call_with_oneway (call, TRUE);

  return pyro_call_ref (call);
}

/*
 * _pyro_proxy_check_call:
 *
 * Returns: (transfer full): the call as it is to be sent, or %NULL with %PYRO_ERROR_MEMBER when the
 *   object does not offer what it names
 */
PyroCall *
_pyro_proxy_check_call (PyroProxy  *self,
                        PyroCall   *call,
                        GError    **error)
{
  g_autoptr(PyroCall) checked = pyro_proxy_check_names (self, call, error);

  return checked != NULL ? _pyro_terms_complete_call (&self->terms, checked, error) : NULL;
}
