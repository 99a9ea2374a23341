/* core/gateway/errand.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* One request of an HTTP client to an object, step by step: find the name server, look up the name, take a
 * connection, connect, call, answer. Nothing of the message is touched before the end, as its connection may have
 * ended meanwhile. */

#include "core/gateway/gateway-private.h"

#include <string.h>

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/gateway/collection-private.h"
#include "core/gateway/response-private.h"
#include "core/wire/correlation.h"

/* Python's client has 5.15's words for an object that offers nothing. */
#define NOTHING_EXPOSED \
  "remote object doesn't expose any methods or attributes. Did you forget setting @expose on them?"

typedef struct
{
  PyroGateway       *gateway;
  SoupServerMessage *message;
  char              *object;
  char              *member;
  PyroQuery         *query;
  PyroNameServer    *name_server;
  PyroProxy         *proxy;   /* of the pool; NULL before it is taken */
  guint8             correlation[PYRO_CORRELATION_SIZE];
  guint              oneway : 1;
  guint              searched_again : 1;
} Errand;

/* ---- Its end ---- */

static void
errand_end (Errand   *self,
            gboolean  good)
{
  if (self->proxy != NULL)
    _pyro_pool_give (self->gateway->pool, self->proxy, good);
  soup_server_message_unpause (self->message);
  self->gateway->n_errands--;

  g_clear_object (&self->name_server);
  _pyro_query_free (self->query);
  g_free (self->object);
  g_free (self->member);
  g_object_unref (self->message);
  g_object_unref (self->gateway);
  g_free (self);
}

/* Takes @error. */
static void
errand_fail (Errand *self,
             GError *error)
{
  g_autoptr(GError) owned = error;

  _pyro_response_set_error (self->message, error);
  errand_end (self, FALSE);
}

static void
errand_raise (Errand     *self,
              const char *class_name,
              const char *text)
{
  _pyro_response_set_exception (self->message, class_name, text);
  errand_end (self, TRUE);
}

/* Answers with @body, or with nothing. */
static void
errand_answer (Errand *self,
               GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autofree char *correlation = pyro_correlation_to_string (self->correlation);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);

  soup_message_headers_replace (headers, "X-Pyro-Correlation-Id", correlation);
  _pyro_response_set_body (self->message, SOUP_STATUS_OK, PYRO_RESPONSE_JSON, body != NULL ? body : nothing);
  errand_end (self, TRUE);
}

/* ---- The call ---- */

static void
collected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Errand *self = user_data;
  GError *error = NULL;
  g_autoptr(GBytes) body = _pyro_collection_finish (result, &error);

  if (body != NULL)
    errand_answer (self, body);
  else
    errand_fail (self, error);
}

static void
errand_take_reply (Errand    *self,
                   PyroReply *reply)
{
  g_autoptr(PyroReply) owned = reply;
  GError *error = NULL;
  g_autoptr(GBytes) payload = NULL;

  /* What a oneway call does is nobody's business, also where the object knows of no such thing. */
  if (reply == NULL || self->oneway)
    {
      errand_answer (self, NULL);
      return;
    }
  if (pyro_reply_get_stream_id (reply) != NULL)
    {
      _pyro_collection_async (self->proxy, reply, self->gateway->timeout, collected_cb, self);
      return;
    }

  /* The object's own JSON goes on as it is. */
  payload = pyro_frame_dup_plain_payload (pyro_reply_get_frame (reply), &error);
  if (payload == NULL)
    {
      errand_fail (self, error);
    }
  else if (pyro_reply_is_exception (reply))
    {
      _pyro_response_set_body (self->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, PYRO_RESPONSE_JSON, payload);
      errand_end (self, TRUE);
    }
  else
    {
      errand_answer (self, payload);
    }
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Errand *self = user_data;
  GError *error = NULL;
  PyroReply *reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);

  if (error != NULL)
    errand_fail (self, error);
  else
    errand_take_reply (self, reply);
}

