/* app/pyroctl/json-output.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <yyjson.h>

#include "core/pyro.h"

G_BEGIN_DECLS

/* A document refers to the texts of what it is made of, and copies none. */
yyjson_mut_doc *ctl_json_new         (void) G_GNUC_WARN_UNUSED_RESULT;
yyjson_mut_val *ctl_json_new_value   (yyjson_mut_doc      *document,
                                      PyroValue           *value);
yyjson_mut_val *ctl_json_new_strings (yyjson_mut_doc      *document,
                                      const char *const   *texts);
yyjson_mut_val *ctl_json_new_entry   (yyjson_mut_doc      *document,
                                      const PyroNameEntry *entry);
GString        *ctl_json_write       (yyjson_mut_doc      *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

G_END_DECLS
