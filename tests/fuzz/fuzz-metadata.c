/* tests/fuzz/fuzz-metadata.c - what an object offers, as its daemon says it
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/metadata.h"
#include "tests/fuzz/fuzz.h"

/* Sorted, each once, and found. */
static void
check_names (PyroMetadata      *metadata,
             const char *const *names,
             gboolean         (*has) (PyroMetadata *metadata,
                                      const char   *name))
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_assert_true (g_utf8_validate (names[i], -1, NULL));
      g_assert_true (has (metadata, names[i]));
      if (i > 0)
        g_assert_cmpint (strcmp (names[i - 1], names[i]), <, 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroValue) value = decode_serpent (data, size);
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(GError) error = NULL;
  const char *const *oneway;

  if (value == NULL)
    return 0;
  metadata = pyro_metadata_from_value (value, &error);
  if (metadata == NULL)
    {
      assert_sentence (error);
      return 0;
    }

  oneway = pyro_metadata_get_oneway (metadata);
  check_names (metadata, pyro_metadata_get_methods (metadata), pyro_metadata_has_method);
  check_names (metadata, oneway, pyro_metadata_is_oneway);
  check_names (metadata, oneway, pyro_metadata_has_method);
  check_names (metadata, pyro_metadata_get_attributes (metadata), pyro_metadata_has_attribute);

  return 0;
}
