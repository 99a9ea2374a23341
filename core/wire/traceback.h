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
 * @markers: (nullable): what Python 3.11 and later write below @source: spaces, `~` and `^`, in the columns of
 *   @source
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
  char  *markers;
  guint  repeats;
  char  *locals;
  char  *section;
} PyroTracebackFrame;

/**
 * PyroTracebackPart:
 * @sentence: (nullable): how it came to this exception, as @section of a frame
 * @frames: (element-type PyroTracebackFrame): the way to where it was raised, maybe none
 * @raised: (nullable): the class and the message, such as “ValueError: no”, perhaps of several lines
 *
 * One exception of a traceback: of a chain, or of a group.
 */
typedef struct
{
  char      *sentence;
  GPtrArray *frames;
  char      *raised;
} PyroTracebackPart;

#define PYRO_TYPE_TRACEBACK_FRAME (pyro_traceback_frame_get_type ())

GType               pyro_traceback_frame_get_type (void);
PyroTracebackFrame *pyro_traceback_frame_copy     (const PyroTracebackFrame *self) G_GNUC_WARN_UNUSED_RESULT;
void                pyro_traceback_frame_free     (PyroTracebackFrame       *self);
gboolean            pyro_traceback_frame_is_pyro  (const PyroTracebackFrame *self);

GPtrArray          *pyro_traceback_parse          (const char *const        *lines) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *pyro_traceback_parse_parts    (const char *const        *lines) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroTracebackFrame, pyro_traceback_frame_free)

G_END_DECLS
