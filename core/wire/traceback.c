/* core/wire/traceback.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/traceback.h"

#include <string.h>

#include "core/limits.h"

/* What Pyro5/errors.py puts around each frame of a detailed traceback: 52 dashes. */
#define RULE_SIZE 52

G_DEFINE_BOXED_TYPE (PyroTracebackFrame, pyro_traceback_frame,
                     pyro_traceback_frame_copy, pyro_traceback_frame_free)

/**
 * pyro_traceback_frame_copy:
 * @self: a frame
 *
 * Returns: (transfer full): a copy
 */
PyroTracebackFrame *
pyro_traceback_frame_copy (const PyroTracebackFrame *self)
{
  PyroTracebackFrame *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->file = g_strdup (self->file);
  copy->function = g_strdup (self->function);
  copy->source = g_strdup (self->source);
  copy->locals = g_strdup (self->locals);
  copy->section = g_strdup (self->section);

  return copy;
}

void
pyro_traceback_frame_free (PyroTracebackFrame *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->file);
  g_free (self->function);
  g_free (self->source);
  g_free (self->locals);
  g_free (self->section);
  g_free (self);
}

static gboolean
is_separator (char c)
{
  return c == '/' || c == '\\';
}

/**
 * pyro_traceback_frame_is_pyro:
 * @self: a frame
 *
 * Returns: whether the file is a part of Pyro itself, which is rarely what its users look for
 */
gboolean
pyro_traceback_frame_is_pyro (const PyroTracebackFrame *self)
{
  static const char *const packages[] = { "Pyro5", "Pyro4" };

  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (packages); i++)
    for (const char *at = self->file; (at = strstr (at, packages[i])) != NULL; at++)
      if ((at == self->file || is_separator (at[-1])) && is_separator (at[strlen (packages[i])]))
        return TRUE;

  return FALSE;
}

typedef struct
{
  GPtrArray          *frames;
  PyroTracebackFrame *frame;   /* unowned: the last one of @frames, or NULL */
  gsize               indent;  /* spaces before its `File` */
  gboolean            wants_source;
  GString            *locals;  /* of @frame, while they are read */
  char               *section; /* for the next frame */
} Reader;

static void
reader_end_locals (Reader *self)
{
  if (self->locals != NULL)
    self->frame->locals = g_string_free_and_steal (g_steal_pointer (&self->locals));
}

static gboolean
is_rule (const char *line)
{
  return strspn (line, "-") == RULE_SIZE && line[RULE_SIZE] == '\0';
}

/* Exception groups, and Pyro's tracebacks of a remote exception, stand behind a bar: `  | text`. */
static const char *
skip_margin (const char *line)
{
  const char *bar = line + strspn (line, " ");

  if (bar[0] == '|' && bar[1] == ' ')
    return bar + 2;

  return line;
}

/* `File "path", line 12, in function`; a syntax error has no function. */
static PyroTracebackFrame *
parse_frame (const char *text)
{
  static const char middle[] = "\", line ";
  const char *file, *file_end, *rest;
  char *line_end;
  guint64 line;
  PyroTracebackFrame *frame;

  if (!g_str_has_prefix (text, "File \""))
    return NULL;
  file = text + strlen ("File \"");
  file_end = strstr (file, middle);
  if (file_end == NULL)
    return NULL;

  rest = file_end + strlen (middle);
  if (!g_ascii_isdigit (*rest))
    return NULL;
  line = g_ascii_strtoull (rest, &line_end, 10);
  if (*line_end != '\0' && !g_str_has_prefix (line_end, ", in "))
    return NULL;

  frame = g_new0 (PyroTracebackFrame, 1);
  frame->file = g_strndup (file, (gsize) (file_end - file));
  frame->line = (guint) MIN (line, G_MAXUINT);
  if (*line_end != '\0')
    frame->function = g_strdup (line_end + strlen (", in "));

  return frame;
}

/* The number in `[Previous line repeated 992 more times]`, or 0. */
static guint
parse_repeats (const char *text)
{
  static const char start[] = "[Previous line repeated ";

  if (!g_str_has_prefix (text, start))
    return 0;

  return (guint) MIN (g_ascii_strtoull (text + strlen (start), NULL, 10), G_MAXUINT);
}

