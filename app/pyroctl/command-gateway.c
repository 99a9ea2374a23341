/* app/pyroctl/command-gateway.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/interrupt.h"
#include "app/pyroctl/options.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

#define DEFAULT_HOST "localhost"
#define DEFAULT_PORT 8080

static char *host;
static int port = DEFAULT_PORT;
static char *exposed;
static char *key;
static char *cors;
static gboolean fresh;

static const GOptionEntry options[] = {
  { "host", 'H', 0, G_OPTION_ARG_FILENAME, &host,
    "Where to listen (localhost)", "HOST" },
  { "port", 'p', 0, G_OPTION_ARG_INT, &port,
    "The port; 0 for a free one (8080)", "PORT" },
  { "expose", 'e', 0, G_OPTION_ARG_FILENAME, &exposed,
    "A regex that names begin with (http\\.)", "REGEX" },
  { "gatewaykey", 'g', 0, G_OPTION_ARG_FILENAME, &key,
    "What clients have to know", "KEY" },
  { "cors", 'c', 0, G_OPTION_ARG_FILENAME, &cors,
    "Let the pages of this site call", "ORIGIN" },
  { "fresh", 0, 0, G_OPTION_ARG_NONE, &fresh,
    "Connect anew for each request", NULL },
  { NULL }
};

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_gateway_locate_finish (PYRO_GATEWAY (object), result, &error);
  g_autofree char *text = uri != NULL ? pyro_uri_to_string (uri) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (text != NULL)
    ctl_output_text ("Connected to name server at:  %s", text);
  else
    ctl_output_text ("Not yet connected to a name server.");
  ctl_output_flush ();
}

/* The first line is for programs that start this one; the others are those of Pyro's own gateway. */
static void
announce (PyroGateway *gateway)
{
  g_auto(GStrv) uris = pyro_gateway_list_uris (gateway);
  const char *pattern = pyro_gateway_get_exposed (gateway);
  g_autofree char *visible = ctl_make_visible (pattern);

  ctl_output_text ("ready %s", uris[0]);
  if (*pattern != '\0')
    ctl_output_text ("Exposing objects with names matching:  %s", visible);
  else
    ctl_output_text ("Warning: exposing all objects (no expose regex set)");
  for (gsize i = 0; uris[i] != NULL; i++)
    ctl_output_text ("Pyro HTTP gateway running on %spyro/", uris[i]);
  ctl_output_flush ();
}

static void
serve (PyroGateway *gateway)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  CtlInterrupt interrupt;

  ctl_interrupt_begin (&interrupt, loop, NULL);
  announce (gateway);
  pyro_gateway_locate_async (gateway, NULL, located_cb, NULL);
  g_main_loop_run (loop);

  pyro_gateway_close (gateway);
  ctl_interrupt_end (&interrupt);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  const CtlOptions *general = ctl_inquiry_get_options (inquiry);
  g_autoptr(PyroGateway) gateway = pyro_gateway_new (ctl_inquiry_get_config (inquiry));
  g_autoptr(GError) error = NULL;

  if (!ctl_options_check_port ("--port", port))
    return CTL_USAGE;
  if (exposed != NULL && !pyro_gateway_set_exposed (gateway, exposed, &error))
    {
      ctl_report ("--expose: %s", error->message);
      return CTL_USAGE;
    }
  pyro_gateway_set_name_server (gateway, general->ns_host, general->ns_port);
  pyro_gateway_set_key (gateway, key);
  pyro_gateway_set_cors (gateway, cors);
  pyro_gateway_set_pooled (gateway, !fresh);
  if (general->timeout >= 0)
    pyro_gateway_set_timeout (gateway, general->timeout);

  if (!pyro_gateway_listen (gateway, host != NULL ? host : DEFAULT_HOST, (guint16) port, &error))
    {
      ctl_report ("%s", error->message);
      return CTL_FAILED;
    }
  serve (gateway);

  return CTL_DONE;
}

const CtlCommand ctl_command_gateway = {
  .name = "gateway",
  .arguments = "",
  .summary = "Serve objects to programs that speak HTTP, and to web browsers",
  .description =
    "Prints “ready http://HOST:PORT/” when it serves, and does so until it is interrupted. At that\n"
    "address is a page with all exposed names, on which they can be called. Programs get\n"
    "/pyro/NAME/METHOD?a=text&b:=1 and /pyro/NAME/ATTRIBUTE as JSON, and /pyro/NAME/$meta for what an\n"
    "object offers; or they post a form, a JSON object of named arguments, or an array of others.\n"
    "\n"
    "Connections to the objects are kept for the next request, so a class that is registered gives\n"
    "one instance to several: --fresh is for those that must not share it.",
  .examples =
    "  pyroctl gateway\n"
    "  pyroctl gateway --expose 'lab\\.|robot\\.' --port 8000\n"
    "  pyroctl --ns robot:9090 --timeout 10 gateway --host 0.0.0.0 --gatewaykey SECRET\n"
    "  curl 'http://localhost:8000/pyro/lab.stage/move?x:=1.5&y:=2'",
  .options = options,
  .run = run,
};
