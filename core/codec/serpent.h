/* core/codec/serpent.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

gboolean  pyro_serpent_is_bytes  (PyroValue  *value);
GBytes   *pyro_serpent_dup_bytes (PyroValue  *value,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
