/* tests/ui/models/test-record-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT ((gsize) 64 * 1024 * 1024) /* bytes of a file that are read */

typedef struct
{
  char           *folder;
  char           *path;
  char           *aside;
  LensRecordFile *file;
  GString        *read; /* the numbers of the records */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->folder = g_dir_make_tmp ("lens-records-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "things.pyl", NULL);
  self->aside = g_strconcat (self->path, ".broken", NULL);
  self->file = lens_record_file_new (self->path);
  self->read = g_string_new (NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_unlink (self->path);
  g_unlink (self->aside);
  for (guint i = 2; i <= 9; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", self->aside, i);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* nothing else is left */
  lens_record_file_free (self->file);
  g_string_free (self->read, TRUE);
  g_free (self->aside);
  g_free (self->path);
  g_free (self->folder);
}

static void
note_record (PyroValue *record,
             gpointer   user_data)
{
  PyroValue *number = pyro_value_lookup_string (record, "n");
  gint64 n = -1;

  g_assert_true (number != NULL && pyro_value_get_int64 (number, &n));
  g_string_append_printf (user_data, "%" G_GINT64_FORMAT ";", n);
}

static void
assert_reads (Fixture    *self,
              const char *wanted)
{
  g_string_truncate (self->read, 0);
  lens_record_file_free (self->file);
  self->file = lens_record_file_new (self->path);
  lens_record_file_load (self->file, note_record, self->read);
  g_assert_cmpstr (self->read->str, ==, wanted);
}

static PyroValue *
make_record (int         n,
             const char *text)
{
  g_autofree char *literal = g_strdup_printf ("{'n': %d, 'text': '%s'}", n, text);

  return pyro_literal_parse (literal, -1, NULL, NULL);
}

static void
append (Fixture    *self,
        int         n,
        const char *text)
{
  g_autoptr(PyroValue) record = make_record (n, text);

  lens_record_file_append (self->file, record);
}

/* What a program knows of the file: it takes what others wrote, as they wrote it. */
typedef struct
{
  GPtrArray *records;
  GString   *taken; /* the numbers of those that others wrote */
} Knowledge;

static void
forget (gpointer user_data)
{
  Knowledge *self = user_data;

  g_ptr_array_set_size (self->records, 0);
}

static void
take (PyroValue *record,
      gpointer   user_data)
{
  Knowledge *self = user_data;

  g_ptr_array_add (self->records, pyro_value_ref (record));
  note_record (record, self->taken);
}

static GPtrArray *
collect (gpointer user_data)
{
  Knowledge *self = user_data;

  return g_ptr_array_ref (self->records);
}

static char *
rewrite_with (LensRecordFile *file,
              int             first,
              int             last,
              const char     *text)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  Knowledge knowledge = { records, g_string_new (NULL) };

  for (int i = first; i <= last; i++)
    g_ptr_array_add (records, make_record (i, text));
  lens_record_file_rewrite (file, forget, take, collect, &knowledge);

  return g_string_free_and_steal (knowledge.taken);
}

/* Nobody else wrote to it. */
static void
replace (Fixture    *self,
         int         first,
         int         last,
         const char *text)
{
  g_autofree char *taken = rewrite_with (self->file, first, last, text);

  g_assert_cmpstr (taken, ==, "");
}

static void
assert_content (const char *path,
                const char *text,
                gsize       length)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpmem (content, size, text, length);
}

static void
test_append (Fixture       *self,
             gconstpointer  unused)
{
  struct stat status;

  assert_reads (self, "");
  append (self, 1, "a");
  append (self, 2, "b");
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  assert_reads (self, "1;2;");
  replace (self, 2, 4, "c");
  append (self, 5, "d");
  g_assert_cmpuint (lens_record_file_get_n_lines (self->file), ==, 4);
  assert_reads (self, "2;3;4;5;");
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS)); /* all of it could be read */
}

