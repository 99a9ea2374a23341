/* core/link/tunnel-failure.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Why there is no tunnel, in sentences that say what to change. */

#include "core/link/tunnel.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include "core/link/tunnel-private.h"
#include "core/translation-private.h"

/* Names of a certificate that a sentence has room for. */
#define MAX_NAMES 4

/* Characters of a name that a sentence has room for. */
#define MAX_NAME_LENGTH 100

/* What OpenSSL makes of an alert of the peer (RFC 8446, section 6). */
#define ALERT(number) (SSL_AD_REASON_OFFSET + (number))

static GError *
certificate_error (const char *sentence)
{
  return g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, sentence);
}

/* ---- The certificate is not good ---- */

/* Names are from outside, and as long as whoever made them likes. */
static char *
clip (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME_LENGTH)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, MAX_NAME_LENGTH - 1);

  return g_strconcat (start, "…", NULL);
}

static char *
join_names (PyroCertificate *certificate)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *const *names = certificate != NULL ? pyro_certificate_get_names (certificate) : NULL;
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;

  for (guint i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      g_autofree char *name = clip (names[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }
  if (n > MAX_NAMES)
    return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n - MAX_NAMES), text->str, n - MAX_NAMES);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GError *
describe_wrong_host (PyroTunnel *self)
{
  g_autofree char *names = join_names (self->culprit);
  g_autofree char *sentence = NULL;

  if (*names == '\0')
    sentence = g_strdup_printf (_("The certificate of %s names no host: it has to be made anew, with “%s” as "
                                  "a subject alternative name"), self->location, self->host);
  else
    sentence = g_strdup_printf (_("The certificate of %s is for %s and not for %s: use a name that is in it, or "
                                  "give the daemon one for %s"), self->location, names, self->host, self->host);

  return certificate_error (sentence);
}

/* The times of that authority are wrong whose certificate is behind that of the peer. */
static char *
describe_authority_time (PyroTunnel *self,
                         gboolean    expired,
                         const char *day)
{
  g_autofree char *name = clip (pyro_certificate_get_subject (self->culprit));

  return g_strdup_printf (expired
                          ? _("The certificate of the authority “%s” behind %s expired on %s: it has to be renewed")
                          : _("The certificate of the authority “%s” behind %s is valid from %s on: "
                              "look at the clocks of both machines"), name, self->location, day);
}

static GError *
describe_wrong_time (PyroTunnel *self)
{
  gboolean expired = self->culprit_code == X509_V_ERR_CERT_HAS_EXPIRED;
  g_autofree char *day = NULL;
  g_autofree char *sentence = NULL;
  GDateTime *date = NULL;

  if (self->culprit != NULL)
    date = expired ? pyro_certificate_get_not_after (self->culprit)
                   : pyro_certificate_get_not_before (self->culprit);
  if (date != NULL)
    day = g_date_time_format (date, "%Y-%m-%d %H:%M:%S UTC");

  if (day == NULL)
    sentence = g_strdup_printf (expired
                                ? _("The certificate of %s expired on an unknown day: it has to be renewed")
                                : _("The certificate of %s is valid from an unknown day on: "
                                    "look at the clocks of both machines"), self->location);
  else if (self->culprit_depth > 0)
    sentence = describe_authority_time (self, expired, day);
  else
    sentence = g_strdup_printf (expired
                                ? _("The certificate of %s expired on %s: it has to be renewed")
                                : _("The certificate of %s is valid from %s on: "
                                    "look at the clocks of both machines"), self->location, day);

  return certificate_error (sentence);
}

