/* tests/examples/served-losses.c - examples of connections that are lost
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "arithmetic.h"

/* ---- autoreconnect ---- */

METHOD (take_a_second)
{
  g_usleep (G_USEC_PER_SEC);

  return NULL;
}

static const PyroMethodInfo tested_methods[] = { { "method", "arg", take_a_second, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo tested_info = { "TestClass", tested_methods, NULL };

/* What comes back has the port and the ids that it had. */
static void
serve_again (Host *host)
{
  host_listen (host, "127.0.0.1", 7777);
  host_add (host, "example.autoreconnect_fixed_objectid", NULL, &tested_info, NULL, NULL);
  host_add (host, "example.autoreconnect_named", "example.autoreconnect", &tested_info, NULL, NULL);
}

#define RECONNECTING                                                                             \
  "call\\.\\.\\.\n(?s)Sleeping 1 second\n.*Connection lost\\. REBINDING\\.\\.\\.\n"                          \
  "\\(restart the server now\\)\ncall\\.\\.\\.\nSleeping 1 second\ncall\\.\\.\\.\n"

/* ---- autoretry ---- */

static const PyroMethodInfo retry_methods[] = { { "add", "num1, num2", arithmetic_add }, { NULL } };
static const PyroClassInfo retry_info = { "CalcServer", retry_methods, NULL };

static void
serve_retry (Host *host)
{
  host_configure (host, "COMMTIMEOUT", "0.5");
  host_add (host, NULL, "example.autoretry", &retry_info, NULL, NULL);
}

/* ---- disconnects ---- */

METHOD (echo)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static const PyroMethodInfo echo_methods[] = { { "echo", "arg", echo }, { NULL } };
static const PyroClassInfo echo_info = { "TestDisconnect", echo_methods, NULL };

static void
serve_echo (Host *host)
{
  host_configure (host, "COMMTIMEOUT", "5");
  host_add (host, "example.disconnect", NULL, &echo_info, NULL, NULL);
}

const Served loss_served[] = {
  { "autoreconnect", "autoreconnect", serve_again,
    { { "server.py", URI ("example.autoreconnect_fixed_objectid") }, { "serverNS.py", "Server started" } },
    { { "client.py", "%", RECONNECTING, .restart = "Sleeping 1 second" },
      { "clientNS.py", NULL, RECONNECTING, .restart = "Sleeping 1 second" } }, .isolated = TRUE, .named = TRUE },
  { "autoretry", "autoretry", serve_retry, { { "server.py", RUNNING } }, { { "client.py" } }, .named = TRUE },
  { "disconnects", "disconnects", serve_echo, { { "server.py", URI ("example.disconnect") } },
    { { "client.py", "%\n" } } },
  { NULL }
};
