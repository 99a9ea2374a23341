/* tests/examples/rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "expect.h"

G_BEGIN_DECLS

/* One example: its server is started as it is, and @play does and sees what its client would. */
typedef struct
{
  const char *new_folder;    /* in Pyro5's examples; NULL where it has none such */
  const char *old_folder;    /* in Pyro4's */
  void      (*play) (Stage *stage);
  gboolean    isolated;      /* its servers listen where others could reach them, or on fixed ports */
} Row;

/* Each ends with an empty row. */
extern const Row batch_rows[];
extern const Row call_rows[];
extern const Row date_rows[];
extern const Row host_rows[];
extern const Row name_rows[];
extern const Row old_host_rows[];
extern const Row old_rows[];
extern const Row secret_rows[];
extern const Row server_rows[];
extern const Row session_rows[];
extern const Row stream_rows[];
extern const Row time_rows[];
extern const Row transfer_rows[];
extern const Row work_rows[];

G_END_DECLS
