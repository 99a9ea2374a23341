/* app/pyroctl/script.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * CtlScriptCall:
 * @method: the name of a method
 * @args: a tuple
 * @kwargs: a dict
 *
 * A line of a file of calls.
 */
typedef struct
{
  char      *method;
  PyroValue *args;
  PyroValue *kwargs;
} CtlScriptCall;

GPtrArray *ctl_script_read (GBytes     *text,
                            const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
