/* core/value/builder.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

#define PYRO_TYPE_BUILDER (pyro_builder_get_type ())

typedef struct _PyroBuilder PyroBuilder;

GType        pyro_builder_get_type     (void);
PyroBuilder *pyro_builder_new          (void) G_GNUC_WARN_UNUSED_RESULT;
PyroBuilder *pyro_builder_ref          (PyroBuilder   *self);
void         pyro_builder_unref        (PyroBuilder   *self);

void         pyro_builder_add_none     (PyroBuilder   *self);
void         pyro_builder_add_bool     (PyroBuilder   *self,
                                        gboolean       value);
void         pyro_builder_add_int      (PyroBuilder   *self,
                                        gint64         value);
void         pyro_builder_add_int_text (PyroBuilder   *self,
                                        const char    *digits,
                                        gsize          size);
void         pyro_builder_add_float    (PyroBuilder   *self,
                                        double         value);
void         pyro_builder_add_complex  (PyroBuilder   *self,
                                        double         real,
                                        double         imaginary);
void         pyro_builder_add_string   (PyroBuilder   *self,
                                        const char    *text,
                                        gssize         size);
char        *pyro_builder_add_string_room
                                       (PyroBuilder   *self,
                                        gsize          size);
void         pyro_builder_add_bytes    (PyroBuilder   *self,
                                        gconstpointer  data,
                                        gsize          size);
guint8      *pyro_builder_add_bytes_room
                                       (PyroBuilder   *self,
                                        gsize          size);
void         pyro_builder_take_bytes   (PyroBuilder   *self,
                                        GBytes        *bytes);
void         pyro_builder_add_value    (PyroBuilder   *self,
                                        PyroValue     *value);
guint        pyro_builder_reserve      (PyroBuilder   *self);
void         pyro_builder_keep         (PyroBuilder   *self,
                                        guint          number);
gboolean     pyro_builder_add_kept     (PyroBuilder   *self,
                                        guint          number);

gboolean     pyro_builder_open         (PyroBuilder   *self,
                                        PyroValueKind  kind,
                                        GError       **error);
gboolean     pyro_builder_open_around  (PyroBuilder   *self,
                                        PyroValueKind  kind,
                                        GError       **error);
gboolean     pyro_builder_close        (PyroBuilder   *self,
                                        GError       **error);
gboolean     pyro_builder_close_as     (PyroBuilder   *self,
                                        PyroValueKind  kind,
                                        GError       **error);
gsize        pyro_builder_get_n_items  (PyroBuilder   *self);
PyroValue   *pyro_builder_end          (PyroBuilder   *self,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroBuilder, pyro_builder_unref)

G_END_DECLS
