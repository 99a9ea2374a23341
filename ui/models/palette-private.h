/* ui/models/palette-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/fuzzy.h"
#include "ui/models/palette.h"

G_BEGIN_DECLS

struct _LensPaletteItem
{
  GObject          parent_instance;

  LensPaletteKind  kind;
  char            *title;
  char            *subtitle;
  char            *action; /* of an action */
  LensObject      *object; /* NULL for an action */
  LensMember      *member; /* of a member */
};

struct _LensPalette
{
  GObject      parent_instance;

  LensServers *servers;
  GPtrArray   *entries;   /* of LensPaletteEntry */
  GArray      *left;      /* of guint, entries that the last whole query fits; NULL before one */
  GArray      *fits;      /* of guint, those that the query fits so far */
  GArray      *hits;      /* of LensPaletteHit, the best so far */
  GArray      *asked;     /* of LensPaletteHit, objects that the first words fit best */
  GPtrArray   *shown;     /* of LensPaletteItem */
  LensFuzzy   *fuzzy;
  LensFuzzy   *left_of;   /* the query that left is of */
  char        *query;
  guint        server;    /* that is collected next */
  guint        object;    /* of it */
  guint        at;        /* the entry, or of left the place, that is looked at next */
  guint        slice;
  guint        ask;
  guint        collected : 1;
};

typedef struct
{
  char       *folded;
  LensObject *object; /* NULL for an action */
  LensMember *member;
  char       *title;  /* of an action, as the two below */
  char       *keys;
  char       *action;
} LensPaletteEntry;

typedef struct
{
  guint entry;
  guint score;
} LensPaletteHit;

typedef enum
{
  LENS_PALETTE_PROP_0,
  LENS_PALETTE_PROP_N_ITEMS,
  LENS_PALETTE_PROP_QUERY,
  LENS_PALETTE_PROP_BUSY,
  LENS_PALETTE_N_PROPS
} LensPaletteProp;

/* palette.c */
void             lens_palette_notify   (LensPalette     *self,
                                        LensPaletteProp  prop);

/* palette-scan.c */
void             lens_palette_begin    (LensPalette     *self);
void             lens_palette_entry_free (LensPaletteEntry *entry);

/* palette-item.c */
LensPaletteItem *lens_palette_item_new (LensPaletteKind  kind,
                                        const char      *title,
                                        const char      *subtitle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
