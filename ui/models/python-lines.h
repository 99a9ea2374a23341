/* ui/models/python-lines.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LensPythonLines:
 * @at: what is not read yet
 * @end: where the text ends
 * @text: the logical line: on one line, without comments; bytes of strings are as they were
 * @indent: columns before it
 * @number: its line in the file, from 1
 * @whole: %FALSE where it is so long that @text has only its beginning
 *
 * Goes through the logical lines of a Python text, as its language reference has them ("Line structure"): what is
 * within brackets or within a string of three quotes goes on.
 */
typedef struct
{
  const char *at;
  const char *end;
  GString    *text;
  guint       indent;
  guint       number;
  guint       next_number;
  gboolean    whole;
} LensPythonLines;

void     lens_python_lines_init  (LensPythonLines *self,
                                  const char      *text,
                                  gsize            size);
gboolean lens_python_lines_next  (LensPythonLines *self);
void     lens_python_lines_clear (LensPythonLines *self);
/* The end of the string that begins at @at, its letters and quotes included; @at where none does. */
const char *lens_python_skip_string (const char   *at,
                                  const char      *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LensPythonLines, lens_python_lines_clear)

G_END_DECLS
