/* core/names/doctor-judge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a failure means, and what to change. */

#include "core/names/doctor.h"

#include <string.h>

#include "core/error.h"
#include "core/names/doctor-private.h"
#include "core/translation-private.h"

/*
 * _pyro_doctor_is_loopback:
 *
 * Returns: whether @host is, wherever it is said, the machine where it is said
 */
gboolean
_pyro_doctor_is_loopback (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_equal (host, "::1")
         || g_str_has_prefix (host, "127.");
}

/*
 * _pyro_doctor_is_wildcard:
 *
 * Returns: whether @host stands for all addresses of a machine that listens
 */
gboolean
_pyro_doctor_is_wildcard (const char *host)
{
  return g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::");
}

/*
 * _pyro_doctor_judge_registration:
 * @uri: where an object is registered to be
 * @ns_uri: the name server that says so, on another machine
 * @seen: (out) (transfer full): what is wrong with that
 * @advice: (out) (transfer full): what to change
 *
 * Finds the registration that works on the machine of the name server and nowhere else.
 *
 * Returns: whether it is one
 */
gboolean
_pyro_doctor_judge_registration (PyroUri  *uri,
                                 PyroUri  *ns_uri,
                                 char    **seen,
                                 char    **advice)
{
  const char *host = pyro_uri_get_host (uri);
  g_autofree char *location = pyro_uri_dup_location (uri);
  g_autofree char *ns = pyro_uri_dup_location (ns_uri);

  if (host != NULL && !_pyro_doctor_is_loopback (host) && !_pyro_doctor_is_wildcard (host))
    return FALSE;

  *seen = g_strdup_printf (_("The name server at %s is on another machine, and there the object is registered to be "
                             "at %s, which from here is this machine"), ns, location);
  *advice = g_strdup_printf (_("Start its daemon with Daemon(host=\"%s\"), or whatever else other machines reach it "
                               "by, and register the object anew"), pyro_uri_get_host (ns_uri));

  return TRUE;
}

/* ---- Failures, by how far the connection came ---- */

/*
 * _pyro_doctor_judge_tls:
 *
 * Tells that a daemon speaks TLS, when that was not asked for.
 */
void
_pyro_doctor_judge_tls (GTask *task)
{
  _pyro_doctor_report (task, "TLS", PYRO_FINDING_BAD, g_strdup (_("It speaks TLS, and here that is not asked for")),
                       g_strdup (_("Use TLS: --tls, or SSL in the configuration, with the certificate of its "
                                   "authority in SSL_CACERTS")));
}

/* Returns: whether it was TLS, one way or the other */
static gboolean
judge_tls_failure (GTask        *task,
                   const GError *error)
{
  PyroExamination *self = g_task_get_task_data (task);

  if (self->tls == NULL && g_error_matches (error, PYRO_ERROR, PYRO_ERROR_TLS))
    _pyro_doctor_judge_tls (task);
  else if (error->domain == G_TLS_ERROR)
    _pyro_doctor_report (task, "TLS", PYRO_FINDING_BAD, g_strdup (error->message), NULL);
  else
    return FALSE;

  return TRUE;
}

/*
 * _pyro_doctor_is_full:
 *
 * Returns: whether a daemon refused a connection because each of its threads has one
 */
gboolean
_pyro_doctor_is_full (const GError *error)
{
  return g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED)
         && strstr (error->message, "no free workers") != NULL;
}

static void
judge_refusal (GTask        *task,
               const GError *error)
{
  if (_pyro_doctor_is_full (error))
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD,
                         g_strdup_printf (_("All threads of the daemon are taken: %s"), error->message),
                         g_strdup (_("Each connection of a client takes one, also while it is idle: have clients close "
                                     "their proxies, or raise THREADPOOL_SIZE of the server, or use its SERVERTYPE "
                                     "multiplex")));
  else if (strstr (error->message, "serializer that is not accepted") != NULL)
    _pyro_doctor_report (task, "serializer", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("Use another --serializer, or have the server accept this one with "
                                     "SERIALIZERS_ACCEPTED")));
  else if (strstr (error->message, "hmac") != NULL)
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("Both sides need the same HMAC key, or none: --hmac-key or PYRO_HMAC_KEY")));
  else
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD,
                         g_strdup_printf (_("The daemon refuses the connection: %s"), error->message),
                         g_strdup (_("That is decided by the server, by its validateHandshake() or its log may say "
                                     "more")));
}

