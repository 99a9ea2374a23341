/* tests/matrix/blob-catcher.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/wire/blob.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A daemon of either generation, in a thread, that is called once, with a blob. */
typedef struct _BlobCatcher BlobCatcher;

BlobCatcher *blob_catcher_new      (void);
guint16      blob_catcher_get_port (BlobCatcher *self);
PyroBlob    *blob_catcher_finish   (BlobCatcher *self);

G_END_DECLS
