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
}

static void
test_find (void)
{
  g_assert_true (pyro_generation_find (502) == pyro_generation_get_pyro5 ());
  g_assert_null (pyro_generation_find (501));
  g_assert_null (pyro_generation_find (0));
  g_assert_null (pyro_generation_find (65535));
}

static void
test_serializers (void)
{
  static const char *const names[] = { NULL, "serpent", "marshal", "json", "msgpack", NULL, NULL };
  const PyroGeneration *pyro5 = pyro_generation_get_pyro5 ();

  for (guint8 id = 0; id < G_N_ELEMENTS (names); id++)
    {
      const PyroCodec *codec = pyro_generation_find_codec (pyro5, id);
      guint8 back = 0;

      g_assert_cmpstr (pyro_generation_get_serializer_name (pyro5, id), ==, names[id]);
      if (codec == NULL)
        continue;
      g_assert_cmpstr (pyro_codec_get_name (codec), ==, names[id]);
      g_assert_true (pyro_generation_find_serializer_id (pyro5, codec, &back));
      g_assert_cmpuint (back, ==, id);
    }
  g_assert_nonnull (pyro_generation_find_codec (pyro5, 1));
  g_assert_null (pyro_generation_find_codec (pyro5, 255));
  g_assert_null (pyro_generation_get_serializer_name (pyro5, 255));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generation/pyro5", test_pyro5);
  g_test_add_func ("/generation/find", test_find);
  g_test_add_func ("/generation/serializers", test_serializers);

  return g_test_run ();
}
