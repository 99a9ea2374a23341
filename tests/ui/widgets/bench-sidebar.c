/* tests/ui/widgets/bench-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop is held up at most while a name server with 100,000 names is asked, shown,
 * opened, scrolled through, and looked through letter by letter, in the list and in the palette. Prints a line a step, in milliseconds: by
 * the clock, and of the processor, which other programs on a busy machine do not change. */

#include "tests/ui/models/directed-peer.h"
#include "tests/ui/widgets/bare-list.h"
#include "tests/ui/widgets/stalls.h"
#include "ui/widgets/group-row.h"
#include "ui/widgets/palette-dialog.h"
#include "ui/widgets/sidebar.h"

#define N_NAMES 100000
#define STEP_TIME (200 * G_TIME_SPAN_MILLISECOND) /* microseconds between two letters */
#define LONG_TIME (5 * G_TIME_SPAN_SECOND)
#define N_SCROLLS 100

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static gboolean
is_listed (gpointer server)
{
  return lens_server_get_n_objects (server) > N_NAMES;
}

/* Types @text letter by letter, and takes it away again. */
static void
type (GtkWidget  *search,
      const char *text)
{
  for (gsize i = 1; text[i - 1] != '\0'; i++)
    {
      g_autofree char *part = g_strndup (text, i);

      gtk_editable_set_text (GTK_EDITABLE (search), part);
      stalls_run (STEP_TIME);
      stalls_step ();
    }
  stalls_report (text);
  for (gsize i = strlen (text); i > 0; i--)
    {
      g_autofree char *part = g_strndup (text, i - 1);

      gtk_editable_set_text (GTK_EDITABLE (search), part);
      stalls_run (STEP_TIME);
      stalls_step ();
    }
  stalls_report ("and taken away");
}

/* Types into the palette, which goes to any of the names. */
static void
measure_palette (GtkWidget   *window,
                 LensServers *servers)
{
  g_autoptr(LensPalette) palette = lens_palette_new (servers);
  GtkWidget *dialog = GTK_WIDGET (lens_palette_dialog_new (palette));

  adw_dialog_present (ADW_DIALOG (dialog), window);
  stalls_run (LONG_TIME / 5);
  stalls_report ("the palette is opened");
  type (find (dialog, GTK_TYPE_SEARCH_ENTRY), "filler.0999");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  stalls_run (STEP_TIME);
}

static void
measure (DirectedPeer *network)
{
  static const char *const nothing[] = { NULL };
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (nothing, NULL);
  g_autoptr(LensServers) servers = lens_servers_new (config);
  g_autoptr(LensBrowser) browser = lens_browser_new (servers);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *sidebar = g_object_new (LENS_TYPE_SIDEBAR, "browser", browser, NULL);
  LensServer *server;
  double median;

  gtk_window_set_child (window, sidebar);
  gtk_window_set_default_size (window, 300, 900);
  gtk_window_present (window);
  stalls_run (LONG_TIME / 5);
  stalls_report ("the empty window");

  server = lens_servers_add (servers, network->ready, FALSE, NULL);
  wait_until (is_listed, server);
  stalls_run (STEP_TIME);
  stalls_report ("the first list and its frame");
  stalls_run (LONG_TIME);
  stalls_report ("the list is there");
  lens_server_refresh (server);
  stalls_run (LONG_TIME);
  stalls_report ("the list comes again");
  lens_server_set_active (server, FALSE);
  stalls_run (STEP_TIME);

  gtk_widget_activate_action (gtk_widget_get_ancestor (find (sidebar, LENS_TYPE_GROUP_ROW), GTK_TYPE_TREE_EXPANDER),
                              "listitem.expand", NULL);
  stalls_run (LONG_TIME / 5);
  stalls_report ("a group with all names is opened");
  bare_list_scroll (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find (sidebar, GTK_TYPE_LIST_VIEW))), N_SCROLLS);
  median = stalls_report ("and scrolled through");
  bare_list_compare (median, bare_list_measure (N_NAMES, 0, 300, 900));
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "filler.0999");
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "#class lab");
  type (find (sidebar, GTK_TYPE_SEARCH_ENTRY), "/9{3}$/");
  measure_palette (GTK_WIDGET (window), servers);
  gtk_window_destroy (window);
  stalls_run (STEP_TIME);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DirectedPeer) network = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  network = directed_peer_start ("ui", "models/contrary-network.py", NULL);
  if (network == NULL)
    return 77;

  directed_peer_tell (network, "fill %d", N_NAMES);
  stalls_init ();
  measure (network);

  return 0;
}
