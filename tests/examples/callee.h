/* tests/examples/callee.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/serve/daemon.h"
#include "core/serve/skeleton.h"
#include "expect.h"

G_BEGIN_DECLS

/* The daemon that an example's client has for what its server calls back, in a thread of its own, with one
 * object. The methods of that get the callee as their object, and write down what they were called for. */
typedef struct _Callee Callee;

Callee    *callee_start     (Stage               *stage,
                             const PyroClassInfo *info) G_GNUC_WARN_UNUSED_RESULT;
void       callee_stop      (Callee              *self);
PyroValue *callee_introduce (Callee              *self,
                             Stage               *stage,
                             PyroProxy           *server,
                             const char          *method,
                             const char          *before,
                             const char          *after) G_GNUC_WARN_UNUSED_RESULT;
void       callee_expect    (Callee              *self,
                             Stage               *stage,
                             PyroProxy           *server,
                             const char          *method,
                             const char          *before,
                             const char          *result);
void       callee_note      (Callee              *self,
                             const char          *format,
                             ...) G_GNUC_PRINTF (2, 3);
char      *callee_await_any (Callee              *self) G_GNUC_WARN_UNUSED_RESULT;
void       callee_await     (Callee              *self,
                             const char          *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Callee, callee_stop)

G_END_DECLS
