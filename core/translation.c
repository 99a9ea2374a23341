/* core/translation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/translation-private.h"

#include "core/error.h"

/* A library that does not stand where it was installed for is told where its catalogues are. The name does not
 * begin with PYRO_, as Pyro5 refuses to run where a variable does that it does not know. */
static void
bind_domain (void)
{
  static gsize bound = 0;
  const char *dir;

  if (!g_once_init_enter (&bound))
    return;

  dir = g_getenv ("LIBPYRO_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : PYRO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_once_init_leave (&bound, 1);
}

/*
 * _pyro_translate:
 *
 * Returns: @text in the language of the user, or as it is where there is none, or where the program
 *   itself has none in it: a window is in one language. Any thread may ask
 */
const char *
_pyro_translate (const char *text)
{
  bind_domain ();

  return g_dgettext (GETTEXT_PACKAGE, text);
}

/*
 * _pyro_translate_number:
 * @n: what decides about the form
 *
 * Returns: the form for @n of a text that has a number in it, as _pyro_translate() does
 */
const char *
_pyro_translate_number (const char *one,
                        const char *other,
                        gulong      n)
{
  bind_domain ();

  return g_dngettext (GETTEXT_PACKAGE, one, other, n);
}

/*
 * _pyro_translate_error:
 * @code: of the domain `PYRO_ERROR`
 * @sentence: a format that is marked for translation where it stands
 */
void
_pyro_translate_error (GError    **error,
                       int         code,
                       const char *sentence,
                       ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, sentence);
  *error = g_error_new_valist (PYRO_ERROR, code, _pyro_translate (sentence), args);
  va_end (args);
}
