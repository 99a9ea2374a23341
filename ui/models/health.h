/* ui/models/health.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LensHealth:
 * @LENS_HEALTH_UNKNOWN: not looked at yet
 * @LENS_HEALTH_CHECKING: being looked at
 * @LENS_HEALTH_ALIVE: its daemon accepted the handshake for it
 * @LENS_HEALTH_REFUSED: nothing listens at its address
 * @LENS_HEALTH_NO_OBJECT: its daemon does not know it
 * @LENS_HEALTH_TIMED_OUT: no answer came in time
 * @LENS_HEALTH_UNREACHABLE: no way leads to its host, or the host has no address
 * @LENS_HEALTH_NOT_ALLOWED: this user may not connect
 * @LENS_HEALTH_WRONG_HOST: the address is one that other computers cannot use, such as localhost
 * @LENS_HEALTH_OTHER_GENERATION: the daemon speaks a Pyro that is not spoken here
 * @LENS_HEALTH_CLOSED: the connection was closed at once, as daemons that want TLS do, some with an alert
 * @LENS_HEALTH_TURNED_AWAY: the daemon refuses clients
 * @LENS_HEALTH_NO_PYRO: something else than Pyro listens
 * @LENS_HEALTH_BAD_URI: what is registered is not the address of an object
 * @LENS_HEALTH_FAILED: anything else
 *
 * What is known of an object without calling it.
 */
typedef enum
{
  LENS_HEALTH_UNKNOWN,
  LENS_HEALTH_CHECKING,
  LENS_HEALTH_ALIVE,
  LENS_HEALTH_REFUSED,
  LENS_HEALTH_NO_OBJECT,
  LENS_HEALTH_TIMED_OUT,
  LENS_HEALTH_UNREACHABLE,
  LENS_HEALTH_NOT_ALLOWED,
  LENS_HEALTH_WRONG_HOST,
  LENS_HEALTH_OTHER_GENERATION,
  LENS_HEALTH_CLOSED,
  LENS_HEALTH_TURNED_AWAY,
  LENS_HEALTH_NO_PYRO,
  LENS_HEALTH_BAD_URI,
  LENS_HEALTH_FAILED,
} LensHealth;

#define LENS_TYPE_HEALTH (lens_health_get_type ())
GType       lens_health_get_type   (void);

LensHealth  lens_health_from_error (const GError *error);
/* A word or two, for the row of an object. */
const char *lens_health_get_word   (LensHealth    health);
/* Whether the name is of no use to anybody, as far as can be told from here. */
gboolean    lens_health_is_dead    (LensHealth    health);

G_END_DECLS
