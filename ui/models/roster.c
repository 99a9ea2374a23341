/* ui/models/roster.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/roster.h"

#include "ui/models/merge.h"
#include "ui/models/object-private.h"

#include <string.h>

#define STEP 512                                 /* names: more than those whose groups are open at first */
#define SLICE_TIME (3 * G_TIME_SPAN_MILLISECOND) /* microseconds that a turn of the loop is held up */

/**
 * LensRoster:
 *
 * The objects that a name server lists. An object whose name vanished and comes back, because its
 * server was started again, is the same object for whoever held it: an open page goes on, with what
 * was typed there.
 */
struct _LensRoster
{
  GObject     parent_instance;

  GListStore *objects; /* of LensObject, by name */
  GHashTable *absent;  /* name → Absence, for as long as somebody holds the object */
  LensRounds *rounds;
  char       *host;    /* of the name server; NULL as long as it is not known */
  gboolean    here;    /* the host is this computer */
};

typedef struct
{
  GHashTable *absent; /* unowned: it owns this */
  char       *name;
  LensObject *object; /* unowned: a weak reference removes this */
} Absence;

G_DEFINE_FINAL_TYPE (LensRoster, lens_roster, G_TYPE_OBJECT)

static void
absent_gone (gpointer  user_data,
             GObject  *object)
{
  Absence *absence = user_data;

  absence->object = NULL;
  g_hash_table_remove (absence->absent, absence->name);
}

static void
absence_free (Absence *absence)
{
  if (absence->object != NULL)
    g_object_weak_unref (G_OBJECT (absence->object), absent_gone, absence);
  g_free (absence->name);
  g_free (absence);
}

static void
drop_object (gpointer row,
             gpointer user_data)
{
  LensRoster *self = user_data;
  Absence *absence = g_new (Absence, 1);

  lens_rounds_remove (self->rounds, row);
  lens_object_set_registered (row, FALSE);

  absence->absent = self->absent;
  absence->name = g_strdup (lens_object_get_name (row));
  absence->object = row;
  g_object_weak_ref (row, absent_gone, absence);
  g_hash_table_replace (self->absent, absence->name, absence);
}

static LensObject *
take_absent (LensRoster *self,
             const char *name)
{
  Absence *absence = g_hash_table_lookup (self->absent, name);
  LensObject *object;

  if (absence == NULL)
    return NULL;

  object = g_object_ref (absence->object);
  g_hash_table_remove (self->absent, name);

  return object;
}

static void
keep_object (gpointer      row,
             gconstpointer data,
             gpointer      user_data)
{
  LensRoster *self = user_data;
  const PyroNameEntry *entry = data;
  gboolean moved = !g_str_equal (lens_object_get_uri (row), entry->uri);

  lens_object_update (row, entry->uri, (const char *const *) entry->tags);
  if (moved)
    lens_rounds_renew (self->rounds, row);
}

static gpointer
make_object (gconstpointer data,
             gpointer      user_data)
{
  LensRoster *self = user_data;
  const PyroNameEntry *entry = data;
  LensObject *object = take_absent (self, entry->name);

  if (object != NULL)
    keep_object (object, entry, self);
  else
    object = lens_object_new (entry->name, entry->uri, (const char *const *) entry->tags);

  lens_object_set_name_server (object, self->host, self->here);
  lens_rounds_add (self->rounds, object);

  return object;
}

static int
compare_object (gpointer      row,
                gconstpointer data)
{
  const PyroNameEntry *entry = data;

  return strcmp (lens_object_get_name (row), entry->name);
}

static const LensMergeFuncs merge_funcs = {
  .compare = compare_object, .make = make_object, .keep = keep_object, .drop = drop_object,
};

static void
lens_roster_dispose (GObject *object)
{
  LensRoster *self = LENS_ROSTER (object);

  g_hash_table_remove_all (self->absent);
  g_clear_object (&self->rounds);

  G_OBJECT_CLASS (lens_roster_parent_class)->dispose (object);
}

static void
lens_roster_finalize (GObject *object)
{
  LensRoster *self = LENS_ROSTER (object);

  g_clear_object (&self->objects);
  g_clear_pointer (&self->absent, g_hash_table_unref);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (lens_roster_parent_class)->finalize (object);
}

static void
lens_roster_class_init (LensRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_roster_dispose;
  object_class->finalize = lens_roster_finalize;
}

static void
lens_roster_init (LensRoster *self)
{
  self->here = TRUE;
  self->objects = g_list_store_new (LENS_TYPE_OBJECT);
  self->absent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) absence_free);
}

