/* ui/models/target.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* What a typed address means: `HOST`, `HOST:PORT`, `[V6]:PORT` and `./u:PATH` are the name server
 * there (as a PYRO: URI), a URI is itself. */
PyroUri  *lens_target_parse           (const char  *text,
                                       GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lens_target_is_name_server  (PyroUri     *target);
gboolean  lens_target_is_daemon       (PyroUri     *target);
/* A link as a page or the desktop has it, `pyro://OBJECT@HOST:PORT`, as an address; all else as it is. */
char     *lens_target_from_link       (const char  *link) G_GNUC_WARN_UNUSED_RESULT;
/* Where a value leads: the address of a proxy, of a URI, or of text that is one; NULL for any other. */
char     *lens_target_from_value      (PyroValue   *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
