/* core/gateway/response.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What an HTTP client gets, in the bytes of Pyro5's own gateway. */

#include "core/gateway/response-private.h"

#include <string.h>

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/value/builder.h"
#include "core/wire/exception.h"

/*
 * _pyro_response_set_body:
 * @message: an answer that is not begun
 * @body: what it says
 */
void
_pyro_response_set_body (SoupServerMessage *message,
                         guint              status,
                         const char        *content_type,
                         GBytes            *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *content = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Content-Type", content_type);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_body_truncate (content);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (content, body);
  soup_message_body_complete (content);
}

void
_pyro_response_set_text (SoupServerMessage *message,
                         guint              status,
                         const char        *text)
{
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  _pyro_response_set_body (message, status, "text/plain", body);
}

/* ---- Exceptions ---- */

/* json.dumps() escapes what is not ASCII, where the json serializer does not. */
static GBytes *
escape (GBytes *json)
{
  gsize size;
  const char *at = g_bytes_get_data (json, &size), *end = at + size;
  g_autoptr(GString) out = g_string_sized_new (size);

  while (at < end)
    {
      gunichar c = (guchar) *at < 0x80 ? (gunichar) *at : g_utf8_get_char (at);

      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + (c & 0x3ff));
      at = g_utf8_next_char (at);
    }

  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static void
add_pair (PyroBuilder *builder,
          const char  *key,
          PyroValue   *value)
{
  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_value (builder, value);
}

/* Returns: (transfer full) (nullable): an exception as Pyro's class_to_dict() has it, as JSON; %NULL when JSON
 *   cannot say it */
static GBytes *
encode_exception (PyroValue *class_name,
                  PyroValue *args,
                  PyroValue *attributes)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) yes = pyro_value_new_bool (TRUE);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GBytes) json = NULL;

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, NULL))
    return NULL;
  add_pair (builder, "__class__", class_name);
  add_pair (builder, "__exception__", yes);
  add_pair (builder, "args", args);
  add_pair (builder, "attributes", attributes);
  if (!pyro_builder_close (builder, NULL) || (value = pyro_builder_end (builder, NULL)) == NULL)
    return NULL;

  json = pyro_codec_encode (pyro_codec_find ("json"), value, NULL);

  return json != NULL ? escape (json) : NULL;
}

/*
 * _pyro_response_set_exception:
 * @class_name: a class of exceptions of Python
 * @text: its message
 *
 * Answers with an exception that the gateway itself raised.
 */
void
_pyro_response_set_exception (SoupServerMessage *message,
                              const char        *class_name,
                              const char        *text)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(PyroValue) name = pyro_value_new_string (class_name);
  g_autoptr(PyroValue) argument = pyro_value_new_string (valid);
  g_autoptr(PyroValue) args = pyro_value_new_list (&argument, 1);
  g_autoptr(PyroValue) attributes = NULL;
  g_autoptr(GBytes) body = NULL;

  if (pyro_builder_open (builder, PYRO_VALUE_DICT, NULL) && pyro_builder_close (builder, NULL))
    attributes = pyro_builder_end (builder, NULL);
  body = attributes != NULL ? encode_exception (name, args, attributes) : NULL;
  if (body != NULL)
    _pyro_response_set_body (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, PYRO_RESPONSE_JSON, body);
  else
    _pyro_response_set_text (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, valid);
}

/* The class that Pyro's client raises for such an error. */
static const char *
get_class_name (const GError *error)
{
  if (error->domain == PYRO_ERROR)
    switch ((PyroError) error->code)
      {
      case PYRO_ERROR_NAMING:
        return "Pyro5.errors.NamingError";

      case PYRO_ERROR_SERIALIZE:
        return "Pyro5.errors.SerializeError";

      case PYRO_ERROR_SECURITY:
        return "Pyro5.errors.SecurityError";

      case PYRO_ERROR_PROTOCOL:
      case PYRO_ERROR_TLS:
      case PYRO_ERROR_VERSION:
      case PYRO_ERROR_TOO_LARGE:
        return "Pyro5.errors.ProtocolError";

      case PYRO_ERROR_MEMBER:
        return "builtins.AttributeError";

      case PYRO_ERROR_VALUE:
      case PYRO_ERROR_SYNTAX:
        return "builtins.ValueError";

      case PYRO_ERROR_REFUSED:
        return "Pyro5.errors.CommunicationError";

      case PYRO_ERROR_URI:
      case PYRO_ERROR_USAGE:
      case PYRO_ERROR_STREAM:
      default:
        return "Pyro5.errors.PyroError";
      }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return "Pyro5.errors.TimeoutError";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return "Pyro5.errors.ConnectionClosedError";

  return "Pyro5.errors.CommunicationError";
}

/*
 * _pyro_response_set_error:
 *
 * Answers with the exception that an error is, or stands for.
 */
void
_pyro_response_set_error (SoupServerMessage *message,
                          const GError      *error)
{
  PyroException *exception = NULL;
  g_autoptr(PyroValue) name = NULL;
  g_autoptr(GBytes) body = NULL;

  if (g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED))
    exception = pyro_remote_error_get_exception (error);
  if (exception != NULL)
    {
      name = pyro_value_new_string (pyro_exception_get_class_name (exception));
      body = encode_exception (name, pyro_exception_get_args (exception), pyro_exception_get_attributes (exception));
    }

  if (body != NULL)
    _pyro_response_set_body (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, PYRO_RESPONSE_JSON, body);
  else if (exception != NULL)
    _pyro_response_set_exception (message, pyro_exception_get_class_name (exception), error->message);
  else
    _pyro_response_set_exception (message, get_class_name (error), error->message);
}
