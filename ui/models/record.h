/* ui/models/record.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* Dicts that are kept in files, and what they hold. A file says what it likes: what is no dict, or holds nothing of
 * the kind, has NULL, 0 or FALSE. */

void      lens_record_add_text  (PyroBuilder *builder,
                                 const char  *key,
                                 const char  *text); /* nothing for NULL */
void      lens_record_add_flag  (PyroBuilder *builder,
                                 const char  *key,
                                 gboolean     flag); /* nothing for FALSE */
void      lens_record_add_enum  (PyroBuilder *builder,
                                 const char  *key,
                                 GType        type,
                                 int          value);

char     *lens_record_dup_text  (PyroValue   *record,
                                 const char  *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lens_record_get_flag  (PyroValue   *record,
                                 const char  *key);
gint64    lens_record_get_int   (PyroValue   *record,
                                 const char  *key);
gboolean  lens_record_find_enum (PyroValue   *record,
                                 const char  *key,
                                 GType        type,
                                 int         *value);

G_END_DECLS
