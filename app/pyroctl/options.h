/* app/pyroctl/options.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlOptions:
 * @ns_host: (nullable): `--ns`, where the name server is
 * @ns_port: the port of @ns_host, 0 for the usual one
 * @protocol: `--protocol`: 4, 5, 0 for auto, -1 when it was not given
 * @hmac_key: (nullable): `--hmac-key`
 * @serializer: (nullable): `--serializer`
 * @timeout: `--timeout` in microseconds, -1 when it was not given
 * @tls: `--tls`
 * @tls_ca: (nullable): `--tls-ca`
 * @tls_cert: (nullable): `--tls-cert`
 * @tls_key: (nullable): `--tls-key`
 * @json: `--json`
 * @help: `--help`
 *
 * The options that all commands have.
 */
typedef struct
{
  char    *ns_host;
  guint16  ns_port;
  int      protocol;
  char    *hmac_key;
  char    *serializer;
  gint64   timeout;
  gboolean tls;
  char    *tls_ca;
  char    *tls_cert;
  char    *tls_key;
  gboolean json;
  gboolean help;
} CtlOptions;

void            ctl_options_init        (CtlOptions          *self);
void            ctl_options_clear       (CtlOptions          *self);
GOptionContext *ctl_options_new_context (CtlOptions          *self,
                                         const char          *arguments,
                                         const GOptionEntry  *own) G_GNUC_WARN_UNUSED_RESULT;
gboolean        ctl_options_check_port  (const char          *option,
                                         int                  number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlOptions, ctl_options_clear)

G_END_DECLS
