/* core/codec/serpent.c - Pyro's default serializer: Python literals
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/serpent.h"

#include <math.h>
#include <string.h>

#include "core/codec/base64-private.h"
#include "core/codec/codec-private.h"
#include "core/codec/room-private.h"
#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/repr.h"

/* What the serpent module (1.41) of Python writes, and all that it reads. */

#define HEADER "# serpent utf-8 python3.2\n"

typedef struct
{
  GString    *out;
  PyroTrail  *trail;
  GError    **error;
} SerpentWriter;

static gboolean write_value (SerpentWriter *self,
                             PyroValue     *value,
                             gboolean       is_key);

static void
write_float (GString *out,
             double   value)
{
  if (isnan (value))
    g_string_append (out, "{'__class__':'float','value':'nan'}");
  else if (isinf (value))
    g_string_append (out, value < 0 ? "-1e30000" : "1e30000");
  else
    _pyro_room_add_float (out, value);
}

static gboolean
refuse (SerpentWriter *self,
        const char    *what)
{
  return _pyro_trail_refuse (self->trail, self->error, "%s", what);
}

/* The sign of the imaginary part is the one between the parts, also for -0.0, of which Python's
 * serpent writes a `+-0.0j` that no reader accepts. */
static gboolean
write_complex (SerpentWriter *self,
               PyroValue     *value)
{
  GString *out = self->out;
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  if (isnan (real) || isnan (imaginary))
    return refuse (self, "a complex number that has nan in it");

  g_string_append_c (out, '(');
  write_float (out, real);
  if (!signbit (imaginary))
    g_string_append_c (out, '+');
  write_float (out, imaginary);
  g_string_append (out, "j)");

  return TRUE;
}

static void
write_bytes (GString   *out,
             PyroValue *value)
{
  gsize size;
  const guint8 *data = pyro_value_get_bytes_data (value, &size);

  g_string_append (out, "{'data': '");
  _pyro_base64_append (out, data, size);
  g_string_append (out, "', 'encoding': 'base64'}");
}

/* What Python's serpent lets be a key, and what the reader can use as one: bytes, nan and sets are
 * written as something that is not hashable, also inside a tuple. */
static gboolean
check_key (SerpentWriter *self,
           PyroValue     *value,
           gboolean       in_tuple)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      return in_tuple || refuse (self, "None as a key of a dict or in a set");

    case PYRO_VALUE_BYTES:
      return refuse (self, "bytes as a key of a dict or in a set");

    case PYRO_VALUE_FLOAT:
      return !isnan (pyro_value_get_float (value)) || refuse (self, "nan as a key of a dict or in a set");

    case PYRO_VALUE_FROZENSET:
      return refuse (self, "a frozenset as a key of a dict or in a set");

    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_STR:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return TRUE;
    }
}

static gboolean
write_items (SerpentWriter *self,
             PyroValue     *value,
             const char    *brackets,
             gboolean       are_keys)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, brackets[0]);
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i), are_keys))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);
  if (brackets[0] == '(' && n == 1)
    g_string_append_c (self->out, ',');
  g_string_append_c (self->out, brackets[1]);

  return TRUE;
}

/* There is no literal for an empty set; Python's serpent makes it an empty tuple. */
static gboolean
write_set (SerpentWriter *self,
           PyroValue     *value)
{
  gsize n = pyro_value_get_length (value);

  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      _pyro_trail_move (self->trail, i);
      if (!check_key (self, pyro_value_get_item (value, i), FALSE))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);

  return write_items (self, value, n > 0 ? "{}" : "()", n > 0);
}

static gboolean
write_dict (SerpentWriter *self,
            PyroValue     *value)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->out, '{');
  _pyro_trail_enter (self->trail, value);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);

      if (i > 0)
        g_string_append_c (self->out, ',');
      _pyro_trail_move_key (self->trail, i);
      if (!check_key (self, key, FALSE) || !write_value (self, key, TRUE))
        return FALSE;
      g_string_append_c (self->out, ':');
      _pyro_trail_move (self->trail, i);
      if (!write_value (self, pyro_value_get_item (value, i), FALSE))
        return FALSE;
    }
  _pyro_trail_leave (self->trail);
  g_string_append_c (self->out, '}');

  return TRUE;
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static gboolean
write_value (SerpentWriter *self,
             PyroValue     *value,
             gboolean       is_key)
{
  if (is_key && !check_key (self, value, TRUE))
    return FALSE;

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_INT:
      _pyro_room_add_int (self->out, value);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      write_float (self->out, pyro_value_get_float (value));
      return TRUE;

    case PYRO_VALUE_COMPLEX:
      return write_complex (self, value);

    case PYRO_VALUE_BYTES:
      write_bytes (self->out, value);
      return TRUE;

    case PYRO_VALUE_LIST:
      return write_items (self, value, "[]", FALSE);

    case PYRO_VALUE_TUPLE:
      return write_items (self, value, "()", is_key);

    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      return write_set (self, value);

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      return write_dict (self, value);

    case PYRO_VALUE_NONE:
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_STR:
    default:
      pyro_value_append_repr (value, self->out);
      return TRUE;
    }
}

