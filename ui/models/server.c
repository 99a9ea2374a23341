/* ui/models/server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/server-private.h"

#include "ui/models/target.h"

#define DEFAULT_PORT 9090 /* of a name server: not worth a place in a title */

/**
 * LensServer:
 *
 * A name server with the objects that it lists, or one object by its URI.
 *
 * While it is active it is asked over and over, and the objects are looked at. Otherwise nothing goes
 * over the network, and no connection is held.
 */

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_TITLE,
  PROP_KIND,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_OBJECTS,
  PROP_N_OBJECTS,
  PROP_REMEMBERED,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (LensServerKind, lens_server_kind,
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_NAMES, "names"),
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_OBJECT, "object"),
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_DAEMON, "daemon"))

G_DEFINE_ENUM_TYPE (LensServerState, lens_server_state,
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (LENS_SERVER_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (LensServer, lens_server, G_TYPE_OBJECT)

static void
objects_changed (LensServer *self,
                 guint       position,
                 guint       removed,
                 guint       added,
                 GListModel *objects)
{
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OBJECTS]);
}

static char *
make_title (PyroUri *target)
{
  if (lens_target_is_daemon (target))
    return pyro_uri_dup_location (target);

  if (!lens_target_is_name_server (target))
    return pyro_uri_get_scheme (target) == PYRO_URI_PYROMETA
         ? g_strjoinv (", ", (char **) pyro_uri_get_tags (target))
         : g_strdup (pyro_uri_get_object (target));

  if (pyro_uri_get_host (target) != NULL && pyro_uri_get_port (target) == DEFAULT_PORT)
    return g_strdup (pyro_uri_get_host (target));

  return pyro_uri_dup_location (target);
}

static void
lens_server_dispose (GObject *object)
{
  LensServer *self = LENS_SERVER (object);

  self->active = FALSE;
  lens_server_stop (self);
  if (self->rounds != NULL)
    lens_rounds_set_active (self->rounds, FALSE);
  g_clear_object (&self->names);
  g_clear_object (&self->daemon);
  g_clear_object (&self->only);

  G_OBJECT_CLASS (lens_server_parent_class)->dispose (object);
}

static void
lens_server_finalize (GObject *object)
{
  LensServer *self = LENS_SERVER (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->rounds);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->target, pyro_uri_unref);
  g_clear_pointer (&self->config, pyro_config_free);

  G_OBJECT_CLASS (lens_server_parent_class)->finalize (object);
}

static void
lens_server_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LensServer *self = LENS_SERVER (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_KIND:
      g_value_set_enum (value, lens_server_get_kind (self));
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_OBJECTS:
      g_value_set_object (value, lens_server_get_objects (self));
      break;

    case PROP_N_OBJECTS:
      g_value_set_uint (value, lens_server_get_n_objects (self));
      break;

    case PROP_REMEMBERED:
      g_value_set_boolean (value, self->remembered);
      break;

    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_server_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LensServer *self = LENS_SERVER (object);

  switch (prop_id)
    {
    case PROP_REMEMBERED:
      lens_server_set_remembered (self, g_value_get_boolean (value));
      break;

    case PROP_ACTIVE:
      lens_server_set_active (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_found_properties (GParamFlags flags)
{
  /**
   * LensServer:address:
   *
   * What was typed, and what is stored.
   */
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);

  /**
   * LensServer:title:
   *
   * The host of a name server, or the name of the object.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * LensServer:kind:
   *
   * Whether it is a name server.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, LENS_TYPE_SERVER_KIND, LENS_SERVER_NAMES, flags);

  /**
   * LensServer:state:
   *
   * Whether it answers.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_SERVER_STATE, LENS_SERVER_CONNECTING, flags);

  /**
   * LensServer:problem: (nullable)
   *
   * Why it does not answer, in a sentence.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensServer:objects:
   *
   * A list model of `LensObject`, sorted by name. It keeps what it had while the server fails.
   */
  properties[PROP_OBJECTS] = g_param_spec_object ("objects", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  /**
   * LensServer:n-objects:
   *
   * The number of objects.
   */
  properties[PROP_N_OBJECTS] = g_param_spec_uint ("n-objects", NULL, NULL, 0, G_MAXUINT, 0, flags);
}

static void
install_chosen_properties (GParamFlags flags)
{
  /**
   * LensServer:remembered:
   *
   * Whether the address is stored.
   */
  properties[PROP_REMEMBERED] = g_param_spec_boolean ("remembered", NULL, NULL, FALSE, flags);

  /**
   * LensServer:active:
   *
   * Whether the server is asked over and over.
   */
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
}

static void
lens_server_class_init (LensServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_server_dispose;
  object_class->finalize = lens_server_finalize;
  object_class->get_property = lens_server_get_property;
  object_class->set_property = lens_server_set_property;

  install_found_properties (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  install_chosen_properties (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_server_init (LensServer *self)
{
  self->config = pyro_config_new ();
  self->rounds = lens_rounds_new ();
  self->roster = lens_roster_new (self->rounds);
  g_signal_connect_object (lens_roster_get_objects (self->roster), "items-changed",
                           G_CALLBACK (objects_changed), self, G_CONNECT_SWAPPED);
}

/**
 * lens_server_new:
 * @address: `HOST`, `HOST:PORT`, `[V6]:PORT` or `./u:PATH` of a name server, or a URI
 * @error: what is wrong with the address, in a sentence
 *
 * Makes a server. Nothing goes over the network before it is active.
 *
 * Returns: (transfer full) (nullable): the server, or %NULL with @error set
 */
LensServer *
lens_server_new (const char  *address,
                 GError     **error)
{
  g_autoptr(PyroUri) target = NULL;
  LensServer *self;

  g_return_val_if_fail (address != NULL, NULL);

  target = lens_target_parse (address, error);
  if (target == NULL)
    return NULL;

  self = g_object_new (LENS_TYPE_SERVER, NULL);
  self->address = g_strstrip (g_strdup (address));
  self->title = make_title (target);
  self->target = g_steal_pointer (&target);
  self->is_daemon = lens_target_is_daemon (self->target);

  return self;
}

const char *
lens_server_get_title (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), NULL);

  return self->title;
}

const char *
lens_server_get_address (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), NULL);

  return self->address;
}

LensServerKind
lens_server_get_kind (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), LENS_SERVER_NAMES);

  if (self->is_daemon)
    return LENS_SERVER_DAEMON;

  return lens_target_is_name_server (self->target) ? LENS_SERVER_NAMES : LENS_SERVER_OBJECT;
}

