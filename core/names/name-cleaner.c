/* core/names/name-cleaner.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-cleaner.h"

#include <string.h>

#include "core/error.h"
#include "core/names/name-entry.h"
#include "core/names/name-method-private.h"
#include "core/wire/uri.h"

/* Seconds: Python's least NS_AUTOCLEAN. */
#define MIN_INTERVAL 3

/* Microseconds that an object may be unreachable. */
#define MAX_UNREACHABLE_TIME (20 * G_TIME_SPAN_SECOND)

/**
 * PyroNameCleaner:
 *
 * Which names of a name server point to objects that are gone: those whose address could not be connected
 * to for 20 seconds. It neither connects nor reads a clock; whoever has it does, and tells.
 *
 * A round: when [method@Pyro.NameCleaner.is_due] says so, connect to each address that
 * [method@Pyro.NameCleaner.begin] lists and close again, tell [method@Pyro.NameCleaner.report] how that went,
 * remove the name where it says so, and then call [method@Pyro.NameCleaner.end].
 */
struct _PyroNameCleaner
{
  GObject     parent;

  gint64      interval;    /* microseconds */
  gint64      last;        /* when the last round ended; monotonic, microseconds */
  GHashTable *unreachable; /* PyroNameEntry, by name and URI: since when, a gint64 */
};

G_DEFINE_FINAL_TYPE (PyroNameCleaner, pyro_name_cleaner, G_TYPE_OBJECT)

/* Of a name that was given to another object in the meantime nothing is known. */
static guint
hash_entry (gconstpointer key)
{
  const PyroNameEntry *entry = key;

  return g_str_hash (entry->name) * 31 + g_str_hash (entry->uri);
}

static gboolean
is_same_entry (gconstpointer a,
               gconstpointer b)
{
  const PyroNameEntry *first = a, *second = b;

  return g_str_equal (first->name, second->name) && g_str_equal (first->uri, second->uri);
}

static void
pyro_name_cleaner_finalize (GObject *object)
{
  PyroNameCleaner *self = PYRO_NAME_CLEANER (object);

  g_hash_table_unref (self->unreachable);

  G_OBJECT_CLASS (pyro_name_cleaner_parent_class)->finalize (object);
}

static void
pyro_name_cleaner_class_init (PyroNameCleanerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyro_name_cleaner_finalize;
}

static void
pyro_name_cleaner_init (PyroNameCleaner *self)
{
  self->unreachable = g_hash_table_new_full (hash_entry, is_same_entry, (GDestroyNotify) pyro_name_entry_free, g_free);
}

/**
 * pyro_name_cleaner_new:
 * @interval: microseconds between two rounds: NS_AUTOCLEAN
 * @now: the monotonic time, in microseconds
 * @error: return location for an error of the code %PYRO_ERROR_VALUE: @interval is below three seconds
 *
 * Returns: (transfer full): a cleaner, or %NULL with @error set
 */
PyroNameCleaner *
pyro_name_cleaner_new (gint64   interval,
                       gint64   now,
                       GError **error)
{
  PyroNameCleaner *self;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (interval < MIN_INTERVAL * G_TIME_SPAN_SECOND)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, "NS_AUTOCLEAN cannot be smaller than %u", MIN_INTERVAL);
      return NULL;
    }

  self = g_object_new (PYRO_TYPE_NAME_CLEANER, NULL);
  self->interval = interval;
  self->last = now;

  return self;
}

/**
 * pyro_name_cleaner_is_due:
 * @self: a cleaner
 * @now: the monotonic time, in microseconds
 *
 * Returns: whether it is time for a round
 */
gboolean
pyro_name_cleaner_is_due (PyroNameCleaner *self,
                          gint64           now)
{
  g_return_val_if_fail (PYRO_IS_NAME_CLEANER (self), FALSE);

  return now - self->last >= self->interval;
}

/* Whether there is something to connect to. A Unix socket may be one of another machine, and PYRONAME:
 * and PYROMETA: name no address of an object. (Python's name server cleans nothing any more once it meets
 * one of them.) */
static gboolean
is_probed (const char *name,
           PyroValue  *uri)
{
  g_autoptr(PyroUri) parsed = NULL;

  if (g_str_equal (name, PYRO_NAME_SERVER_NAME) || g_str_equal (name, PYRO_DAEMON_NAME))
    return FALSE;
  parsed = pyro_uri_from_value (uri, NULL);

  return parsed != NULL && pyro_uri_get_scheme (parsed) == PYRO_URI_PYRO && pyro_uri_get_host (parsed) != NULL;
}

