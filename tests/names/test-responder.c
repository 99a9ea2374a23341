/* tests/names/test-responder.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <string.h>

#include "core/names/responder.h"

static const struct
{
  const char *name;
  const char *uri;
  const char *interface;
  const char *answer; /* NULL for none */
} answers[] = {
  { "as-it-is", "PYRO:Pyro.NameServer@192.0.2.1:9090", "198.51.100.7", "PYRO:Pyro.NameServer@192.0.2.1:9090" },
  { "any-interface", "PYRO:Pyro.NameServer@0.0.0.0:9090", "198.51.100.7", "PYRO:Pyro.NameServer@198.51.100.7:9090" },
  { "unknown-interface", "PYRO:Pyro.NameServer@0.0.0.0:9090", NULL, "PYRO:Pyro.NameServer@0.0.0.0:9090" },
  { "latin", "PYRO:Pyro.NameServer@h\303\251te:9090", NULL, "PYRO:Pyro.NameServer@h\351te:9090" },
  { "not-latin", "PYRO:Pyro.NameServer@\346\227\245:9090", NULL, NULL },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroUri) uri = pyro_uri_parse (answers[i].uri, 0, &error);
      g_autoptr(GBytes) answer = NULL;

      g_test_message ("%s", answers[i].name);
      g_assert_no_error (error);
      answer = pyro_responder_answer (uri, answers[i].interface, "GET_NSURI", 9);
      if (answers[i].answer == NULL)
        g_assert_null (answer);
      else
        g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer),
                         answers[i].answer, strlen (answers[i].answer));
    }
}

static void
test_other_datagrams (void)
{
  static const char *const others[] = { "", "GET_NSUR", "GET_NSURI ", "GET_NSURI\n", "get_nsuri", "PYRO:x@y:1" };
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:Pyro.NameServer@192.0.2.1:9090", 0, NULL);

  g_assert_null (pyro_responder_answer (uri, NULL, NULL, 0));
  g_assert_null (pyro_responder_answer (uri, NULL, "GET_NSURI", 10)); /* with its NUL */
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_false (pyro_responder_is_request (others[i], strlen (others[i])));
      g_assert_null (pyro_responder_answer (uri, NULL, others[i], strlen (others[i])));
    }
  g_assert_true (pyro_responder_is_request ("GET_NSURI", 9));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/responder/answers", test_answers);
  g_test_add_func ("/responder/other-datagrams", test_other_datagrams);

  return g_test_run ();
}
