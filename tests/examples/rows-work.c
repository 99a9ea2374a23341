/* tests/examples/rows-work.c - examples of work that several servers share
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/names/name-server.h"
#include "core/value/builder.h"

#define N_ITEMS 40

/* The numbers are smaller than its client's, so that one worker is enough. */
static void
place_work (Stage     *stage,
            PyroProxy *dispatcher)
{
  for (int i = 1; i <= N_ITEMS; i++)
    {
      gint64 number = (gint64) g_test_rand_int_range (3211, 12000) * g_test_rand_int_range (4567, 21000);
      g_autofree char *item
        = g_strdup_printf ("{'__class__': 'workitem.Workitem', 'itemId': %d, 'data': %" G_GINT64_FORMAT ", "
                           "'result': None, 'processedBy': None}", i, number);

      expect (stage, dispatcher, "putWork", item, "None");
    }
}

static void
take_result_of_work (Stage     *stage,
                     PyroProxy *dispatcher)
{
  g_autoptr(PyroValue) item = fetch (stage, dispatcher, "getResult", "timeout=20");
  PyroValue *factors = pyro_value_lookup_string (item, "result");
  gint64 product = 1;

  g_assert_cmpstr (pyro_value_get_class_name (item), ==, "workitem.Workitem");
  g_assert_true (g_str_has_prefix (pyro_value_get_string (pyro_value_lookup_string (item, "processedBy"), NULL),
                                   "Worker_"));
  for (gsize i = 0; i < pyro_value_get_length (factors); i++)
    product *= get_int (pyro_value_get_item (factors, i));
  g_assert_cmpint (product, ==, get_int (pyro_value_lookup_string (item, "data")));
}

/* Workers of Python's do the work. */
static void
play_distributed_computing (Stage *stage)
{
  PyroProxy *dispatcher;

  stage_serve (stage, "dispatcher.py", NULL);
  dispatcher = stage_lookup (stage, "example.distributed.dispatcher");
  place_work (stage, dispatcher);
  expect (stage, dispatcher, "workQueueSize", "", "40");
  expect_raise (stage, dispatcher, "getResult", "timeout=0.01", "ValueError", "no result available");
  stage_run (stage, "worker.py", NULL);
  stage_run (stage, "worker.py", NULL);
  for (int i = 0; i < N_ITEMS; i++)
    take_result_of_work (stage, dispatcher);
  expect (stage, dispatcher, "workQueueSize", "", "0");
  expect (stage, dispatcher, "resultQueueSize", "", "0");
}

/* Returns: (transfer full): arguments: the lines of the book */
static PyroValue *
read_book (Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, "alice.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  Program *unzip = stage_run (stage, "-m", "zipfile", "-e", "alice.zip", ".", NULL);

  program_await_end (unzip);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (char **line = lines; *line != NULL && (line[1] != NULL || **line != '\0'); line++)
    pyro_builder_add_string (builder, g_strchomp (*line), -1);
  g_assert_cmpuint (pyro_builder_get_n_items (builder), ==, 3735);
  g_assert_true (pyro_builder_close (builder, NULL));
  g_assert_true (pyro_builder_close (builder, NULL));

  return pyro_builder_end (builder, NULL);
}

static gboolean
is_before (PyroValue *counts,
           gsize      index,
           gsize      other)
{
  return strcmp (pyro_value_get_string (pyro_value_get_key (counts, index), NULL),
                 pyro_value_get_string (pyro_value_get_key (counts, other), NULL)) < 0;
}

/* The five words that it counts most often, with how often. Two share the last place. */
static void
expect_words (Stage      *stage,
              PyroProxy  *counter,
              PyroValue  *args,
              const char *wanted)
{
  g_autoptr(PyroCall) call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (counter)), "count", args, NULL);
  g_autoptr(PyroReply) reply = send_call (stage, counter, call);
  g_autoptr(PyroValue) counts = pyro_reply_decode (reply, NULL);
  g_autoptr(GString) top = g_string_new (NULL);
  gint64 limit = G_MAXINT64;

  for (int place = 0; place < 5; place++)
    {
      gsize best = 0;
      gint64 most = 0;

      for (gsize i = 0; i < pyro_value_get_length (counts); i++)
        {
          gint64 count = get_int (pyro_value_get_item (counts, i));

          if (count < limit && (count > most || (count == most && is_before (counts, i, best))))
            {
              most = count;
              best = i;
            }
        }
      g_string_append_printf (top, "%s (%" G_GINT64_FORMAT ")\n",
                              pyro_value_get_string (pyro_value_get_key (counts, best), NULL), most);
      limit = most;
    }
  g_assert_cmpstr (top->str, ==, wanted);
}

