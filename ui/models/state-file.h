/* ui/models/state-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_STATE_FILE (lens_state_file_get_type ())
G_DECLARE_FINAL_TYPE (LensStateFile, lens_state_file, LENS, STATE_FILE, GObject)

/* What is to be as it was when the program is started again: a list of dicts, in a file. Signal collect(GPtrArray): the
 * file is about to be written; add a PyroValue for each thing that is to be kept. */
LensStateFile *lens_state_file_new     (const char     *path) G_GNUC_WARN_UNUSED_RESULT;
/* What is in it; what of it cannot be read is set aside, with a sentence for the user. */
GPtrArray     *lens_state_file_load    (LensStateFile  *self,
                                        char          **problem) G_GNUC_WARN_UNUSED_RESULT;
/* There is something else to keep: it is collected and written in a moment. */
void           lens_state_file_touch   (LensStateFile  *self);
/* What is not written yet is written now; FALSE if it cannot be, and then that is tried again. */
gboolean       lens_state_file_flush   (LensStateFile  *self,
                                        GError        **error);
/* Nothing is written from now on. */
void           lens_state_file_close   (LensStateFile  *self);

G_END_DECLS
