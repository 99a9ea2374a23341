/* tests/examples/served-programs.c - examples whose servers come with Pyro, as ours come with pyroctl
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "arithmetic.h"
#include "isolation.h"

/* The name server is all. */
static void
serve_names (Host *host)
{
}

static void
serve_echo (Host *host)
{
  host_start (host, "echo --host 127.0.0.1", "^echo uri: (PYRO:\\S+)");
}

/* ---- eventloop ---- */

/* Numbers, or a text and how often it is repeated. */
METHOD (multiply)
{
  g_autofree char *text = pyro_invocation_read_string (invocation, 0, NULL);
  g_autoptr(GString) repeated = g_string_new (NULL);
  gint64 times;

  if (text == NULL)
    return arithmetic_multiply (invocation, object, error);
  if (!pyro_invocation_read_int (invocation, 1, &times, error))
    return NULL;
  for (gint64 i = 0; i < times; i++)
    g_string_append (repeated, text);

  return pyro_value_new_string (repeated->str);
}

static const PyroMethodInfo embedded_methods[] = { { "multiply", "x, y", multiply }, { NULL } };
static const PyroClassInfo embedded_info = { "EmbeddedServer", embedded_methods, NULL };

/* A name server that answers broadcasts, and an object in it. */
static void
serve_embedded (Host *host)
{
  gboolean old = g_str_equal (host->stage->generation, "Pyro4");

  host_be_name_server (host, ISOLATED_ADDRESS);
  host_add (host, NULL, old ? "example.embedded.server" : "example.eventloop.server", &embedded_info, NULL, NULL);
}

/* ---- http ---- */

static void
serve_http (Host *host)
{
  host_start (host, "echo --host 127.0.0.1 --naming", "^echo uri: (PYRO:\\S+)");
  host_start (host, "gateway -e Pyro.|test.", "^ready ");
}

/* Five threads do at random what they can do, until they are told to stop. */
#define STRESS                                                                                   \
  { "stress.py", NULL, "(?s)Starting\\.\n(?=.*\\b0 )(?=.*\\b1 )(?=.*\\b2 )(?=.*\\b3 )(?=.*\\b4 ).{2000}", \
    .interrupted = TRUE }

const Served program_served[] = {
  { "echoserver", NULL, serve_echo, { { "-m Pyro5.utils.echoserver --host 127.0.0.1", "^echo uri: (PYRO:\\S+)" } },
    { { "client.py", "%" } } },
  { NULL, "echoserver", serve_echo, { { "-m Pyro4.test.echoserver --host 127.0.0.1", "^echo uri: (PYRO:\\S+)" } },
    { { "client.py", "%" } } },
  { "eventloop", "eventloop", serve_embedded, { { "server_threads.py", "Waiting for requests" } },
    { { "client.py", "\n" } }, .isolated = TRUE },
  { "http", NULL, serve_http,
    { { "-m Pyro5.utils.echoserver --host 127.0.0.1 -n", "echoserver running" },
      { "-m Pyro5.utils.httpgateway -e Pyro.|test.", "gateway running" } },
    { { "client.py" } }, "\\d+(?=\\]\\}$)", .shuffled = "(?<='methods': \\[)[^\\]]*", .isolated = TRUE, .named = TRUE },
  { "maxsize", NULL, serve_echo, { { "-m Pyro5.utils.echoserver --host 127.0.0.1", "^echo uri: (PYRO:\\S+)" } },
    { { "client.py", "%" } } },
  { NULL, "maxsize", serve_echo, { { "-m Pyro4.test.echoserver --host 127.0.0.1", "^echo uri: (PYRO:\\S+)" } },
    { { "client.py", "%" } } },
  { "nameserverstress", "nameserverstress", serve_names, { }, { STRESS },
    "(?s)(?<=Starting\\.\n).*(?=Break--)|^(\\d )*(?=Trasher)|\\d+(?= names)", .named = TRUE },
  { "ns-metadata", "ns-metadata", serve_names, { }, { { "example.py" } }, "(?<=owner )\\d+",
    .shuffled = "(?<=meta: ).*|(?<=\\{)'[^}]*(?=\\})", .named = TRUE },
  { "threadproxysharing", NULL, serve_names, { }, { { "client.py" } }, "\\b\\d{9,}\\b", .named = TRUE },
  { NULL }
};
