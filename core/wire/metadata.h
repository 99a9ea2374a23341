/* core/wire/metadata.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

#define PYRO_TYPE_METADATA (pyro_metadata_get_type ())

typedef struct _PyroMetadata PyroMetadata;

GType              pyro_metadata_get_type      (void);
PyroMetadata      *pyro_metadata_new           (const char *const *methods,
                                                const char *const *oneway,
                                                const char *const *attributes) G_GNUC_WARN_UNUSED_RESULT;
PyroMetadata      *pyro_metadata_from_value    (PyroValue         *value,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue         *pyro_metadata_to_value      (PyroMetadata      *self,
                                                gboolean           as_lists) G_GNUC_WARN_UNUSED_RESULT;
PyroMetadata      *pyro_metadata_ref           (PyroMetadata      *self);
void               pyro_metadata_unref         (PyroMetadata      *self);

const char *const *pyro_metadata_get_methods   (PyroMetadata      *self);
const char *const *pyro_metadata_get_oneway    (PyroMetadata      *self);
const char *const *pyro_metadata_get_attributes (PyroMetadata     *self);
gboolean           pyro_metadata_has_method    (PyroMetadata      *self,
                                                const char        *name);
gboolean           pyro_metadata_is_oneway     (PyroMetadata      *self,
                                                const char        *name);
gboolean           pyro_metadata_has_attribute (PyroMetadata      *self,
                                                const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroMetadata, pyro_metadata_unref)

G_END_DECLS
