/* core/names/name-method.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-method-private.h"

#include <string.h>

/* Every generation has the first of these, and each its own way to find tags. */

#define METHODS_OF_ALL \
  { "count", _pyro_name_count, FALSE, TRUE, 0, { NULL } }, \
  { "lookup", _pyro_name_lookup, FALSE, TRUE, 1, { "name", "return_metadata", NULL } }, \
  { "register", _pyro_name_register, TRUE, TRUE, 2, { "name", "uri", "safe", "metadata", NULL } }, \
  { "set_metadata", _pyro_name_set_metadata, TRUE, TRUE, 2, { "name", "metadata", NULL } }, \
  { "remove", _pyro_name_remove, TRUE, FALSE, 0, { "name", "prefix", "regex", NULL } }, \
  { "ping", _pyro_name_ping, FALSE, TRUE, 0, { NULL } }

static const PyroNameMethod methods[] = {
  METHODS_OF_ALL,
  { "list", _pyro_name_list, FALSE, FALSE, 0, { "prefix", "regex", "return_metadata", NULL } },
  { "yplookup", _pyro_name_yplookup, FALSE, FALSE, 0, { "meta_all", "meta_any", "return_metadata", NULL } },
  { NULL },
};

static const PyroNameMethod old_methods[] = {
  METHODS_OF_ALL,
  { "list", _pyro_name_list_old, FALSE, FALSE, 0,
    { "prefix", "regex", "metadata_all", "metadata_any", "return_metadata", NULL } },
  { NULL },
};

/* What the name server itself calls, and nobody else can. */
const PyroNameMethod _pyro_name_forget_method =
  { "forget", _pyro_name_forget, TRUE, TRUE, 2, { "name", "uri", NULL } };

/* What Python's name server has and does not expose. */
static const char *const hidden[] = { "lock", "storage", NULL };

/* What the name servers of the generations do in different ways. */
typedef struct
{
  const PyroGeneration *(*generation) (void);
  const PyroNameMethod   *methods;
  gboolean                lists_tags;
  const char             *own_class;
} Dialect;

static const Dialect dialects[] = {
  { pyro_generation_get_pyro5, methods, FALSE, "class:Pyro5.nameserver.NameServer" },
  { pyro_generation_get_pyro4, old_methods, TRUE, "class:Pyro4.naming.NameServer" },
};

/* The tags that the name servers of the generations give their own entries. */
const char *const _pyro_name_own_classes[] = {
  "class:Pyro5.nameserver.NameServer", "class:Pyro4.naming.NameServer", NULL,
};

static const Dialect *
find_dialect (const PyroGeneration *generation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (dialects[i].generation () == generation)
      return &dialects[i];

  return &dialects[0];
}

/* Returns: (nullable): the method that @generation has under this name */
const PyroNameMethod *
_pyro_name_method_find (const PyroGeneration *generation,
                        const char           *name)
{
  for (const PyroNameMethod *method = find_dialect (generation)->methods; method->name != NULL; method++)
    if (g_str_equal (method->name, name))
      return method;

  return NULL;
}

/* Returns: (transfer container): the names of the methods of @generation */
const char **
_pyro_name_method_list (const PyroGeneration *generation)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (const PyroNameMethod *method = find_dialect (generation)->methods; method->name != NULL; method++)
    g_ptr_array_add (names, (gpointer) method->name);
  g_ptr_array_add (names, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Whether Python's name server has something of this name that no caller can reach. */
gboolean
_pyro_name_method_is_hidden (const char *name)
{
  return g_strv_contains (hidden, name);
}

/* Sets the error for a method of the name @name that there is not: a str.
 *
 * Returns: FALSE */
gboolean
_pyro_name_method_refuse (const PyroGeneration  *generation,
                          PyroValue             *name,
                          GError               **error)
{
  PyroSpan text = _pyro_span_of_value (name);
  g_autoptr(GString) whole = g_string_new (NULL);
  gboolean exists = FALSE;

  for (gsize i = 0; hidden[i] != NULL; i++)
    exists = exists || _pyro_span_is (text, hidden[i]);

  if (text.size > 0 && text.at[0] == '_')
    g_string_append (whole, "attempt to access private attribute '");
  else if (exists)
    g_string_append (whole, "attempt to access unexposed attribute '");
  else
    g_string_append (whole, "'NameServer' object has no attribute '");
  g_string_append_len (whole, text.at, (gssize) text.size);

  return _pyro_name_raise_about (generation, PYRO_RAISE_ATTRIBUTE, whole->str, (PyroSpan) { "'", 1 }, error);
}

/* Python's `bool()`. */
gboolean
_pyro_name_is_true (PyroValue *value)
{
  double real, imaginary;
  gint64 number;
  gsize size;

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      return FALSE;
    case PYRO_VALUE_BOOL:
      return pyro_value_get_bool (value);
    case PYRO_VALUE_INT:
      return !pyro_value_get_int64 (value, &number) || number != 0;
    case PYRO_VALUE_FLOAT:
      return pyro_value_get_float (value) != 0;
    case PYRO_VALUE_COMPLEX:
      pyro_value_get_complex (value, &real, &imaginary);
      return real != 0 || imaginary != 0;
    case PYRO_VALUE_STR:
      pyro_value_get_string (value, &size);
      return size > 0;
    case PYRO_VALUE_BYTES:
      pyro_value_get_bytes_data (value, &size);
      return size > 0;
    case PYRO_VALUE_RECORD:
      return TRUE;
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    default:
      return pyro_value_get_length (value) > 0;
    }
}

