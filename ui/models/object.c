/* ui/models/object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/object-private.h"

#include <glib/gi18n.h>

/**
 * LensObject:
 *
 * A remote object: what it is called, where it is, whether it can be used, and what it offers.
 *
 * It is looked at by a handshake on a connection of its own. Calls go through its proxy, which
 * connects at the first call and then stays connected.
 */

enum {
  PROP_0,
  PROP_NAME,
  PROP_URI,
  PROP_LOCATION,
  PROP_TAGS,
  PROP_TAGS_TEXT,
  PROP_STATE,
  PROP_HEALTH,
  PROP_STATE_TEXT,
  PROP_MEMBERS,
  PROP_LOADING,
  PROP_PROBLEM,
  PROP_REGISTERED,
  N_PROPS
};

enum {
  CHECKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (LensObjectState, lens_object_state,
                    G_DEFINE_ENUM_VALUE (LENS_OBJECT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LENS_OBJECT_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (LENS_OBJECT_ALIVE, "alive"),
                    G_DEFINE_ENUM_VALUE (LENS_OBJECT_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (LENS_OBJECT_ODD, "odd"))

G_DEFINE_FINAL_TYPE (LensObject, lens_object, G_TYPE_OBJECT)

static void
lens_object_notify (LensObject *self,
                    guint       prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
lens_object_dispose (GObject *object)
{
  LensObject *self = LENS_OBJECT (object);

  lens_object_stop_look (self);
  lens_object_close_ways (self);
  if (self->proxy != NULL)
    pyro_proxy_release (self->proxy);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (lens_object_parent_class)->dispose (object);
}

static void
lens_object_finalize (GObject *object)
{
  LensObject *self = LENS_OBJECT (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_object (&self->members);
  g_clear_object (&self->signatures);
  g_clear_pointer (&self->address, pyro_uri_unref);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->uri_problem, g_free);
  g_clear_pointer (&self->state_text, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_object_parent_class)->finalize (object);
}

static void
lens_object_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LensObject *self = LENS_OBJECT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;

    case PROP_LOCATION:
      g_value_set_string (value, lens_object_get_location (self));
      break;

    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;

    case PROP_TAGS_TEXT:
      g_value_take_string (value, g_strjoinv (", ", self->tags));
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_HEALTH:
      g_value_set_enum (value, self->health);
      break;

    case PROP_STATE_TEXT:
      g_value_set_string (value, self->state_text);
      break;

    case PROP_MEMBERS:
      g_value_set_object (value, lens_object_get_members (self));
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_REGISTERED:
      g_value_set_boolean (value, self->registered);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_registration_properties (GParamFlags flags)
{
  /**
   * LensObject:name:
   *
   * The name it is registered under.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * LensObject:uri:
   *
   * The text it is registered with, which need not be a URI.
   */
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);

  /**
   * LensObject:location:
   *
   * Where its daemon is: `HOST:PORT` or a socket; "" when the URI does not say.
   */
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, "", flags);

  /**
   * LensObject:tags:
   *
   * The metadata tags of the registration.
   */
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * LensObject:tags-text:
   *
   * The metadata tags with commas between them.
   */
  properties[PROP_TAGS_TEXT] = g_param_spec_string ("tags-text", NULL, NULL, "", flags);

  /**
   * LensObject:registered:
   *
   * Whether the name server still lists it.
   */
  properties[PROP_REGISTERED] = g_param_spec_boolean ("registered", NULL, NULL, TRUE, flags);
}

static void
install_state_properties (GParamFlags flags)
{
  /**
   * LensObject:state:
   *
   * Whether it can be used.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_OBJECT_STATE, LENS_OBJECT_UNKNOWN, flags);

  /**
   * LensObject:health:
   *
   * The same, more exactly.
   */
  properties[PROP_HEALTH] =
    g_param_spec_enum ("health", NULL, NULL, LENS_TYPE_HEALTH, LENS_HEALTH_UNKNOWN, flags);

  /**
   * LensObject:state-text:
   *
   * The state in a sentence, which says why the object is gone or odd.
   */
  properties[PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);

  /**
   * LensObject:members:
   *
   * A list model of `LensMember`: methods, one-way methods, attributes, each sorted by name.
   */
  properties[PROP_MEMBERS] = g_param_spec_object ("members", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  /**
   * LensObject:loading:
   *
   * Whether the members are being asked for.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * LensObject:problem: (nullable)
   *
   * Why the members could not be had, in a sentence.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
}

static void
lens_object_class_init (LensObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_object_dispose;
  object_class->finalize = lens_object_finalize;
  object_class->get_property = lens_object_get_property;

  install_registration_properties (flags);
  install_state_properties (flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensObject::checked:
   *
   * It was looked at, with whatever result.
   */
  signals[CHECKED] =
    g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_object_init (LensObject *self)
{
  self->state_text = g_strdup (_("Not looked at yet"));
  self->registered = TRUE;
}

/**
 * lens_object_new:
 * @name: its name
 * @uri: the text of its URI; it need not be a valid one
 * @tags: (nullable): its metadata tags
 *
 * Makes an object that was not looked at yet. Nothing goes over the network.
 *
 * Returns: (transfer full): the object
 */
LensObject *
lens_object_new (const char        *name,
                 const char        *uri,
                 const char *const *tags)
{
  static const char *const none[] = { NULL };
  LensObject *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (LENS_TYPE_OBJECT, NULL);
  self->name = g_strdup (name);
  self->uri = g_strdup (uri);
  self->tags = g_strdupv ((char **) (tags != NULL ? tags : none));

  return self;
}

const char *
lens_object_get_name (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  return self->name;
}

const char *
lens_object_get_uri (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  return self->uri;
}

const char *const *
lens_object_get_tags (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  return (const char *const *) self->tags;
}

LensObjectState
lens_object_get_state (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), LENS_OBJECT_UNKNOWN);

  return self->state;
}

const char *
lens_object_get_state_text (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  return self->state_text;
}

LensHealth
lens_object_get_health (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), LENS_HEALTH_UNKNOWN);

