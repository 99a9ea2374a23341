/* app/pyroctl/output.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pyroctl/json-output.h"

G_BEGIN_DECLS

void     ctl_output_line    (GString        *line);
void     ctl_output_text    (const char     *format,
                             ...) G_GNUC_PRINTF (1, 2);
void     ctl_output_value   (PyroValue      *value,
                             gboolean        json);
void     ctl_output_entries (GPtrArray      *entries,
                             gboolean        json);
void     ctl_output_json    (yyjson_mut_doc *document,
                             yyjson_mut_val *root);
gboolean ctl_output_flush   (void);
gboolean ctl_output_end     (void);

G_END_DECLS
