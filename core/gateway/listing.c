/* core/gateway/listing.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The names that are exposed, for the page that shows them. */

#include "core/gateway/gateway-private.h"

#include "core/codec/codec.h"
#include "core/gateway/response-private.h"
#include "core/value/builder.h"

/* The words are those of Pyro's gateway. */
#define NO_NAME_SERVER "Cannot connect to the Pyro name server. Is it running? Refresh page to retry."

typedef struct
{
  PyroGateway       *gateway;
  SoupServerMessage *message;
  PyroNameServer    *name_server;
  guint              page : 1; /* the page itself is wanted, which needs no names but a name server */
  guint              searched_again : 1;
} Listing;

static void
listing_end (Listing *self)
{
  soup_server_message_unpause (self->message);
  self->gateway->n_errands--;
  g_clear_object (&self->name_server);
  g_object_unref (self->message);
  g_object_unref (self->gateway);
  g_free (self);
}

/* A browser gets the page all the same, which then says what is wrong and tries again. */
static void
listing_fail (Listing *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *accepted = soup_message_headers_get_list (headers, "Accept");

  if (!self->page || accepted == NULL || !soup_header_contains (accepted, "text/html") ||
      !_pyro_page_serve (self->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, ""))
    _pyro_response_set_text (self->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NO_NAME_SERVER);
  listing_end (self);
}

static void
add_text (PyroBuilder *builder,
          const char  *key,
          const char  *text)
{
  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_string (builder, text, -1);
}

static gboolean
add_entry (PyroBuilder          *builder,
           const PyroNameEntry  *entry,
           GError              **error)
{
  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return FALSE;

  add_text (builder, "name", entry->name);
  pyro_builder_add_string (builder, "tags", -1);
  if (!pyro_builder_open (builder, PYRO_VALUE_LIST, error))
    return FALSE;
  for (gsize i = 0; entry->tags[i] != NULL; i++)
    pyro_builder_add_string (builder, entry->tags[i], -1);

  return pyro_builder_close (builder, error) && pyro_builder_close (builder, error);
}

/* Returns: (transfer full) (nullable): the names as JSON */
static GBytes *
listing_encode (Listing    *self,
                GPtrArray  *entries,
                GError    **error)
{
  PyroUri *uri = pyro_proxy_get_uri (pyro_name_server_get_proxy (self->name_server));
  g_autofree char *location = pyro_uri_dup_location (uri);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;
  add_text (builder, "nameServer", location);
  add_text (builder, "exposed", self->gateway->pattern);
  pyro_builder_add_string (builder, "names", -1);
  if (!pyro_builder_open (builder, PYRO_VALUE_LIST, error))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const PyroNameEntry *entry = entries->pdata[i];

      if (_pyro_gateway_exposes (self->gateway, entry->name) && !add_entry (builder, entry, error))
        return NULL;
    }
  if (!pyro_builder_close (builder, error) || !pyro_builder_close (builder, error))
    return NULL;

  value = pyro_builder_end (builder, error);

  return value != NULL ? pyro_codec_encode (pyro_codec_find ("json"), value, error) : NULL;
}

static void found_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data);

/* Returns: whether the name server is looked for again; asking it changed nothing */
static gboolean
listing_search_again (Listing      *self,
                      const GError *error)
{
  if (!_pyro_gateway_lose (self->gateway, self->name_server, error) || self->searched_again)
    return FALSE;

  self->searched_again = TRUE;
  g_clear_object (&self->name_server);
  _pyro_gateway_find_async (self->gateway, found_cb, self);

  return TRUE;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Listing *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = pyro_name_server_list_finish (self->name_server, result, &error);
  g_autoptr(GBytes) body = NULL;

  if (entries == NULL)
    {
      if (!listing_search_again (self, error))
        listing_fail (self);
      return;
    }

  body = listing_encode (self, entries, &error);
  if (body != NULL)
    _pyro_response_set_body (self->message, SOUP_STATUS_OK, PYRO_RESPONSE_JSON, body);
  else
    _pyro_response_set_error (self->message, error);
  listing_end (self);
}

static void
pinged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Listing *self = user_data;
  g_autoptr(GError) error = NULL;

  if (pyro_proxy_ping_finish (PYRO_PROXY (object), result, &error))
    {
      _pyro_page_serve (self->message, SOUP_STATUS_OK, "");
      listing_end (self);
    }
  else if (!listing_search_again (self, error))
    {
      listing_fail (self);
    }
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Listing *self = user_data;

  self->name_server = _pyro_gateway_find_finish (self->gateway, result, NULL);
  if (self->name_server == NULL)
    listing_fail (self);
  else if (self->page)
    pyro_proxy_ping_async (pyro_name_server_get_proxy (self->name_server), self->gateway->cancellable,
                           pinged_cb, self);
  else
    pyro_name_server_list_async (self->name_server, NULL, NULL, self->gateway->cancellable, listed_cb, self);
}

/*
 * _pyro_listing_start:
 * @message: a request that was read, and may be answered
 * @page: whether the page is wanted, or else the names
 *
 * Answers the request, soon or later.
 */
void
_pyro_listing_start (PyroGateway       *gateway,
                     SoupServerMessage *message,
                     gboolean           page)
{
  Listing *self = g_new0 (Listing, 1);

  self->gateway = g_object_ref (gateway);
  self->message = g_object_ref (message);
  self->page = !!page;
  gateway->n_errands++;

  soup_server_message_pause (message);
  _pyro_gateway_find_async (gateway, found_cb, self);
}
