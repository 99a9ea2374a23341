/* ui/models/probe.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/probe-private.h"

#include <glib/gi18n.h>

/**
 * LensProbe:
 *
 * Finds out what methods take. Python binds arguments before the body of a method runs, so that a call that cannot
 * bind tells without acting. What runs nevertheless is a method that takes any arguments, and the wrapper of one that
 * is decorated: the user chooses each method, and it stops at the first answer that is no refusal.
 *
 * What the object offers is asked for in the same connection, before each call: a method that is one-way by now would
 * run and never tell.
 *
 * The order, which keeps the number of methods that run small: too many arguments and an unknown keyword; too many
 * arguments, which gives their number; none, and that only where the number proved that one is required.
 */
enum {
  PROP_0,
  PROP_RUNNING,
  PROP_N_CHOSEN,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensProbe, lens_probe, G_TYPE_OBJECT)

#define PROBE_TIME  (10 * G_TIME_SPAN_SECOND)

void
lens_probe_set_problem (LensProbe  *self,
                        const char *problem)
{
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_running (LensProbe *self,
             gboolean   running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

void
lens_probe_stop (LensProbe *self)
{
  g_autoptr(PyroProxy) proxy = g_steal_pointer (&self->proxy);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (proxy != NULL)
    pyro_proxy_release (proxy);
  set_running (self, FALSE);
}

static void
chosen_changed_cb (LensProbe     *self,
                   GParamSpec    *pspec,
                   LensProbeItem *item)
{
  self->n_chosen += lens_probe_item_get_chosen (item) ? 1 : -1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}

static void
lens_probe_dispose (GObject *object)
{
  LensProbe *self = LENS_PROBE (object);

  lens_probe_stop (self);

  G_OBJECT_CLASS (lens_probe_parent_class)->dispose (object);
}

static void
lens_probe_finalize (GObject *object)
{
  LensProbe *self = LENS_PROBE (object);

  g_clear_object (&self->object);
  g_clear_object (&self->signatures);
  g_clear_object (&self->items);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_probe_parent_class)->finalize (object);
}

static void
lens_probe_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LensProbe *self = LENS_PROBE (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_CHOSEN:
      g_value_set_uint (value, self->n_chosen);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_probe_class_init (LensProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_probe_dispose;
  object_class->finalize = lens_probe_finalize;
  object_class->get_property = lens_probe_get_property;

  /**
   * LensProbe:running:
   *
   * Whether calls are being sent.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * LensProbe:n-chosen:
   *
   * How many methods are to be probed.
   */
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensProbe:problem: (nullable)
   *
   * Why it ended before all was done, in a sentence.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_probe_init (LensProbe *self)
{
  self->items = g_list_store_new (LENS_TYPE_PROBE_ITEM);
}

/**
 * lens_probe_new:
 * @object: an object whose members are known
 * @signatures: where to keep what is found out
 *
 * Makes a probe of the methods of an object. One-way methods are not among them: they never tell.
 *
 * Returns: (transfer full): the probe
 */
LensProbe *
lens_probe_new (LensObject     *object,
                LensSignatures *signatures)
{
  LensProbe *self;
  GListModel *members;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);
  g_return_val_if_fail (LENS_IS_SIGNATURES (signatures), NULL);

  self = g_object_new (LENS_TYPE_PROBE, NULL);
  self->object = g_object_ref (object);
  self->signatures = g_object_ref (signatures);
  members = lens_object_get_members (object);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (members, i);
      g_autoptr(LensProbeItem) item = NULL;

      if (lens_member_get_kind (member) != LENS_MEMBER_METHOD)
        continue;
      item = lens_probe_item_new (member);
      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_changed_cb), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->items, item);
    }

  return self;
}

GListModel *
lens_probe_get_items (LensProbe *self)
{
  g_return_val_if_fail (LENS_IS_PROBE (self), NULL);

  return G_LIST_MODEL (self->items);
}

gboolean
lens_probe_get_running (LensProbe *self)
{
  g_return_val_if_fail (LENS_IS_PROBE (self), FALSE);

  return self->running;
}

guint
lens_probe_get_n_chosen (LensProbe *self)
{
  g_return_val_if_fail (LENS_IS_PROBE (self), 0);

  return self->n_chosen;
}

const char *
lens_probe_get_problem (LensProbe *self)
{
  g_return_val_if_fail (LENS_IS_PROBE (self), NULL);

  return self->problem;
}

/**
 * lens_probe_start:
 *
 * Probes the methods that are chosen, one after the other, on a connection of its own.
 */
void
lens_probe_start (LensProbe *self)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (LENS_IS_PROBE (self));

  if (self->running || self->n_chosen == 0)
    return;

  uri = pyro_uri_parse (lens_object_get_uri (self->object), 0, &error);
  lens_probe_set_problem (self, error != NULL ? error->message : NULL);
  if (uri == NULL)
    return;

  self->proxy = pyro_proxy_new (uri);
  pyro_proxy_set_timeout (self->proxy, PROBE_TIME);
  self->cancellable = g_cancellable_new ();
  self->position = 0;
  self->step = LENS_PROBE_STEP_BOTH;
  set_running (self, TRUE);
  lens_probe_send (self);
}

/**
 * lens_probe_cancel:
 *
 * Sends no more. A call that is on its way may still be refused, or run.
 */
void
lens_probe_cancel (LensProbe *self)
{
  g_return_if_fail (LENS_IS_PROBE (self));

  if (!self->running)
    return;

  lens_probe_item_set_outcome (lens_probe_get_item (self), _("Cancelled"));
  lens_probe_stop (self);
}
