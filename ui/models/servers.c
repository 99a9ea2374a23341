/* ui/models/servers.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/servers-private.h"

#include "ui/models/server-private.h"
#include "ui/models/target.h"

/**
 * LensServers:
 *
 * The servers of the window, as a list model: those that the user added, which may be remembered, and
 * those that a search found.
 */

enum {
  PROP_0,
  PROP_N_ITEMS,
  PROP_SEARCHING,
  PROP_ACTIVE,
  PROP_ADDRESSES,
  N_PROPS
};

enum {
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
lens_servers_get_item_type (GListModel *model)
{
  return LENS_TYPE_SERVER;
}

static guint
lens_servers_get_n_items (GListModel *model)
{
  return LENS_SERVERS (model)->rows->len;
}

static gpointer
lens_servers_get_item (GListModel *model,
                       guint       position)
{
  LensServers *self = LENS_SERVERS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_servers_get_item_type;
  iface->get_n_items = lens_servers_get_n_items;
  iface->get_item = lens_servers_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensServers, lens_servers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static LensServer *
get_row (LensServers *self,
         guint        position)
{
  return g_ptr_array_index (self->rows, position);
}

static void
remembered_changed (LensServers *self,
                    GParamSpec  *pspec,
                    LensServer  *server)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESSES]);
}

static void
lens_servers_dispose (GObject *object)
{
  LensServers *self = LENS_SERVERS (object);

  lens_servers_stop_search (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_signal_handlers_disconnect_by_data (get_row (self, i), self);
      lens_server_set_active (get_row (self, i), FALSE);
    }
  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (lens_servers_parent_class)->dispose (object);
}

static void
lens_servers_finalize (GObject *object)
{
  LensServers *self = LENS_SERVERS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->config, pyro_config_free);

  G_OBJECT_CLASS (lens_servers_parent_class)->finalize (object);
}

static void
lens_servers_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LensServers *self = LENS_SERVERS (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->rows->len);
      break;

    case PROP_SEARCHING:
      g_value_set_boolean (value, self->searching);
      break;

    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    case PROP_ADDRESSES:
      g_value_take_boxed (value, lens_servers_dup_addresses (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_servers_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LensServers *self = LENS_SERVERS (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      lens_servers_set_active (self, g_value_get_boolean (value));
      break;

    case PROP_ADDRESSES:
      lens_servers_set_addresses (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensServers:n-items:
   *
   * The number of servers.
   */
  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);

  /**
   * LensServers:searching:
   *
   * Whether a search is under way.
   */
  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags | G_PARAM_READABLE);

  /**
   * LensServers:active:
   *
   * Whether the servers are asked over and over; new ones are as the others.
   */
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, TRUE, flags | G_PARAM_READWRITE);

  /**
   * LensServers:addresses:
   *
   * The addresses of the remembered servers. What is no address is left out.
   */
  properties[PROP_ADDRESSES] =
    g_param_spec_boxed ("addresses", NULL, NULL, G_TYPE_STRV, flags | G_PARAM_READWRITE);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_servers_class_init (LensServersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_servers_dispose;
  object_class->finalize = lens_servers_finalize;
  object_class->get_property = lens_servers_get_property;
  object_class->set_property = lens_servers_set_property;

  install_properties (object_class);

  /**
   * LensServers::found:
   * @server: the new server
   *
   * A search brought a server that was not in the list.
   */
  signals[FOUND] =
    g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_SERVER);
}

static void
lens_servers_init (LensServers *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->active = TRUE;
}

/**
 * lens_servers_new:
 * @config: (nullable): where to look for name servers; a copy is kept
 *
 * Makes an empty list. Nothing is searched for yet.
 *
 * Returns: (transfer full): the list
 */
LensServers *
lens_servers_new (const PyroConfig *config)
{
  LensServers *self = g_object_new (LENS_TYPE_SERVERS, NULL);

  self->config = config != NULL ? pyro_config_copy (config) : pyro_config_new ();

  return self;
}

/* Appends a server that is not in the list. */
void
lens_servers_adopt (LensServers *self,
                    LensServer  *server)
{
  lens_server_set_config (server, self->config);
  g_signal_connect_object (server, "notify::remembered", G_CALLBACK (remembered_changed), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, g_object_ref (server));
  lens_server_set_active (server, self->active);

  g_list_model_items_changed (G_LIST_MODEL (self), self->rows->len - 1, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (lens_server_get_remembered (server))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESSES]);
}

LensServer *
lens_servers_find_target (LensServers *self,
                          PyroUri     *target)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pyro_uri_equal (lens_server_get_target (get_row (self, i)), target))
      return get_row (self, i);

  return NULL;
}

void
lens_servers_found (LensServers *self,
                    LensServer  *server)
{
  g_signal_emit (self, signals[FOUND], 0, server);
}

