/* tests/matrix/cell.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/matrix/cell.h"

#include <string.h>

#include "core/error.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"

/* Either may be NULL for any. */
gboolean
cell_is (Cell       *self,
         const char *generation,
         const char *serializer)
{
  return (generation == NULL || g_str_equal (self->side->generation, generation)) &&
         (serializer == NULL || g_str_equal (self->serializer, serializer));
}

void
cell_set_up_proxy (Cell      *self,
                   PyroProxy *proxy)
{
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_timeout (proxy, NEVER);
  g_assert_true (pyro_proxy_set_serializer (proxy, self->serializer, &error));
  g_assert_no_error (error);
}

PyroProxy *
cell_new_proxy_for (Cell       *self,
                    const char *uri)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) parsed = pyro_uri_parse (uri, 0, &error);
  PyroProxy *proxy;

  g_assert_no_error (error);
  proxy = pyro_proxy_new (parsed);
  cell_set_up_proxy (self, proxy);

  return proxy;
}

PyroProxy *
cell_new_proxy (Cell *self)
{
  return cell_new_proxy_for (self, self->side->uri);
}

/* Returns: (transfer full): a literal of a text that nobody else notes down */
char *
cell_new_entry (Cell *self)
{
  g_autofree char *text = g_uuid_string_random ();

  return g_strdup_printf ("'%s'", text);
}

PyroValue *
must_call (Cell       *self,
           PyroProxy  *proxy,
           const char *method,
           const char *arguments)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = call (proxy, self->way, method, arguments, NULL, &error);

  g_assert_no_error (error);

  return value;
}

PyroReply *
must_send (Cell      *self,
           PyroProxy *proxy,
           PyroCall  *one)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;
  PyroReply *reply;

  if (self->way == SYNC)
    {
      reply = pyro_proxy_send_sync (proxy, one, NULL, &error);
    }
  else
    {
      pyro_proxy_send_async (proxy, one, NULL, take_result, &result);
      g_assert_null (result);
      taken = wait_for_result (&result);
      reply = pyro_proxy_send_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);

  return reply;
}

PyroCall *
new_call (const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);

  return pyro_call_new ("grid", method, args, kwargs);
}

void
check_returns (Cell       *self,
               PyroProxy  *proxy,
               const char *method,
               const char *arguments,
               const char *result)
{
  g_autoptr(PyroValue) value = must_call (self, proxy, method, arguments);

  check_value (self, value, result);
}

void
check_raises (Cell       *self,
              PyroProxy  *proxy,
              const char *method,
              const char *arguments,
              const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, self->way, method, arguments, NULL, &error);

  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  check_text (self, error->message, message);
}

/* Frees the error, for the next one. */
void
check_error (Cell    *self,
             GError **error,
             GQuark   domain,
             int      code)
{
  g_assert_error (*error, domain, code);
  g_clear_error (error);
  self->n_checks++;
}

void
check_text (Cell       *self,
            const char *text,
            const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  self->n_checks++;
}

void
check_value (Cell       *self,
             PyroValue  *value,
             const char *expected)
{
  g_autofree char *text = pyro_value_repr (value);

  check_text (self, text, expected);
}

/* Asks again and again: a daemon that runs one method at a time does nothing else meanwhile. */
void
check_happens (Cell       *self,
               PyroProxy  *proxy,
               const char *entry)
{
  g_autofree char *arguments = g_strdup_printf ("%s, 1, 0.05", entry);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr(PyroValue) count = must_call (self, proxy, "wait_for", arguments);
      gint64 number;

      if (pyro_value_get_int64 (count, &number) && number > 0)
        {
          self->n_checks++;
          return;
        }
    }
  g_error ("%s did not happen", entry);
}

void
check_soon (Cell   *self,
            gint64  began)
{
  g_assert_cmpint (g_get_monotonic_time () - began, <, SOON);
  self->n_checks++;
}

/*
 * cell_note:
 * @letter: which of the reasons it is
 * @what: what clients.py is to do; NULL where that was checked otherwise
 * @answer: what its answer begins with
 *
 * Notes what Python's own client cannot do, after it has tried.
 */
void
cell_note (Cell       *self,
           char        letter,
           const char *what,
           const char *answer)
{
  if (strchr (self->notes, letter) != NULL)
    return;

  if (what != NULL)
    {
      g_autofree char *said = side_ask_clients (self->side, self->serializer, what);

      if (!g_str_has_prefix (said, answer))
        g_error ("Python's client should have failed to do “%s” with “%s”, but: %s", what, answer, said);
    }
  g_assert_cmpuint (strlen (self->notes), <, MAX_NOTES);
  self->notes[strlen (self->notes)] = letter;
}

/* The same where nothing can be done at all. */
void
cell_give_up (Cell       *self,
              char        letter,
              const char *what,
              const char *answer)
{
  cell_note (self, letter, what, answer);
  self->hopeless = TRUE;
}
