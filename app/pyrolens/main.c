/* app/pyrolens/main.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyrolens/application.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Where a translator's work can be tried before it is installed. */
static const char *
get_locale_dir (void)
{
  const char *dir = g_getenv ("PYROLENS_LOCALEDIR");

  return dir != NULL ? dir : LENS_LOCALEDIR;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(LensApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = lens_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
