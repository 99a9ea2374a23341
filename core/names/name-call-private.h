/* core/names/name-call-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-entry.h"
#include "core/value/value.h"
#include "core/wire/metadata.h"

G_BEGIN_DECLS

/* What goes to a name server's methods and what comes back from them, as values. */

PyroValue     *_pyro_name_call_arguments   (GError           **error,
                                            const char        *types,
                                            ...) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *_pyro_name_call_keywords    (const char *const *all,
                                            const char *const *any,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       _pyro_name_call_has_pages   (PyroMetadata      *metadata);
gboolean       _pyro_name_call_has_tags    (const char *const *all,
                                            const char *const *any);
PyroNameEntry *_pyro_name_call_get_entry   (PyroValue         *answer,
                                            const char        *name,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *_pyro_name_call_get_entries (PyroValue         *answer,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       _pyro_name_call_get_number  (PyroValue         *answer,
                                            guint64           *number,
                                            GError           **error);

G_END_DECLS
