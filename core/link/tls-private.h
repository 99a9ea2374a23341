/* core/link/tls-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/tls.h"

#include <openssl/ssl.h>

G_BEGIN_DECLS

struct _PyroTls
{
  gatomicrefcount  ref_count;
  SSL_CTX         *context;
  gboolean         server;
  gboolean         has_certificate;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

G_END_DECLS
