/* tests/client/test-dialect.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/dialect-private.h"

#include <gio/gio.h>

#include "core/error.h"
#include "core/limits.h"

#define PYRO4 pyro_generation_get_pyro4 ()
#define PYRO5 pyro_generation_get_pyro5 ()

static PyroUri *
new_uri (guint number)
{
  g_autofree char *host = g_strdup_printf ("192.0.2.%u", number / 10000 + 1);

  return pyro_uri_new (PYRO_URI_PYRO, "obj", host, (guint16) (number % 10000 + 1));
}

/* ---- What was found out ---- */

static void
test_remember (void)
{
  g_autoptr(PyroUri) uri = new_uri (0);
  g_autoptr(PyroUri) neighbour = new_uri (1);
  g_autoptr(PyroUri) other_object = pyro_uri_new (PYRO_URI_PYRO, "other", "192.0.2.1", 1);

  g_assert_null (_pyro_dialect_recall (uri));
  _pyro_dialect_remember (uri, PYRO4);
  _pyro_dialect_remember (uri, PYRO4);
  g_assert_true (_pyro_dialect_recall (uri) == PYRO4);
  g_assert_true (_pyro_dialect_recall (other_object) == PYRO4);
  g_assert_null (_pyro_dialect_recall (neighbour));

  /* what is tried first anyway need not be remembered */
  _pyro_dialect_remember (uri, PYRO5);
  _pyro_dialect_remember (neighbour, PYRO5);
  g_assert_null (_pyro_dialect_recall (uri));
  g_assert_null (_pyro_dialect_recall (neighbour));
}

/* The oldest goes. */
static void
test_bounded (void)
{
  for (guint i = 0; i < PYRO_MAX_DIALECTS + 10; i++)
    {
      g_autoptr(PyroUri) uri = new_uri (i);

      _pyro_dialect_remember (uri, PYRO4);
    }
  for (guint i = 0; i < PYRO_MAX_DIALECTS + 10; i++)
    {
      g_autoptr(PyroUri) uri = new_uri (i);

      g_assert_true (_pyro_dialect_recall (uri) == (i < 10 ? NULL : PYRO4));
      _pyro_dialect_remember (uri, PYRO5);
      g_assert_null (_pyro_dialect_recall (uri));
    }
}

static gpointer
remember_many (gpointer data)
{
  guint first = GPOINTER_TO_UINT (data);

  for (guint round = 0; round < 20; round++)
    for (guint i = first; i < first + 300; i++)
      {
        g_autoptr(PyroUri) uri = new_uri (i);
        const PyroGeneration *generation;

        _pyro_dialect_remember (uri, round % 2 == 0 ? PYRO4 : PYRO5);
        generation = _pyro_dialect_recall (uri);
        g_assert_true (generation == NULL || generation == PYRO4);
      }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("remember", remember_many, GUINT_TO_POINTER (i * 200));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(PyroUri) uri = new_uri (i);

      g_assert_null (_pyro_dialect_recall (uri)); /* the last round was the other one */
    }
}

/* ---- What to speak ---- */

