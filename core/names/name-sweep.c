/* core/names/name-sweep.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-sweep-private.h"

#include "core/limits.h"
#include "core/link/address.h"
#include "core/names/name-entry.h"

/* Counted: whatever is under way has a reference. */
struct _PyroNameSweep
{
  guint            ref_count;
  GMainContext    *context;
  PyroRegistry    *registry;
  PyroNameCleaner *cleaner;
  gint64           timeout;  /* microseconds for a connection */
  GSource         *tick;
  GQueue           waiting;  /* of Probe: addresses that are to be tried in this round */
  GPtrArray       *probes;   /* of GCancellable, one for each that is under way */
  gboolean         in_round;
  gboolean         stopped;
};

/* One address, and all names that lead there: it is connected to once. */
typedef struct
{
  PyroNameSweep *sweep;       /* counted, while it is under way */
  PyroUri       *uri;
  GPtrArray     *entries;     /* of PyroNameEntry */
  GCancellable  *cancellable;
  GSource       *timer;
} Probe;

static PyroNameSweep *
name_sweep_ref (PyroNameSweep *self)
{
  self->ref_count++;

  return self;
}

static void
name_sweep_unref (PyroNameSweep *self)
{
  if (--self->ref_count > 0)
    return;

  g_source_unref (self->tick);
  g_ptr_array_unref (self->probes);
  g_object_unref (self->cleaner);
  g_object_unref (self->registry);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
probe_free (gpointer data)
{
  Probe *self = data;

  pyro_uri_unref (self->uri);
  g_ptr_array_unref (self->entries);
  g_clear_object (&self->cancellable);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_source_unref (self->timer);
    }
  g_free (self);
}

/* ---- One address ---- */

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!pyro_registry_forget_finish (PYRO_REGISTRY (object), result, &error) && error != NULL)
    g_warning ("A name that leads nowhere could not be removed: %s", error->message);
}

static void
probe_report (Probe    *self,
              gboolean  reachable)
{
  PyroNameSweep *sweep = self->sweep;
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      PyroNameEntry *entry = self->entries->pdata[i];

      if (pyro_name_cleaner_report (sweep->cleaner, entry->name, entry->uri, reachable, now))
        pyro_registry_forget_async (sweep->registry, entry->name, entry->uri, NULL, forgotten_cb, NULL);
    }
}

static void name_sweep_go_on (PyroNameSweep *self);

/* That this process has no descriptors left says nothing about the other side. */
static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Probe *self = user_data;
  PyroNameSweep *sweep = self->sweep;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocket) socket = pyro_address_connect_finish (result, &error);

  g_ptr_array_remove_fast (sweep->probes, self->cancellable);
  if (!sweep->stopped && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    probe_report (self, socket != NULL);
  probe_free (self);
  name_sweep_go_on (sweep);
  name_sweep_unref (sweep);
}

static gboolean
probe_expired (gpointer user_data)
{
  Probe *self = user_data;

  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
probe_start (Probe         *self,
             PyroNameSweep *sweep)
{
  self->sweep = name_sweep_ref (sweep);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_add (sweep->probes, g_object_ref (self->cancellable));
  self->timer = g_timeout_source_new ((guint) MIN (sweep->timeout / G_TIME_SPAN_MILLISECOND, G_MAXUINT));
  g_source_set_callback (self->timer, probe_expired, self, NULL);
  g_source_attach (self->timer, sweep->context);
  pyro_address_connect_async (self->uri, self->cancellable, connected_cb, self);
}

/* ---- A round ---- */

static void
name_sweep_go_on (PyroNameSweep *self)
{
  if (self->stopped)
    return;

  g_main_context_push_thread_default (self->context);
  while (self->probes->len < PYRO_MAX_PROBES && !g_queue_is_empty (&self->waiting))
    probe_start (g_queue_pop_head (&self->waiting), self);
  g_main_context_pop_thread_default (self->context);

  if (self->probes->len > 0)
    return;
  self->in_round = FALSE;
  pyro_name_cleaner_end (self->cleaner, g_get_monotonic_time ());
}

/* Takes over @entry. */
static void
name_sweep_add (PyroNameSweep *self,
                GHashTable    *probes,
                PyroNameEntry *entry)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse (entry->uri, -1, NULL);
  g_autofree char *location = uri != NULL ? pyro_uri_dup_location (uri) : NULL;
  Probe *probe;

  if (location == NULL)
    {
      pyro_name_entry_free (entry);
      return;
    }

  probe = g_hash_table_lookup (probes, location);
  if (probe == NULL)
    {
      probe = g_new0 (Probe, 1);
      probe->uri = g_steal_pointer (&uri);
      probe->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);
      g_hash_table_insert (probes, g_steal_pointer (&location), probe);
      g_queue_push_tail (&self->waiting, probe);
    }
  g_ptr_array_add (probe->entries, entry);
}

