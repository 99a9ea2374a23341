/* tests/ui/models/test-state-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/state-file.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char          *folder;
  char          *path;
  LensStateFile *file;
  const char    *literal;   /* what is to be kept */
  guint          collected; /* how often it was asked for */
} Fixture;

static void
collect_cb (Fixture   *self,
            GPtrArray *values)
{
  self->collected++;
  g_ptr_array_add (values, pyro_literal_parse (self->literal, -1, NULL, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->folder = g_dir_make_tmp ("lens-state-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "new", "session.pyl", NULL);
  self->file = lens_state_file_new (self->path);
  self->literal = "{'a': 1}";
  g_signal_connect_swapped (self->file, "collect", G_CALLBACK (collect_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_autofree char *inner = g_path_get_dirname (self->path);
  g_autofree char *aside = g_strconcat (self->path, ".broken", NULL);

  g_assert_finalize_object (self->file);
  g_unlink (self->path);
  g_unlink (aside);
  g_rmdir (inner);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* nothing else is left */
  g_free (self->path);
  g_free (self->folder);
}

/* What is in the file, as Python writes it. */
static char *
load (Fixture *self,
      char   **problem)
{
  g_autoptr(GPtrArray) values = lens_state_file_load (self->file, problem);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *line = pyro_value_repr (g_ptr_array_index (values, i));

      g_string_append_printf (text, "%s;", line);
    }

  return g_string_free_and_steal (text);
}

static void
assert_loads (Fixture    *self,
              const char *wanted,
              gboolean    good)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = load (self, &problem);

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpint (problem == NULL, ==, good);
}

static gboolean
is_there (gpointer data)
{
  return g_file_test (((Fixture *) data)->path, G_FILE_TEST_EXISTS);
}

/* It is written a moment after the first of many changes, once, with the last of them. */
static void
test_delay (Fixture       *self,
            gconstpointer  unused)
{
  GStatBuf status;

  assert_loads (self, "", TRUE);
  lens_state_file_touch (self->file);
  lens_state_file_touch (self->file);
  self->literal = "{'a': 2}";
  lens_state_file_touch (self->file);
  g_assert_false (is_there (self));
  wait_until (is_there, self);
  assert_loads (self, "{'a': 2};", TRUE);
  g_assert_cmpuint (self->collected, ==, 1);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600); /* arguments may be secret */
}

static void
test_flush (Fixture       *self,
            gconstpointer  unused)
{
  g_assert_true (lens_state_file_flush (self->file, NULL));
  g_assert_false (is_there (self));
  lens_state_file_touch (self->file);
  g_assert_true (lens_state_file_flush (self->file, NULL));
  assert_loads (self, "{'a': 1};", TRUE);

  self->literal = "{'a': 3}";
  lens_state_file_touch (self->file);
  lens_state_file_close (self->file);
  lens_state_file_touch (self->file);
  g_assert_true (lens_state_file_flush (self->file, NULL));
  assert_loads (self, "{'a': 1};", TRUE);
}

static gboolean
is_collected (gpointer data)
{
  return ((Fixture *) data)->collected > 0;
}

/* What could not be written is tried again at the end, though nothing changed since. */
static void
test_failure (Fixture       *self,
              gconstpointer  unused)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  lens_state_file_touch (self->file);
  wait_until (is_collected, self);
  g_assert_false (lens_state_file_flush (self->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_cmpstr (error->message, ==, "The folder for it cannot be used");
  g_clear_error (&error);
  g_assert_false (lens_state_file_flush (self->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);

  g_unlink (folder);
  self->literal = "{'a': 2}";
  g_assert_true (lens_state_file_flush (self->file, &error));
  g_assert_no_error (error);
  assert_loads (self, "{'a': 2};", TRUE);
  self->collected = 0;
  g_assert_true (lens_state_file_flush (self->file, NULL));
  g_assert_cmpuint (self->collected, ==, 0); /* all of it is there */
}

/* A line that cannot be read costs no other; what a later version wrote is not understood; both are set aside. */
static void
test_broken (Fixture       *self,
             gconstpointer  unused)
{
  static const struct
  {
    const char *text;
    gssize      length;
    const char *wanted;
    gboolean    good;
  } cases[] = {
    { "", -1, "", TRUE },
    { "{'record': 'session', 'version': 1}\n", -1, "", TRUE },
    { "{'record': 'session', 'version': 1}\n{'a': 1}\n{'b'\n{'c': 3}\n", -1, "{'a': 1};{'c': 3};", FALSE },
    { "{'record': 'session', 'version': 1}\n{'a': 1}\n{'b': 2", -1, "{'a': 1};", FALSE },
    { "{'record': 'session', 'version': 1}\n[1]\n{'c': 3}\n", -1, "{'c': 3};", FALSE },
    { "{'record': 'session', 'version': 1}\n\xff\n{'c': 3}\n", -1, "{'c': 3};", FALSE },
    { "{'record': 'session', 'version': 1}\n{'a': 1}\n\0\0\0\n", 48, "{'a': 1};", FALSE },
    { "{'record': 'session', 'version': 2}\n{'a': 1}\n", -1, "", FALSE },
    { "hello\n", -1, "", FALSE },
  };
  g_autofree char *aside = g_strconcat (self->path, ".broken", NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_unlink (aside);
      g_assert_true (g_file_set_contents (self->path, cases[i].text, cases[i].length, NULL));
      assert_loads (self, cases[i].wanted, cases[i].good);
      g_assert_cmpint (g_file_test (aside, G_FILE_TEST_EXISTS), ==, !cases[i].good);
    }
}


/* The disk is waited for by a worker: what was collected gets into the file with nobody in the main loop. */
static void
test_worker (Fixture       *self,
             gconstpointer  unused)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  lens_state_file_touch (self->file);
  wait_until (is_collected, self);
  while (!is_there (self) && g_get_monotonic_time () < end)
    g_thread_yield ();
  g_assert_true (is_there (self));
  assert_loads (self, "{'a': 1};", TRUE);
}

/* Whoever ends the program finds the newest in the file, also behind a write that is under way. */
static void
test_order (Fixture       *self,
            gconstpointer  unused)
{
  g_autoptr(GString) large = g_string_new ("{'a': '");

  for (guint i = 0; i < 4 * 1024 * 1024; i++)
    g_string_append_c (large, 'x');
  g_string_append (large, "'}");
  self->literal = large->str;
  lens_state_file_touch (self->file);
  wait_until (is_collected, self);
  self->literal = "{'a': 2}";
  lens_state_file_touch (self->file);
  g_assert_true (lens_state_file_flush (self->file, NULL));
  assert_loads (self, "{'a': 2};", TRUE);
}

/* A file may say anything, and windows are dear. */
static void
test_many (Fixture       *self,
           gconstpointer  unused)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr(GString) text = g_string_new ("{'record': 'session', 'version': 1}\n");
  g_autoptr(GPtrArray) values = NULL;
  g_autofree char *problem = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "{'record': 'window'}\n{'record': 'tab'}\n");
  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (self->path, text->str, -1, NULL));
  values = lens_state_file_load (self->file, &problem);
  g_assert_cmpuint (values->len, ==, 20 + 200);
  g_assert_nonnull (problem);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/state-file/delay", Fixture, NULL, set_up, test_delay, tear_down);
  g_test_add ("/models/state-file/flush", Fixture, NULL, set_up, test_flush, tear_down);
  g_test_add ("/models/state-file/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/models/state-file/worker", Fixture, NULL, set_up, test_worker, tear_down);
  g_test_add ("/models/state-file/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/models/state-file/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/models/state-file/broken", Fixture, NULL, set_up, test_broken, tear_down);

  return g_test_run ();
}
