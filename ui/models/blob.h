/* ui/models/blob.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * LensBlobKind:
 * @LENS_BLOB_DATA: nothing that is known here
 * @LENS_BLOB_PNG: a PNG image
 * @LENS_BLOB_JPEG: a JPEG image
 * @LENS_BLOB_WEBP: a WebP image
 * @LENS_BLOB_GIF: a GIF image
 * @LENS_BLOB_SVG: an SVG drawing
 *
 * What bytes are, by how they begin.
 */
typedef enum
{
  LENS_BLOB_DATA,
  LENS_BLOB_PNG,
  LENS_BLOB_JPEG,
  LENS_BLOB_WEBP,
  LENS_BLOB_GIF,
  LENS_BLOB_SVG,
} LensBlobKind;

/* Pixels of an image that is shown: 64 million of them are 256 MiB. */
#define LENS_MAX_PIXELS (64 * 1000 * 1000)

/* Bytes of an image that is shown. */
#define LENS_MAX_IMAGE_SIZE ((gsize) 64 * 1024 * 1024)

gboolean      lens_blob_is_one        (PyroValue     *value);
GBytes       *lens_blob_dup_bytes     (PyroValue     *value) G_GNUC_WARN_UNUSED_RESULT;
LensBlobKind  lens_blob_recognize     (GBytes        *bytes);
const char   *lens_blob_get_extension (LensBlobKind   kind);
gboolean      lens_blob_measure       (GBytes        *bytes,
                                       guint         *width,
                                       guint         *height);
gboolean      lens_blob_check_image   (GBytes        *bytes,
                                       GError       **error);

G_END_DECLS
