/* tests/examples/expect.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "expect.h"

#include <string.h>

#include "core/value/literal.h"
#include "core/value/repr.h"

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

gint64
get_int (PyroValue *value)
{
  gint64 number = 0;

  g_assert_true (pyro_value_get_int64 (value, &number));

  return number;
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

/* The call does not come through. */
void
expect_fail (Stage      *self,
             PyroProxy  *proxy,
             const char *method,
             const char *arguments,
             GQuark      domain,
             int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, self->way, method, arguments, NULL, &error);

  g_assert_null (value);
  g_assert_error (error, domain, code);
}

PyroCall *
make_call (PyroProxy  *proxy,
           const char *method,
           const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);

  return pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (proxy)), method, args, kwargs);
}

PyroCall *
annotate (PyroCall   *call,
          const char *id,
          const char *text)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new (text, strlen (text));
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (none, id, data, NULL);

  g_assert_nonnull (annotations);

  return pyro_call_with_annotations (call, annotations);
}

PyroReply *
send_call (Stage     *self,
           PyroProxy *proxy,
           PyroCall  *call)
{
  g_autoptr(GError) error = NULL;
  PyroReply *reply;

  if (self->way == SYNC)
    {
      reply = pyro_proxy_send_sync (proxy, call, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_proxy_send_async (proxy, call, NULL, take_result, &result);
      taken = wait_for_result (&result);
      reply = pyro_proxy_send_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);

  return reply;
}

void
add_call (PyroBatch  *batch,
          const char *method,
          const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);
  pyro_batch_add (batch, method, args, kwargs);
}

PyroBatchReply *
run_batch (Stage     *self,
           PyroBatch *batch)
{
  g_autoptr(GError) error = NULL;
  PyroBatchReply *reply;

  if (self->way == SYNC)
    {
      reply = pyro_batch_run_sync (batch, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_batch_run_async (batch, NULL, take_result, &result);
      taken = wait_for_result (&result);
      reply = pyro_batch_run_finish (batch, taken, &error);
    }
  g_assert_no_error (error);

  return reply;
}

void
run_oneway (Stage     *self,
            PyroBatch *batch)
{
  g_autoptr(GError) error = NULL;

  if (self->way == SYNC)
    {
      pyro_batch_run_oneway_sync (batch, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_batch_run_oneway_async (batch, NULL, take_result, &result);
      taken = wait_for_result (&result);
      pyro_batch_run_oneway_finish (batch, taken, &error);
    }
  g_assert_no_error (error);
}

PyroItemStream *
open_items (Stage      *self,
            PyroProxy  *proxy,
            const char *method,
            const char *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;
  PyroItemStream *items;

  parse_arguments (arguments, &args, &kwargs);
  if (self->way == SYNC)
    {
      items = pyro_item_stream_open_sync (proxy, method, args, kwargs, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_item_stream_open_async (proxy, method, args, kwargs, NULL, take_result, &result);
      taken = wait_for_result (&result);
      items = pyro_item_stream_open_finish (proxy, taken, &error);
    }
  g_assert_no_error (error);

  return items;
}

/* Returns: (nullable): NULL at the end */
PyroValue *
next_item (Stage          *self,
           PyroItemStream *items)
{
  g_autoptr(GError) error = NULL;
  PyroValue *item;

  if (self->way == SYNC)
    {
      item = pyro_item_stream_next_sync (items, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_item_stream_next_async (items, NULL, take_result, &result);
      taken = wait_for_result (&result);
      item = pyro_item_stream_next_finish (items, taken, &error);
    }
  g_assert_no_error (error);

  return item;
}
