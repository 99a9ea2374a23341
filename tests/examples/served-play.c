/* tests/examples/served-play.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>
#include <sys/socket.h>

#include "core/names/name-server.h"

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

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Lines, or what is in one line or in many with commas. */
static gboolean
sort_match (const GMatchInfo *match,
            GString          *result,
            gpointer          user_data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);
  gboolean has_lines = strchr (text, '\n') != NULL;
  g_auto(GStrv) items = g_regex_split_simple (has_lines ? ",?\n *" : ", ", text, 0, 0);
  g_autofree char *sorted = NULL;

  qsort (items, g_strv_length (items), sizeof *items, compare_lines);
  sorted = g_strjoinv (has_lines ? "\n" : ", ", items);
  g_string_append (result, sorted);

  return FALSE;
}

/* Sorts what is within each match. */
static char *
sort (const char *text,
      const char *pattern)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, &error);
  char *sorted;

  g_assert_no_error (error);
  sorted = g_regex_replace_eval (regex, text, -1, 0, 0, sort_match, NULL, &error);
  g_assert_no_error (error);

  return sorted;
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
  if (row->shuffled != NULL)
    {
      g_autofree char *last = blurred;

      blurred = sort (last, row->shuffled);
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
            GPtrArray  *uris)
{
  g_auto(GStrv) lines = g_strsplit (typed, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line == '%')
      program_say (client, uris->pdata[(*line)[1] == '2']);
    else
      program_say (client, *line);
}

/* An example that is being played. */
typedef struct
{
  const Served *row;
  Stage        *stage;
  Host         *host;               /* ours, or NULL */
  Program      *servers[N_SERVERS]; /* Python's */
  Program      *clients[N_VISITS];  /* those that are here */
  int           pair[2];            /* sockets for the server and the client, or -1 */
  GPtrArray    *uris;               /* what people tell the client */
} Scene;

static void
scene_remove (Scene    *self,
              Program **program)
{
  if (*program != NULL)
    g_ptr_array_remove (self->stage->programs, *program);
  *program = NULL;
}

static void
scene_close_servers (Scene *self)
{
  for (gsize i = 0; i < N_SERVERS; i++)
    scene_remove (self, &self->servers[i]);
  g_clear_pointer (&self->host, host_close);
  g_ptr_array_set_size (self->uris, 0);
}

/* Waits until the name server has a name with @prefix. */
static void
await_name (Stage      *stage,
            const char *prefix)
{
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", stage->name_server_port, NULL);
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  guint n_found;

  do
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) found = pyro_name_server_list_sync (names, prefix, NULL, NULL, &error);

      g_assert_no_error (error);
      n_found = found->len;
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
  while (n_found == 0 && g_get_monotonic_time () < deadline);
  g_assert_cmpuint (n_found, >, 0);
}

static void
scene_start_python (Scene        *self,
                    const Server *server,
                    Program     **program)
{
  g_autofree char *found = NULL;

  *program = self->row->paired ? stage_run_child (self->stage, self->pair[0], server->script)
                               : stage_run_line (self->stage, "python3", server->script);
  if (server->typed != NULL)
    program_say (*program, server->typed);
  found = program_await (*program, server->ready);
  if (server->registers != NULL)
    await_name (self->stage, server->registers);
  g_ptr_array_add (self->uris, g_steal_pointer (&found));
}

static void
scene_open_servers (Scene *self)
{
  const Server *servers = self->row->servers;

  if (self->row->paired)
    g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, self->pair));
  if (self->stage->pyroctl != NULL)
    {
      self->host = host_new (self->stage, self->pair[0]);
      self->row->serve (self->host);
      for (guint i = 0; i < self->host->uris->len; i++)
        g_ptr_array_add (self->uris, g_strdup (self->host->uris->pdata[i]));
      host_run (self->host);
      return;
    }
  for (gsize i = 0; i < N_SERVERS && servers[i].script != NULL; i++)
    scene_start_python (self, &servers[i], &self->servers[i]);
}

