/* tests/ui/models/test-read-ahead.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/busy-time.h"
#include "ui/models/history.h"
#include "ui/models/read-ahead.h"
#include "ui/models/record-file.h"

#include <glib/gstdio.h>

#define N_METHODS 100
#define N_CALLS   20 /* of each method: as many as are kept */

static void
write_history (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_METHODS * N_CALLS; i++)
    g_string_append_printf (text, "{'time': %u, 'object': 'lab.stage', 'method': 'm%u', 'args': (%u, 'text'), "
                                  "'kwargs': {}, 'particulars': {}}\n", 1700000000 + i, i % N_METHODS, i);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, &error));
  g_assert_no_error (error);
}

/* What this thread does for a history that it asks for first, itself; another for one that was read ahead. */
static void
test_history (void)
{
  g_autofree char *path = lens_record_file_make_path ("history.pyl");
  g_autoptr(LensHistory) alone = NULL;
  gint64 start, middle, end;

  write_history (path);
  start = get_busy_time ();
  alone = lens_history_new (path);
  middle = get_busy_time ();
  g_thread_join (lens_read_ahead ());
  lens_history_get_default ();
  end = get_busy_time ();
  g_test_message ("busy: %.1f ms alone, %.1f ms read ahead", (double) (middle - start) / 1000,
                  (double) (end - middle) / 1000);

  g_assert_cmpint (end - middle, <, (middle - start) / 2);
  for (guint i = 0; i < N_METHODS; i++)
    {
      g_autofree char *method = g_strdup_printf ("m%u", i);

      g_assert_cmpuint (g_list_model_get_n_items (lens_history_find (lens_history_get_default (), "lab.stage", method)),
                        ==, N_CALLS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/models/read-ahead/history", test_history);

  return g_test_run ();
}