static void
play_distributed_computing2 (Stage *stage)
{
  gboolean old = g_str_equal (stage->generation, "Pyro4");
  const char *words = "said (462)\nalice (403)\nvery (145)\nlittle (128)\nabout (102)\n";
  g_autoptr(PyroValue) args = read_book (stage);

  stage_need_names (stage);
  stage_run (stage, "servers.py", NULL);
  expect_words (stage, stage_lookup (stage, old ? "example.dc.wordcount.1" : "example.dc2.wordcount.1"), args, words);
  expect_words (stage, stage_lookup (stage, old ? "example.dc.dispatcher" : "example.dc2.dispatcher"), args, words);
}

/* What the name server has with @tag. */
static GPtrArray *
find (Stage      *stage,
      const char *tag)
{
  const char *const tags[] = { tag, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", stage->name_server_port, &error);
  g_autoptr(GPtrArray) entries = pyro_name_server_yplookup_sync (names, NULL, tags, NULL, &error);
  GPtrArray *proxies = g_ptr_array_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (proxies, stage_proxy (stage, ((PyroNameEntry *) entries->pdata[i])->uri));
  g_assert_cmpuint (proxies->len, ==, 2);

  return proxies;
}

#define N_LINES 40

static void
take_lines (PyroBatchReply  *reply,
            char           **lines)
{
  g_assert_null (pyro_batch_reply_get_exception (reply));
  for (guint i = 0; i < pyro_batch_reply_get_n_results (reply); i++)
    {
      g_autoptr(PyroValue) line = pyro_batch_reply_dup_result (reply, i, NULL);
      gint64 number = get_int (pyro_value_get_item (line, 0));

      g_assert_cmpint (number, <, N_LINES);
      g_assert_null (lines[number]);
      lines[number] = pyro_value_dup_utf8 (pyro_value_get_item (line, 1));
    }
}

/* The first frame that the zoom shows; its lines are batches at two servers, in turns. */
static void
draw_frame (Stage     *stage,
            GPtrArray *servers)
{
  g_autoptr(PyroBatch) even = pyro_batch_new (servers->pdata[0]);
  g_autoptr(PyroBatch) odd = pyro_batch_new (servers->pdata[1]);
  PyroBatch *batches[] = { even, odd };
  g_auto(GStrv) lines = g_new0 (char *, N_LINES + 1);
  g_autofree char *frame = NULL;
  g_autofree char *checksum = NULL;

  for (int i = 0; i < N_LINES; i++)
    {
      char height[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *arguments = g_strdup_printf ("(-2-1j), 100, %s, 0.03, %d",
                                                    g_ascii_dtostr (height, sizeof height, i * 0.06), i);

      add_call (batches[i % 2], "calc_line", arguments);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      g_autoptr(PyroBatchReply) reply = run_batch (stage, batches[i]);

      take_lines (reply, lines);
    }
  frame = g_strjoinv ("\n", lines);
  g_test_message ("%s", frame);
  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, frame, -1);
  g_assert_cmpstr (checksum, ==, "0415894f4967b6ad4f9f27a7dc7742389b4f4c3b8ab8ba474cb7ec7c3e6536c5");
}

/* One line of the picture in colors; its client shows 800. */
static void
draw_line (Stage     *stage,
           PyroProxy *server)
{
  g_autoptr(PyroValue) line = fetch (stage, server, "calc_photoimage_line", "400, 1000, 800");
  g_autofree char *colors = pyro_value_dup_utf8 (pyro_value_get_item (line, 1));
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, colors, -1);

  g_assert_cmpint (get_int (pyro_value_get_item (line, 0)), ==, 400);
  g_assert_cmpuint (strlen (colors), ==, 8001);
  g_assert_cmpstr (checksum, ==, "2be82f403c7f2498e704f72db63df84481d916c1c7f49c69b8e12c0552ed5aa4");
}

static void
play_distributed_mandelbrot (Stage *stage)
{
  g_autoptr(GPtrArray) servers = NULL;
  g_autoptr(GPtrArray) colors = NULL;

  stage_need_names (stage);
  for (int i = 1; i <= 2; i++)
    {
      const char *number = i == 1 ? "1" : "2";

      g_free (program_await (stage_run (stage, "server.py", number, NULL), "Mandelbrot calculation server #\\d ready"));
    }
  servers = find (stage, "class:mandelbrot_calc");
  draw_frame (stage, servers);
  colors = find (stage, "class:mandelbrot_calc_color");
  draw_line (stage, colors->pdata[1]);
}

const Row work_rows[] = {
  { "distributed-computing", "distributed-computing", play_distributed_computing },
  { "distributed-computing2", "distributed-computing2", play_distributed_computing2 },
  { "distributed-mandelbrot", "distributed-mandelbrot", play_distributed_mandelbrot },
  { NULL, NULL, NULL }
};
