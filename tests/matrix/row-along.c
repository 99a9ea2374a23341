/* tests/matrix/row-along.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes along with calls, and what is more than a plain value in them. */

#include "tests/matrix/feature.h"

#include <string.h>

#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "core/value/repr.h"
#include "core/wire/correlation.h"
#include "tests/matrix/blob-catcher.h"
#include "tests/matrix/frame-watch.h"

#define ID "00112233-4455-6677-8899-aabbccddeeff"

/* ---- Annotations, correlation ids ---- */

static PyroAnnotations *
new_annotations (const char *id,
                 const char *text)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return pyro_annotations_with (none, id, bytes, NULL);
}

/* What the daemon was told along with @one, a call of context(). */
static void
check_context (Cell       *cell,
               PyroProxy  *proxy,
               PyroCall   *one,
               const char *annotations,
               const char *correlation)
{
  g_autoptr(PyroReply) reply = must_send (cell, proxy, one);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) context = pyro_reply_decode (reply, &error);
  g_autofree char *id = pyro_reply_dup_correlation (reply);

  g_assert_no_error (error);
  if (annotations != NULL)
    check_value (cell, pyro_value_get_item (context, 0), annotations);
  if (correlation != NULL)
    check_text (cell, pyro_value_get_string (pyro_value_get_item (context, 1), NULL), correlation);
  check_text (cell, id, pyro_value_get_string (pyro_value_get_item (context, 1), NULL));
}

static void
check_request_annotations (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroCall) plain = new_call ("context", "''");
  g_autoptr(PyroAnnotations) of_call = new_annotations ("MINE", "abc");
  g_autoptr(PyroAnnotations) of_proxy = new_annotations ("YOUR", "x");
  g_autoptr(PyroCall) annotated = pyro_call_with_annotations (plain, of_call);

  check_context (cell, proxy, annotated, "[['MINE', '616263']]", NULL);
  pyro_proxy_set_annotations (proxy, of_proxy);
  check_context (cell, proxy, annotated, "[['MINE', '616263'], ['YOUR', '78']]", NULL);
  pyro_proxy_set_annotations (proxy, NULL);
  check_context (cell, proxy, plain, "[]", NULL);
}

static void
check_response_annotations (Cell *cell)
{
  static const char *const texts[] = { "one", "two" };
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroCall) plain = new_call ("echo", "1,");
  g_autoptr(PyroReply) reply = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("'%s'", texts[i]);
      g_autoptr(PyroCall) one = new_call ("context", arguments);
      g_autoptr(PyroReply) annotated = must_send (cell, proxy, one);
      GBytes *answer = pyro_annotations_lookup (pyro_reply_get_annotations (annotated), "ANSW");

      check (cell, answer != NULL && g_bytes_get_size (answer) == 3);
      check (cell, memcmp (g_bytes_get_data (answer, NULL), texts[i], 3) == 0);
    }
  reply = must_send (cell, proxy, plain);
  check (cell, pyro_annotations_lookup (pyro_reply_get_annotations (reply), "ANSW") == NULL);
}

static void
check_correlation (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroCall) plain = new_call ("context", "''");
  g_autoptr(PyroCall) correlated = NULL;
  guint8 id[PYRO_CORRELATION_SIZE];

  g_assert_true (pyro_correlation_parse (ID, id, NULL));
  correlated = pyro_call_with_correlation (plain, id);
  check_context (cell, proxy, correlated, "[]", ID);
  pyro_proxy_set_correlation (proxy, id);
  check_context (cell, proxy, plain, "[]", ID);
  pyro_proxy_set_correlation (proxy, NULL);
  check_context (cell, proxy, plain, "[]", NULL); /* the daemon makes one up */
}

/* ---- Compression ---- */