/* A crash cut the last line: the next record is none of it, and a last line that only lacks its end counts. */
static void
test_torn (Fixture       *self,
           gconstpointer  unused)
{
  g_assert_true (g_file_set_contents (self->path, "{'n': 1}\n{'n': 2, 'te", -1, NULL));
  assert_reads (self, "1;");
  append (self, 3, "a");
  assert_reads (self, "1;3;");

  g_assert_true (g_file_set_contents (self->path, "{'n': 1}\n{'n': 2}", -1, NULL));
  assert_reads (self, "1;2;");
  append (self, 3, "a");
  assert_reads (self, "1;2;3;");
  replace (self, 1, 3, "a");
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS));
}

/* Lines that cannot be read cost no other, and are kept aside when the file is written anew: they, and nothing else. */
static void
test_spoiled (Fixture       *self,
              gconstpointer  unused)
{
  static const char text[] = "{'n': 1}\n[5]\n\xff\n{'n': 2\n{'n': \0}\n\n{'n': 3}\n";
  static const char aside[] = "[5]\n\xff\n{'n': 2\n{'n': \0}\n";
  static const char more[] = "[5]\n\xff\n{'n': 2\n{'n': \0}\nspoiled\n";
  static const char joined[] = "since\n[5]\n\xff\n{'n': 2\n{'n': \0}\nspoiled\n";
  g_autoptr(GArray) files = NULL;
  struct stat status;

  g_assert_true (g_file_set_contents (self->path, text, sizeof text - 1, NULL));
  assert_reads (self, "1;3;");
  append (self, 4, "a");
  replace (self, 3, 4, "a");
  assert_reads (self, "3;4;");
  assert_content (self->aside, aside, sizeof aside - 1);
  g_assert_cmpint (stat (self->aside, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  /* More of them are added to those, in lines of their own, and nobody else may read them from now on. */
  g_assert_cmpint (truncate (self->aside, sizeof aside - 2), ==, 0);
  g_assert_cmpint (g_chmod (self->aside, 0644), ==, 0);
  g_assert_true (g_file_set_contents (self->path, "{'n': 5}\nspoiled\n", -1, NULL));
  assert_reads (self, "5;");
  replace (self, 5, 5, "a");
  replace (self, 5, 5, "a");
  assert_content (self->aside, more, sizeof more - 1);
  g_assert_cmpint (stat (self->aside, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  /* They go, and come back as they were, beside what is kept by then. */
  files = lens_record_file_take_aside (self->file);
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS));
  assert_reads (self, "5;");
  lens_record_file_return_aside (self->file, files);
  assert_content (self->aside, more, sizeof more - 1);
  g_clear_pointer (&files, g_array_unref);
  files = lens_record_file_take_aside (self->file);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (g_file_set_contents (self->aside, "since", -1, NULL));
  lens_record_file_return_aside (self->file, files);
  assert_content (self->aside, joined, sizeof joined - 1);
}

/* Where they cannot be kept, the file stays as it is. */
static void
test_no_aside (Fixture       *self,
               gconstpointer  unused)
{
  g_assert_true (g_file_set_contents (self->path, "{'n': 1}\nspoiled\n", -1, NULL));
  assert_reads (self, "1;");
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup (self->aside) : g_strdup_printf ("%s-%u", self->aside, i);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    }
  replace (self, 2, 2, "a");
  assert_content (self->path, "{'n': 1}\nspoiled\n", strlen ("{'n': 1}\nspoiled\n"));
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup (self->aside) : g_strdup_printf ("%s-%u", self->aside, i);

      g_assert_cmpint (g_rmdir (path), ==, 0);
    }
}

/* Another program has the same file: what it wrote is read before the file is written anew. */
static void
test_others (Fixture       *self,
             gconstpointer  unused)
{
  LensRecordFile *other = lens_record_file_new (self->path);
  g_autoptr(PyroValue) record = make_record (7, "b");
  g_autofree char *taken = NULL;

  append (self, 1, "a");
  g_string_truncate (self->read, 0);
  lens_record_file_load (other, note_record, self->read);
  g_assert_cmpstr (self->read->str, ==, "1;");
  append (self, 2, "a");
  g_assert_true (lens_record_file_append (other, record));
  append (self, 3, "a");
  taken = rewrite_with (self->file, 1, 3, "a");
  g_assert_cmpstr (taken, ==, "1;2;7;3;");
  assert_reads (self, "1;2;7;3;");

  /* What it forgot is not written by the other one, which still knows it, nor is it lost what that wrote since. */
  replace (self, 7, 7, "a");
  g_assert_true (lens_record_file_append (other, record));
  g_clear_pointer (&taken, g_free);
  taken = rewrite_with (other, 1, 7, "b");
  g_assert_cmpstr (taken, ==, "7;7;");
  assert_reads (self, "7;7;");
  lens_record_file_free (other);
}

