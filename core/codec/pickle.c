/* core/codec/pickle.c - Pyro4's pickle, and those of its family
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "core/codec/codec-private.h"
#include "core/codec/pickle-private.h"

/* A server answers in the protocol of its own Python, all of which are read here. What is written
 * is protocol 2, which a server on any Python takes; `pickle4` is for servers on Python 3.4 or
 * later, and has half the size where there are bytes. What dill and cloudpickle write for plain data
 * is pickle; what they write for functions and for classes of a program is code, of which only the
 * names are read. */

static void
start (PickleWriter  *writer,
       const char    *codec,
       guint          protocol,
       GString       *out,
       GError       **error)
{
  writer->protocol = protocol;
  writer->out = out;
  writer->error = error;
  _pyro_trail_init (&writer->trail, codec, NULL);
  g_string_append_c (out, (char) 0x80); /* PROTO */
  g_string_append_c (out, (char) protocol);
}

static gboolean
encode (const char  *codec,
        guint        protocol,
        PyroValue   *value,
        GString     *out,
        GError     **error)
{
  PickleWriter writer;

  start (&writer, codec, protocol, out, error);
  if (!_pyro_pickle_write (&writer, value))
    return FALSE;
  g_string_append_c (out, '.'); /* STOP */

  return TRUE;
}

static gboolean
encode_call (const char  *codec,
             guint        protocol,
             const char  *object,
             const char  *method,
             PyroValue   *args,
             PyroValue   *kwargs,
             GString     *out,
             GError     **error)
{
  PickleWriter writer;

  start (&writer, codec, protocol, out, error);
  g_string_append_c (out, '('); /* MARK */
  _pyro_pickle_write_text (&writer, object, strlen (object));
  _pyro_pickle_write_text (&writer, method, strlen (method));
  _pyro_trail_init (&writer.trail, codec, "args");
  if (!_pyro_pickle_write (&writer, args))
    return FALSE;
  _pyro_trail_init (&writer.trail, codec, "kwargs");
  if (kwargs == NULL)
    g_string_append_c (out, 'N');
  else if (!_pyro_pickle_write (&writer, kwargs))
    return FALSE;
  g_string_append (out, "t."); /* TUPLE, STOP */

  return TRUE;
}

#define DEFINE_PICKLE(codec_name, written_protocol)                                                              \
  static gboolean                                                                                               \
  codec_name##_encode (PyroValue  *value,                                                                       \
                       GString    *out,                                                                         \
                       GError    **error)                                                                       \
  {                                                                                                             \
    return encode (#codec_name, written_protocol, value, out, error);                                           \
  }                                                                                                             \
                                                                                                                \
  static gboolean                                                                                               \
  codec_name##_encode_call (const char  *object,                                                                \
                            const char  *method,                                                                \
                            PyroValue   *args,                                                                  \
                            PyroValue   *kwargs,                                                                \
                            GString     *out,                                                                   \
                            GError     **error)                                                                 \
  {                                                                                                             \
    return encode_call (#codec_name, written_protocol, object, method, args, kwargs, out, error);               \
  }

DEFINE_PICKLE (pickle, PYRO_PICKLE_OLD)
DEFINE_PICKLE (pickle4, PYRO_PICKLE_NEW)
DEFINE_PICKLE (cloudpickle, PYRO_PICKLE_OLD)
DEFINE_PICKLE (dill, PYRO_PICKLE_OLD)

const PyroCodec _pyro_pickle_codec = {
  .name = "pickle",
  .encode = pickle_encode,
  .decode = _pyro_pickle_read,
  .encode_call = pickle_encode_call,
};

const PyroCodec _pyro_pickle4_codec = {
  .name = "pickle4",
  .serializer = "pickle",
  .encode = pickle4_encode,
  .decode = _pyro_pickle_read,
  .encode_call = pickle4_encode_call,
};

const PyroCodec _pyro_cloudpickle_codec = {
  .name = "cloudpickle",
  .encode = cloudpickle_encode,
  .decode = _pyro_pickle_read,
  .encode_call = cloudpickle_encode_call,
};

const PyroCodec _pyro_dill_codec = {
  .name = "dill",
  .encode = dill_encode,
  .decode = _pyro_pickle_read,
  .encode_call = dill_encode_call,
};
