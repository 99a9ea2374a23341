/* tests/examples/served-async.c - the example of calls whose results come later
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "arithmetic.h"

METHOD (divide_later)
{
  g_usleep (3 * G_USEC_PER_SEC);

  return arithmetic_divide (invocation, object, error);
}

static const PyroMethodInfo async_methods[] = {
  { "divide", "a, b", divide_later, PYRO_METHOD_WORKER },
  { "multiply", "a, b", arithmetic_multiply },
  { "add", "value, increase", arithmetic_add },
  { NULL }
};
static const PyroClassInfo async_info = { "Thingy", async_methods, NULL };

static void
serve_async (Host *host)
{
  host_add (host, "example.async", NULL, &async_info, NULL, NULL);
}

const Served async_served[] = {
  { NULL, "async", serve_async, { { "server.py", URI ("example.async") } },
    { { "client.py", "%", .beside = TRUE },
      { "client_batch.py", "%", .beside = TRUE },
      { "client_callchain.py", "%" } } },
  { NULL }
};
