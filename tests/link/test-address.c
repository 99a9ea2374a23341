/* tests/link/test-address.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/address.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "tests/name-lookup.h"

/* ---- Both ways to connect, as one ---- */

typedef GSocket *(*ConnectFunc) (PyroUri       *uri,
                                 gint64         timeout,
                                 GCancellable  *cancellable,
                                 GError       **error);

static GSocket *
connect_sync (PyroUri       *uri,
              gint64         timeout,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 deadline = timeout > 0 ? g_get_monotonic_time () + timeout : 0;

  return pyro_address_connect_sync (uri, deadline, cancellable, error);
}

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GSocket *
connect_async (PyroUri       *uri,
               gint64         timeout,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  pyro_address_connect_async (uri, cancellable, take_result, &result);
  g_assert_null (result); /* never from within */
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return pyro_address_connect_finish (result, error);
}

static const ConnectFunc ways[] = { connect_sync, connect_async };

/* ---- Listeners ---- */

static GSocket *
listen_at (GSocketAddress *address,
           int             backlog)
{
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;

  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_DEFAULT, &error);
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, &error))
    return NULL;
  g_socket_set_listen_backlog (socket, backlog);
  g_assert_true (g_socket_listen (socket, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&socket);
}

static GSocket *
listen_at_ip (const char *ip,
              int         backlog)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (ip, 0);

  return listen_at (address, backlog);
}

static PyroUri *
uri_of_port (const char *host,
             GSocket    *listener)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (listener, NULL);
  guint16 port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return pyro_uri_new (PYRO_URI_PYRO, "thing", host, port);
}

/* Connects, accepts, and sends a byte through. */
static void
assert_connects (PyroUri *uri,
                 GSocket *listener)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSocket) near = ways[i] (uri, 10 * G_TIME_SPAN_SECOND, NULL, &error);
      g_autoptr(GSocket) far = NULL;
      char byte = 0;

      g_assert_no_error (error);
      far = g_socket_accept (listener, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_socket_send (near, "x", 1, NULL, &error), ==, 1);
      g_assert_cmpint (g_socket_receive (far, &byte, 1, NULL, &error), ==, 1);
      g_assert_cmpint (byte, ==, 'x');

      if (g_socket_get_family (near) != G_SOCKET_FAMILY_UNIX)
        {
          int no_delay = 0;

          g_assert_true (g_socket_get_option (near, IPPROTO_TCP, TCP_NODELAY, &no_delay, NULL));
          g_assert_cmpint (no_delay, !=, 0);
          g_assert_true (g_socket_get_keepalive (near));
        }
    }
}

static void
test_ipv4 (void)
{
  g_autoptr(GSocket) listener = listen_at_ip ("127.0.0.1", 5);
  g_autoptr(PyroUri) uri = uri_of_port ("127.0.0.1", listener);

  assert_connects (uri, listener);
}

static void
test_ipv6 (void)
{
  g_autoptr(GSocket) listener = listen_at_ip ("::1", 5);
  g_autoptr(PyroUri) uri = NULL;

  if (listener == NULL)
    {
      g_test_skip ("this machine has no ::1");
      return;
    }

  uri = uri_of_port ("::1", listener);
  assert_connects (uri, listener);
}

/* “localhost” is two addresses, of which one has nobody who listens. */
static void
test_name (void)
{
  g_autoptr(GSocket) listener = listen_at_ip ("127.0.0.1", 5);
  g_autoptr(PyroUri) uri = uri_of_port ("localhost", listener);

  assert_connects (uri, listener);
}

static void
test_unix (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-address-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) listener = listen_at (address, 5);
  g_autoptr(PyroUri) uri = pyro_uri_new_unix (PYRO_URI_PYRO, "thing", path);

  assert_connects (uri, listener);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_unix_abstract (void)
{
  g_autofree char *name = g_strdup_printf ("pyro-test-address-%d", (int) getpid ());
  g_autofree char *spelled = g_strconcat ("\\x00", name, NULL);
  g_autoptr(GSocketAddress) address =
    g_unix_socket_address_new_with_type (name, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  g_autoptr(GSocket) listener = listen_at (address, 5);
  g_autoptr(PyroUri) uri = pyro_uri_new_unix (PYRO_URI_PYRO, "thing", spelled);

  assert_connects (uri, listener);
}

/* ---- Failures ---- */

static void
assert_fails (PyroUri    *uri,
              GQuark      domain,
              int         code,
              const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      GSocket *socket = ways[i] (uri, 10 * G_TIME_SPAN_SECOND, NULL, &error);

      g_assert_null (socket);
      g_assert_error (error, domain, code);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_refused (void)
{
  g_autoptr(GSocket) listener = listen_at_ip ("127.0.0.1", 5);
  g_autoptr(PyroUri) uri = uri_of_port ("127.0.0.1", listener);
  g_autoptr(PyroUri) by_name = uri_of_port ("localhost", listener);
  g_autofree char *message = g_strdup_printf ("Could not connect to 127.0.0.1:%u: Connection refused",
                                              pyro_uri_get_port (uri));
  g_autofree char *name_message =
    g_strdup_printf ("Could not connect to localhost:%u: Connection refused", pyro_uri_get_port (uri));

  g_socket_close (listener, NULL);
  assert_fails (uri, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, message);
  assert_fails (by_name, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, name_message);
}

static void
test_no_such_socket (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_new_unix (PYRO_URI_PYRO, "thing", "/no/such/socket");

  assert_fails (uri, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                "Could not connect to ./u:/no/such/socket: No such file or directory");
}

static void
test_no_such_name (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_new (PYRO_URI_PYRO, "thing", "nosuchhost.invalid", 1);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      GSocket *socket = ways[i] (uri, 10 * G_TIME_SPAN_SECOND, NULL, &error);

      /* what is missing, the name or a name server, depends on the machine */
      g_assert_null (socket);
      g_assert_true (error->domain == G_RESOLVER_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "Could not find the address of nosuchhost.invalid: "));
    }
}

