/* core/names/doctor-addresses.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The steps to the socket: the addresses of the host, and TCP at each. */

#include "core/names/doctor.h"

#include "core/names/doctor-private.h"
#include "core/translation-private.h"

static void try_next_address (GTask *task);

/* The system counts time in seconds. */
static guint
get_seconds (gint64 time)
{
  return (guint) MIN (time / G_TIME_SPAN_SECOND + (time % G_TIME_SPAN_SECOND > 0), G_MAXINT);
}

static char *
join (GPtrArray *sentences)
{
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv ("; ", (char **) sentences->pdata);
}

/* ---- TCP ---- */

static char *
dup_tcp_advice (PyroExamination *self)
{
  const GError *error = self->unreached_error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return self->server != NULL
           ? g_strdup (_("The daemon has ended, or was started anew and has another port by now: start it, and "
                         "register the object anew. A daemon that is to keep its port is started with Daemon(port=…)"))
           : g_strdup (_("Start the daemon, or look at its URI: a daemon that is started without port= has another "
                         "port each time"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup (_("The machine may be off, or a firewall drops what is sent to this port. If the daemon is behind "
                       "NAT, it has to be started with nathost= and natport=, as others reach it"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    return g_strdup (_("No network leads there from here. If the daemon is behind NAT, it has to be started with "
                       "nathost= and natport=, as others reach it"));

  return NULL;
}

static void
judge_tcp (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  g_autofree char *reached = join (self->reached);
  g_autofree char *unreached = join (self->unreached);

  if (*reached == '\0')
    {
      _pyro_doctor_report (task, "TCP", PYRO_FINDING_BAD, g_strdup (unreached), dup_tcp_advice (self));
      _pyro_doctor_end (task);
      return;
    }
  if (*unreached != '\0')
    _pyro_doctor_report (task, "TCP", PYRO_FINDING_ODD, g_strdup_printf ("%s; %s", reached, unreached),
                         g_strdup (_("Programs that try only the first address fail here or are slow: have the daemon "
                                     "listen at all of them, or take the others out of the name service")));
  else
    _pyro_doctor_report (task, "TCP", PYRO_FINDING_GOOD, g_strdup (reached), NULL);

  _pyro_doctor_open (task);
}

static void
tcp_connected_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) connection =
    g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, &error);
  g_autofree char *address = g_inet_address_to_string (self->next_address->data);
  g_autofree char *time = _pyro_doctor_format_time (g_get_monotonic_time () - self->started);

  if (_pyro_doctor_is_over (task, error))
    return;

  if (connection != NULL)
    g_ptr_array_add (self->reached,
                     g_strdup_printf (_("%s port %u accepts connections, in %s"), address,
                                      pyro_uri_get_port (self->uri), time));
  else
    {
      const char *reason = strrchr (error->message, ':');

      reason = reason != NULL && reason[1] == ' ' ? reason + 2 : error->message;
      g_ptr_array_add (self->unreached, g_strdup_printf (_("%s port %u accepts no connection: %s"), address,
                                                         pyro_uri_get_port (self->uri), reason));
      g_clear_error (&self->unreached_error);
      self->unreached_error = g_steal_pointer (&error);
    }

  self->next_address = self->next_address->next;
  try_next_address (task);
}

static void
try_next_address (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GSocketClient) client = NULL;
  g_autoptr(GSocketAddress) address = NULL;

  if (self->next_address == NULL)
    {
      judge_tcp (task);
      return;
    }

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, get_seconds (self->timeout));
  address = g_inet_socket_address_new (self->next_address->data, pyro_uri_get_port (self->uri));
  self->started = g_get_monotonic_time ();
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), g_task_get_cancellable (task),
                                 tcp_connected_cb, task);
}

/* ---- The addresses ---- */

static void
judge_addresses (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  const char *host = pyro_uri_get_host (self->uri);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  gboolean loopback = TRUE, is_itself;

  for (GList *item = self->addresses; item != NULL; item = item->next)
    {
      g_ptr_array_add (texts, g_inet_address_to_string (item->data));
      loopback &= g_inet_address_get_is_loopback (item->data);
    }
  joined = join (texts);
  is_itself = g_str_equal (host, joined);

  if (_pyro_doctor_is_wildcard (host))
    _pyro_doctor_report (task, "address", PYRO_FINDING_ODD,
                         g_strdup_printf (_("%s is where a daemon listens, and no address to connect to"), host),
                         g_strdup (_("Start the daemon with Daemon(host=…) and the name of its machine, or with "
                                     "nathost= as well, so that its URIs say where others reach it")));
  else if (loopback)
    _pyro_doctor_report (task, "address", PYRO_FINDING_ODD,
                         is_itself ? g_strdup_printf (_("%s is reached only by programs on this machine"), host)
                                   : g_strdup_printf (_("%s, which is %s is reached only by programs on this machine"),
                                                      host, joined),
                         g_strdup (_("For other machines, start the daemon with Daemon(host=…) and the name of its "
                                     "machine")));
  else
    _pyro_doctor_report (task, "address", PYRO_FINDING_GOOD,
                         is_itself ? g_strdup_printf (_("%s needs no name service"), host)
                                   : g_strdup_printf (_("%s is %s"), host, joined), NULL);

  self->next_address = self->addresses;
  try_next_address (task);
}

static void
resolved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  self->addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  if (_pyro_doctor_is_over (task, error))
    return;
  if (self->addresses == NULL)
    {
      _pyro_doctor_report (task, "address", PYRO_FINDING_BAD,
                           g_strdup_printf (_("The host %s is not known here: %s"), pyro_uri_get_host (self->uri),
                                            error->message),
                           g_strdup (_("Have the name service or /etc/hosts of this machine know it, or start the "
                                       "daemon with Daemon(host=…) and a name or address that is known here")));
      _pyro_doctor_end (task);
      return;
    }

  judge_addresses (task);
}

/*
 * _pyro_doctor_find_addresses:
 * @task: (transfer full): an examination that knows where the object is
 */
void
_pyro_doctor_find_addresses (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GResolver) resolver = NULL;

  if (pyro_uri_get_host (self->uri) == NULL) /* a Unix socket */
    {
      _pyro_doctor_open (task);
      return;
    }
  resolver = g_resolver_get_default ();
  g_resolver_lookup_by_name_async (resolver, pyro_uri_get_host (self->uri), g_task_get_cancellable (task),
                                   resolved_cb, task);
}
