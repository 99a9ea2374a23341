/* tests/examples/expect.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/client/batch.h"
#include "core/client/item-stream.h"
#include "core/wire/exception.h"
#include "stage.h"

G_BEGIN_DECLS

/* What the client of an example does and sees. */
void       expect          (Stage      *self,
                            PyroProxy  *proxy,
                            const char *method,
                            const char *arguments,
                            const char *result);
void       expect_raise    (Stage      *self,
                            PyroProxy  *proxy,
                            const char *method,
                            const char *arguments,
                            const char *exception,
                            const char *message);
void       expect_get      (Stage      *self,
                            PyroProxy  *proxy,
                            const char *attribute,
                            const char *result);
void       expect_set      (Stage      *self,
                            PyroProxy  *proxy,
                            const char *attribute,
                            const char *value);
void       expect_value    (PyroValue  *value,
                            const char *literal);
void       expect_fail     (Stage      *self,
                            PyroProxy  *proxy,
                            const char *method,
                            const char *arguments,
                            GQuark      domain,
                            int         code);
gint64     get_int         (PyroValue  *value);
PyroValue *fetch           (Stage      *self,
                            PyroProxy  *proxy,
                            const char *method,
                            const char *arguments) G_GNUC_WARN_UNUSED_RESULT;

/* Calls that carry more than a method and its arguments. */
PyroCall  *make_call       (PyroProxy  *proxy,
                            const char *method,
                            const char *arguments) G_GNUC_WARN_UNUSED_RESULT;
PyroCall  *annotate        (PyroCall   *call,
                            const char *id,
                            const char *text) G_GNUC_WARN_UNUSED_RESULT;
PyroReply *send_call       (Stage      *self,
                            PyroProxy  *proxy,
                            PyroCall   *call) G_GNUC_WARN_UNUSED_RESULT;

/* Batches. */
void       add_call        (PyroBatch  *batch,
                            const char *method,
                            const char *arguments);
PyroBatchReply *
           run_batch       (Stage      *self,
                            PyroBatch  *batch) G_GNUC_WARN_UNUSED_RESULT;
void       run_oneway      (Stage      *self,
                            PyroBatch  *batch);

/* Item streams. */
PyroItemStream *
           open_items      (Stage      *self,
                            PyroProxy  *proxy,
                            const char *method,
                            const char *arguments) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *next_item       (Stage          *self,
                            PyroItemStream *items) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
