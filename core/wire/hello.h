/* core/wire/hello.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"
#include "core/wire/metadata.h"

G_BEGIN_DECLS

PyroFrame *pyro_hello_new     (const PyroGeneration  *generation,
                               const PyroCodec       *codec,
                               const char            *object,
                               PyroValue             *handshake,
                               const guint8          *correlation,
                               PyroAnnotations       *annotations,
                               GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pyro_hello_receive (PyroFrame             *reply,
                               PyroValue            **handshake,
                               PyroMetadata         **metadata,
                               GError               **error);

G_END_DECLS
