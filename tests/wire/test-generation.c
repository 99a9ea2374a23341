/* tests/wire/test-generation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/generation.h"

static void
test_pyro5 (void)
{
  const PyroGeneration *pyro5 = pyro_generation_get_pyro5 ();

  g_assert_cmpstr (pyro_generation_get_name (pyro5), ==, "Pyro5");
  g_assert_cmpuint (pyro_generation_get_version (pyro5), ==, 502);
  g_assert_cmpstr (pyro_generation_get_class_prefix (pyro5), ==, "Pyro5.");
  g_assert_cmpuint (pyro_generation_get_header_size (pyro5), ==, 40);
  g_assert_false (pyro_generation_has_hmac (pyro5));
}

static void
test_pyro4 (void)
{
  const PyroGeneration *pyro4 = pyro_generation_get_pyro4 ();

  g_assert_cmpstr (pyro_generation_get_name (pyro4), ==, "Pyro4");
  g_assert_cmpuint (pyro_generation_get_version (pyro4), ==, 48);
  g_assert_cmpstr (pyro_generation_get_class_prefix (pyro4), ==, "Pyro4.");
  g_assert_cmpuint (pyro_generation_get_header_size (pyro4), ==, 24);
  g_assert_true (pyro_generation_has_hmac (pyro4));
}

static void
test_find (void)
{
  g_assert_true (pyro_generation_find (502) == pyro_generation_get_pyro5 ());
  g_assert_true (pyro_generation_find (48) == pyro_generation_get_pyro4 ());
  g_assert_null (pyro_generation_find (501));
  g_assert_null (pyro_generation_find (5)); /* Pyro3's */
  g_assert_null (pyro_generation_find (0));
  g_assert_null (pyro_generation_find (65535));

  g_assert_true (pyro_generation_find_major (5) == pyro_generation_get_pyro5 ());
  g_assert_true (pyro_generation_find_major (4) == pyro_generation_get_pyro4 ());
  g_assert_null (pyro_generation_find_major (0));
  g_assert_null (pyro_generation_find_major (3));
  g_assert_null (pyro_generation_find_major (502));
}

/* The same serializer has another number in the other generation. */
static const struct
{
  guint       major;
  const char *names[9]; /* by number */
} tables[] = {
  { 5, { NULL, "serpent", "marshal", "json", "msgpack" } },
  { 4, { NULL, "serpent", "json", "marshal", "pickle", "dill", "msgpack", "cloudpickle" } },
};

static void
test_serializers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const PyroGeneration *generation = pyro_generation_find_major (tables[i].major);

      for (guint16 id = 0; id < G_N_ELEMENTS (tables[i].names); id++)
        {
          const PyroCodec *codec = pyro_generation_find_codec (generation, id);
          guint16 back = 0;

          g_assert_cmpstr (pyro_generation_get_serializer_name (generation, id), ==, tables[i].names[id]);
          if (codec == NULL)
            continue;
          g_assert_cmpstr (pyro_codec_get_name (codec), ==, tables[i].names[id]);
          g_assert_true (pyro_generation_find_serializer_id (generation, codec, &back));
          g_assert_cmpuint (back, ==, id);
        }
      g_assert_nonnull (pyro_generation_find_codec (generation, 1));
      g_assert_null (pyro_generation_find_codec (generation, 257));
      g_assert_null (pyro_generation_get_serializer_name (generation, 255));
      g_assert_null (pyro_generation_get_serializer_name (generation, 65535));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generation/pyro5", test_pyro5);
  g_test_add_func ("/generation/pyro4", test_pyro4);
  g_test_add_func ("/generation/find", test_find);
  g_test_add_func ("/generation/serializers", test_serializers);

  return g_test_run ();
}
