/* ui/models/facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/facts.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ui/models/weak.h"

/**
 * LensFacts:
 *
 * What is to be known of a daemon: the protocol, the certificate, and what its own object `Pyro.Daemon` tells. No code
 * of the user's objects runs there.
 */
struct _LensFacts
{
  GObject           parent_instance;

  LensObject       *object;
  GListStore       *items;
  PyroRemoteDaemon *daemon;      /* NULL unless it is being asked */
  GCancellable     *cancellable;
  char             *problem;
  gint64            asked;       /* when the ping was sent, in microseconds */
};

struct _LensFact
{
  GObject     parent_instance;

  const char *title;
  char       *value;
};

enum {
  PROP_0,
  PROP_RUNNING,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensFact, lens_fact, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (LensFacts, lens_facts, G_TYPE_OBJECT)

#define ASK_TIME  (5 * G_TIME_SPAN_SECOND)
#define MAX_VALUE 4000 /* bytes of what a daemon says that are shown */

static void
lens_fact_finalize (GObject *object)
{
  g_clear_pointer (&LENS_FACT (object)->value, g_free);

  G_OBJECT_CLASS (lens_fact_parent_class)->finalize (object);
}

static void
lens_fact_class_init (LensFactClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_fact_finalize;
}

static void
lens_fact_init (LensFact *self)
{
}

const char *
lens_fact_get_title (LensFact *self)
{
  g_return_val_if_fail (LENS_IS_FACT (self), NULL);

  return self->title;
}

const char *
lens_fact_get_value (LensFact *self)
{
  g_return_val_if_fail (LENS_IS_FACT (self), NULL);

  return self->value;
}

/* Takes @value, which may be as long as a message. */
static char *
shorten (char *value)
{
  g_autofree char *whole = value;
  const char *end;

  if (strlen (whole) <= MAX_VALUE)
    return g_steal_pointer (&whole);

  end = g_utf8_find_prev_char (whole, whole + MAX_VALUE);

  return g_strdup_printf ("%.*s…", end != NULL ? (int) (end - whole) : 0, whole);
}

/* Takes @value; a fact that is not known is none. */
static void
add (LensFacts  *self,
     const char *title,
     char       *value)
{
  g_autoptr(LensFact) fact = NULL;

  if (value == NULL)
    return;

  fact = g_object_new (LENS_TYPE_FACT, NULL);
  fact->title = title;
  fact->value = shorten (value);
  g_list_store_append (self->items, fact);
}

static void
stop (LensFacts  *self,
      const char *problem)
{
  g_autoptr(PyroRemoteDaemon) daemon = g_steal_pointer (&self->daemon);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (daemon == NULL)
    return;

  pyro_proxy_release (pyro_remote_daemon_get_proxy (daemon));
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* The part of "… bound on A, NAT B, N objects registered. Servertype: C" that begins with @begin. */
static char *
find_part (const char *info,
           const char *begin,
           const char *end)
{
  const char *from = strstr (info, begin);
  const char *to;

  if (from == NULL)
    return NULL;
  from += strlen (begin);
  to = end != NULL ? strstr (from, end) : NULL;

  return g_strstrip (to != NULL ? g_strndup (from, (gsize) (to - from)) : g_strdup (from));
}

/* What `<SocketServer_Threadpool on A; 8 workers>` means; anything else as it is. Takes @type. */
static char *
explain_type (char *type)
{
  g_autofree char *owned = type;
  const char *extra = type != NULL ? g_strrstr (type, "; ") : NULL;
  guint n = 0;

  if (extra == NULL || sscanf (extra, "; %9u", &n) != 1)
    return g_steal_pointer (&owned);
  if (g_str_has_prefix (type, "<SocketServer_Threadpool "))
    return g_strdup_printf (ngettext ("A pool of %u thread", "A pool of %u threads", n), n);
  if (g_str_has_prefix (type, "<SocketServer_Multiplex "))
    return g_strdup_printf (ngettext ("One thread, %u connection", "One thread, %u connections", n), n);

  return g_steal_pointer (&owned);
}

static void
add_info (LensFacts  *self,
          const char *info)
{
  g_autofree char *bound = find_part (info, " bound on ", ", NAT ");
  g_autofree char *nat = find_part (info, ", NAT ", ", ");
  char *type = explain_type (find_part (info, "Servertype: ", NULL));
  const char *location = lens_object_get_location (self->object);

  if (bound == NULL)
    {
      g_free (type);
      add (self, _("It Says"), g_strdup (info));
      return;
    }

  add (self, _("Bound To"), g_strdup (bound));
  if (nat != NULL && !g_str_equal (nat, "None"))
    {
      gboolean same = g_str_equal (nat, location);

      add (self, _("Address for Others (NAT)"), same ? g_strdup (nat)
           /* Translators: two addresses */
           : g_strdup_printf (_("%s, but the object is registered at %s"), nat, location));
    }
  else if (!g_str_equal (bound, location))
    {
      /* Translators: %s is an address */
      add (self, _("Reached At"), g_strdup_printf (_("%s, which is not what it is bound to"), location));
    }
  add (self, _("Server Type"), type);
}

static LensFacts *
take_answer (gpointer  user_data,
             GObject  *source)
{
  LensFacts *self = lens_weak_take (user_data);

  if (self != NULL && (GObject *) self->daemon != source)
    g_clear_object (&self); /* it was given up */

  return self;
}

static void
registered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(LensFacts) self = take_answer (user_data, source);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = pyro_remote_daemon_registered_finish (PYRO_REMOTE_DAEMON (source), result, &error);

  if (self == NULL)
    return;

  if (names != NULL)
    add (self, _("Objects"), g_strdup_printf ("%u", g_strv_length (names)));
  stop (self, error != NULL ? error->message : NULL);
}

static void
info_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensFacts) self = take_answer (user_data, source);
  g_autofree char *info = pyro_remote_daemon_info_finish (PYRO_REMOTE_DAEMON (source), result, NULL);

  if (self == NULL)
    return;

  /* A daemon that does not offer it may still tell its objects. */
  if (info != NULL)
    add_info (self, info);
  pyro_remote_daemon_registered_async (self->daemon, self->cancellable, registered_cb, lens_weak_new (self));
}

