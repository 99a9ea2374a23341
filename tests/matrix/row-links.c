/* tests/matrix/row-links.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ways to a daemon, and back to it. */

#include "tests/matrix/feature.h"

#include <string.h>

#include "core/error.h"
#include "core/names/resolver.h"
#include "tests/name-lookup.h"

/* ---- By name ---- */

/* Nobody listens at 127.0.0.4. At 127.0.0.2 somebody does, and answers nobody, as its queue is full:
 * for that one the next address must not wait until it has failed. */
static GSocket *
dig_hole (guint16    port,
          GPtrArray *fillers)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.2", port);
  g_autoptr(GError) error = NULL;
  GSocket *hole = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (hole, address, TRUE, &error));
  g_socket_set_listen_backlog (hole, 0);
  g_assert_true (g_socket_listen (hole, &error));
  for (guint i = 0; i < 4; i++)
    {
      GSocket *filler = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (filler, FALSE);
      g_socket_connect (filler, address, NULL, NULL);
      g_ptr_array_add (fillers, filler);
    }

  return hole;
}

static PyroUri *
look_up (Cell            *cell,
         PyroNameServer  *server,
         const char      *name,
         GError         **error)
{
  g_autofree char *text = g_strconcat ("PYRONAME:", name, NULL);
  g_autoptr(PyroUri) uri = pyro_uri_parse (text, 0, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_resolver_lookup_sync (server, uri, 0, NULL, error);

  pyro_resolver_lookup_async (server, uri, 0, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_resolver_lookup_finish (taken, error);
}

static void
check_several (Cell              *cell,
               const char        *uri,
               const char *const *addresses)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy_for (cell, uri);
  gint64 began = g_get_monotonic_time ();

  name_lookup_begin (addresses);
  check_returns (cell, proxy, "echo", "1", "1");
  name_lookup_end ();
  check_soon (cell, began);
}

static void
check_name (Cell *cell)
{
  static const char *const refusing[] = { "127.0.0.4", "127.0.0.1", NULL };
  static const char *const silent[] = { "127.0.0.2", "127.0.0.1", NULL };
  g_autofree char *text = g_strconcat ("PYRO:" PYRO_NAME_SERVER_OBJECT "@", cell->side->names, NULL);
  g_autoptr(PyroProxy) proxy = cell_new_proxy_for (cell, text);
  g_autoptr(PyroNameServer) server = pyro_name_server_new (proxy);
  g_autoptr(GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GSocket) hole = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  if (cell_is (cell, NULL, "marshal"))
    {
      cell_note (cell, 'g', "tags", "ValueError: unmarshallable object");
      g_assert_true (pyro_proxy_set_serializer (proxy, "serpent", NULL));
    }
  uri = look_up (cell, server, "the.grid", &error);
  g_assert_no_error (error);
  check_text (cell, pyro_uri_get_host (uri), "several.test");
  check (cell, look_up (cell, server, "nobody", &error) == NULL);
  check_error (cell, &error, PYRO_ERROR, PYRO_ERROR_NAMING);

  found = pyro_uri_to_string (uri);
  check_several (cell, found, refusing);
  if (cell_is (cell, NULL, "serpent")) /* sockets do not know of serializers, and this takes its time */
    {
      hole = dig_hole (pyro_uri_get_port (uri), fillers);
      check_several (cell, found, silent);
    }
}

/* ---- Connected sockets ---- */

/* One end of a pair; the other one was inherited by the daemon. It is used by one proxy after another. */
static void
check_socket (Cell *cell)
{
  GSocket *socket = cell->side->sockets[cell->way];
  const PyroGeneration *generation = cell_is (cell, "4", NULL) ? pyro_generation_get_pyro4 ()
                                                               : pyro_generation_get_pyro5 ();

  for (guint i = 0; i < 2; i++)
    {
      PyroProxy *proxy = pyro_proxy_new_for_socket (socket, "grid");

      cell_set_up_proxy (cell, proxy);
      pyro_proxy_set_generation (proxy, generation);
      check_returns (cell, proxy, "echo", "[1, 'two']", "[1, 'two']");
      check_raises (cell, proxy, "fail", "'text'", "ValueError: ('text', 42)");
      check (cell, pyro_metadata_is_oneway (pyro_proxy_get_metadata (proxy), "note_after"));
      pyro_proxy_release (proxy);
      spin ();
      g_object_unref (proxy);
      check (cell, !g_socket_is_closed (socket));
    }
}

/* ---- Again ---- */

static void
check_retry (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *once = g_strdup_printf ("%s, 1", entry);
  g_autofree char *other = cell_new_entry (cell);
  g_autofree char *also_once = g_strdup_printf ("%s, 1", other);
  g_autoptr(GError) error = NULL;
  PyroValue *none = call (proxy, cell->way, "lose", once, NULL, &error);

  check (cell, none == NULL); /* nothing is tried again unless that is asked for */
  check_error (cell, &error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  pyro_proxy_set_max_retries (proxy, 2);
  check_returns (cell, proxy, "lose", also_once, "2");
  check_returns (cell, proxy, "wait_for", other, "2");
}

static gboolean
reconnect (Cell       *cell,
           PyroProxy  *proxy,
           guint       n_tries,
           GError    **error)
{
  const gint64 pause = 20 * G_TIME_SPAN_MILLISECOND;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_proxy_reconnect_sync (proxy, n_tries, pause, NULL, error);

  pyro_proxy_reconnect_async (proxy, n_tries, pause, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_reconnect_finish (proxy, taken, error);
}

/* A daemon comes back after a while, at an address at which there is nobody yet. */
static void
check_reconnect (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroValue) uri = must_call (cell, proxy, "reserve", "");
  g_autoptr(PyroProxy) back = cell_new_proxy_for (cell, pyro_value_get_string (uri, NULL));
  g_autoptr(GError) error = NULL;

  check (cell, !reconnect (cell, back, 1, &error));
  check_error (cell, &error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  check_returns (cell, proxy, "come_back", "0.05,", "None");
  check (cell, reconnect (cell, back, 1000, &error));
  check (cell, pyro_proxy_get_connected (back));
  check_returns (cell, back, "echo", "1", "1");
  check (cell, reconnect (cell, back, 1, &error)); /* one that is connected gets a new connection */
  check_returns (cell, back, "echo", "1", "1");
}

static void
check_release (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      check (cell, !pyro_proxy_get_connected (proxy));
      if (i > 0)
        check (cell, bind_proxy (proxy, cell->way, NULL, &error));
      check_returns (cell, proxy, "echo", "1", "1");
      check (cell, pyro_proxy_get_connected (proxy));
      pyro_proxy_release (proxy);
    }
}

/* ---- Signed messages ---- */

static void
check_hmac (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy_for (cell, cell->side->signed_uri != NULL ? cell->side->signed_uri
                                                                                        : cell->side->uri);
  g_autoptr(GBytes) key = g_bytes_new_static (SIDE_KEY, strlen (SIDE_KEY));
  g_autoptr(GBytes) wrong = g_bytes_new_static ("wrong", strlen ("wrong"));
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroProxy) thing = NULL;
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_hmac_key (proxy, cell->side->signed_uri != NULL ? wrong : key);
  check (cell, !bind_proxy (proxy, cell->way, NULL, &error)); /* never without, unasked */
  if (cell->side->signed_uri == NULL)
    {
      cell_give_up (cell, 'e', "signed", "AttributeError: ");
      return;
    }

  check_error (cell, &error, PYRO_ERROR, PYRO_ERROR_SECURITY);
  pyro_proxy_set_hmac_key (proxy, NULL);
  check (cell, !bind_proxy (proxy, cell->way, NULL, &error));
  check_error (cell, &error, PYRO_ERROR, PYRO_ERROR_SECURITY);
  pyro_proxy_set_hmac_key (proxy, key);
  check_returns (cell, proxy, "echo", "[1, 'two']", "[1, 'two']");
  check_raises (cell, proxy, "fail", "'text'", "ValueError: ('text', 42)");
  value = must_call (cell, proxy, cell_is (cell, NULL, "marshal") ? "thing_uri" : "thing", "");
  thing = pyro_proxy_new_from_value (value, proxy, &error);
  g_assert_no_error (error);
  check_returns (cell, thing, "double", "21", "42"); /* which has the key from the proxy it came to */
}

const Feature link_features[] = {
  { "by name, several addresses", check_name },
  { "connected sockets", check_socket },
  { "retries", check_retry },
  { "reconnecting with pauses", check_reconnect },
  { "release and bind again", check_release },
  { "signed messages (HMAC)", check_hmac },
  { NULL },
};
