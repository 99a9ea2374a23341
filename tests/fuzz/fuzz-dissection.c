/* tests/fuzz/fuzz-dissection.c - captured messages, or a payload alone, as text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/limits.h"
#include "core/wire/dissection.h"
#include "core/wire/parser.h"
#include "tests/fuzz/fuzz.h"

#define MAX_SIZE ((gsize) 1024 * 1024)

/* Whatever the peer sent, it is text in UTF-8, and each byte of a message is in one field at most. */
static void
check_dissection (PyroDissection *dissection)
{
  const char *const *lines = pyro_dissection_get_lines (dissection);
  const char *problem = pyro_dissection_get_problem (dissection);
  gsize end = 0;

  g_assert_true (lines[0] != NULL || problem != NULL);
  g_assert_true (problem == NULL || g_utf8_validate (problem, -1, NULL));
  g_assert_true (g_utf8_validate (pyro_dissection_get_summary (dissection), -1, NULL));
  for (gsize i = 0; lines[i] != NULL; i++)
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
  for (guint i = 0; i < pyro_dissection_get_n_fields (dissection); i++)
    {
      const PyroDissectionField *field = pyro_dissection_get_field (dissection, i);

      g_assert_true (g_utf8_validate (field->name, -1, NULL));
      g_assert_true (g_utf8_validate (field->text, -1, NULL));
      g_assert_cmpuint (field->offset, >=, end);
      end = field->offset + field->size;
    }
  if (pyro_dissection_get_frame (dissection) != NULL)
    g_assert_cmpuint (end, ==, pyro_frame_get_size (pyro_dissection_get_frame (dissection)));
}

static void
dissect_stream (const guint8 *data,
                gsize         size)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (MAX_SIZE);
  g_autoptr(GError) error = NULL;
  PyroParseResult result = PYRO_PARSE_FRAME;
  gsize wanted;

  pyro_parser_feed (parser, data, size);
  while (result == PYRO_PARSE_FRAME)
    {
      g_autoptr(PyroFrame) frame = NULL;
      g_autoptr(PyroDissection) dissection = NULL;

      result = pyro_parser_next (parser, &frame, &wanted, &error);
      if (frame == NULL)
        break;
      dissection = pyro_dissection_new (frame, NULL);
      check_dissection (dissection);
    }
  if (error != NULL)
    assert_sentence (error);
}

static void
dissect_payload (const guint8 *data,
                 gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_dissection_dup_plain (bytes, &error);
  g_autoptr(PyroDissection) dissection = NULL;

  if (plain != NULL)
    dissection = pyro_dissection_new_for_payload (plain, NULL, &error);
  if (dissection == NULL)
    assert_sentence (error);
  else
    check_dissection (dissection);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  if (size >= 4 && memcmp (data, "PYRO", 4) == 0)
    dissect_stream (data, size);
  else
    dissect_payload (data, size);

  return 0;
}
