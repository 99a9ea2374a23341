/* core/wire/blob-label-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The annotation that says whom a blob is for, since its payload is not read. */
#define PYRO_BLOB_ANNOTATION "BLBI"

GBytes   *_pyro_blob_label_write (const char  *info,
                                  const char  *object,
                                  const char  *method) G_GNUC_WARN_UNUSED_RESULT;
gboolean  _pyro_blob_label_read  (GBytes      *label,
                                  char       **info,
                                  char       **object,
                                  char       **method,
                                  GError     **error);

G_END_DECLS
