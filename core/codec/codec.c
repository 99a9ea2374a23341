/* core/codec/codec.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/codec.h"

#include "core/codec/codec-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"

static const PyroCodec *const codecs[] = {
  &_pyro_serpent_codec,
  &_pyro_json_codec,
  &_pyro_marshal_codec,
  &_pyro_msgpack_codec,
  &_pyro_pickle_codec,
  &_pyro_pickle4_codec,
  &_pyro_cloudpickle_codec,
  &_pyro_dill_codec,
};

/**
 * pyro_codec_find:
 * @name: a name as Pyro's configuration spells it, like `serpent`, or another one that
 *   [func@Pyro.codec_list_names] has
 *
 * Returns: (transfer none) (nullable): the codec of that name
 */
const PyroCodec *
pyro_codec_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (g_str_equal (codecs[i]->name, name))
      return codecs[i];

  return NULL;
}

/**
 * pyro_codec_list_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all codecs, Pyro's default first
 */
const char *const *
pyro_codec_list_names (void)
{
  static const char *names[G_N_ELEMENTS (codecs) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++)
        names[i] = codecs[i]->name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}

/**
 * pyro_codec_get_name:
 * @self: a serializer
 *
 * Returns: (transfer none): the name
 */
const char *
pyro_codec_get_name (const PyroCodec *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * pyro_codec_get_serializer:
 *
 * Several codecs may write one serializer, in versions of it that not every peer can read: `pickle4`
 * writes `pickle` for servers on Python 3.4 or later.
 *
 * Returns: (transfer none): the serializer, as Pyro's configuration spells it
 */
const char *
pyro_codec_get_serializer (const PyroCodec *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->serializer != NULL ? self->serializer : self->name;
}

static GBytes *
end_payload (GString  *out,
             gboolean  complete)
{
  if (complete)
    return g_string_free_to_bytes (out);

  g_string_free (out, TRUE);

  return NULL;
}

/*
 * _pyro_codec_encode_on:
 * @trail: (out): where in @value it is that cannot be carried
 *
 * Returns: (transfer full): the payload, or %NULL with @error
 */
GBytes *
_pyro_codec_encode_on (const PyroCodec  *self,
                       PyroValue        *value,
                       PyroTrail        *trail,
                       GError          **error)
{
  GString *out = g_string_new (NULL);

  _pyro_trail_init (trail, self->name);

  return end_payload (out, self->encode (value, trail, out, error));
}

/**
 * pyro_codec_encode:
 * @self: a serializer
 * @value: a value
 * @error: return location for an error: `PYRO_ERROR_SERIALIZE` when this serializer cannot carry the
 *   value
 *
 * Writes a value as a payload: the result of a call, or anything else that Pyro serializes on its own.
 *
 * Returns: (transfer full): the payload
 */
GBytes *
pyro_codec_encode (const PyroCodec  *self,
                   PyroValue        *value,
                   GError          **error)
{
  PyroTrail trail;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return _pyro_codec_encode_on (self, value, &trail, error);
}

/**
 * pyro_codec_decode:
 * @self: a serializer
 * @payload: a payload
 * @error: return location for an error: `PYRO_ERROR_SERIALIZE` when it cannot be read,
 *   `PYRO_ERROR_TOO_LARGE` when it is over a limit
 *
 * Reads a value. Nothing in the payload is run or looked up: an instance of a class becomes a record.
 *
 * Returns: (transfer full): the value
 */
PyroValue *
pyro_codec_decode (const PyroCodec  *self,
                   GBytes           *payload,
                   GError          **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (payload != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return self->decode (payload, error);
}

/**
 * pyro_codec_encode_call:
 * @self: a serializer
 * @object: the id of the object
 * @method: the name of the method
 * @args: the positional arguments, a list or a tuple
 * @kwargs: (nullable): the keyword arguments, a dict; Pyro has none for an attribute or a batch
 * @error: return location for an error: `PYRO_ERROR_SERIALIZE` when this serializer cannot carry the
 *   arguments, `PYRO_ERROR_TOO_LARGE` when they are nested too deep to be put into a call
 *
 * Writes the payload of a call.
 *
 * Returns: (transfer full): the payload
 */
GBytes *
pyro_codec_encode_call (const PyroCodec  *self,
                        const char       *object,
                        const char       *method,
                        PyroValue        *args,
                        PyroValue        *kwargs,
                        GError          **error)
{
  PyroTrail trail;
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (object != NULL && method != NULL && args != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (MAX (pyro_value_get_depth (args), kwargs != NULL ? pyro_value_get_depth (kwargs) : 0) >= PYRO_MAX_DEPTH)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "The arguments are nested deeper than %d levels", PYRO_MAX_DEPTH - 1);
      return NULL;
    }

  out = g_string_new (NULL);
  _pyro_trail_init (&trail, self->name);

  return end_payload (out, self->encode_call (object, method, args, kwargs, &trail, out, error));
}

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static gboolean
decode_sequence (const PyroCodec  *self,
                 GBytes           *payload,
                 PyroValue       **fields[4],
                 GError          **error)
{
  g_autoptr(PyroValue) call = self->decode (payload, error);

  if (call == NULL)
    return FALSE;
  if (!is_sequence (call) || pyro_value_get_length (call) != 4)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "A call is not made of an object, a method and two kinds of arguments");
      return FALSE;
    }
  for (gsize i = 0; i < 4; i++)
    *fields[i] = pyro_value_ref (pyro_value_get_item (call, i));

  return TRUE;
}

