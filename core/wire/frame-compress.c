/* core/wire/frame-compress.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Messages whose payload is made smaller before they are sent. */

#include "core/wire/frame.h"

#include "core/codec/deflate.h"
#include "core/wire/frame-private.h"

/**
 * pyro_frame_compress:
 * @self: a message, not yet signed
 * @error: return location for an error
 *
 * Compresses the payload where this generation of Pyro does: not one that is small, nor one that is
 * compressed already, and in Pyro4 none that would not get smaller. Annotations never are compressed.
 *
 * Returns: (transfer full): the message with the compressed payload, or @self
 */
PyroFrame *
pyro_frame_compress (PyroFrame  *self,
                     GError    **error)
{
  const PyroGeneration *generation;
  g_autoptr(GBytes) compressed = NULL;
  GBytes *plain;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  generation = pyro_frame_get_generation (self);
  plain = pyro_frame_get_payload (self);
  if ((pyro_frame_get_flags (self) & PYRO_FRAME_FLAG_COMPRESSED) != 0 ||
      g_bytes_get_size (plain) < generation->compress_from)
    return pyro_frame_ref (self);

  compressed = pyro_deflate (plain, generation->compress_level, error);
  if (compressed == NULL)
    return NULL;
  if (generation->compress_to_smaller && g_bytes_get_size (compressed) >= g_bytes_get_size (plain))
    return pyro_frame_ref (self);

  return _pyro_frame_with_compressed_payload (self, compressed);
}
