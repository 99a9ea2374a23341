/* ui/models/table-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/table.h"

G_BEGIN_DECLS

/* For a worker, which must not keep a table that nobody looks at any more. */
LensTable *lens_table_copy      (LensTable *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   lens_table_is_closed (LensTable *self); /* from any thread */

G_END_DECLS
