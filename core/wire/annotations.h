/* core/wire/annotations.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PYRO_TYPE_ANNOTATIONS (pyro_annotations_get_type ())

typedef struct _PyroAnnotations PyroAnnotations;

GType            pyro_annotations_get_type (void);
PyroAnnotations *pyro_annotations_new      (void) G_GNUC_WARN_UNUSED_RESULT;
PyroAnnotations *pyro_annotations_ref      (PyroAnnotations  *self);
void             pyro_annotations_unref    (PyroAnnotations  *self);
PyroAnnotations *pyro_annotations_with     (PyroAnnotations  *self,
                                            const char       *id,
                                            GBytes           *data,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;
guint            pyro_annotations_get_n    (PyroAnnotations  *self);
const char      *pyro_annotations_get_id   (PyroAnnotations  *self,
                                            guint             index);
GBytes          *pyro_annotations_get_data (PyroAnnotations  *self,
                                            guint             index);
GBytes          *pyro_annotations_lookup   (PyroAnnotations  *self,
                                            const char       *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroAnnotations, pyro_annotations_unref)

G_END_DECLS
