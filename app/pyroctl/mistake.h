/* app/pyroctl/mistake.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

void ctl_mistake_report         (const char      *text,
                                 const PyroPlace *place,
                                 const GError    *error);
void ctl_mistake_report_in_file (const char      *name,
                                 guint            number,
                                 const char      *line,
                                 const PyroPlace *place,
                                 const GError    *error);

G_END_DECLS
