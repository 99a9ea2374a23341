/* core/link/certificate.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PyroCertificate:
 *
 * The X.509 certificate that a peer showed. It never changes.
 */
typedef struct _PyroCertificate PyroCertificate;

#define PYRO_TYPE_CERTIFICATE (pyro_certificate_get_type ())

GType              pyro_certificate_get_type        (void);
PyroCertificate   *pyro_certificate_new             (GBytes           *der,
                                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroCertificate   *pyro_certificate_ref             (PyroCertificate  *self);
void               pyro_certificate_unref           (PyroCertificate  *self);

const char        *pyro_certificate_get_subject     (PyroCertificate  *self);
const char        *pyro_certificate_get_issuer      (PyroCertificate  *self);
const char        *pyro_certificate_get_serial      (PyroCertificate  *self);
const char        *pyro_certificate_get_fingerprint (PyroCertificate  *self);
const char *const *pyro_certificate_get_names       (PyroCertificate  *self);
GDateTime         *pyro_certificate_get_not_before  (PyroCertificate  *self);
GDateTime         *pyro_certificate_get_not_after   (PyroCertificate  *self);
GBytes            *pyro_certificate_get_der         (PyroCertificate  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroCertificate, pyro_certificate_unref)

G_END_DECLS
