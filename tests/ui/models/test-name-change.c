/* tests/ui/models/test-name-change.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/name-change.h"

typedef struct
{
  DirectedPeer *network;
  LensServer   *server;
} Fixture;

static gboolean
is_ready (gpointer data)
{
  return lens_server_get_state (data) == LENS_SERVER_READY;
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->network = directed_peer_start ("demo", "network.py", NULL);
  if (self->network == NULL)
    return;

  self->server = lens_server_new (self->network->ready, NULL);
  lens_server_set_active (self->server, TRUE);
  wait_until (is_ready, self->server);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  if (self->network == NULL)
    return;

  lens_server_set_active (self->server, FALSE);
  g_assert_finalize_object (self->server);
  directed_peer_stop (self->network);
}

typedef struct
{
  gboolean  over;
  gboolean  good;
  GError   *error;
} Outcome;

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->good = lens_name_change_run_finish (LENS_NAME_CHANGE (object), result, &outcome->error);
  outcome->over = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return ((Outcome *) data)->over;
}

/* Runs a change; @problem is what has to be wrong with it, or NULL. */
static void
run (LensNameChange *change,
     const char     *problem)
{
  Outcome outcome = { 0 };

  lens_name_change_run_async (change, NULL, run_cb, &outcome);
  wait_until (is_over, &outcome);
  if (problem == NULL)
    {
      g_assert_no_error (outcome.error);
      g_assert_true (outcome.good);
    }
  else
    {
      g_assert_false (outcome.good);
      g_assert_cmpstr (outcome.error->message, ==, problem);
      g_clear_error (&outcome.error);
    }
}

static void
undo (LensNameChange *change)
{
  g_autoptr(LensNameChange) back = lens_name_change_new_undo (change);

  g_assert_cmpstr (lens_name_change_get_sentence (back), ==, "The names are as they were");
  run (back, NULL);
}

typedef struct
{
  LensServer *server;
  const char *name;
  const char *uri;  /* NULL: there is no such name */
  const char *tags; /* with commas */
} Expected;

static gboolean
is_as_expected (gpointer data)
{
  Expected *expected = data;
  LensObject *object = lens_server_find_object (expected->server, expected->name);
  g_autofree char *tags = NULL;

  if (object == NULL || expected->uri == NULL)
    return object == NULL && expected->uri == NULL;

  tags = g_strjoinv (",", (char **) lens_object_get_tags (object));

  return g_str_equal (lens_object_get_uri (object), expected->uri) && g_str_equal (tags, expected->tags);
}

/* Waits until the list says so. */
static void
expect (Fixture    *self,
        const char *name,
        const char *uri,
        const char *tags)
{
  Expected expected = { self->server, name, uri, tags };

  wait_until (is_as_expected, &expected);
}

static void
test_register (Fixture       *self,
               gconstpointer  unused)
{
  const char *const tags[] = { "b", "a", NULL };
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) replacement = NULL;
  g_autoptr(LensNameChange) bad = NULL;

  if (self->network == NULL)
    return;

  change = lens_name_change_new_register (self->server, "lab.new", "PYRO:x@lab:1", tags);
  g_assert_cmpstr (lens_name_change_get_sentence (change), ==, "Registered “lab.new”");
  g_assert_false (lens_name_change_is_done (change));
  run (change, NULL);
  g_assert_true (lens_name_change_is_done (change));
  expect (self, "lab.new", "PYRO:x@lab:1", "a,b");

  replacement = lens_name_change_new_register (self->server, "lab.new", "PYRO:y@lab:2", NULL);
  g_assert_cmpstr (lens_name_change_get_sentence (replacement), ==, "Replaced “lab.new”");
  run (replacement, NULL);
  expect (self, "lab.new", "PYRO:y@lab:2", "");
  undo (replacement);
  expect (self, "lab.new", "PYRO:x@lab:1", "a,b");
  undo (change);
  expect (self, "lab.new", NULL, NULL);

  bad = lens_name_change_new_register (self->server, "lab.bad", "no URI", NULL);
  {
    Outcome outcome = { 0 };

    lens_name_change_run_async (bad, NULL, run_cb, &outcome);
    wait_until (is_over, &outcome);
    g_assert_false (outcome.good);
    g_assert_nonnull (outcome.error);
    g_assert_false (lens_name_change_is_done (bad));
    g_clear_error (&outcome.error);
  }
}

