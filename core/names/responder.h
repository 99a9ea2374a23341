/* core/names/responder.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

gboolean  pyro_responder_is_request (gconstpointer  datagram,
                                     gsize          size);
GBytes   *pyro_responder_answer     (PyroUri       *uri,
                                     const char    *interface,
                                     gconstpointer  datagram,
                                     gsize          size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
