/* ui/models/hosted-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/hosted-object.h"

#include "ui/models/identifier.h"

#include <glib/gi18n.h>

/**
 * LensHostedObject:
 *
 * An object of this program that others can call back: it notes each call and answers `None`.
 *
 * A client of Pyro calls only what an object says it has, so its methods are named beforehand. Calls are
 * served in the main context; nothing runs but the noting.
 */
struct _LensHostedObject
{
  GObject     parent_instance;

  PyroDaemon *daemon; /* NULL after it was stopped */
  char      **methods;
  char       *uri;
  GQueue      calls;  /* of LensIncomingCall, the newest last */
  guint       n_calls;
  gsize       size;   /* bytes of the arguments of those that are kept */
};

enum {
  PROP_0,
  PROP_N_CALLS,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void lens_hosted_object_list_init    (GListModelInterface  *iface);
static void lens_hosted_object_servant_init (PyroServantInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LensHostedObject, lens_hosted_object, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lens_hosted_object_list_init)
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_SERVANT, lens_hosted_object_servant_init))

#define MAX_METHODS 100 /* in the metadata of the object */
#define MAX_MESSAGE "16777216" /* bytes of a call: whoever reaches this machine may make some */
#define MAX_SIZE    ((gsize) 64 * 1024 * 1024) /* bytes of the arguments of those calls that are kept */

/* ---- List ---- */

static GType
get_item_type (GListModel *model)
{
  return LENS_TYPE_INCOMING_CALL;
}

static guint
get_n_items (GListModel *model)
{
  return LENS_HOSTED_OBJECT (model)->calls.length;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  gpointer call = g_queue_peek_nth (&LENS_HOSTED_OBJECT (model)->calls, position);

  return call != NULL ? g_object_ref (call) : NULL;
}

static void
lens_hosted_object_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- Servant ---- */

static PyroMetadata *
dup_metadata (PyroServant *servant)
{
  static const char *const none[] = { NULL };

  return pyro_metadata_new ((const char *const *) LENS_HOSTED_OBJECT (servant)->methods, none, none);
}

static gsize
get_size (LensIncomingCall *call)
{
  return pyro_value_get_memory_size (lens_incoming_call_get_args (call)) +
         pyro_value_get_memory_size (lens_incoming_call_get_kwargs (call));
}

/* The newest call stays, however large it is. */
static void
drop_old_calls (LensHostedObject *self)
{
  while (self->calls.length == LENS_MAX_INCOMING_CALLS || (self->calls.length > 0 && self->size > MAX_SIZE))
    {
      g_autoptr(LensIncomingCall) oldest = g_queue_pop_head (&self->calls);

      self->size -= get_size (oldest);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
    }
}

static void
invoke (PyroServant    *servant,
        PyroInvocation *invocation)
{
  LensHostedObject *self = LENS_HOSTED_OBJECT (servant);
  g_autoptr(PyroValue) none = pyro_value_new_none ();

  drop_old_calls (self);
  g_queue_push_tail (&self->calls,
                     lens_incoming_call_new (pyro_invocation_get_name (invocation),
                                             pyro_invocation_get_args (invocation),
                                             pyro_invocation_get_kwargs (invocation)));
  self->size += get_size (g_queue_peek_tail (&self->calls));
  self->n_calls++;
  g_list_model_items_changed (G_LIST_MODEL (self), self->calls.length - 1, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CALLS]);
  pyro_invocation_return_value (invocation, none);
}

static void
lens_hosted_object_servant_init (PyroServantInterface *iface)
{
  iface->dup_metadata = dup_metadata;
  iface->invoke = invoke;
}

/* ---- Object ---- */

static void
lens_hosted_object_dispose (GObject *object)
{
  lens_hosted_object_stop (LENS_HOSTED_OBJECT (object));

  G_OBJECT_CLASS (lens_hosted_object_parent_class)->dispose (object);
}

static void
lens_hosted_object_finalize (GObject *object)
{
  LensHostedObject *self = LENS_HOSTED_OBJECT (object);

  g_queue_clear_full (&self->calls, g_object_unref);
  g_clear_pointer (&self->methods, g_strfreev);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (lens_hosted_object_parent_class)->finalize (object);
}

