/* ui/models/argument-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/argument.h"

G_BEGIN_DECLS

gboolean lens_argument_is_complete   (LensArgument *self);
void     lens_argument_set_duplicate (LensArgument *self,
                                      gboolean      duplicate);
void     lens_argument_touch         (LensArgument *self);

G_END_DECLS
