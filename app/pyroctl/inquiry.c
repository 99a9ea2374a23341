/* app/pyroctl/inquiry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/inquiry.h"

#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/pyroctl/report.h"
#include "app/pyroctl/watch.h"

struct _CtlInquiry
{
  const CtlOptions *options; /* unowned: main() has it */
  PyroConfig       *config;
  PyroTls          *tls;     /* NULL for none */
  gint64            timeout; /* microseconds, 0 for none */
  GCancellable     *cancellable;
  const char       *step;    /* what is being done, for the message when it fails */
};

/* The first SIGINT cancels, so that what waits for the network ends in good order and says so. What
 * is not done by then waits for something else, such as the reader of the output. */
static gpointer
wait_for_interrupt (gpointer data)
{
  static const struct timespec grace = { 1, 0 };
  g_autoptr(GCancellable) cancellable = data;
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);

  while (sigwaitinfo (&set, NULL) < 0)
    continue;
  g_cancellable_cancel (cancellable);
  sigtimedwait (&set, NULL, &grace);
  _exit (CTL_INTERRUPTED);
}

/**
 * ctl_inquiry_watch_for_interrupt:
 * @self: an inquiry that is about to ask something of the network
 *
 * Has SIGINT cancel what is done; until this, it simply ends the program.
 *
 * Every thread inherits the mask, so the one that waits for the signal is the one that gets it. A shell
 * that runs the program in the background has it ignore the signal, and so it stays.
 */
void
ctl_inquiry_watch_for_interrupt (CtlInquiry *self)
{
  struct sigaction action;
  sigset_t set;

  if (sigaction (SIGINT, NULL, &action) != 0 || action.sa_handler == SIG_IGN)
    return;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, g_object_ref (self->cancellable)));
}

/* The options are the configuration's items by other names. */
static void
configure_tls (CtlInquiry *self)
{
  const CtlOptions *options = self->options;

  self->config->ssl |= options->tls || options->tls_ca != NULL || options->tls_cert != NULL ||
                       options->tls_key != NULL;
  if (options->tls_ca != NULL)
    g_set_str (&self->config->ssl_cacerts, options->tls_ca);
  if (options->tls_cert != NULL) /* the key of another certificate is of no use */
    g_set_str (&self->config->ssl_clientkey, "");
  if (options->tls_cert != NULL)
    g_set_str (&self->config->ssl_clientcert, options->tls_cert);
  if (options->tls_key != NULL)
    g_set_str (&self->config->ssl_clientkey, options->tls_key);
}

/**
 * ctl_inquiry_new:
 * @options: the options of the command line; they must outlive the inquiry
 * @error: return location for an error in the environment
 *
 * Starts an inquiry. From its first question to the network on, SIGINT cancels what it does.
 *
 * Returns: (transfer full): the inquiry, or %NULL with @error set
 */
CtlInquiry *
ctl_inquiry_new (const CtlOptions  *options,
                 GError           **error)
{
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (NULL, error);
  CtlInquiry *self;

  if (config == NULL)
    return NULL;

  self = g_new0 (CtlInquiry, 1);
  self->options = options;
  self->config = g_steal_pointer (&config);
  if (options->protocol >= 0)
    self->config->protocol = (guint) options->protocol;
  if (options->hmac_key != NULL)
    g_set_str (&self->config->hmac_key, options->hmac_key);
  self->timeout = options->timeout >= 0 ? options->timeout : self->config->commtimeout;
  self->cancellable = g_cancellable_new ();

  configure_tls (self);

  return self;
}

void
ctl_inquiry_free (CtlInquiry *self)
{
  pyro_config_free (self->config);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  g_object_unref (self->cancellable);
  g_free (self);
}

const PyroConfig *
ctl_inquiry_get_config (CtlInquiry *self)
{
  return self->config;
}

const CtlOptions *
ctl_inquiry_get_options (CtlInquiry *self)
{
  return self->options;
}

gboolean
ctl_inquiry_get_json (CtlInquiry *self)
{
  return self->options->json;
}

static const char *
get_serializer (CtlInquiry *self)
{
  return self->options->serializer != NULL ? self->options->serializer : self->config->serializer;
}

