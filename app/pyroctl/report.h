/* app/pyroctl/report.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

void  ctl_report           (const char    *format,
                            ...) G_GNUC_PRINTF (1, 2);
void  ctl_report_exception (PyroException *exception);
char *ctl_make_visible     (const char    *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
