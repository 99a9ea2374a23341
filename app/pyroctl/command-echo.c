/* app/pyroctl/command-echo.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/echo-object.h"
#include "app/pyroctl/interrupt.h"
#include "app/pyroctl/options.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

#define DEFAULT_HOST "localhost"

static char *host;
static int port;
static char *unix_path;
static gboolean naming;
static gboolean nameserver;
static gboolean verbose;
static gboolean quiet;

static const GOptionEntry options[] = {
  { "host", 'H', 0, G_OPTION_ARG_FILENAME, &host,
    "Where to listen (localhost)", "HOST" },
  { "port", 'p', 0, G_OPTION_ARG_INT, &port,
    "The port; 0 for a free one (0)", "PORT" },
  { "unixsocket", 'u', 0, G_OPTION_ARG_FILENAME, &unix_path,
    "Listen at this Unix socket instead", "PATH" },
  { "naming", 'n', 0, G_OPTION_ARG_NONE, &naming,
    "Register the object with the name server", NULL },
  { "nameserver", 'N', 0, G_OPTION_ARG_NONE, &nameserver,
    "Be a name server too, with the object in it", NULL },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
    "Print what is called", NULL },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet,
    "Print nothing but the first line", NULL },
  { NULL }
};

typedef struct
{
  CtlInquiry     *inquiry;
  PyroDaemon     *daemon;
  PyroNameDaemon *names;       /* NULL if it is no name server */
  char           *broadcast;   /* where that answers broadcasts, NULL if nowhere */
  GMainLoop      *loop;
  GCancellable   *cancellable; /* of the registration */
  char           *uri;
  CtlStatus       status;
} Server;

static void
server_clear (Server *self)
{
  if (self->daemon != NULL)
    pyro_daemon_close (self->daemon);
  if (self->names != NULL)
    pyro_name_daemon_close (self->names);
  g_clear_object (&self->daemon);
  g_clear_object (&self->names);
  g_clear_pointer (&self->broadcast, g_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->uri, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Server, server_clear)

static const char *
get_host (void)
{
  return host != NULL ? host : DEFAULT_HOST;
}

/* ---- What it says ---- */

/* The first line is for programs that start this one; the others are those of Pyro's own echo server. */
static void
announce (Server     *self,
          const char *name_server)
{
  ctl_output_text ("ready %s", self->uri);
  if (!quiet)
    ctl_output_text ("Starting Pyro's built-in test echo server.");
  if (verbose && name_server != NULL)
    ctl_output_text ("using name server at %s", name_server);
  else if (verbose)
    ctl_output_text ("not using a name server.");
  if (verbose && self->broadcast != NULL)
    ctl_output_text ("broadcast server running at %s", self->broadcast);
  else if (verbose && self->names != NULL)
    ctl_output_text ("not using a broadcast server");
  if (!quiet)
    ctl_output_text ("object name: %s\necho uri: %s\nechoserver running.", CTL_ECHO_NAME, self->uri);
  ctl_output_flush ();
}

/* ---- The name server ---- */

static void
give_up (Server       *self,
         const GError *error)
{
  g_main_loop_quit (self->loop);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  ctl_report ("name server: %s", error->message);
  self->status = CTL_FAILED;
}

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Server *self = user_data;
  PyroNameServer *names = PYRO_NAME_SERVER (object);
  g_autoptr(GError) error = NULL;
  g_autofree char *place = NULL;
  g_autofree char *visible = NULL;

  if (!pyro_name_server_register_finish (names, result, &error))
    {
      give_up (self, error);
      return;
    }
  place = pyro_uri_to_string (pyro_proxy_get_uri (pyro_name_server_get_proxy (names)));
  visible = ctl_make_visible (place);
  announce (self, visible);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Server *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = pyro_resolver_locate_finish (result, &error);

  if (names == NULL)
    give_up (self, error);
  else
    pyro_name_server_register_async (names, CTL_ECHO_NAME, self->uri, NULL, FALSE, self->cancellable,
                                     registered_cb, self);
}

/* Its own name server, at the port that the configuration has for one. Nobody who broadcasts could reach it on
 * loopback. */
