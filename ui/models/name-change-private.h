/* ui/models/name-change-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-change.h"

G_BEGIN_DECLS

typedef struct
{
  char          *name;
  PyroNameEntry *before; /* NULL: there is no such name */
  PyroNameEntry *after;
  gboolean       applied; /* by this change, or perhaps: nobody else did it before */
} LensNameChangeItem;

struct _LensNameChange
{
  GObject         parent_instance;

  LensServer     *server;
  PyroNameServer *names;    /* while it runs: the server lets go of its own connection when it likes */
  GPtrArray      *items;    /* of LensNameChangeItem */
  char           *sentence;
  guint           n_done;
};

G_END_DECLS
