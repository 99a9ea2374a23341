/* tests/serve/test-daemon.c - a daemon in C, seen from C
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/serve/daemon.h"

#include <string.h>

#include "core/client/proxy.h"
#include "core/error.h"
#include "core/serve/invocation.h"
#include "core/serve/skeleton.h"
#include "core/value/literal.h"
#include "core/value/repr.h"

/* ---- A servant of its own, which answers in the next turn of the main context ---- */

#define TEST_TYPE_PATIENT (test_patient_get_type ())
G_DECLARE_FINAL_TYPE (TestPatient, test_patient, TEST, PATIENT, GObject)

struct _TestPatient
{
  GObject parent_instance;

  guint   n_calls;
};

static void patient_servant_init (PyroServantInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestPatient, test_patient, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_SERVANT, patient_servant_init))

static gboolean
patient_answer (gpointer data)
{
  PyroInvocation *invocation = data;

  pyro_invocation_return_value (invocation, pyro_invocation_get_args (invocation));

  return G_SOURCE_REMOVE;
}

static void
patient_invoke (PyroServant    *servant,
                PyroInvocation *invocation)
{
  TEST_PATIENT (servant)->n_calls++;
  g_assert_true (pyro_invocation_get_servant (invocation) == servant);
  g_assert_false (pyro_invocation_is_answered (invocation));
  if (g_str_equal (pyro_invocation_get_name (invocation), "echo"))
    g_idle_add_full (G_PRIORITY_DEFAULT, patient_answer, g_object_ref (invocation), g_object_unref);
  else
    {
      pyro_invocation_return_value (invocation, NULL);
      g_assert_true (pyro_invocation_is_answered (invocation));
      if (g_test_subprocess ())
        pyro_invocation_return_value (invocation, NULL);
    }
}

static PyroMetadata *
patient_dup_metadata (PyroServant *servant)
{
  return pyro_metadata_new ((const char *[]) { "echo", "twice", NULL }, NULL, NULL);
}

static void
patient_servant_init (PyroServantInterface *iface)
{
  iface->invoke = patient_invoke;
  iface->dup_metadata = patient_dup_metadata;
}

static void
test_patient_class_init (TestPatientClass *klass)
{
}

static void
test_patient_init (TestPatient *self)
{
}

static PyroServant *
new_servant (void)
{
  return PYRO_SERVANT (g_object_new (TEST_TYPE_PATIENT, NULL));
}

/* ---- Calls ---- */