/**
 * ctl_inquiry_get_codec:
 * @self: an inquiry
 * @status: (out): the exit status when there is none
 *
 * Returns: (transfer none): the serializer in use, or %NULL
 */
const PyroCodec *
ctl_inquiry_get_codec (CtlInquiry *self,
                       CtlStatus  *status)
{
  const PyroCodec *codec = pyro_codec_find (get_serializer (self));

  *status = codec != NULL ? CTL_DONE : CTL_USAGE;
  if (codec == NULL) /* an option is checked at once, so it is the environment */
    ctl_report ("There is no serializer “%s”, which PYRO_SERIALIZER names", get_serializer (self));

  return codec;
}

GCancellable *
ctl_inquiry_get_cancellable (CtlInquiry *self)
{
  return self->cancellable;
}

/**
 * ctl_inquiry_get_timeout:
 * @self: an inquiry
 *
 * Returns: the time limit of each step, in microseconds; 0 for none
 */
gint64
ctl_inquiry_get_timeout (CtlInquiry *self)
{
  return self->timeout;
}

/**
 * ctl_inquiry_fail:
 * @self: an inquiry
 * @error: (transfer full): why it failed
 *
 * Tells the user why the present step failed.
 *
 * Returns: the exit status for it
 */
CtlStatus
ctl_inquiry_fail (CtlInquiry *self,
                  GError     *error)
{
  g_autoptr(GError) owned = error;

  if (g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED))
    {
      ctl_report_exception (pyro_remote_error_get_exception (error));
      return CTL_RAISED;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      ctl_report ("interrupted");
      return CTL_INTERRUPTED;
    }
  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_USAGE) ||
      g_error_matches (error, PYRO_ERROR, PYRO_ERROR_MEMBER))
    {
      ctl_report ("%s", error->message);
      return CTL_USAGE;
    }

  ctl_report ("%s: %s", self->step, error->message);

  /* Where the name server is, is given by the user. */
  return g_error_matches (error, PYRO_ERROR, PYRO_ERROR_URI) ? CTL_USAGE : CTL_FAILED;
}

/**
 * ctl_inquiry_open_name_server:
 * @self: an inquiry
 * @status: (out): the exit status when it fails
 *
 * Finds the name server and connects to it.
 *
 * Returns: (transfer full): the name server, or %NULL
 */
PyroNameServer *
ctl_inquiry_open_name_server (CtlInquiry *self,
                              CtlStatus  *status)
{
  GError *error = NULL;
  PyroNameServer *server;

  ctl_inquiry_watch_for_interrupt (self);
  self->step = "name server";
  server = pyro_resolver_locate_sync (self->config, self->options->ns_host, self->options->ns_port,
                                      self->timeout, self->cancellable, &error);
  if (server == NULL)
    *status = ctl_inquiry_fail (self, error);
  self->step = "call";

  return server;
}

/* A URI, or a name to be looked up. */
static PyroUri *
parse_target (CtlInquiry  *self,
              const char  *target,
              GError     **error)
{
  PyroUri *uri;

  if (g_ascii_strncasecmp (target, "PYRO:", 5) == 0 ||
      g_ascii_strncasecmp (target, "PYRONAME:", 9) == 0 ||
      g_ascii_strncasecmp (target, "PYROMETA:", 9) == 0)
    return pyro_uri_parse (target, self->config->ns_port, error);

  uri = pyro_uri_new (PYRO_URI_PYRONAME, target, NULL, 0);
  if (uri == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_URI, "“%s” is neither a URI nor a name", target);

  return uri;
}

static PyroUri *
resolve (CtlInquiry  *self,
         PyroUri     *uri,
         GError     **error)
{
  g_autoptr(PyroNameServer) server = NULL;

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    return pyro_uri_ref (uri);

  self->step = "name server";
  server = pyro_resolver_locate_for_sync (self->config, uri,
                                          self->options->ns_host, self->options->ns_port,
                                          self->timeout, self->cancellable, error);
  if (server == NULL)
    return NULL;

  self->step = "lookup";

  return pyro_resolver_lookup_sync (server, uri, self->config->ns_lookup_delay, self->cancellable, error);
}