static PyroNameEntry *
entry_new (const char *name,
           const char *uri)
{
  PyroNameEntry *entry = g_new0 (PyroNameEntry, 1);

  entry->name = g_strdup (name);
  entry->uri = g_strdup (uri);
  entry->tags = g_new0 (char *, 1);

  return entry;
}

static gboolean
is_not_in (gpointer key,
           gpointer since,
           gpointer probed)
{
  return !g_hash_table_contains (probed, key);
}

/**
 * pyro_name_cleaner_begin:
 * @self: a cleaner
 * @names: what the name server's `list` answers: a dict of names and the texts of their URIs
 *
 * Begins a round. Names with a NUL in them are left alone.
 *
 * Returns: (transfer container) (element-type PyroNameEntry): the names whose URIs are to be tried, without
 *   their tags
 */
GPtrArray *
pyro_name_cleaner_begin (PyroNameCleaner *self,
                         PyroValue       *names)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);
  g_autoptr(GHashTable) probed = g_hash_table_new (hash_entry, is_same_entry);

  g_return_val_if_fail (PYRO_IS_NAME_CLEANER (self), NULL);
  g_return_val_if_fail (names != NULL, NULL);

  for (gsize i = 0; pyro_value_get_kind (names) == PYRO_VALUE_DICT && i < pyro_value_get_length (names); i++)
    {
      PyroValue *uri = pyro_value_get_item (names, i);
      gsize name_size = 0, uri_size = 0;
      const char *name = pyro_value_get_string (pyro_value_get_key (names, i), &name_size);
      const char *text = pyro_value_get_string (uri, &uri_size);

      if (name == NULL || text == NULL || strlen (name) != name_size || strlen (text) != uri_size
          || !is_probed (name, uri))
        continue;
      g_ptr_array_add (entries, entry_new (name, text));
      g_hash_table_add (probed, entries->pdata[entries->len - 1]);
    }
  g_hash_table_foreach_remove (self->unreachable, is_not_in, probed);

  return g_steal_pointer (&entries);
}

/**
 * pyro_name_cleaner_report:
 * @self: a cleaner
 * @name: a name that was tried
 * @uri: its URI
 * @reachable: whether its address could be connected to
 * @now: the monotonic time, in microseconds
 *
 * Takes note of how an attempt went.
 *
 * Returns: whether the name is to be removed: it was unreachable, with this URI, each time for 20 seconds
 */
gboolean
pyro_name_cleaner_report (PyroNameCleaner *self,
                          const char      *name,
                          const char      *uri,
                          gboolean         reachable,
                          gint64           now)
{
  PyroNameEntry key = { (char *) name, (char *) uri, NULL };
  gint64 *since;

  g_return_val_if_fail (PYRO_IS_NAME_CLEANER (self), FALSE);
  g_return_val_if_fail (name != NULL && uri != NULL, FALSE);

  if (reachable)
    {
      g_hash_table_remove (self->unreachable, &key);
      return FALSE;
    }

  since = g_hash_table_lookup (self->unreachable, &key);
  if (since == NULL)
    {
      since = g_memdup2 (&now, sizeof now);
      g_hash_table_insert (self->unreachable, entry_new (name, uri), since);
    }
  if (now - *since < MAX_UNREACHABLE_TIME)
    return FALSE;

  g_hash_table_remove (self->unreachable, &key);

  return TRUE;
}

/**
 * pyro_name_cleaner_end:
 * @self: a cleaner
 * @now: the monotonic time, in microseconds
 *
 * Ends a round: the next is due an interval later.
 */
void
pyro_name_cleaner_end (PyroNameCleaner *self,
                       gint64           now)
{
  g_return_if_fail (PYRO_IS_NAME_CLEANER (self));

  self->last = now;
}

/**
 * pyro_name_cleaner_get_n_unreachable:
 * @self: a cleaner
 *
 * Returns: how many names could not be reached the last time, and are still there
 */
guint
pyro_name_cleaner_get_n_unreachable (PyroNameCleaner *self)
{
  g_return_val_if_fail (PYRO_IS_NAME_CLEANER (self), 0);

  return g_hash_table_size (self->unreachable);
}
