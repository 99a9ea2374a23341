/* core/codec/msgpack.c - MessagePack, as Pyro's MsgpackSerializer uses it
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include <string.h>

#include "core/codec/codec-private.h"

/* Reader and writer are our own, and not those of msgpack-c: that one allocates as many items as a
 * header claims before the first of them is there, so that six bytes ask for gigabytes; its objects
 * would be a second tree beside the value, which takes as long to make again; and its streaming
 * template does not say where a container ends. */

static gboolean
msgpack_encode (PyroValue  *value,
                GString    *out,
                GError    **error)
{
  PyroTrail trail;

  _pyro_trail_init (&trail, "msgpack", NULL);

  return _pyro_msgpack_write (out, value, &trail, error);
}

static gboolean
msgpack_encode_call (const char  *object,
                     const char  *method,
                     PyroValue   *args,
                     PyroValue   *kwargs,
                     GString     *out,
                     GError     **error)
{
  PyroTrail trail;

  g_string_append_c (out, (char) 0x94); /* an array of four */
  _pyro_msgpack_write_text (out, object, strlen (object));
  _pyro_msgpack_write_text (out, method, strlen (method));
  _pyro_trail_init (&trail, "msgpack", "args");
  if (!_pyro_msgpack_write (out, args, &trail, error))
    return FALSE;
  _pyro_trail_init (&trail, "msgpack", "kwargs");
  if (kwargs != NULL)
    return _pyro_msgpack_write (out, kwargs, &trail, error);
  g_string_append_c (out, (char) 0xc0); /* nil */

  return TRUE;
}

const PyroCodec _pyro_msgpack_codec = {
  .name = "msgpack",
  .encode = msgpack_encode,
  .decode = _pyro_msgpack_read,
  .encode_call = msgpack_encode_call,
};
