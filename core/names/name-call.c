/* core/names/name-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-call-private.h"

#include "core/error.h"
#include "core/translation-private.h"
#include "core/value/builder.h"
#include "core/value/repr.h"
#include "core/wire/uri.h"

#include <string.h>

static gboolean
add_tags (PyroBuilder        *builder,
          const char *const  *tags,
          GError            **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (tags == NULL)
    {
      pyro_builder_add_none (builder);
      return TRUE;
    }

  /* A list, as not every serializer has sets. A name server over SQLite counts the tags that it was
   * asked for, so one that is given twice would match nothing. */
  if (!pyro_builder_open (builder, PYRO_VALUE_LIST, error))
    return FALSE;
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, (gpointer) tags[i]))
        pyro_builder_add_string (builder, tags[i], -1);
    }

  return pyro_builder_close (builder, error);
}

/*< private >
 * _pyro_name_call_arguments:
 * @error: return location for an error
 * @types: one letter for each argument that follows: `s` text or %NULL, `b` a boolean, `t` tags
 *   or %NULL
 *
 * Makes the positional arguments of a call. All peers know the order of a name server's
 * arguments, and not all know their names.
 *
 * Returns: (transfer full): a tuple
 */
PyroValue *
_pyro_name_call_arguments (GError     **error,
                           const char  *types,
                           ...)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  gboolean good = pyro_builder_open (builder, PYRO_VALUE_TUPLE, error);
  va_list list;

  va_start (list, types);
  for (const char *type = types; good && *type != '\0'; type++)
    {
      if (*type == 't')
        good = add_tags (builder, va_arg (list, const char *const *), error);
      else if (*type == 'b')
        pyro_builder_add_bool (builder, va_arg (list, gboolean));
      else
        {
          const char *text = va_arg (list, const char *);

          if (text != NULL)
            pyro_builder_add_string (builder, text, -1);
          else
            pyro_builder_add_none (builder);
        }
    }
  va_end (list);

  if (!good || !pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

static gboolean
add_named_tags (PyroBuilder        *builder,
                const char         *name,
                const char *const  *tags,
                GError            **error)
{
  if (tags == NULL || tags[0] == NULL)
    return TRUE; /* no filter, and none that a name server would count as one */

  pyro_builder_add_string (builder, name, -1);

  return add_tags (builder, tags, error);
}

/*< private >
 * _pyro_name_call_keywords:
 * @all: (nullable): tags of which a name must have all
 * @any: (nullable): tags of which a name must have one
 * @error: return location for an error
 *
 * Makes the keyword arguments of `list`, which have no place that is the same in all generations.
 *
 * Returns: (transfer full): a dict
 */
PyroValue *
_pyro_name_call_keywords (const char *const  *all,
                          const char *const  *any,
                          GError            **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error) ||
      !add_named_tags (builder, "metadata_all", all, error) ||
      !add_named_tags (builder, "metadata_any", any, error))
    return NULL;
  pyro_builder_add_string (builder, "return_metadata", -1);
  pyro_builder_add_bool (builder, TRUE);
  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/*< private >
 * _pyro_name_call_has_pages:
 * @metadata: (nullable): what a name server offers
 *
 * Returns: whether it looks tags up by a method of its own; Pyro4's does it in `list`
 */
gboolean
_pyro_name_call_has_pages (PyroMetadata *metadata)
{
  return metadata == NULL || pyro_metadata_has_method (metadata, "yplookup") ||
         !pyro_metadata_has_method (metadata, "list");
}

/*< private >
 * _pyro_name_call_has_tags:
 *
 * Returns: whether there is anything to look for. Pyro4's `list` takes no tags for no filter
 */
gboolean
_pyro_name_call_has_tags (const char *const *all,
                          const char *const *any)
{
  return (all != NULL && all[0] != NULL) || (any != NULL && any[0] != NULL);
}

static void
set_odd_answer (GError     **error,
                const char  *sentence,
                PyroValue   *value)
{
  g_autofree char *text = pyro_value_repr_short (value, 80);

  _pyro_translate_error (error, PYRO_ERROR_VALUE, sentence, text);
}

static gboolean
is_collection (PyroValue *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      return TRUE;

    case PYRO_VALUE_NONE:
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
    case PYRO_VALUE_FLOAT:
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return FALSE;
    }
}

