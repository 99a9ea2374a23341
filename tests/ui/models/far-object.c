/* tests/ui/models/far-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/far-object.h"

LensObject *
far_object_find (DirectedPeer *network,
                 const char   *name)
{
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), NULL);
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_sync (names, name, NULL, NULL);

  g_assert_nonnull (entry);

  return lens_object_new (name, entry->uri, NULL);
}

static gboolean
is_loaded (gpointer object)
{
  return !lens_object_get_loading (object);
}

void
far_object_load (LensObject *object)
{
  lens_object_load (object);
  wait_until (is_loaded, object);
}

LensObject *
far_object_open (DirectedPeer *network,
                 const char   *name)
{
  LensObject *object = far_object_find (network, name);

  far_object_load (object);

  return object;
}

static gboolean
is_over (gpointer request)
{
  return lens_request_get_state (request) != LENS_REQUEST_RUNNING;
}

gint64
far_request_finish (LensRequest *request)
{
  return wait_until (is_over, request);
}
