/* core/link/certificate.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/certificate.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/link/tls-private.h"
#include "core/translation-private.h"

struct _PyroCertificate
{
  gatomicrefcount   ref_count;
  GBytes           *der;
  char             *subject;
  char             *issuer;
  char             *serial;
  char             *fingerprint;
  char            **names;
  GDateTime        *not_before; /* NULL where it is none */
  GDateTime        *not_after;
};

G_DEFINE_BOXED_TYPE (PyroCertificate, pyro_certificate, pyro_certificate_ref, pyro_certificate_unref)

/* ---- What is in it ---- */

static char *
name_to_text (const X509_NAME *name)
{
  g_autoptr(BIO) text = BIO_new (BIO_s_mem ());
  char *data;
  long size;

  X509_NAME_print_ex (text, name, 0, XN_FLAG_RFC2253 & ~(unsigned long) ASN1_STRFLGS_ESC_MSB);
  size = BIO_get_mem_data (text, &data);

  return g_utf8_make_valid (data, size);
}

static char *
number_to_text (const ASN1_INTEGER *number)
{
  BIGNUM *big = ASN1_INTEGER_to_BN (number, NULL);
  char *hex = big != NULL ? BN_bn2hex (big) : NULL;
  char *text = g_strdup (hex != NULL ? hex : "");

  OPENSSL_free (hex);
  BN_free (big);

  return text;
}

static GDateTime *
time_to_date (const ASN1_TIME *time)
{
  struct tm tm;

  if (!ASN1_TIME_to_tm (time, &tm))
    return NULL;

  return g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                              tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static char *
get_fingerprint (GBytes *der)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; digest[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (digest[i]));
    }

  return g_string_free (text, FALSE);
}

/* Returns: (nullable): what a sentence can show of a host name; none is as long as some are made (RFC
 * 1035, 2.3.4) */
static char *
host_to_text (const guint8 *data,
              gsize         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);

  for (char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = '?';
    }

  return size > 0 && size <= 253 ? g_steal_pointer (&text) : NULL;
}

/* Returns: (nullable): the host name or the address in @name, if it is one */
static char *
general_name_to_text (const GENERAL_NAME *name)
{
  int type;
  const ASN1_STRING *value = GENERAL_NAME_get0_value (name, &type);
  gsize size;

  if (type != GEN_DNS && type != GEN_IPADD) /* the others are no strings */
    return NULL;

  size = (gsize) ASN1_STRING_length (value);
  if (type == GEN_DNS)
    return host_to_text (ASN1_STRING_get0_data (value), size);
  if (size == 4 || size == 16)
    {
      g_autoptr(GInetAddress) address =
        g_inet_address_new_from_bytes (ASN1_STRING_get0_data (value),
                                       size == 4 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);

      return g_inet_address_to_string (address);
    }

  return NULL;
}

static char **
get_names (const X509 *certificate)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  GENERAL_NAMES *names = X509_get_ext_d2i (certificate, NID_subject_alt_name, NULL, NULL);

  for (int i = 0; i < sk_GENERAL_NAME_num (names); i++)
    {
      char *text = general_name_to_text (sk_GENERAL_NAME_value (names, i));

      if (text != NULL)
        g_strv_builder_take (builder, text);
    }
  GENERAL_NAMES_free (names);

  return g_strv_builder_end (builder);
}

/**
 * pyro_certificate_new:
 * @der: a certificate in DER form
 * @error: return location for an error of the code %PYRO_ERROR_VALUE
 *
 * Reads a certificate.
 *
 * Returns: (transfer full): the certificate, or %NULL with @error set
 */
PyroCertificate *
pyro_certificate_new (GBytes  *der,
                      GError **error)
{
  g_autoptr(X509) certificate = NULL;
  const guint8 *data;
  gsize size;
  PyroCertificate *self;

  g_return_val_if_fail (der != NULL, NULL);

  data = g_bytes_get_data (der, &size);
  if (size <= PYRO_MAX_CERTIFICATE_SIZE)
    certificate = d2i_X509 (NULL, &data, (long) size);
  ERR_clear_error ();
  if (certificate == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("These bytes are no certificate"));
      return NULL;
    }

  self = g_new0 (PyroCertificate, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->der = g_bytes_ref (der);
  self->subject = name_to_text (X509_get_subject_name (certificate));
  self->issuer = name_to_text (X509_get_issuer_name (certificate));
  self->serial = number_to_text (X509_get0_serialNumber (certificate));
  self->fingerprint = get_fingerprint (der);
  self->names = get_names (certificate);
  self->not_before = time_to_date (X509_get0_notBefore (certificate));
  self->not_after = time_to_date (X509_get0_notAfter (certificate));
  ERR_clear_error ();

  return self;
}

/**
 * pyro_certificate_ref:
 * @self: a certificate
 *
 * Returns: (transfer full): @self with one more reference
 */
PyroCertificate *
pyro_certificate_ref (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_certificate_unref:
 * @self: (transfer full): a certificate
 *
 * Drops a reference.
 */
void
pyro_certificate_unref (PyroCertificate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->der);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->serial);
  g_free (self->fingerprint);
  g_strfreev (self->names);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}

/**
 * pyro_certificate_get_subject:
 * @self: a certificate
 *
 * Returns: (transfer none): whose it is, as in `CN=localhost,O=Example` (RFC 2253)
 */
const char *
pyro_certificate_get_subject (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

/**
 * pyro_certificate_get_issuer:
 * @self: a certificate
 *
 * Returns: (transfer none): who signed it, as in `CN=Example CA` (RFC 2253)
 */
const char *
pyro_certificate_get_issuer (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer;
}

/**
 * pyro_certificate_get_serial:
 * @self: a certificate
 *
 * Returns: (transfer none): its serial number in capital hexadecimal digits, as Python's
 *   `getpeercert()` has it
 */
const char *
pyro_certificate_get_serial (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->serial;
}

/**
 * pyro_certificate_get_fingerprint:
 * @self: a certificate
 *
 * Returns: (transfer none): its SHA-256, as `openssl x509 -fingerprint -sha256` prints it
 */
const char *
pyro_certificate_get_fingerprint (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fingerprint;
}

/**
 * pyro_certificate_get_names:
 * @self: a certificate
 *
 * Returns: (transfer none) (array zero-terminated=1): the host names and addresses it is for
 */
const char *const *
pyro_certificate_get_names (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->names;
}

/**
 * pyro_certificate_get_not_before:
 * @self: a certificate
 *
 * Returns: (transfer none) (nullable): from when on it is valid, in UTC
 */
GDateTime *
pyro_certificate_get_not_before (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->not_before;
}

/**
 * pyro_certificate_get_not_after:
 * @self: a certificate
 *
 * Returns: (transfer none) (nullable): until when it is valid, in UTC
 */
GDateTime *
pyro_certificate_get_not_after (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->not_after;
}

/**
 * pyro_certificate_get_der:
 * @self: a certificate
 *
 * Returns: (transfer none): its bytes, in DER form
 */
GBytes *
pyro_certificate_get_der (PyroCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->der;
}
