/* core/names/name-servant-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/registry.h"
#include "core/serve/servant.h"

G_BEGIN_DECLS

/* A registry as the object of a daemon. */
#define PYRO_TYPE_NAME_SERVANT (_pyro_name_servant_get_type ())
G_DECLARE_FINAL_TYPE (PyroNameServant, _pyro_name_servant, PYRO, NAME_SERVANT, GObject)

PyroServant *_pyro_name_servant_new (PyroRegistry *registry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
