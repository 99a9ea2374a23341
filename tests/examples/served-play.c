/* tests/examples/served-play.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

/* What is never the same: ports, ids, where an object is in memory, and the lines of a traceback from the
 * other side, which is written in another language. */
static const char *const always_vague[] = {
  "(?<=:|', )\\d{4,5}\\b", "\\bobj_[0-9a-f]{32}\\b", "\\b0x[0-9a-f]+\\b", "(^ \\|   .*\n)+",
};

static char *
blur (const char *text,
      const char *pattern)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, &error);
  char *blurred;

  g_assert_no_error (error);
  blurred = g_regex_replace_literal (regex, text, -1, 0, "~", 0, &error);
  g_assert_no_error (error);

  return blurred;
}

static gboolean
number_match (const GMatchInfo *match,
              GString          *result,
              gpointer          seen)
{
  char *text = g_match_info_fetch (match, 0);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (seen, text));

  if (*text == '\n')
    g_hash_table_remove_all (seen);
  if (number == 0)
    number = g_hash_table_size (seen) + 1;
  g_string_append_printf (result, "#%u", number);
  g_hash_table_replace (seen, text, GUINT_TO_POINTER (number));

  return FALSE;
}

/* Numbers what matches in the order in which it is seen first, anew after each empty line. */
static char *
number (const char *text,
        const char *pattern)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *both = g_strconcat (pattern, "|\n\n", NULL);
  g_autoptr(GRegex) regex = g_regex_new (both, G_REGEX_MULTILINE, 0, NULL);

  g_assert_nonnull (regex);

  return g_regex_replace_eval (regex, text, -1, 0, 0, number_match, seen, NULL);
}

static char *
blur_all (const char   *text,
          const Served *row)
{
  g_autofree char *known = row->vague != NULL ? blur (text, row->vague) : g_strdup (text);
  char *blurred = row->alike != NULL ? number (known, row->alike) : g_strdup (known);

  for (gsize i = 0; i < G_N_ELEMENTS (always_vague); i++)
    {
      g_autofree char *last = blurred;

      blurred = blur (last, always_vague[i]);
    }

  return blurred;
}

/* Returns: how many sockets listen in this network */
static guint
count_listeners (void)
{
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents ("/proc/thread-self/net/tcp", &text, NULL, NULL));
  for (const char *place = strstr (text, " 0A "); place != NULL; place = strstr (place + 1, " 0A "))
    n++;

  return n;
}

/* Waits until there are more than @n: until a client has the daemon that it starts in another thread. */
static void
await_listener (guint n)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (count_listeners () <= n && g_get_monotonic_time () < deadline)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (count_listeners (), >, n);
}

static void
type_lines (Program    *client,
            const char *typed,
            const char *uri)
{
  g_auto(GStrv) lines = g_strsplit (typed, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    program_say (client, g_str_equal (*line, "%") ? uri : *line);
}

/* Has a client do what it does, and describes what is seen of it. */
static void
visit_once (const Visit *visit,
            Stage       *stage,
            const char  *uri,
            GString     *seen)
{
  guint n_listeners = count_listeners ();
  Program *client = stage_run (stage, visit->script, visit->argument, NULL);
  g_autofree char *output = NULL;
  int status = 0;

  if (visit->listens)
    await_listener (n_listeners);
  if (visit->typed != NULL)
    type_lines (client, visit->typed, uri);
  if (visit->until != NULL)
    {
      g_free (program_await (client, visit->until));
      output = g_strdup (visit->until);
    }
  else
    {
      output = program_finish (client, &status);
    }
  g_string_append_printf (seen, "%s\n%s ends with %d.\n", output, visit->script, status);
  if (visit->at_last == NULL)
    g_ptr_array_remove (stage->programs, client);
}

/* Has the clients do what they do, one after the other. Returns: (transfer full): what is seen of it */
static char *
visit_all (const Served *row,
           Stage        *stage,
           const char   *uri)
{
  GString *seen = g_string_new (NULL);
  guint n_servers = stage->programs->len;
  guint n_staying = 0;

  for (guint i = 0; i < G_N_ELEMENTS (row->visits) && row->visits[i].script != NULL; i++)
    visit_once (&row->visits[i], stage, uri, seen);
  for (guint i = 0; i < G_N_ELEMENTS (row->visits); i++)
    if (row->visits[i].at_last != NULL)
      g_free (program_await (stage->programs->pdata[n_servers + n_staying++], row->visits[i].at_last));
  g_ptr_array_set_size (stage->programs, (int) n_servers);

  return g_string_free (seen, FALSE);
}

static char *
visit_ours (const Served *row,
            Stage        *stage)
{
  g_autoptr(Host) host = host_new (stage);

  row->serve (host);
  host_run (host);

  return visit_all (row, stage, host->uri);
}

static char *
visit_python (const Served *row,
              Stage        *stage)
{
  g_autofree char *uri = NULL;
  char *seen;

  for (const Server *server = row->servers; server < row->servers + G_N_ELEMENTS (row->servers); server++)
    if (server->script != NULL)
      {
        Program *program = stage_run (stage, server->script, NULL);
        g_autofree char *found = NULL;

        if (server->typed != NULL)
          program_say (program, server->typed);
        found = program_await (program, server->ready);
        if (uri == NULL)
          uri = g_steal_pointer (&found);
      }
  seen = visit_all (row, stage, uri);
  g_ptr_array_set_size (stage->programs, 0);

  return seen;
}

/* Asserts that the two are the same, and says where not. */
static void
compare (const char *ours,
         const char *python)
{
  g_auto(GStrv) our_lines = g_strsplit (ours, "\n", -1);
  g_auto(GStrv) their_lines = g_strsplit (python, "\n", -1);

  for (guint i = 0; our_lines[i] != NULL && their_lines[i] != NULL; i++)
    if (!g_str_equal (our_lines[i], their_lines[i]))
      g_error ("Line %u is “%s” instead of “%s”; with the server in C:\n%s\nwith Python's:\n%s", i + 1,
               our_lines[i], their_lines[i], ours, python);
  g_assert_cmpuint (g_strv_length (our_lines), ==, g_strv_length (their_lines));
}

void
served_play (const Served *row,
             Stage        *stage)
{
  g_autofree char *ours = NULL;
  g_autofree char *python = NULL;
  g_autofree char *our_blurred = NULL;
  g_autofree char *python_blurred = NULL;

  if (row->named)
    stage_need_names (stage);
  ours = visit_ours (row, stage);
  python = visit_python (row, stage);
  our_blurred = blur_all (ours, row);
  python_blurred = blur_all (python, row);
  compare (our_blurred, python_blurred);
}
