/* core/serve/daemon-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The object that every daemon has: what clients can ask the daemon itself. */

#include "core/serve/daemon.h"

#include "core/serve/invocation-private.h"
#include "core/serve/skeleton.h"
#include "core/value/builder.h"

static PyroDaemon *
get_daemon (PyroInvocation *invocation)
{
  return pyro_invocation_get_daemon (invocation);
}

static PyroValue *
registered (PyroInvocation  *invocation,
            gpointer         object,
            GError         **error)
{
  g_auto(GStrv) ids = pyro_daemon_list_ids (get_daemon (invocation));
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gsize i = 0; ids[i] != NULL; i++)
    pyro_builder_add_string (builder, ids[i], -1);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static PyroValue *
ping (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return NULL;
}

static PyroValue *
info (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  PyroDaemon *daemon = get_daemon (invocation);
  g_auto(GStrv) ids = pyro_daemon_list_ids (daemon);
  g_autoptr(PyroUri) uri = pyro_daemon_dup_uri (daemon, PYRO_DAEMON_NAME, FALSE);
  g_autoptr(PyroUri) outside = pyro_daemon_dup_uri (daemon, PYRO_DAEMON_NAME, TRUE);
  g_autofree char *location = uri != NULL ? pyro_uri_dup_location (uri) : NULL;
  g_autofree char *nat = outside != NULL ? pyro_uri_dup_location (outside) : NULL;
  g_autofree char *text = NULL;

  text = g_strdup_printf (PYRO_DAEMON_NAME " bound on %s, NAT %s, %u objects registered. Servertype: %s",
                          location, g_strcmp0 (location, nat) != 0 ? nat : "None", g_strv_length (ids),
                          daemon->threads != NULL ? "thread" : "multiplex");

  return pyro_value_new_string (text);
}

/* Those who ask for lists are of a generation that has a second parameter for it. */
static PyroValue *
get_metadata (PyroInvocation  *invocation,
              gpointer         object,
              GError         **error)
{
  const PyroGeneration *generation = pyro_peer_get_generation (pyro_invocation_get_peer (invocation));
  g_autofree char *id = pyro_invocation_read_string (invocation, 0, error);
  PyroValue *as_lists = pyro_invocation_get_param (invocation, 1);
  g_autoptr(PyroMetadata) metadata = NULL;
  PyroHosted *found;

  if (id == NULL)
    return NULL;
  found = _pyro_daemon_find (get_daemon (invocation), id);
  metadata = found != NULL ? _pyro_hosted_dup_metadata (found, generation) : NULL;
  g_clear_pointer (&found, _pyro_hosted_unref);
  if (metadata == NULL)
    {
      PYRO_RAISE (error, "DaemonError", "unknown object");
      return NULL;
    }

  return pyro_metadata_to_value (metadata, pyro_value_get_kind (as_lists) == PYRO_VALUE_BOOL &&
                                           pyro_value_get_bool (as_lists));
}

static PyroValue *
get_next_stream_item (PyroInvocation  *invocation,
                      gpointer         object,
                      GError         **error)
{
  g_autofree char *id = pyro_invocation_read_string (invocation, 0, error);

  if (id != NULL)
    _pyro_daemon_pull_stream (get_daemon (invocation), invocation, id);

  return NULL;
}

static PyroValue *
close_stream (PyroInvocation  *invocation,
              gpointer         object,
              GError         **error)
{
  g_autofree char *id = pyro_invocation_read_string (invocation, 0, error);

  if (id != NULL)
    _pyro_daemon_close_stream (get_daemon (invocation), id);

  return NULL;
}

static const PyroMethodInfo methods[] = {
  { "registered", "", registered },
  { "ping", "", ping },
  { "info", "", info },
  { "get_metadata", "objectId, as_lists=False", get_metadata },
  { "get_next_stream_item", "streamId", get_next_stream_item, PYRO_METHOD_LATER },
  { "close_stream", "streamId", close_stream },
  { NULL }
};

static const PyroClassInfo class_info = { "DaemonObject", methods, NULL };

/*
 * _pyro_daemon_object_new:
 *
 * Returns: (transfer full): the object of a daemon, which it does not hold
 */
PyroServant *
_pyro_daemon_object_new (PyroDaemon *daemon)
{
  return PYRO_SERVANT (pyro_skeleton_new (&class_info, NULL, NULL));
}
