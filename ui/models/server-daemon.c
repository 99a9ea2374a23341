/* ui/models/server-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/server-private.h"

#include "ui/models/weak.h"

#include <string.h>

/* What a daemon without a name server has: its own object `Pyro.Daemon` says so. */

#define DAEMON_OBJECT "Pyro.Daemon"
#define ANSWER_TIME (10 * G_TIME_SPAN_SECOND) /* microseconds */

static void
add_entry (GPtrArray  *entries,
           const char *id,
           const char *location)
{
  char *tags[] = { NULL };
  g_autofree char *uri = g_strdup_printf ("PYRO:%s@%s", id, location);
  PyroNameEntry entry = { (char *) id, uri, tags };

  g_ptr_array_add (entries, pyro_name_entry_copy (&entry));
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (((const PyroNameEntry *) a)->name, ((const PyroNameEntry *) b)->name);
}

/* A peer may have sent each of a million ids twice. */
static void
drop_twins (GPtrArray *entries)
{
  guint n = 0;

  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    if (n > 0 && compare_entries (entries->pdata[i], entries->pdata[n - 1]) == 0)
      pyro_name_entry_free (entries->pdata[i]);
    else
      entries->pdata[n++] = entries->pdata[i];
  g_ptr_array_set_size (entries, (int) n);
  g_ptr_array_set_free_func (entries, (GDestroyNotify) pyro_name_entry_free);
}

/* The ids may come in any order; what is no text that can be shown is left out. */
static GPtrArray *
read_ids (PyroValue  *answer,
          const char *location)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_name_entry_free);
  PyroValueKind kind = pyro_value_get_kind (answer);
  gsize n = kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE ? pyro_value_get_length (answer) : 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize size;
      const char *id = pyro_value_get_string (pyro_value_get_item (answer, i), &size);

      if (id != NULL && g_utf8_validate (id, (gssize) size, NULL))
        add_entry (entries, id, location);
    }

  g_ptr_array_sort_values (entries, compare_entries);
  drop_twins (entries);

  return entries;
}

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(LensServer) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) answer = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);
  g_autofree char *location = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  if (self == NULL)
    return;

  if (answer == NULL)
    {
      lens_server_take_error (self, error);
      return;
    }

  location = pyro_uri_dup_location (self->target);
  entries = read_ids (answer, location);
  lens_server_take_list (self, entries);
}

/* Asks the daemon which objects it has. */
void
lens_server_list_daemon (LensServer *self)
{
  if (self->daemon == NULL)
    {
      g_autoptr(PyroUri) uri = NULL;
      g_autofree char *location = pyro_uri_dup_location (self->target);
      g_autofree char *text = g_strdup_printf ("PYRO:%s@%s", DAEMON_OBJECT, location);

      uri = pyro_uri_parse (text, 0, NULL);
      self->daemon = pyro_proxy_new (uri);
      pyro_proxy_set_timeout (self->daemon, ANSWER_TIME);
    }

  pyro_proxy_call_async (self->daemon, "registered", NULL, NULL, self->cancellable,
                         registered_cb, lens_weak_new (self));
}