#define N_PROGRAMS 4
#define N_EACH     200

typedef struct
{
  const char *path;
  int         first;
} Program;

static gpointer
write_records (gpointer data)
{
  Program *self = data;
  LensRecordFile *file = lens_record_file_new (self->path);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  Knowledge knowledge = { records, g_string_new (NULL) };

  for (int i = 0; i < N_EACH; i++)
    {
      PyroValue *record = make_record (self->first + i, "a");

      g_ptr_array_add (records, record);
      for (int attempts = 0; !lens_record_file_append (file, record); attempts++) /* others have it locked */
        g_assert_cmpint (attempts, <, 20);
      if (i % 20 == 0)
        lens_record_file_rewrite (file, forget, take, collect, &knowledge);
    }
  g_string_free (knowledge.taken, TRUE);
  lens_record_file_free (file);

  return NULL;
}

static void
set_number (PyroValue *record,
            gpointer   user_data)
{
  PyroValue *number = pyro_value_lookup_string (record, "n");
  gint64 n = -1;

  g_assert_true (number != NULL && pyro_value_get_int64 (number, &n));
  g_assert_cmpint (n, >=, 0);
  g_assert_cmpint (n, <, N_PROGRAMS * N_EACH);
  ((guint *) user_data)[n]++;
}

/* Several programs append, and write anew, all at once: each record is there once in the end. */
static void
test_at_once (Fixture       *self,
              gconstpointer  unused)
{
  Program programs[N_PROGRAMS];
  GThread *threads[N_PROGRAMS];
  guint found[N_PROGRAMS * N_EACH] = { 0 };

  for (int i = 0; i < N_PROGRAMS; i++)
    {
      programs[i] = (Program) { self->path, i * N_EACH };
      threads[i] = g_thread_new ("program", write_records, &programs[i]);
    }
  for (int i = 0; i < N_PROGRAMS; i++)
    g_thread_join (threads[i]);

  lens_record_file_load (self->file, set_number, found);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_cmpuint (found[i], ==, 1);
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS));
}

/* Who holds the file and does not let go makes nobody wait for ever, and nothing is written around it. */
static void
test_held (Fixture       *self,
           gconstpointer  unused)
{
  int file;

  append (self, 1, "a");
  file = g_open (self->path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (file, LOCK_EX), ==, 0);
  append (self, 2, "a");
  replace (self, 3, 3, "a");
  g_close (file, NULL);
  assert_reads (self, "1;");
  append (self, 4, "a");
  assert_reads (self, "1;4;");
}

/* Something else than a file of this user is in its place. */
static void
test_unreadable (Fixture       *self,
                 gconstpointer  unused)
{
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  assert_reads (self, "");
  append (self, 1, "a");
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_DIR));
  replace (self, 2, 2, "a");
  assert_reads (self, "2;");
  g_assert_cmpint (g_rmdir (self->aside), ==, 0);

  g_unlink (self->path);
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0); /* is not waited for */
  assert_reads (self, "");
  append (self, 1, "a");
  replace (self, 3, 3, "a");
  assert_reads (self, "3;");

  if (geteuid () == 0)
    return; /* may read everything */
  g_assert_true (g_file_set_contents (self->path, "{'n': 1}\n", -1, NULL));
  g_assert_cmpint (g_chmod (self->path, 0), ==, 0);
  assert_reads (self, "");
  g_unlink (self->aside);
  replace (self, 4, 4, "a");
  assert_reads (self, "4;");
  g_assert_cmpint (g_chmod (self->aside, 0600), ==, 0);
  assert_content (self->aside, "{'n': 1}\n", strlen ("{'n': 1}\n"));
}