static PyroDaemon *
new_daemon (void)
{
  g_autoptr(GError) error = NULL;
  PyroDaemon *daemon = pyro_daemon_new (NULL, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_daemon_listen (daemon, "127.0.0.1", 0, &error));
  g_assert_no_error (error);

  return daemon;
}

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Calls from the same main context. Returns: the text of the result, or that of the error */
static char *
call (PyroUri    *uri,
      const char *method,
      const char *arguments)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autoptr(PyroValue) args = pyro_literal_parse (arguments, -1, NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  pyro_proxy_call_async (proxy, method, args, NULL, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = pyro_proxy_call_finish (proxy, result, &error);

  return value != NULL ? pyro_value_repr (value) : g_strdup (error->message);
}

static void
test_servant (void)
{
  PyroDaemon *daemon = new_daemon ();
  PyroServant *servant = new_servant ();
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  g_autofree char *echo = call (uri, "echo", "(1, 'two')");
  g_autofree char *twice = call (uri, "twice", "()");
  g_autofree char *unknown = call (uri, "nothing", "()");

  g_assert_cmpstr (echo, ==, "(1, 'two')");
  g_assert_cmpstr (twice, ==, "None");
  g_assert_nonnull (strstr (unknown, "nothing"));
  g_assert_cmpuint (TEST_PATIENT (servant)->n_calls, ==, 2);

  pyro_daemon_close (daemon);
  g_assert_finalize_object (daemon);
  g_assert_finalize_object (servant);
}

/* That is a mistake of the program. */
static void
test_answered_twice (void)
{
  if (g_test_subprocess ())
    {
      test_servant ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*A call of twice was answered twice*");
}

/* ---- Objects ---- */

static void
assert_refused (PyroUri    *uri,
                GError     *error,
                const char *sentence)
{
  g_autoptr(GError) owned = error;

  g_assert_null (uri);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_register (void)
{
  g_autoptr(PyroDaemon) daemon = new_daemon ();
  g_autoptr(PyroServant) one = new_servant ();
  g_autoptr(PyroServant) two = new_servant ();
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroUri) other = NULL;
  g_autofree char *id = NULL;
  GError *error = NULL;
  PyroUri *none;

  uri = pyro_daemon_register (daemon, one, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pyro_uri_get_object (uri), "obj_"));
  g_assert_cmpuint (strlen (pyro_uri_get_object (uri)), ==, strlen ("obj_") + 32);
  id = pyro_daemon_dup_id (daemon, one);
  g_assert_cmpstr (id, ==, pyro_uri_get_object (uri));

  none = pyro_daemon_register (daemon, one, "again", 0, &error);
  assert_refused (none, g_steal_pointer (&error), "The object already has a Pyro id");
  none = pyro_daemon_register (daemon, two, PYRO_DAEMON_NAME, 0, &error);
  assert_refused (none, g_steal_pointer (&error),
                  "An object or class is already registered with the id Pyro.Daemon");
  none = pyro_daemon_register (daemon, two, "white space", 0, &error);
  assert_refused (none, g_steal_pointer (&error), "An object cannot have the id “white space”");

  other = pyro_daemon_register (daemon, two, id, PYRO_REGISTER_FORCE, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_uri_equal (uri, other));
  g_assert_null (pyro_daemon_dup_id (daemon, one));
  g_assert_false (pyro_daemon_unregister (daemon, one));
  g_assert_true (pyro_daemon_unregister (daemon, two));
  g_assert_false (pyro_daemon_unregister_id (daemon, id));
  g_assert_false (pyro_daemon_unregister_id (daemon, PYRO_DAEMON_NAME));
  pyro_daemon_close (daemon);
}

static PyroServant *
create (PyroPeer  *peer,
        gpointer   user_data,
        GError   **error)
{
  return new_servant ();
}

static void
count_down (gpointer data)
{
  --*(int *) data;
}

static void
test_classes (void)
{
  g_autoptr(PyroDaemon) daemon = new_daemon ();
  g_autoptr(PyroMetadata) metadata = pyro_metadata_new ((const char *[]) { "echo", NULL }, NULL, NULL);
  g_autoptr(PyroUri) uri = NULL;
  GError *error = NULL;
  PyroUri *none;
  int n = 3;

  none = pyro_daemon_register_class (daemon, metadata, PYRO_INSTANCE_SINGLE, create, &n, count_down, "class",
                                     PYRO_REGISTER_WEAK, &error);
  assert_refused (none, g_steal_pointer (&error), "Classes cannot be registered weakly");
  none = pyro_daemon_register_class (daemon, metadata, PYRO_INSTANCE_SINGLE, create, &n, count_down, "a b", 0, &error);
  assert_refused (none, g_steal_pointer (&error), "An object cannot have the id “a b”");
  g_assert_cmpint (n, ==, 1);
  uri = pyro_daemon_register_class (daemon, metadata, PYRO_INSTANCE_SINGLE, create, &n, count_down, "class", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1);
  pyro_daemon_close (daemon);
  g_assert_cmpint (n, ==, 0);
}

static void
test_weak (void)
{
  g_autoptr(PyroDaemon) daemon = new_daemon ();
  PyroServant *servant = new_servant ();
  PyroServant *other = new_servant ();
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, servant, "weak", PYRO_REGISTER_WEAK, NULL);
  g_autoptr(PyroUri) again = NULL;
  g_autofree char *echo = call (uri, "echo", "()");
  g_autofree char *gone = NULL;

  g_assert_cmpstr (echo, ==, "()");
  g_assert_finalize_object (servant);
  gone = call (uri, "echo", "()");
  g_assert_nonnull (strstr (gone, "unknown object"));
  again = pyro_daemon_register (daemon, other, "weak", PYRO_REGISTER_WEAK, NULL);
  g_assert_nonnull (again);
  pyro_daemon_close (daemon);
  g_clear_object (&daemon);
  g_assert_finalize_object (other); /* after its daemon */
}

