/* app/pyroctl/command-ns.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include <string.h>

#include "app/pyroctl/interrupt.h"
#include "app/pyroctl/options.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

#define NOT_GIVEN -1

static char *host;
static int port = NOT_GIVEN;
static char *path;
static char *storage;
static char *bchost;
static int bcport = NOT_GIVEN;
static char *nathost;
static int natport = NOT_GIVEN;
static gboolean no_broadcast;

static const GOptionEntry options[] = {
  { "host", 'n', 0, G_OPTION_ARG_FILENAME, &host,
    "Where to listen (localhost)", "HOST" },
  { "port", 'p', 0, G_OPTION_ARG_INT, &port,
    "The port; 0 for a free one (9090)", "PORT" },
  { "unixsocket", 'u', 0, G_OPTION_ARG_FILENAME, &path,
    "Listen at a Unix socket instead", "PATH" },
  { "storage", 's', 0, G_OPTION_ARG_FILENAME, &storage,
    "Where names are kept: memory, or sql:FILE (memory)", "STORAGE" },
  { "bchost", 0, 0, G_OPTION_ARG_FILENAME, &bchost,
    "Where to wait for broadcasts (everywhere)", "HOST" },
  { "bcport", 0, 0, G_OPTION_ARG_INT, &bcport,
    "The UDP port for them; 0 for a free one (9091)", "PORT" },
  { "nathost", 0, 0, G_OPTION_ARG_FILENAME, &nathost,
    "The host by which the outside gets here", "HOST" },
  { "natport", 0, 0, G_OPTION_ARG_INT, &natport,
    "The port for it; 0 for the same", "PORT" },
  { "nobc", 'x', 0, G_OPTION_ARG_NONE, &no_broadcast,
    "Do not answer broadcasts", NULL },
  { NULL }
};

static gboolean
check_port (const char *option,
            int         number)
{
  return number == NOT_GIVEN || ctl_options_check_port (option, number);
}

static gboolean
check_options (void)
{
  if (!check_port ("--port", port) || !check_port ("--bcport", bcport) || !check_port ("--natport", natport))
    return FALSE;
  if (nathost != NULL && path != NULL)
    ctl_report ("--nathost and --unixsocket exclude each other: the outside does not get to a Unix socket");
  else if ((host != NULL || port != NOT_GIVEN) && path != NULL)
    ctl_report ("--unixsocket stands in place of --host and --port");
  else if ((nathost == NULL) != (natport == NOT_GIVEN))
    ctl_report ("--nathost and --natport go together");
  else
    return TRUE;

  return FALSE;
}

/* What the options say, above the environment. */
static PyroConfig *
configure (CtlInquiry *inquiry)
{
  PyroConfig *config = pyro_config_copy (ctl_inquiry_get_config (inquiry));

  if (nathost != NULL)
    {
      g_free (config->nathost);
      config->nathost = g_strdup (nathost);
      config->natport = (guint16) natport;
    }
  if (port != NOT_GIVEN)
    config->ns_port = (guint16) port;
  if (bcport != NOT_GIVEN)
    config->ns_bcport = (guint16) bcport;
  if (bchost != NULL)
    {
      g_free (config->ns_bchost);
      config->ns_bchost = g_strdup (bchost);
    }

  return config;
}

static PyroRegistry *
open_registry (CtlStatus *status)
{
  g_autoptr(GError) error = NULL;
  PyroRegistry *registry = NULL;

  *status = CTL_USAGE;
  if (storage == NULL || g_str_equal (storage, "memory"))
    registry = pyro_registry_new ();
  else if (g_str_equal (storage, "sql::memory:"))
    ctl_report ("--storage sql:FILE wants a file; names that need not last are kept with --storage memory");
  else if (g_str_has_prefix (storage, "sql:") && storage[4] != '\0')
    registry = pyro_registry_open (storage + 4, &error);
  else if (g_str_has_prefix (storage, "dbm:"))
    ctl_report ("--storage dbm: is Python's own format, which has no tags; sql:FILE keeps names, and tags too");
  else
    ctl_report ("--storage is memory or sql:FILE, not “%s”", storage);

  if (error != NULL)
    {
      *status = CTL_FAILED;
      ctl_report ("%s", error->message);
    }

  return registry;
}

static gboolean
listen_somewhere (PyroNameDaemon    *server,
                  const PyroConfig  *config,
                  GError           **error)
{
  if (path != NULL)
    return pyro_name_daemon_listen_unix (server, path, error);

  return pyro_name_daemon_listen (server, host, config->ns_port, error);
}

