/* tests/names/test-discovery.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/discovery.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "tests/names/network.h"

#define A "PYRO:Pyro.NameServer@192.0.2.1:9090"
#define B "PYRO:Pyro.NameServer@[2001:db8::1]:9090"

/* ---- A resolver that knows one host, and of another that it is not there; it is silent about the
 * rest until it is cancelled ---- */

#define KNOWN   "beacon.test"
#define UNKNOWN "nowhere.test"
#define SILENT  "silent.test"

#define NAMES_TYPE_RESOLVER (names_resolver_get_type ())
G_DECLARE_FINAL_TYPE (NamesResolver, names_resolver, NAMES, RESOLVER, GResolver)

struct _NamesResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (NamesResolver, names_resolver, G_TYPE_RESOLVER)

static void
look_up (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  const char *host = data;
  GPollFD cancelled;

  if (g_str_equal (host, KNOWN))
    {
      GInetAddress *loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

      g_task_return_pointer (task, g_list_append (NULL, loopback),
                             (GDestroyNotify) g_resolver_free_addresses);
    }
  else if (g_str_equal (host, UNKNOWN))
    {
      g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such host");
    }
  else
    {
      g_assert_true (g_cancellable_make_pollfd (cancellable, &cancelled));
      g_poll (&cancelled, 1, -1);
      g_cancellable_release_fd (cancellable);
      g_task_return_error_if_cancelled (task);
    }
}

static void
names_resolver_lookup_async (GResolver                *resolver,
                             const char               *host,
                             GResolverNameLookupFlags  flags,
                             GCancellable             *cancellable,
                             GAsyncReadyCallback       callback,
                             gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_assert_cmpuint (flags, ==, G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY);
  g_task_set_task_data (task, g_strdup (host), g_free);
  g_task_run_in_thread (task, look_up);
}

static GList *
names_resolver_lookup_finish (GResolver     *resolver,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GList *
names_resolver_lookup (GResolver                 *resolver,
                       const char                *host,
                       GResolverNameLookupFlags   flags,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, NULL, NULL);

  g_assert_cmpuint (flags, ==, G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY);
  g_task_set_task_data (task, g_strdup (host), g_free);
  g_task_run_in_thread_sync (task, look_up);

  return g_task_propagate_pointer (task, error);
}

static void
names_resolver_class_init (NamesResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags = names_resolver_lookup;
  resolver_class->lookup_by_name_with_flags_async = names_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = names_resolver_lookup_finish;
}

static void
names_resolver_init (NamesResolver *self)
{
}

/* ---- A name server's broadcast responder, or what pretends to be one ---- */

typedef struct
{
  GSocket      *socket;
  GThread      *thread;
  GCancellable *stop;
  GPtrArray    *answers;      /* of GBytes: all go out for a question */
  guint         first_answer; /* the question to answer first, from 1 */
  guint         n_questions;  /* of the right form */
} Responder;

static gpointer
responder_run (gpointer data)
{
  Responder *self = data;
  char question[100];
  g_autoptr(GSocketAddress) from = NULL;
  gssize size;

  while ((size = g_socket_receive_from (self->socket, &from, question, sizeof question,
                                        self->stop, NULL)) >= 0)
    {
      if (size == 9 && memcmp (question, "GET_NSURI", 9) == 0)
        g_atomic_int_inc (&self->n_questions);
      for (guint i = 0; i < self->answers->len && self->n_questions >= self->first_answer; i++)
        {
          GBytes *answer = g_ptr_array_index (self->answers, i);

          g_socket_send_to (self->socket, from, g_bytes_get_data (answer, NULL),
                            g_bytes_get_size (answer), NULL, NULL);
        }
      g_clear_object (&from);
    }

  return NULL;
}

static void
responder_add (Responder  *self,
               const char *answer,
               gssize      size)
{
  g_ptr_array_add (self->answers, g_bytes_new (answer, size >= 0 ? (gsize) size : strlen (answer)));
}