/**
 * lens_roster_new:
 * @rounds: what looks at the objects
 *
 * Makes an empty roster.
 *
 * Returns: (transfer full): the roster
 */
LensRoster *
lens_roster_new (LensRounds *rounds)
{
  LensRoster *self;

  g_return_val_if_fail (LENS_IS_ROUNDS (rounds), NULL);

  self = g_object_new (LENS_TYPE_ROSTER, NULL);
  self->rounds = g_object_ref (rounds);

  return self;
}

/**
 * lens_roster_get_objects:
 *
 * Gets the objects, sorted by name.
 *
 * Returns: (transfer none): a list model of `LensObject`
 */
GListModel *
lens_roster_get_objects (LensRoster *self)
{
  g_return_val_if_fail (LENS_IS_ROSTER (self), NULL);

  return G_LIST_MODEL (self->objects);
}

/**
 * lens_roster_find:
 * @name: a name
 *
 * Finds an object by its name.
 *
 * Returns: (transfer none) (nullable): the object
 */
LensObject *
lens_roster_find (LensRoster *self,
                  const char *name)
{
  guint low = 0, high;

  g_return_val_if_fail (LENS_IS_ROSTER (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  high = g_list_model_get_n_items (G_LIST_MODEL (self->objects));
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(LensObject) object = g_list_model_get_item (G_LIST_MODEL (self->objects), middle);
      int order = strcmp (lens_object_get_name (object), name);

      if (order == 0)
        return object; /* the list holds it */
      else if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/**
 * lens_roster_set_host:
 * @host: (nullable): the host of the name server
 * @here: whether that is this computer
 *
 * Says where the name server is, before the first update.
 */
void
lens_roster_set_host (LensRoster *self,
                      const char *host,
                      gboolean    here)
{
  g_return_if_fail (LENS_IS_ROSTER (self));

  self->here = here;
  g_set_str (&self->host, host);
}

/**
 * lens_roster_update:
 * @entries: (element-type PyroNameEntry): what the name server lists, sorted by name
 *
 * Takes what the name server says now.
 */
void
lens_roster_update (LensRoster *self,
                    GPtrArray  *entries)
{
  g_return_if_fail (LENS_IS_ROSTER (self));
  g_return_if_fail (entries != NULL);

  lens_merge (self->objects, entries, &merge_funcs, self);
}

typedef struct
{
  LensMerging *merging; /* NULL when it is over */
  GPtrArray   *entries;
} Update;

static void
update_free (gpointer data)
{
  Update *update = data;

  g_clear_pointer (&update->merging, lens_merging_free);
  g_ptr_array_unref (update->entries);
  g_free (update);
}

/* Entries are freed step by step too: that takes its time as well. */
static gboolean
update_step (Update *update)
{
  if (update->merging == NULL)
    g_ptr_array_set_size (update->entries, (int) (update->entries->len - MIN (update->entries->len, STEP)));
  else if (lens_merging_step (update->merging, STEP))
    g_clear_pointer (&update->merging, lens_merging_free);

  return update->merging == NULL && update->entries->len == 0;
}

static gboolean
update_cb (gpointer user_data)
{
  GTask *task = user_data;
  gint64 end = g_get_monotonic_time () + SLICE_TIME;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  do
    {
      if (update_step (g_task_get_task_data (task)))
        {
          g_task_return_boolean (task, TRUE);
          return G_SOURCE_REMOVE;
        }
    }
  while (g_get_monotonic_time () < end);

  return G_SOURCE_CONTINUE;
}

/**
 * lens_roster_update_async:
 * @entries: (element-type PyroNameEntry) (transfer full): what the name server lists, sorted by name
 * @cancellable: (nullable): a way to stop
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Takes what the name server says now: in slices of the main loop. Until it is
 * over there may not be another update.
 */
void
lens_roster_update_async (LensRoster          *self,
                          GPtrArray           *entries,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GSource) source = NULL;
  Update *update;

  g_return_if_fail (LENS_IS_ROSTER (self));
  g_return_if_fail (entries != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lens_roster_update_async);
  update = g_new0 (Update, 1);
  update->merging = lens_merging_new (self->objects, entries, &merge_funcs, self);
  update->entries = entries;
  g_task_set_task_data (task, update, update_free);

  source = g_idle_source_new ();
  g_source_set_static_name (source, "[pyrolens] names are taken");
  g_task_attach_source (task, source, update_cb);
}

/**
 * lens_roster_update_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends [method@LensRoster.update_async].
 *
 * Returns: %TRUE, or %FALSE with @error set where it was stopped
 */
gboolean
lens_roster_update_finish (LensRoster    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