static void
check_compressed (Cell      *cell,
                  PyroProxy *proxy,
                  guint      size,
                  gboolean   sent,
                  gboolean   received)
{
  g_autoptr(FrameWatch) watch = frame_watch_new ();
  g_autofree char *text = g_strnfill (size, 'x');
  g_autofree char *literal = g_strdup_printf ("'%s'", text);

  pyro_proxy_set_tap (proxy, PYRO_TAP (watch));
  check_returns (cell, proxy, "echo", literal, literal);
  pyro_proxy_set_tap (proxy, NULL);
  check (cell, frame_watch_saw (watch, PYRO_TAP_OUT, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_COMPRESSED) == sent);
  check (cell, frame_watch_saw (watch, PYRO_TAP_IN, PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_COMPRESSED) == received);
}

static void
check_compressed_requests (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);

  check_returns (cell, proxy, "echo", "1", "1");
  check_compressed (cell, proxy, 10000, FALSE, FALSE);
  pyro_proxy_set_compression (proxy, TRUE);
  check_compressed (cell, proxy, 10000, TRUE, FALSE);
  check_compressed (cell, proxy, 10, FALSE, FALSE);
}

static void
check_compressed_replies (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);

  check_returns (cell, proxy, "compress", "True", "None");
  check_compressed (cell, proxy, 10000, FALSE, TRUE);
  check_compressed (cell, proxy, 200000, FALSE, TRUE); /* which is read in a thread */
  check_returns (cell, proxy, "compress", "False", "None");
  check_compressed (cell, proxy, 10000, FALSE, FALSE);
}

/* ---- Blobs ---- */

/* What Pyro unpacks in json is the name of a field, of its own blobs as well. */
static void
check_blob (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroValue) info = pyro_value_new_string ("label");
  g_autoptr(PyroValue) data = pyro_literal_parse ("['x', 1]", -1, NULL, NULL);
  g_autoptr(PyroBlob) blob = pyro_blob_new (info, data);
  g_autoptr(PyroCall) one = pyro_call_new_blob ("grid", "take_blob", blob);
  g_autoptr(PyroReply) reply = must_send (cell, proxy, one);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) answer = pyro_reply_decode (reply, &error);

  g_assert_no_error (error);
  if (cell_is (cell, NULL, "json"))
    cell_note (cell, 'c', "blob", "done ['label', 'params']");
  check_value (cell, answer, cell_is (cell, NULL, "json") ? "['label', 'params']" : "['label', ['x', 1]]");
}

/* Python's own proxy sends one here, and it is passed on unread. */
static void
check_blob_from_python (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroProxy) next = cell_new_proxy (cell);
  BlobCatcher *catcher = blob_catcher_new ();
  g_autofree char *arguments = g_strdup_printf ("'PYRO:catcher@127.0.0.1:%u', '%s', 'label', ['x', [1, 2]]",
                                                blob_catcher_get_port (catcher), cell->serializer);
  g_autoptr(PyroBlob) blob = NULL;
  g_autoptr(PyroCall) forward = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) data = NULL;
  g_autoptr(PyroValue) answer = NULL;
  g_autoptr(GError) error = NULL;

  check_returns (cell, proxy, "send_blob", arguments, "'caught'");
  blob = blob_catcher_finish (catcher);
  check_text (cell, pyro_blob_get_object (blob), "catcher");
  check_text (cell, pyro_blob_get_method (blob), "take");
  check_value (cell, pyro_blob_get_info (blob), "'label'");
  data = pyro_blob_decode (blob, &error);
  g_assert_no_error (error);
  check_value (cell, data, "['x', [1, 2]]");

  forward = pyro_call_new_blob ("grid", "take_blob", blob);
  reply = must_send (cell, next, forward);
  answer = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  if (cell_is (cell, NULL, "json"))
    cell_note (cell, 'c', "blob", "done ['label', 'params']");
  check_value (cell, answer, cell_is (cell, NULL, "json") ? "['label', 'params']" : "['label', ['x', [1, 2]]]");
}

/* ---- The daemon, and proxies ---- */

