/* core/wire/annotations-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/annotations.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

gboolean         _pyro_annotations_check_block (const PyroGeneration  *generation,
                                                const guint8          *data,
                                                gsize                  size,
                                                GError               **error);
PyroAnnotations *_pyro_annotations_from_block  (const PyroGeneration  *generation,
                                                GBytes                *block) G_GNUC_WARN_UNUSED_RESULT;
const guint8    *_pyro_annotations_find_in_block
                                               (const PyroGeneration  *generation,
                                                GBytes                *block,
                                                const char            *id,
                                                gsize                 *size);
PyroAnnotations *_pyro_annotations_with_correlation
                                               (PyroAnnotations       *self,
                                                const char            *id,
                                                const guint8          *correlation,
                                                gboolean               first) G_GNUC_WARN_UNUSED_RESULT;
GBytes          *_pyro_annotations_to_block    (PyroAnnotations       *self,
                                                const PyroGeneration  *generation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
