/* tests/examples/served-batches.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "arithmetic.h"

/* ---- batchedcalls ---- */

METHOD (delay)
{
  gint64 seconds;

  if (!pyro_invocation_read_int (invocation, 0, &seconds, error))
    return NULL;
  g_usleep ((gulong) seconds * G_USEC_PER_SEC);

  return pyro_value_new_int (seconds);
}

METHOD (print_message)
{
  return pyro_value_new_int (0);
}

static const PyroMethodInfo batched_methods[] = {
  { "multiply", "a, b", arithmetic_multiply },
  { "add", "a, b", arithmetic_add },
  { "divide", "a, b", arithmetic_divide },
  { "delay", "seconds", delay, PYRO_METHOD_WORKER },
  { "printmessage", "message", print_message },
  { NULL }
};
static const PyroClassInfo batched_info = { "Thingy", batched_methods, NULL };

static void
serve_batched (Host *host)
{
  host_add (host, "example.batched", NULL, &batched_info, NULL, NULL);
}

/* ---- streaming ---- */

#define NUMBERS "[1, 2, 3, 4, 5, 6, 7, 8, 9]"

METHOD (list_numbers)
{
  return literal (NUMBERS);
}

METHOD (stream_numbers)
{
  g_autoptr(PyroValue) numbers = literal (NUMBERS);

  pyro_invocation_return_items (invocation, numbers);

  return NULL;
}

static void
pull_number (PyroInvocation *pull,
             gpointer        user_data)
{
  gint64 *next = user_data;
  g_autoptr(PyroValue) value = pyro_value_new_int (*next);

  if ((*next)++ < 10)
    pyro_invocation_return_value (pull, value);
  else
    pyro_invocation_return_end (pull, NULL);
}

METHOD (stream_slowly)
{
  gint64 *next = g_new (gint64, 1);

  *next = 1;
  pyro_invocation_return_stream (invocation, pull_number, next, g_free);

  return NULL;
}

static const PyroMethodInfo streaming_methods[] = {
  { "list", "", list_numbers },
  { "iterator", "", stream_numbers },
  { "generator", "", stream_slowly },
  { "slow_generator", "", stream_slowly },
  { NULL }
};
static const PyroClassInfo streaming_info = { "Streamer", streaming_methods, NULL };

static void
serve_streams (Host *host)
{
  host_add (host, "example.streamer", NULL, &streaming_info, NULL, NULL);
}

const Served batch_served[] = {
  { "batchedcalls", "batchedcalls", serve_batched, { { "server.py", URI ("example.batched") } },
    { { "client.py", "%" } }, SPEED },
  { "streaming", "streaming", serve_streams, { { "server.py", URI ("example.streamer") } }, { { "client.py", "%" } } },
  { NULL }
};
