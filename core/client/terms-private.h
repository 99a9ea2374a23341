/* core/client/terms-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/dialect-private.h"
#include "core/link/channel.h"
#include "core/link/session.h"
#include "core/link/tap.h"
#include "core/wire/call.h"
#include "core/wire/reply.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

/* The terms on which a conversation is held, blocking or not: with whom, in which generation and
 * serializer, with what greeting, signed with which key, through which TLS, up to which size, and who
 * looks on. */
typedef struct
{
  PyroUri     *uri;
  PyroDialect  dialect;
  char        *serializer; /* a name */
  PyroValue   *handshake;
  GBytes      *hmac_key;   /* NULL for none */
  PyroTls     *tls;        /* NULL for none */
  gsize        max_size;   /* bytes past the header of a message of the peer */
  GSocket     *socket;     /* connected already, and in use without a greeting; NULL to connect */
  PyroTap     *tap;        /* NULL for none */
  gint64       spin_time;   /* microseconds that a blocking call looks for its answer before it waits */
  gboolean     compression; /* of what is sent; what comes is inflated in any case */

  /* What goes along with the handshake and with every call. */
  PyroAnnotations *annotations; /* NULL for none */
  guint8           correlation[PYRO_CORRELATION_SIZE];
  gboolean         has_correlation;
} PyroTerms;

void             _pyro_terms_init                (PyroTerms         *self,
                                                  PyroUri           *uri);
void             _pyro_terms_copy                (PyroTerms         *self,
                                                  const PyroTerms   *other);
void             _pyro_terms_renew               (PyroTerms         *self,
                                                  const PyroTerms   *other);
void             _pyro_terms_clear               (PyroTerms         *self);
void             _pyro_terms_set_serializer      (PyroTerms         *self,
                                                  const char        *name);
void             _pyro_terms_set_handshake       (PyroTerms         *self,
                                                  PyroValue         *handshake);
void             _pyro_terms_set_hmac_key        (PyroTerms         *self,
                                                  GBytes            *key);
void             _pyro_terms_set_annotations     (PyroTerms         *self,
                                                  PyroAnnotations   *annotations);
void             _pyro_terms_set_correlation     (PyroTerms         *self,
                                                  const guint8      *correlation);
PyroCall        *_pyro_terms_complete_call       (const PyroTerms   *self,
                                                  PyroCall          *call,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void             _pyro_terms_set_tls             (PyroTerms         *self,
                                                  PyroTls           *tls);
void             _pyro_terms_tap_in              (const PyroTerms   *self,
                                                  GObject           *owner,
                                                  PyroFrame         *frame);
void             _pyro_terms_tap_out             (const PyroTerms   *self,
                                                  GObject           *owner,
                                                  PyroFrame         *frame,
                                                  guint16            seq);

GSocket         *_pyro_terms_dup_socket          (const PyroTerms   *self,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         _pyro_terms_begin               (PyroTerms         *self,
                                                  GError           **error);
PyroChannel     *_pyro_terms_new_channel         (const PyroTerms   *self,
                                                  GSocket           *socket,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroSession     *_pyro_terms_new_session         (const PyroTerms   *self,
                                                  PyroFrame        **hello,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         _pyro_terms_turn                (PyroTerms         *self,
                                                  PyroSession       *session,
                                                  const GError      *error);
PyroFrame       *_pyro_terms_new_call            (const PyroTerms   *self,
                                                  PyroCall          *call,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame       *_pyro_terms_new_metadata_call   (const PyroTerms   *self,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame       *_pyro_terms_new_ping            (const PyroTerms   *self) G_GNUC_WARN_UNUSED_RESULT;

GError          *_pyro_terms_connect_timed_out   (const PyroTerms   *self,
                                                  gint64             timeout) G_GNUC_WARN_UNUSED_RESULT;
GError          *_pyro_terms_welcome_timed_out   (const PyroTerms   *self,
                                                  PyroTunnel        *tunnel,
                                                  gint64             timeout) G_GNUC_WARN_UNUSED_RESULT;
GError          *_pyro_terms_call_timed_out      (gint64             timeout) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