/* Returns: (transfer full): the call, or %NULL with @error set */
static PyroCall *
errand_new_call (Errand    *self,
                 gboolean   is_attribute,
                 GError   **error)
{
  const char *object = pyro_uri_get_object (pyro_proxy_get_uri (self->proxy));
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroCall) correlated = NULL;

  if (is_attribute)
    call = pyro_call_new_get (object, self->member);
  else if ((kwargs = _pyro_query_dup_kwargs (self->query, error)) != NULL)
    call = pyro_call_new (object, self->member, _pyro_query_get_args (self->query), kwargs);
  if (call == NULL)
    return NULL;

  correlated = pyro_call_with_correlation (call, self->correlation);

  return self->oneway && !is_attribute ? pyro_call_with_oneway (correlated, TRUE)
                                       : g_steal_pointer (&correlated);
}

static void
errand_call (Errand       *self,
             PyroMetadata *metadata)
{
  gboolean is_attribute = pyro_metadata_has_attribute (metadata, self->member);
  g_autoptr(PyroCall) call = NULL;
  GError *error = NULL;

  if (is_attribute && !_pyro_query_is_empty (self->query))
    {
      errand_raise (self, "builtins.AssertionError", "attribute lookup can't have query parameters");
      return;
    }
  if (!is_attribute && !pyro_metadata_has_method (metadata, self->member))
    {
      g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (self->proxy));
      g_autofree char *text = g_strdup_printf ("remote object '%s' has no exposed attribute or method '%s'",
                                               uri, self->member);

      errand_raise (self, "builtins.AttributeError", text);
      return;
    }

  call = errand_new_call (self, is_attribute, &error);
  if (call != NULL)
    pyro_proxy_send_async (self->proxy, call, self->gateway->cancellable, sent_cb, self);
  else
    errand_fail (self, error);
}

/* ---- What the object offers ---- */

static void
append_names (GString           *out,
              const char        *title,
              const char *const *names)
{
  g_string_append_printf (out, "\"%s\": [", title);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr(PyroValue) name = pyro_value_new_string (names[i]);
      g_autoptr(GBytes) json = pyro_codec_encode (pyro_codec_find ("json"), name, NULL);

      g_string_append (out, i > 0 ? ", " : "");
      if (json != NULL)
        g_string_append_len (out, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json));
      else
        g_string_append (out, "null");
    }
  g_string_append_c (out, ']');
}

static void
errand_describe (Errand       *self,
                 PyroMetadata *metadata)
{
  GString *out = g_string_new ("{");
  g_autoptr(GBytes) body = NULL;

  append_names (out, "methods", pyro_metadata_get_methods (metadata));
  g_string_append (out, ", ");
  append_names (out, "attributes", pyro_metadata_get_attributes (metadata));
  g_string_append_c (out, '}');
  body = g_string_free_to_bytes (out);

  errand_answer (self, body);
}

static void
bound_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Errand *self = user_data;
  PyroMetadata *metadata;
  GError *error = NULL;

  if (!pyro_proxy_bind_finish (PYRO_PROXY (object), result, &error))
    {
      errand_fail (self, error);
      return;
    }

  metadata = pyro_proxy_get_metadata (self->proxy);
  if (pyro_metadata_get_methods (metadata)[0] == NULL && pyro_metadata_get_attributes (metadata)[0] == NULL)
    errand_raise (self, "Pyro5.errors.PyroError", NOTHING_EXPOSED);
  else if (g_str_equal (self->member, "$meta"))
    errand_describe (self, metadata);
  else
    errand_call (self, metadata);
}

/* ---- Finding the object ---- */

/* As Python's uuid.UUID() reads it: with or without dashes, braces and `urn:uuid:`.
 *
 * Returns: (transfer full): the digits */
static GString *
strip_correlation (const char *text)
{
  GString *digits = g_string_new (text);

  g_string_replace (digits, "urn:", "", 0);
  g_string_replace (digits, "uuid:", "", 0);
  while (digits->len > 0 && strchr ("{}", digits->str[digits->len - 1]) != NULL)
    g_string_truncate (digits, digits->len - 1);
  while (digits->len > 0 && strchr ("{}", digits->str[0]) != NULL)
    g_string_erase (digits, 0, 1);
  g_string_replace (digits, "-", "", 0);

  return digits;
}

