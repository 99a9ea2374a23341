/* ui/models/value-children-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/value-node.h"

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_CHILDREN (lens_value_children_get_type ())
G_DECLARE_FINAL_TYPE (LensValueChildren, lens_value_children, LENS, VALUE_CHILDREN, GObject)

LensValueChildren *lens_value_children_new    (LensValueNode     *parent,
                                               gsize              first,
                                               gsize              count,
                                               gsize              chunk) G_GNUC_WARN_UNUSED_RESULT;
void               lens_value_children_forget (LensValueChildren *self,
                                               guint              position);

/* A node in a list of children; it keeps the list, and leaves it when it is disposed. */
LensValueNode     *lens_value_node_new_child  (LensValueChildren *siblings,
                                               LensValueNode     *parent,
                                               guint              position,
                                               gsize              index) G_GNUC_WARN_UNUSED_RESULT;
/* A row that stands for some of the items of a container. */
LensValueNode     *lens_value_node_new_range  (LensValueChildren *siblings,
                                               LensValueNode     *parent,
                                               guint              position,
                                               gsize              first,
                                               gsize              count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
