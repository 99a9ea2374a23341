/* tests/matrix/test-matrix.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "tests/matrix/feature.h"

/* Every feature of a client, at both generations of Pyro's daemons, of both types, in every serializer
 * that they have. The last test prints what was checked, and fails where nothing was. */

/* ---- Columns ---- */

enum
{
  PYRO5_THREAD,
  PYRO5_MULTIPLEX,
  PYRO4_THREAD,
  PYRO4_MULTIPLEX,
  N_SIDES
};

static Side sides[N_SIDES];

static const struct
{
  guint       side;
  const char *serializer;
} columns[] = {
  { PYRO5_THREAD, "serpent" }, { PYRO5_THREAD, "json" }, { PYRO5_THREAD, "marshal" }, { PYRO5_THREAD, "msgpack" },
  { PYRO5_MULTIPLEX, "serpent" }, { PYRO5_MULTIPLEX, "json" }, { PYRO5_MULTIPLEX, "marshal" },
  { PYRO5_MULTIPLEX, "msgpack" },
  { PYRO4_THREAD, "serpent" }, { PYRO4_THREAD, "json" }, { PYRO4_THREAD, "marshal" }, { PYRO4_THREAD, "msgpack" },
  { PYRO4_THREAD, "pickle" },
  { PYRO4_MULTIPLEX, "serpent" }, { PYRO4_MULTIPLEX, "json" }, { PYRO4_MULTIPLEX, "marshal" },
  { PYRO4_MULTIPLEX, "msgpack" }, { PYRO4_MULTIPLEX, "pickle" },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

/* Serializers of Pyro4 that are not columns: their payloads are Python's own code. They are there only
 * where somebody installed them. */
static const char *const python_only[] = { "cloudpickle", "dill", NULL };

/* ---- Rows ---- */

static const Feature *const groups[] = {
  call_features, group_features, along_features, link_features, tls_features, future_features,
};

/* Why Python cannot do it. Each was tried, where it says so with Python's own client, in this very run. */
static const char *const reasons[] = {
  "a  marshal knows nothing of objects that a daemon has: no proxies of them in results, but URIs (tried)",
  "b  marshal has no form for what a call in a batch raised: all of it is answered with a ValueError (tried)",
  "c  Pyro unpacks a blob in json wrongly, as the word params, its own blobs as well (tried)",
  "d  Python's own client cannot do this in marshal, as it fails on its own message (tried); it is done here",
  "e  Pyro5 has no signed messages (tried)",
  "f  a daemon of the type multiplex runs one method at a time: the next call waits for the one that hangs (tried)",
  "g  a name server cannot send a name's tags in marshal (tried): it is asked in serpent",
};

#define MAX_FEATURES 64

static Cell *rows[MAX_FEATURES]; /* each N_COLUMNS cells */
static const char *row_names[MAX_FEATURES];
static guint n_rows;

typedef struct
{
  const Feature *feature;
  Cell          *cell;
} Case;

static void
run_case (gconstpointer data)
{
  const Case *c = data;
  Cell *cell = c->cell;

  if (cell->side->missing != NULL)
    {
      cell->skipped = TRUE;
      g_test_skip (cell->side->missing);
      return;
    }

  for (cell->way = c->feature->first_way; cell->way < N_WAYS && !cell->skipped; cell->way++)
    {
      guint n_before = cell->n_checks;

      c->feature->func (cell);
      spin ();
      g_assert_true (cell->n_checks > n_before || cell->hopeless || cell->skipped);
    }
}

/* “TLS: name of the host” is tls-name-of-the-host. */
static char *
spell_path (const char *name)
{
  GString *path = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalpha (*at))
      g_string_append_c (path, g_ascii_tolower (*at));
    else if (g_ascii_isalpha (at[1]))
      g_string_append_c (path, '-');

  return g_string_free_and_steal (path);
}

static void
add_feature (const Feature *feature)
{
  g_autofree char *name = spell_path (feature->name);

  g_assert_cmpuint (n_rows, <, MAX_FEATURES);
  rows[n_rows] = g_new0 (Cell, N_COLUMNS);
  row_names[n_rows] = feature->name;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      Side *side = &sides[columns[i].side];
      Case *c = g_new (Case, 1);
      g_autofree char *path = g_strdup_printf ("/matrix/%s/pyro%s/%s/%s", name, side->generation, side->type,
                                               columns[i].serializer);

      rows[n_rows][i].side = side;
      rows[n_rows][i].serializer = columns[i].serializer;
      *c = (Case) { feature, &rows[n_rows][i] };
      g_test_add_data_func_full (path, c, run_case, g_free);
    }
  n_rows++;
}