/* Takes the client's correlation id, or a new one.
 *
 * Returns: (transfer full) (nullable): what Python says of a bad one */
static char *
errand_correlate (Errand *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *given = soup_message_headers_get_one (headers, "X-Pyro-Correlation-Id");
  g_autofree char *made = given == NULL || *given == '\0' ? g_uuid_string_random () : NULL;
  GString *digits = strip_correlation (made != NULL ? made : given);
  g_autofree char *text = g_string_free (digits, FALSE);

  if (strlen (text) != 2 * PYRO_CORRELATION_SIZE)
    return g_strdup ("badly formed hexadecimal UUID string");
  if (strspn (text, "0123456789abcdefABCDEF") != 2 * PYRO_CORRELATION_SIZE)
    return g_strdup_printf ("invalid literal for int() with base 16: '%s'", text);

  for (gsize i = 0; i < PYRO_CORRELATION_SIZE; i++)
    self->correlation[i] =
      (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));

  return NULL;
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Errand *self = user_data;
  g_autofree char *mistake = NULL;
  GError *error = NULL;

  self->proxy = _pyro_pool_take_finish (result, &error);
  if (self->proxy == NULL)
    errand_fail (self, error);
  else if ((mistake = errand_correlate (self)) != NULL)
    errand_raise (self, "builtins.ValueError", mistake);
  else
    pyro_proxy_bind_async (self->proxy, self->gateway->cancellable, bound_cb, self);
}

static void found_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data);

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Errand *self = user_data;
  GError *error = NULL;
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_finish (self->name_server, result, &error);
  g_autoptr(PyroUri) uri = NULL;

  /* Looking up changes nothing, so it may be done again. */
  if (entry == NULL && _pyro_gateway_lose (self->gateway, self->name_server, error) && !self->searched_again)
    {
      g_error_free (error);
      self->searched_again = TRUE;
      g_clear_object (&self->name_server);
      _pyro_gateway_find_async (self->gateway, found_cb, self);
      return;
    }

  uri = entry != NULL ? pyro_uri_parse (entry->uri, 0, &error) : NULL;
  if (uri != NULL && pyro_uri_get_scheme (uri) != PYRO_URI_PYRO)
    error = g_error_new (PYRO_ERROR, PYRO_ERROR_NAMING, "“%s” leads to no object but to “%s”",
                         self->object, entry->uri);
  if (error != NULL)
    errand_fail (self, error);
  else
    _pyro_pool_take_async (self->gateway->pool, uri, self->gateway->cancellable, taken_cb, self);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Errand *self = user_data;
  GError *error = NULL;

  self->name_server = _pyro_gateway_find_finish (self->gateway, result, &error);
  if (self->name_server != NULL)
    pyro_name_server_lookup_async (self->name_server, self->object, self->gateway->cancellable, looked_up_cb, self);
  else
    errand_fail (self, error);
}

static gboolean
wants_oneway (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *options = soup_message_headers_get_list (headers, "X-Pyro-Options");

  return options != NULL && soup_header_contains (options, "oneway");
}

/*
 * _pyro_errand_start:
 * @message: a request that was read, and may be answered
 * @object: the name of the object
 * @member: what is asked of it
 * @query: (transfer full): the arguments
 *
 * Answers the request, soon or later.
 */
void
_pyro_errand_start (PyroGateway       *gateway,
                    SoupServerMessage *message,
                    const char        *object,
                    const char        *member,
                    PyroQuery         *query)
{
  Errand *self = g_new0 (Errand, 1);

  self->gateway = g_object_ref (gateway);
  self->message = g_object_ref (message);
  self->object = g_strdup (object);
  self->member = g_strdup (member);
  self->query = query;
  self->oneway = wants_oneway (message);
  gateway->n_errands++;

  soup_server_message_pause (message);
  _pyro_gateway_find_async (gateway, found_cb, self);
}
