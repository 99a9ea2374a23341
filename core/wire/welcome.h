/* core/wire/welcome.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"
#include "core/wire/metadata.h"

G_BEGIN_DECLS

gboolean   pyro_welcome_read_hello     (PyroFrame             *hello,
                                        PyroValue            **handshake,
                                        char                 **object,
                                        GError               **error);
PyroFrame *pyro_welcome_new            (PyroFrame             *hello,
                                        PyroValue             *handshake,
                                        PyroMetadata          *metadata,
                                        const guint8          *correlation,
                                        PyroAnnotations       *annotations,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_welcome_new_refusal    (PyroFrame             *hello,
                                        const char            *reason,
                                        const guint8          *correlation,
                                        PyroAnnotations       *annotations) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_welcome_refuse_bytes   (const guint8          *opening,
                                        gsize                  size,
                                        gsize                  max_size,
                                        GBytes                *hmac_key) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_welcome_refuse_signature (PyroFrame           *hello,
                                        GBytes                *hmac_key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