static void
test_rename (Fixture       *self,
             gconstpointer  unused)
{
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) taken = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *tags = NULL;

  if (self->network == NULL)
    return;

  uri = g_strdup (lens_object_get_uri (lens_server_find_object (self->server, "lab.stage")));
  tags = g_strjoinv (",", (char **) lens_object_get_tags (lens_server_find_object (self->server, "lab.stage")));
  change = lens_name_change_new_rename (self->server, lens_server_find_object (self->server, "lab.stage"), "lab.table");
  g_assert_cmpstr (lens_name_change_get_sentence (change), ==, "Renamed “lab.stage” to “lab.table”");
  run (change, NULL);
  expect (self, "lab.table", uri, tags);
  expect (self, "lab.stage", NULL, NULL);
  undo (change);
  expect (self, "lab.stage", uri, tags);
  expect (self, "lab.table", NULL, NULL);

  taken = lens_name_change_new_rename (self->server, lens_server_find_object (self->server, "lab.stage"), "lab.camera");
  run (taken, "The name “lab.camera” is taken");
  g_assert_false (lens_name_change_is_done (taken));
  g_assert_nonnull (lens_server_find_object (self->server, "lab.stage"));
}

static void
test_tags (Fixture       *self,
           gconstpointer  unused)
{
  const char *const one[] = { "spare", NULL };
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) none = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *tags = NULL;

  if (self->network == NULL)
    return;

  uri = g_strdup (lens_object_get_uri (lens_server_find_object (self->server, "lab.stage")));
  tags = g_strjoinv (",", (char **) lens_object_get_tags (lens_server_find_object (self->server, "lab.stage")));
  change = lens_name_change_new_tags (self->server, lens_server_find_object (self->server, "lab.stage"), one);
  run (change, NULL);
  expect (self, "lab.stage", uri, "spare");
  none = lens_name_change_new_tags (self->server, lens_server_find_object (self->server, "lab.stage"), NULL);
  run (none, NULL);
  expect (self, "lab.stage", uri, "");
  undo (none);
  expect (self, "lab.stage", uri, "spare");
  undo (change);
  expect (self, "lab.stage", uri, tags);
}

static void
test_remove (Fixture       *self,
             gconstpointer  unused)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) kept = NULL;
  g_autofree char *uri = NULL;

  if (self->network == NULL)
    return;

  g_ptr_array_add (objects, g_object_ref (lens_server_find_object (self->server, "lab.retired")));
  g_ptr_array_add (objects, g_object_ref (lens_server_find_object (self->server, "lab.echo")));
  uri = g_strdup (lens_object_get_uri (g_ptr_array_index (objects, 0)));
  change = lens_name_change_new_remove (self->server, objects);
  g_assert_cmpstr (lens_name_change_get_sentence (change), ==, "Removed 2 names");
  run (change, NULL);
  expect (self, "lab.retired", NULL, NULL);
  expect (self, "lab.echo", NULL, NULL);
  undo (change);
  expect (self, "lab.retired", uri, "class:lab.Stage,retired");

  g_ptr_array_add (own, g_object_ref (lens_server_find_object (self->server, "Pyro.NameServer")));
  kept = lens_name_change_new_remove (self->server, own);
  run (kept, "The name server keeps the name “Pyro.NameServer”");
}

/* What another program does meanwhile is not overwritten, neither by a change nor by its undoing. */
static void
test_conflict (Fixture       *self,
               gconstpointer  unused)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) back = NULL;
  g_autoptr(LensNameChange) gone = NULL;
  const char *const tags[] = { "new", NULL };

  if (self->network == NULL)
    return;

  lens_server_set_active (self->server, FALSE);
  g_ptr_array_add (objects, g_object_ref (lens_server_find_object (self->server, "lab.echo")));
  change = lens_name_change_new_remove (self->server, objects);
  run (change, NULL);
  directed_peer_tell (self->network, "add lab.echo");
  back = lens_name_change_new_undo (change);
  run (back, "The name “lab.echo” is taken");

  g_ptr_array_set_size (objects, 0);
  g_ptr_array_add (objects, g_object_ref (lens_server_find_object (self->server, "lab.weather")));
  gone = lens_name_change_new_tags (self->server, g_ptr_array_index (objects, 0), tags);
  directed_peer_tell (self->network, "remove lab.weather");
  run (gone, "The name “lab.weather” is gone already");
  directed_peer_tell (self->network, "add lab.weather");
  run (gone, "Another program changed “lab.weather” meanwhile");
}

