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
  copy->markers = g_strdup (self->markers);
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
  g_free (self->markers);
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
  GPtrArray          *parts;
  PyroTracebackPart  *part;          /* unowned: the last one of @parts */
  PyroTracebackFrame *frame;         /* unowned: the last one of @part, or NULL */
  guint               n_frames;      /* of all parts */
  gsize               indent;        /* spaces before its `File` */
  gsize               source_indent; /* and before its source line */
  gboolean            wants_source;
  gboolean            wants_markers;
  gboolean            detailed;      /* Pyro's own format: what was raised is said first */
  GString            *locals;        /* of @frame, while they are read */
  GString            *raised;        /* of @part, while it is read */
} Reader;

static void
part_free (gpointer data)
{
  PyroTracebackPart *part = data;

  g_free (part->sentence);
  g_clear_pointer (&part->frames, g_ptr_array_unref);
  g_free (part->raised);
  g_free (part);
}

static void
reader_end_raised (Reader *self)
{
  if (self->raised == NULL)
    return;

  g_free (self->part->raised);
  self->part->raised = g_strchomp (g_string_free_and_steal (g_steal_pointer (&self->raised)));
}

/* Takes @sentence. */
static void
reader_begin_part (Reader *self,
                   char   *sentence)
{
  reader_end_raised (self);
  if (self->parts->len == PYRO_MAX_TRACEBACK_PARTS)
    {
      g_free (sentence);
      return;
    }

  self->part = g_new0 (PyroTracebackPart, 1);
  self->part->sentence = sentence;
  self->part->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_traceback_frame_free);
  g_ptr_array_add (self->parts, self->part);
  self->frame = NULL;
  self->wants_source = self->wants_markers = FALSE;
}

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
  reader_end_raised (self);
  if (self->part->raised != NULL && self->part->frames->len > 0 && !self->detailed)
    reader_begin_part (self, NULL);
  if (self->part->frames->len == 0 && !self->detailed)
    g_clear_pointer (&self->part->raised, g_free); /* it was some other text */
  if (self->part->frames->len == 0)
    frame->section = g_strdup (self->part->sentence);
  g_ptr_array_add (self->part->frames, frame);
  self->n_frames++;
  self->frame = frame;
  self->indent = indent;
  self->wants_source = TRUE;
  self->wants_markers = FALSE;
}

static gboolean
is_markers (const char *text)
{
  return *text != '\0' && text[strspn (text, " ~^")] == '\0' && strpbrk (text, "~^") != NULL;
}

/* The line below a frame's. Anything deeper is source, and the first line of it is enough: the
 * others are the rest of a statement. */
static void
reader_read_source (Reader     *self,
                    const char *text,
                    gsize       indent)
{
  if (indent == self->indent && g_str_equal (text, "Source code:"))
    return;

  if (indent > self->indent && *text != '\0' && !is_markers (text))
    {
      self->source_indent = indent;
      self->wants_markers = TRUE;
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

/* Python 3.11 and later show below a line which part of it was run. */
static void
reader_read_markers (Reader     *self,
                     const char *line,
                     gsize       indent)
{
  self->wants_markers = FALSE;
  if (indent >= self->source_indent && is_markers (line + indent))
    self->frame->markers = g_strchomp (g_strdup (line + self->source_indent));
}

/* `+-+---------------- 1 ----------------`, `+ Exception Group Traceback (most recent call last):` and the like. */
static gboolean
is_furniture (const char *text)
{
  return g_str_has_prefix (text, "Traceback (most recent call last)") || g_str_has_prefix (text, "+-") ||
         g_str_has_prefix (text, "+ Exception Group Traceback");
}

/* What was raised is less deep than the frames before it, and goes on until something else begins. */
static void
reader_read_raised (Reader     *self,
                    const char *text,
                    gsize       indent)
{
  static const char detailed[] = "EXCEPTION ";

  if (self->raised == NULL)
    {
      if (*text == '\0' || (self->frame != NULL && indent >= self->indent) || self->part->raised != NULL)
        return;
      self->raised = g_string_new (NULL);
      if (indent == 1 && g_str_has_prefix (text, detailed))
        {
          self->detailed = TRUE;
          g_string_append (self->raised, text + strlen (detailed));
          reader_end_raised (self);
          return;
        }
    }

  if (self->raised->len + strlen (text) > PYRO_MAX_TRACEBACK_RAISED)
    return;
  if (self->raised->len > 0)
    g_string_append_c (self->raised, '\n');
  g_string_append (self->raised, text);
}

static void
reader_read_text (Reader     *self,
                  const char *line)
{
  gsize indent = strspn (line, " ");
  const char *text = line + indent;
  PyroTracebackFrame *frame = parse_frame (text);
  char *section;

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
  else if (self->wants_markers)
    reader_read_markers (self, line, indent);

  section = parse_section (text);
  if (section != NULL)
    reader_begin_part (self, section);
  else if (!is_furniture (text))
    reader_read_raised (self, text, indent);
}

/**
 * pyro_traceback_parse_parts:
 * @lines: (array zero-terminated=1): the lines of a traceback, as
 *   [method@Pyro.Exception.get_traceback] has them
 *
 * Finds the exceptions in the text of a Python traceback, in its order: those that led to one another, and those of a
 * group, each with its frames, outermost first. Pyro's own detailed format has the local variables of each. Text that
 * is no traceback, or one of another language, has no frames.
 *
 * Returns: (transfer full) (element-type PyroTracebackPart): the exceptions, with at most
 *   `PYRO_MAX_TRACEBACK_FRAMES` frames
 */
GPtrArray *
pyro_traceback_parse_parts (const char *const *lines)
{
  Reader reader = { NULL };

  g_return_val_if_fail (lines != NULL, NULL);

  reader.parts = g_ptr_array_new_with_free_func (part_free);
  reader_begin_part (&reader, NULL);
  for (gsize i = 0; lines[i] != NULL && reader.n_frames < PYRO_MAX_TRACEBACK_FRAMES; i++)
    {
      if (is_rule (lines[i]))
        reader_end_locals (&reader);
      else if (reader.locals != NULL)
        reader_read_locals (&reader, lines[i]);
      else
        reader_read_text (&reader, skip_margin (lines[i]));
    }
  reader_end_locals (&reader);
  reader_end_raised (&reader);

  return reader.parts;
}

/**
 * pyro_traceback_parse:
 * @lines: (array zero-terminated=1): the lines of a traceback
 *
 * Does the same, with the frames of all exceptions one after the other.
 *
 * Returns: (transfer full) (element-type PyroTracebackFrame): the frames, at most
 *   `PYRO_MAX_TRACEBACK_FRAMES`
 */
GPtrArray *
pyro_traceback_parse (const char *const *lines)
{
  g_autoptr(GPtrArray) parts = NULL;
  GPtrArray *frames;

  g_return_val_if_fail (lines != NULL, NULL);

  parts = pyro_traceback_parse_parts (lines);
  frames = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_traceback_frame_free);
  for (guint i = 0; i < parts->len; i++)
    {
      PyroTracebackPart *part = g_ptr_array_index (parts, i);

      g_ptr_array_extend_and_steal (frames, g_steal_pointer (&part->frames));
    }

  return frames;
}
