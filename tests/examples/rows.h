/* tests/examples/rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* One example: its server is started as it is, and @play does and sees what its client would. */
typedef struct
{
  const char *name;  /* the folder in Pyro5 */
  const char *old;   /* the folder in Pyro4 where it has another name; "" where there is none */
  void      (*play) (Stage *stage);
} Row;

/* Each ends with an empty row. */
extern const Row call_rows[];
extern const Row server_rows[];
extern const Row session_rows[];

G_END_DECLS
