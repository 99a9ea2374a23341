/* core/names/doctor-names.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The steps that ask the name server. */

#include "core/names/doctor.h"

#include "core/error.h"
#include "core/names/doctor-private.h"
#include "core/names/resolver.h"
#include "core/translation-private.h"

static const char *
get_ns_host (PyroExamination *self)
{
  if (pyro_uri_get_host (self->asked) != NULL)
    return pyro_uri_get_host (self->asked);

  return self->ns_host;
}

/* ---- The registration ---- */

static void
judge_registration (GTask    *task,
                    gboolean  same_machine)
{
  PyroExamination *self = g_task_get_task_data (task);
  PyroUri *ns_uri = pyro_proxy_get_uri (pyro_name_server_get_proxy (self->server));
  char *seen, *advice;

  if (!same_machine && _pyro_doctor_judge_registration (self->uri, ns_uri, &seen, &advice))
    {
      _pyro_doctor_report (task, "registration", PYRO_FINDING_BAD, seen, advice);
      _pyro_doctor_end (task);
      return;
    }

  _pyro_doctor_find_addresses (task);
}

/* An address is of this machine if a socket can be bound to it. */
static gboolean
is_own_address (GInetAddress *address)
{
  g_autoptr(GSocketAddress) place = g_inet_socket_address_new (address, 0);
  g_autoptr(GSocket) socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, NULL);

  return socket != NULL && g_socket_bind (socket, place, FALSE, NULL);
}

static void
ns_resolved_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(GError) error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  gboolean own = addresses == NULL;

  if (_pyro_doctor_is_over (task, error))
    return;

  for (GList *item = addresses; item != NULL && !own; item = item->next)
    own = is_own_address (item->data);
  g_resolver_free_addresses (addresses);

  judge_registration (task, own);
}

static void
find_whether_same_machine (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  const char *ns_host = pyro_uri_get_host (pyro_proxy_get_uri (pyro_name_server_get_proxy (self->server)));
  g_autoptr(GResolver) resolver = NULL;

  if (ns_host == NULL || _pyro_doctor_is_loopback (ns_host))
    {
      judge_registration (task, TRUE);
      return;
    }
  resolver = g_resolver_get_default ();
  g_resolver_lookup_by_name_async (resolver, ns_host, g_task_get_cancellable (task), ns_resolved_cb, task);
}

static char *
dup_lookup_advice (PyroExamination *self,
                   const GError    *error)
{
  if (error->domain != PYRO_REMOTE_ERROR && !g_error_matches (error, PYRO_ERROR, PYRO_ERROR_NAMING))
    return NULL;
  if (pyro_uri_get_scheme (self->asked) == PYRO_URI_PYROMETA)
    return g_strdup (_("Look at the tags of the names that are registered, or register the object with these"));

  return g_strdup (_("Look at the names that are registered, or register the object under this one: its program "
                     "may have ended, or registered it at another name server"));
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *asked = pyro_uri_to_string (self->asked);
  g_autofree char *found = NULL;

  self->uri = pyro_resolver_lookup_finish (result, &error);
  if (_pyro_doctor_is_over (task, error))
    return;
  if (self->uri == NULL)
    {
      _pyro_doctor_report (task, "lookup", PYRO_FINDING_BAD, g_strdup (error->message),
                           dup_lookup_advice (self, error));
      _pyro_doctor_end (task);
      return;
    }

  found = pyro_uri_to_string (self->uri);
  _pyro_doctor_report (task, "lookup", PYRO_FINDING_GOOD, g_strdup_printf (_("%s is %s"), asked, found), NULL);
  find_whether_same_machine (task);
}

/* ---- The name server ---- */

/* Where it is, and what led there. */
static char *
describe_name_server (PyroExamination *self,
                      PyroUri         *uri)
{
  g_autofree char *location = pyro_uri_dup_location (uri);
  const char *host = pyro_uri_get_host (uri);

  if (get_ns_host (self) != NULL)
    return g_strdup_printf (_("It is at %s, where it was said to be"), location);
  if (g_strcmp0 (host, self->config->ns_host) == 0)
    return g_strdup_printf (_("It is at %s, where NS_HOST of the configuration says"), location);
  if (g_strcmp0 (host, "127.0.1.1") == 0)
    return g_strdup_printf (_("It is at %s, on this machine"), location);

  return g_strdup_printf (_("It is at %s, by a broadcast to the network"), location);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  PyroUri *uri;

  self->server = pyro_resolver_locate_finish (result, &error);
  if (_pyro_doctor_is_over (task, error))
    return;
  if (self->server == NULL)
    {
      _pyro_doctor_report (task, "name server", PYRO_FINDING_BAD, g_strdup (error->message),
                           g_strdup (_("Start one with pyro5-ns, on another machine with -n and a host name that "
                                       "this one can reach, or say where it is with --ns or PYRO_NS_HOST")));
      _pyro_doctor_end (task);
      return;
    }

  uri = pyro_proxy_get_uri (pyro_name_server_get_proxy (self->server));
  _pyro_doctor_report (task, "name server", PYRO_FINDING_GOOD, describe_name_server (self, uri), NULL);
  pyro_resolver_lookup_async (self->server, self->asked, 0, g_task_get_cancellable (task), looked_up_cb, task);
}

/*
 * _pyro_doctor_find_name_server:
 * @task: (transfer full): an examination of a name
 */
void
_pyro_doctor_find_name_server (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  guint16 port = pyro_uri_get_host (self->asked) != NULL ? pyro_uri_get_port (self->asked) : self->ns_port;

  pyro_resolver_locate_async (self->config, get_ns_host (self), port, self->timeout,
                              g_task_get_cancellable (task), located_cb, task);
}
