/* tests/examples/stage.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stage.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/names/name-server.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"

/* Debian compresses what is large among documentation. */
static void
copy_file (const char *from,
           const char *to)
{
  gboolean compressed = g_str_has_suffix (from, ".gz");
  g_autofree char *name = compressed ? g_strndup (to, strlen (to) - strlen (".gz")) : g_strdup (to);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) input = G_INPUT_STREAM (g_file_read (source, NULL, &error));
  g_autoptr(GOutputStream) output = G_OUTPUT_STREAM (g_file_create (target, 0, NULL, NULL));

  g_assert_no_error (error);
  g_assert_nonnull (output);
  if (compressed)
    {
      g_autoptr(GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      GInputStream *plain = g_converter_input_stream_new (input, G_CONVERTER (inflate));

      g_object_unref (input);
      input = plain;
    }
  g_output_stream_splice (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static void
copy_folder (const char *from,
             const char *to)
{
  g_autoptr(GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  g_mkdir_with_parents (to, 0700);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, target);
      else
        copy_file (source, target);
    }
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

/* NULL after g_test_skip() where the examples are not to be had. Its servers listen on loopback. */
Stage *
stage_open (const char *generation,
            Way         way,
            const char *example)
{
  g_autofree char *variable = g_strdup_printf ("%s_EXAMPLES", generation);
  g_autofree char *name = g_ascii_strup (variable, -1);
  const char *examples = g_getenv (name);
  g_autofree char *source = g_build_filename (examples != NULL ? examples : "/nonexistent", example, NULL);
  g_autoptr(GError) error = NULL;
  Stage *self;

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *reason = g_strdup_printf ("%s names no folder with %s's examples", name, generation);

      g_test_skip (reason);
      return NULL;
    }

  self = g_new0 (Stage, 1);
  self->generation = generation;
  self->way = way;
  self->folder = g_dir_make_tmp ("pyro-example.XXXXXX", &error);
  g_assert_no_error (error);
  copy_folder (source, self->folder);
  self->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) program_stop);
  self->proxies = g_ptr_array_new_with_free_func (g_object_unref);
  self->environment = g_get_environ ();
  for (guint i = 0; self->environment[i] != NULL;)
    if (g_str_has_prefix (self->environment[i], "PYRO"))
      {
        g_auto(GStrv) parts = g_strsplit (self->environment[i], "=", 2);

        self->environment = g_environ_unsetenv (self->environment, parts[0]);
      }
    else
      {
        i++;
      }
  stage_set (self, "PYTHONUNBUFFERED", "1");
  stage_set (self, "PYTHONDONTWRITEBYTECODE", "1");
  stage_set (self, "PYRO_HOST", "127.0.0.1");

  return self;
}

void
stage_close (Stage *self)
{
  g_ptr_array_unref (self->proxies);
  g_ptr_array_unref (self->programs);
  g_clear_pointer (&self->name_server, program_stop);
  remove_folder (self->folder);
  g_free (self->folder);
  g_strfreev (self->environment);
  g_free (self);
}

/* Sets an environment variable of what is started from now on. */
void
stage_set (Stage      *self,
           const char *variable,
           const char *value)
{
  self->environment = g_environ_setenv (self->environment, variable, value, TRUE);
}

static Program *
run (Stage      *self,
     const char *first,
     va_list     rest)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "python3");
  for (const char *word = first; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  g_ptr_array_add (argv, NULL);

  return program_start (self->folder, (const char *const *) self->environment,
                        (const char *const *) argv->pdata);
}

/* Starts a program of the example. Returns: (transfer none) */
Program *
stage_run (Stage      *self,
           const char *script,
           ...)
{
  Program *program;
  va_list rest;

  va_start (rest, script);
  program = run (self, script, rest);
  va_end (rest);
  g_ptr_array_add (self->programs, program);

  return program;
}

static Program *
run_module (Stage      *self,
            const char *first,
            ...)
{
  Program *program;
  va_list rest;

  va_start (rest, first);
  program = run (self, first, rest);
  va_end (rest);

  return program;
}

