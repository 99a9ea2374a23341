/* ui/models/verdict.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

/* What is to be thought of an object, and the sentence that says why. */
LensObjectState  lens_verdict_from_error (const GError  *error,
                                          const char    *location,
                                          char         **sentence);
gboolean         lens_verdict_from_uri   (PyroUri       *uri,
                                          const char    *name_server_host,
                                          char         **sentence);
char            *lens_verdict_explain    (const GError  *error,
                                          const char    *location) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