/* A listener whose queue is full answers nobody. */
static void
fill (GSocket *listener,
      GPtrArray *fillers)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (listener, NULL);

  for (guint i = 0; i < 4; i++)
    {
      GSocket *socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_DEFAULT, NULL);

      g_socket_set_blocking (socket, FALSE);
      g_socket_connect (socket, address, NULL, NULL);
      g_ptr_array_add (fillers, socket);
    }
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

static void
assert_waits (PyroUri    *uri,
              const char *message)
{
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GSocket *socket = connect_sync (uri, 100 * G_TIME_SPAN_MILLISECOND, NULL, &error);
  gint64 took = g_get_monotonic_time () - began;

  g_assert_null (socket);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (took, >=, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (took, <, 5 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

      began = g_get_monotonic_time ();
      socket = ways[i] (uri, 60 * G_TIME_SPAN_SECOND, cancellable, &error);
      g_assert_null (socket);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_TIME_SPAN_SECOND);
      g_clear_error (&error);
      g_thread_join (thread);
    }
}

static void
test_waits (void)
{
  g_autoptr(GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GSocket) listener = listen_at_ip ("127.0.0.1", 0);
  g_autoptr(PyroUri) uri = uri_of_port ("127.0.0.1", listener);
  g_autofree char *message = g_strdup_printf ("Could not connect to 127.0.0.1:%u: There was no answer in time",
                                              pyro_uri_get_port (uri));

  fill (listener, fillers);
  assert_waits (uri, message);
}