/* The address itself, of which the URI may have a name. */
static char *
dup_ip (PyroNameDaemon *server)
{
  g_autoptr(GSocketAddress) address = pyro_daemon_dup_address (pyro_name_daemon_get_daemon (server));

  if (address == NULL || !G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  return g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Nobody who broadcasts could reach a name server on loopback, and IPv6 has no broadcasts. */
static gboolean
answer_broadcasts (PyroNameDaemon    *server,
                   const PyroConfig  *config,
                   const char        *ip,
                   char             **note,
                   GError           **error)
{
  g_autofree char *where = NULL;

  if (ip == NULL)
    return TRUE;
  if (strchr (ip, ':') != NULL)
    *note = g_strdup ("Not starting broadcast server for IPv6.");
  else if (g_str_has_prefix (ip, "127."))
    *note = g_strdup ("Not starting broadcast server for localhost.");
  if (*note != NULL || no_broadcast)
    return TRUE;

  where = pyro_name_daemon_answer_broadcast (server, config->ns_bchost, config->ns_bcport, error);
  if (where != NULL)
    *note = g_strdup_printf ("Broadcast server running on %s", where);

  return where != NULL;
}

static void
print_uris (PyroUri *inside,
            PyroUri *outside)
{
  g_autofree char *internal = pyro_uri_to_string (inside);
  g_autofree char *external = pyro_uri_to_string (outside);

  if (!pyro_uri_equal (inside, outside))
    {
      ctl_output_text ("internal URI = %s", internal);
      ctl_output_text ("external URI = %s", external);
    }
  else
    {
      ctl_output_text ("URI = %s", external);
    }
}

/* The first line is for programs that start this one; the others are those of pyro5-ns. */
static void
announce (PyroNameDaemon *server,
          const char     *ip,
          const char     *note)
{
  g_autoptr(PyroUri) inside = pyro_name_daemon_dup_uri (server, FALSE);
  g_autoptr(PyroUri) outside = pyro_name_daemon_dup_uri (server, TRUE);
  g_autofree char *location = pyro_uri_dup_location (inside);
  g_autofree char *text = pyro_uri_to_string (inside);
  guint64 n_names = 0;

  ctl_output_text ("ready %s", text);
  if (note != NULL)
    ctl_output_text ("%s", note);
  if (pyro_registry_count (pyro_name_daemon_get_registry (server), &n_names, NULL) && n_names > 1)
    ctl_output_text ("Persistent store contains %" G_GUINT64_FORMAT " existing registrations.", n_names);
  ctl_output_text ("NS running on %s (%s)", location, ip != NULL ? ip : "Unix domain socket");
  print_uris (inside, outside);
  ctl_output_flush ();
}

static CtlStatus
serve (PyroNameDaemon   *server,
       const PyroConfig *config)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  g_autofree char *ip = NULL;
  g_autofree char *note = NULL;
  CtlInterrupt interrupt;

  ctl_interrupt_begin (&interrupt, loop, NULL);
  if (listen_somewhere (server, config, &error)
      && (ip = dup_ip (server), answer_broadcasts (server, config, ip, &note, &error)))
    {
      announce (server, ip, note);
      g_main_loop_run (loop);
    }
  pyro_name_daemon_close (server);
  ctl_interrupt_end (&interrupt);

  if (error != NULL)
    {
      ctl_report ("%s", error->message);
      return CTL_FAILED;
    }
  ctl_output_text ("NS shut down.");

  return CTL_DONE;
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroConfig) config = NULL;
  g_autoptr(PyroRegistry) registry = NULL;
  g_autoptr(PyroNameDaemon) server = NULL;
  g_autoptr(GError) error = NULL;
  CtlStatus status;

  if (!check_options ())
    return CTL_USAGE;
  config = configure (inquiry);
  registry = open_registry (&status);
  if (registry == NULL)
    return status;
  server = pyro_name_daemon_new (config, registry, &error);
  if (server == NULL)
    {
      ctl_report ("%s", error->message);
      return CTL_USAGE;
    }

  return serve (server, config);
}

const CtlCommand ctl_command_ns = {
  .name = "ns",
  .arguments = "",
  .summary = "Be a name server, for programs of Pyro5 and Pyro4",
  .description =
    "Prints “ready URI” when it serves, and does so until it is interrupted; all further lines are\n"
    "those of pyro5-ns. With --storage sql:FILE each name is on the disk before its registration is\n"
    "answered; a database of Pyro's own name server goes on here, and this one there.\n"
    "\n"
    "On loopback, with IPv6 and at a Unix socket it answers no broadcasts. With PYRO_NS_AUTOCLEAN in\n"
    "the environment, names whose objects cannot be connected to for 20 seconds are removed.",
  .examples =
    "  pyroctl ns\n"
    "  pyroctl ns --host 0.0.0.0 --storage sql:names.db\n"
    "  pyroctl ns --unixsocket /run/user/1000/names\n"
    "  PYRO_NS_AUTOCLEAN=10 pyroctl ns --port 0",
  .options = options,
  .run = run,
};
