/* tests/fuzz/fuzz-arrival.c - how values arrive, through each serializer
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/arrival.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "tests/fuzz/fuzz.h"

static void
check (const PyroCodec *codec,
       PyroValue       *value)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *place = NULL;
  g_autoptr(PyroArrival) arrival = pyro_arrival_new (codec, value, &place, &error);

  g_assert_cmpint (arrival != NULL, ==, error == NULL);
  g_assert_cmpint (arrival != NULL, ==, place == NULL);
  if (arrival == NULL)
    {
      assert_sentence (error);
      return;
    }

  for (guint i = 0; i < pyro_arrival_get_n_changes (arrival); i++)
    {
      const PyroChange *change = pyro_arrival_get_change (arrival, i);

      g_assert_nonnull (pyro_value_lookup_path (value, change->path, NULL));
      g_assert_true (g_utf8_validate (change->sentence, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroValue) value = pyro_literal_parse ((const char *) data, (gssize) size, NULL, NULL);

  if (value != NULL)
    for (const char *const *names = pyro_codec_list_names (); *names != NULL; names++)
      check (pyro_codec_find (*names), value);

  return 0;
}