static gboolean
open_name_server (Server  *self,
                  GError **error)
{
  const PyroConfig *config = ctl_inquiry_get_config (self->inquiry);
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();
  g_autoptr(GSocketAddress) address = NULL;
  GInetAddress *ip;

  self->names = pyro_name_daemon_new (config, registry, error);
  if (self->names == NULL || !pyro_name_daemon_listen (self->names, get_host (), config->ns_port, error))
    return FALSE;
  address = pyro_daemon_dup_address (pyro_name_daemon_get_daemon (self->names));
  ip = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  if (g_inet_address_get_family (ip) != G_SOCKET_FAMILY_IPV4 || g_inet_address_get_is_loopback (ip))
    return TRUE;
  self->broadcast = pyro_name_daemon_answer_broadcast (self->names, config->ns_bchost, config->ns_bcport, error);

  return self->broadcast != NULL;
}

static void
locate_name_server (Server *self)
{
  const CtlOptions *general = ctl_inquiry_get_options (self->inquiry);
  g_autoptr(PyroUri) own = self->names != NULL ? pyro_name_daemon_dup_uri (self->names, FALSE) : NULL;

  pyro_resolver_locate_async (ctl_inquiry_get_config (self->inquiry),
                              own != NULL ? pyro_uri_get_host (own) : general->ns_host,
                              own != NULL ? pyro_uri_get_port (own) : general->ns_port,
                              ctl_inquiry_get_timeout (self->inquiry), self->cancellable, located_cb, self);
}

/* ---- The daemon ---- */

static PyroDaemon *
open_daemon (Server  *self,
             GError **error)
{
  g_autoptr(PyroConfig) config = pyro_config_copy (ctl_inquiry_get_config (self->inquiry));
  g_autoptr(PyroDaemon) daemon = NULL;

  if (!pyro_config_set (config, "SERVERTYPE", "multiplex", error))
    return NULL;
  daemon = pyro_daemon_new (config, error);
  if (daemon == NULL)
    return NULL;
  if (unix_path != NULL ? pyro_daemon_listen_unix (daemon, unix_path, error)
                        : pyro_daemon_listen (daemon, get_host (), (guint16) port, error))
    return g_steal_pointer (&daemon);
  pyro_daemon_close (daemon);

  return NULL;
}

static gboolean
start (Server  *self,
       GError **error)
{
  g_autoptr(PyroServant) object = NULL;
  g_autoptr(PyroUri) uri = NULL;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  if (nameserver && !open_name_server (self, error))
    return FALSE;
  self->daemon = open_daemon (self, error);
  if (self->daemon == NULL)
    return FALSE;
  object = ctl_echo_object_new (self->loop, verbose);
  uri = pyro_daemon_register (self->daemon, object, CTL_ECHO_NAME, PYRO_REGISTER_NONE, error);
  self->uri = uri != NULL ? pyro_uri_to_string (uri) : NULL;

  return uri != NULL;
}

static void
serve (Server *self)
{
  CtlInterrupt interrupt;

  ctl_interrupt_begin (&interrupt, self->loop, self->cancellable);
  if (naming || nameserver)
    locate_name_server (self);
  else
    announce (self, NULL);
  g_main_loop_run (self->loop);

  g_cancellable_cancel (self->cancellable);
  pyro_daemon_close (self->daemon);
  if (self->names != NULL)
    pyro_name_daemon_close (self->names);
  ctl_interrupt_end (&interrupt);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_auto(Server) self = { .inquiry = inquiry, .status = CTL_DONE };
  g_autoptr(GError) error = NULL;

  if (!ctl_options_check_port ("--port", port))
    return CTL_USAGE;
  quiet = quiet && !verbose;
  if (!start (&self, &error))
    {
      ctl_report ("%s", error->message);
      return CTL_FAILED;
    }
  serve (&self);

  return self.status;
}

const CtlCommand ctl_command_echo = {
  .name = "echo",
  .arguments = "",
  .summary = "Serve the object of Pyro's own echo server, for tests",
  .description =
    "Prints “ready PYRO:" CTL_ECHO_NAME "@HOST:PORT” when it serves, and does so until it is\n"
    "interrupted or a client calls shutdown(). Clients of Pyro4 and Pyro5 are served alike. The object\n"
    "has echo(message), error(), error_with_text(), generator(), nan(), inf(), slow() and __dunder__(),\n"
    "the oneway methods oneway_echo(message) and oneway_slow(), and the attribute verbose.\n"
    "\n"
    "What is registered with --naming stays registered when it ends, as with Pyro's.",
  .examples =
    "  pyroctl echo\n"
    "  pyroctl echo --port 9999 --verbose\n"
    "  pyroctl --ns robot:9090 echo --host 0.0.0.0 --naming\n"
    "  pyroctl echo --nameserver",
  .options = options,
  .run = run,
};
