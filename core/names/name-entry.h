/* core/names/name-entry.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PyroNameEntry:
 * @name: the name
 * @uri: the text of the URI as the name server stores it; it need not be a valid one
 * @tags: (array zero-terminated=1): the metadata tags, sorted
 *
 * One registration at a name server.
 */
typedef struct
{
  char  *name;
  char  *uri;
  char **tags;
} PyroNameEntry;

#define PYRO_TYPE_NAME_ENTRY (pyro_name_entry_get_type ())

GType          pyro_name_entry_get_type (void);
PyroNameEntry *pyro_name_entry_copy     (const PyroNameEntry *self) G_GNUC_WARN_UNUSED_RESULT;
void           pyro_name_entry_free     (PyroNameEntry       *self);
gboolean       pyro_name_entry_equal    (const PyroNameEntry *self,
                                         const PyroNameEntry *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroNameEntry, pyro_name_entry_free)

G_END_DECLS
