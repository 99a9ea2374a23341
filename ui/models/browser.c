/* ui/models/browser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/browser.h"


#define MAX_REQUESTS 50 /* each may hold a large result */

/**
 * LensBrowser:
 *
 * What a window looks at: an object, one of its members, and the newest request of that. Whoever goes
 * back to a member finds its newest request again.
 */
struct _LensBrowser
{
  GObject      parent_instance;

  LensServers *servers;
  LensObject  *object;
  LensMember  *member;
  LensRequest *request;
  GQueue       requests; /* of LensRequest, one for a member, the newest first */
};

enum {
  PROP_0,
  PROP_SERVERS,
  PROP_OBJECT,
  PROP_MEMBER,
  PROP_REQUEST,
  N_PROPS
};

enum {
  WATCH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensBrowser, lens_browser, G_TYPE_OBJECT)

static void
lens_browser_dispose (GObject *object)
{
  LensBrowser *self = LENS_BROWSER (object);

  g_queue_clear_full (&self->requests, g_object_unref);
  g_clear_object (&self->request);
  g_clear_object (&self->member);
  g_clear_object (&self->object);
  g_clear_object (&self->servers);

  G_OBJECT_CLASS (lens_browser_parent_class)->dispose (object);
}

static void
lens_browser_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LensBrowser *self = LENS_BROWSER (object);

  switch (prop_id)
    {
    case PROP_SERVERS:
      g_value_set_object (value, self->servers);
      break;

    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_browser_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LensBrowser *self = LENS_BROWSER (object);

  switch (prop_id)
    {
    case PROP_SERVERS:
      self->servers = g_value_dup_object (value);
      break;

    case PROP_OBJECT:
      lens_browser_set_object (self, g_value_get_object (value));
      break;

    case PROP_MEMBER:
      lens_browser_set_member (self, g_value_get_object (value));
      break;

    case PROP_REQUEST:
      lens_browser_set_request (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_browser_class_init (LensBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_browser_dispose;
  object_class->get_property = lens_browser_get_property;
  object_class->set_property = lens_browser_set_property;

  /**
   * LensBrowser:servers:
   *
   * The servers there are.
   */
  properties[PROP_SERVERS] =
    g_param_spec_object ("servers", NULL, NULL,
                         LENS_TYPE_SERVERS,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensBrowser:object: (nullable)
   *
   * The object that is open.
   */
  properties[PROP_OBJECT] = g_param_spec_object ("object", NULL, NULL, LENS_TYPE_OBJECT, flags);

  /**
   * LensBrowser:member: (nullable)
   *
   * The member of it that is open.
   */
  properties[PROP_MEMBER] = g_param_spec_object ("member", NULL, NULL, LENS_TYPE_MEMBER, flags);

  /**
   * LensBrowser:request: (nullable)
   *
   * The newest request of the member.
   */
  properties[PROP_REQUEST] = g_param_spec_object ("request", NULL, NULL, LENS_TYPE_REQUEST, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensBrowser::watch:
   *
   * The user wants the member to be read again and again.
   */
  signals[WATCH] =
    g_signal_new ("watch", LENS_TYPE_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_browser_init (LensBrowser *self)
{
}

/**
 * lens_browser_new:
 * @servers: the servers there are
 *
 * Makes a browser that looks at nothing yet.
 *
 * Returns: (transfer full): the browser
 */
LensBrowser *
lens_browser_new (LensServers *servers)
{
  g_return_val_if_fail (LENS_IS_SERVERS (servers), NULL);

  return g_object_new (LENS_TYPE_BROWSER, "servers", servers, NULL);
}

static GList *
find_link (LensBrowser *self,
           LensMember  *member)
{
  for (GList *at = self->requests.head; at != NULL; at = at->next)
    if (lens_request_get_member (at->data) == member)
      return at;

  return NULL;
}

static void
remember (LensBrowser *self,
          LensRequest *request)
{
  GList *old = find_link (self, lens_request_get_member (request));

  g_queue_push_head (&self->requests, g_object_ref (request));
  if (old != NULL)
    {
      g_object_unref (old->data);
      g_queue_delete_link (&self->requests, old);
    }
  else if (self->requests.length > MAX_REQUESTS)
    {
      g_object_unref (g_queue_pop_tail (&self->requests));
    }
}

/**
 * lens_browser_get_servers:
 *
 * Gets the servers there are.
 *
 * Returns: (transfer none): the servers
 */
LensServers *
lens_browser_get_servers (LensBrowser *self)
{
  g_return_val_if_fail (LENS_IS_BROWSER (self), NULL);

  return self->servers;
}

/**
 * lens_browser_get_object:
 *
 * Gets the object that is open.
 *
 * Returns: (transfer none) (nullable): the object
 */
LensObject *
lens_browser_get_object (LensBrowser *self)
{
  g_return_val_if_fail (LENS_IS_BROWSER (self), NULL);

  return self->object;
}

/**
 * lens_browser_set_object:
 * @object: (nullable): an object
 *
 * Opens an object, with none of its members.
 */
void
lens_browser_set_object (LensBrowser *self,
                         LensObject  *object)
{
  g_return_if_fail (LENS_IS_BROWSER (self));
  g_return_if_fail (object == NULL || LENS_IS_OBJECT (object));

  if (self->object == object)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  lens_browser_set_member (self, NULL);
  g_set_object (&self->object, object);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECT]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_browser_get_member:
 *
 * Gets the member that is open.
 *
 * Returns: (transfer none) (nullable): the member
 */
LensMember *
lens_browser_get_member (LensBrowser *self)
{
  g_return_val_if_fail (LENS_IS_BROWSER (self), NULL);

  return self->member;
}

/**
 * lens_browser_set_member:
 * @member: (nullable): a member of the object that is open
 *
 * Opens a member, with its newest request if it has one.
 */
void
lens_browser_set_member (LensBrowser *self,
                         LensMember  *member)
{
  GList *link;

  g_return_if_fail (LENS_IS_BROWSER (self));
  g_return_if_fail (member == NULL || LENS_IS_MEMBER (member));

  if (self->member == member)
    return;

  link = find_link (self, member);

  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->member, member);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
  if (g_set_object (&self->request, link != NULL ? link->data : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_browser_give_up:
 *
 * Ends all that was asked for and is not over: requests are cancelled, and servers are told that their streams are
 * wanted no more. No request is remembered afterwards.
 */
void
lens_browser_give_up (LensBrowser *self)
{
  LensRequest *request;

  g_return_if_fail (LENS_IS_BROWSER (self));

  while ((request = g_queue_pop_head (&self->requests)) != NULL)
    {
      LensFlow *flow = lens_request_get_flow (request);

      lens_request_cancel (request);
      if (flow != NULL)
        lens_flow_close (flow);
      g_object_unref (request);
    }
  if (g_set_object (&self->request, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

/**
 * lens_browser_get_request:
 *
 * Gets the newest request of the member.
 *
 * Returns: (transfer none) (nullable): the request
 */
LensRequest *
lens_browser_get_request (LensBrowser *self)
{
  g_return_val_if_fail (LENS_IS_BROWSER (self), NULL);

  return self->request;
}

/**
 * lens_browser_set_request:
 * @request: (nullable): a request of the member that is open
 *
 * Shows a request, as the newest one of its member.
 */
void
lens_browser_set_request (LensBrowser *self,
                          LensRequest *request)
{
  g_return_if_fail (LENS_IS_BROWSER (self));
  g_return_if_fail (request == NULL || LENS_IS_REQUEST (request));

  if (!g_set_object (&self->request, request))
    return;

  if (request != NULL)
    remember (self, request);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

/**
 * lens_browser_watch:
 * @member: an attribute of the object that is open
 *
 * Opens an attribute, and asks whoever shows it to read it again and again.
 */
void
lens_browser_watch (LensBrowser *self,
                    LensMember  *member)
{
  g_return_if_fail (LENS_IS_BROWSER (self));
  g_return_if_fail (LENS_IS_MEMBER (member));

  lens_browser_set_member (self, member);
  g_signal_emit (self, signals[WATCH], 0);
}