static gboolean
serpent_encode (PyroValue  *value,
                PyroTrail  *trail,
                GString    *out,
                GError    **error)
{
  SerpentWriter self = { out, trail, error };

  g_string_append (out, HEADER);

  return write_value (&self, value, FALSE);
}

static gboolean
serpent_encode_call (const char  *object,
                     const char  *method,
                     PyroValue   *args,
                     PyroValue   *kwargs,
                     PyroTrail   *trail,
                     GString     *out,
                     GError     **error)
{
  SerpentWriter self = { out, trail, error };

  g_string_append (out, HEADER "(");
  pyro_repr_append_text (out, object, strlen (object));
  g_string_append_c (out, ',');
  pyro_repr_append_text (out, method, strlen (method));
  g_string_append_c (out, ',');
  _pyro_trail_start (trail, "args");
  if (!write_value (&self, args, FALSE))
    return FALSE;
  g_string_append_c (out, ',');
  _pyro_trail_start (trail, "kwargs");
  if (kwargs == NULL)
    g_string_append (out, "None");
  else if (!write_value (&self, kwargs, FALSE))
    return FALSE;
  g_string_append_c (out, ')');

  return TRUE;
}

/* The header is a comment to the reader. */
static PyroValue *
serpent_decode (GBytes  *payload,
                GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);
  g_autoptr(GError) mistake = NULL;
  PyroPlace place;
  PyroValue *value;

  value = pyro_literal_parse_full (text, (gssize) size, PYRO_LITERAL_SERPENT, &place, &mistake);
  if (value != NULL)
    return value;

  if (g_error_matches (mistake, PYRO_ERROR, PYRO_ERROR_SYNTAX))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
                 "The serpent text cannot be read at line %u, column %u: %s",
                 place.line, place.column, mistake->message);
  else
    g_propagate_error (error, g_steal_pointer (&mistake));

  return NULL;
}

const PyroCodec _pyro_serpent_codec = {
  .name = "serpent",
  .encode = serpent_encode,
  .decode = serpent_decode,
  .encode_call = serpent_encode_call,
};

static PyroValue *
get_base64 (PyroValue *value)
{
  PyroValue *encoding, *data;
  gsize size;

  if (pyro_value_get_kind (value) != PYRO_VALUE_DICT)
    return NULL;
  data = pyro_value_lookup_string (value, "data");
  encoding = pyro_value_lookup_string (value, "encoding");
  if (data == NULL || encoding == NULL || pyro_value_get_kind (encoding) != PYRO_VALUE_STR ||
      (pyro_value_get_kind (data) != PYRO_VALUE_STR && pyro_value_get_kind (data) != PYRO_VALUE_BYTES) ||
      strcmp (pyro_value_get_string (encoding, &size), "base64") != 0 || size != strlen ("base64"))
    return NULL;

  return data;
}

/**
 * pyro_serpent_is_bytes:
 * @value: a value
 *
 * Says whether a value is bytes, or the dict `{'data': …, 'encoding': 'base64'}` that serpent makes of
 * bytes. A receiver gets that dict, as serpent does not turn it back.
 *
 * Returns: whether [func@serpent_dup_bytes] may be tried
 */
gboolean
pyro_serpent_is_bytes (PyroValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  return pyro_value_get_kind (value) == PYRO_VALUE_BYTES || get_base64 (value) != NULL;
}

/**
 * pyro_serpent_dup_bytes:
 * @value: bytes, or the dict that serpent makes of bytes
 * @error: return location for an error: `PYRO_ERROR_VALUE` when @value is neither, or is not valid
 *   base64
 *
 * Turns what serpent made of bytes back into bytes, as `serpent.tobytes()` does.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
pyro_serpent_dup_bytes (PyroValue  *value,
                        GError    **error)
{
  PyroValue *data;
  const char *text;
  gsize size;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (pyro_value_get_kind (value) == PYRO_VALUE_BYTES)
    return pyro_value_dup_bytes (value);

  data = get_base64 (value);
  if (data == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                           "A value is neither bytes nor the dict that serpent writes for bytes");
      return NULL;
    }
  text = pyro_value_get_kind (data) == PYRO_VALUE_STR ? pyro_value_get_string (data, &size)
                                                      : pyro_value_get_bytes_data (data, &size);

  return _pyro_base64_decode (text, size, error);
}
