/* ui/models/object-address.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/object-private.h"

#include "ui/models/host.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where an object is, and the ways to it.
 *
 * Calls go through one proxy, one at a time, because an object may live as long as the connection
 * (`instance_mode="session"`). A daemon carries out the calls of a connection one after the other; a
 * call that is made while another one runs, to see why that hangs, gets a connection of its own. */

/* Reads the text of the URI once, when it is needed: a name server may list tens of thousands. */
void
lens_object_read_uri (LensObject *self)
{
  g_autoptr(GError) error = NULL;

  if (self->read)
    return;

  self->read = TRUE;
  self->address = pyro_uri_parse (self->uri, 0, &error);
  if (self->address != NULL)
    self->location = pyro_uri_dup_location (self->address);
  else
    /* Translators: the %s are what is registered as a URI, and what is wrong with it */
    self->uri_problem = g_strdup_printf (_("It is registered with “%s”, which is no URI: %s"),
                                         self->uri, error->message);
}

/**
 * lens_object_get_location:
 *
 * Gets where the daemon of the object is.
 *
 * Returns: (transfer none): `HOST:PORT`, a socket, or "" when the URI does not say
 */
const char *
lens_object_get_location (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  lens_object_read_uri (self);

  return self->location != NULL ? self->location : "";
}

/* Says where the name server is that lists the object: on which host, and whether that is this computer. A list of a
 * hundred thousand names has one such host. */
void
lens_object_set_name_server (LensObject *self,
                             const char *host,
                             gboolean    here)
{
  self->name_server_host = g_intern_string (host);
  self->abroad = !here;
}

/* Gets on which other computer the name server is that lists the object; NULL if it is on this one, or there is none. */
const char *
lens_object_get_foreign_host (LensObject *self)
{
  return self->abroad ? self->name_server_host : NULL;
}

static gboolean
is_same_host (const char *host,
              const char *other)
{
  return g_ascii_strcasecmp (host, other) == 0 || (lens_host_is_loopback (host) && lens_host_is_loopback (other));
}

/**
 * lens_object_get_place:
 *
 * Gets where the daemon of the object is, for whoever sees which name server lists it: what is the same for all objects
 * of a computer is not said of each.
 *
 * Returns: (transfer none): `:PORT` where that is on the host of its name server, else what
 *   [method@LensObject.get_location] says
 */
const char *
lens_object_get_place (LensObject *self)
{
  const char *location = lens_object_get_location (self);
  const char *host = self->address != NULL ? pyro_uri_get_host (self->address) : NULL;
  const char *port = strrchr (location, ':');

  if (host == NULL || port == NULL || self->name_server_host == NULL || !is_same_host (host, self->name_server_host))
    return location;

  return port;
}

void
lens_object_forget_address (LensObject *self)
{
  lens_object_close_ways (self);
  g_clear_object (&self->proxy); /* a call that is under way has it still */
  g_clear_pointer (&self->address, pyro_uri_unref);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->uri_problem, g_free);
  self->busy = FALSE;
  self->read = FALSE;
}

/**
 * lens_object_get_proxy:
 *
 * Gets the proxy that calls of this object go through. It connects when it is used.
 *
 * Returns: (transfer none) (nullable): the proxy, or %NULL when the URI is no address
 */
PyroProxy *
lens_object_get_proxy (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  lens_object_read_uri (self);
  if (self->proxy == NULL && self->address != NULL &&
      pyro_uri_get_scheme (self->address) == PYRO_URI_PYRO)
    self->proxy = pyro_proxy_new (self->address);

  return self->proxy;
}

#define MAX_WAYS 8 /* connections to one object that wait to be used again */

static GQuark
way_quark (void)
{
  return g_quark_from_static_string ("lens-way");
}

/* Another proxy of the object, which goes back under @key; NULL for one that is used once. */
static PyroProxy *
make_way (LensObject      *self,
          LensParticulars *particulars,
          const char      *key)
{
  PyroProxy *proxy = pyro_proxy_new (self->address);

  pyro_proxy_set_timeout (proxy, pyro_proxy_get_timeout (self->proxy));
  lens_particulars_equip (particulars, proxy);
  g_object_set_qdata_full (G_OBJECT (proxy), way_quark (), g_strdup (key), g_free);

  return proxy;
}

/* Gets a proxy for one call (transfer full) that speaks as @particulars say; NULL when the URI is no address. */
PyroProxy *
lens_object_take_proxy (LensObject      *self,
                        LensParticulars *particulars)
{
  static const char usual[] = "serpent 0 0 ";
  PyroProxy *proxy = lens_object_get_proxy (self);
  g_autofree char *key = NULL;
  g_autofree gpointer kept_key = NULL;
  gpointer kept = NULL;

  if (proxy == NULL)
    return NULL;

  if (lens_particulars_get_own_connection (particulars))
    return make_way (self, particulars, NULL);

  key = lens_particulars_dup_key (particulars);
  if (!g_str_equal (key, usual))
    return self->ways != NULL && g_hash_table_steal_extended (self->ways, key, &kept_key, &kept)
           ? kept : make_way (self, particulars, key);
  if (self->busy)
    return make_way (self, particulars, NULL);

  self->busy = TRUE;

  return g_object_ref (proxy);
}

/* The call that took @proxy is over. */
void
lens_object_return_proxy (LensObject *self,
                          PyroProxy  *proxy)
{
  const char *key = g_object_get_qdata (G_OBJECT (proxy), way_quark ());

  if (proxy == self->proxy)
    {
      self->busy = FALSE;
      return;
    }
  if (key == NULL || self->proxy == NULL || !pyro_uri_equal (pyro_proxy_get_uri (proxy), self->address))
    {
      pyro_proxy_release (proxy);
      return;
    }

  if (self->ways == NULL)
    self->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_contains (self->ways, key) || g_hash_table_size (self->ways) >= MAX_WAYS)
    pyro_proxy_release (proxy);
  else
    g_hash_table_insert (self->ways, g_strdup (key), g_object_ref (proxy));
}

/* Lets go of the connections that nobody uses now. */
void
lens_object_close_ways (LensObject *self)
{
  GHashTableIter iter;
  gpointer proxy;

  if (self->ways == NULL)
    return;

  g_hash_table_iter_init (&iter, self->ways);
  while (g_hash_table_iter_next (&iter, NULL, &proxy))
    pyro_proxy_release (proxy);
  g_clear_pointer (&self->ways, g_hash_table_unref);
}
