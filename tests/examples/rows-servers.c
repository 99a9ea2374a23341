/* tests/examples/rows-servers.c - examples that load a server, its name server or a message
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/error.h"
#include "core/names/name-server.h"

static PyroProxy *
serve_echo (Stage *stage)
{
  const char *module
    = g_str_equal (stage->generation, "Pyro5") ? "Pyro5.utils.echoserver" : "Pyro4.test.echoserver";
  Program *server = stage_run (stage, "-m", module, "--host", "127.0.0.1", NULL);
  g_autofree char *uri = program_await (server, "echo uri: (PYRO:\\S+)");

  return stage_proxy (stage, uri);
}

static void
play_echoserver (Stage *stage)
{
  const char *elements[] = { "'one'", "'two'", "'three'" };
  PyroProxy *echo = serve_echo (stage);
  g_autoptr(PyroItemStream) items = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *traceback = NULL;

  expect (stage, echo, "echo", "'hello'", "'hello'");
  expect (stage, echo, "echo", "[1, 2, 3, 4]", "[1, 2, 3, 4]");
  items = open_items (stage, echo, "generator", "");
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autoptr(PyroValue) element = next_item (stage, items);

      expect_value (element, elements[i]);
    }
  value = call (echo, stage->way, "error", "", NULL, &error);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  traceback = g_strjoinv ("", (char **) pyro_exception_get_traceback (pyro_remote_error_get_exception (error)));
  g_assert_nonnull (strstr (traceback, "in error"));
  expect (stage, echo, "shutdown", "", "None");
}

static void
play_maxsize (Stage *stage)
{
  PyroProxy *echo = serve_echo (stage);
  g_autoptr(GString) text = g_string_new ("{'message': 'hello', 'irrelevant': [");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *uri = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append (text, "42, ");
  g_string_append (text, "]}");
  expect (stage, echo, "echo", text->str, text->str);

  uri = pyro_uri_to_string (pyro_proxy_get_uri (echo));
  echo = stage_proxy (stage, uri);
  pyro_proxy_set_max_size (echo, 2500);
  value = call (echo, stage->way, "echo", text->str, NULL, &error);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

typedef struct
{
  guint16 port;
  guint32 seed;
} Trasher;

static gpointer
trash (gpointer data)
{
  Trasher *self = data;
  g_autoptr(GRand) rand = g_rand_new_with_seed (self->seed);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", self->port, NULL);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("stresstest.%d.%d", g_rand_int_range (rand, 40, 60),
                                               g_rand_int_range (rand, 40, 60));
      g_autoptr(GPtrArray) listed = NULL;
      g_autoptr(PyroNameEntry) entry = NULL;
      g_autoptr(GError) error = NULL;
      guint64 n_removed;

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          listed = pyro_name_server_list_sync (names, NULL, NULL, NULL, &error);
          break;
        case 1:
          pyro_name_server_register_sync (names, name, "PYRO:objname@host:555", NULL, FALSE, NULL, &error);
          break;
        case 2:
          pyro_name_server_remove_sync (names, name, NULL, NULL, &n_removed, NULL, &error);
          break;
        case 3:
          entry = pyro_name_server_lookup_sync (names, name, NULL, &error);
          if (error != NULL) /* there is none of that name */
            {
              PyroException *raised = pyro_remote_error_get_exception (error);

              g_assert_nonnull (raised);
              g_assert_cmpstr (pyro_exception_get_short_class_name (raised), ==, "NamingError");
            }
          g_clear_error (&error);
          break;
        case 4:
          listed = pyro_name_server_list_sync (names, "stresstest.51", NULL, NULL, &error);
          break;
        default:
          listed = pyro_name_server_list_sync (names, NULL, "stresstest\\.??\\.41.*", NULL, &error);
        }
      g_assert_no_error (error);
    }

  return NULL;
}

static void
play_nameserverstress (Stage *stage)
{
  Trasher trashers[5];
  GThread *threads[5];
  g_autoptr(PyroNameServer) names = NULL;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GError) error = NULL;
  guint64 n_removed = 0;

  stage_need_names (stage);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      trashers[i] = (Trasher) { stage->name_server_port, g_test_rand_int () };
      threads[i] = g_thread_new ("trasher", trash, &trashers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  names = pyro_name_server_new_for_host ("127.0.0.1", stage->name_server_port, &error);
  left = pyro_name_server_list_sync (names, "stresstest.", NULL, NULL, &error);
  g_assert_no_error (error);
  pyro_name_server_remove_sync (names, NULL, "stresstest.", NULL, &n_removed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_removed, ==, left->len);
}

const Row server_rows[] = {
  { "echoserver", "echoserver", play_echoserver },
  { "maxsize", "maxsize", play_maxsize },
  { "nameserverstress", "nameserverstress", play_nameserverstress },
  { NULL, NULL, NULL }
};