static void
test_proxies (void)
{
  g_autoptr(PyroDaemon) daemon = new_daemon ();
  g_autoptr(PyroServant) servant = new_servant ();
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroUri) found = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_daemon_dup_proxy (daemon, servant, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_clear_error (&error);

  uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  for (const PyroGeneration *const *g = pyro_generation_list (); *g != NULL; g++)
    {
      g_autoptr(PyroProxy) proxy = NULL;

      value = pyro_daemon_dup_proxy (daemon, servant, *g, &error);
      g_assert_no_error (error);
      proxy = pyro_proxy_new_from_value (value, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (pyro_uri_equal (pyro_proxy_get_uri (proxy), uri));
      g_clear_pointer (&value, pyro_value_unref);
    }
  pyro_daemon_close (daemon);
}

/* ---- Addresses ---- */

static void
test_addresses (void)
{
  g_autoptr(PyroDaemon) daemon = pyro_daemon_new (NULL, NULL);
  g_autoptr(PyroUri) nowhere = pyro_daemon_dup_uri (daemon, "x", TRUE);
  g_autoptr(PyroServant) servant = new_servant ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *echo = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (nowhere);
  g_assert_false (pyro_daemon_listen (daemon, "nowhere.invalid", 0, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "Nothing can listen at nowhere.invalid:0: "));
  g_clear_error (&error);
  g_assert_false (pyro_daemon_listen_unix (daemon, "", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
  g_clear_error (&error);
  g_assert_false (pyro_daemon_listen_unix (daemon, "/nowhere/at/all", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_socket_bind (socket, address, TRUE, NULL) && g_socket_listen (socket, NULL));
  g_assert_true (pyro_daemon_listen_socket (daemon, socket, &error));
  g_assert_no_error (error);
  uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  echo = call (uri, "echo", "(1,)");
  g_assert_cmpstr (echo, ==, "(1,)");

  pyro_daemon_close (daemon);
  pyro_daemon_close (daemon);
  g_assert_true (pyro_daemon_is_closed (daemon));
  g_assert_true (g_socket_is_closed (socket));
  g_assert_false (pyro_daemon_listen (daemon, "127.0.0.1", 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
}

/* ---- Who looks on ---- */

#define TEST_TYPE_EYE (test_eye_get_type ())
G_DECLARE_FINAL_TYPE (TestEye, test_eye, TEST, EYE, GObject)

struct _TestEye
{
  GObject  parent_instance;

  GString *seen;
};

static void
eye_frame (PyroTap          *tap,
           GObject          *connection,
           PyroTapDirection  direction,
           PyroFrame        *frame)
{
  g_assert_true (PYRO_IS_PEER (connection));
  g_assert_nonnull (pyro_peer_get_generation (PYRO_PEER (connection)));
  g_string_append_printf (TEST_EYE (tap)->seen, "%s%s %u ", direction == PYRO_TAP_IN ? ">" : "<",
                          pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)), pyro_frame_get_seq (frame));
}

static void
eye_tap_init (PyroTapInterface *iface)
{
  iface->frame = eye_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestEye, test_eye, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_TAP, eye_tap_init))

static void
test_eye_class_init (TestEyeClass *klass)
{
}

static void
test_eye_init (TestEye *self)
{
  self->seen = g_string_new (NULL);
}

static void
test_tap (void)
{
  g_autoptr(PyroDaemon) daemon = new_daemon ();
  g_autoptr(PyroServant) servant = new_servant ();
  TestEye *eye = g_object_new (TEST_TYPE_EYE, NULL);
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *echo = NULL;

  pyro_daemon_set_tap (daemon, PYRO_TAP (eye));
  g_assert_true (pyro_daemon_get_tap (daemon) == PYRO_TAP (eye));
  uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  echo = call (uri, "echo", "(1,)");
  g_assert_cmpstr (eye->seen->str, ==, ">CONNECT 0 <CONNECTOK 0 >INVOKE 1 <RESULT 1 ");
  pyro_daemon_close (daemon);
  g_clear_object (&daemon);
  g_string_free (eye->seen, TRUE);
  g_assert_finalize_object (eye);
}

/* A daemon that is let go of without a word is closed, too. */
/* A call that is signed with a text. Returns: as call() */
static char *
call_signed (PyroProxy  *proxy,
             const char *key)
{
  g_autoptr(GBytes) bytes = key != NULL ? g_bytes_new_static (key, strlen (key)) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  if (bytes != NULL)
    pyro_proxy_set_hmac_key (proxy, bytes);
  pyro_proxy_call_async (proxy, "twice", NULL, NULL, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = pyro_proxy_call_finish (proxy, result, &error);

  return value != NULL ? pyro_value_repr (value) : g_strdup (error->message);
}

/* A key is that of the clients that come from then on. */
static void
test_hmac_key (void)
{
  PyroDaemon *daemon = new_daemon ();
  PyroServant *servant = new_servant ();
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  g_autoptr(GBytes) first = g_bytes_new_static ("first\0key", 9);
  g_autoptr(GBytes) second = g_bytes_new_static ("second", 6);
  g_autoptr(PyroProxy) early = pyro_proxy_new (uri);
  g_autoptr(PyroProxy) late = pyro_proxy_new (uri);
  g_autoptr(PyroProxy) mistaken = pyro_proxy_new (uri);
  g_autoptr(PyroProxy) plain = pyro_proxy_new (uri);
  char *results[5];

  pyro_daemon_set_hmac_key (daemon, first);
  pyro_proxy_set_hmac_key (early, first);
  results[0] = call_signed (early, NULL);
  pyro_daemon_set_hmac_key (daemon, second);
  results[1] = call_signed (early, NULL);
  results[2] = call_signed (late, "second");
  results[3] = call_signed (mistaken, "first");
  pyro_daemon_set_hmac_key (daemon, NULL);
  results[4] = call_signed (plain, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    if (i == 3)
      g_assert_nonnull (strstr (results[i], "another key"));
    else
      g_assert_cmpstr (results[i], ==, "None");
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    g_free (results[i]);

  pyro_daemon_close (daemon);
  g_object_unref (servant);
  g_object_unref (daemon);
}

static void
test_let_go (void)
{
  PyroDaemon *daemon = new_daemon ();
  g_autoptr(PyroServant) servant = new_servant ();
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, servant, "patient", 0, NULL);
  g_autofree char *echo = call (uri, "echo", "(1,)");
  g_autofree char *refused = NULL;

  while (pyro_daemon_get_n_peers (daemon) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (daemon);
  refused = call (uri, "echo", "(1,)");
  g_assert_nonnull (strstr (refused, "refused"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/daemon/servant", test_servant);
  g_test_add_func ("/daemon/answered-twice", test_answered_twice);
  g_test_add_func ("/daemon/register", test_register);
  g_test_add_func ("/daemon/classes", test_classes);
  g_test_add_func ("/daemon/weak", test_weak);
  g_test_add_func ("/daemon/proxies", test_proxies);
  g_test_add_func ("/daemon/addresses", test_addresses);
  g_test_add_func ("/daemon/tap", test_tap);
  g_test_add_func ("/daemon/hmac-key", test_hmac_key);
  g_test_add_func ("/daemon/let-go", test_let_go);

  return g_test_run ();
}
