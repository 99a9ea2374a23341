/* core/wire/frame.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/annotations.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

#define PYRO_CORRELATION_SIZE 16 /* bytes of a UUID, in the order of RFC 4122 */

/**
 * PyroFrameType:
 * @PYRO_FRAME_CONNECT: the handshake of a client
 * @PYRO_FRAME_CONNECT_OK: the daemon's welcome
 * @PYRO_FRAME_CONNECT_FAIL: the daemon's refusal
 * @PYRO_FRAME_INVOKE: a call
 * @PYRO_FRAME_RESULT: what a call returned or raised
 * @PYRO_FRAME_PING: a ping, and its answer
 *
 * The kinds of message, by their numbers on the wire.
 */
typedef enum
{
  PYRO_FRAME_CONNECT      = 1,
  PYRO_FRAME_CONNECT_OK   = 2,
  PYRO_FRAME_CONNECT_FAIL = 3,
  PYRO_FRAME_INVOKE       = 4,
  PYRO_FRAME_RESULT       = 5,
  PYRO_FRAME_PING         = 6,
} PyroFrameType;

/**
 * PyroFrameFlags:
 * @PYRO_FRAME_FLAG_NONE: none
 * @PYRO_FRAME_FLAG_EXCEPTION: the payload is an exception
 * @PYRO_FRAME_FLAG_COMPRESSED: the payload is a zlib stream
 * @PYRO_FRAME_FLAG_ONEWAY: no reply is wanted
 * @PYRO_FRAME_FLAG_BATCH: the payload holds many calls, or their results
 * @PYRO_FRAME_FLAG_ITEM_STREAM: the result is an iterator to be pulled item by item
 * @PYRO_FRAME_FLAG_KEEP_SERIALIZED: the arguments are a blob that is not to be decoded
 * @PYRO_FRAME_FLAG_CORRELATION: there is a correlation id: in the header (Pyro5) or among the
 *   annotations (Pyro4)
 * @PYRO_FRAME_FLAG_META_ON_CONNECT: the handshake carries metadata (Pyro4)
 *
 * What a message says of itself. These are not the bits on the wire: those differ between the
 * generations, and the generation's table turns one into the other.
 */
typedef enum /*< flags >*/
{
  PYRO_FRAME_FLAG_NONE            = 0,
  PYRO_FRAME_FLAG_EXCEPTION       = 1 << 0,
  PYRO_FRAME_FLAG_COMPRESSED      = 1 << 1,
  PYRO_FRAME_FLAG_ONEWAY          = 1 << 2,
  PYRO_FRAME_FLAG_BATCH           = 1 << 3,
  PYRO_FRAME_FLAG_ITEM_STREAM     = 1 << 4,
  PYRO_FRAME_FLAG_KEEP_SERIALIZED = 1 << 5,
  PYRO_FRAME_FLAG_CORRELATION     = 1 << 6,
  PYRO_FRAME_FLAG_META_ON_CONNECT = 1 << 7,
} PyroFrameFlags;

const char           *pyro_frame_type_get_name        (PyroFrameType         type);

#define PYRO_TYPE_FRAME (pyro_frame_get_type ())

typedef struct _PyroFrame PyroFrame;

GType                 pyro_frame_get_type             (void);
PyroFrame            *pyro_frame_new                  (const PyroGeneration *generation,
                                                       PyroFrameType         type,
                                                       PyroFrameFlags        flags,
                                                       guint16               serializer_id,
                                                       const guint8         *correlation,
                                                       PyroAnnotations      *annotations,
                                                       GBytes               *payload) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame            *pyro_frame_with_seq             (PyroFrame            *self,
                                                       guint16               seq) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame            *pyro_frame_ref                  (PyroFrame            *self);
void                  pyro_frame_unref                (PyroFrame            *self);

const PyroGeneration *pyro_frame_get_generation       (PyroFrame            *self);
PyroFrameType         pyro_frame_get_frame_type       (PyroFrame            *self);
PyroFrameFlags        pyro_frame_get_flags            (PyroFrame            *self);
guint16               pyro_frame_get_serializer_id    (PyroFrame            *self);
guint16               pyro_frame_get_seq              (PyroFrame            *self);
const guint8         *pyro_frame_get_correlation      (PyroFrame            *self);
GBytes               *pyro_frame_get_annotations_block (PyroFrame           *self);
PyroAnnotations      *pyro_frame_dup_annotations      (PyroFrame            *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes               *pyro_frame_get_payload          (PyroFrame            *self);
GBytes               *pyro_frame_dup_plain_payload    (PyroFrame            *self,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gsize                 pyro_frame_get_size             (PyroFrame            *self);

PyroFrame            *pyro_frame_compress             (PyroFrame            *self,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame            *pyro_frame_with_hmac            (PyroFrame            *self,
                                                       GBytes               *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean              pyro_frame_check_hmac           (PyroFrame            *self,
                                                       GBytes               *key,
                                                       GError              **error);

GBytes               *pyro_frame_encode               (PyroFrame            *self,
                                                       guint16               seq,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroFrame, pyro_frame_unref)

G_END_DECLS
