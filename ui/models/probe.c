/* ui/models/probe.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/probe-private.h"

#include <glib/gi18n.h>

#include "ui/models/type-error.h"
#include "ui/models/weak.h"

/**
 * LensProbe:
 *
 * Finds out what methods take. Python binds arguments before the body of a method runs, so that a call that cannot
 * bind tells without acting. What runs nevertheless is a method that takes any arguments, and the wrapper of one that
 * is decorated: the user chooses each method, and it stops at the first answer that is no refusal.
 *
 * The order, which keeps the number of methods that run small: too many arguments and an unknown keyword; too many
 * arguments, which gives their number; none, and that only where the number proved that one is required.
 */
struct _LensProbe
{
  GObject         parent_instance;

  LensObject     *object;
  LensSignatures *signatures;
  GListStore     *items;
  PyroProxy      *proxy;       /* a connection of its own; NULL unless it runs */
  GCancellable   *cancellable;
  char           *problem;

  guint           position;    /* of the item that is being probed */
  guint           step;
  guint           n_chosen;
  gboolean        running;
};

enum {
  PROP_0,
  PROP_RUNNING,
  PROP_N_CHOSEN,
  PROP_PROBLEM,
  N_PROPS
};

enum {
  STEP_BOTH,  /* too many, and a keyword */
  STEP_COUNT, /* too many */
  STEP_NONE,  /* no arguments */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensProbe, lens_probe, G_TYPE_OBJECT)

#define N_ARGUMENTS 60 /* more than methods have */
#define KEYWORD     "pyrolens_asks_what_this_method_takes"
#define PROBE_TIME  (10 * G_TIME_SPAN_SECOND)

static void lens_probe_send (LensProbe *self);

static void
set_problem (LensProbe  *self,
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

static void
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

static LensProbeItem *
get_item (LensProbe *self)
{
  g_autoptr(LensProbeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), self->position);

  return item;
}

static void
go_on (LensProbe  *self,
       const char *outcome)
{
  LensProbeItem *item = get_item (self);

  lens_probe_item_set_outcome (item, outcome);
  lens_probe_item_set_chosen (item, FALSE);
  self->position++;
  self->step = STEP_BOTH;
  lens_probe_send (self);
}

/* It bound, so it takes everything: nothing more is to be found out, and it must not run once more. */
static void
learn_any (LensProbe *self)
{
  g_autoptr(LensCard) card = lens_card_new (LENS_EVIDENCE_PROBE);

  lens_card_take (card, lens_parameter_new ("args", LENS_PARAMETER_REST, LENS_EVIDENCE_PROBE, FALSE));
  if (self->step == STEP_BOTH)
    lens_card_take (card, lens_parameter_new ("kwargs", LENS_PARAMETER_NAMED_REST, LENS_EVIDENCE_PROBE, FALSE));
  lens_signatures_learn (self->signatures, lens_object_get_name (self->object),
                         lens_member_get_name (lens_probe_item_get_member (get_item (self))), card);
  go_on (self, _("It takes any arguments, and ran once"));
}

/* Whether a call without arguments cannot bind. */
static gboolean
has_required (LensCard *card)
{
  return lens_card_count_places (card) > 0 && lens_card_get_parameter (card, 0)->required;
}

static void
finish_item (LensProbe *self)
{
  const char *method = lens_member_get_name (lens_probe_item_get_member (get_item (self)));
  g_autoptr(LensCard) card = lens_signatures_find (self->signatures, lens_object_get_name (self->object), method);
  g_autofree char *signature = card != NULL ? lens_card_dup_signature (card) : NULL;

  go_on (self, signature != NULL ? signature : _("It did not tell what it takes"));
}

static void
take_refusal (LensProbe     *self,
              LensTypeError *refusal)
{
  const char *method = lens_member_get_name (lens_probe_item_get_member (get_item (self)));
  g_autoptr(LensCard) card = lens_type_error_learn (refusal, self->step == STEP_NONE ? 0 : N_ARGUMENTS,
                                                    self->step == STEP_BOTH ? 1 : 0, LENS_EVIDENCE_PROBE);
  gboolean required = card != NULL && has_required (card);

  if (card != NULL)
    lens_signatures_learn (self->signatures, lens_object_get_name (self->object), method, card);

  if (self->step == STEP_BOTH)
    {
      self->step = STEP_COUNT;
      lens_probe_send (self);
    }
  else if (self->step == STEP_COUNT && required)
    {
      self->step = STEP_NONE;
      lens_probe_send (self);
    }
  else
    {
      finish_item (self);
    }
}

static void
take_error (LensProbe    *self,
            const GError *error)
{
  const char *method = lens_member_get_name (lens_probe_item_get_member (get_item (self)));
  PyroException *exception = pyro_remote_error_get_exception (error);
  g_autoptr(LensTypeError) refusal = exception != NULL ? lens_type_error_from_exception (exception, method) : NULL;
  g_autofree char *outcome = NULL;

  if (refusal != NULL)
    {
      take_refusal (self, refusal);
    }
  else if (exception != NULL)
    {
      /* Translators: %s is the class of an exception */
      outcome = g_strdup_printf (_("It ran, and raised %s"), pyro_exception_get_short_class_name (exception));
      go_on (self, outcome);
    }
  else
    {
      set_problem (self, error->message);
      lens_probe_item_set_outcome (get_item (self), _("Not finished"));
      lens_probe_stop (self);
    }
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensProbe) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  if (self == NULL || self->proxy != PYRO_PROXY (object))
    return; /* it was given up */

  if (error == NULL)
    learn_any (self);
  else
    take_error (self, error);
}

static PyroValue *
make_args (guint step)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  for (guint i = 0; step != STEP_NONE && i < N_ARGUMENTS; i++)
    pyro_builder_add_none (builder);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
make_kwargs (guint step)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  if (step == STEP_BOTH)
    {
      pyro_builder_add_string (builder, KEYWORD, -1);
      pyro_builder_add_none (builder);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* Sends the next call, for the item that is under way or for the next one that is chosen. */
static void
lens_probe_send (LensProbe *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  while (self->position < n && !lens_probe_item_get_chosen (get_item (self)))
    self->position++;
  if (self->position == n)
    {
      lens_probe_stop (self);
      return;
    }

  lens_probe_item_set_outcome (get_item (self), _("Being probed"));
  args = make_args (self->step);
  kwargs = make_kwargs (self->step);
  pyro_proxy_call_async (self->proxy, lens_member_get_name (lens_probe_item_get_member (get_item (self))),
                         args, kwargs, self->cancellable, answered_cb, lens_weak_new (self));
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
  set_problem (self, error != NULL ? error->message : NULL);
  if (uri == NULL)
    return;

  self->proxy = pyro_proxy_new (uri);
  pyro_proxy_set_timeout (self->proxy, PROBE_TIME);
  self->cancellable = g_cancellable_new ();
  self->position = 0;
  self->step = STEP_BOTH;
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

  lens_probe_item_set_outcome (get_item (self), _("Cancelled"));
  lens_probe_stop (self);
}