static void
lens_hosted_object_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LensHostedObject *self = LENS_HOSTED_OBJECT (object);

  switch (prop_id)
    {
    case PROP_N_CALLS:
      g_value_set_uint (value, self->n_calls);
      break;

    case PROP_RUNNING:
      g_value_set_boolean (value, self->daemon != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_hosted_object_class_init (LensHostedObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_hosted_object_dispose;
  object_class->finalize = lens_hosted_object_finalize;
  object_class->get_property = lens_hosted_object_get_property;

  /**
   * LensHostedObject:n-calls:
   *
   * How many calls came, also those that are not kept any more.
   */
  properties[PROP_N_CALLS] = g_param_spec_uint ("n-calls", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensHostedObject:running:
   *
   * Whether it can be called.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_hosted_object_init (LensHostedObject *self)
{
}

static char **
read_methods (const char  *text,
              GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit_set (text, ", \t\n", -1);
  g_auto(GStrv) methods = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (!lens_identifier_is_valid (words[i]) || words[i][0] == '_')
        {
          /* Translators: %s is what was typed as the name of a method */
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("“%s” is no name of a method"), words[i]);
          return NULL;
        }
      g_strv_builder_add (builder, words[i]);
    }
  methods = g_strv_builder_end (builder);
  if (methods[0] == NULL || g_strv_length (methods) > MAX_METHODS)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("From 1 to %u methods have to be named"), MAX_METHODS);
      return NULL;
    }

  return g_steal_pointer (&methods);
}

/**
 * lens_hosted_object_new:
 * @methods: the names of its methods
 * @host: (nullable): an address of this machine, or %NULL or "" for loopback
 * @error: a sentence for the user
 *
 * Makes an object that others can call at once, and listens for them at a free port.
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with @error set
 */
LensHostedObject *
lens_hosted_object_new (const char  *methods,
                        const char  *host,
                        GError     **error)
{
  g_autoptr(LensHostedObject) self = g_object_new (LENS_TYPE_HOSTED_OBJECT, NULL);
  g_autofree char *address = g_strstrip (g_strdup (host != NULL ? host : ""));
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(PyroUri) uri = NULL;

  g_return_val_if_fail (methods != NULL, NULL);

  /* For a daemon "" is every address: nobody wants that who wrote none. */
  if (address[0] == '\0')
    g_set_str (&address, "127.0.0.1");

  self->methods = read_methods (methods, error);
  if (self->methods == NULL)
    return NULL;

  /* it is called where the lists that show it are */
  if (!pyro_config_set (config, "SERVERTYPE", "multiplex", error) ||
      !pyro_config_set (config, "MAX_MESSAGE_SIZE", MAX_MESSAGE, error))
    return NULL;
  self->daemon = pyro_daemon_new (config, error);
  if (self->daemon == NULL || !pyro_daemon_listen (self->daemon, address, 0, error))
    return NULL;

  /* It owns the daemon, and not the other way round. */
  uri = pyro_daemon_register (self->daemon, PYRO_SERVANT (self), NULL, PYRO_REGISTER_WEAK, error);
  if (uri == NULL)
    return NULL;
  self->uri = pyro_uri_to_string (uri);

  return g_steal_pointer (&self);
}

/**
 * lens_hosted_object_get_all:
 *
 * Gets the list of the hosted objects that the user made. Who adds one takes it away when its window goes.
 *
 * Returns: (transfer none): a list of #LensHostedObject
 */
GListStore *
lens_hosted_object_get_all (void)
{
  static GListStore *all;

  if (all == NULL)
    all = g_list_store_new (LENS_TYPE_HOSTED_OBJECT);

  return all;
}

const char *
lens_hosted_object_get_uri (LensHostedObject *self)
{
  g_return_val_if_fail (LENS_IS_HOSTED_OBJECT (self), NULL);

  return self->uri;
}

gboolean
lens_hosted_object_get_running (LensHostedObject *self)
{
  g_return_val_if_fail (LENS_IS_HOSTED_OBJECT (self), FALSE);

  return self->daemon != NULL;
}

guint
lens_hosted_object_get_n_calls (LensHostedObject *self)
{
  g_return_val_if_fail (LENS_IS_HOSTED_OBJECT (self), 0);

  return self->n_calls;
}

/**
 * lens_hosted_object_stop:
 *
 * Ends being called. What was called stays to be looked at.
 */
void
lens_hosted_object_stop (LensHostedObject *self)
{
  g_return_if_fail (LENS_IS_HOSTED_OBJECT (self));

  if (self->daemon == NULL)
    return;

  pyro_daemon_close (self->daemon);
  g_clear_object (&self->daemon);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}
