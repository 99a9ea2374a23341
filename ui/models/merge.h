/* ui/models/merge.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensMergeFuncs:
 * @compare: the order of a row and an entry, as of strcmp(); 0 if they are the same thing
 * @make: makes the row of a new entry (transfer full)
 * @keep: (nullable): brings a row up to date with its entry
 * @drop: (nullable): called for a row that has no entry any more, before it is removed
 *
 * What turns entries into rows.
 */
typedef struct
{
  int      (*compare) (gpointer      row,
                       gconstpointer entry);
  gpointer (*make)    (gconstpointer entry,
                       gpointer      user_data);
  void     (*keep)    (gpointer      row,
                       gconstpointer entry,
                       gpointer      user_data);
  void     (*drop)    (gpointer      row,
                       gpointer      user_data);
} LensMergeFuncs;

void lens_merge (GListStore           *store,
                 GPtrArray            *entries,
                 const LensMergeFuncs *funcs,
                 gpointer              user_data);

/* The same in steps. */
typedef struct _LensMerging LensMerging;

LensMerging *lens_merging_new  (GListStore           *store,
                                GPtrArray            *entries,
                                const LensMergeFuncs *funcs,
                                gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;
void         lens_merging_free (LensMerging          *self);
gboolean     lens_merging_step (LensMerging          *self,
                                guint                 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensMerging, lens_merging_free)

G_END_DECLS