/* What stands between two tracebacks, in words; NULL for any other line. */
static char *
parse_section (const char *text)
{
  if (g_str_has_prefix (text, "During handling of the above exception")
      || g_str_has_prefix (text, "The above exception was the direct cause"))
    return g_strdup (text);

  if (text[0] == '+' && strstr (text, "Remote traceback:") != NULL)
    return g_strdup ("This exception occurred remotely:");

  if (text[0] == '+') /* +-+---------------- 1 ---------------- */
    {
      const char *number = text + strspn (text, "+-");

      if (number[0] == ' ' && g_ascii_isdigit (number[1]))
        return g_strdup_printf ("Exception %u of the group:",
                                (guint) MIN (g_ascii_strtoull (number, NULL, 10), G_MAXUINT));
    }

  return NULL;
}

static void
reader_take_frame (Reader             *self,
                   PyroTracebackFrame *frame,
                   gsize               indent)
{
  frame->section = g_steal_pointer (&self->section);
  g_ptr_array_add (self->frames, frame);
  self->frame = frame;
  self->indent = indent;
  self->wants_source = TRUE;
}

/* The line below a frame's. Anything deeper is source, and the first line of it is enough: the
 * others are the rest of a statement and markers below its parts. */
static void
reader_read_source (Reader     *self,
                    const char *text,
                    gsize       indent)
{
  if (indent == self->indent && g_str_equal (text, "Source code:"))
    return;

  if (indent > self->indent && *text != '\0')
    {
      self->frame->source = g_strdup (text);
      g_strchomp (self->frame->source);
    }
  self->wants_source = FALSE;
}

static void
reader_read_locals (Reader     *self,
                    const char *line)
{
  if (self->locals->len > 0)
    g_string_append_c (self->locals, '\n');
  g_string_append (self->locals, g_str_has_prefix (line, "    ") ? line + 4 : line);
}

static void
reader_read_text (Reader     *self,
                  const char *line)
{
  gsize indent = strspn (line, " ");
  const char *text = line + indent;
  PyroTracebackFrame *frame = parse_frame (text);
  g_autofree char *section = NULL;

  if (frame != NULL)
    {
      reader_take_frame (self, frame, indent);
      return;
    }
  if (self->frame != NULL && self->frame->locals == NULL
      && indent == 0 && self->indent == 0 && g_str_equal (text, "Local values:"))
    {
      self->locals = g_string_new (NULL);
      return;
    }
  if (self->frame != NULL && self->frame->repeats == 0)
    self->frame->repeats = parse_repeats (text);
  if (self->wants_source)
    reader_read_source (self, text, indent);

  section = parse_section (text);
  if (section != NULL)
    {
      g_free (self->section);
      self->section = g_steal_pointer (&section);
    }
}

/**
 * pyro_traceback_parse:
 * @lines: (array zero-terminated=1): the lines of a traceback, as
 *   [method@Pyro.Exception.get_traceback] has them
 *
 * Finds the frames in the text of a Python traceback, outermost first: those of chained exceptions
 * and of exception groups one after the other, and those of Pyro's own detailed format with their
 * local variables. Text that is no traceback, or one of another language, has no frames.
 *
 * Returns: (transfer full) (element-type PyroTracebackFrame): the frames, at most
 *   `PYRO_MAX_TRACEBACK_FRAMES`
 */
GPtrArray *
pyro_traceback_parse (const char *const *lines)
{
  Reader reader = { NULL };

  g_return_val_if_fail (lines != NULL, NULL);

  reader.frames = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_traceback_frame_free);
  for (gsize i = 0; lines[i] != NULL && reader.frames->len < PYRO_MAX_TRACEBACK_FRAMES; i++)
    {
      if (is_rule (lines[i]))
        reader_end_locals (&reader);
      else if (reader.locals != NULL)
        reader_read_locals (&reader, lines[i]);
      else
        reader_read_text (&reader, skip_margin (lines[i]));
    }
  reader_end_locals (&reader);
  g_free (reader.section);

  return reader.frames;
}
