/* ui/models/value-node.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_NODE (lens_value_node_get_type ())
G_DECLARE_FINAL_TYPE (LensValueNode, lens_value_node, LENS, VALUE_NODE, GObject)

/* One row of a value's tree. Properties: value, key (text: `'symbol'`, `[3]`, "" for the root and in a
 * set), text (one line), type-name, summary ("list · 3 items"), path (Python subscripts from the root;
 * NULL in a set, whose members have none). */
LensValueNode *lens_value_node_new          (PyroValue     *value) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *lens_value_node_get_value    (LensValueNode *self);
const char    *lens_value_node_get_key      (LensValueNode *self);
const char    *lens_value_node_get_text     (LensValueNode *self);
const char    *lens_value_node_get_type_name (LensValueNode *self);
const char    *lens_value_node_get_summary (LensValueNode *self);
char          *lens_value_node_dup_path     (LensValueNode *self) G_GNUC_WARN_UNUSED_RESULT;
/* NULL for a scalar and for an empty container; else a lazy list model of LensValueNode: rows are made when they are looked at. */
GListModel    *lens_value_node_dup_children (LensValueNode *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same in chunks where they are many: a row is a range of items then, which has rows itself. */
GListModel    *lens_value_node_dup_rows     (LensValueNode *self) G_GNUC_WARN_UNUSED_RESULT;
gsize          lens_value_node_get_chunk    (LensValueNode *self);
gboolean       lens_value_node_is_range     (LensValueNode *self);

G_END_DECLS
