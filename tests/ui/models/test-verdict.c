/* tests/ui/models/test-verdict.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/verdict.h"

#include <gio/gio.h>

static void
test_errors (void)
{
  struct { GQuark domain; int code; const char *message; LensObjectState state; const char *sentence; } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "refused", LENS_OBJECT_GONE, "Nothing listens at lab:1" },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "none", LENS_OBJECT_GONE, "There is no socket lab:1" },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no", LENS_OBJECT_GONE, "Access to lab:1 is not allowed" },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Could not connect to lab:1 within 5 s", LENS_OBJECT_GONE,
      "Could not connect to lab:1 within 5 s" },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "no", LENS_OBJECT_GONE, "No network leads from here to lab:1" },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "no", LENS_OBJECT_GONE, "No network leads from here to lab:1" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no", LENS_OBJECT_GONE, "The host of lab:1 is not known here" },
    { PYRO_ERROR, PYRO_ERROR_REFUSED, "The daemon refused the connection: unknown object", LENS_OBJECT_GONE,
      "The daemon at lab:1 does not know this object" },
    { PYRO_ERROR, PYRO_ERROR_REFUSED, "no free workers", LENS_OBJECT_ODD, "The daemon at lab:1 refuses: no free workers" },
    { PYRO_ERROR, PYRO_ERROR_VERSION, "The peer speaks Pyro3", LENS_OBJECT_ODD,
      "The daemon at lab:1 speaks another generation of Pyro: The peer speaks Pyro3" },
    { PYRO_ERROR, PYRO_ERROR_PROTOCOL, "No PYRO", LENS_OBJECT_ODD, "The program at lab:1 does not speak Pyro: No PYRO" },
    { PYRO_ERROR, PYRO_ERROR_TLS, "alert", LENS_OBJECT_ODD, "The program at lab:1 wants TLS" },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "eof", LENS_OBJECT_ODD, "The program at lab:1 closed the connection" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, "Too bad", LENS_OBJECT_ODD, "Too bad" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain, cases[i].code, cases[i].message);
      g_autofree char *sentence = NULL;
      g_autofree char *explained = lens_verdict_explain (error, "lab:1");

      g_assert_cmpint (lens_verdict_from_error (error, "lab:1", &sentence), ==, cases[i].state);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
      g_assert_cmpstr (explained, ==, cases[i].sentence);
    }
}

static void
test_registrations (void)
{
  static const struct { const char *uri; const char *host; const char *part; } cases[] = {
    { "PYRO:a@localhost:1", NULL, NULL },
    { "PYRO:a@192.0.2.3:1", "lab", NULL },
    { "PYRO:a@lab:1", "lab", NULL },
    { "PYRO:a@localhost:1", "lab", "at “localhost”, which means this computer here, but the name server is on “lab”" },
    { "PYRO:a@127.0.1.1:1", "lab", "at “127.0.1.1”, which means this computer here" },
    { "PYRO:a@[::1]:1", "lab", "at “::1”, which means this computer here" },
    { "PYRO:a@0.0.0.0:1", "lab", "at “0.0.0.0”, which is no address that can be reached" },
    { "PYRO:a@0.0.0.0:1", NULL, NULL },
    { "PYRO:a@./u:/run/a", "lab", "at a socket file" },
    { "PYRO:a@./u:/run/a", NULL, NULL },
    { "PYRONAME:a", NULL, "under another name" },
    { "PYROMETA:a", "lab", "under another name" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroUri) uri = pyro_uri_parse (cases[i].uri, 9090, NULL);
      g_autofree char *sentence = NULL;

      g_test_message ("%s at %s", cases[i].uri, cases[i].host);
      g_assert_cmpint (lens_verdict_from_uri (uri, cases[i].host, &sentence), ==, cases[i].part != NULL);
      if (cases[i].part != NULL)
        g_assert_nonnull (strstr (sentence, cases[i].part));
      else
        g_assert_null (sentence);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/verdict/errors", test_errors);
  g_test_add_func ("/models/verdict/registrations", test_registrations);

  return g_test_run ();
}
