/* ui/models/signatures.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ui/models/card.h"

G_BEGIN_DECLS

#define LENS_TYPE_SIGNATURES (lens_signatures_get_type ())
G_DECLARE_FINAL_TYPE (LensSignatures, lens_signatures, LENS, SIGNATURES, GObject)

/* What is known of the methods of objects, kept in a file. Signal changed(object, method): something is known
 * now that was not. */
LensSignatures *lens_signatures_new         (const char      *path) G_GNUC_WARN_UNUSED_RESULT;
LensSignatures *lens_signatures_get_default (void);
/* All that is known of a method, as one card; NULL where that is nothing. */
LensCard       *lens_signatures_find        (LensSignatures  *self,
                                             const char      *object,
                                             const char      *method) G_GNUC_WARN_UNUSED_RESULT;
LensCard       *lens_signatures_get         (LensSignatures  *self,
                                             const char      *object,
                                             const char      *method,
                                             LensEvidence     evidence);
void            lens_signatures_put         (LensSignatures  *self,
                                             const char      *object,
                                             const char      *method,
                                             LensCard        *card);
void            lens_signatures_learn       (LensSignatures  *self,
                                             const char      *object,
                                             const char      *method,
                                             LensCard        *card);
void            lens_signatures_forget      (LensSignatures  *self,
                                             const char      *object,
                                             const char      *method,
                                             LensEvidence     evidence);
/* A copy of the file of a traceback among those that signatures came from. */
GFile          *lens_signatures_find_source (LensSignatures  *self,
                                             const char      *remote_file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
