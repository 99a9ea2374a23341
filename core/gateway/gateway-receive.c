/* core/gateway/gateway-receive.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What becomes of a request: who may ask, and what for. The words are those of Pyro's gateway as far as it has
 * some. */

#include "core/gateway/gateway-private.h"

#include <string.h>

#include "core/gateway/response-private.h"
#include "core/limits.h"

/* Browsers ask before they send one of Pyro's headers; Python's gateway forgets to allow them. */
#define CORS_METHODS "GET, POST, OPTIONS"
#define CORS_HEADERS "Content-Type, X-Pyro-Correlation-Id, X-Pyro-Gateway-Key, X-Pyro-Options"

static void
refuse (SoupServerMessage *message,
        guint              status,
        const char        *reason)
{
  g_autofree char *text = g_strdup_printf ("%u %s - %s", status, soup_status_get_phrase (status), reason);

  _pyro_response_set_text (message, status, text);
}

static void
not_found (SoupServerMessage *message)
{
  _pyro_response_set_text (message, SOUP_STATUS_NOT_FOUND, "Error 404: Not Found");
}

/* ---- Other sites ---- */

static gboolean
is_origin_of (const char *origin,
              const char *host)
{
  const char *authority = strstr (origin, "://");

  return authority != NULL && host != NULL && g_ascii_strcasecmp (authority + 3, host) == 0;
}

/* A browser sends what a page of another site asks for, and only hides the answer from it: the method would run.
 * So such requests are refused here, unless that site is welcome. Programs that are no browsers say nothing of all
 * this. */
static gboolean
is_from_elsewhere (PyroGateway        *self,
                   SoupMessageHeaders *headers)
{
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  const char *site = soup_message_headers_get_one (headers, "Sec-Fetch-Site");

  if (self->cors != NULL && (g_str_equal (self->cors, "*") || g_strcmp0 (self->cors, origin) == 0))
    return FALSE;
  if (origin != NULL && !is_origin_of (origin, soup_message_headers_get_one (headers, "Host")))
    return TRUE;

  return site != NULL && !g_str_equal (site, "same-origin") && !g_str_equal (site, "none");
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (strlen (host) > 10 && g_ascii_strcasecmp (host + strlen (host) - 10, ".localhost") == 0);
}

/* The owner of a host name can let it lead to this machine after a browser has loaded a page from there: to the
 * browser, page and gateway are one site then. Only the name tells. */
static gboolean
is_under_false_name (PyroGateway       *self,
                     SoupServerMessage *message)
{
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));

  return self->key == NULL && self->cors == NULL && _pyro_door_is_local (self->door) && !is_loopback (host);
}

/* ---- Arguments ---- */

/* Returns: whether all bytes were compared, and were the same. It takes as long for any wrong key */
static gboolean
is_key (const char *key,
        const char *given)
{
  gsize size = strlen (key), given_size = strlen (given);
  guint difference = size != given_size;

  for (gsize i = 0; i < given_size; i++)
    difference |= (guint) (guchar) (key[i % size] ^ given[i]);

  return difference == 0;
}

/* `$key` is taken out of the query even where the header counts. */
static gboolean
knows_key (PyroGateway       *self,
           SoupServerMessage *message,
           PyroQuery         *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *in_header = soup_message_headers_get_one (headers, "X-Pyro-Gateway-Key");
  g_autofree char *in_query = NULL;

  if (self->key == NULL)
    return TRUE;

  in_query = _pyro_query_steal_text (query, "$key");
  if (in_header != NULL && *in_header != '\0')
    return is_key (self->key, in_header);

  return in_query != NULL && is_key (self->key, in_query);
}

static gboolean
read_body (PyroQuery          *query,
           SoupServerMessage  *message,
           guint              *status,
           GError            **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  *status = SOUP_STATUS_BAD_REQUEST;
  if (size == 0)
    return TRUE;
  if (g_strcmp0 (content_type, "application/json") == 0)
    return _pyro_query_add_json (query, body, error);
  if (g_strcmp0 (content_type, "application/x-www-form-urlencoded") == 0)
    return _pyro_query_add_form (query, text, size, error);

  *status = SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       "the body has to be application/json or application/x-www-form-urlencoded");

  return FALSE;
}

/* Returns: (transfer full): the arguments, or %NULL when the message says why there are none */
static PyroQuery *
read_query (SoupServerMessage *message)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr(PyroQuery) query = _pyro_query_new ();
  g_autoptr(GError) error = NULL;
  guint status = SOUP_STATUS_BAD_REQUEST;

  if ((text == NULL || _pyro_query_add_form (query, text, strlen (text), &error)) &&
      (!g_str_equal (soup_server_message_get_method (message), "POST") ||
       read_body (query, message, &status, &error)))
    return g_steal_pointer (&query);

  refuse (message, status, error->message);

  return NULL;
}

/* ---- Where to ---- */

