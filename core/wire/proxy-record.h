/* core/wire/proxy-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/generation.h"
#include "core/wire/metadata.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

PyroValue *pyro_proxy_record_new (const PyroGeneration *generation,
                                  PyroUri              *uri,
                                  PyroMetadata         *metadata) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
