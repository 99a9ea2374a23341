/* core/codec/json-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/trail-private.h"

G_BEGIN_DECLS

PyroValue *_pyro_json_read        (const char  *text,
                                   gsize        size,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   _pyro_json_write       (PyroValue   *value,
                                   PyroTrail   *trail,
                                   GString     *out,
                                   GError     **error);
void       _pyro_json_write_text  (const char  *text,
                                   GString     *out);

char      *_pyro_json_unescape    (const char  *text,
                                   gsize        size,
                                   gsize       *new_size,
                                   GArray      *places,
                                   gsize       *mistake);

G_END_DECLS
