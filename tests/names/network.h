/* tests/names/network.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A Python program of the tests that says `ready HOST:PORT …` and lives until its input ends. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
  char            **words; /* of the line `ready …` */
  char             *host;
  guint16           port;
} Network;

Network *network_start   (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
void     network_command (Network           *self,
                          const char        *line);
void     network_stop    (Network           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Network, network_stop)

G_END_DECLS
