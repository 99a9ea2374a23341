/* tests/bench/villains.h - clients that misbehave
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

#define N_VILLAINS 200

/* A process of many of them. */
typedef struct
{
  int pid;
  int leash;
} Villains;

void villains_start (Villains *self,
                     PyroUri  *uri);
void villains_stop  (Villains *self);

G_END_DECLS
