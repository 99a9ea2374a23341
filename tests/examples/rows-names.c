/* tests/examples/rows-names.c - examples of finding objects: by tags, by broadcast, whichever there is
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/names/resolver.h"
#include "isolation.h"

/* Returns: (transfer none): a proxy for what @text, a URI of any scheme, stands for */
static PyroProxy *
resolve (Stage            *stage,
         const PyroConfig *config,
         const char       *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_parse (text, 0, &error);
  g_autoptr(PyroUri) found = NULL;
  g_autofree char *place = NULL;

  g_assert_no_error (error);
  if (stage->way == SYNC)
    {
      found = pyro_resolver_resolve_sync (config, uri, NULL, 0, 0, NULL, &error);
    }
  else
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;

      pyro_resolver_resolve_async (config, uri, NULL, 0, 0, NULL, take_result, &result);
      taken = wait_for_result (&result);
      found = pyro_resolver_resolve_finish (taken, &error);
    }
  g_assert_no_error (error);
  place = pyro_uri_to_string (found);

  return stage_proxy (stage, place);
}

/* Returns: (transfer full): the configuration of a client of this stage */
static PyroConfig *
make_config (Stage *stage)
{
  PyroConfig *config = pyro_config_new ();

  stage_need_names (stage);
  g_set_str (&config->ns_host, "127.0.0.1");
  config->ns_port = stage->name_server_port;

  return config;
}

/* A number is what its factors make. */
static void
factorize (Stage     *stage,
           PyroProxy *worker)
{
  gint64 number = (gint64) g_test_rand_int_range (3211, 12000) * g_test_rand_int_range (4567, 21000), product = 1;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autoptr(PyroValue) factors = fetch (stage, worker, "factorize", text);

  for (gsize i = 0; i < pyro_value_get_length (factors); i++)
    {
      gint64 factor = get_int (pyro_value_get_item (factors, i));

      for (gint64 divisor = 2; divisor * divisor <= factor; divisor++)
        g_assert_cmpint (factor % divisor, !=, 0);
      product *= factor;
    }
  g_assert_cmpint (product, ==, number);
}

/* Whichever worker the name server's yellow pages give, anew for each number. */
static void
play_distributed_computing3 (Stage *stage)
{
  g_autoptr(PyroConfig) config = make_config (stage);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", config->ns_port, NULL);
  const char *const tags[] = { "example3.worker.factorizer", NULL };

  for (guint n_workers = 1; n_workers <= 2; n_workers++)
    {
      Program *worker = stage_run (stage, "worker.py", NULL);
      gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
      guint n_found;

      g_free (program_await (worker, "Starting up worker Worker_\\d+@localhost"));
      do /* it does not say when it is registered */
        {
          g_autoptr(GPtrArray) found = pyro_name_server_yplookup_sync (names, tags, NULL, NULL, NULL);

          n_found = found->len;
          g_usleep (10 * G_TIME_SPAN_MILLISECOND);
        }
      while (n_found < n_workers && g_get_monotonic_time () < deadline);
      g_assert_cmpuint (n_found, ==, n_workers);
    }
  for (int i = 0; i < 100; i++)
    {
      factorize (stage, resolve (stage, config, "PYROMETA:example3.worker.factorizer"));
      g_ptr_array_set_size (stage->proxies, (int) stage->proxies->len - 1);
    }
  for (guint i = 0; i < stage->programs->len; i++)
    g_free (program_await (stage->programs->pdata[i], "factorize request received"));
}

static void
call_multiply (Stage      *stage,
               const char *script,
               const char *name)
{
  g_autofree char *text = g_strconcat ("PYRONAME:", name, NULL);
  g_autoptr(PyroConfig) config = pyro_config_new ();
  Program *server = stage_run (stage, script, NULL);
  PyroProxy *object;

  g_free (program_await (server, "got a Nameserver, uri=PYRO:Pyro.NameServer@" ISOLATED_ADDRESS ":9090"));
  g_free (program_await (server, "Waiting for requests"));
  object = resolve (stage, config, text);
  expect (stage, object, "multiply", "5, 11", "55");
  expect (stage, object, "multiply", "'x', 10", "'xxxxxxxxxx'");
  for (int i = 1; i < 20; i++)
    {
      g_autofree char *number = g_strdup_printf ("2, %d", i);
      g_autofree char *product = g_strdup_printf ("%d", 2 * i);
      g_autofree char *signs = g_strnfill ((gsize) i, '@');
      g_autofree char *letter = g_strdup_printf ("'@', %d", i);
      g_autofree char *row = g_strdup_printf ("'%s'", signs);

      expect (stage, object, "multiply", number, product);
      expect (stage, object, "multiply", letter, row);
    }
  g_ptr_array_remove (stage->proxies, object);
  g_ptr_array_remove (stage->programs, server);
}

