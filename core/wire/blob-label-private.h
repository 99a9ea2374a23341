/* core/wire/blob-label-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* The annotation that says whom a blob is for, since its payload is not read. */
#define PYRO_BLOB_ANNOTATION "BLBI"

GBytes   *_pyro_blob_label_write (PyroValue   *info,
                                  const char  *object,
                                  const char  *method,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  _pyro_blob_label_read  (GBytes      *label,
                                  PyroValue  **info,
                                  char       **object,
                                  char       **method,
                                  GError     **error);

G_END_DECLS
