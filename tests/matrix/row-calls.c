/* tests/matrix/row-calls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one call can do, and how it ends. */

#include "tests/matrix/feature.h"

#include <string.h>

#include "core/error.h"
#include "core/value/literal.h"
#include "core/wire/exception.h"

static void
check_call (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroCall) one = new_call ("echo", "1,");
  g_autoptr(PyroReply) reply = NULL;

  check_returns (cell, proxy, "echo", "{'a': [1, 2.5, None, True, 'ä']}", "{'a': [1, 2.5, None, True, 'ä']}");
  check_returns (cell, proxy, "echo", "value=[]", "[]");
  check_returns (cell, proxy, "keywords", "1", "[1, 2, [], 3, {}]");
  check_returns (cell, proxy, "keywords", "1, 5, 6, 'x', third=7, other=8", "[1, 5, [6, 'x'], 7, {'other': 8}]");
  check (cell, (pyro_proxy_get_generation (proxy) == pyro_generation_get_pyro4 ()) == cell_is (cell, "4", NULL));
  reply = must_send (cell, proxy, one);
  check_text (cell, pyro_generation_get_serializer_name (pyro_proxy_get_generation (proxy),
                                                         pyro_frame_get_serializer_id (pyro_reply_get_frame (reply))),
              cell->serializer);
}

static void
check_exception (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *class_name = g_strdup_printf ("Pyro%s.errors.NamingError", cell->side->generation);
  g_autofree char *traceback = NULL;
  g_autoptr(GError) error = NULL;
  PyroException *exception;
  PyroValue *none = call (proxy, cell->way, "fail_deeper", "3", NULL, &error);

  g_assert_null (none);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  exception = pyro_remote_error_get_exception (error);
  check_text (cell, pyro_exception_get_class_name (exception), class_name);
  check_text (cell, pyro_exception_get_message (exception), "at the bottom");
  traceback = g_strjoinv ("\n", (char **) pyro_exception_get_traceback (exception));
  check (cell, g_str_has_prefix (traceback, "Traceback (most recent call last)"));
  check (cell, strstr (traceback, ", in fail_deeper\n") != NULL);
  check (cell, strstr (traceback, "grid.py") != NULL);

  check_raises (cell, proxy, "fail", "'text'", "ValueError: ('text', 42)");
  check_returns (cell, proxy, "echo", "1", "1"); /* and the connection lives on */
}

/* ---- The handshake ---- */

static void
check_handshake (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *literal = g_strdup_printf ("{'pass': %s}", entry);
  g_autofree char *ask = g_strdup_printf ("\"handshake %s\"", literal);
  g_autoptr(PyroValue) handshake = pyro_literal_parse (literal, -1, NULL, NULL);

  pyro_proxy_set_handshake (proxy, handshake);
  check_returns (cell, proxy, "wait_for", ask, "1");
}

