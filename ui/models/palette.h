/* ui/models/palette.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/servers.h"

G_BEGIN_DECLS

/**
 * LensPaletteKind:
 * @LENS_PALETTE_OBJECT: an object
 * @LENS_PALETTE_MEMBER: a method or attribute of one
 * @LENS_PALETTE_ACTION: something that the window does
 */
typedef enum
{
  LENS_PALETTE_OBJECT,
  LENS_PALETTE_MEMBER,
  LENS_PALETTE_ACTION,
} LensPaletteKind;

#define LENS_TYPE_PALETTE_ITEM (lens_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (LensPaletteItem, lens_palette_item, LENS, PALETTE_ITEM, GObject)

/* Properties: title, subtitle ("" for none). */
LensPaletteKind  lens_palette_item_get_kind     (LensPaletteItem *self);
const char      *lens_palette_item_get_title    (LensPaletteItem *self);
const char      *lens_palette_item_get_subtitle (LensPaletteItem *self);
LensObject      *lens_palette_item_get_object   (LensPaletteItem *self); /* NULL for an action */
LensMember      *lens_palette_item_get_member   (LensPaletteItem *self); /* of a member */
const char      *lens_palette_item_get_action   (LensPaletteItem *self); /* its detailed name; of an action */

#define LENS_TYPE_PALETTE (lens_palette_get_type ())
G_DECLARE_FINAL_TYPE (LensPalette, lens_palette, LENS, PALETTE, GObject)

/* A GListModel of LensPaletteItem: all that can be gone to by its name, the best first, and never more than one can
 * look over. Properties: n-items, query, busy (names are still being looked at). */
LensPalette *lens_palette_new        (LensServers *servers) G_GNUC_WARN_UNUSED_RESULT;
/* Something that the window does; before there is a query. */
void         lens_palette_add_action (LensPalette *self,
                                      const char  *title,
                                      const char  *keys,
                                      const char  *action);
void         lens_palette_set_query  (LensPalette *self,
                                      const char  *query);
const char  *lens_palette_get_query  (LensPalette *self);
gboolean     lens_palette_get_busy   (LensPalette *self);

G_END_DECLS