static void
ping_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensFacts) self = take_answer (user_data, source);
  gint64 elapsed = g_get_monotonic_time ();

  if (self == NULL)
    {
      pyro_remote_daemon_ping_finish (PYRO_REMOTE_DAEMON (source), result, NULL);
      return;
    }
  if (pyro_remote_daemon_ping_finish (PYRO_REMOTE_DAEMON (source), result, NULL))
    add (self, _("Answers In"), g_strdup_printf (_("%.1f ms"), (double) (elapsed - self->asked) / 1000));
  pyro_remote_daemon_info_async (self->daemon, self->cancellable, info_cb, lens_weak_new (self));
}

static void
add_connection (LensFacts *self,
                PyroProxy *proxy)
{
  const PyroGeneration *generation = pyro_proxy_get_generation (proxy);
  PyroCertificate *certificate = pyro_proxy_get_certificate (proxy);
  PyroMetadata *metadata = pyro_proxy_get_metadata (proxy);

  add (self, _("Address"), g_strdup (lens_object_get_location (self->object)));
  if (generation != NULL)
    add (self, _("Protocol"), g_strdup_printf ("%s (%u)", pyro_generation_get_name (generation),
                                               pyro_generation_get_version (generation)));
  add (self, _("Serializer Used"), g_strdup (pyro_proxy_get_serializer (proxy)));
  if (certificate != NULL)
    {
      add (self, _("Certificate"), g_strdup (pyro_certificate_get_subject (certificate)));
      add (self, _("Encryption"), g_strdup (pyro_proxy_get_tls_version (proxy)));
    }
  else
    {
      add (self, _("Encryption"), g_strdup (_("Not encrypted")));
    }
  if (metadata != NULL)
    add (self, _("The Daemon Offers"), g_strjoinv (", ", (char **) pyro_metadata_get_methods (metadata)));
}