static void
check_refusal (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(PyroValue) bad = pyro_value_new_string ("go away");
  g_autoptr(PyroValue) good = pyro_value_new_string ("hello");
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_handshake (proxy, bad);
  check (cell, !bind_proxy (proxy, cell->way, NULL, &error));
  check_text (cell, error->message, "The daemon refused the connection: not today");
  check_error (cell, &error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  pyro_proxy_set_handshake (proxy, good);
  check_returns (cell, proxy, "echo", "1", "1");
}

/* ---- Time ---- */

/* The daemon does not come back from this greeting. */
static void
check_connect_timeout (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *literal = g_strdup_printf ("{'hang': %s}", entry);
  g_autoptr(PyroValue) hang = pyro_literal_parse (literal, -1, NULL, NULL);
  g_autoptr(PyroValue) usual = pyro_value_new_string ("hello");
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_handshake (proxy, hang);
  pyro_proxy_set_connect_timeout (proxy, 100 * G_TIME_SPAN_MILLISECOND);
  check (cell, !bind_proxy (proxy, cell->way, NULL, &error));
  check (cell, strstr (error->message, "no answer to the handshake came within 0.1 s") != NULL);
  check_error (cell, &error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  side_await_hang (cell->side);
  side_let_go (cell->side);
  pyro_proxy_set_handshake (proxy, usual);
  pyro_proxy_set_connect_timeout (proxy, NEVER);
  check_happens (cell, proxy, entry);
}

static void
check_call_timeout (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *arguments = g_strconcat (entry, ",", NULL);
  g_autoptr(GError) error = NULL;
  PyroValue *none;

  check_returns (cell, proxy, "echo", "1", "1");
  pyro_proxy_set_timeout (proxy, 100 * G_TIME_SPAN_MILLISECOND);
  none = call (proxy, cell->way, "hang", arguments, NULL, &error);
  check (cell, none == NULL);
  check_text (cell, error->message, "No answer came within 0.1 s");
  check_error (cell, &error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  side_await_hang (cell->side);
  side_let_go (cell->side);
  pyro_proxy_set_timeout (proxy, NEVER);
  check_returns (cell, proxy, "echo", "'not the late reply'", "'not the late reply'");
  check_happens (cell, proxy, entry);
}

/* ---- One way ---- */

static void
check_oneway (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autofree char *entry = cell_new_entry (cell);
  g_autofree char *other = cell_new_entry (cell);
  g_autofree char *after = g_strdup_printf ("%s, %s", entry, other);
  g_autofree char *ask_now = g_strdup_printf ("%s, 1, 0", entry);
  g_autoptr(PyroCall) plain = new_call ("note", other);
  g_autoptr(PyroCall) forced = pyro_call_with_oneway (plain, TRUE);
  g_autoptr(PyroCall) failing = new_call ("fail", "'unheard'");
  g_autoptr(PyroCall) failing_oneway = pyro_call_with_oneway (failing, TRUE);

  check_returns (cell, proxy, "note_after", after, "None"); /* one that says so itself */
  check_returns (cell, proxy, "wait_for", ask_now, "0");
  check (cell, must_send (cell, proxy, forced) == NULL); /* one that is called so */
  check_returns (cell, proxy, "wait_for", entry, "1");
  check (cell, must_send (cell, proxy, failing_oneway) == NULL);
  check_returns (cell, proxy, "echo", "1", "1");
}

/* ---- Attributes ---- */

static PyroValue *
get (Cell        *cell,
     PyroProxy   *proxy,
     const char  *attribute,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_proxy_get_sync (proxy, attribute, NULL, error);

  pyro_proxy_get_async (proxy, attribute, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_get_finish (proxy, taken, error);
}

static gboolean
set (Cell        *cell,
     PyroProxy   *proxy,
     const char  *attribute,
     gint64       number,
     GError     **error)
{
  g_autoptr(PyroValue) value = pyro_value_new_int (number);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (cell->way == SYNC)
    return pyro_proxy_set_sync (proxy, attribute, value, NULL, error);

  pyro_proxy_set_async (proxy, attribute, value, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_set_finish (proxy, taken, error);
}

static void
note_attributes (Cell *cell)
{
  if (cell_is (cell, NULL, "marshal"))
    cell_note (cell, 'd', "attribute", "AttributeError: 'NoneType' object has no attribute 'items'");
}

static void
check_get (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) level = NULL;
  PyroValue *none;

  note_attributes (cell);
  check (cell, set (cell, proxy, "level", 3, &error));
  level = get (cell, proxy, "level", &error);
  g_assert_no_error (error);
  check_value (cell, level, "3");
  none = get (cell, proxy, "levle", &error);
  check (cell, none == NULL);
  check_error (cell, &error, PYRO_ERROR, PYRO_ERROR_MEMBER);
}

static void
check_set (Cell *cell)
{
  g_autoptr(PyroProxy) proxy = cell_new_proxy (cell);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) level = NULL;

  note_attributes (cell);
  check (cell, set (cell, proxy, "level", 7, &error));
  check (cell, !set (cell, proxy, "level", -7, &error));
  check_text (cell, error->message, "ValueError: below nothing");
  check_error (cell, &error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  level = get (cell, proxy, "level", &error);
  g_assert_no_error (error);
  check_value (cell, level, "7");
}

const Feature call_features[] = {
  { "calls, keyword arguments", check_call },
  { "exceptions, remote traceback", check_exception },
  { "handshake: value", check_handshake },
  { "handshake: refusal", check_refusal },
  { "time limit: connecting", check_connect_timeout },
  { "time limit: call", check_call_timeout },
  { "one-way calls", check_oneway },
  { "attributes: get", check_get },
  { "attributes: set", check_set },
  { NULL },
};
