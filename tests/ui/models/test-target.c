/* tests/ui/models/test-target.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/host.h"
#include "ui/models/target.h"

static void
test_good (void)
{
  static const struct { const char *text; const char *uri; gboolean names; } cases[] = {
    { "localhost", "PYRO:Pyro.NameServer@localhost:9090", TRUE },
    { " lab-1.example.org:9091 ", "PYRO:Pyro.NameServer@lab-1.example.org:9091", TRUE },
    { "192.0.2.1:1", "PYRO:Pyro.NameServer@192.0.2.1:1", TRUE },
    { "::1", "PYRO:Pyro.NameServer@[::1]:9090", TRUE },
    { "[::1]", "PYRO:Pyro.NameServer@[::1]:9090", TRUE },
    { "[2001:db8::7]:65535", "PYRO:Pyro.NameServer@[2001:db8::7]:65535", TRUE },
    { "./u:/run/pyro.sock", "PYRO:Pyro.NameServer@./u:/run/pyro.sock", TRUE },
    { "pyro", "PYRO:Pyro.NameServer@pyro:9090", TRUE },
    { "pyro:9091", "PYRO:Pyro.NameServer@pyro:9091", TRUE },
    { "pyrolab:9091", "PYRO:Pyro.NameServer@pyrolab:9091", TRUE },
    { "labor-süd", "PYRO:Pyro.NameServer@labor-süd:9090", TRUE },
    { "PYRO:Pyro.NameServer@lab:9091", "PYRO:Pyro.NameServer@lab:9091", TRUE },
    { "PYRO:lab.stage@127.0.0.1:4711", "PYRO:lab.stage@127.0.0.1:4711", FALSE },
    { "pyro:stage@lab:1", "PYRO:stage@lab:1", FALSE },
    { "PYRO:12@lab:1", "PYRO:12@lab:1", FALSE },
    { "PYRONAME:lab.stage", "PYRONAME:lab.stage", FALSE },
    { "PYRONAME:lab.stage@lab", "PYRONAME:lab.stage@lab:9090", FALSE },
    { "PYROMETA:a@lab:9091", "PYROMETA:a@lab:9091", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroUri) target = lens_target_parse (cases[i].text, &error);
      g_autoptr(PyroUri) wanted = pyro_uri_parse (cases[i].uri, 9090, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_true (pyro_uri_equal (target, wanted));
      g_assert_cmpint (lens_target_is_name_server (target), ==, cases[i].names);
    }
}

static void
test_bad (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "", "The address is missing" },
    { "  ", "The address is missing" },
    { "lab:", "The port “” is no number from 1 to 65535" },
    { "lab:0", "The port “0” is no number from 1 to 65535" },
    { "lab:65536", "The port “65536” is no number from 1 to 65535" },
    { "lab:http", "The port “http” is no number from 1 to 65535" },
    { ":9090", "The host of the address is missing" },
    { "a b", "“a b” is no host name and no address" },
    { "-lab", "“-lab” is no host name and no address" },
    { "a..b", "“a..b” is no host name and no address" },
    { "a,b:1", "“a,b” is no host name and no address" },
    { "[::1", "The bracket of the address is not closed" },
    { "[lab]:1", "“lab” is no IPv6 address" },
    { "[127.0.0.1]:1", "“127.0.0.1” is no IPv6 address" },
    { "[::1]9090", "Only a colon and a port may follow the bracket of an address" },
    { "[::1]:x", "The port “x” is no number from 1 to 65535" },
    { "./u:", "The path of the socket is missing" },
    { "./u:a:b", "The path of a socket has no colon in Pyro" },
    { "http://lab:9090/", "This is a web address; Pyro has HOST:PORT or PYRO:OBJECT@HOST:PORT" },
    { "stage@lab:1", "The address of an object begins with “PYRO:”, “PYRONAME:” or “PYROMETA:”" },
    { "PYRO:stage", NULL },
    { "PYRO:stage@lab", NULL },
    { "PYRO:", NULL },
    { "pyro:x y@lab:1", NULL },
    { "\xff\xfe", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (lens_target_parse (cases[i].text, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
      else
        g_test_message ("%s", error->message);
    }
}

static void
take_here (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  int *here = user_data;
  gboolean found = FALSE;

  *here = lens_host_is_here_finish (result, &found, NULL) ? found : -2;
}

static int
is_here (const char *host)
{
  int here = -1;

  lens_host_is_here_async (host, NULL, take_here, &here);
  while (here == -1)
    g_main_context_iteration (NULL, TRUE);

  return here;
}

static void
test_host (void)
{
  g_assert_true (lens_host_is_loopback ("localhost"));
  g_assert_true (lens_host_is_loopback ("LOCALHOST"));
  g_assert_true (lens_host_is_loopback ("127.0.1.1"));
  g_assert_true (lens_host_is_loopback ("::1"));
  g_assert_false (lens_host_is_loopback ("192.0.2.1"));
  g_assert_false (lens_host_is_loopback ("lab"));
  g_assert_true (lens_host_is_any ("0.0.0.0"));
  g_assert_true (lens_host_is_any ("::"));
  g_assert_false (lens_host_is_any ("127.0.0.1"));

  g_assert_cmpint (is_here ("127.0.0.1"), ==, TRUE);
  g_assert_cmpint (is_here ("::1"), ==, TRUE);
  g_assert_cmpint (is_here ("localhost"), ==, TRUE);
  g_assert_cmpint (is_here ("192.0.2.1"), ==, FALSE);
  g_assert_cmpint (is_here ("2001:db8::1"), ==, FALSE);
}

static void
test_links (void)
{
  static const char *const cases[][2] = {
    { "pyro:lab.stage@127.0.0.1:1", "PYRO:lab.stage@127.0.0.1:1" },
    { "pyro://lab.stage@127.0.0.1:1", "PYRO:lab.stage@127.0.0.1:1" },
    { "PyroName://lab%20stage", "PYRONAME:lab stage" },
    { "pyrometa:a,b", "PYROMETA:a,b" },
    { "pyro:100%", "PYRO:100%" },
    { "pyro:%ff", "PYRO:%ff" },
    { "localhost:9090", "localhost:9090" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = lens_target_from_link (cases[i][0]);

      g_assert_cmpstr (address, ==, cases[i][1]);
    }
}

static void
test_values (void)
{
  static const struct { const char *literal; const char *address; } cases[] = {
    { "'PYRO:lab.stage@127.0.0.1:4711'", "PYRO:lab.stage@127.0.0.1:4711" },
    { "'PYRONAME:lab.stage@lab:9091'", "PYRONAME:lab.stage@lab:9091" },
    { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'lab.stage', None, '127.0.0.1', 4711)}",
      "PYRO:lab.stage@127.0.0.1:4711" },
    { "'lab.stage'", NULL },
    { "'PYRO:'", NULL },
    { "4711", NULL },
    { "['PYRO:lab.stage@127.0.0.1:4711']", NULL },
    { "{'__class__': 'Pyro5.core.URI', 'state': ()}", NULL },
  };
  g_autofree char *long_name = g_strnfill (10000, 'a');
  g_autofree char *long_text = g_strconcat ("PYRO:", long_name, "@lab:1", NULL);
  g_autoptr(PyroValue) long_value = pyro_value_new_string (long_text);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) value = pyro_literal_parse (cases[i].literal, -1, NULL, NULL);
      g_autofree char *address = lens_target_from_value (value);

      g_test_message ("%s", cases[i].literal);
      g_assert_cmpstr (address, ==, cases[i].address);
    }
  g_assert_null (lens_target_from_value (long_value));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/target/good", test_good);
  g_test_add_func ("/models/target/bad", test_bad);
  g_test_add_func ("/models/target/host", test_host);
  g_test_add_func ("/models/target/links", test_links);
  g_test_add_func ("/models/target/values", test_values);

  return g_test_run ();
}
