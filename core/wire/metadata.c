/* core/wire/metadata.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/metadata.h"

#include <string.h>

#include "core/error.h"
#include "core/value/builder.h"

/* Sorted, each once. */
typedef struct
{
  char  **names; /* with a NULL at the end */
  gsize   n_names;
} NameSet;

/**
 * PyroMetadata:
 *
 * What an object offers to its callers: the names of its methods, of those among them that are
 * called one way, and of its attributes.
 *
 * Metadata never change once made, so they may be shared between threads.
 */
struct _PyroMetadata
{
  gatomicrefcount ref_count;
  NameSet         methods; /* the oneway ones too */
  NameSet         oneway;
  NameSet         attributes;
};

G_DEFINE_BOXED_TYPE (PyroMetadata, pyro_metadata, pyro_metadata_ref, pyro_metadata_unref)

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Consumes @names. */
static void
name_set_init (NameSet   *self,
               GPtrArray *names)
{
  gsize n = 0;

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      if (n > 0 && g_str_equal (names->pdata[n - 1], names->pdata[i]))
        g_free (names->pdata[i]);
      else
        names->pdata[n++] = names->pdata[i];
    }
  g_ptr_array_set_size (names, (int) n);
  g_ptr_array_add (names, NULL);
  self->n_names = n;
  self->names = (char **) g_ptr_array_free (names, FALSE);
}

static gboolean
name_set_has (const NameSet *self,
              const char    *name)
{
  return self->n_names > 0
         && bsearch (&name, self->names, self->n_names, sizeof *self->names, compare_names) != NULL;
}

static void
add_names (GPtrArray         *into,
           const char *const *names)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (into, g_strdup (names[i]));
}

/**
 * pyro_metadata_new:
 * @methods: (nullable) (array zero-terminated=1): names of methods, in any order
 * @oneway: (nullable) (array zero-terminated=1): names of methods that are called one way; they
 *   count as methods even if @methods does not have them
 * @attributes: (nullable) (array zero-terminated=1): names of attributes
 *
 * Returns: (transfer full): new metadata
 */
PyroMetadata *
pyro_metadata_new (const char *const *methods,
                   const char *const *oneway,
                   const char *const *attributes)
{
  PyroMetadata *self = g_new0 (PyroMetadata, 1);
  GPtrArray *all_methods = g_ptr_array_new ();
  GPtrArray *all_oneway = g_ptr_array_new ();
  GPtrArray *all_attributes = g_ptr_array_new ();

  g_atomic_ref_count_init (&self->ref_count);
  add_names (all_methods, methods);
  add_names (all_methods, oneway);
  add_names (all_oneway, oneway);
  add_names (all_attributes, attributes);
  name_set_init (&self->methods, all_methods);
  name_set_init (&self->oneway, all_oneway);
  name_set_init (&self->attributes, all_attributes);

  return self;
}

/* A set by Python's daemons, but serializers make it a list or a tuple. What is not there is
 * empty. */
static char **
read_names (PyroValue   *value,
            const char  *key,
            GError     **error)
{
  PyroValue *names = pyro_value_lookup_string (value, key);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (names != NULL && (!pyro_value_is_container (names) || pyro_value_get_key (names, 0) != NULL))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                   "In the metadata of the object “%s” should be a list of names, not %s",
                   key, pyro_value_get_type_name (names));
      return NULL;
    }

  for (gsize i = 0; names != NULL && i < pyro_value_get_length (names); i++)
    {
      char *name = pyro_value_dup_utf8 (pyro_value_get_item (names, i));

      if (name == NULL)
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                       "In the metadata of the object a name in “%s” is no text", key);
          return NULL;
        }
      g_strv_builder_take (builder, name);
    }

  return g_strv_builder_end (builder);
}

/**
 * pyro_metadata_from_value:
 * @value: a dict with `methods`, `oneway` and `attrs`, as a handshake or `get_metadata` has it
 * @error: return location for an error
 *
 * Returns: (transfer full): new metadata, or %NULL with %PYRO_ERROR_VALUE
 */
