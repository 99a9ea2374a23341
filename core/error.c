/* core/error.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/error.h"

/**
 * pyro_error_quark:
 *
 * Returns: the domain of [error@Pyro.Error]
 */
G_DEFINE_QUARK (pyro-error-quark, pyro_error)
