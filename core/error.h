/* core/error.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PyroError:
 * @PYRO_ERROR_PROTOCOL: the peer sent bytes that are no Pyro message, or a message out of turn
 * @PYRO_ERROR_VERSION: the peer speaks another protocol version
 * @PYRO_ERROR_TOO_LARGE: something is over a limit of `limits.h` or of the configuration
 * @PYRO_ERROR_REFUSED: the daemon answered the handshake with a refusal
 * @PYRO_ERROR_SERIALIZE: a value cannot be carried by the serializer, or a payload cannot be read by it
 * @PYRO_ERROR_SYNTAX: a text is no Python literal
 * @PYRO_ERROR_VALUE: a value has another type or shape than is needed here
 * @PYRO_ERROR_URI: a text is no Pyro URI
 * @PYRO_ERROR_MEMBER: the object has no method or attribute of that name
 * @PYRO_ERROR_NAMING: no name server was found, or it does not know the name
 * @PYRO_ERROR_USAGE: an object was used in a way it does not allow
 * @PYRO_ERROR_SECURITY: a message is not signed with the key that was agreed on
 * @PYRO_ERROR_STREAM: an item stream was closed, or the daemon does not keep it any more
 * @PYRO_ERROR_TLS: the peer speaks TLS, which was not asked for
 *
 * Errors in the `PYRO_ERROR` domain. The message is one sentence that may be shown to a user.
 *
 * Failures of the transport itself (refused, reset, timed out, cancelled) keep their `G_IO_ERROR`
 * or `G_RESOLVER_ERROR` domain. An exception that the remote method raised has the domain
 * `PYRO_REMOTE_ERROR` (see [struct@Pyro.Exception]).
 */
typedef enum
{
  PYRO_ERROR_PROTOCOL,
  PYRO_ERROR_VERSION,
  PYRO_ERROR_TOO_LARGE,
  PYRO_ERROR_REFUSED,
  PYRO_ERROR_SERIALIZE,
  PYRO_ERROR_SYNTAX,
  PYRO_ERROR_VALUE,
  PYRO_ERROR_URI,
  PYRO_ERROR_MEMBER,
  PYRO_ERROR_NAMING,
  PYRO_ERROR_USAGE,
  PYRO_ERROR_SECURITY,
  PYRO_ERROR_STREAM,
  PYRO_ERROR_TLS,
} PyroError;

#define PYRO_ERROR (pyro_error_quark ())
GQuark pyro_error_quark (void);

G_END_DECLS
