/* ui/models/weak.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/weak.h"

/**
 * lens_weak_new:
 * @object: (type GObject.Object): who waits for a callback
 *
 * Makes the data for a callback that does not keep @object alive.
 *
 * Returns: (transfer full): the data, to be given to lens_weak_take() once
 */
gpointer
lens_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, object);

  return weak;
}

/**
 * lens_weak_take:
 * @weak: (transfer full): what lens_weak_new() made
 *
 * Gets back who waited, and frees the data.
 *
 * Returns: (transfer full) (nullable): the object, or %NULL if it is gone
 */
gpointer
lens_weak_take (gpointer weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return object;
}