/* The URI as text or as an instance of Pyro's class; text that is no URI stays as it is. */
static char *
dup_uri_text (PyroValue  *value,
              GError    **error)
{
  g_autoptr(PyroUri) uri = NULL;

  if (pyro_value_get_kind (value) == PYRO_VALUE_STR)
    return pyro_value_dup_utf8 (value);

  if (pyro_value_get_kind (value) != PYRO_VALUE_RECORD)
    {
      set_odd_answer (error, N_("The name server answered with %s where a URI was expected"), value);
      return NULL;
    }
  uri = pyro_uri_from_value (value, error);

  return uri != NULL ? pyro_uri_to_string (uri) : NULL;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A set, a list, or the tuple as which serpent writes an empty set. Python's name server keeps
 * even tags that are no text. */
static char **
dup_tags (PyroValue  *value,
          GError    **error)
{
  g_autoptr(GPtrArray) tags = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  if (pyro_value_get_kind (value) == PYRO_VALUE_NONE)
    return g_new0 (char *, 1);
  if (!is_collection (value))
    {
      set_odd_answer (error, N_("The name server answered with %s where a collection of tags was expected"), value);
      return NULL;
    }

  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      PyroValue *tag = pyro_value_get_item (value, i);

      g_ptr_array_add (tags, pyro_value_get_kind (tag) == PYRO_VALUE_STR
                             ? pyro_value_dup_utf8 (tag) : pyro_value_repr (tag));
    }
  g_ptr_array_sort (tags, compare_texts);

  return (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

/*< private >
 * _pyro_name_call_get_entry:
 * @answer: what a name server says of one name: a URI, or a URI and its tags
 * @name: the name
 * @error: return location for an error of the code %PYRO_ERROR_VALUE or %PYRO_ERROR_URI
 *
 * Reads one entry.
 *
 * Returns: (transfer full): the entry, or %NULL with @error set
 */
PyroNameEntry *
_pyro_name_call_get_entry (PyroValue   *answer,
                           const char  *name,
                           GError     **error)
{
  g_auto(GStrv) tags = NULL;
  g_autofree char *uri = NULL;
  PyroNameEntry *entry;
  PyroValue *value = answer;

  if (is_collection (answer))
    {
      if (pyro_value_get_length (answer) != 2)
        {
          set_odd_answer (error, N_("The name server answered with %s where a URI and its tags was expected"), answer);
          return NULL;
        }
      value = pyro_value_get_item (answer, 0);
      tags = dup_tags (pyro_value_get_item (answer, 1), error);
      if (tags == NULL)
        return NULL;
    }
  uri = dup_uri_text (value, error);
  if (uri == NULL)
    return NULL;

  entry = g_new0 (PyroNameEntry, 1);
  entry->name = g_strdup (name);
  entry->uri = g_steal_pointer (&uri);
  entry->tags = tags != NULL ? g_steal_pointer (&tags) : g_new0 (char *, 1);

  return entry;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const PyroNameEntry *first = *(const PyroNameEntry *const *) a;
  const PyroNameEntry *second = *(const PyroNameEntry *const *) b;

  return strcmp (first->name, second->name);
}

/*< private >
 * _pyro_name_call_get_entries:
 * @answer: a dict of names
 * @error: return location for an error of the code %PYRO_ERROR_VALUE or %PYRO_ERROR_URI
 *
 * Reads many entries.
 *
 * Returns: (transfer full) (element-type PyroNameEntry): the entries, sorted by name
 */
GPtrArray *
_pyro_name_call_get_entries (PyroValue  *answer,
                             GError    **error)
{
  g_autoptr(GPtrArray) entries = NULL;

  if (pyro_value_get_kind (answer) != PYRO_VALUE_DICT)
    {
      set_odd_answer (error, N_("The name server answered with %s where a dictionary of names was expected"), answer);
      return NULL;
    }

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);
  for (gsize i = 0; i < pyro_value_get_length (answer); i++)
    {
      PyroValue *key = pyro_value_get_key (answer, i);
      g_autofree char *name = NULL;
      PyroNameEntry *entry;

      if (pyro_value_get_kind (key) != PYRO_VALUE_STR)
        {
          set_odd_answer (error, N_("The name server answered with %s where a name was expected"), key);
          return NULL;
        }
      name = pyro_value_dup_utf8 (key);
      entry = _pyro_name_call_get_entry (pyro_value_get_item (answer, i), name, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);

  return g_steal_pointer (&entries);
}

/*< private >
 * _pyro_name_call_get_number:
 * @answer: a count
 * @number: (out) (optional): the count
 * @error: return location for an error of the code %PYRO_ERROR_VALUE
 *
 * Reads how many there are.
 *
 * Returns: whether it is a count
 */
gboolean
_pyro_name_call_get_number (PyroValue  *answer,
                            guint64    *number,
                            GError    **error)
{
  gint64 value;

  if (pyro_value_get_kind (answer) != PYRO_VALUE_INT ||
      !pyro_value_get_int64 (answer, &value) || value < 0)
    {
      set_odd_answer (error, N_("The name server answered with %s where a count was expected"), answer);
      return FALSE;
    }
  if (number != NULL)
    *number = (guint64) value;

  return TRUE;
}
