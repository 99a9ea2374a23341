/* tests/ui/models/test-hosted-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "tests/ui/models/mirror.h"
#include "ui/models/hosted-object.h"

#include <string.h>

static char *
describe (LensHostedObject *hosted)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (hosted)); i++)
    {
      g_autoptr(LensIncomingCall) call = g_list_model_get_item (G_LIST_MODEL (hosted), i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", lens_incoming_call_get_line (call));
      g_assert_nonnull (lens_incoming_call_get_time (call));
    }

  return g_string_free_and_steal (text);
}

typedef struct
{
  DirectedPeer *peer;
  char         *answer;
} Asking;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Asking *asking = user_data;

  asking->answer = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);
  g_assert_nonnull (asking->answer);
}

static gboolean
is_answered (gpointer data)
{
  return ((Asking *) data)->answer != NULL;
}

/* The loop runs meanwhile: it is who serves. */
static char *
ask (DirectedPeer *peer,
     const char   *uri,
     const char   *action)
{
  Asking asking = { peer, NULL };
  g_autofree char *line = g_strdup_printf ("%s %s\n", uri, action);

  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (peer->process), line, strlen (line),
                                            NULL, NULL, NULL));
  g_data_input_stream_read_line_async (peer->lines, G_PRIORITY_DEFAULT, NULL, answered_cb, &asking);
  wait_until (is_answered, &asking);

  return asking.answer;
}

static void
assert_answer (DirectedPeer *peer,
               const char   *uri,
               const char   *action,
               const char   *expected)
{
  g_autofree char *answer = ask (peer, uri, action);

  g_assert_cmpstr (answer, ==, expected);
}

/* Widgets show the list, so nobody else may change it. */
static void
changed_cb (void)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
}

/* A Python proxy finds the methods, and its calls are noted with what was sent. */
static void
test_called (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "caller.py", NULL);
  g_autoptr(LensHostedObject) hosted = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *calls = NULL;
  g_autofree char *uri = NULL;
  Mirror mirror;

  if (peer == NULL)
    return;

  hosted = lens_hosted_object_new ("notify, message callback", " ", &error); /* a blank is no address, least of all each */
  g_assert_no_error (error);
  uri = g_strdup (lens_hosted_object_get_uri (hosted));
  g_assert_nonnull (strstr (uri, "@127.0.0.1:"));
  g_signal_connect (hosted, "items-changed", G_CALLBACK (changed_cb), NULL);
  mirror_start (&mirror, G_LIST_MODEL (hosted));
  assert_answer (peer, uri, "proxy.notify(1, 'x', when=None)", "done");
  assert_answer (peer, uri, "proxy.message([1, (2, 3)])", "done");
  assert_answer (peer, uri, "proxy.unknown()", "done"); /* an AttributeError there */
  calls = describe (hosted);
  g_assert_cmpstr (calls, ==, "notify(1, 'x', when=None)\nmessage([1, (2, 3)])");
  g_assert_cmpuint (lens_hosted_object_get_n_calls (hosted), ==, 2);
  mirror_stop (&mirror);

  g_assert_true (lens_hosted_object_get_running (hosted));
  lens_hosted_object_stop (hosted);
  g_assert_false (lens_hosted_object_get_running (hosted));
  assert_answer (peer, uri, "proxy.notify()", "failed CommunicationError");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hosted)), ==, 2);
  g_assert_finalize_object (g_steal_pointer (&hosted));
}

static void
test_refused (void)
{
  static const struct { const char *methods; const char *host; const char *message; } wrong[] = {
    { "", NULL, "From 1 to 100 methods have to be named" },
    { "notify, 1st", NULL, "“1st” is no name of a method" },
    { "_private", NULL, "“_private” is no name of a method" },
    { "notify", "192.0.2.1", NULL }, /* no address of this machine */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (lens_hosted_object_new (wrong[i].methods, wrong[i].host, &error));
      g_assert_nonnull (error);
      if (wrong[i].message != NULL)
        g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/hosted-object/called", test_called);
  g_test_add_func ("/models/hosted-object/refused", test_refused);

  return g_test_run ();
}
