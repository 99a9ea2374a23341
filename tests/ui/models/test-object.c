/* tests/ui/models/test-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/mirror.h"
#include "tests/ui/models/directed-peer.h"
#include "ui/models/object-private.h"

static LensObject *
registered (DirectedPeer *network,
            const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  g_auto(GStrv) parts = g_strsplit (network->ready, ":", 2);

  names = pyro_name_server_new_for_host (parts[0], (guint16) atoi (parts[1]), &error);
  g_assert_no_error (error);
  entry = pyro_name_server_lookup_sync (names, name, NULL, &error);
  g_assert_no_error (error);

  return lens_object_new (name, entry->uri, (const char *const *) entry->tags);
}

static gboolean
is_settled (gpointer data)
{
  LensObjectState state = lens_object_get_state (data);

  return !lens_object_get_loading (data) && state != LENS_OBJECT_UNKNOWN && state != LENS_OBJECT_CHECKING;
}

static void
assert_members (LensObject *object,
                const char *wanted)
{
  GListModel *members = lens_object_get_members (object);
  g_autoptr(GString) seen = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (members, i);

      g_string_append_printf (seen, "%s%s%d", i > 0 ? " " : "", lens_member_get_name (member),
                              (int) lens_member_get_kind (member));
    }
  g_assert_cmpstr (seen->str, ==, wanted);
}

static void
test_load (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) stage = NULL;
  LensMember *move_to;
  Mirror mirror;

  if (network == NULL)
    return;

  stage = registered (network, "lab.stage");
  g_assert_cmpint (lens_object_get_state (stage), ==, LENS_OBJECT_UNKNOWN);
  g_assert_nonnull (lens_object_get_state_text (stage));
  mirror_start (&mirror, lens_object_get_members (stage));

  lens_object_load (stage);
  lens_object_load (stage);
  g_assert_true (lens_object_get_loading (stage));
  g_assert_cmpint (lens_object_get_state (stage), ==, LENS_OBJECT_CHECKING);
  wait_until (is_settled, stage);
  g_assert_cmpint (lens_object_get_state (stage), ==, LENS_OBJECT_ALIVE);
  g_assert_null (lens_object_get_problem (stage));
  assert_members (stage, "home0 move_to0 stop1 limits2 moving2 position2");

  move_to = lens_object_find_member (stage, "move_to");
  g_assert_null (lens_object_find_member (stage, "move"));
  lens_argument_set_text (lens_arguments_add (lens_member_get_arguments (move_to), FALSE), "1.5");

  g_assert_cmpuint (mirror.n_changes, ==, 1);
  lens_object_load (stage);
  wait_until (is_settled, stage);
  g_assert_cmpuint (mirror.n_changes, ==, 1);
  g_assert_true (lens_object_find_member (stage, "move_to") == move_to);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens_member_get_arguments (move_to))), ==, 1);
  mirror_stop (&mirror);
}

/* A server that is started again may offer something else; what is typed elsewhere stays. */
static void
test_restart (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  LensMember *kept;

  if (network == NULL)
    return;

  directed_peer_tell (network, "serve lab.thing alpha beta");
  object = registered (network, "lab.thing");
  lens_object_load (object);
  wait_until (is_settled, object);
  assert_members (object, "alpha0 beta0");
  kept = lens_object_find_member (object, "beta");

  directed_peer_tell (network, "rest");
  lens_object_check (object);
  g_assert_cmpint (lens_object_get_state (object), ==, LENS_OBJECT_CHECKING);
  wait_until (is_settled, object);
  g_assert_cmpint (lens_object_get_state (object), ==, LENS_OBJECT_GONE);
  assert_members (object, "alpha0 beta0");

  directed_peer_tell (network, "serve lab.thing beta gamma");
  lens_object_check (object);
  wait_until (is_settled, object);
  g_assert_cmpint (lens_object_get_state (object), ==, LENS_OBJECT_ALIVE);
  assert_members (object, "beta0 gamma0");
  g_assert_true (lens_object_find_member (object, "beta") == kept);
}

static void
assert_verdict (LensObject      *object,
                LensObjectState  state,
                const char      *part)
{
  lens_object_load (object);
  wait_until (is_settled, object);
  g_test_message ("%s: %s", lens_object_get_name (object), lens_object_get_state_text (object));
  g_assert_cmpint (lens_object_get_state (object), ==, state);
  g_assert_nonnull (strstr (lens_object_get_state_text (object), part));
  g_assert_cmpstr (lens_object_get_problem (object), ==, lens_object_get_state_text (object));
  g_assert_cmpuint (g_list_model_get_n_items (lens_object_get_members (object)), ==, 0);
}

static void
test_gone (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) retired = NULL;
  g_autoptr(LensObject) unknown = NULL;
  g_autoptr(LensObject) stage = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *stranger = NULL;

  if (network == NULL)
    return;

  retired = registered (network, "lab.retired");
  nothing = g_strdup_printf ("Nothing listens at %s", lens_object_get_location (retired));
  assert_verdict (retired, LENS_OBJECT_GONE, nothing);

  stage = registered (network, "lab.stage");
  uri = g_strdup_printf ("PYRO:lab.nobody@%s", lens_object_get_location (stage));
  unknown = lens_object_new ("lab.nobody", uri, NULL);
  stranger = g_strdup_printf ("The daemon at %s does not know this object", lens_object_get_location (stage));
  assert_verdict (unknown, LENS_OBJECT_GONE, stranger);
}