static PyroProxy *
bind (CtlInquiry  *self,
      PyroUri     *uri,
      GError     **error)
{
  g_autoptr(CtlWatch) watch = ctl_watch_new ();
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (uri);

  self->step = "connect";
  if (self->config->ssl && self->tls == NULL && (self->tls = pyro_tls_new_client (self->config, error)) == NULL)
    return NULL;

  pyro_proxy_set_timeout (proxy, self->timeout);
  pyro_proxy_set_max_size (proxy, self->config->max_message_size);
  pyro_proxy_set_max_retries (proxy, self->config->max_retries);
  pyro_proxy_set_compression (proxy, self->config->compression);
  pyro_proxy_set_generation (proxy, pyro_generation_find_major (self->config->protocol));
  if (self->config->hmac_key != NULL)
    {
      g_autoptr(GBytes) key = g_bytes_new (self->config->hmac_key, strlen (self->config->hmac_key));

      pyro_proxy_set_hmac_key (proxy, key);
    }
  pyro_proxy_set_tls (proxy, self->tls);
  pyro_proxy_set_tap (proxy, PYRO_TAP (watch));
  if (!pyro_proxy_set_serializer (proxy, get_serializer (self), error))
    return NULL;

  if (!pyro_proxy_bind_sync (proxy, self->cancellable, error))
    {
      if (ctl_watch_has_greeted (watch) && (*error)->domain != G_TLS_ERROR)
        self->step = "handshake";
      return NULL;
    }
  self->step = "call";

  return g_steal_pointer (&proxy);
}

/**
 * ctl_inquiry_open_target:
 * @self: an inquiry
 * @target: a URI of any scheme, or a name
 * @status: (out): the exit status when it fails
 *
 * Finds an object and connects to it.
 *
 * Returns: (transfer full): a proxy of the object, or %NULL
 */
PyroProxy *
ctl_inquiry_open_target (CtlInquiry *self,
                         const char *target,
                         CtlStatus  *status)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroUri) address = NULL;
  GError *error = NULL;
  PyroProxy *proxy = NULL;

  uri = parse_target (self, target, &error);
  if (uri == NULL)
    {
      ctl_report ("%s", error->message);
      g_error_free (error);
      *status = CTL_USAGE;
      return NULL;
    }

  ctl_inquiry_watch_for_interrupt (self);
  address = resolve (self, uri, &error);
  if (address != NULL)
    proxy = bind (self, address, &error);
  if (proxy == NULL)
    *status = ctl_inquiry_fail (self, error);

  return proxy;
}

/**
 * ctl_inquiry_send:
 * @self: an inquiry
 * @proxy: a proxy
 * @call: what to call
 * @status: (out): the exit status: %CTL_DONE when a oneway call was sent
 *
 * Sends a call and waits for the reply.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
PyroReply *
ctl_inquiry_send (CtlInquiry *self,
                  PyroProxy  *proxy,
                  PyroCall   *call,
                  CtlStatus  *status)
{
  GError *error = NULL;
  PyroReply *reply = pyro_proxy_send_sync (proxy, call, self->cancellable, &error);

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE))
    {
      /* The reply is not read yet, so it is an argument that cannot be sent. */
      ctl_report ("%s", error->message);
      g_error_free (error);
      *status = CTL_USAGE;
    }
  else if (reply == NULL)
    {
      *status = error != NULL ? ctl_inquiry_fail (self, error) : CTL_DONE;
    }

  return reply;
}

/**
 * ctl_inquiry_read:
 * @self: an inquiry
 * @reply: a reply
 * @status: (out): the exit status when it fails
 *
 * Reads what came back.
 *
 * Returns: (transfer full): the value, or %NULL
 */
PyroValue *
ctl_inquiry_read (CtlInquiry *self,
                  PyroReply  *reply,
                  CtlStatus  *status)
{
  GError *error = NULL;
  PyroValue *value = pyro_reply_decode (reply, &error);

  if (value == NULL)
    *status = ctl_inquiry_fail (self, error);

  return value;
}