/* Starts a client. */
static void
scene_begin (Scene       *self,
             const Visit *visit,
             Program    **program)
{
  guint n_listeners = count_listeners ();

  *program = self->row->paired ? stage_run_parent (self->stage, self->pair[1], visit->script)
                               : stage_run_line (self->stage, "python3", visit->script);
  if (visit->listens)
    await_listener (n_listeners);
  if (visit->typed != NULL)
    type_lines (*program, visit->typed, self->uris);
}

/* On a busy machine a client that measures time may need another try. */
static void
scene_try_again (Scene       *self,
                 const Visit *visit,
                 Program    **program)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *found = program_try_await (*program, visit->until);

      if (found != NULL)
        return;
      g_test_message ("The server of %s is visited again", visit->script);
      scene_remove (self, program);
      scene_begin (self, visit, program);
    }
}

/* Has a client do what it does, and describes what is seen of it. */
static void
scene_watch (Scene       *self,
             const Visit *visit,
             Program    **program,
             GString     *seen)
{
  g_autofree char *output = NULL;
  int status = 0;

  if (visit->restart != NULL)
    {
      g_free (program_await (*program, visit->restart));
      scene_close_servers (self);
      scene_open_servers (self);
    }
  if (visit->hasty)
    scene_try_again (self, visit, program);
  if (visit->until != NULL)
    g_free (program_await (*program, visit->until));
  if (visit->interrupted)
    program_interrupt (*program);
  output = visit->until == NULL || visit->interrupted ? program_finish (*program, &status) : g_strdup (visit->until);
  g_string_append_printf (seen, "%s\n%s ends with %d.\n", output, visit->script, status);
  if (visit->at_last == NULL)
    scene_remove (self, program);
}

/* Has the clients do what they do, one after the other or beside each other. */
static void
scene_visit_all (Scene   *self,
                 GString *seen)
{
  const Visit *visits = self->row->visits;
  gsize n_watched = 0;

  for (gsize i = 0; i < N_VISITS && visits[i].script != NULL; i++)
    {
      scene_begin (self, &visits[i], &self->clients[i]);
      while (!visits[i].beside && n_watched <= i)
        {
          scene_watch (self, &visits[n_watched], &self->clients[n_watched], seen);
          n_watched++;
        }
    }
  for (gsize i = 0; i < N_VISITS; i++)
    if (visits[i].at_last != NULL)
      {
        g_free (program_await (self->clients[i], visits[i].at_last));
        scene_remove (self, &self->clients[i]);
      }
}

/* Returns: (transfer full): what is seen of it */
static char *
scene_play (Scene *self)
{
  GString *seen = g_string_new (NULL);

  if (self->row->named)
    stage_need_names (self->stage);
  scene_open_servers (self);
  scene_visit_all (self, seen);
  scene_close_servers (self);
  stage_leave_names (self->stage);
  g_ptr_array_set_size (self->stage->programs, 0);

  return g_string_free (seen, FALSE);
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

/* @pyroctl: the program, which is the name server among the servers in C */
void
served_play (const Served *row,
             Stage        *stage,
             const char   *pyroctl)
{
  g_autoptr(GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);
  Scene scene = { row, stage, .pair = { -1, -1 }, .uris = uris };
  const char *objection = row->prepare != NULL ? row->prepare (stage) : NULL;
  g_autofree char *ours = NULL;
  g_autofree char *python = NULL;
  g_autofree char *our_blurred = NULL;
  g_autofree char *python_blurred = NULL;

  if (objection != NULL)
    {
      g_test_skip (objection);
      return;
    }
  stage->pyroctl = pyroctl;
  ours = scene_play (&scene);
  stage->pyroctl = NULL;
  python = scene_play (&scene);
  our_blurred = blur_all (ours, row);
  python_blurred = blur_all (python, row);
  compare (our_blurred, python_blurred);
  if (row->check != NULL)
    row->check (ours);
}
