/* core/client/terms-timeout.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What is said when time is over. */

#include "core/client/terms-private.h"

#include "core/translation-private.h"

/* A number with its unit, which is the same in all sentences. */
static char *
format_time (gint64 time)
{
  if (time < 100 * G_TIME_SPAN_MILLISECOND) /* Translators: milliseconds */
    return g_strdup_printf (_("%.0f ms"), (double) time / G_TIME_SPAN_MILLISECOND);

  /* Translators: seconds */
  return g_strdup_printf (_("%.1f s"), (double) time / G_TIME_SPAN_SECOND);
}

GError *
_pyro_terms_connect_timed_out (const PyroTerms *self,
                               gint64           timeout)
{
  g_autofree char *location = pyro_uri_dup_location (self->uri);
  g_autofree char *time = format_time (timeout);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                      _("Could not connect to %s within %s"), location, time);
}

/*
 * _pyro_terms_welcome_timed_out:
 * @tunnel: (nullable): where the greeting goes through
 */
GError *
_pyro_terms_welcome_timed_out (const PyroTerms *self,
                               PyroTunnel      *tunnel,
                               gint64           timeout)
{
  g_autofree char *location = pyro_uri_dup_location (self->uri);
  g_autofree char *time = format_time (timeout);

  if (self->socket != NULL)
    return _pyro_terms_call_timed_out (timeout);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                      tunnel != NULL && !pyro_tunnel_is_open (tunnel)
                      ? _("Connected to %s, but TLS was not agreed on within %s")
                      : _("Connected to %s, but no answer to the handshake came within %s"), location, time);
}

GError *
_pyro_terms_call_timed_out (gint64 timeout)
{
  g_autofree char *time = format_time (timeout);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("No answer came within %s"), time);
}
