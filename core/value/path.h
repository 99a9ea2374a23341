/* core/value/path.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

PyroValue *pyro_value_lookup_path (PyroValue   *self,
                                   const char  *path,
                                   GError     **error);
char      *pyro_path_append_key   (const char  *path,
                                   PyroValue   *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
