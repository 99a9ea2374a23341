/* tests/fuzz/fuzz-proxy-value.c - proxies and URIs that come as values
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/proxy.h"
#include "core/value/literal.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroValue) value = pyro_literal_parse_full ((const char *) data, (gssize) size, PYRO_LITERAL_SERPENT,
                                                        NULL, NULL);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(GError) error = NULL;

  if (value == NULL)
    return 0;

  proxy = pyro_proxy_new_from_value (value, NULL, &error);
  g_assert_cmpint (proxy != NULL, ==, error == NULL);
  if (proxy == NULL)
    {
      assert_sentence (error);
      return 0;
    }
  g_assert_nonnull (pyro_proxy_get_uri (proxy));
  g_assert_nonnull (pyro_codec_find (pyro_proxy_get_serializer (proxy)));
  g_assert_cmpint (pyro_proxy_get_timeout (proxy), >=, 0);

  return 0;
}
