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
start (GString *out,
       guint    protocol)
{
  g_string_append_c (out, (char) 0x80); /* PROTO */
  g_string_append_c (out, (char) protocol);
}

static gboolean
encode (guint        protocol,
        PyroValue   *value,
        PyroTrail   *trail,
        GString     *out,
        GError     **error)
{
  PickleWriter writer = { protocol, out, trail, error };

  start (out, protocol);
  if (!_pyro_pickle_write (&writer, value))
    return FALSE;
  g_string_append_c (out, '.'); /* STOP */

  return TRUE;
}

static gboolean
encode_call (guint        protocol,
             const char  *object,
             const char  *method,
             PyroValue   *args,
             PyroValue   *kwargs,
             PyroTrail   *trail,
             GString     *out,
             GError     **error)
{
  PickleWriter writer = { protocol, out, trail, error };

  start (out, protocol);
  g_string_append_c (out, '('); /* MARK */
  _pyro_pickle_write_text (&writer, object, strlen (object));
  _pyro_pickle_write_text (&writer, method, strlen (method));
  _pyro_trail_start (trail, "args");
  if (!_pyro_pickle_write (&writer, args))
    return FALSE;
  _pyro_trail_start (trail, "kwargs");
  if (kwargs == NULL)
    g_string_append_c (out, 'N');
  else if (!_pyro_pickle_write (&writer, kwargs))
    return FALSE;
  g_string_append (out, "t."); /* TUPLE, STOP */

  return TRUE;
}

#define DEFINE_PICKLE(protocol_name, protocol)                                                                  \
  static gboolean                                                                                               \
  protocol_name##_encode (PyroValue  *value,                                                                    \
                          PyroTrail  *trail,                                                                    \
                          GString    *out,                                                                      \
                          GError    **error)                                                                    \
  {                                                                                                             \
    return encode (protocol, value, trail, out, error);                                                         \
  }                                                                                                             \
                                                                                                                \
  static gboolean                                                                                               \
  protocol_name##_encode_call (const char  *object,                                                             \
                               const char  *method,                                                             \
                               PyroValue   *args,                                                               \
                               PyroValue   *kwargs,                                                             \
                               PyroTrail   *trail,                                                              \
                               GString     *out,                                                                \
                               GError     **error)                                                              \
  {                                                                                                             \
    return encode_call (protocol, object, method, args, kwargs, trail, out, error);                             \
  }

DEFINE_PICKLE (old, PYRO_PICKLE_OLD)
DEFINE_PICKLE (new, PYRO_PICKLE_NEW)

const PyroCodec _pyro_pickle_codec = {
  .name = "pickle",
  .encode = old_encode,
  .decode = _pyro_pickle_read,
  .encode_call = old_encode_call,
};

const PyroCodec _pyro_pickle4_codec = {
  .name = "pickle4",
  .serializer = "pickle",
  .encode = new_encode,
  .decode = _pyro_pickle_read,
  .encode_call = new_encode_call,
};

const PyroCodec _pyro_cloudpickle_codec = {
  .name = "cloudpickle",
  .encode = old_encode,
  .decode = _pyro_pickle_read,
  .encode_call = old_encode_call,
};

const PyroCodec _pyro_dill_codec = {
  .name = "dill",
  .encode = old_encode,
  .decode = _pyro_pickle_read,
  .encode_call = old_encode_call,
};