/* Of a file that is too large the newest is read, and nothing of it is lost. */
static void
test_too_large (Fixture       *self,
                gconstpointer  unused)
{
  g_autofree char *filler = g_strnfill (200 * 1024, 'x');
  g_autoptr(GString) text = g_string_sized_new (LIMIT + 1024 * 1024);
  g_autofree char *kept = NULL;
  gsize size;

  for (int i = 0; text->len <= LIMIT; i++)
    g_string_append_printf (text, "{'n': %d, 'text': '%s'}\n", 1000 + i, filler);
  g_string_append (text, "{'n': 1}\n");
  g_assert_true (g_file_set_contents (self->path, text->str, (gssize) text->len, NULL));
  g_string_truncate (self->read, 0);
  lens_record_file_load (self->file, note_record, self->read);
  g_assert_true (g_str_has_suffix (self->read->str, ";1;"));
  g_assert_true (g_str_has_prefix (self->read->str, "1001;"));
  g_assert_true (lens_record_file_is_large (self->file));

  append (self, 2, "a");
  replace (self, 1, 2, "a");
  g_assert_false (lens_record_file_is_large (self->file));
  assert_reads (self, "1;2;");
  /* The line in which the reading began, and what is before it. */
  g_assert_true (g_file_get_contents (self->aside, &kept, &size, NULL));
  g_assert_cmpuint (size, <, 300 * 1024);
  g_assert_cmpmem (kept, size, text->str, size);
  g_assert_true (g_str_has_prefix (text->str + size, "{'n': 1001,"));
}

/* More than is read again is not written: then the oldest go. One record may be too large as well. */
static void
test_bounds (Fixture       *self,
             gconstpointer  unused)
{
  g_autofree char *filler = g_strnfill (200 * 1024, 'x');
  g_autofree char *huge = g_strnfill (300 * 1024, 'x');
  struct stat status;

  append (self, 1, huge);
  assert_reads (self, "");
  replace (self, 1, 400, filler);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint ((gsize) status.st_size, <=, LIMIT);
  g_assert_false (lens_record_file_is_large (self->file));
  g_string_truncate (self->read, 0);
  lens_record_file_load (self->file, note_record, self->read);
  g_assert_true (g_str_has_suffix (self->read->str, ";399;400;"));
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS));
}

/* The disk is full in the middle of a record. */
static void
test_short_write (Fixture       *self,
                  gconstpointer  unused)
{
  g_autofree char *filler = g_strnfill (5000, 'x');
  struct rlimit limit, before;
  struct stat status;

  append (self, 1, "a");
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = (rlim_t) status.st_size + 1000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  append (self, 2, filler);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);

  g_assert_cmpuint (lens_record_file_get_n_lines (self->file), ==, 1);
  append (self, 3, "a");
  assert_reads (self, "1;3;");
  replace (self, 1, 3, "a");
  g_assert_false (g_file_test (self->aside, G_FILE_TEST_EXISTS)); /* nothing was left of it */
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/record-file/append", Fixture, NULL, set_up, test_append, tear_down);
  g_test_add ("/models/record-file/torn", Fixture, NULL, set_up, test_torn, tear_down);
  g_test_add ("/models/record-file/spoiled", Fixture, NULL, set_up, test_spoiled, tear_down);
  g_test_add ("/models/record-file/no-aside", Fixture, NULL, set_up, test_no_aside, tear_down);
  g_test_add ("/models/record-file/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/models/record-file/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/models/record-file/held", Fixture, NULL, set_up, test_held, tear_down);
  g_test_add ("/models/record-file/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/models/record-file/too-large", Fixture, NULL, set_up, test_too_large, tear_down);
  g_test_add ("/models/record-file/bounds", Fixture, NULL, set_up, test_bounds, tear_down);
  g_test_add ("/models/record-file/short-write", Fixture, NULL, set_up, test_short_write, tear_down);

  return g_test_run ();
}