static void
test_odd (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  static const struct { const char *kind; const char *part; } cases[] = {
    { "pyro3", "Pyro3" }, { "http", "does not speak Pyro" }, { "eof", "closed the connection" },
  };

  if (network == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(LensObject) object = NULL;

      directed_peer_tell (network, "raw raw.%s %s", cases[i].kind, cases[i].kind);
      name = g_strconcat ("raw.", cases[i].kind, NULL);
      object = registered (network, name);
      assert_verdict (object, LENS_OBJECT_ODD, cases[i].part);
    }
}

static void
test_bad_uris (void)
{
  static const struct { const char *uri; const char *part; } cases[] = {
    { "", "which is no URI" }, { "nonsense", "It is registered with “nonsense”, which is no URI" },
    { "PYRO:a@b", "which is no URI" }, { "PYRONAME:other", "under another name" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensObject) object = lens_object_new ("bad", cases[i].uri, NULL);

      assert_verdict (object, LENS_OBJECT_ODD, cases[i].part);
      g_assert_null (lens_object_get_proxy (object));
    }
}

/* A daemon that was started without a host, listed by a name server on another computer. */
static void
test_wrong_host (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) stage = NULL;

  if (network == NULL)
    return;

  stage = registered (network, "lab.stage");
  lens_object_set_name_server (stage, "lab-pc", FALSE);
  lens_object_check (stage);
  g_assert_false (lens_object_is_looking (stage));
  g_assert_cmpint (lens_object_get_state (stage), ==, LENS_OBJECT_ODD);
  g_assert_nonnull (strstr (lens_object_get_state_text (stage), "the name server is on “lab-pc”"));

  /* who opens it may have a tunnel */
  lens_object_load (stage);
  wait_until (is_settled, stage);
  g_assert_cmpint (lens_object_get_state (stage), ==, LENS_OBJECT_ODD);
  g_assert_null (lens_object_get_problem (stage));
  g_assert_nonnull (lens_object_find_member (stage, "home"));
}

/* What the head of a list of names says already is not said of each object in it. */
static void
test_place (void)
{
  static const struct
  {
    const char *uri;
    const char *host;
    const char *place;
  } cases[] = {
    { "PYRO:a@127.0.0.1:9000", "127.0.0.1", ":9000" },
    { "PYRO:a@localhost:9000", "127.0.0.1", ":9000" },
    { "PYRO:a@lab-pc:9000", "Lab-PC", ":9000" },
    { "PYRO:a@[::1]:9000", "::1", ":9000" },
    { "PYRO:a@127.0.0.1:9000", "lab-pc", "127.0.0.1:9000" },
    { "PYRO:a@lab-pc:9000", "lab-pc2", "lab-pc:9000" },
    { "PYRO:a@lab-pc:9000", NULL, "lab-pc:9000" },
    { "PYRO:a@./u:/run/a", "127.0.0.1", "./u:/run/a" },
    { "nonsense", "127.0.0.1", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensObject) object = lens_object_new ("a", cases[i].uri, NULL);

      lens_object_set_name_server (object, cases[i].host, TRUE);
      g_assert_cmpstr (lens_object_get_place (object), ==, cases[i].place);
    }
}

static void
test_moved (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("demo", "network.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensObject) camera = NULL;
  PyroProxy *proxy;

  if (network == NULL)
    return;

  object = registered (network, "lab.stage");
  camera = registered (network, "lab.camera");
  lens_object_load (object);
  wait_until (is_settled, object);
  proxy = lens_object_get_proxy (object);
  g_assert_true (lens_object_get_proxy (object) == proxy);

  lens_object_update (object, lens_object_get_uri (camera), NULL);
  g_assert_cmpint (lens_object_get_state (object), ==, LENS_OBJECT_CHECKING);
  g_assert_cmpstr (lens_object_get_uri (object), ==, lens_object_get_uri (camera));
  wait_until (is_settled, object);
  g_assert_nonnull (lens_object_find_member (object, "expose"));
  g_assert_null (lens_object_find_member (object, "home"));
  g_assert_true (pyro_uri_equal (pyro_proxy_get_uri (lens_object_get_proxy (object)),
                                 pyro_proxy_get_uri (lens_object_get_proxy (camera))));
}

static void
test_finalize (void)
{
  g_autoptr(DirectedPeer) network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  LensObject *object;
  LensObject *slow;

  if (network == NULL)
    return;

  directed_peer_tell (network, "raw raw.silent silent");
  slow = registered (network, "raw.silent");
  lens_object_load (slow);
  g_object_run_dispose (G_OBJECT (slow));
  g_assert_finalize_object (slow);

  object = lens_object_new ("a", "PYRO:a@127.0.0.1:1", NULL);
  lens_object_check (object);
  g_assert_finalize_object (object);

  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/object/load", test_load);
  g_test_add_func ("/models/object/restart", test_restart);
  g_test_add_func ("/models/object/gone", test_gone);
  g_test_add_func ("/models/object/odd", test_odd);
  g_test_add_func ("/models/object/bad-uris", test_bad_uris);
  g_test_add_func ("/models/object/wrong-host", test_wrong_host);
  g_test_add_func ("/models/object/moved", test_moved);
  g_test_add_func ("/models/object/place", test_place);
  g_test_add_func ("/models/object/finalize", test_finalize);

  return g_test_run ();
}
