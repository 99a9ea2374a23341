/* tests/fuzz/fuzz-traceback.c - the frames in a text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/traceback.h"

#include "core/limits.h"
#include "tests/fuzz/fuzz.h"

/* Every part comes out of the text, and a copy is the same. */
static void
check (const PyroTracebackFrame *frame,
       const char               *text)
{
  PyroTracebackFrame *copy = pyro_traceback_frame_copy (frame);

  g_assert_nonnull (frame->file);
  g_assert_nonnull (strstr (text, frame->file));
  if (frame->function != NULL)
    g_assert_nonnull (strstr (text, frame->function));
  if (frame->source != NULL)
    g_assert_nonnull (strstr (text, frame->source));

  if (frame->markers != NULL)
    g_assert_nonnull (strstr (text, frame->markers));
  g_assert_cmpstr (copy->markers, ==, frame->markers);
  g_assert_cmpstr (copy->file, ==, frame->file);
  g_assert_cmpstr (copy->function, ==, frame->function);
  g_assert_cmpstr (copy->source, ==, frame->source);
  g_assert_cmpstr (copy->locals, ==, frame->locals);
  g_assert_cmpstr (copy->section, ==, frame->section);
  g_assert_cmpint (pyro_traceback_frame_is_pyro (copy), ==, pyro_traceback_frame_is_pyro (frame));
  pyro_traceback_frame_free (copy);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) frames = pyro_traceback_parse ((const char *const *) lines);
  g_autoptr(GPtrArray) parts = pyro_traceback_parse_parts ((const char *const *) lines);
  gsize n_frames = 0;

  g_assert_cmpuint (frames->len, <=, MIN (PYRO_MAX_TRACEBACK_FRAMES, g_strv_length (lines)));
  for (guint i = 0; i < frames->len; i++)
    check (g_ptr_array_index (frames, i), text);

  g_assert_cmpuint (parts->len, >, 0);
  g_assert_cmpuint (parts->len, <=, PYRO_MAX_TRACEBACK_PARTS);
  for (guint i = 0; i < parts->len; i++)
    {
      const PyroTracebackPart *part = g_ptr_array_index (parts, i);

      n_frames += part->frames->len;
      if (part->raised != NULL)
        g_assert_cmpuint (strlen (part->raised), <=, PYRO_MAX_TRACEBACK_RAISED);
    }
  g_assert_cmpuint (n_frames, ==, frames->len);

  return 0;
}
