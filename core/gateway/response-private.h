/* core/gateway/response-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define PYRO_RESPONSE_JSON "application/json; charset=utf-8"

void _pyro_response_set_text      (SoupServerMessage *message,
                                   guint              status,
                                   const char        *text);
void _pyro_response_set_body      (SoupServerMessage *message,
                                   guint              status,
                                   const char        *content_type,
                                   GBytes            *body);
void _pyro_response_set_error     (SoupServerMessage *message,
                                   const GError      *error);
void _pyro_response_set_exception (SoupServerMessage *message,
                                   const char        *class_name,
                                   const char        *text);

G_END_DECLS
