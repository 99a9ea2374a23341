/* tests/ui/models/test-snippet.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/arguments.h"
#include "ui/models/snippet.h"

#include <string.h>

static char *
make_snippet (LensSnippetLanguage  language,
              const char          *uri,
              const char          *method,
              const char          *line,
              LensParticulars     *particulars)
{
  g_autoptr(LensObject) object = lens_object_new ("lab.echo", uri, NULL);
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(LensParticulars) plain = lens_particulars_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (lens_arguments_set_line (arguments, line, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, &error));

  return lens_snippet_make (language, object, method, args, kwargs, particulars != NULL ? particulars : plain);
}

static char *
find_uri (DirectedPeer *network)
{
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), NULL);
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_sync (names, "lab.echo", NULL, NULL);

  return g_strdup (entry->uri);
}

/* What Python prints that runs @program. */
static char *
run_python (const char *program)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", "-c", program, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_test_message ("%s", program);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

/* The program does the same call, to the letter. */
static void
test_pyro5 (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  g_autofree char *uri = NULL;
  g_autofree char *program = NULL;
  g_autofree char *output = NULL;
  g_autofree char *second = NULL;
  g_autofree char *second_output = NULL;
  LensArgument *annotation;

  if (network == NULL)
    return;

  uri = find_uri (network);
  program = make_snippet (LENS_SNIPPET_PYRO5, uri, "echo", "1, 'it\\'s \"so\"\\n', [2.5, None, (True,)], inf, k={1: 'a'}", NULL);
  output = run_python (program);
  g_assert_cmpstr (output, ==, "((1, 'it\\'s \"so\"\\n', [2.5, None, (True,)], inf), {'k': {1: 'a'}})\n");

  g_object_set (particulars, "serializer", "marshal", "time-limit", (gint64) 5500000, "compression", TRUE,
                "correlation", "12345678-1234-5678-1234-567812345678", "handshake", "'hello'", NULL);
  annotation = lens_arguments_add (lens_particulars_get_annotations (particulars), FALSE);
  lens_argument_set_name (annotation, "USER");
  lens_argument_set_text (annotation, "me");
  second = make_snippet (LENS_SNIPPET_PYRO5, uri, "annotated", "", particulars);
  g_assert_null (strstr (second, "hello")); /* may be a secret */
  g_assert_true (g_setenv ("HANDSHAKE_VALUE", "'hello'", TRUE));
  second_output = run_python (second);
  g_assert_nonnull (strstr (second_output, "12345678-1234-5678-1234-567812345678"));
  g_assert_nonnull (strstr (second_output, "USER"));
  g_assert_nonnull (strstr (second, "    proxy._pyroTimeout = 5.5\n"));
}

static void
test_texts (void)
{
  static const struct { LensSnippetLanguage language; const char *line; const char *wanted; } cases[] = {
    { LENS_SNIPPET_PYRO4, "1, k=nan",
      "from math import inf, nan\n\nimport Pyro4\n\nwith Pyro4.Proxy('PYRO:lab.echo@127.0.0.1:1') as proxy:\n"
      "    print(repr(proxy.echo(1, k=nan)))\n" },
    { LENS_SNIPPET_SHELL, "-1, 'a b', k=\"it's\"",
      "pyroctl call -- PYRO:lab.echo@127.0.0.1:1 echo -1 ''\\''a b'\\''' 'k=\"it'\\''s\"'\n" },
    { LENS_SNIPPET_JAVA, "5, 5000000000, 99999999999999999999, nan, 'ä\"', b'\\x00\\xff', (None, True), {1: [2]}, {3}",
      "import net.razorvine.pyro.PyroProxy;\n\ntry (PyroProxy proxy = new PyroProxy(\"127.0.0.1\", 1, \"lab.echo\")) {\n"
      "    Object result = proxy.call(\"echo\", 5, 5000000000L, new java.math.BigInteger(\"99999999999999999999\"), "
      "Double.NaN, \"\\u00e4\\\"\", new byte[] {(byte)0x00, (byte)0xff}, new Object[] {null, true}, "
      "new java.util.HashMap<Object, Object>() {{ put(1, java.util.Arrays.<Object>asList(2)); }}, "
      "new java.util.HashSet<Object>(java.util.Arrays.<Object>asList(3)));\n    System.out.println(result);\n}\n" },
    { LENS_SNIPPET_CSHARP, "-inf, {'a': None}, [], k=1",
      "using System;\nusing System.Collections.Generic;\nusing Razorvine.Pyro;\n\n"
      "// Pyrolite sends no keyword arguments: those with a name are left out\n"
      "using (var proxy = new PyroProxy(\"127.0.0.1\", 1, \"lab.echo\")) {\n"
      "    object result = proxy.call(\"echo\", double.NegativeInfinity, "
      "new Dictionary<object, object> {[\"a\"] = null}, new List<object> {});\n    Console.WriteLine(result);\n}\n" },
    { LENS_SNIPPET_CURL, "a='x & y', b=2",
      "curl --get --data-urlencode 'a=x & y' --data-urlencode b=2 http://localhost:8080/pyro/lab.echo/echo\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_snippet (cases[i].language, "PYRO:lab.echo@127.0.0.1:1", "echo", cases[i].line, NULL);

      g_assert_cmpstr (text, ==, cases[i].wanted);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/snippet/pyro5", test_pyro5);
  g_test_add_func ("/models/snippet/texts", test_texts);

  return g_test_run ();
}
