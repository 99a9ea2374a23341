/* ui/models/interface.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_INTERFACE (lens_interface_get_type ())
G_DECLARE_FINAL_TYPE (LensInterface, lens_interface, LENS, INTERFACE, GObject)

/* What an object offered at one time. */
LensInterface *lens_interface_new_for_object (LensObject    *object) G_GNUC_WARN_UNUSED_RESULT;
LensInterface *lens_interface_new_from_value (PyroValue     *value) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *lens_interface_to_value       (LensInterface *self) G_GNUC_WARN_UNUSED_RESULT;
const char    *lens_interface_get_object     (LensInterface *self);
char          *lens_interface_dup_title      (LensInterface *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lens_interface_equal          (LensInterface *self,
                                              LensInterface *other);
/* What changed from @self to @other: sorted lines such as "+ quote" and "~ log: now one-way". */
char         **lens_interface_compare        (LensInterface *self,
                                              LensInterface *other) G_GNUC_WARN_UNUSED_RESULT;

#define LENS_TYPE_INTERFACES (lens_interfaces_get_type ())
G_DECLARE_FINAL_TYPE (LensInterfaces, lens_interfaces, LENS, INTERFACES, GObject)

/* The interfaces that were seen, kept in a file. */
LensInterfaces *lens_interfaces_new          (const char     *path) G_GNUC_WARN_UNUSED_RESULT;
LensInterfaces *lens_interfaces_get_default  (void);
void            lens_interfaces_note         (LensInterfaces *self,
                                              LensObject     *object);
GListModel     *lens_interfaces_get_items    (LensInterfaces *self); /* of LensInterface, oldest first */

G_END_DECLS
