/* tests/matrix/cell.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/client/far-side.h"
#include "tests/matrix/side.h"

G_BEGIN_DECLS

/* A call that has come to nothing by now is one that hangs, and one that took longer was not made at once. */
#define NEVER (30 * G_TIME_SPAN_SECOND)
#define SOON  (5 * G_TIME_SPAN_SECOND)

#define MAX_NOTES 4

/* One feature at one daemon with one serializer; its checks are made in one way after the other. */
typedef struct
{
  Side       *side;
  const char *serializer;
  Way         way;
  guint       n_checks;
  gboolean    skipped;  /* as something is not installed */
  gboolean    hopeless; /* as Python cannot do it at all: a note says why */
  char        notes[MAX_NOTES + 1];
} Cell;

/* Counts a check, which aborts where it fails. */
#define check(cell, expr) \
  G_STMT_START { g_assert_true (expr); (cell)->n_checks++; } G_STMT_END

gboolean    cell_is            (Cell                 *self,
                                const char           *generation,
                                const char           *serializer);
PyroProxy  *cell_new_proxy     (Cell                 *self);
PyroProxy  *cell_new_proxy_for (Cell                 *self,
                                const char           *uri);
void        cell_set_up_proxy  (Cell                 *self,
                                PyroProxy            *proxy);
char       *cell_new_entry     (Cell                 *self);

/* Calls, each of which is a check. Arguments and results are Python literals. */
void        check_returns      (Cell                 *self,
                                PyroProxy            *proxy,
                                const char           *method,
                                const char           *arguments,
                                const char           *result);
void        check_raises       (Cell                 *self,
                                PyroProxy            *proxy,
                                const char           *method,
                                const char           *arguments,
                                const char           *message);
void        check_error        (Cell                 *self,
                                GError              **error,
                                GQuark                domain,
                                int                   code);
void        check_text         (Cell                 *self,
                                const char           *text,
                                const char           *expected);
void        check_value        (Cell                 *self,
                                PyroValue            *value,
                                const char           *expected);
void        check_soon         (Cell                 *self,
                                gint64                began);
void        check_happens      (Cell                 *self,
                                PyroProxy            *proxy,
                                const char           *entry);
PyroValue  *must_call          (Cell                 *self,
                                PyroProxy            *proxy,
                                const char           *method,
                                const char           *arguments) G_GNUC_WARN_UNUSED_RESULT;
PyroReply  *must_send          (Cell                 *self,
                                PyroProxy            *proxy,
                                PyroCall             *one) G_GNUC_WARN_UNUSED_RESULT;
PyroCall   *new_call           (const char           *method,
                                const char           *arguments) G_GNUC_WARN_UNUSED_RESULT;

/* What Python itself cannot do. */
void        cell_note          (Cell                 *self,
                                char                  letter,
                                const char           *what,
                                const char           *answer);
void        cell_give_up       (Cell                 *self,
                                char                  letter,
                                const char           *what,
                                const char           *answer);

G_END_DECLS