static void
test_begin (void)
{
  g_autoptr(PyroUri) uri = new_uri (0);
  PyroDialect dialect = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_true (_pyro_dialect_begin (&dialect, uri, "serpent", FALSE, &error));
  g_assert_true (dialect.spoken == PYRO5);
  g_assert_true (_pyro_dialect_begin (&dialect, uri, "serpent", TRUE, &error));
  g_assert_true (dialect.spoken == PYRO4); /* which has keys */
  g_assert_true (_pyro_dialect_begin (&dialect, uri, "morse", FALSE, &error));
  g_assert_true (dialect.spoken == PYRO5); /* somebody else says what is wrong with that */

  _pyro_dialect_remember (uri, PYRO4);
  g_assert_true (_pyro_dialect_begin (&dialect, uri, "serpent", FALSE, &error));
  g_assert_true (dialect.spoken == PYRO4);

  dialect.wanted = PYRO5;
  g_assert_true (_pyro_dialect_begin (&dialect, uri, "serpent", FALSE, &error));
  g_assert_true (dialect.spoken == PYRO5);
  g_assert_false (_pyro_dialect_begin (&dialect, uri, "serpent", TRUE, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "Pyro5 has no HMAC keys");
  g_clear_error (&error);

  dialect.wanted = PYRO4;
  g_assert_true (_pyro_dialect_begin (&dialect, uri, "serpent", TRUE, &error));
  g_assert_true (dialect.spoken == PYRO4);
  g_assert_no_error (error);
  _pyro_dialect_remember (uri, PYRO5);
}

/* A session that was greeted in @spoken and heard a refusal in @answer, or nothing. */
static PyroSession *
new_session (const PyroGeneration *spoken,
             const PyroGeneration *answer)
{
  g_autoptr(PyroFrame) hello = pyro_frame_new (spoken, PYRO_FRAME_CONNECT, 0, 1, NULL, NULL, NULL);
  PyroSession *session = pyro_session_new (hello, 1000);

  if (answer != NULL)
    {
      g_autoptr(PyroFrame) frame = pyro_frame_new (answer, PYRO_FRAME_CONNECT_FAIL, 0, 1, NULL, NULL, NULL);
      g_autoptr(GBytes) wire = pyro_frame_encode (frame, 0, NULL);
      gsize room;

      memcpy (pyro_session_reserve (session, &room), g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
      g_assert_false (pyro_session_received (session, g_bytes_get_size (wire), NULL));
    }

  return session;
}

static const struct
{
  guint       wanted, spoken, heard; /* 0 for none */
  gboolean    has_hmac_key;
  int         code;       /* of the GIOError that the connection ended with */
  guint       next;       /* 0 for giving up */
  const char *serializer; /* NULL for serpent */
} turns[] = {
  { 0, 5, 4, FALSE, G_IO_ERROR_FAILED, 4 },
  { 0, 4, 5, FALSE, G_IO_ERROR_FAILED, 5 },
  { 0, 5, 5, FALSE, G_IO_ERROR_FAILED, 0 },
  { 5, 5, 4, FALSE, G_IO_ERROR_FAILED, 0 },
  { 4, 4, 5, FALSE, G_IO_ERROR_FAILED, 0 },
  { 0, 4, 5, TRUE, G_IO_ERROR_FAILED, 0 }, /* never without the key */
  { 0, 5, 0, FALSE, G_IO_ERROR_CONNECTION_CLOSED, 4 },
  { 0, 4, 0, FALSE, G_IO_ERROR_CONNECTION_CLOSED, 5 },
  { 0, 4, 0, TRUE, G_IO_ERROR_CONNECTION_CLOSED, 0 },
  { 5, 5, 0, FALSE, G_IO_ERROR_CONNECTION_CLOSED, 0 },
  { 0, 4, 0, FALSE, G_IO_ERROR_CONNECTION_CLOSED, 0, "pickle" }, /* which Pyro5 has not */
  { 0, 4, 5, FALSE, G_IO_ERROR_FAILED, 5, "pickle" }, /* where that is what is wrong */
  { 0, 5, 0, FALSE, G_IO_ERROR_TIMED_OUT, 0 },
  { 0, 5, 0, FALSE, G_IO_ERROR_CANCELLED, 0 },
};

static void
test_turn (void)
{
  g_autoptr(PyroUri) uri = new_uri (7);

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      const PyroGeneration *spoken = pyro_generation_find_major (turns[i].spoken);
      const PyroGeneration *next = pyro_generation_find_major (turns[i].next);
      const PyroGeneration *heard = pyro_generation_find_major (turns[i].heard);
      g_autoptr(PyroSession) session = new_session (spoken, heard);
      g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, turns[i].code, "gone");
      const char *serializer = turns[i].serializer != NULL ? turns[i].serializer : "serpent";
      PyroDialect dialect = { pyro_generation_find_major (turns[i].wanted), spoken, FALSE };

      g_assert_cmpint (_pyro_dialect_turn (&dialect, uri, session, serializer, turns[i].has_hmac_key, error), ==,
                       next != NULL);
      g_assert_true (dialect.spoken == (next != NULL ? next : spoken));
      g_assert_true (_pyro_dialect_recall (uri) == (heard == PYRO4 ? PYRO4 : NULL));

      /* once, and never back */
      if (next != NULL)
        {
          g_autoptr(PyroSession) second = new_session (next, heard != NULL ? spoken : NULL);

          g_assert_false (_pyro_dialect_turn (&dialect, uri, second, serializer, turns[i].has_hmac_key, error));
          g_assert_true (dialect.spoken == next);
        }
      _pyro_dialect_remember (uri, PYRO5);
    }
}

/* Half a header is more than nothing. */
static void
test_half_an_answer (void)
{
  g_autoptr(PyroUri) uri = new_uri (8);
  g_autoptr(PyroSession) session = new_session (PYRO5, NULL);
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "gone");
  PyroDialect dialect = { NULL, PYRO5, FALSE };
  gsize room;

  memcpy (pyro_session_reserve (session, &room), "PYR", 3);
  g_assert_true (pyro_session_received (session, 3, NULL));
  g_assert_false (_pyro_dialect_turn (&dialect, uri, session, "serpent", FALSE, error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/remember", test_remember);
  g_test_add_func ("/dialect/bounded", test_bounded);
  g_test_add_func ("/dialect/threads", test_threads);
  g_test_add_func ("/dialect/begin", test_begin);
  g_test_add_func ("/dialect/turn", test_turn);
  g_test_add_func ("/dialect/half-an-answer", test_half_an_answer);

  return g_test_run ();
}
