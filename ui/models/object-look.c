/* ui/models/object-look.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/object-private.h"

#include "ui/models/verdict.h"
#include "ui/models/weak.h"

#include <glib/gi18n.h>

/* How an object is looked at: one handshake for it on a connection of its own, which is closed at
 * once. It runs no code of the object, and takes a thread of its daemon no longer than it must. */

#define LOOK_TIME (5 * G_TIME_SPAN_SECOND) /* microseconds; a daemon that takes longer is of no use */

/* What a registration is that lens_verdict_from_uri() finds wrong. */
static LensHealth
health_of_registration (LensObject *self)
{
  return self->address == NULL || pyro_uri_get_scheme (self->address) != PYRO_URI_PYRO ? LENS_HEALTH_BAD_URI
                                                                                     : LENS_HEALTH_WRONG_HOST;
}

/* The members are brought up to date whenever a handshake brings them: a server that was started
 * again may have others. */
static void
look_succeeded (LensObject   *self,
                PyroMetadata *metadata)
{
  g_autofree char *sentence = NULL;

  if (metadata != NULL && (self->loading || self->loaded))
    lens_object_take_members (self, metadata);

  if (lens_verdict_from_uri (self->address, lens_object_get_foreign_host (self), &sentence))
    {
      lens_object_set_health (self, health_of_registration (self), sentence);
    }
  else
    {
      /* Translators: %s is an address */
      sentence = g_strdup_printf (_("It answers at %s"), self->location);
      lens_object_set_health (self, LENS_HEALTH_ALIVE, sentence);
    }

  lens_object_set_loading (self, FALSE, NULL);
}

static void
look_failed (LensObject   *self,
             const GError *error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *registration = NULL;

  lens_verdict_from_error (error, self->location, &sentence);
  /* That the registration is wrong says more than that nothing is found where it leads. */
  if (lens_verdict_from_uri (self->address, lens_object_get_foreign_host (self), &registration))
    lens_object_set_health (self, health_of_registration (self), registration);
  else
    lens_object_set_health (self, lens_health_from_error (error), sentence);

  if (self->loading)
    lens_object_set_loading (self, FALSE, registration != NULL ? registration : sentence);
}

static void
bound_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensObject) self = lens_weak_take (user_data);
  g_autoptr(PyroProxy) looker = g_object_ref (PYRO_PROXY (object));
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(GError) error = NULL;

  pyro_proxy_bind_finish (looker, result, &error);
  if (self == NULL || self->looker != looker)
    return;

  if (error == NULL && pyro_proxy_get_metadata (looker) != NULL)
    metadata = pyro_metadata_ref (pyro_proxy_get_metadata (looker));

  lens_object_stop_look (self);
  if (error == NULL)
    look_succeeded (self, metadata);
  else
    look_failed (self, error);
  lens_object_finish_look (self);
}

/* Looks without the network where that says enough. A registration that leads to this computer by
 * mistake is followed only when the user opens it: a program here is not the one that was meant. */
static gboolean
look_at_uri (LensObject *self)
{
  g_autofree char *sentence = NULL;

  lens_object_read_uri (self);
  if (self->address == NULL)
    sentence = g_strdup (self->uri_problem);
  else if (!lens_verdict_from_uri (self->address, lens_object_get_foreign_host (self), &sentence))
    return FALSE;
  else if (self->loading && pyro_uri_get_scheme (self->address) == PYRO_URI_PYRO)
    return FALSE;

  lens_object_set_health (self, health_of_registration (self), sentence);
  if (self->loading)
    lens_object_set_loading (self, FALSE, sentence);
  lens_object_finish_look (self);

  return TRUE;
}

static void
look (LensObject *self)
{
  if (self->looker != NULL || look_at_uri (self))
    return;

  self->looker = pyro_proxy_new (self->address);
  self->cancellable = g_cancellable_new ();
  pyro_proxy_set_timeout (self->looker, LOOK_TIME);
  pyro_proxy_bind_async (self->looker, self->cancellable, bound_cb, lens_weak_new (self));
}

static void
say_checking (LensObject *self)
{
  lens_object_set_health (self, LENS_HEALTH_CHECKING, _("Looking whether it answers"));
}

gboolean
lens_object_is_looking (LensObject *self)
{
  return self->looker != NULL;
}

/* Ends the handshake that is under way, also a good one: its connection has done its work. */
void
lens_object_stop_look (LensObject *self)
{
  g_autoptr(PyroProxy) looker = g_steal_pointer (&self->looker);
  g_autoptr(GCancellable) cancellable = g_steal_pointer (&self->cancellable);

  if (looker == NULL)
    return;

  g_cancellable_cancel (cancellable);
  pyro_proxy_release (looker);
}

/**
 * lens_object_recheck:
 *
 * Looks at the object again, and shows only what comes of it.
 */
void
lens_object_recheck (LensObject *self)
{
  g_return_if_fail (LENS_IS_OBJECT (self));

  if (self->state == LENS_OBJECT_UNKNOWN)
    say_checking (self);
  look (self);
}

/**
 * lens_object_check:
 *
 * Looks at once whether the object can be used; the state says so when it is known.
 */
void
lens_object_check (LensObject *self)
{
  g_return_if_fail (LENS_IS_OBJECT (self));

  say_checking (self);
  look (self);
}

/**
 * lens_object_load:
 *
 * Asks the daemon what the object offers. Members that are known stay the same objects.
 */
void
lens_object_load (LensObject *self)
{
  g_return_if_fail (LENS_IS_OBJECT (self));

  if (self->loading)
    return;

  lens_object_set_loading (self, TRUE, NULL);
  if (self->state == LENS_OBJECT_UNKNOWN)
    say_checking (self);
  look (self);
}
