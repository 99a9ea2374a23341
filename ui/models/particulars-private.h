/* ui/models/particulars-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/particulars.h"

G_BEGIN_DECLS

struct _LensParticulars
{
  GObject        parent_instance;

  char          *serializer;
  char          *handshake;
  char          *correlation;
  char          *problem;
  LensArguments *annotations;

  gint64         time_limit; /* microseconds, 0 for none */
  guint          generation;
  guint          unusual;
  gboolean       oneway;
  gboolean       compression;
  gboolean       own_connection;
  gboolean       withheld;   /* there was a handshake value, which was not kept */
};

G_END_DECLS