/* The kernel does not wait for a Unix socket: it is tried again and again, until there is room. */
static void
test_unix_waits (void)
{
  g_autoptr(GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = g_dir_make_tmp ("pyro-address-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autofree char *message = g_strdup_printf ("Could not connect to ./u:%s: There was no answer in time", path);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) listener = listen_at (address, 0);
  g_autoptr(PyroUri) uri = pyro_uri_new_unix (PYRO_URI_PYRO, "thing", path);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;

  fill (listener, fillers);
  assert_waits (uri, message);

  pyro_address_connect_async (uri, NULL, take_result, &result);
  for (guint i = 0; i < 3; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_ptr_array_set_size (fillers, 0);
  g_socket_set_blocking (listener, FALSE);
  while (result == NULL)
    {
      g_autoptr(GSocket) far = g_socket_accept (listener, NULL, NULL);

      g_main_context_iteration (NULL, TRUE);
    }
  socket = pyro_address_connect_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (socket);

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancelled_before (void)
{
  g_autoptr(GSocket) listener = listen_at_ip ("127.0.0.1", 5);
  g_autoptr(PyroUri) uri = uri_of_port ("127.0.0.1", listener);
  g_autoptr(PyroUri) local = pyro_uri_new_unix (PYRO_URI_PYRO, "thing", "/no/such/socket");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      GSocket *socket = ways[i / 2] (i % 2 == 0 ? uri : local, 0, cancellable, &error);

      g_assert_null (socket);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* ---- Hosts with several addresses ---- */

/* A port at which 127.0.0.1 listens, 127.0.0.2 and 127.0.0.3 are black holes, and 127.0.0.4 refuses. */
typedef struct
{
  GSocket   *listener;
  GPtrArray *holes;
  GPtrArray *fillers;
  PyroUri   *uri;
} Port;

static gboolean
port_dig (Port       *port,
          const char *ip)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (ip, pyro_uri_get_port (port->uri));
  GSocket *hole = listen_at (address, 0);

  if (hole == NULL)
    return FALSE;
  g_ptr_array_add (port->holes, hole);
  fill (hole, port->fillers);

  return TRUE;
}

static void
port_set_up (Port          *port,
             gconstpointer  unused)
{
  port->holes = g_ptr_array_new_with_free_func (g_object_unref);
  port->fillers = g_ptr_array_new_with_free_func (g_object_unref);
  do /* until the same port is free at all of them */
    {
      g_ptr_array_set_size (port->holes, 0);
      g_ptr_array_set_size (port->fillers, 0);
      g_clear_object (&port->listener);
      g_clear_pointer (&port->uri, pyro_uri_unref);
      port->listener = listen_at_ip ("127.0.0.1", 100);
      port->uri = uri_of_port ("several.test", port->listener);
    }
  while (!port_dig (port, "127.0.0.2") || !port_dig (port, "127.0.0.3"));
}

static void
port_tear_down (Port          *port,
                gconstpointer  unused)
{
  name_lookup_end ();
  g_object_unref (port->listener);
  g_ptr_array_unref (port->holes);
  g_ptr_array_unref (port->fillers);
  pyro_uri_unref (port->uri);
}

/* Connects in no less time than @min and @max milliseconds. */
static void
assert_connects_within (Port               *port,
                        const char *const  *addresses,
                        gint64              min,
                        gint64              max)
{
  name_lookup_begin (addresses);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr(GSocket) socket = ways[i] (port->uri, 20 * G_TIME_SPAN_SECOND, NULL, &error);
      gint64 took = (g_get_monotonic_time () - began) / 1000;
      g_autoptr(GSocketAddress) address = NULL;
      g_autofree char *ip = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (took, >=, min);
      g_assert_cmpint (took, <, max);
      address = g_socket_get_remote_address (socket, NULL);
      ip = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
      g_assert_cmpstr (ip, ==, "127.0.0.1");
    }
}

/* Each address has 250 ms before the next is tried beside it; one that refuses hands on at once. A
 * kernel gives up on a black hole after two minutes. */
static void
test_dead_first (Port          *port,
                 gconstpointer  unused)
{
  static const char *const good_first[] = { "127.0.0.1", "127.0.0.2", NULL };
  static const char *const refused_first[] = { "127.0.0.4", "127.0.0.1", NULL };
  static const char *const one_dead[] = { "127.0.0.2", "127.0.0.1", NULL };
  static const char *const two_dead[] = { "127.0.0.2", "127.0.0.3", "127.0.0.1", NULL };
  static const char *const mixed[] = { "127.0.0.2", "127.0.0.4", "127.0.0.1", NULL };

  assert_connects_within (port, good_first, 0, 2000);
  assert_connects_within (port, refused_first, 0, 2000);
  assert_connects_within (port, one_dead, 200, 3000);
  assert_connects_within (port, two_dead, 450, 4000);
  assert_connects_within (port, mixed, 200, 3000);
}

static void
test_all_dead (Port          *port,
               gconstpointer  unused)
{
  static const char *const dead[] = { "127.0.0.2", "127.0.0.3", NULL };
  static const char *const refused[] = { "127.0.0.4", "127.0.0.5", NULL };
  g_autofree char *message = g_strdup_printf ("Could not connect to several.test:%u: Connection refused",
                                              pyro_uri_get_port (port->uri));
  g_autofree char *late = g_strdup_printf ("Could not connect to several.test:%u: There was no answer in time",
                                           pyro_uri_get_port (port->uri));

  name_lookup_begin (refused);
  assert_fails (port->uri, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, message);
  name_lookup_begin (dead);
  assert_waits (port->uri, late);
}

/* A name server that says nothing is as good as a host that does not. */
static void
test_slow_name (Port          *port,
                gconstpointer  unused)
{
  g_autofree char *message = g_strdup_printf ("Could not connect to several.test:%u: Its name was not found in time",
                                              pyro_uri_get_port (port->uri));

  name_lookup_begin (NULL);
  assert_waits (port->uri, message);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/ipv4", test_ipv4);
  g_test_add_func ("/address/ipv6", test_ipv6);
  g_test_add_func ("/address/name", test_name);
  g_test_add_func ("/address/unix", test_unix);
  g_test_add_func ("/address/unix-abstract", test_unix_abstract);
  g_test_add_func ("/address/refused", test_refused);
  g_test_add_func ("/address/no-such-socket", test_no_such_socket);
  g_test_add_func ("/address/no-such-name", test_no_such_name);
  g_test_add_func ("/address/waits", test_waits);
  g_test_add_func ("/address/unix-waits", test_unix_waits);
  g_test_add_func ("/address/cancelled-before", test_cancelled_before);
  g_test_add ("/address/dead-first", Port, NULL, port_set_up, test_dead_first, port_tear_down);
  g_test_add ("/address/all-dead", Port, NULL, port_set_up, test_all_dead, port_tear_down);
  g_test_add ("/address/slow-name", Port, NULL, port_set_up, test_slow_name, port_tear_down);

  return g_test_run ();
}
