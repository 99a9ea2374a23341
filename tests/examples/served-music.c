/* tests/examples/served-music.c - the example of a program that another is told to control: itunes
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

#include "osascript.h"

/* Returns: (transfer full): what it says, without the end of the line */
static char *
tell (Host       *host,
      const char *what)
{
  g_autofree char *sentence = g_strdup_printf ("tell application \"iTunes\"%s", what);
  const char *argv[] = { "osascript", "-e", sentence, NULL };
  g_autoptr(GError) error = NULL;
  char *answer = NULL;

  g_assert_true (g_spawn_sync (host->stage->folder, (char **) argv, host->stage->environment,
                               G_SPAWN_SEARCH_PATH_FROM_ENVP, NULL, NULL, &answer, NULL, NULL, &error));
  g_assert_no_error (error);

  return g_strchomp (answer);
}

METHOD (do_tell)
{
  const char *name = pyro_invocation_get_name (invocation);
  g_autofree char *what = g_strdup_printf (g_str_equal (name, "next") ? " to %s track" : " to %s", name);

  g_free (tell (object, what));

  return NULL;
}

METHOD (play_list)
{
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);
  g_autofree char *what = g_strdup_printf (" to play playlist \"%s\"", name);

  if (name != NULL)
    g_free (tell (object, what));

  return NULL;
}

METHOD (get_song)
{
  char *song = tell (object, "\nset thisTitle to name of current track");
  g_autoptr(GBytes) bytes = g_bytes_new_take (song, strlen (song));

  return pyro_value_new_bytes (bytes);
}

static const PyroMethodInfo itunes_methods[] = {
  { "play", "", do_tell, PYRO_METHOD_WORKER },     { "pause", "", do_tell, PYRO_METHOD_WORKER },
  { "stop", "", do_tell, PYRO_METHOD_WORKER },     { "next", "", do_tell, PYRO_METHOD_WORKER },
  { "previous", "", do_tell, PYRO_METHOD_WORKER }, { "playlist", "listname", play_list, PYRO_METHOD_WORKER },
  { "currentsong", "", get_song, PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo itunes_info = { "ITunes", itunes_methods, NULL };

static void
serve_itunes (Host *host)
{
  g_free (tell (host, " to player state"));
  host_listen (host, "127.0.0.1", 39001);
  host_add (host, "itunescontroller", NULL, &itunes_info, host, NULL);
}

const Served music_served[] = {
  { NULL, "itunes", serve_itunes, { { "itunescontroller.py", "iTunes controller started" } },
    { { "remote.py", "localhost" } }, .isolated = TRUE, .prepare = osascript_install },
  { NULL }
};
