/* core/wire/traceback.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PyroTracebackFrame:
 * @file: the path on the remote machine
 * @line: the line number, 0 where it is not known
 * @function: (nullable): the function, with its class where the text says so
 * @source: (nullable): the source line, trimmed; the first one of a statement of several
 * @repeats: how many more times the same frame follows, in a recursion
 * @locals: (nullable): the text of the local variables of a detailed traceback
 * @section: (nullable): the sentence between this frame and the one before it where a chained
 *   exception begins, such as “During handling of the above exception, another exception occurred:”
 *
 * One frame of a remote traceback.
 */
typedef struct
{
  char  *file;
  guint  line;
  char  *function;
  char  *source;
  guint  repeats;
  char  *locals;
  char  *section;
} PyroTracebackFrame;

#define PYRO_TYPE_TRACEBACK_FRAME (pyro_traceback_frame_get_type ())

GType               pyro_traceback_frame_get_type (void);
PyroTracebackFrame *pyro_traceback_frame_copy     (const PyroTracebackFrame *self) G_GNUC_WARN_UNUSED_RESULT;
void                pyro_traceback_frame_free     (PyroTracebackFrame       *self);
gboolean            pyro_traceback_frame_is_pyro  (const PyroTracebackFrame *self);

GPtrArray          *pyro_traceback_parse          (const char *const        *lines) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroTracebackFrame, pyro_traceback_frame_free)

G_END_DECLS