/* Where a name server was expected a daemon may answer, and the other way round after a restart. */
void
lens_server_set_daemon (LensServer *self,
                        gboolean    is_daemon)
{
  if (self->is_daemon == !!is_daemon)
    return;

  self->is_daemon = !!is_daemon;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

LensServerState
lens_server_get_state (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), LENS_SERVER_CONNECTING);

  return self->state;
}

const char *
lens_server_get_problem (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), NULL);

  return self->problem;
}

void
lens_server_set_state (LensServer      *self,
                       LensServerState  state,
                       const char      *problem)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_server_get_objects:
 *
 * Gets what the server has.
 *
 * Returns: (transfer none): a list model of `LensObject`, sorted by name
 */
GListModel *
lens_server_get_objects (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), NULL);

  return lens_roster_get_objects (self->roster);
}

guint
lens_server_get_n_objects (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), 0);

  return g_list_model_get_n_items (lens_roster_get_objects (self->roster));
}

gboolean
lens_server_get_remembered (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), FALSE);

  return self->remembered;
}

void
lens_server_set_remembered (LensServer *self,
                            gboolean    remembered)
{
  g_return_if_fail (LENS_IS_SERVER (self));

  if (self->remembered == !!remembered)
    return;

  self->remembered = !!remembered;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMEMBERED]);
}

gboolean
lens_server_get_active (LensServer *self)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), FALSE);

  return self->active;
}

/**
 * lens_server_set_active:
 * @active: whether to ask the server over and over
 *
 * Starts to ask the server, at once, or stops it.
 */
void
lens_server_set_active (LensServer *self,
                        gboolean    active)
{
  g_return_if_fail (LENS_IS_SERVER (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  lens_rounds_set_active (self->rounds, self->active);
  if (self->active)
    lens_server_ask (self);
  else
    lens_server_stop (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * lens_server_refresh:
 *
 * Asks the server at once, also one that is not active.
 */
void
lens_server_refresh (LensServer *self)
{
  g_return_if_fail (LENS_IS_SERVER (self));

  self->n_failures = 0;
  if (self->state == LENS_SERVER_FAILED)
    lens_server_set_state (self, LENS_SERVER_CONNECTING, NULL);
  if (self->only != NULL)
    lens_object_check (self->only);
  self->again = self->asking;
  lens_server_ask (self);
}

/* What the address means. */
PyroUri *
lens_server_get_target (LensServer *self)
{
  return self->target;
}

/* Says where names without a place are looked up. */
void
lens_server_set_config (LensServer       *self,
                        const PyroConfig *config)
{
  pyro_config_free (self->config);
  self->config = pyro_config_copy (config);
}
