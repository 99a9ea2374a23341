/* tests/examples/arithmetic.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/serve/skeleton.h"

G_BEGIN_DECLS

/* Methods of two numbers, which the servers of several examples have. */
PyroValue *arithmetic_multiply (PyroInvocation  *invocation,
                                gpointer         object,
                                GError         **error);
PyroValue *arithmetic_add      (PyroInvocation  *invocation,
                                gpointer         object,
                                GError         **error);
PyroValue *arithmetic_divide   (PyroInvocation  *invocation,
                                gpointer         object,
                                GError         **error);

G_END_DECLS