static void
set_up_contrary (Fixture       *self,
                 gconstpointer  unused)
{
  self->network = directed_peer_start ("ui/models", "contrary-network.py", NULL);
  if (self->network == NULL)
    return;

  directed_peer_tell (self->network, "register lab.there PYRO:x@lab:1");
  self->server = lens_server_new (self->network->ready, NULL);
  lens_server_set_active (self->server, TRUE);
  wait_until (is_ready, self->server);
}

/* A change whose answer is lost was made or was not: the name server is asked. */
static void
test_lost_answer (Fixture       *self,
                  gconstpointer  unused)
{
  g_autoptr(LensNameChange) change = NULL;
  g_autoptr(LensNameChange) rename = NULL;

  if (self->network == NULL)
    return;

  lens_server_set_active (self->server, FALSE);
  directed_peer_tell (self->network, "cut");
  change = lens_name_change_new_register (self->server, "lab.new", "PYRO:x@lab:1", NULL);
  run (change, NULL);
  g_assert_true (lens_name_change_is_done (change));
  directed_peer_tell (self->network, "cut");
  rename = lens_name_change_new_rename (self->server, lens_server_find_object (self->server, "lab.there"), "lab.moved");
  run (rename, NULL);

  lens_server_set_active (self->server, TRUE);
  expect (self, "lab.new", "PYRO:x@lab:1", "");
  expect (self, "lab.moved", "PYRO:x@lab:1", "");
  expect (self, "lab.there", NULL, NULL);
  undo (rename);
  undo (change);
  expect (self, "lab.new", NULL, NULL);
  expect (self, "lab.there", "PYRO:x@lab:1", "");
}

/* Where nobody tells, that is said, and can be undone when the name server is there again. */
static void
test_doubt (Fixture       *self,
            gconstpointer  unused)
{
  g_autoptr(LensNameChange) change = NULL;
  Outcome outcome = { 0 };

  if (self->network == NULL)
    return;

  lens_server_set_active (self->server, FALSE);
  directed_peer_tell (self->network, "cut");
  directed_peer_tell (self->network, "dead yes");
  change = lens_name_change_new_register (self->server, "lab.new", "PYRO:x@lab:1", NULL);
  lens_name_change_run_async (change, NULL, run_cb, &outcome);
  wait_until (is_over, &outcome);
  g_assert_false (outcome.good);
  g_test_message ("%s", outcome.error->message);
  g_assert_true (g_str_has_prefix (outcome.error->message, "“lab.new” may have been changed, the answer is lost: "));
  g_assert_true (lens_name_change_is_done (change));
  g_clear_error (&outcome.error);

  directed_peer_tell (self->network, "dead no");
  lens_server_set_active (self->server, TRUE);
  expect (self, "lab.new", "PYRO:x@lab:1", "");
  undo (change);
  expect (self, "lab.new", NULL, NULL);
  undo (change); /* nothing is left to do */
}

static void
test_tag_texts (void)
{
  static const struct { const char *text; const char *tags; } cases[] = {
    { "", "" },
    { " , ,", "" },
    { "b, a ,b", "a|b" },
    { "class:lab.Stage", "class:lab.Stage" },
    { "two words, é", "two words|é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) tags = lens_tags_parse (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", tags);

      g_assert_cmpstr (joined, ==, cases[i].tags);
    }
}

#define ADD(name, func) g_test_add ("/models/name-change/" name, Fixture, NULL, set_up, func, tear_down)
#define ADD_CONTRARY(name, func) \
  g_test_add ("/models/name-change/" name, Fixture, NULL, set_up_contrary, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("register", test_register);
  ADD ("rename", test_rename);
  ADD ("tags", test_tags);
  ADD ("remove", test_remove);
  ADD ("conflict", test_conflict);
  ADD_CONTRARY ("lost-answer", test_lost_answer);
  ADD_CONTRARY ("doubt", test_doubt);
  g_test_add_func ("/models/name-change/tag-texts", test_tag_texts);

  return g_test_run ();
}
