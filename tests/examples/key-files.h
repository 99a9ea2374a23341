/* tests/examples/key-files.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* Certificates with their keys, as the example of TLS wants them: server_cert.pem, server_key.pem, and those
 * of a client. */
const char *key_files_make       (Stage      *stage);
char       *key_files_dup_folder (Stage      *stage) G_GNUC_WARN_UNUSED_RESULT;
const char *key_files_get_serial (Stage      *stage,
                                  const char *name);

G_END_DECLS
