/* ui/models/state-write.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One write of a file of values, in a worker. */
typedef struct _LensStateWrite LensStateWrite;

/* Begins. Nothing is written where the text is @written, which is what the file has. */
LensStateWrite *lens_state_write_start     (const char     *path,
                                            const char     *head,
                                            GPtrArray      *values,
                                            char           *written) G_GNUC_WARN_UNUSED_RESULT;
/* Waits until it has ended, and frees it: a GRefString of what the file has now, or NULL where that is not known.
 * @error is set where it could not be written. */
char           *lens_state_write_finish    (LensStateWrite  *self,
                                            GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lens_state_write_has_ended (LensStateWrite  *self);

G_END_DECLS
