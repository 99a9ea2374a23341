/* ui/models/arguments-learn.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"
#include "ui/models/card.h"

G_BEGIN_DECLS

guint lens_arguments_learn (LensArguments *self,
                            LensCard      *card);

G_END_DECLS
