/* tests/translation/test-translation.c - the library in a language that nobody speaks
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/pyro.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define NOBODYS "qaa" /* ISO 639-2 leaves it to whoever wants one */

/* ---- The language ---- */

/* It is the C locale under another name, as no other need be installed. Returns: whether there is one */
static gboolean
make_locale (const char *folder)
{
  static const char *const systems[] = { "/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8" };
  g_autofree char *name = g_build_filename (folder, NOBODYS ".utf8", NULL);
  GFile *file = g_file_new_for_path (name);
  gboolean made = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (systems) && !made; i++)
    made = g_file_test (systems[i], G_FILE_TEST_IS_DIR) &&
           g_file_make_symbolic_link (file, systems[i], NULL, NULL);
  g_object_unref (file);

  return made;
}

/* Returns: whether there is a program that can */
static gboolean
make_catalogue (const char *folder)
{
  g_autofree char *messages = g_build_filename (folder, NOBODYS, "LC_MESSAGES", NULL);
  g_autofree char *catalogue = g_build_filename (messages, "libpyro-1.mo", NULL);
  g_autofree char *texts = g_test_build_filename (G_TEST_DIST, "translation", "nobodys.po", NULL);
  g_autoptr(GError) error = NULL;
  const char *command[] = { "msgfmt", "--check-format", "-o", catalogue, texts, NULL };
  int status;

  g_assert_no_errno (g_mkdir_with_parents (messages, 0700));
  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error))
    return FALSE;
  g_assert_true (g_spawn_check_wait_status (status, &error));

  return TRUE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) < 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

/* Returns: (nullable): why the language cannot be had */
static const char *
speak (const char *folder)
{
  if (!make_locale (folder))
    return "this system has no C locale in UTF-8 to make another of";
  if (!make_catalogue (folder))
    return "there is no msgfmt";

  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LIBPYRO_LOCALEDIR", folder, TRUE);
  g_setenv ("LANGUAGE", NOBODYS, TRUE);
  g_setenv ("LC_ALL", NOBODYS ".UTF-8", TRUE);
  g_assert_nonnull (setlocale (LC_ALL, ""));

  return NULL;
}

/* ---- What its user reads ---- */

static void
test_connection (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) taken = NULL;
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, &error);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *sentence = NULL;

  /* bound, and so nobody else's, but not listening */
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, any, FALSE, &error));
  taken = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  uri = pyro_uri_new (PYRO_URI_PYRO, "thing", "127.0.0.1",
                      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken)));
  proxy = pyro_proxy_new (uri);
  g_assert_false (pyro_proxy_bind_sync (proxy, NULL, &error));

  sentence = g_strdup_printf ("<Connection refused is between us and 127.0.0.1:%u>", pyro_uri_get_port (uri));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_assert_cmpstr (error->message, ==, sentence);
}

static const struct
{
  const char *text;
  const char *sentence;
} literals[] = {
  { "[1,\n {2: (3}", "The ( opened at line 2, column 6 cannot be closed by }" }, /* has no translation */
  { "{1:\n [2, 3", "<At 2:2 a [ stays open>" },
  { "{[1]: 2}", "<No list opens a dict>" },
};

static void
test_literals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) other = NULL;
      g_autoptr(PyroValue) args = NULL;
      g_autoptr(PyroValue) kwargs = NULL;

      g_assert_null (pyro_literal_parse (literals[i].text, -1, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, literals[i].sentence);
      g_assert_false (pyro_literal_parse_arguments (literals[i].text, -1, &args, &kwargs, NULL, &other));
      g_assert_cmpstr (other->message, ==, literals[i].sentence);
    }
}

static void
test_paths (void)
{
  static const struct
  {
    const char *path;
    const char *sentence;
  } paths[] = {
    { "a[(]", "The path “a[(]” has a bracket that is not closed" }, /* has no translation */
    { "a[{[]: 1}]", "<<No list opens a dict> within a[{[]: 1}]>" },
    { "a.b", "<a: the dict lacks 'b'>" },
  };
  g_autoptr(PyroValue) value = pyro_literal_parse ("{'a': {}}", -1, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_value_lookup_path (value, paths[i].path, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, paths[i].sentence);
    }
}