  return self->health;
}

static LensObjectState
state_of (LensHealth health)
{
  switch ((int) health)
    {
    case LENS_HEALTH_UNKNOWN:
      return LENS_OBJECT_UNKNOWN;

    case LENS_HEALTH_CHECKING:
      return LENS_OBJECT_CHECKING;

    case LENS_HEALTH_ALIVE:
      return LENS_OBJECT_ALIVE;

    case LENS_HEALTH_REFUSED:
    case LENS_HEALTH_NO_OBJECT:
    case LENS_HEALTH_TIMED_OUT:
    case LENS_HEALTH_UNREACHABLE:
    case LENS_HEALTH_NOT_ALLOWED:
      return LENS_OBJECT_GONE;

    default:
      return LENS_OBJECT_ODD;
    }
}

/* Says what is known of the object; the state follows from it. */
void
lens_object_set_health (LensObject *self,
                        LensHealth  health,
                        const char *text)
{
  LensObjectState state = state_of (health);

  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_str (&self->state_text, text))
    lens_object_notify (self, PROP_STATE_TEXT);
  if (self->health != health)
    {
      self->health = health;
      lens_object_notify (self, PROP_HEALTH);
    }
  if (self->state != state)
    {
      self->state = state;
      lens_object_notify (self, PROP_STATE);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
lens_object_get_loading (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), FALSE);

  return self->loading;
}

const char *
lens_object_get_problem (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  return self->problem;
}

void
lens_object_set_loading (LensObject *self,
                         gboolean    loading,
                         const char *problem)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_str (&self->problem, problem))
    lens_object_notify (self, PROP_PROBLEM);
  if (self->loading != loading)
    {
      self->loading = loading;
      lens_object_notify (self, PROP_LOADING);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

void
lens_object_finish_look (LensObject *self)
{
  g_signal_emit (self, signals[CHECKED], 0);
}

gboolean
lens_object_get_registered (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), FALSE);

  return self->registered;
}

void
lens_object_set_registered (LensObject *self,
                            gboolean    registered)
{
  if (self->registered == registered)
    return;

  self->registered = registered;
  lens_object_notify (self, PROP_REGISTERED);
}

static void
lens_object_set_tags (LensObject        *self,
                      const char *const *tags)
{
  if (g_strv_equal ((const char *const *) self->tags, tags))
    return;

  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) tags);
  lens_object_notify (self, PROP_TAGS);
  lens_object_notify (self, PROP_TAGS_TEXT);
}

/* With another URI it is another object, as far as anybody can know. */
static gboolean
lens_object_set_uri (LensObject *self,
                     const char *uri)
{
  if (!g_set_str (&self->uri, uri))
    return FALSE;

  lens_object_stop_look (self);
  lens_object_forget_address (self);
  lens_object_notify (self, PROP_URI);
  lens_object_notify (self, PROP_LOCATION);
  lens_object_set_health (self, LENS_HEALTH_UNKNOWN, _("Not looked at yet"));

  return TRUE;
}

/**
 * lens_object_update:
 * @uri: the text of its URI
 * @tags: (nullable): its metadata tags
 *
 * Takes what the name server says now. An object that was open and is somewhere else now is looked at
 * again.
 */
void
lens_object_update (LensObject        *self,
                    const char        *uri,
                    const char *const *tags)
{
  static const char *const none[] = { NULL };

  g_return_if_fail (LENS_IS_OBJECT (self));
  g_return_if_fail (uri != NULL);

  g_object_freeze_notify (G_OBJECT (self));

  lens_object_set_tags (self, tags != NULL ? tags : none);
  lens_object_set_registered (self, TRUE);
  if (lens_object_set_uri (self, uri) && (self->loading || self->loaded))
    lens_object_recheck (self);

  g_object_thaw_notify (G_OBJECT (self));
}
