/* core/wire/payload-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

G_BEGIN_DECLS

gboolean   _pyro_payload_find_serializer_id (const PyroGeneration  *generation,
                                             const PyroCodec       *codec,
                                             guint16               *serializer_id,
                                             GError               **error);
gboolean   _pyro_payload_translate_serializer_id
                                            (PyroFrame             *frame,
                                             const PyroGeneration  *generation,
                                             guint16               *serializer_id,
                                             GError               **error);
PyroValue *_pyro_payload_decode             (PyroFrame             *frame,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
char      *_pyro_payload_dup_text           (PyroFrame             *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
