/* app/pyroctl/json.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

void ctl_json_append_string  (GString             *out,
                              const char          *text,
                              gssize               size);
void ctl_json_append_strings (GString             *out,
                              const char *const   *texts);
void ctl_json_append_value   (GString             *out,
                              PyroValue           *value);
void ctl_json_append_entry   (GString             *out,
                              const PyroNameEntry *entry);

G_END_DECLS
