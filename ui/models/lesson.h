/* ui/models/lesson.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"
#include "ui/models/signatures.h"

G_BEGIN_DECLS

/* Learns from what comes of a request that was not answered yet. */
void lens_lesson_begin (LensSignatures *signatures,
                        LensRequest    *request);

G_END_DECLS
