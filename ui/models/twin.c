/* ui/models/twin.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/twin.h"

#include "ui/models/object-private.h"

static G_DEFINE_QUARK (lens-twin-original, original)

/* An object of the same address and name: whoever registered it anew, the twin is to be asked there too. */
static void
update (LensObject *self,
        GParamSpec *pspec,
        LensObject *original)
{
  gboolean registered = lens_object_get_registered (original);

  if (registered)
    lens_object_update (self, lens_object_get_uri (original), lens_object_get_tags (original));
  lens_object_set_registered (self, registered);
}

/**
 * lens_twin_follow:
 * @original: an object that a server lists
 *
 * Lets an object be where another is, and have its tags, from now on.
 */
void
lens_twin_follow (LensObject *self,
                  LensObject *original)
{
  g_return_if_fail (LENS_IS_OBJECT (self));
  g_return_if_fail (LENS_IS_OBJECT (original));
  g_return_if_fail (lens_twin_get_original (original) != self); /* each would be the other's twin */

  g_object_set_qdata_full (G_OBJECT (self), original_quark (), g_object_ref (original), g_object_unref);
  lens_object_set_name_server (self, original->name_server_host, !original->abroad);
  g_signal_connect_object (original, "notify::uri", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (original, "notify::tags", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (original, "notify::registered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self, NULL, original);
}

/**
 * lens_twin_new:
 * @original: an object that a server lists
 *
 * Makes another one for the same remote object.
 *
 * Returns: (transfer full): the twin
 */
LensObject *
lens_twin_new (LensObject *original)
{
  LensObject *self;

  g_return_val_if_fail (LENS_IS_OBJECT (original), NULL);

  original = lens_twin_get_original (original);
  self = lens_object_new (lens_object_get_name (original), lens_object_get_uri (original),
                          lens_object_get_tags (original));
  lens_twin_follow (self, original);

  return self;
}

/**
 * lens_twin_get_original:
 *
 * Gets the object that a server lists: that of a twin's twin, too, whose original had one itself later.
 *
 * Returns: (transfer none): that object
 */
LensObject *
lens_twin_get_original (LensObject *self)
{
  LensObject *original;

  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  while ((original = g_object_get_qdata (G_OBJECT (self), original_quark ())) != NULL)
    self = original;

  return self;
}
