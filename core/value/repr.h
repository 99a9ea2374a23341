/* core/value/repr.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

char *pyro_value_repr          (PyroValue  *self) G_GNUC_WARN_UNUSED_RESULT;
char *pyro_value_repr_indented (PyroValue  *self,
                                guint       width) G_GNUC_WARN_UNUSED_RESULT;
char *pyro_value_repr_short    (PyroValue  *self,
                                gsize       max_size) G_GNUC_WARN_UNUSED_RESULT;
void  pyro_value_append_repr   (PyroValue  *self,
                                GString    *text);
void  pyro_repr_append_text    (GString    *text,
                                const char *data,
                                gsize       size);

G_END_DECLS
