/* core/serve/frontier.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Which members of an object clients may reach, and what they are told of the others: in Python's words. */

#include "core/serve/frontier-private.h"

#include <string.h>

/* What has two underscores around it and is nobody's business all the same: Pyro5/server.py and, for the
 * last three, Pyro4/util.py. */
static const char *const private_dunders[] = {
  "__init__", "__init_subclass__", "__class__", "__module__", "__weakref__", "__call__", "__new__", "__del__",
  "__repr__", "__str__", "__format__", "__nonzero__", "__bool__", "__coerce__", "__cmp__", "__eq__", "__ne__",
  "__hash__", "__ge__", "__gt__", "__le__", "__lt__", "__dir__", "__enter__", "__exit__", "__copy__",
  "__deepcopy__", "__sizeof__", "__getattr__", "__setattr__", "__hasattr__", "__getattribute__", "__delattr__",
  "__instancecheck__", "__subclasscheck__", "__getinitargs__", "__getnewargs__", "__getstate__", "__setstate__",
  "__reduce__", "__reduce_ex__", "__subclasshook__", "__unicode__", "__getstate_for_dict__",
  "__setstate_from_dict__", NULL,
};

gboolean
_pyro_frontier_is_private (const char *name)
{
  if (*name != '_')
    return FALSE;
  if (strlen (name) > 4 && g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__"))
    return g_strv_contains (private_dunders, name);

  return TRUE;
}

/*
 * _pyro_frontier_check:
 *
 * Returns: %TRUE when clients may reach it, or %FALSE with @error set to an `AttributeError`
 */
gboolean
_pyro_frontier_check (PyroServant         *servant,
                    PyroMetadata        *metadata,
                    PyroInvocationKind   kind,
                    const char          *name,
                    GError             **error)
{
  if (kind != PYRO_INVOCATION_CALL)
    {
      if (!_pyro_frontier_is_private (name) && pyro_metadata_has_attribute (metadata, name))
        return TRUE;
      pyro_set_exception (error, NULL, 0, NULL, "AttributeError",
                          "attempt to access unexposed or unknown remote attribute '%s'", name);
      return FALSE;
    }

  if (_pyro_frontier_is_private (name))
    pyro_set_exception (error, NULL, 0, NULL, "AttributeError", "attempt to access private attribute '%s'", name);
  else if (pyro_metadata_has_method (metadata, name))
    return TRUE;
  else if (pyro_servant_hides (servant, name) || pyro_metadata_has_attribute (metadata, name))
    pyro_set_exception (error, NULL, 0, NULL, "AttributeError", "attempt to access unexposed attribute '%s'", name);
  else
    pyro_set_exception (error, NULL, 0, NULL, "AttributeError", "'%s' object has no attribute '%s'",
                        pyro_servant_get_class_name (servant), name);

  return FALSE;
}
