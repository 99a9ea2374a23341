/* core/codec/codec-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/codec.h"
#include "core/codec/trail-private.h"

G_BEGIN_DECLS

struct _PyroCodec
{
  const char *name;
  const char *serializer; /* what Pyro calls it; NULL for the name */

  /* Appends the payload of @value to @out, which is bytes here and not text. When that cannot be, the
   * trail leads to why. */
  gboolean   (*encode)      (PyroValue   *value,
                             PyroTrail   *trail,
                             GString     *out,
                             GError     **error);
  /* @payload is passed as GBytes so that a codec may keep parts of it unread. */
  PyroValue *(*decode)      (GBytes      *payload,
                             GError     **error);
  /* How the four fields of a call are laid out. @kwargs may be NULL. */
  gboolean   (*encode_call) (const char  *object,
                             const char  *method,
                             PyroValue   *args,
                             PyroValue   *kwargs,
                             PyroTrail   *trail,
                             GString     *out,
                             GError     **error);
  /* Gives the fields as they are; NULL for a sequence of four. */
  gboolean   (*decode_call) (GBytes      *payload,
                             PyroValue  **object,
                             PyroValue  **method,
                             PyroValue  **args,
                             PyroValue  **kwargs,
                             GError     **error);
};

GBytes *_pyro_codec_encode_on (const PyroCodec  *self,
                               PyroValue        *value,
                               PyroTrail        *trail,
                               GError          **error);

extern const PyroCodec _pyro_cloudpickle_codec;
extern const PyroCodec _pyro_dill_codec;
extern const PyroCodec _pyro_json_codec;
extern const PyroCodec _pyro_marshal_codec;
extern const PyroCodec _pyro_msgpack_codec;
extern const PyroCodec _pyro_pickle4_codec;
extern const PyroCodec _pyro_pickle_codec;
extern const PyroCodec _pyro_serpent_codec;

G_END_DECLS
