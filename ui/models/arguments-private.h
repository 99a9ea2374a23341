/* ui/models/arguments-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

G_BEGIN_DECLS

void lens_arguments_replace (LensArguments *self,
                             GPtrArray     *rows);

G_END_DECLS
