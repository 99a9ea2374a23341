/* core/codec/json.c - the json serializer: what Python's json module reads and writes
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/codec-private.h"
#include "core/codec/json-private.h"
#include "core/error.h"

/* The keys of JsonSerializer.dumpsCall() of Pyro5/serializers.py, in its order. */
static gboolean
json_encode_call (const char  *object,
                  const char  *method,
                  PyroValue   *args,
                  PyroValue   *kwargs,
                  PyroTrail   *trail,
                  GString     *out,
                  GError     **error)
{
  g_string_append (out, "{\"object\": ");
  _pyro_json_write_text (object, out);
  g_string_append (out, ", \"method\": ");
  _pyro_json_write_text (method, out);
  g_string_append (out, ", \"params\": ");
  _pyro_trail_start (trail, "args");
  if (!_pyro_json_write (args, trail, out, error))
    return FALSE;
  g_string_append (out, ", \"kwargs\": ");
  _pyro_trail_start (trail, "kwargs");
  if (kwargs == NULL)
    g_string_append (out, "null");
  else if (!_pyro_json_write (kwargs, trail, out, error))
    return FALSE;
  g_string_append_c (out, '}');

  return TRUE;
}

static PyroValue *
json_decode (GBytes  *payload,
             GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);

  return _pyro_json_read (text, size, error);
}

static gboolean
json_decode_call (GBytes     *payload,
                  PyroValue **object,
                  PyroValue **method,
                  PyroValue **args,
                  PyroValue **kwargs,
                  GError    **error)
{
  static const char *const keys[4] = { "object", "method", "params", "kwargs" };
  PyroValue **fields[4] = { object, method, args, kwargs };
  g_autoptr(PyroValue) call = json_decode (payload, error);
  PyroValue *found[4];

  if (call == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      found[i] = pyro_value_lookup_string (call, keys[i]);
      if (found[i] == NULL)
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "A call in JSON has no “%s”", keys[i]);
          return FALSE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    *fields[i] = pyro_value_ref (found[i]);

  return TRUE;
}

const PyroCodec _pyro_json_codec = {
  .name = "json",
  .encode = _pyro_json_write,
  .decode = json_decode,
  .encode_call = json_encode_call,
  .decode_call = json_decode_call,
};
