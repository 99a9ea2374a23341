/* tests/bench/bench.h - rounds in turns, medians, and a table
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rounds of which the median counts. All that is compared is measured once in each round, so that a
 * machine that slows down slows all of it. */
#define BENCH_ROUNDS 9

/* Does something @n times: seconds for one. */
typedef double (*BenchFunc) (gpointer user_data,
                             guint    n);

/* One thing that is measured. */
typedef struct
{
  const char *name;
  BenchFunc   func;
  gpointer    user_data;
  guint       n;
  const int  *server;              /* the one process whose processor time counts; NULL for all that take part */
  double      times[BENCH_ROUNDS]; /* seconds on the clock, for one */
  double      costs[BENCH_ROUNDS]; /* seconds of processor time for one */
} BenchRow;

/* What to ask of two rows: the first costs at most so little that the second costs @goal times as much.
 * Processor time is compared and not the clock's: where both ends share a processor that is the same,
 * but for what else runs there. */
typedef struct
{
  const char *what;
  const char *ours;
  const char *theirs;
  double      goal;
} BenchGoal;

void   bench_init         (int              *argc,
                           char           ***argv);
void   bench_pin          (void);
gboolean
       bench_leave        (void);
void   bench_watch        (int               pid);
void   bench_connect_pair (int               fds[2]);
double bench_measure_raw  (gpointer          data,
                           guint             n);
int    bench_connect_to   (guint16           port);
double bench_since        (gint64            began,
                           guint             n);
void   bench_run          (BenchRow         *rows,
                           guint             n_rows);
double bench_median       (const BenchRow   *rows,
                           guint             n_rows,
                           const char       *name);
double bench_median_time  (const BenchRow   *row);
void   bench_expect       (const char       *what,
                           double            figure,
                           const char       *unit,
                           double            most);
void   bench_print        (const char       *title,
                           const BenchRow   *rows,
                           guint             n_rows,
                           const BenchGoal  *goals,
                           guint             n_goals);

G_END_DECLS
