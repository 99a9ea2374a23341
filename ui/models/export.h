/* ui/models/export.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensExportFormat:
 * @LENS_EXPORT_PYTHON: a Python literal
 * @LENS_EXPORT_JSON: JSON
 * @LENS_EXPORT_CSV: a table as comma separated values
 * @LENS_EXPORT_BYTES: bytes as they are
 *
 * What a value is written to a file as.
 */
typedef enum
{
  LENS_EXPORT_PYTHON,
  LENS_EXPORT_JSON,
  LENS_EXPORT_CSV,
  LENS_EXPORT_BYTES,
} LensExportFormat;

gboolean  lens_export_find      (const char           *name,
                                 LensExportFormat     *format);
gboolean  lens_export_fits      (PyroValue            *value,
                                 LensExportFormat      format);
char     *lens_export_dup_name  (PyroValue            *value,
                                 LensExportFormat      format,
                                 const char           *stem) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *lens_export_encode    (PyroValue            *value,
                                 LensExportFormat      format,
                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void      lens_export_save_async
                                (PyroValue            *value,
                                 LensExportFormat      format,
                                 GFile                *file,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean  lens_export_save_finish
                                (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