static void
name_sweep_begin (PyroNameSweep *self,
                  PyroValue     *names)
{
  g_autoptr(GHashTable) probes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) entries = pyro_name_cleaner_begin (self->cleaner, names);
  gsize n_entries;
  g_autofree gpointer *taken = g_ptr_array_steal (entries, &n_entries);

  for (gsize i = 0; i < n_entries; i++)
    name_sweep_add (self, probes, taken[i]);
}

/* What cannot be listed this time can the next. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  PyroNameSweep *self = user_data;
  g_autoptr(PyroValue) names = pyro_registry_call_finish (PYRO_REGISTRY (object), result, NULL);

  if (!self->stopped)
    {
      if (names != NULL)
        name_sweep_begin (self, names);
      name_sweep_go_on (self);
    }
  name_sweep_unref (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  PyroNameSweep *self = user_data;

  if (self->in_round || !pyro_name_cleaner_is_due (self->cleaner, g_get_monotonic_time ()))
    return G_SOURCE_CONTINUE;

  self->in_round = TRUE;
  g_main_context_push_thread_default (self->context);
  pyro_registry_call_async (self->registry, pyro_generation_get_pyro5 (), "list", NULL, NULL, NULL, listed_cb,
                            name_sweep_ref (self));
  g_main_context_pop_thread_default (self->context);

  return G_SOURCE_CONTINUE;
}

/*
 * _pyro_name_sweep_new:
 * @timeout: microseconds after which an address counts as unreachable
 *
 * Sweeps until it is stopped. Python's does one address after another, and a round of some that are dead takes
 * longer than it is meant to be apart from the next; this one does several at once, and each address once.
 */
PyroNameSweep *
_pyro_name_sweep_new (GMainContext    *context,
                      PyroRegistry    *registry,
                      PyroNameCleaner *cleaner,
                      gint64           timeout)
{
  PyroNameSweep *self = g_new0 (PyroNameSweep, 1);

  self->ref_count = 1;
  self->context = g_main_context_ref (context);
  self->registry = g_object_ref (registry);
  self->cleaner = g_object_ref (cleaner);
  self->timeout = timeout;
  self->probes = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->waiting);
  self->tick = g_timeout_source_new (PYRO_NAME_CLEANER_TICK / G_TIME_SPAN_MILLISECOND);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, context);

  return self;
}

static gpointer
copy_ref (gconstpointer object,
          gpointer      user_data)
{
  return g_object_ref ((gpointer) object);
}

/* Ends it, and lets it go. What is under way ends by itself, and soon. */
void
_pyro_name_sweep_stop (PyroNameSweep *self)
{
  g_autoptr(GPtrArray) probes = g_ptr_array_copy (self->probes, copy_ref, NULL);

  self->stopped = TRUE;
  g_source_destroy (self->tick);
  for (guint i = 0; i < probes->len; i++)
    g_cancellable_cancel (probes->pdata[i]);
  g_queue_clear_full (&self->waiting, probe_free);
  name_sweep_unref (self);
}