static void
test_uri (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_uri_parse ("http://localhost", 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
  g_assert_cmpstr (error->message, ==, "<No such beginning>");
}

static void
test_config (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_config_new_from_environment ((const char *[]) { "PYRO_NS_PORT=many", NULL }, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "<many is not for PYRO_NS_PORT>");
}

/* ---- A daemon, its user, and its peer ---- */

static PyroValue *
forget (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  return NULL;
}

static const PyroMethodInfo methods[] = {
  { "forget", "", forget, PYRO_METHOD_LATER },
  { NULL },
};

static const PyroClassInfo thing = { "Thing", methods, NULL };

static PyroDaemon *
new_daemon (PyroUri **uri)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroServant) servant = NULL;
  PyroDaemon *daemon = pyro_daemon_new (NULL, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_daemon_listen (daemon, "127.0.0.1", 0, &error));
  g_assert_no_error (error);
  servant = PYRO_SERVANT (pyro_skeleton_new (&thing, NULL, NULL));
  *uri = pyro_daemon_register (daemon, servant, "thing", 0, &error);
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

static void
take_finding (const PyroFinding *finding,
              gpointer           user_data)
{
  g_ptr_array_add (user_data, pyro_finding_copy (finding));
}

static const PyroFinding *
find_step (GPtrArray  *findings,
           const char *step)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const PyroFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->step, step))
        return finding;
    }

  return NULL;
}

static void
test_doctor (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroDaemon) daemon = new_daemon (&uri);
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_finding_free);
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *target = pyro_uri_to_string (uri);
  const PyroFinding *offer, *handshake;

  pyro_doctor_examine_async (config, target, NULL, 0, 0, take_finding, findings, NULL, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pyro_doctor_examine_finish (result, NULL, &error));
  g_assert_no_error (error);

  /* what programs compare is the same in all languages */
  offer = find_step (findings, "metadata");
  g_assert_nonnull (offer);
  g_assert_cmpstr (pyro_finding_get_title (offer), ==, "<offer>");
  g_assert_cmpstr (offer->seen, ==, "<<attributes: 0>; <one method of 1>>");
  handshake = find_step (findings, "handshake");
  g_assert_nonnull (handshake);
  g_assert_cmpstr (pyro_finding_get_title (handshake), ==, "Handshake");
  pyro_daemon_close (daemon);
}

/* The language is that of whoever started the daemon. */
static void
test_daemon (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroDaemon) daemon = new_daemon (&uri);
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (NULL, 0);
  g_autoptr(GAsyncResult) result = NULL;

  pyro_proxy_call_async (proxy, "forget", args, NULL, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pyro_proxy_call_finish (proxy, result, &error));
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (pyro_exception_get_message (pyro_remote_error_get_exception (error)), ==,
                   "The server did not answer the call");
  pyro_daemon_close (daemon);
}

/* A daemon raises it where the client can read it. */
static void
test_payload (void)
{
  static const char *const sentences[] = {
    "The serpent text cannot be read at line 2, column 8: The ( opened at line 2, column 6 cannot be closed by }",
    "The serpent text cannot be read at line 2, column 7: The [ opened at line 2, column 2 is not closed",
    "The serpent text cannot be read at line 1, column 1: A list cannot be a key of a dict",
  };
  const PyroCodec *codec = pyro_codec_find ("serpent");

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (literals[i].text, strlen (literals[i].text));
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_codec_decode (codec, payload, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, sentences[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  const char *lack;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("translation-XXXXXX", NULL);
  g_assert_nonnull (folder);
  lack = speak (folder);
  if (lack != NULL)
    {
      g_print ("1..0 # SKIP %s\n", lack);
      remove_folder (folder);
      return 0;
    }

  g_test_add_func ("/translation/connection", test_connection);
  g_test_add_func ("/translation/literals", test_literals);
  g_test_add_func ("/translation/paths", test_paths);
  g_test_add_func ("/translation/uri", test_uri);
  g_test_add_func ("/translation/config", test_config);
  g_test_add_func ("/translation/doctor", test_doctor);
  g_test_add_func ("/translation/daemon", test_daemon);
  g_test_add_func ("/translation/payload", test_payload);
  status = g_test_run ();
  remove_folder (folder);

  return status;
}
