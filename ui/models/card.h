/* ui/models/card.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/parameter.h"

G_BEGIN_DECLS

#define LENS_TYPE_CARD (lens_card_get_type ())
G_DECLARE_FINAL_TYPE (LensCard, lens_card, LENS, CARD, GObject)

/* What is known of a method: its parameters, and where each is known from. Who fills it in owns it alone;
 * one that others have is never changed. */
LensCard      *lens_card_new            (LensEvidence    origin) G_GNUC_WARN_UNUSED_RESULT;
LensCard      *lens_card_copy           (LensCard       *self) G_GNUC_WARN_UNUSED_RESULT;
void           lens_card_take           (LensCard       *self,
                                         LensParameter  *parameter);
void           lens_card_set_bounded    (LensCard       *self,
                                         gboolean        bounded);
void           lens_card_set_docstring  (LensCard       *self,
                                         const char     *docstring);
void           lens_card_set_returns    (LensCard       *self,
                                         const char     *returns);
void           lens_card_set_place      (LensCard       *self,
                                         const char     *file,
                                         guint           line,
                                         const char     *class_name);
void           lens_card_set_oneway     (LensCard       *self,
                                         gboolean        oneway);

LensEvidence   lens_card_get_origin     (LensCard       *self);
guint          lens_card_get_n_parameters (LensCard     *self);
LensParameter *lens_card_get_parameter  (LensCard       *self,
                                         guint           index);
LensParameter *lens_card_find_parameter (LensCard       *self,
                                         const char     *name);
/* How many take their argument by its place. */
guint          lens_card_count_places   (LensCard       *self);
/* No argument by its place fits behind those that are known. */
gboolean       lens_card_get_bounded    (LensCard       *self);
const char    *lens_card_get_docstring  (LensCard       *self);
const char    *lens_card_get_returns    (LensCard       *self);
const char    *lens_card_get_file       (LensCard       *self); /* a URI, or NULL */
guint          lens_card_get_line       (LensCard       *self);
const char    *lens_card_get_class_name (LensCard       *self);
gboolean       lens_card_get_oneway     (LensCard       *self);

/* card-merge.c: @self, and what @other says more; NULL where they contradict each other. */
LensCard      *lens_card_merge          (LensCard       *self,
                                         LensCard       *other) G_GNUC_WARN_UNUSED_RESULT;

/* card-text.c */
char          *lens_card_dup_signature  (LensCard       *self) G_GNUC_WARN_UNUSED_RESULT;
char          *lens_card_dup_full_signature (LensCard   *self) G_GNUC_WARN_UNUSED_RESULT;
char          *lens_card_dup_origin_text (LensCard      *self) G_GNUC_WARN_UNUSED_RESULT;
char          *lens_card_dup_details    (LensCard       *self) G_GNUC_WARN_UNUSED_RESULT;
char          *lens_card_dup_summary    (LensCard       *self) G_GNUC_WARN_UNUSED_RESULT;

/* card-value.c */
PyroValue     *lens_card_to_value       (LensCard       *self) G_GNUC_WARN_UNUSED_RESULT;
LensCard      *lens_card_from_value     (PyroValue      *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
