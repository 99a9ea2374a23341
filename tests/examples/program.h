/* tests/examples/program.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A program of Python's that was not written to be tested: it prints for people, asks them on its
 * standard input, and runs until it is killed. All that it prints is read at once, so it never waits. */
typedef struct _Program Program;

Program *program_start      (const char        *folder,
                             const char *const *environment,
                             const char *const *argv,
                             int                fd);
void     program_stop       (Program           *self);
void     program_say        (Program           *self,
                             const char        *line);
char    *program_try_await  (Program           *self,
                             const char        *pattern);
char    *program_await      (Program           *self,
                             const char        *pattern);
void     program_await_end  (Program           *self);
void     program_interrupt (Program           *self);
char    *program_finish     (Program           *self,
                             int               *status);
void     program_await_count (Program           *self,
                             const char        *text,
                             guint              n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_stop)

G_END_DECLS