static gboolean
judge_socket (GTask        *task,
              const GError *error)
{
  PyroExamination *self = g_task_get_task_data (task);

  if (pyro_uri_get_host (self->uri) != NULL || error->domain != G_IO_ERROR
      || !(g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)))
    return FALSE;

  _pyro_doctor_report (task, "socket", PYRO_FINDING_BAD, g_strdup (error->message),
                       g_strdup (_("The daemon has ended, is on another machine, or its socket may not be used by this "
                                   "user")));

  return TRUE;
}

static gboolean
judge_silence (GTask        *task,
               const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("The system of that machine accepts connections, and its program does not take "
                                     "them: it hangs, is stopped, or with SERVERTYPE multiplex is busy with a call; "
                                     "restart it, or give it threads")));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("The daemon closed the connection without a word: it may want TLS, be ending, or "
                                     "not be Pyro at all; its log may say more")));
  else
    return FALSE;

  return TRUE;
}

/*
 * _pyro_doctor_judge_failure:
 * @error: why the object could not be connected to, although its host could
 *
 * Tells which step of the handshake failed, and what to do about it.
 */
void
_pyro_doctor_judge_failure (GTask        *task,
                            const GError *error)
{
  if (judge_tls_failure (task, error) || judge_socket (task, error) || judge_silence (task, error))
    return;

  if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED) || error->domain == PYRO_REMOTE_ERROR)
    judge_refusal (task, error);
  else if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_SECURITY))
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("Both sides need the same HMAC key, or none: --hmac-key or PYRO_HMAC_KEY")));
  else if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_VERSION))
    _pyro_doctor_report (task, "protocol", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("Leave --protocol out, or look at what the server has installed: Pyro4 and Pyro5 "
                                     "are both understood here, Pyro3 is not")));
  else if (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL))
    _pyro_doctor_report (task, "protocol", PYRO_FINDING_BAD, g_strdup (error->message),
                         g_strdup (_("Something else than a Pyro daemon listens there: look at the port")));
  else
    _pyro_doctor_report (task, "handshake", PYRO_FINDING_BAD, g_strdup (error->message), NULL);
}

/* ---- What a daemon says of itself ---- */

/* Returns: (transfer full) (nullable): what is between @start and @end */
static char *
dup_between (const char *text,
             const char *start,
             const char *end)
{
  const char *from = strstr (text, start);
  const char *to = from != NULL ? strstr (from + strlen (start), end) : NULL;

  return to != NULL ? g_strndup (from + strlen (start), (gsize) (to - from) - strlen (start)) : NULL;
}

/*
 * _pyro_doctor_judge_info:
 * @info: what Pyro.Daemon.info() of Pyro5 says, or another text
 *
 * Compares where a daemon listens with where it was reached: between them may be what forwards
 * connections, and then what the daemon itself gives out leads nowhere.
 */
void
_pyro_doctor_judge_info (GTask      *task,
                         const char *info)
{
  PyroExamination *self = g_task_get_task_data (task);
  g_autofree char *bound = dup_between (info, "bound on ", ",");
  g_autofree char *nat = dup_between (info, "NAT ", ",");
  g_autofree char *location = pyro_uri_dup_location (self->uri);
  const char *bound_port = bound != NULL ? strrchr (bound, ':') : NULL;
  const char *port = strrchr (location, ':');

  if (bound_port != NULL && pyro_uri_get_host (self->uri) != NULL && g_strcmp0 (nat, "None") == 0
      && !g_str_equal (bound_port, port))
    _pyro_doctor_report (task, "daemon", PYRO_FINDING_ODD,
                         g_strdup_printf (_("It was reached at %s and listens at %s: something between forwards "
                                            "connections, of which it does not know"), location, bound),
                         g_strdup_printf (_("Start it with nathost= and natport= that say %s, or the URIs and proxies "
                                            "that it gives out lead elsewhere"), location));
  else
    _pyro_doctor_report (task, "daemon", PYRO_FINDING_GOOD, g_strdup (info), NULL);
}