/* On a free port, which @config then asks. */
static Responder *
responder_new (PyroConfig *config)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  Responder *self = g_new0 (Responder, 1);

  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->socket, any, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->socket, &error);
  g_assert_no_error (error);

  config->ns_bcport = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->first_answer = 1;
  self->stop = g_cancellable_new ();

  return self;
}

static void
responder_start (Responder *self)
{
  self->thread = g_thread_new ("responder", responder_run, self);
}

static void
responder_free (Responder *self)
{
  g_cancellable_cancel (self->stop);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_object_unref (self->socket);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Responder, responder_free)

static PyroConfig *
new_config (const char *address)
{
  PyroConfig *config = pyro_config_new ();

  g_strfreev (config->broadcast_addrs);
  config->broadcast_addrs = g_new0 (char *, 2);
  config->broadcast_addrs[0] = g_strdup (address);

  return config;
}

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static GPtrArray *
search (PyroConfig  *config,
        GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  pyro_discovery_search_async (config, NULL, take_result, &result);

  return pyro_discovery_search_finish (wait_for (&result), error);
}

static PyroUri *
find (PyroConfig    *config,
      gboolean       sync,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (sync)
    return pyro_discovery_find_sync (config, 0, cancellable, error);

  pyro_discovery_find_async (config, 0, cancellable, take_result, &result);

  return pyro_discovery_find_finish (wait_for (&result), error);
}

static void
assert_uri (PyroUri    *uri,
            const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (uri);
  text = pyro_uri_to_string (uri);
  g_assert_cmpstr (text, ==, expected);
}

/* Anybody may answer, with anything. */
static void
add_garbage (Responder *responder)
{
  g_autofree char *large = g_strnfill (PYRO_MAX_BEACON_SIZE + 1, 'x');

  memcpy (large, A, strlen (A));
  responder_add (responder, "", 0);
  responder_add (responder, "GET_NSURI", -1);
  responder_add (responder, "PYRO:Pyro.NameServer@192.0.2.1", -1);
  responder_add (responder, "PYRO:Pyro.NameServer@192.0.2.1:99999", -1);
  responder_add (responder, "PYRONAME:Pyro.NameServer@192.0.2.1:9090", -1);
  responder_add (responder, A "\0", sizeof A);
  responder_add (responder, "\xff\xfe\xfd", -1);
  responder_add (responder, large, PYRO_MAX_BEACON_SIZE + 1);
}

static void
test_search (void)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  add_garbage (responder);
  responder_add (responder, A, -1);
  responder_add (responder, B, -1);
  responder_add (responder, A, -1);
  responder_start (responder);

  found = search (config, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  assert_uri (g_ptr_array_index (found, 0), A);
  assert_uri (g_ptr_array_index (found, 1), B);
  g_assert_cmpuint (g_atomic_int_get (&responder->n_questions), ==, 3);
}

static void
test_first (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  add_garbage (responder);
  responder_add (responder, B, -1);
  responder_add (responder, A, -1);
  responder_start (responder);

  uri = find (config, sync != NULL, NULL, &error);
  g_assert_no_error (error);
  assert_uri (uri, B);
  g_assert_cmpuint (g_atomic_int_get (&responder->n_questions), ==, 1);
}

static void
test_second_question (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  responder_add (responder, A, -1);
  responder->first_answer = 2;
  responder_start (responder);

  uri = find (config, sync != NULL, NULL, &error);
  g_assert_no_error (error);
  assert_uri (uri, A);
  g_assert_cmpuint (g_atomic_int_get (&responder->n_questions), ==, 2);
}

