/* tests/examples/served-windows.c - examples whose servers are windows; Python's have them without a display
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

/* A module without windows takes the place of tkinter. */
static const char *
use_no_windows (Stage *stage)
{
  const char *path = g_environ_getenv (stage->environment, "PYTHONPATH");
  g_autofree char *first = g_test_build_filename (G_TEST_DIST, "examples", "windowless", NULL);
  g_autofree char *both = g_strjoin (":", first, path, NULL);

  stage_set (stage, "PYTHONPATH", both);

  return NULL;
}

/* A round starts as soon as there is a robot. */
static const char *
press_start (Stage *stage)
{
  stage_set (stage, "WINDOWLESS_PRESS", "Start round!");

  return use_no_windows (stage);
}

/* ---- gui_eventloop ---- */

METHOD (show_message)
{
  g_free (pyro_invocation_read_string (invocation, 0, error));

  return NULL;
}

METHOD (sleep_long)
{
  double seconds;

  if (pyro_invocation_read_float (invocation, 0, &seconds, error))
    g_usleep ((gulong) (seconds * G_USEC_PER_SEC));

  return NULL;
}

static const PyroMethodInfo printer_methods[] = {
  { "message", "messagetext", show_message }, { "sleep", "duration", sleep_long, PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo printer_info = { "MessagePrinter", printer_methods, NULL };

static void
serve_printer (Host *host)
{
  host_add (host, "pyrogui.message2", NULL, &printer_info, NULL, NULL);
}

/* ---- robots ---- */

#define SIZE 25 /* of the world */

/* A world with one robot at most, which has won when the round begins. */
typedef struct
{
  gboolean   has_rounds; /* in Pyro4 they fail: they print what Python 2 could */
  GMutex     mutex;
  char      *name;       /* of the robot, or NULL */
  PyroProxy *observer;
  GThread   *round;
} Game;

static Game *
game_new (gboolean has_rounds)
{
  Game *self = g_new0 (Game, 1);

  self->has_rounds = has_rounds;
  g_mutex_init (&self->mutex);

  return self;
}

static void
game_free (gpointer data)
{
  Game *self = data;

  if (self->round != NULL)
    g_thread_join (self->round);
  g_clear_object (&self->observer);
  g_mutex_clear (&self->mutex);
  g_free (self->name);
  g_free (self);
}

/* The robot's observer is told of a round, and that it won. */
static gpointer
play_round (gpointer data)
{
  Game *self = data;
  g_autofree char *update
    = g_strdup_printf ("(1, (%d, %d, [], []), {'__class__': 'robot.Robot', 'name': '%s', 'grid_dimensions': (%d, %d), "
                       "'position': (1, 1), 'direction': (0, 0), 'strength': 5})", SIZE, SIZE, self->name, SIZE, SIZE);
  g_autoptr(PyroValue) args = literal (update);
  g_autoptr(PyroValue) nothing = pyro_proxy_call_sync (self->observer, "world_update", args, NULL, NULL, NULL);
  g_autoptr(PyroValue) done = pyro_proxy_call_sync (self->observer, "victory", NULL, NULL, NULL, NULL);

  return NULL;
}

METHOD (take_note)
{
  return NULL;
}

static const PyroMethodInfo bot_methods[] = {
  { "get_data", "", take_note },
  { "change_direction", "direction", take_note },
  { "emote", "text", show_message },
  { "terminate", "", take_note },
  { NULL }
};
static const PyroClassInfo bot_info = { "RemoteBot", bot_methods, NULL };

METHOD (sign_up)
{
  Game *self = object;
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);
  g_autoptr(PyroProxy) observer
    = name != NULL ? pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 1), NULL, error) : NULL;
  PyroValue *bot = NULL;

  if (observer == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  if (g_strcmp0 (self->name, name) == 0)
    PYRO_RAISE (error, "ValueError", "that name is already taken");
  else if (self->name != NULL)
    PYRO_RAISE (error, "RuntimeError", "signups are closed, try again later");
  else
    {
      self->name = g_steal_pointer (&name);
      self->observer = g_steal_pointer (&observer);
      bot = give_object (invocation, &bot_info, NULL, NULL, error);
      if (self->has_rounds)
        self->round = g_thread_new ("round", play_round, self);
    }
  g_mutex_unlock (&self->mutex);

  return bot;
}

static const PyroMethodInfo game_methods[] = { { "register", "name, observer", sign_up }, { NULL } };
static const PyroClassInfo game_info = { "GameServer", game_methods, NULL };

static void
serve_game (Host *host)
{
  host_add (host, NULL, "example.robotserver", &game_info,
            game_new (g_str_equal (host->stage->generation, "Pyro5")), game_free);
}

#define REGISTERED "^Pyro server registered on 127\\.0\\.0\\.1:\\d+\n"

const Served window_served[] = {
  { "gui_eventloop", "gui_eventloop", serve_printer,
    { { "gui_threads.py", "Pyro object uri = " URI ("pyrogui.message2") } }, { { "client.py", "%" } },
    .prepare = use_no_windows },
  { "robots", NULL, serve_game, { { "gameserver.py", "Pyro server registered" } },
    { { "client.py" }, { "client.py Marvin angry", NULL, REGISTERED "I WON!!!" } }, .named = TRUE,
    .prepare = press_start },
  { NULL, "robots", serve_game, { { "gameserver.py", "Pyro server registered" } },
    { { "client.py" }, { "client.py Marvin angry", NULL, REGISTERED, REGISTERED }, { "client.py Marvin drunk" } },
    .named = TRUE, .prepare = use_no_windows },
  { NULL }
};
