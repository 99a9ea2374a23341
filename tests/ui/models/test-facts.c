/* tests/ui/models/test-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/facts.h"
#include "ui/models/interface.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_over (gpointer data)
{
  return !lens_facts_get_running (data);
}

/* A daemon tells of itself when it is asked, and nothing of the user's objects runs. */
static void
test_daemon (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensFacts) facts = NULL;
  g_autofree char *text = NULL;

  if (peer == NULL)
    return;

  object = lens_object_new ("methods", peer->ready, NULL);
  facts = lens_facts_new (object);
  g_assert_cmpuint (g_list_model_get_n_items (lens_facts_get_items (facts)), ==, 0);
  lens_facts_ask (facts);
  lens_facts_ask (facts); /* the first is given up */
  wait_until (is_over, facts);
  g_assert_null (lens_facts_get_problem (facts));
  text = lens_facts_dup_text (facts);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "Protocol: Pyro5 (502)\n"));
  g_assert_nonnull (strstr (text, "Objects: 2\n"));
  g_assert_nonnull (strstr (text, "Server Type: A pool of "));
  g_assert_nonnull (strstr (text, "Encryption: Not encrypted\n"));
  g_assert_nonnull (strstr (text, "Answers In: "));
  directed_peer_tell (peer, "ran");
}

static void
test_nobody (void)
{
  g_autoptr(LensObject) object = lens_object_new ("gone", "PYRO:gone@127.0.0.1:1", NULL);
  g_autoptr(LensObject) odd = lens_object_new ("odd", "what?", NULL);
  g_autoptr(LensFacts) facts = lens_facts_new (object);
  g_autoptr(LensFacts) no_facts = lens_facts_new (odd);

  lens_facts_ask (facts);
  g_assert_true (lens_facts_get_running (facts));
  wait_until (is_over, facts);
  g_assert_nonnull (lens_facts_get_problem (facts));
  lens_facts_ask (no_facts);
  g_assert_false (lens_facts_get_running (no_facts));
  g_assert_nonnull (lens_facts_get_problem (no_facts));
}

static LensObject *
make_object (const char *name,
             const char *members)
{
  LensObject *object = lens_object_new (name, "PYRO:x@127.0.0.1:1", NULL);
  g_auto(GStrv) names = g_strsplit (members, " ", -1);

  for (char **member = names; *member != NULL; member++)
    {
      LensMemberKind kind = **member == '!' ? LENS_MEMBER_ONEWAY
                          : **member == '.' ? LENS_MEMBER_ATTRIBUTE : LENS_MEMBER_METHOD;
      g_autoptr(LensMember) made = lens_member_new (*member + (kind != LENS_MEMBER_METHOD), kind);

      g_list_store_append (G_LIST_STORE (lens_object_get_members (object)), made);
    }

  return object;
}

/* What an object offers is kept when it is something else than before, also until the next run. */
static void
test_interfaces (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-interfaces-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "interfaces.pyl", NULL);
  g_autoptr(LensInterfaces) interfaces = lens_interfaces_new (path);
  g_autoptr(LensObject) monday = make_object ("stock", "quote log table .count");
  g_autoptr(LensObject) tuesday = make_object ("stock", "quote !log ping .count .limit");
  g_autoptr(LensObject) other = make_object ("other", "quote");
  g_autoptr(LensInterface) before = NULL;
  g_autoptr(LensInterface) after = NULL;
  g_auto(GStrv) changes = NULL;
  g_autofree char *text = NULL;

  lens_interfaces_note (interfaces, monday);
  lens_interfaces_note (interfaces, other);
  lens_interfaces_note (interfaces, monday);
  lens_interfaces_note (interfaces, tuesday);
  g_assert_cmpuint (g_list_model_get_n_items (lens_interfaces_get_items (interfaces)), ==, 3);

  g_clear_object (&interfaces);
  interfaces = lens_interfaces_new (path);
  g_assert_cmpuint (g_list_model_get_n_items (lens_interfaces_get_items (interfaces)), ==, 3);
  before = g_list_model_get_item (lens_interfaces_get_items (interfaces), 0);
  after = g_list_model_get_item (lens_interfaces_get_items (interfaces), 2);
  changes = lens_interface_compare (before, after);
  text = g_strjoinv ("\n", changes);
  g_assert_cmpstr (text, ==, "+ limit (attribute)\n+ ping (method)\n~ log (method → one-way method)\n- table (method)");
  g_assert_true (lens_interface_equal (after, after));
  g_assert_cmpint (g_remove (path), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/facts/daemon", test_daemon);
  g_test_add_func ("/models/facts/nobody", test_nobody);
  g_test_add_func ("/models/interfaces/compare", test_interfaces);

  return g_test_run ();
}
