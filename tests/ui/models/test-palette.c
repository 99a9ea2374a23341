/* tests/ui/models/test-palette.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/object-private.h"
#include "ui/models/palette.h"

#define N_NAMES 100000

typedef struct
{
  LensServers *servers;
  GListStore  *objects;
  LensPalette *palette;
} Fixture;

/* A server that nobody asks: the test says what it lists. */
static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  LensServer *server;

  self->servers = lens_servers_new (NULL);
  lens_servers_set_active (self->servers, FALSE);
  server = lens_servers_add (self->servers, "127.0.0.1:1", FALSE, NULL);
  self->objects = G_LIST_STORE (lens_server_get_objects (server));
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_assert_finalize_object (self->palette);
  g_assert_finalize_object (self->servers);
}

static LensObject *
add_object (Fixture    *self,
            const char *name,
            const char *member)
{
  g_autoptr(LensObject) object = lens_object_new (name, "PYRO:x@127.0.0.1:1", NULL);

  if (member != NULL)
    {
      g_autoptr(LensMember) method = lens_member_new (member, LENS_MEMBER_METHOD);

      g_list_store_append (G_LIST_STORE (lens_object_get_members (object)), method);
    }
  g_list_store_append (self->objects, object);

  return object; /* the list holds it */
}

/* The longest time in microseconds that the loop was busy at one go. */
static gint64
settle (Fixture *self)
{
  gint64 longest = 0;

  while (lens_palette_get_busy (self->palette))
    {
      gint64 begin = g_get_monotonic_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, g_get_monotonic_time () - begin);
    }

  return longest;
}

static char *
find (Fixture    *self,
      const char *query)
{
  GString *found = g_string_new (NULL);

  lens_palette_set_query (self->palette, query);
  settle (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->palette)); i++)
    {
      g_autoptr(LensPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->palette), i);

      g_string_append_printf (found, "%s (%s);", lens_palette_item_get_title (item),
                              lens_palette_item_get_subtitle (item));
    }

  return g_string_free_and_steal (found);
}

static void
assert_found (Fixture    *self,
              const char *query,
              const char *wanted)
{
  g_autofree char *found = find (self, query);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_kinds (Fixture       *self,
            gconstpointer  unused)
{
  g_autoptr(LensPaletteItem) item = NULL;
  LensObject *stock = add_object (self, "example.stock", "quote");

  add_object (self, "example.chat", NULL);
  self->palette = lens_palette_new (self->servers);
  lens_palette_add_action (self->palette, "Quit", "Ctrl+Q", "app.quit");

  assert_found (self, "", "Quit (Ctrl+Q);");
  assert_found (self, "sto", "example.stock (127.0.0.1:1);quote (example.stock);");
  assert_found (self, "sto quo", "quote (example.stock);");
  item = g_list_model_get_item (G_LIST_MODEL (self->palette), 0);
  g_assert_cmpint (lens_palette_item_get_kind (item), ==, LENS_PALETTE_MEMBER);
  g_assert_true (lens_palette_item_get_object (item) == stock);
  g_assert_cmpstr (lens_member_get_name (lens_palette_item_get_member (item)), ==, "quote");
  g_assert_null (lens_palette_item_get_action (item));
  assert_found (self, "qui", "Quit (Ctrl+Q);");
  assert_found (self, "sto", "example.stock (127.0.0.1:1);quote (example.stock);");
  assert_found (self, "nothing at all", "");
}

/* An object that was never open is asked what it has when its member may be meant; and not while a word is typed. */
static void
test_asks (Fixture       *self,
           gconstpointer  unused)
{
  LensObject *stock = add_object (self, "example.stock", NULL);
  g_autoptr(LensMember) member = lens_member_new ("quote", LENS_MEMBER_METHOD);
  g_autofree char *found = NULL;

  self->palette = lens_palette_new (self->servers);
  assert_found (self, "stock", "example.stock (127.0.0.1:1);");
  g_assert_false (lens_object_get_loading (stock));
  assert_found (self, "stock quo", "");
  while (!lens_object_get_loading (stock))
    g_main_context_iteration (NULL, TRUE);
  g_list_store_append (G_LIST_STORE (lens_object_get_members (stock)), member);
  while (lens_object_get_loading (stock))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->palette)), ==, 1);
  assert_found (self, "stock quote", "quote (example.stock);");
}

static void
test_many (Fixture       *self,
           gconstpointer  unused)
{
  static const char *const keys[] = { "l", "la", "lab", "lab 9", "lab 99", "lab 999", "lab 9999", "lab 99999", "x" };
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *found = NULL;
  gint64 longest;

  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("lab.rack-%u.sensor-%u", i % 100, i);

      g_ptr_array_add (objects, lens_object_new (name, "PYRO:x@127.0.0.1:1", NULL));
    }
  g_list_store_splice (self->objects, 0, 0, objects->pdata, objects->len);
  self->palette = lens_palette_new (self->servers);
  longest = settle (self);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gint64 begin = g_get_monotonic_time ();

      lens_palette_set_query (self->palette, keys[i]);
      longest = MAX (longest, g_get_monotonic_time () - begin);
      longest = MAX (longest, settle (self));
      g_test_message ("“%s”: %u shown after %" G_GINT64_FORMAT " µs", keys[i],
                      g_list_model_get_n_items (G_LIST_MODEL (self->palette)), g_get_monotonic_time () - begin);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->palette)), <=, 50);
    }
  g_test_message ("the loop was busy for %" G_GINT64_FORMAT " µs at most", longest);
  if (g_test_perf ())
    g_assert_cmpint (longest, <, 16000);
  found = find (self, "99999");
  g_assert_true (g_str_has_prefix (found, "lab.rack-99.sensor-99999 (127.0.0.1:1);"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/palette/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/models/palette/asks", Fixture, NULL, set_up, test_asks, tear_down);
  g_test_add ("/models/palette/many", Fixture, NULL, set_up, test_many, tear_down);

  return g_test_run ();
}
