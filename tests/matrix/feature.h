/* tests/matrix/feature.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/matrix/cell.h"

G_BEGIN_DECLS

/* A row of the matrix. */
typedef struct
{
  const char *name;
  void      (*func) (Cell *cell); /* in the way that the cell says */
  Way         first_way;          /* ASYNC where there is no other */
} Feature;

/* Each ends with one that has no name. */
extern const Feature call_features[];
extern const Feature group_features[];
extern const Feature along_features[];
extern const Feature link_features[];
extern const Feature tls_features[];
extern const Feature future_features[];

G_END_DECLS
