/* tests/client/far-side.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/client/far-side.h"

#include "core/value/literal.h"
#include "core/value/repr.h"

void
peer_start (Peer       *self,
            const char *script,
            ...)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "client", script, NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GError) error = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "python3");
  g_ptr_array_add (argv, path);
  va_start (arguments, script);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  self->line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->line);
}

static void
peer_clear (Peer *self)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
  g_clear_pointer (&self->line, g_free);
}

void
peer_stop (Peer *self)
{
  if (self->process == NULL)
    return;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  peer_clear (self);
}

void
peer_kill (Peer *self)
{
  g_subprocess_force_exit (self->process);
  peer_clear (self);
}

PyroUri *
peer_dup_uri (Peer *self)
{
  g_autoptr(GError) error = NULL;
  PyroUri *uri = pyro_uri_parse (self->line, 0, &error);

  g_assert_no_error (error);

  return uri;
}

PyroProxy *
peer_new_proxy (Peer *self)
{
  g_autoptr(PyroUri) uri = peer_dup_uri (self);

  return pyro_proxy_new (uri);
}

void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

/* Returns: (transfer full) */
GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

void
parse_arguments (const char  *text,
                 PyroValue  **args,
                 PyroValue  **kwargs)
{
  g_autoptr(GError) error = NULL;

  pyro_literal_parse_arguments (text, -1, args, kwargs, NULL, &error);
  g_assert_no_error (error);
}

PyroValue *
call (PyroProxy     *proxy,
      Way            way,
      const char    *method,
      const char    *arguments,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  parse_arguments (arguments, &args, &kwargs);
  if (way == SYNC)
    return pyro_proxy_call_sync (proxy, method, args, kwargs, cancellable, error);

  pyro_proxy_call_async (proxy, method, args, kwargs, cancellable, take_result, &result);
  g_assert_null (result); /* never from within */
  taken = wait_for_result (&result);

  return pyro_proxy_call_finish (proxy, taken, error);
}

void
assert_value (PyroValue  *value,
              const char *literal)
{
  g_autofree char *text = pyro_value_repr (value);

  g_assert_cmpstr (text, ==, literal);
}

void
assert_call (PyroProxy  *proxy,
             Way         way,
             const char *method,
             const char *arguments,
             const char *result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, way, method, arguments, NULL, &error);

  g_assert_no_error (error);
  assert_value (value, result);
}

gboolean
bind_proxy (PyroProxy     *proxy,
            Way            way,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (way == SYNC)
    return pyro_proxy_bind_sync (proxy, cancellable, error);

  pyro_proxy_bind_async (proxy, cancellable, take_result, &result);
  g_assert_null (result);
  taken = wait_for_result (&result);

  return pyro_proxy_bind_finish (proxy, taken, error);
}

void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

guint
count_descriptors (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}