void
lens_servers_set_searching (LensServers *self,
                            gboolean     searching)
{
  if (self->searching == searching)
    return;

  self->searching = searching;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/**
 * lens_servers_add:
 * @address: as for lens_server_new()
 * @remember: whether to store the address
 * @error: what is wrong with the address, in a sentence
 *
 * Adds a server. One that is there already under the same address is only remembered.
 *
 * Returns: (transfer none) (nullable): the server, or %NULL with @error set
 */
LensServer *
lens_servers_add (LensServers  *self,
                  const char   *address,
                  gboolean      remember,
                  GError      **error)
{
  g_autoptr(LensServer) server = NULL;
  LensServer *known;

  g_return_val_if_fail (LENS_IS_SERVERS (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  server = lens_server_new (address, error);
  if (server == NULL)
    return NULL;

  known = lens_servers_find_target (self, lens_server_get_target (server));
  if (known != NULL)
    {
      if (remember)
        lens_server_set_remembered (known, TRUE);
      return known;
    }

  lens_server_set_remembered (server, remember);
  lens_servers_adopt (self, server);

  return server; /* the list holds it */
}

/**
 * lens_servers_remove:
 * @server: one of the servers
 *
 * Removes a server, and forgets its address.
 */
void
lens_servers_remove (LensServers *self,
                     LensServer  *server)
{
  g_autoptr(LensServer) held = NULL;
  guint position;

  g_return_if_fail (LENS_IS_SERVERS (self));
  g_return_if_fail (LENS_IS_SERVER (server));

  if (!g_ptr_array_find (self->rows, server, &position))
    return;

  held = g_object_ref (server);
  g_signal_handlers_disconnect_by_data (held, self);
  g_ptr_array_remove_index (self->rows, position);
  lens_server_set_active (held, FALSE);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (lens_server_get_remembered (held))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESSES]);
}

/**
 * lens_servers_find:
 * @address: as for lens_server_new()
 *
 * Finds the server with an address, however that is written: `lab` is `lab:9090`.
 *
 * Returns: (transfer none) (nullable): the server
 */
LensServer *
lens_servers_find (LensServers *self,
                   const char  *address)
{
  g_autoptr(PyroUri) target = NULL;

  g_return_val_if_fail (LENS_IS_SERVERS (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  target = lens_target_parse (address, NULL);

  return target != NULL ? lens_servers_find_target (self, target) : NULL;
}

gboolean
lens_servers_get_searching (LensServers *self)
{
  g_return_val_if_fail (LENS_IS_SERVERS (self), FALSE);

  return self->searching;
}

gboolean
lens_servers_get_active (LensServers *self)
{
  g_return_val_if_fail (LENS_IS_SERVERS (self), FALSE);

  return self->active;
}

/**
 * lens_servers_set_active:
 * @active: whether to ask the servers over and over
 *
 * Starts or stops all servers.
 */
void
lens_servers_set_active (LensServers *self,
                         gboolean     active)
{
  g_return_if_fail (LENS_IS_SERVERS (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  for (guint i = 0; i < self->rows->len; i++)
    lens_server_set_active (get_row (self, i), self->active);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * lens_servers_dup_addresses:
 *
 * Gets the addresses of the remembered servers.
 *
 * Returns: (transfer full): the addresses, in the order of the list
 */
char **
lens_servers_dup_addresses (LensServers *self)
{
  g_autoptr(GStrvBuilder) addresses = g_strv_builder_new ();

  g_return_val_if_fail (LENS_IS_SERVERS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (lens_server_get_remembered (get_row (self, i)))
      g_strv_builder_add (addresses, lens_server_get_address (get_row (self, i)));

  return g_strv_builder_end (addresses);
}

/**
 * lens_servers_set_addresses:
 * @addresses: (nullable): the addresses to remember
 *
 * Takes the stored addresses: adds those that are new, and removes the remembered servers that are
 * not among them.
 */
void
lens_servers_set_addresses (LensServers       *self,
                            const char *const *addresses)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (NULL, NULL);

  g_return_if_fail (LENS_IS_SERVERS (self));

  g_object_freeze_notify (G_OBJECT (self));

  for (gsize i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      LensServer *server = lens_servers_add (self, addresses[i], TRUE, &error);

      if (server != NULL)
        g_hash_table_add (wanted, server);
      else
        g_debug ("The stored address “%s” is left out: %s", addresses[i], error->message);
    }

  for (guint i = self->rows->len; i > 0; i--)
    if (lens_server_get_remembered (get_row (self, i - 1)) &&
        !g_hash_table_contains (wanted, get_row (self, i - 1)))
      lens_servers_remove (self, get_row (self, i - 1));

  g_object_thaw_notify (G_OBJECT (self));
}