/* From here on a name server runs, and what is started finds it. */
void
stage_need_names (Stage *self)
{
  const char *module = g_str_equal (self->generation, "Pyro5") ? "Pyro5.nameserver" : "Pyro4.naming";
  g_autofree char *port = NULL;

  if (self->name_server != NULL)
    return;

  self->name_server = run_module (self, "-m", module, "-n", "127.0.0.1", "-p", "0", "-x", NULL);
  port = program_await (self->name_server, "^URI = PYRO:Pyro.NameServer@127\\.0\\.0\\.1:(\\d+)$");
  self->name_server_port = (guint16) g_ascii_strtoull (port, NULL, 10);
  stage_set (self, "PYRO_NS_HOST", "127.0.0.1");
  stage_set (self, "PYRO_NS_PORT", port);
}

/* Starts a server of the example that wants a name server, and waits until it printed @ready, or by
 * default what Pyro's own loop prints. Returns: (transfer none) */
Program *
stage_serve (Stage      *self,
             const char *script,
             const char *ready)
{
  Program *server;

  stage_need_names (self);
  server = stage_run (self, script, NULL);
  g_free (program_await (server, ready != NULL ? ready : "daemon running"));

  return server;
}

/* Returns: (transfer none): a proxy for @uri, a text */
PyroProxy *
stage_proxy (Stage      *self,
             const char *uri)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) parsed = pyro_uri_parse (uri, 0, &error);
  PyroProxy *proxy;

  g_assert_no_error (error);
  proxy = pyro_proxy_new (parsed);
  pyro_proxy_set_timeout (proxy, 30 * G_TIME_SPAN_SECOND);
  g_ptr_array_add (self->proxies, proxy);

  return proxy;
}

/* Returns: (transfer none): a proxy for what is registered as @name, or will be soon: some servers do not
 * say when they are ready */
PyroProxy *
stage_lookup (Stage      *self,
              const char *name)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;

  stage_need_names (self);
  names = pyro_name_server_new_for_host ("127.0.0.1", self->name_server_port, &error);
  g_assert_no_error (error);
  while ((entry = pyro_name_server_lookup_sync (names, name, NULL, &error)) == NULL
         && g_get_monotonic_time () < deadline)
    {
      g_clear_error (&error);
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
  g_assert_no_error (error);

  return stage_proxy (self, entry->uri);
}

/* The order of a dict's items is the server's business. */
void
expect_value (PyroValue  *value,
              const char *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) expected = pyro_literal_parse (literal, -1, NULL, &error);

  g_assert_no_error (error);
  if (!pyro_value_equal (value, expected))
    assert_value (value, literal);
}

PyroValue *
fetch (Stage      *self,
       PyroProxy  *proxy,
       const char *method,
       const char *arguments)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = call (proxy, self->way, method, arguments, NULL, &error);

  g_assert_no_error (error);

  return value;
}

void
expect (Stage      *self,
        PyroProxy  *proxy,
        const char *method,
        const char *arguments,
        const char *result)
{
  g_autoptr(PyroValue) value = fetch (self, proxy, method, arguments);

  expect_value (value, result);
}

void
expect_raise (Stage      *self,
              PyroProxy  *proxy,
              const char *method,
              const char *arguments,
              const char *exception,
              const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, self->way, method, arguments, NULL, &error);
  PyroException *raised;

  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  raised = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_short_class_name (raised), ==, exception);
  g_assert_cmpstr (pyro_exception_get_message (raised), ==, message);
}

void
expect_get (Stage      *self,
            PyroProxy  *proxy,
            const char *attribute,
            const char *result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (self->way == SYNC)
    {
      value = pyro_proxy_get_sync (proxy, attribute, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result_ = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_proxy_get_async (proxy, attribute, NULL, take_result, &result_);
      taken = wait_for_result (&result_);
      value = pyro_proxy_get_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);
  expect_value (value, result);
}

void
expect_set (Stage      *self,
            PyroProxy  *proxy,
            const char *attribute,
            const char *literal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_literal_parse (literal, -1, NULL, &error);

  g_assert_no_error (error);
  if (self->way == SYNC)
    {
      pyro_proxy_set_sync (proxy, attribute, value, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_proxy_set_async (proxy, attribute, value, NULL, take_result, &result);
      taken = wait_for_result (&result);
      pyro_proxy_set_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);
}
