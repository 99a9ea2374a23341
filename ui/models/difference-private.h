/* ui/models/difference-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/difference.h"

G_BEGIN_DECLS

struct _LensDifference
{
  GObject             parent_instance;

  LensDifferenceKind  kind;
  char               *key;
  PyroValue          *old_value; /* NULL for what was added */
  PyroValue          *new_value; /* NULL for what was removed */
  GListStore         *parts;     /* NULL where there are none */
  gboolean            more;
};

G_END_DECLS