static void
check_daemon_sync (Cell             *cell,
                   PyroRemoteDaemon *daemon)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) ids = pyro_remote_daemon_registered_sync (daemon, NULL, &error);
  g_autofree char *info = pyro_remote_daemon_info_sync (daemon, NULL, &error);
  g_autoptr(PyroMetadata) metadata = pyro_remote_daemon_get_metadata_sync (daemon, "grid", NULL, &error);

  g_assert_no_error (error);
  check (cell, g_strv_contains ((const char *const *) ids, "grid"));
  check (cell, g_str_has_prefix (info, "Pyro.Daemon bound on 127.0.0.1:"));
  check (cell, pyro_metadata_is_oneway (metadata, "note_after"));
  check (cell, pyro_metadata_has_attribute (metadata, "level"));
  check (cell, pyro_remote_daemon_ping_sync (daemon, NULL, &error));
}

static void
check_daemon_async (Cell             *cell,
                    PyroRemoteDaemon *daemon)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) ids = NULL;
  g_autofree char *info = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;

  pyro_remote_daemon_registered_async (daemon, NULL, take_result, &result);
  taken = wait_for_result (&result);
  ids = pyro_remote_daemon_registered_finish (daemon, taken, &error);
  g_clear_object (&taken);
  pyro_remote_daemon_info_async (daemon, NULL, take_result, &result);
  taken = wait_for_result (&result);
  info = pyro_remote_daemon_info_finish (daemon, taken, &error);
  g_clear_object (&taken);
  pyro_remote_daemon_get_metadata_async (daemon, "grid", NULL, take_result, &result);
  taken = wait_for_result (&result);
  metadata = pyro_remote_daemon_get_metadata_finish (daemon, taken, &error);
  g_clear_object (&taken);
  pyro_remote_daemon_ping_async (daemon, NULL, take_result, &result);
  taken = wait_for_result (&result);
  check (cell, pyro_remote_daemon_ping_finish (daemon, taken, &error));
  g_assert_no_error (error);
  check (cell, g_strv_contains ((const char *const *) ids, "grid"));
  check (cell, g_str_has_prefix (info, "Pyro.Daemon bound on 127.0.0.1:"));
  check (cell, pyro_metadata_is_oneway (metadata, "note_after"));
  check (cell, pyro_metadata_has_attribute (metadata, "level"));
}

static void
check_daemon (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroRemoteDaemon) daemon = pyro_remote_daemon_new (proxy);

  if (cell->way == SYNC)
    check_daemon_sync (cell, daemon);
  else
    check_daemon_async (cell, daemon);
}

static void
check_usable (Cell       *cell,
              PyroValue  *value,
              const char *path,
              PyroProxy  *model)
{
  g_autoptr(GError) error = NULL;
  PyroValue *found = pyro_value_lookup_path (value, path, &error);
  g_autoptr(PyroProxy) thing = NULL;

  g_assert_no_error (error);
  thing = pyro_proxy_new_from_value (found, model, &error);
  g_assert_no_error (error);
  check_text (cell, pyro_proxy_get_serializer (thing), cell->serializer);
  check_returns (cell, thing, "double", "21", "42");
}

static void
check_proxies (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroValue) uri = must_call (cell, proxy, "thing_uri", "");
  g_autoptr(PyroValue) one = NULL;
  g_autoptr(PyroValue) many = NULL;

  check_usable (cell, uri, "", proxy);
  if (cell_is (cell, NULL, "marshal"))
    {
      cell_note (cell, 'a', "proxies", cell_is (cell, "4", NULL) ? "AttributeError: 'dict' object has no attribute"
                                                                 : "SecurityError: refused to deserialize");
      return;
    }

  one = must_call (cell, proxy, "thing", "");
  check_usable (cell, one, "", proxy);
  many = must_call (cell, proxy, "things", "");
  check_usable (cell, many, "['list'][0]", proxy);
  check_usable (cell, many, "['list'][1]['deep']", proxy);
  check_usable (cell, many, "['uri']", proxy);
}

const Feature along_features[] = {
  { "annotations: request", check_request_annotations },
  { "annotations: response", check_response_annotations },
  { "correlation ids", check_correlation },
  { "compression: requests", check_compressed_requests },
  { "compression: replies", check_compressed_replies },
  { "blobs: to Python", check_blob },
  { "blobs: from Python, passed on", check_blob_from_python },
  { "the daemon's own object", check_daemon },
  { "proxies in results", check_proxies },
  { NULL },
};
