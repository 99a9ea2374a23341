/* ui/models/media.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensMediaKind:
 * @LENS_MEDIA_DATA: nothing that is known here
 * @LENS_MEDIA_PNG: a PNG image
 * @LENS_MEDIA_JPEG: a JPEG image
 * @LENS_MEDIA_WEBP: a WebP image
 * @LENS_MEDIA_GIF: a GIF image
 * @LENS_MEDIA_SVG: an SVG drawing
 *
 * What bytes are, by how they begin.
 */
typedef enum
{
  LENS_MEDIA_DATA,
  LENS_MEDIA_PNG,
  LENS_MEDIA_JPEG,
  LENS_MEDIA_WEBP,
  LENS_MEDIA_GIF,
  LENS_MEDIA_SVG,
} LensMediaKind;

/* Pixels of an image that is shown: 64 million of them are 256 MiB. */
#define LENS_MAX_PIXELS (64 * 1000 * 1000)

/* Bytes of an image that is shown. */
#define LENS_MAX_IMAGE_SIZE ((gsize) 64 * 1024 * 1024)

gboolean       lens_media_is_one        (PyroValue      *value);
GBytes        *lens_media_dup_bytes     (PyroValue      *value) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lens_media_is_small      (PyroValue      *value);
void           lens_media_read_async    (PyroValue      *value,
                                         GCancellable   *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer        user_data);
GBytes        *lens_media_read_finish   (GAsyncResult   *result,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LensMediaKind  lens_media_recognize     (GBytes         *bytes);
const char    *lens_media_get_extension (LensMediaKind   kind);
gboolean       lens_media_measure       (GBytes         *bytes,
                                         guint          *width,
                                         guint          *height);
gboolean       lens_media_check_image   (GBytes         *bytes,
                                         GError        **error);

G_END_DECLS
