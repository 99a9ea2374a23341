/* core/wire/frame-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/generation-private.h"

G_BEGIN_DECLS

PyroFrame *_pyro_frame_new_received (const PyroGeneration *generation,
                                     const PyroHeader     *header,
                                     GBytes               *annotations_block,
                                     GBytes               *payload,
                                     gsize                 max_size) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *_pyro_frame_with_annotations (PyroFrame       *self,
                                         PyroAnnotations *annotations) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *_pyro_frame_with_compressed_payload
                                        (PyroFrame       *self,
                                         GBytes          *payload) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