static guint
count_parameters (const PyroNameMethod *method)
{
  return g_strv_length ((char **) method->parameters);
}

static gboolean
bind_keywords (PyroNameMethodCall    *call,
               const PyroNameMethod  *method,
               PyroValue             *kwargs,
               GError               **error)
{
  for (gsize i = 0; i < pyro_value_get_length (kwargs); i++)
    {
      PyroValue *key = pyro_value_get_key (kwargs, i);
      g_autofree char *shown = NULL;
      guint at = 0;

      if (pyro_value_get_kind (key) != PYRO_VALUE_STR)
        return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error, "keywords must be strings");
      while (method->parameters[at] != NULL && !_pyro_span_is (_pyro_span_of_value (key), method->parameters[at]))
        at++;

      shown = pyro_value_dup_utf8 (key);
      if (method->parameters[at] == NULL)
        return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                                 "NameServer.%s() got an unexpected keyword argument '%s'", method->name, shown);
      if (call->given[at])
        return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                                 "NameServer.%s() got multiple values for argument '%s'", method->name, shown);
      call->arguments[at] = pyro_value_get_item (kwargs, i);
      call->given[at] = TRUE;
    }

  return TRUE;
}

static gboolean
refuse_number (PyroNameMethodCall    *call,
               const PyroNameMethod  *method,
               gsize                  n_args,
               GError               **error)
{
  guint n_parameters = count_parameters (method);
  g_autofree char *takes = method->n_required == n_parameters
                           ? g_strdup_printf ("%u positional argument%s", n_parameters + 1, n_parameters > 0 ? "s" : "")
                           : g_strdup_printf ("from %u to %u positional arguments", method->n_required + 1,
                                              n_parameters + 1);

  return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                           "NameServer.%s() takes %s but %" G_GSIZE_FORMAT " were given",
                           method->name, takes, n_args + 1);
}

/* No method has more than two that must be given. */
static gboolean
check_required (PyroNameMethodCall    *call,
                const PyroNameMethod  *method,
                GError               **error)
{
  const char *missing[2] = { NULL, NULL };
  guint n_missing = 0;

  for (guint i = 0; i < method->n_required; i++)
    if (!call->given[i])
      missing[n_missing++] = method->parameters[i];

  if (n_missing == 1)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                             "NameServer.%s() missing 1 required positional argument: '%s'",
                             method->name, missing[0]);
  if (n_missing == 2)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error,
                             "NameServer.%s() missing 2 required positional arguments: '%s' and '%s'",
                             method->name, missing[0], missing[1]);

  return TRUE;
}

/* Finds what each parameter is, in the order in which Python looks for mistakes. */
static gboolean
bind_arguments (PyroNameMethodCall    *call,
                const PyroNameMethod  *method,
                PyroValue             *args,
                PyroValue             *kwargs,
                GError               **error)
{
  gsize n_args = args != NULL ? pyro_value_get_length (args) : 0;

  for (gsize i = 0; i < MIN (n_args, count_parameters (method)); i++)
    {
      call->arguments[i] = pyro_value_get_item (args, i);
      call->given[i] = TRUE;
    }
  if (kwargs != NULL && pyro_value_get_kind (kwargs) != PYRO_VALUE_NONE
      && !bind_keywords (call, method, kwargs, error))
    return FALSE;
  if (n_args > count_parameters (method))
    return refuse_number (call, method, n_args, error);

  return check_required (call, method, error);
}

/* Whether the arguments have the form that a call's have. */
static gboolean
check_form (const PyroGeneration  *generation,
            PyroValue             *args,
            PyroValue             *kwargs,
            GError               **error)
{
  PyroValueKind args_kind = args != NULL ? pyro_value_get_kind (args) : PYRO_VALUE_TUPLE;
  PyroValueKind kwargs_kind = kwargs != NULL ? pyro_value_get_kind (kwargs) : PYRO_VALUE_NONE;

  if (args_kind != PYRO_VALUE_TUPLE && args_kind != PYRO_VALUE_LIST)
    return _pyro_name_raise (generation, PYRO_RAISE_TYPE, error, "the arguments are no list and no tuple");
  if (kwargs_kind != PYRO_VALUE_NONE && kwargs_kind != PYRO_VALUE_DICT && kwargs_kind != PYRO_VALUE_RECORD)
    return _pyro_name_raise (generation, PYRO_RAISE_TYPE, error, "the keyword arguments are no dict");

  return TRUE;
}

/* Calls a method: @args is a list or a tuple, or NULL for none; @kwargs a dict or NULL.
 *
 * Returns: the result, or NULL with @error set to the exception, of the domain PYRO_REMOTE_ERROR */
PyroValue *
_pyro_name_method_run (const PyroNameMethod  *method,
                       const PyroGeneration  *generation,
                       PyroNameStore         *store,
                       PyroValue             *args,
                       PyroValue             *kwargs,
                       GError               **error)
{
  const Dialect *dialect = find_dialect (generation);
  PyroNameMethodCall call = { .store = store, .generation = generation, .lists_tags = dialect->lists_tags,
                              .own_class = dialect->own_class };
  g_autoptr(PyroValue) none = pyro_value_new_none ();
  g_autoptr(GError) problem = NULL;
  PyroValue *result = NULL;

  if (!check_form (generation, args, kwargs, error) || !bind_arguments (&call, method, args, kwargs, error))
    return NULL;

  for (guint i = 0; i < PYRO_MAX_PARAMETERS; i++)
    if (!call.given[i])
      call.arguments[i] = none;
  result = method->function (&call, &problem);
  if (result != NULL)
    return result;

  _pyro_name_raise_error (generation, &problem);
  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}
