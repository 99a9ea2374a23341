/* ui/widgets/object-chooser.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_OBJECT_CHOOSER (lens_object_chooser_get_type ())
G_DECLARE_FINAL_TYPE (LensObjectChooser, lens_object_chooser, LENS, OBJECT_CHOOSER, GtkPopover)

/* Offers the objects of a GListModel by their names. Signal chosen(LensObject). */
LensObjectChooser *lens_object_chooser_new (GListModel *objects) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