/* The server has a name server of its own, which is found by broadcast: it is not on this host's loopback. */
static void
play_eventloop (Stage *stage)
{
  const char *name = g_str_equal (stage->generation, "Pyro5") ? "example.eventloop.server" : "example.embedded.server";

  call_multiply (stage, "server_threads.py", name);
  call_multiply (stage, "server_multiplexed.py", name);
}

typedef struct
{
  const char *name;
  const char *class_tag;
  const char *tags[2];
} Resource;

static const Resource resources[] = {
  { "example.resource.laserprinter", "class:resources.LaserPrinter", { "resource:printer", "performance:fast" } },
  { "example.resource.matrixprinter", "class:resources.MatrixPrinter", { "resource:printer", "performance:slow" } },
  { "example.resource.photoprinter", "class:resources.PhotoPrinter", { "resource:printer", "performance:slow" } },
  { "example.resource.tapestorage", "class:resources.TapeStorage", { "resource:storage", "performance:slow" } },
  { "example.resource.diskstorage", "class:resources.DiskStorage", { "resource:storage", "performance:fast" } },
  { "example.resource.telephone", "class:resources.Telephone", { "resource:communication" } },
  { "example.resource.faxmachine", "class:resources.Faxmachine", { "resource:communication" } },
};

static void
register_resources (PyroNameServer *names)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      const Resource *resource = &resources[i];
      const char *tags[] = { resource->class_tag, "class:resources.Resource", resource->tags[0], resource->tags[1],
                             NULL };
      g_autofree char *uri = g_strdup_printf ("PYRO:obj_%" G_GSIZE_FORMAT "@localhost:50000", i);
      g_autoptr(GError) error = NULL;

      g_assert_true (pyro_name_server_register_sync (names, resource->name, uri, tags, FALSE, NULL, &error));
      g_assert_no_error (error);
    }
}

/* What has all of some tags, or any of others, is called @wanted, without what their names begin with. */
static void
expect_found (PyroNameServer    *names,
              const char *const *all,
              const char *const *any,
              const char        *wanted)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = pyro_name_server_yplookup_sync (names, all, any, NULL, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((PyroNameEntry *) found->pdata[i])->name + strlen ("example.resource."));
  g_assert_cmpstr (text->str, ==, wanted);
}

static const char *const storage[] = { "resource:storage", NULL };
static const char *const fast_printers[] = { "resource:printer", "performance:fast", NULL };
static const char *const storage_or_communication[] = { "resource:storage", "resource:communication", NULL };
static const char *const resource_class[] = { "class:resources.Resource", NULL };

/* One script, which registers, and looks up what it registered; Python's name server is the other side. */
static void
play_ns_metadata (Stage *stage)
{
  g_autoptr(PyroConfig) config = make_config (stage);
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", config->ns_port, NULL);
  const char *const upgraded[] = { "class:resources.PhotoPrinter", "class:resources.Resource", "resource:printer",
                                   "performance:fast", NULL };
  g_autoptr(PyroNameEntry) entry = NULL;
  gboolean old = g_str_equal (stage->generation, "Pyro4");
  PyroProxy *any;

  register_resources (names);
  entry = pyro_name_server_lookup_sync (names, "example.resource.laserprinter", NULL, NULL);
  g_assert_cmpuint (g_strv_length (entry->tags), ==, 4);
  expect_found (names, storage, NULL, "diskstorage tapestorage");
  expect_found (names, fast_printers, NULL, "laserprinter");
  expect_found (names, NULL, storage_or_communication, "diskstorage faxmachine tapestorage telephone");

  g_assert_true (pyro_name_server_set_tags_sync (names, "example.resource.photoprinter", upgraded, NULL, NULL));
  expect_found (names, fast_printers, NULL, "laserprinter photoprinter");
  expect_found (names, resource_class, NULL,
                "diskstorage faxmachine laserprinter matrixprinter photoprinter tapestorage telephone");

  any = resolve (stage, config, old ? "PYROMETA:class:Pyro4.naming.NameServer"
                                    : "PYROMETA:class:Pyro5.nameserver.NameServer");
  g_assert_cmpstr (pyro_uri_get_object (pyro_proxy_get_uri (any)), ==, "Pyro.NameServer");
  expect (stage, any, "ping", "", "None");
  any = resolve (stage, config, "PYROMETA:resource:printer,performance:slow");
  g_assert_cmpstr (pyro_uri_get_object (pyro_proxy_get_uri (any)), ==, "obj_1"); /* matrixprinter's */
}

const Row name_rows[] = {
  { "distributed-computing3", "distributed-computing3", play_distributed_computing3, TRUE },
  { "eventloop", "eventloop", play_eventloop, TRUE },
  { "ns-metadata", "ns-metadata", play_ns_metadata },
  { NULL, NULL, NULL }
};
