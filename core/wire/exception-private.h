/* core/wire/exception-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/exception.h"
#include "core/wire/generation.h"

G_BEGIN_DECLS

PyroValue *_pyro_exception_to_plain_value (PyroException        *self,
                                           const PyroGeneration *generation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