static GError *
describe_unknown_authority (PyroTunnel *self)
{
  g_autofree char *issuer = NULL;
  g_autofree char *sentence = NULL;

  if (self->culprit_code == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    sentence = g_strdup_printf (_("The certificate of %s is signed by nobody but itself: if it is the right one, "
                                  "its file belongs into SSL_CACERTS"), self->location);
  else if (self->culprit == NULL)
    sentence = g_strdup_printf (_("The certificate of %s is signed by somebody who is not trusted here: that one's "
                                  "certificate belongs into SSL_CACERTS"), self->location);
  else
    {
      issuer = clip (pyro_certificate_get_issuer (self->culprit));
      sentence = g_strdup_printf (_("The certificate of %s is signed by “%s”, which is not trusted here: that one's "
                                    "certificate belongs into SSL_CACERTS"), self->location, issuer);
    }

  return certificate_error (sentence);
}

static GError *
describe_certificate (PyroTunnel *self)
{
  g_autofree char *sentence = NULL;

  switch (self->culprit_code)
    {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return describe_wrong_host (self);

    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return describe_wrong_time (self);

    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return describe_unknown_authority (self);

    case X509_V_ERR_INVALID_PURPOSE:
      sentence = g_strdup_printf (self->tls->server
                                  ? _("The certificate of %s is not made for clients: it has to be made anew")
                                  : _("The certificate of %s is not made for servers: it has to be made anew"),
                                  self->location);
      break;

    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
      sentence = g_strdup_printf (_("The certificate of %s is too weak, as its key or that of its authority is "
                                    "too short: it has to be made anew"), self->location);
      break;

    case X509_V_ERR_CA_MD_TOO_WEAK:
      sentence = g_strdup_printf (_("The certificate of %s is too weak, as it is signed with an old digest: "
                                    "it has to be made anew"), self->location);
      break;

    default:
      sentence = g_strdup_printf (_("The certificate of %s is not accepted: %s"), self->location,
                                  X509_verify_cert_error_string (self->culprit_code));
      break;
    }

  return certificate_error (sentence);
}

/* ---- The peer does not like ours ---- */

static GError *
describe_wanted_certificate (PyroTunnel *self)
{
  return g_error_new (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED,
                      _("There is no way into %s without a client certificate: its file belongs into SSL_CLIENTCERT"),
                      self->location);
}

static GError *
describe_refused_certificate (PyroTunnel *self,
                              int         reason)
{
  if (reason == ALERT (SSL_AD_CERTIFICATE_EXPIRED))
    return g_error_new (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED,
                        _("The client certificate in SSL_CLIENTCERT is not accepted by %s, as it has expired"),
                        self->location);

  return g_error_new (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED,
                      _("The client certificate in SSL_CLIENTCERT is not accepted by %s: who signed it has to be "
                        "in SSL_CACERTS there"), self->location);
}

static gboolean
is_about_certificate (int reason)
{
  return reason == ALERT (SSL_AD_BAD_CERTIFICATE) || reason == ALERT (SSL_AD_UNSUPPORTED_CERTIFICATE) ||
         reason == ALERT (SSL_AD_CERTIFICATE_REVOKED) || reason == ALERT (SSL_AD_CERTIFICATE_EXPIRED) ||
         reason == ALERT (SSL_AD_CERTIFICATE_UNKNOWN) || reason == ALERT (SSL_AD_UNKNOWN_CA);
}

/* ---- From outside ---- */

/*
 * _pyro_tunnel_describe_stranger:
 * @data: (array length=size): what came first, and is no TLS
 *
 * Returns: (transfer full): the error
 */
GError *
_pyro_tunnel_describe_stranger (PyroTunnel   *self,
                                const guint8 *data,
                                gsize         size)
{
  gboolean is_pyro = memcmp (data, "PYRO", MIN (size, 4)) == 0;
  gboolean is_http = memcmp (data, "HTTP", MIN (size, 4)) == 0;

  return g_error_new (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS,
                      is_pyro   ? _("There is no TLS at %s, but plain Pyro: connect without TLS")
                      : is_http ? _("There is no TLS at %s, but plain HTTP")
                                : _("There is no TLS at %s, but something else"), self->location);
}

/* Empties OpenSSL's queue. What went wrong in TLS is the first of it that TLS says itself; the others
 * say what went wrong within that, and around it. */
static unsigned long
take_code (void)
{
  unsigned long last = ERR_peek_last_error ();
  unsigned long code;

  while ((code = ERR_get_error ()) != 0 && ERR_GET_LIB (code) != ERR_LIB_SSL)
    ;
  ERR_clear_error ();

  return code != 0 ? code : last;
}

/*
 * _pyro_tunnel_describe_failure:
 *
 * Returns: (transfer full): the error that stands in OpenSSL's queue, which is empty then
 */
GError *
_pyro_tunnel_describe_failure (PyroTunnel *self)
{
  unsigned long code = take_code ();
  int reason = ERR_GET_LIB (code) == ERR_LIB_SSL ? ERR_GET_REASON (code) : 0;
  const char *words = ERR_reason_error_string (code);

  if (self->culprit_code != X509_V_OK)
    return describe_certificate (self);
  if (self->asked && !self->tls->has_certificate &&
      (reason == ALERT (SSL_AD_CERTIFICATE_REQUIRED) || reason == ALERT (SSL_AD_HANDSHAKE_FAILURE)))
    return describe_wanted_certificate (self);
  if (self->asked && self->tls->has_certificate && is_about_certificate (reason))
    return describe_refused_certificate (self, reason);

  switch (reason)
    {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_WRONG_SSL_VERSION:
    case ALERT (SSL_AD_PROTOCOL_VERSION):
      return g_error_new (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE,
                          _("There is no version of TLS in common with %s: 1.2 at least is wanted here"),
                          self->location);

    case SSL_R_NO_SHARED_CIPHER:
    case ALERT (SSL_AD_HANDSHAKE_FAILURE):
      return g_error_new (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE,
                          _("There is no cipher in common with %s"), self->location);

    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
      return g_error_new (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED,
                          _("There is no certificate of %s, and one is required"), self->location);

    default:
      break;
    }

  if (words == NULL)
    return g_error_new (G_TLS_ERROR, self->open ? G_TLS_ERROR_MISC : G_TLS_ERROR_HANDSHAKE,
                        _("TLS with %s failed: for no known reason"), self->location);

  return g_error_new (G_TLS_ERROR, self->open ? G_TLS_ERROR_MISC : G_TLS_ERROR_HANDSHAKE,
                      _("TLS with %s failed: %s"), self->location, words);
}

/*
 * _pyro_tunnel_describe_end:
 *
 * Returns: (transfer full) (nullable): what is wrong with an end that comes now, if something is
 */
GError *
_pyro_tunnel_describe_end (PyroTunnel *self)
{
  gboolean silent = !self->open || !self->heard; /* the peer may not have said why it went */

  if (silent && self->asked && !self->tls->has_certificate)
    return describe_wanted_certificate (self);
  if (self->open && silent && self->asked)
    return g_error_new (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED,
                        _("The connection to %s was closed right after the TLS handshake: the client certificate in "
                          "SSL_CLIENTCERT may not be accepted there"), self->location);
  if (self->open)
    return NULL;

  if (self->n_received == 0)
    return g_error_new (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS,
                        _("The connection to %s was closed before the TLS handshake began: there may be no TLS"),
                        self->location);

  return g_error_new (G_TLS_ERROR, G_TLS_ERROR_EOF,
                      _("The connection to %s was closed during the TLS handshake"), self->location);
}
