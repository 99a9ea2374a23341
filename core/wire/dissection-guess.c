/* core/wire/dissection-guess.c - bytes of which nobody says what they are
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/dissection.h"

#include <string.h>

#include "core/codec/deflate.h"
#include "core/limits.h"
#include "core/wire/dissection-private.h"

/* A zlib stream begins with the method, deflate, and a checksum of these two bytes. */
static gboolean
is_zlib (const guint8 *data,
         gsize         size)
{
  return size >= 2 && (data[0] & 0x0f) == 8 && (data[0] >> 4) <= 7 && (data[0] << 8 | data[1]) % 31 == 0;
}

/**
 * pyro_dissection_dup_plain:
 * @bytes: bytes from anywhere
 * @error: return location for an error
 *
 * Undoes gzip or zlib where @bytes are compressed.
 *
 * Returns: (transfer full): what was compressed, or @bytes as they are; %NULL with
 *   %PYRO_ERROR_TOO_LARGE when there is too much of it, %PYRO_ERROR_PROTOCOL when a gzip file is damaged
 */
GBytes *
pyro_dissection_dup_plain (GBytes  *bytes,
                           GError **error)
{
  gsize size;
  const guint8 *data;
  GBytes *plain = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size >= 2 && data[0] == 0x1f && data[1] == 0x8b)
    return pyro_gunzip (bytes, PYRO_MAX_INFLATED_SIZE, error);

  /* Other bytes may look like a zlib stream as well, and then they are none. */
  if (is_zlib (data, size))
    plain = pyro_inflate (bytes, PYRO_MAX_INFLATED_SIZE, NULL);

  return plain != NULL ? plain : g_bytes_ref (bytes);
}

/*
 * _pyro_dissection_guess_codec:
 *
 * The more a serializer's payloads have to be like before they can be read by it, the earlier it is
 * tried; Pyro's own serpent payloads begin with their name.
 *
 * Returns: (nullable): a serializer that can read @payload, or %NULL if there is none
 */
const PyroCodec *
_pyro_dissection_guess_codec (GBytes *payload)
{
  static const char *const names[] = { "json", "serpent", "marshal", "pickle", "msgpack" };
  gsize size;
  const guint8 *data = g_bytes_get_data (payload, &size);

  if (size >= strlen ("# serpent") && memcmp (data, "# serpent", strlen ("# serpent")) == 0)
    return pyro_codec_find ("serpent");
  if (size >= 3 && data[0] == 0x80 && data[1] >= 2 && data[1] <= 5 && data[size - 1] == '.')
    return pyro_codec_find ("pickle");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const PyroCodec *codec = pyro_codec_find (names[i]);
      g_autoptr(PyroValue) value = pyro_codec_decode (codec, payload, NULL);

      if (value != NULL)
        return codec;
    }

  return NULL;
}