static void
bound_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensFacts) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  gboolean bound = pyro_proxy_bind_finish (PYRO_PROXY (source), result, &error);

  if (self == NULL || self->daemon == NULL || pyro_remote_daemon_get_proxy (self->daemon) != PYRO_PROXY (source))
    return;

  if (!bound)
    {
      stop (self, error->message);
      return;
    }
  add_connection (self, PYRO_PROXY (source));
  self->asked = g_get_monotonic_time ();
  pyro_remote_daemon_ping_async (self->daemon, self->cancellable, ping_cb, lens_weak_new (self));
}

static void
lens_facts_dispose (GObject *object)
{
  stop (LENS_FACTS (object), NULL);

  G_OBJECT_CLASS (lens_facts_parent_class)->dispose (object);
}

static void
lens_facts_finalize (GObject *object)
{
  LensFacts *self = LENS_FACTS (object);

  g_clear_object (&self->object);
  g_clear_object (&self->items);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_facts_parent_class)->finalize (object);
}

static void
lens_facts_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LensFacts *self = LENS_FACTS (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->daemon != NULL);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_facts_class_init (LensFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_facts_dispose;
  object_class->finalize = lens_facts_finalize;
  object_class->get_property = lens_facts_get_property;

  /**
   * LensFacts:running:
   *
   * Whether the daemon is being asked.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * LensFacts:problem: (nullable)
   *
   * Why not all could be had, in a sentence.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_facts_init (LensFacts *self)
{
  self->items = g_list_store_new (LENS_TYPE_FACT);
}

/**
 * lens_facts_new:
 * @object: an object of the daemon
 *
 * Makes an empty list of facts. Nothing is asked yet.
 *
 * Returns: (transfer full): the facts
 */
LensFacts *
lens_facts_new (LensObject *object)
{
  LensFacts *self;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  self = g_object_new (LENS_TYPE_FACTS, NULL);
  self->object = g_object_ref (object);

  return self;
}

GListModel *
lens_facts_get_items (LensFacts *self)
{
  g_return_val_if_fail (LENS_IS_FACTS (self), NULL);

  return G_LIST_MODEL (self->items);
}

gboolean
lens_facts_get_running (LensFacts *self)
{
  g_return_val_if_fail (LENS_IS_FACTS (self), FALSE);

  return self->daemon != NULL;
}

const char *
lens_facts_get_problem (LensFacts *self)
{
  g_return_val_if_fail (LENS_IS_FACTS (self), NULL);

  return self->problem;
}

/**
 * lens_facts_dup_text:
 *
 * Writes the facts, a line for each, to paste them elsewhere.
 *
 * Returns: (transfer full): the text
 */
char *
lens_facts_dup_text (LensFacts *self)
{
  GString *text;

  g_return_val_if_fail (LENS_IS_FACTS (self), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(LensFact) fact = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_string_append_printf (text, "%s: %s\n", fact->title, fact->value);
    }

  return g_string_free_and_steal (text);
}

/**
 * lens_facts_ask:
 *
 * Asks the daemon, on a connection of its own. What was known before is forgotten.
 */
void
lens_facts_ask (LensFacts *self)
{
  g_autoptr(PyroUri) daemon_uri = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (LENS_IS_FACTS (self));

  stop (self, NULL);
  g_list_store_remove_all (self->items);
  text = g_strdup_printf ("PYRO:" PYRO_DAEMON_OBJECT "@%s", lens_object_get_location (self->object));
  daemon_uri = pyro_uri_parse (text, 0, &error);
  if (g_set_str (&self->problem, error != NULL ? error->message : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  if (daemon_uri == NULL)
    return;

  proxy = pyro_proxy_new (daemon_uri);
  pyro_proxy_set_timeout (proxy, ASK_TIME);
  self->daemon = pyro_remote_daemon_new (proxy);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  pyro_proxy_bind_async (proxy, self->cancellable, bound_cb, lens_weak_new (self));
}
