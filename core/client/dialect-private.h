/* core/client/dialect-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/session.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

/* The generation in which one conversation is held, and how it is found out. */
typedef struct
{
  const PyroGeneration *wanted; /* NULL to find out */
  const PyroGeneration *spoken; /* NULL before the first try */
  gboolean              turned; /* this is the second try */
} PyroDialect;

gboolean              _pyro_dialect_begin       (PyroDialect           *self,
                                                 PyroUri               *uri,
                                                 const char            *serializer,
                                                 gboolean               has_hmac_key,
                                                 GError               **error);
gboolean              _pyro_dialect_turn        (PyroDialect           *self,
                                                 PyroUri               *uri,
                                                 PyroSession           *session,
                                                 const char            *serializer,
                                                 gboolean               has_hmac_key,
                                                 const GError          *error);

void                  _pyro_dialect_remember    (PyroUri               *uri,
                                                 const PyroGeneration  *generation);
const PyroGeneration *_pyro_dialect_recall      (PyroUri               *uri);

G_END_DECLS