PyroMetadata *
pyro_metadata_from_value (PyroValue  *value,
                          GError    **error)
{
  g_auto(GStrv) methods = NULL;
  g_auto(GStrv) oneway = NULL;
  g_auto(GStrv) attributes = NULL;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (pyro_value_get_kind (value) != PYRO_VALUE_DICT)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                   "The metadata of the object should be a dict, not %s",
                   pyro_value_get_type_name (value));
      return NULL;
    }
  if ((methods = read_names (value, "methods", error)) == NULL
      || (oneway = read_names (value, "oneway", error)) == NULL
      || (attributes = read_names (value, "attrs", error)) == NULL)
    return NULL;

  return pyro_metadata_new ((const char *const *) methods,
                            (const char *const *) oneway,
                            (const char *const *) attributes);
}

static void
write_names (PyroBuilder   *builder,
             const char    *key,
             const NameSet *set,
             PyroValueKind  kind)
{
  pyro_builder_add_string (builder, key, -1);
  pyro_builder_open (builder, kind, NULL);
  for (gsize i = 0; i < set->n_names; i++)
    pyro_builder_add_string (builder, set->names[i], -1);
  pyro_builder_close (builder, NULL);
}

/**
 * pyro_metadata_to_value:
 * @self: metadata
 * @as_lists: whether the names are lists; else they are sets
 *
 * Returns: (transfer full): a dict with `methods`, `oneway` and `attrs`, as `get_metadata` gives it
 */
PyroValue *
pyro_metadata_to_value (PyroMetadata *self,
                        gboolean      as_lists)
{
  PyroValueKind kind = as_lists ? PYRO_VALUE_LIST : PYRO_VALUE_SET;
  g_autoptr(PyroBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = pyro_builder_new ();
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  write_names (builder, "methods", &self->methods, kind);
  write_names (builder, "oneway", &self->oneway, kind);
  write_names (builder, "attrs", &self->attributes, kind);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * pyro_metadata_ref:
 * @self: metadata
 *
 * Returns: (transfer full): the same metadata
 */
PyroMetadata *
pyro_metadata_ref (PyroMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_metadata_unref:
 * @self: (transfer full): metadata
 */
void
pyro_metadata_unref (PyroMetadata *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_strfreev (self->methods.names);
  g_strfreev (self->oneway.names);
  g_strfreev (self->attributes.names);
  g_free (self);
}

/**
 * pyro_metadata_get_methods:
 * @self: metadata
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all methods, sorted
 */
const char *const *
pyro_metadata_get_methods (PyroMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->methods.names;
}

/**
 * pyro_metadata_get_oneway:
 * @self: metadata
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the methods that are called one
 *   way, sorted
 */
const char *const *
pyro_metadata_get_oneway (PyroMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->oneway.names;
}

/**
 * pyro_metadata_get_attributes:
 * @self: metadata
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the attributes, sorted
 */
const char *const *
pyro_metadata_get_attributes (PyroMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->attributes.names;
}

/**
 * pyro_metadata_has_method:
 * @self: metadata
 * @name: a name
 *
 * Returns: whether the object has a method of that name, one way or not
 */
gboolean
pyro_metadata_has_method (PyroMetadata *self,
                          const char   *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return name_set_has (&self->methods, name);
}

/**
 * pyro_metadata_is_oneway:
 * @self: metadata
 * @name: a name
 *
 * Returns: whether the object has a method of that name that is called one way
 */
gboolean
pyro_metadata_is_oneway (PyroMetadata *self,
                         const char   *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return name_set_has (&self->oneway, name);
}

/**
 * pyro_metadata_has_attribute:
 * @self: metadata
 * @name: a name
 *
 * Returns: whether the object has an attribute of that name
 */
gboolean
pyro_metadata_has_attribute (PyroMetadata *self,
                             const char   *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return name_set_has (&self->attributes, name);
}
