/* ui/models/difference.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensDifferenceKind:
 * @LENS_DIFFERENCE_INSIDE: a container on both sides with something different within
 * @LENS_DIFFERENCE_ADDED: it is in the new value only
 * @LENS_DIFFERENCE_REMOVED: it is in the old value only
 * @LENS_DIFFERENCE_CHANGED: another value, or one of another type
 *
 * What differs at a place of two values.
 */
typedef enum
{
  LENS_DIFFERENCE_INSIDE,
  LENS_DIFFERENCE_ADDED,
  LENS_DIFFERENCE_REMOVED,
  LENS_DIFFERENCE_CHANGED,
} LensDifferenceKind;

#define LENS_TYPE_DIFFERENCE (lens_difference_get_type ())
G_DECLARE_FINAL_TYPE (LensDifference, lens_difference, LENS, DIFFERENCE, GObject)

/* Differences that are listed. What has more is told to have more. */
#define LENS_MAX_DIFFERENCES 10000

/* A place where two values differ. Properties: mark ("+", "−", "~" or ""), key, old-text, new-text.
 * What is the same is not in the tree. */
LensDifference     *lens_difference_find       (PyroValue      *old_value,
                                                PyroValue      *new_value,
                                                GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;
LensDifferenceKind  lens_difference_get_kind   (LensDifference *self);
const char         *lens_difference_get_key    (LensDifference *self);
PyroValue          *lens_difference_get_old    (LensDifference *self);
PyroValue          *lens_difference_get_new    (LensDifference *self);
GListModel         *lens_difference_get_parts  (LensDifference *self);
gboolean            lens_difference_get_flat   (LensDifference *self);
guint               lens_difference_count      (LensDifference *self);
gboolean            lens_difference_has_more   (LensDifference *self);

G_END_DECLS
