/* app/pyroctl/operands.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* For the `--help` of the commands that have such arguments. */
#define CTL_ABOUT_ARGUMENTS \
  "ARG is a Python literal, such as 42, -1.5, [1, 2] or '\"text\"': text has quotes of its own\n" \
  "inside those of the shell. @FILE stands for the bytes of a file, and - for those of standard\n" \
  "input."

PyroValue *ctl_operands_parse      (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean   ctl_operands_parse_list (char       **texts,
                                    PyroValue  **args,
                                    PyroValue  **kwargs);

G_END_DECLS