static void
test_silence (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(GError) error = NULL;

  add_garbage (responder);
  responder_start (responder);

  g_assert_null (find (config, sync != NULL, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_assert_cmpstr (error->message, ==, "No name server answered the broadcast");
  g_assert_cmpuint (g_atomic_int_get (&responder->n_questions), ==, 3);
}

/* Who sends more than that is no name server. */
static void
test_flood (void)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3 * PYRO_MAX_BEACONS; i++)
    {
      g_autofree char *answer = g_strdup_printf ("PYRO:Pyro.NameServer@host%u:9090", i);

      responder_add (responder, answer, -1);
    }
  responder_start (responder);

  found = search (config, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpuint (found->len, <=, PYRO_MAX_BEACONS);
}

static void
test_nowhere (void)
{
  g_autoptr(PyroConfig) config = new_config (NULL);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  found = search (config, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);

  g_assert_null (pyro_discovery_find_sync (config, 0, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
}

static void
test_host (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config (NULL);
  g_autoptr(Responder) responder = responder_new (config);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  /* that one of them is not there does not matter */
  g_strfreev (config->broadcast_addrs);
  config->broadcast_addrs = g_strsplit (UNKNOWN " " KNOWN, " ", -1);
  responder_add (responder, A, -1);
  responder_start (responder);

  uri = find (config, sync != NULL, NULL, &error);
  g_assert_no_error (error);
  assert_uri (uri, A);
  g_assert_cmpuint (g_atomic_int_get (&responder->n_questions), ==, 1);
}

static void
test_unknown_host (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config (UNKNOWN);
  g_autoptr(GError) error = NULL;

  g_assert_null (find (config, sync != NULL, NULL, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "The broadcast address “" UNKNOWN "” was not found: No such host");
}

static void
test_bad_address (gconstpointer sync)
{
  static const char *const addresses[] = { "::1", "::ffff:127.0.0.1", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(PyroConfig) config = new_config (addresses[i]);
      g_autofree char *message = g_strdup_printf ("The broadcast address “%s” is no IPv4 address", addresses[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (find (config, sync != NULL, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

static void
assert_cancelled (PyroConfig *config,
                  gboolean    sync)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread;

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (find (config, sync, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);

  /* and when it is cancelled from the start */
  g_assert_null (find (config, sync, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel (gconstpointer sync)
{
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autoptr(PyroConfig) silent = new_config (SILENT);
  g_autoptr(Responder) responder = responder_new (config);

  assert_cancelled (config, sync != NULL);
  assert_cancelled (silent, sync != NULL);
}

static void
test_python (gconstpointer sync)
{
  g_autoptr(Network) network =
    network_start ((const char *const[]) { "demo/network.py", "--broadcast", "0", NULL });
  g_autoptr(PyroConfig) config = new_config ("127.0.0.1");
  g_autofree char *expected = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;

  config->ns_bcport = (guint16) g_ascii_strtoull (network->words[2], NULL, 10);
  uri = find (config, sync != NULL, NULL, &error);
  g_assert_no_error (error);
  expected = g_strdup_printf ("PYRO:Pyro.NameServer@127.0.0.1:%u", network->port);
  assert_uri (uri, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (NAMES_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);

  g_test_add_func ("/discovery/search", test_search);
  g_test_add_func ("/discovery/flood", test_flood);
  g_test_add_func ("/discovery/nowhere", test_nowhere);
  g_test_add_data_func ("/discovery/first/sync", "", test_first);
  g_test_add_data_func ("/discovery/first/async", NULL, test_first);
  g_test_add_data_func ("/discovery/second-question/sync", "", test_second_question);
  g_test_add_data_func ("/discovery/second-question/async", NULL, test_second_question);
  g_test_add_data_func ("/discovery/silence/sync", "", test_silence);
  g_test_add_data_func ("/discovery/silence/async", NULL, test_silence);
  g_test_add_data_func ("/discovery/host/sync", "", test_host);
  g_test_add_data_func ("/discovery/host/async", NULL, test_host);
  g_test_add_data_func ("/discovery/unknown-host/sync", "", test_unknown_host);
  g_test_add_data_func ("/discovery/unknown-host/async", NULL, test_unknown_host);
  g_test_add_data_func ("/discovery/bad-address/sync", "", test_bad_address);
  g_test_add_data_func ("/discovery/bad-address/async", NULL, test_bad_address);
  g_test_add_data_func ("/discovery/cancel/sync", "", test_cancel);
  g_test_add_data_func ("/discovery/cancel/async", NULL, test_cancel);
  g_test_add_data_func ("/discovery/python/sync", "", test_python);
  g_test_add_data_func ("/discovery/python/async", NULL, test_python);

  return g_test_run ();
}
