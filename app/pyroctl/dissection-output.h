/* app/pyroctl/dissection-output.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * CtlCapture:
 * @number: which message of the capture it is, from 1; 0 for a payload alone
 * @offset: where it begins there, in bytes
 * @signature: (nullable): what its signature is like, %NULL when that was not asked for
 *
 * Where a message is from.
 */
typedef struct
{
  guint       number;
  gsize       offset;
  const char *signature;
} CtlCapture;

void ctl_output_dissection (PyroDissection   *dissection,
                            const CtlCapture *capture,
                            gboolean          json);

G_END_DECLS
