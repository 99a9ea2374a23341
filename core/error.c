/* core/error.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/error.h"

G_DEFINE_QUARK (pyro-error-quark, pyro_error)
