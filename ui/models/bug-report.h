/* ui/models/bug-report.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

G_BEGIN_DECLS

char *lens_bug_report_write (LensRequest *request,
                             const char  *version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