/* ---- What was not left out ---- */

static gboolean
has_column (guint       side,
            const char *serializer)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].side == side && g_str_equal (columns[i].serializer, serializer))
      return TRUE;

  return FALSE;
}

/* There is a column for every serializer that Python says it has. */
static void
test_serializers (void)
{
  for (guint i = 0; i < N_SIDES; i++)
    {
      g_auto(GStrv) names = NULL;

      if (sides[i].missing != NULL)
        {
          g_test_skip (sides[i].missing);
          continue;
        }
      names = g_strsplit (sides[i].serializers, ",", -1);
      for (guint j = 0; names[j] != NULL; j++)
        if (!g_strv_contains (python_only, names[j]))
          g_assert_true (has_column (i, names[j]));
      for (guint j = 0; j < N_COLUMNS; j++)
        if (columns[j].side == i)
          g_assert_true (g_strv_contains ((const char *const *) names, columns[j].serializer));
    }
}

/* ---- The table ---- */

static void
print_heading (void)
{
  g_autoptr(GString) generations = g_string_new (NULL);
  g_autoptr(GString) serializers = g_string_new (NULL);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *side = g_strdup_printf ("Pyro%s, %s", sides[columns[i].side].generation,
                                               sides[columns[i].side].type);
      gboolean is_first = i == 0 || columns[i].side != columns[i - 1].side;
      guint width = (guint) serializers->len + (is_first ? 2 : 0);

      if (is_first)
        {
          g_string_append_printf (generations, "%*s%s", (int) (width - generations->len + 2), "", side);
          g_string_append (serializers, "  ");
        }
      g_string_append_printf (serializers, " %5.4s", columns[i].serializer);
    }
  g_test_message ("%-31s%s", "", generations->str);
  g_test_message ("%-31s%s", "", serializers->str);
}

/* Returns: whether there is something in every cell */
static gboolean
print_row (guint     row,
           gboolean *skipped)
{
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean full = TRUE;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const Cell *cell = &rows[row][i];
      gboolean is_empty = cell->hopeless ? cell->notes[0] == '\0' : cell->n_checks == 0;
      g_autofree char *text = cell->skipped ? g_strdup ("skip")
                              : cell->hopeless || is_empty ? g_strdup (is_empty ? "NONE" : cell->notes)
                              : g_strdup_printf ("%u%s", cell->n_checks, cell->notes);

      g_string_append_printf (line, "%s %5s", i == 0 || columns[i].side != columns[i - 1].side ? "  " : "", text);
      *skipped = *skipped || cell->skipped;
      full = full && (cell->skipped || !is_empty);
    }
  g_test_message ("%-31s%s", row_names[row], line->str);

  return full;
}

static void
test_table (void)
{
  gboolean full = TRUE, skipped = FALSE;
  guint64 n_checks = 0;

  print_heading ();
  for (guint i = 0; i < n_rows; i++)
    {
      full = print_row (i, &skipped) && full;
      for (guint j = 0; j < N_COLUMNS; j++)
        n_checks += rows[i][j].n_checks;
    }
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_test_message ("%s", reasons[i]);
  g_test_message ("Not here: dill and cloudpickle of Pyro4, where installed, carry Python's own code");
  g_test_message ("%u features, %u columns, %" G_GUINT64_FORMAT " checks", n_rows, (guint) N_COLUMNS, n_checks);
  g_assert_true (full);
  if (skipped)
    g_test_skip ("some cells were skipped");
}

static void
start_all (void)
{
  side_set_up_certificates ();
  side_start_clients ();
  side_start (&sides[PYRO5_THREAD], "5", "thread");
  side_start (&sides[PYRO5_MULTIPLEX], "5", "multiplex");
  side_start (&sides[PYRO4_THREAD], "4", "thread");
  side_start (&sides[PYRO4_MULTIPLEX], "4", "multiplex");
  for (guint i = 0; i < N_SIDES; i++)
    side_await (&sides[i]);
}

static void
stop_all (void)
{
  for (guint i = 0; i < N_SIDES; i++)
    side_stop (&sides[i]);
  side_stop_clients ();
  side_tear_down_certificates ();
  for (guint i = 0; i < n_rows; i++)
    g_free (rows[i]);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  start_all ();
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Feature *feature = groups[i]; feature->name != NULL; feature++)
      add_feature (feature);
  g_test_add_func ("/complete/serializers", test_serializers);
  g_test_add_func ("/complete/table", test_table);
  status = g_test_run ();
  stop_all ();

  return status;
}
