/* ui/models/health.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/health.h"

#include "core/pyro.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a daemon refuses a handshake with when it has no such object. */
#define UNKNOWN_OBJECT "unknown object"

G_DEFINE_ENUM_TYPE (LensHealth, lens_health,
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_ALIVE, "alive"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_NO_OBJECT, "no-object"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_UNREACHABLE, "unreachable"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_NOT_ALLOWED, "not-allowed"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_WRONG_HOST, "wrong-host"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_OTHER_GENERATION, "other-generation"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_TURNED_AWAY, "turned-away"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_NO_PYRO, "no-pyro"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_BAD_URI, "bad-uri"),
                    G_DEFINE_ENUM_VALUE (LENS_HEALTH_FAILED, "failed"))

static LensHealth
from_io_error (const GError *error)
{
  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_NOT_FOUND:
      return LENS_HEALTH_REFUSED;

    case G_IO_ERROR_TIMED_OUT:
      return LENS_HEALTH_TIMED_OUT;

    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return LENS_HEALTH_UNREACHABLE;

    case G_IO_ERROR_PERMISSION_DENIED:
      return LENS_HEALTH_NOT_ALLOWED;

    case G_IO_ERROR_CONNECTION_CLOSED:
      return LENS_HEALTH_CLOSED;

    default:
      return LENS_HEALTH_FAILED;
    }
}

static LensHealth
from_pyro_error (const GError *error)
{
  switch (error->code)
    {
    case PYRO_ERROR_REFUSED:
      return strstr (error->message, UNKNOWN_OBJECT) != NULL ? LENS_HEALTH_NO_OBJECT : LENS_HEALTH_TURNED_AWAY;

    case PYRO_ERROR_VERSION:
      return LENS_HEALTH_OTHER_GENERATION;

    case PYRO_ERROR_PROTOCOL:
      return LENS_HEALTH_NO_PYRO;

    case PYRO_ERROR_TLS:
      return LENS_HEALTH_CLOSED;

    case PYRO_ERROR_URI:
      return LENS_HEALTH_BAD_URI;

    default:
      return LENS_HEALTH_FAILED;
    }
}

/**
 * lens_health_from_error:
 * @error: why the handshake for an object failed
 *
 * Tells the ways apart in which an object cannot be reached.
 *
 * Returns: the health of the object
 */
LensHealth
lens_health_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, LENS_HEALTH_UNKNOWN);

  if (error->domain == G_IO_ERROR)
    return from_io_error (error);
  if (error->domain == G_RESOLVER_ERROR)
    return LENS_HEALTH_UNREACHABLE;
  if (error->domain == PYRO_ERROR)
    return from_pyro_error (error);

  return LENS_HEALTH_FAILED;
}

/**
 * lens_health_get_word:
 * @health: what is known of an object
 *
 * Says it in a word or two, which stand beside the address of the object.
 *
 * Returns: (transfer none): the translated words
 */
const char *
lens_health_get_word (LensHealth health)
{
  static const char *const words[] = {
    [LENS_HEALTH_UNKNOWN] = N_("Not checked yet"),
    [LENS_HEALTH_CHECKING] = N_("Being checked"),
    [LENS_HEALTH_ALIVE] = N_("Alive"),
    [LENS_HEALTH_REFUSED] = N_("Refused"),
    [LENS_HEALTH_NO_OBJECT] = N_("Unknown to its daemon"),
    [LENS_HEALTH_TIMED_OUT] = N_("Timed out"),
    [LENS_HEALTH_UNREACHABLE] = N_("Unreachable"),
    [LENS_HEALTH_NOT_ALLOWED] = N_("Not allowed"),
    [LENS_HEALTH_WRONG_HOST] = N_("Wrong host"),
    [LENS_HEALTH_OTHER_GENERATION] = N_("Other generation"),
    [LENS_HEALTH_CLOSED] = N_("Closed, maybe wants TLS"),
    [LENS_HEALTH_TURNED_AWAY] = N_("Turned away"),
    [LENS_HEALTH_NO_PYRO] = N_("Not Pyro"),
    [LENS_HEALTH_BAD_URI] = N_("Bad URI"),
    [LENS_HEALTH_FAILED] = N_("Failed"),
  };

  g_return_val_if_fail ((guint) health < G_N_ELEMENTS (words), NULL);

  return _(words[health]);
}

/**
 * lens_health_is_dead:
 * @health: what is known of an object
 *
 * Checks whether a name leads to nothing. What may be the fault of the network, or of this computer,
 * does not count.
 *
 * Returns: %TRUE if it does
 */
gboolean
lens_health_is_dead (LensHealth health)
{
  return health == LENS_HEALTH_REFUSED || health == LENS_HEALTH_NO_OBJECT;
}
