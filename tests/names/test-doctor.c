/* tests/names/test-doctor.c - what needs no live peer; tests/pyroctl/test_doctor.py has the rest
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/doctor.h"

#include <string.h>

#include "core/error.h"
#include "core/names/doctor-private.h"

static PyroConfig *
new_config (void)
{
  g_autoptr(GError) error = NULL;
  PyroConfig *config = pyro_config_new_from_environment ((const char *const[]) { NULL }, &error);

  g_assert_no_error (error);

  return config;
}

/* ---- Registrations ---- */

static const struct
{
  const char *uri;
  gboolean    bad; /* as a name server on another machine has it */
} registrations[] = {
  { "PYRO:x@localhost:1", TRUE },
  { "PYRO:x@LOCALHOST:1", TRUE },
  { "PYRO:x@127.0.0.1:1", TRUE },
  { "PYRO:x@127.0.1.1:1", TRUE },
  { "PYRO:x@[::1]:1", TRUE },
  { "PYRO:x@0.0.0.0:1", TRUE },
  { "PYRO:x@[::]:1", TRUE },
  { "PYRO:x@./u:/run/x.sock", TRUE },
  { "PYRO:x@192.0.2.7:1", FALSE },
  { "PYRO:x@robot:1", FALSE },
  { "PYRO:x@[2001:db8::1]:1", FALSE },
};

static void
test_registrations (void)
{
  g_autoptr(PyroUri) ns_uri = pyro_uri_parse ("PYRO:Pyro.NameServer@192.0.2.1:9090", 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (registrations); i++)
    {
      g_autoptr(PyroUri) uri = pyro_uri_parse (registrations[i].uri, 0, NULL);
      g_autofree char *location = pyro_uri_dup_location (uri);
      char *seen = NULL, *advice = NULL;

      g_test_message ("%s", registrations[i].uri);
      g_assert_cmpint (_pyro_doctor_judge_registration (uri, ns_uri, &seen, &advice), ==, registrations[i].bad);
      if (registrations[i].bad)
        {
          g_assert_nonnull (strstr (seen, "192.0.2.1:9090"));
          g_assert_nonnull (strstr (seen, location));
          g_assert_nonnull (strstr (advice, "Daemon(host=\"192.0.2.1\")"));
        }
      g_free (seen);
      g_free (advice);
    }
}

/* ---- A run ---- */

typedef struct
{
  GPtrArray    *findings;
  GCancellable *cancellable;
  const char   *cancel_at; /* cancelled when this step was told; NULL for never */
  GMainLoop    *loop;
  gboolean      finished;
  gboolean      healthy;
  GError       *error;
  guint         n_freed;
} Run;

static void
take_finding (const PyroFinding *finding,
              gpointer           user_data)
{
  Run *run = user_data;

  g_ptr_array_add (run->findings, pyro_finding_copy (finding));
  if (g_strcmp0 (finding->step, run->cancel_at) == 0)
    g_cancellable_cancel (run->cancellable);
}

static void
count_free (gpointer user_data)
{
  Run *run = user_data;

  run->n_freed++;
}

static void
examined_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;

  run->finished = pyro_doctor_examine_finish (result, &run->healthy, &run->error);
  g_main_loop_quit (run->loop);
}

static void
run_examination (Run        *run,
                 const char *target)
{
  g_autoptr(PyroConfig) config = new_config ();

  run->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_finding_free);
  run->cancellable = g_cancellable_new ();
  run->loop = g_main_loop_new (NULL, FALSE);
  pyro_doctor_examine_async (config, target, NULL, 0, G_TIME_SPAN_SECOND, take_finding, run, count_free,
                             run->cancellable, examined_cb, run);
  g_main_loop_run (run->loop);
  while (run->n_freed == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_clear (Run *run)
{
  g_assert_cmpuint (run->n_freed, ==, 1);
  g_ptr_array_unref (run->findings);
  g_object_unref (run->cancellable);
  g_main_loop_unref (run->loop);
  g_clear_error (&run->error);
}

static void
test_bad_targets (void)
{
  static const char *const targets[] = { "", "PYRO:x", "PYRO:@a:1", "PYRONAME:" };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      Run run = { 0 };

      run_examination (&run, targets[i]);
      g_assert_error (run.error, PYRO_ERROR, PYRO_ERROR_URI);
      g_assert_false (run.finished);
      g_assert_cmpuint (run.findings->len, ==, 0);
      run_clear (&run);
    }
}

/* A peer of which the system accepts connections, and no program does. */
static char *
new_silent_place (GSocketListener **listener)
{
  guint16 port;

  *listener = g_socket_listener_new ();
  port = g_socket_listener_add_any_inet_port (*listener, NULL, NULL);
  g_assert_cmpuint (port, >, 0);

  return g_strdup_printf ("127.0.0.1:%u", port);
}

static void
test_silence (void)
{
  g_autoptr(GSocketListener) listener = NULL;
  g_autofree char *place = new_silent_place (&listener);
  const PyroFinding *last;
  Run run = { 0 };

  run_examination (&run, place);
  g_assert_no_error (run.error);
  g_assert_true (run.finished);
  g_assert_false (run.healthy);
  last = run.findings->pdata[run.findings->len - 1];
  g_assert_cmpstr (last->step, ==, "handshake");
  g_assert_cmpint (last->state, ==, PYRO_FINDING_BAD);
  g_assert_nonnull (strstr (last->advice, "hangs"));
  run_clear (&run);
}

static void
accepted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  static const char alert[] = "\x15\x03\x01\0\x02\x02\x46";
  GSocketListener *listener = G_SOCKET_LISTENER (object);
  g_autoptr(GSocketConnection) connection = g_socket_listener_accept_finish (listener, result, NULL, NULL);
  g_autoptr(GError) error = NULL;

  if (connection == NULL)
    return; /* the test is over */

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), alert, sizeof alert - 1, NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (user_data, g_steal_pointer (&connection)); /* stays open: closing it would tell something as well */
  g_socket_listener_accept_async (listener, NULL, accepted_cb, user_data);
}

/* A peer that says in the words of TLS that it was not spoken to in them. */
static void
test_tls (void)
{
  g_autoptr(GSocketListener) listener = NULL;
  g_autofree char *place = new_silent_place (&listener);
  g_autoptr(GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  const PyroFinding *last;
  Run run = { 0 };

  g_socket_listener_accept_async (listener, NULL, accepted_cb, connections);
  run_examination (&run, place);
  g_assert_no_error (run.error);
  g_assert_false (run.healthy);
  last = run.findings->pdata[run.findings->len - 1];
  g_assert_cmpstr (last->step, ==, "TLS");
  g_assert_cmpint (last->state, ==, PYRO_FINDING_BAD);
  g_assert_nonnull (strstr (last->advice, "--tls"));
  g_socket_listener_close (listener);
  while (g_main_context_iteration (NULL, FALSE)) /* the last accept ends */
    ;
  run_clear (&run);
}

static void
test_cancel (void)
{
  static const char *const steps[] = { "address", "TCP" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(GSocketListener) listener = NULL;
      g_autofree char *place = new_silent_place (&listener);
      Run run = { .cancel_at = steps[i] };

      run_examination (&run, place);
      g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (run.findings->len, ==, i + 1);
      run_clear (&run);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doctor/registrations", test_registrations);
  g_test_add_func ("/doctor/bad-targets", test_bad_targets);
  g_test_add_func ("/doctor/silence", test_silence);
  g_test_add_func ("/doctor/tls", test_tls);
  g_test_add_func ("/doctor/cancel", test_cancel);

  return g_test_run ();
}
