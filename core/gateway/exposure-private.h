/* core/gateway/exposure-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GRegex   *_pyro_exposure_new     (const char    *pattern,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  _pyro_exposure_matches (const GRegex  *self,
                                  const char    *name);

G_END_DECLS