static gboolean
check_call (PyroValue  *object,
            PyroValue  *method,
            PyroValue  *args,
            PyroValue  *kwargs,
            GError    **error)
{
  const char *wrong = NULL;

  if (pyro_value_get_kind (object) != PYRO_VALUE_STR)
    wrong = "The object id of a call is not text";
  else if (pyro_value_get_kind (method) != PYRO_VALUE_STR)
    wrong = "The method name of a call is not text";
  else if (!is_sequence (args))
    wrong = "The arguments of a call are neither a list nor a tuple";
  else if (pyro_value_get_kind (kwargs) != PYRO_VALUE_DICT && pyro_value_get_kind (kwargs) != PYRO_VALUE_NONE)
    wrong = "The keyword arguments of a call are not a dict";

  if (wrong != NULL)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, wrong);

  return wrong == NULL;
}

/**
 * pyro_codec_decode_call:
 * @self: a serializer
 * @payload: the payload of a call
 * @object: (out) (transfer full): the id of the object, a str
 * @method: (out) (transfer full): the name of the method, a str
 * @args: (out) (transfer full): the positional arguments, a list or a tuple
 * @kwargs: (out) (transfer full): the keyword arguments, a dict, or None when the peer sent None
 * @error: return location for an error: `PYRO_ERROR_SERIALIZE` when the payload cannot be read,
 *   `PYRO_ERROR_TOO_LARGE` when it is over a limit, `PYRO_ERROR_PROTOCOL` when it is no call
 *
 * Reads the payload of a call.
 *
 * Returns: whether it is one
 */
gboolean
pyro_codec_decode_call (const PyroCodec  *self,
                        GBytes           *payload,
                        PyroValue       **object,
                        PyroValue       **method,
                        PyroValue       **args,
                        PyroValue       **kwargs,
                        GError          **error)
{
  g_autoptr(PyroValue) id = NULL;
  g_autoptr(PyroValue) name = NULL;
  g_autoptr(PyroValue) positional = NULL;
  g_autoptr(PyroValue) named = NULL;
  gboolean complete;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (payload != NULL, FALSE);
  g_return_val_if_fail (object != NULL && method != NULL && args != NULL && kwargs != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  complete = self->decode_call != NULL
             ? self->decode_call (payload, &id, &name, &positional, &named, error)
             : decode_sequence (self, payload, (PyroValue **[4]) { &id, &name, &positional, &named }, error);
  if (!complete || !check_call (id, name, positional, named, error))
    return FALSE;

  *object = g_steal_pointer (&id);
  *method = g_steal_pointer (&name);
  *args = g_steal_pointer (&positional);
  *kwargs = g_steal_pointer (&named);

  return TRUE;
}