/* NAME/MEMBER: the member is what is behind the last slash that has something on both sides. */
static void
receive_call (PyroGateway       *self,
              SoupServerMessage *message,
              char              *path)
{
  gsize size = strlen (path);
  char *slash = NULL;
  g_autoptr(PyroQuery) query = NULL;

  for (gsize i = 1; i + 1 < size; i++)
    {
      if (path[i] == '/')
        slash = path + i;
    }
  if (slash == NULL)
    {
      not_found (message);
      return;
    }
  *slash = '\0';

  query = read_query (message);
  if (query == NULL)
    return;
  if (!knows_key (self, message, query))
    refuse (message, SOUP_STATUS_FORBIDDEN, "incorrect gateway api key");
  else if (!_pyro_gateway_exposes (self, path))
    refuse (message, SOUP_STATUS_FORBIDDEN, "access to the requested object has been denied");
  else
    _pyro_errand_start (self, message, path, slash + 1, g_steal_pointer (&query));
}

static void
receive_names (PyroGateway       *self,
               SoupServerMessage *message)
{
  g_autoptr(PyroQuery) query = read_query (message);

  if (query == NULL)
    return;
  if (knows_key (self, message, query))
    _pyro_listing_start (self, message, FALSE);
  else
    refuse (message, SOUP_STATUS_FORBIDDEN, "incorrect gateway api key");
}

/* @path is what is behind `/pyro/`. */
static void
receive_path (PyroGateway       *self,
              SoupServerMessage *message,
              char              *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (*path != '\0' && _pyro_page_serve (message, SOUP_STATUS_OK, path))
    return;

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control", "no-store");
  if (is_under_false_name (self, message))
    refuse (message, SOUP_STATUS_MISDIRECTED_REQUEST, "this gateway serves its own machine only");
  else if (self->n_errands >= PYRO_MAX_GATEWAY_ERRANDS)
    refuse (message, SOUP_STATUS_SERVICE_UNAVAILABLE, "too many calls at once");
  else if (*path == '\0')
    _pyro_listing_start (self, message, TRUE);
  else if (is_from_elsewhere (self, headers))
    refuse (message, SOUP_STATUS_FORBIDDEN, "this gateway is not open to other sites");
  else if (g_str_equal (path, "$names"))
    receive_names (self, message);
  else
    receive_call (self, message, path);
}

static void
allow_other_sites (PyroGateway       *self,
                   SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (self->cors == NULL)
    return;

  soup_message_headers_replace (headers, "Access-Control-Allow-Origin", self->cors);
  soup_message_headers_replace (headers, "Access-Control-Allow-Methods", CORS_METHODS);
  soup_message_headers_replace (headers, "Access-Control-Allow-Headers", CORS_HEADERS);
  soup_message_headers_replace (headers, "Access-Control-Expose-Headers", "X-Pyro-Correlation-Id");
}

static void
receive (PyroGateway       *self,
         SoupServerMessage *message,
         char              *path)
{
  const char *method = soup_server_message_get_method (message);

  path += strspn (path, "/");
  if (*path == '\0')
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/pyro/");
      soup_server_message_set_status (message, SOUP_STATUS_FOUND, NULL);
      return;
    }

  allow_other_sites (self, message);
  if (!g_str_has_prefix (path, "pyro/"))
    not_found (message);
  else if (g_str_equal (method, "OPTIONS"))
    _pyro_response_set_text (message, SOUP_STATUS_OK, "200 OK");
  else if (!g_str_equal (method, "GET") && !g_str_equal (method, "POST"))
    _pyro_response_set_text (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Error 405: Method Not Allowed");
  else
    receive_path (self, message, path + strlen ("pyro/"));
}

/* ---- From libsoup ---- */

static void
receive_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);

  /* What decodes to a NUL is no text, and neither is what is no UTF-8. */
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    refuse (message, SOUP_STATUS_BAD_REQUEST, "the path is not UTF-8");
  else
    receive (user_data, message, decoded);
}

static void
refuse_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "the body is too large");
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  if (soup_server_message_get_status (message) == 0 &&
      soup_server_message_get_request_body (message)->length > (goffset) PYRO_MAX_GATEWAY_BODY)
    refuse_body (message);
}

/* What is too large is refused before it is here; libsoup itself takes 100 KiB of headers at most. */
static void
announced_cb (SoupServer        *server,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));

  /* An answer in many small parts would be larger than the whole. */
  soup_message_headers_remove (headers, "Range");
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");

  if (strlen (path) + (text != NULL ? strlen (text) : 0) > PYRO_MAX_GATEWAY_URL)
    refuse (message, SOUP_STATUS_REQUEST_URI_TOO_LONG, "the address is too long");
  else if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
           soup_message_headers_get_content_length (headers) > (goffset) PYRO_MAX_GATEWAY_BODY)
    refuse_body (message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

/*
 * _pyro_gateway_receive:
 *
 * Has the gateway answer the requests that come to its server.
 */
void
_pyro_gateway_receive (PyroGateway *self)
{
  soup_server_add_early_handler (self->server, NULL, announced_cb, NULL, NULL);
  soup_server_add_handler (self->server, NULL, receive_cb, self, NULL);
}
