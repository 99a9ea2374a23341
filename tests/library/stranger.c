/* tests/library/stranger.c - a program that knows the installed library only
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <pyro.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_parse (argv[1], 0, &error);
  g_autoptr(PyroProxy) proxy = uri != NULL ? pyro_proxy_new (uri) : NULL;
  g_autoptr(PyroValue) args = pyro_literal_parse ("(6, 7)", -1, NULL, NULL);
  g_autoptr(PyroValue) product = NULL;
  g_autofree char *text = NULL;

  if (proxy != NULL)
    product = pyro_proxy_call_sync (proxy, "multiply", args, NULL, NULL, &error);
  if (product == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  text = pyro_value_repr (product);
  g_print ("%s\n", text);

  return 0;
}
