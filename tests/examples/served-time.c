/* tests/examples/served-time.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

/* ---- oneway ---- */

typedef struct
{
  int busy;
  int count;
} Work;

METHOD (start_work)
{
  Work *self = object;
  gint64 seconds;

  if (!pyro_invocation_read_int (invocation, 0, &seconds, error))
    return NULL;
  g_atomic_int_set (&self->busy, TRUE);
  g_usleep ((gulong) seconds * G_USEC_PER_SEC);
  g_atomic_int_set (&self->busy, FALSE);

  return NULL;
}

METHOD (is_ready)
{
  return pyro_value_new_bool (!g_atomic_int_get (&((Work *) object)->busy));
}

METHOD (get_result)
{
  return pyro_value_new_string ("The result :)");
}

METHOD (do_nothing)
{
  return NULL;
}

METHOD (increment)
{
  g_usleep (500 * 1000);
  g_atomic_int_inc (&((Work *) object)->count);

  return NULL;
}

METHOD (get_count)
{
  return pyro_value_new_int (g_atomic_int_get (&((Work *) object)->count));
}

static const PyroMethodInfo oneway_methods[] = {
  { "oneway_start", "duration", start_work, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER },
  { "ready", "", is_ready },
  { "result", "", get_result },
  { "nothing", "", do_nothing },
  { "oneway_work", "", do_nothing, PYRO_METHOD_ONEWAY },
  { NULL }
};
static const PyroMethodInfo oneway2_methods[] = {
  { "increment_oneway", "", increment, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER },
  { "increment", "", increment, PYRO_METHOD_WORKER },
  { "getcount", "", get_count },
  { NULL }
};
static const PyroClassInfo oneway_info = { "Server", oneway_methods, NULL };
static const PyroClassInfo oneway2_info = { "Server", oneway2_methods, NULL };

static void
serve_oneway (Host *host)
{
  host_add (host, NULL, "example.oneway", &oneway_info, g_new0 (Work, 1), g_free);
  host_add (host, NULL, "example.oneway2", &oneway2_info, g_new0 (Work, 1), g_free);
}

/* ---- servertypes ---- */

METHOD (reset)
{
  g_atomic_int_set (&((Work *) object)->count, 0);

  return NULL;
}

METHOD (get_config)
{
  return literal ("{'SERVERTYPE': 'thread'}");
}

METHOD (delay_count)
{
  g_autofree char *thread = g_strdup_printf ("%p", (void *) g_thread_self ());

  g_usleep (G_USEC_PER_SEC);
  g_atomic_int_inc (&((Work *) object)->count);

  return pyro_value_new_string (thread);
}

static const PyroMethodInfo types_methods[] = {
  { "reset", "", reset },
  { "getcount", "", get_count },
  { "getconfig", "", get_config },
  { "delay", "", delay_count },
  { "onewaydelay", "", delay_count, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER },
  { NULL }
};
static const PyroClassInfo types_info = { "Server", types_methods, NULL };

/* Each client has a thread, also in Pyro4. */
static void
serve_types (Host *host)
{
  host_configure (host, "SERVERTYPE", "thread");
  host_add (host, NULL, "example.servertypes", &types_info, g_new0 (Work, 1), g_free);
}

/* ---- timeout ---- */

METHOD (delay)
{
  g_autofree char *text = NULL;
  gint64 seconds;

  if (!pyro_invocation_read_int (invocation, 0, &seconds, error))
    return NULL;
  g_usleep ((gulong) seconds * G_USEC_PER_SEC);
  text = g_strdup_printf ("slept %d seconds", (int) seconds);

  return pyro_value_new_string (text);
}

static const PyroMethodInfo timeout_methods[] = { { "delay", "amount", delay, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo timeout_info = { "TimeoutServer", timeout_methods, NULL };

/* The second daemon listens and never accepts: a socket that does. */
static void
serve_timeouts (Host *host)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) local = NULL;
  g_autofree char *uri = NULL;

  g_assert_true (g_socket_bind (socket, any, TRUE, NULL) && g_socket_listen (socket, NULL));
  local = g_socket_get_local_address (socket, NULL);
  uri = g_strdup_printf ("PYRO:frozen@127.0.0.1:%u",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
  host_add (host, NULL, "example.timeout", &timeout_info, NULL, NULL);
  host_add_name (host, "example.timeout.frozendaemon", uri, NULL);
  host->frozen = g_steal_pointer (&socket);
}

const Served time_served[] = {
  { "oneway", NULL, serve_oneway, { { "server.py", RUNNING }, { "server2.py", RUNNING } },
    { { "client.py" }, { "client2.py" } }, "(server done\\?\nno, trying again\n)+", .named = TRUE },
  { NULL, "oneway", serve_oneway, { { "server.py", RUNNING } }, { { "client.py" } },
    "(server done\\?\nno, trying again\n)+", .named = TRUE },
  { "servertypes", "servertypes", serve_types, { { "server.py", RUNNING, "t" } }, { { "client.py" } },
    "(?<=delay, processed by: ).*(?= \\])", "(?<=call processed by: ).*",
    "(?s)(?<=Creating 5 threads).*?(?=Done\\. Number)", .named = TRUE },
  { "timeout", "timeout", serve_timeouts, { { "server.py", "Server ready" } },
    { { "client.py", NULL, "Feel free to abort", .hasty = TRUE } }, .named = TRUE },
  { NULL }
};
