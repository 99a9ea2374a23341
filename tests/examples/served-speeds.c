/* tests/examples/served-speeds.c - examples that measure how fast it is
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

/* ---- benchmark ---- */

METHOD (count_items)
{
  return pyro_value_new_int ((gint64) pyro_value_get_length (pyro_invocation_get_param (invocation, 0)));
}

METHOD (times_two)
{
  gint64 value;

  return pyro_invocation_read_int (invocation, 0, &value, error) ? pyro_value_new_int (value * 2) : NULL;
}

METHOD (big_reply)
{
  GString *text = g_string_new (NULL);
  PyroValue *value;

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "BIG REPLY");
  value = pyro_value_new_string (text->str);
  g_string_free (text, TRUE);

  return value;
}

METHOD (many_args)
{
  gint64 sum = 0, value;

  for (guint i = 0; i < 15; i++)
    if (!pyro_invocation_read_int (invocation, i, &value, error))
      return NULL;
    else
      sum += value;

  return pyro_value_new_int (sum);
}

METHOD (no_reply)
{
  return NULL;
}

METHOD (echo)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static const PyroMethodInfo bench_methods[] = {
  { "length", "string", count_items },
  { "timestwo", "value", times_two },
  { "bigreply", "", big_reply },
  { "bigarg", "arg", count_items },
  { "manyargs", "a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15", many_args },
  { "noreply", "arg", no_reply },
  { "varargs", "*args", count_items },
  { "keywords", "**args", echo },
  { "echo", "*args", echo },
  { "oneway", "*args", no_reply, PYRO_METHOD_ONEWAY },
  { NULL }
};
static const PyroClassInfo bench_info = { "bench", bench_methods, NULL };

static void
serve_bench (Host *host)
{
  host_add (host, "example.benchmark", NULL, &bench_info, NULL, NULL);
}

/* ---- hugetransfer ---- */

/* Bytes are in a dictionary when serpent carries them. */
METHOD (transfer)
{
  PyroValue *data = pyro_invocation_get_param (invocation, 0);
  PyroValue *encoded = pyro_value_get_kind (data) == PYRO_VALUE_DICT ? pyro_value_lookup_string (data, "data") : NULL;
  g_autofree char *text = encoded != NULL ? pyro_value_dup_utf8 (encoded) : NULL;
  gsize size = pyro_value_get_length (data);

  if (text != NULL)
    g_base64_decode_inplace (text, &size);

  return pyro_value_new_int ((gint64) size);
}

static void
pull_chunk (PyroInvocation *pull,
            gpointer        user_data)
{
  gint64 *left = user_data;
  gsize size = (gsize) CLAMP (*left, 0, 200000);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) chunk = NULL;
  g_autofree char *zeros = g_malloc0 (size + 1);

  pyro_builder_add_bytes (builder, zeros, size);
  chunk = pyro_builder_end (builder, NULL);
  *left -= 200000;
  if (size > 0)
    pyro_invocation_return_value (pull, chunk);
  else
    pyro_invocation_return_end (pull, NULL);
}

METHOD (download_chunks)
{
  gint64 *left = g_new0 (gint64, 1);

  if (pyro_invocation_read_int (invocation, 0, left, error))
    pyro_invocation_return_stream (invocation, pull_chunk, left, g_free);
  else
    g_free (left);

  return NULL;
}

static const PyroMethodInfo huge_methods[] = {
  { "transfer", "data", transfer }, { "download_chunks", "size", download_chunks }, { NULL }
};
static const PyroClassInfo huge_info = { "Testclass", huge_methods, NULL };

static void
serve_huge (Host *host)
{
  host_add (host, "example.hugetransfer", NULL, &huge_info, NULL, NULL);
}

const Served speed_served[] = {
  { "benchmark", "benchmark", serve_bench, { { "server.py", URI ("example.benchmark") } },
    { { "client.py", "%" }, { "connections.py", "%" } }, SPEED "|\\d+\\.\\d+$", .isolated = TRUE },
  { "hugetransfer", "hugetransfer", serve_huge, { { "server.py", URI ("example.hugetransfer") } },
    { { "client.py", "%" } }, SPEED "|\\d+\\.\\d+ (?=kb|mb|sec)", .isolated = TRUE },
  { NULL }
};
