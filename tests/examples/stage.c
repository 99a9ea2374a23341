/* tests/examples/stage.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stage.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/names/name-server.h"

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

/* Returns: (transfer full) (nullable): the folder of all examples; NULL where it is not to be had */
char *
stage_dup_examples (const char *generation)
{
  const char *path = g_getenv (g_str_equal (generation, "Pyro5") ? "PYRO5_EXAMPLES" : "PYRO4_EXAMPLES");

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : NULL;
}

/* NULL after g_test_skip() where the examples are not to be had. Its servers listen on loopback. */
Stage *
stage_open (const char *generation,
            Way         way,
            const char *example)
{
  g_autofree char *examples = stage_dup_examples (generation);
  g_autofree char *source = NULL;
  g_autoptr(GError) error = NULL;
  Stage *self;

  if (examples == NULL)
    {
      g_test_skip ("PYRO5_EXAMPLES or PYRO4_EXAMPLES names no folder with Pyro's examples");
      return NULL;
    }

  source = g_build_filename (examples, example, NULL);
  self = g_new0 (Stage, 1);
  self->generation = generation;
  self->way = way;
  self->root = g_dir_make_tmp ("pyro-example.XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = g_build_filename (self->root, "examples", example, NULL);
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
  remove_folder (self->root);
  g_free (self->root);
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

/* @fd: as of program_start() */
static Program *
run (Stage     *self,
     int        fd,
     GPtrArray *argv)
{
  g_ptr_array_add (argv, NULL);

  return program_start (self->folder, (const char *const *) self->environment,
                        (const char *const *) argv->pdata, fd);
}

static Program *
run_words (Stage      *self,
           int         fd,
           const char *first,
           ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  va_list rest;

  va_start (rest, first);
  for (const char *word = first; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (rest);

  return run (self, fd, argv);
}

/* Says whether Python has @modules, a list with commas. */
gboolean
stage_can_import (Stage      *self,
                  const char *modules)
{
  g_autofree char *code = g_strconcat ("import ", modules, NULL);
  const char *argv[] = { "python3", "-c", code, NULL };
  g_autoptr(GError) error = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (self->folder, (char **) argv, self->environment,
                               G_SPAWN_SEARCH_PATH_FROM_ENVP | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                               &status, &error));
  g_assert_no_error (error);

  return status == 0;
}

/* Starts a program of the example. Returns: (transfer none) */
Program *
stage_run (Stage      *self,
           const char *script,
           ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  Program *program;
  va_list rest;

  g_ptr_array_add (argv, (gpointer) "python3");
  va_start (rest, script);
  for (const char *word = script; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (rest);
  program = run (self, -1, argv);
  g_ptr_array_add (self->programs, program);

  return program;
}

/* Starts @program with words that have a space between them. Returns: (transfer none) */
Program *
stage_run_line (Stage      *self,
                const char *program,
                const char *line)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_auto(GStrv) words = g_strsplit (line, " ", -1);
  Program *started;

  g_ptr_array_add (argv, (gpointer) program);
  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (argv, *word);
  started = run (self, -1, argv);
  g_ptr_array_add (self->programs, started);

  return started;
}

/* What a script sees that makes a pair of sockets and forks, one process for each end: that it is the
 * child, and has an end of a pair of ours. */
static const char child[] =
  "import os, runpy, socket, sys\n"
  "end = socket.socket(fileno=3)\n"
  "socket.socketpair = lambda: (end, None)\n"
  "os.fork = lambda: 0\n"
  "runpy.run_path(sys.argv[1])\n";

/* What it sees that is the parent: its child is another program, which waits for the end. */
static const char parent[] =
  "import os, runpy, socket, subprocess, sys\n"
  "end = socket.socket(fileno=3)\n"
  "wait = [sys.executable, '-c', 'import sys; sys.stdin.read()']\n"
  "other = subprocess.Popen(wait, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
  "socket.socketpair = lambda: (None, end)\n"
  "os.fork = lambda: other.pid\n"
  "runpy.run_path(sys.argv[1])\n";

static Program *
run_half (Stage      *self,
          int         fd,
          const char *half,
          const char *script)
{
  Program *program = run_words (self, fd, "python3", "-c", half, script, NULL);

  g_ptr_array_add (self->programs, program);

  return program;
}

/* Starts the child's half of a script with @fd, a socket, which this takes. Returns: (transfer none) */
Program *
stage_run_child (Stage      *self,
                 int         fd,
                 const char *script)
{
  return run_half (self, fd, child, script);
}

/* The same for the parent's half. Returns: (transfer none) */
Program *
stage_run_parent (Stage      *self,
                  int         fd,
                  const char *script)
{
  return run_half (self, fd, parent, script);
}

/* From here on a name server runs, and what is started finds it. It is Python's, but among our own servers ours. */
void
stage_need_names (Stage *self)
{
  const char *module = g_str_equal (self->generation, "Pyro5") ? "Pyro5.nameserver" : "Pyro4.naming";
  g_autofree char *port = NULL;

  if (self->name_server != NULL)
    return;

  if (self->pyroctl != NULL)
    self->name_server = run_words (self, -1, self->pyroctl, "ns", "-n", "127.0.0.1", "-p", "0", "-x", NULL);
  else
    self->name_server = run_words (self, -1, "python3", "-m", module, "-n", "127.0.0.1", "-p", "0", "-x", NULL);
  port = program_await (self->name_server, "^URI = PYRO:Pyro.NameServer@127\\.0\\.0\\.1:(\\d+)$");
  self->name_server_port = (guint16) g_ascii_strtoull (port, NULL, 10);
  stage_set (self, "PYRO_NS_HOST", "127.0.0.1");
  stage_set (self, "PYRO_NS_PORT", port);
}

/* Until stage_need_names() there is no name server, and the next one knows nothing. */
void
stage_leave_names (Stage *self)
{
  g_clear_pointer (&self->name_server, program_stop);
  self->environment = g_environ_unsetenv (self->environment, "PYRO_NS_HOST");
  self->environment = g_environ_unsetenv (self->environment, "PYRO_NS_PORT");
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

/* Waits until the first program of the example printed what matches @pattern. */
void
stage_await (Stage      *self,
             const char *pattern)
{
  g_free (program_await (self->programs->pdata[0], pattern));
}

/* Starts a server that prints the URI of @object, and gives a proxy for that. Returns: (transfer none) */
PyroProxy *
stage_serve_uri (Stage      *self,
                 const char *script,
                 const char *object)
{
  g_autofree char *pattern = g_strdup_printf ("(PYRO:%s@[^\\s'<>]+)", object);
  g_autofree char *uri = program_await (stage_run (self, script, NULL), pattern);

  return stage_proxy (self, uri);
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

/* Returns: (transfer none): another proxy for the same object: another connection, another session */
PyroProxy *
stage_again (Stage     *self,
             PyroProxy *proxy)
{
  g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));

  return stage_proxy (self, uri);
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
