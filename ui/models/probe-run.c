/* ui/models/probe-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/probe-private.h"

#include <glib/gi18n.h>

#include "ui/models/type-error.h"
#include "ui/models/weak.h"

/* The calls of a probe, and what their outcome tells. */

#define N_ARGUMENTS 60 /* more than methods have */
#define KEYWORD     "pyrolens_asks_what_this_method_takes"

LensProbeItem *
lens_probe_get_item (LensProbe *self)
{
  g_autoptr(LensProbeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), self->position);

  return item;
}

static void
go_on (LensProbe  *self,
       const char *outcome)
{
  LensProbeItem *item = lens_probe_get_item (self);

  lens_probe_item_set_outcome (item, outcome);
  lens_probe_item_set_chosen (item, FALSE);
  self->position++;
  self->step = LENS_PROBE_STEP_BOTH;
  lens_probe_send (self);
}

/* It bound, so it takes everything: nothing more is to be found out, and it must not run once more. Without arguments
 * that tells nothing of the kind. */
static void
learn_any (LensProbe *self)
{
  g_autoptr(LensCard) card = lens_card_new (LENS_EVIDENCE_PROBE);

  if (self->step == LENS_PROBE_STEP_NONE)
    {
      go_on (self, _("It ran once, without arguments"));
      return;
    }

  lens_card_take (card, lens_parameter_new ("args", LENS_PARAMETER_REST, LENS_EVIDENCE_PROBE, FALSE));
  if (self->step == LENS_PROBE_STEP_BOTH)
    lens_card_take (card, lens_parameter_new ("kwargs", LENS_PARAMETER_NAMED_REST, LENS_EVIDENCE_PROBE, FALSE));
  lens_signatures_learn (self->signatures, lens_object_get_name (self->object),
                         lens_member_get_name (lens_probe_item_get_member (lens_probe_get_item (self))), card);
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
  const char *method = lens_member_get_name (lens_probe_item_get_member (lens_probe_get_item (self)));
  g_autoptr(LensCard) card = lens_signatures_find (self->signatures, lens_object_get_name (self->object), method);
  g_autofree char *signature = card != NULL ? lens_card_dup_signature (card) : NULL;

  go_on (self, signature != NULL ? signature : _("It did not tell what it takes"));
}

static void
take_refusal (LensProbe     *self,
              LensTypeError *refusal)
{
  const char *method = lens_member_get_name (lens_probe_item_get_member (lens_probe_get_item (self)));
  g_autoptr(LensCard) card = lens_type_error_learn (refusal, self->step == LENS_PROBE_STEP_NONE ? 0 : N_ARGUMENTS,
                                                    self->step == LENS_PROBE_STEP_BOTH ? 1 : 0, LENS_EVIDENCE_PROBE);
  gboolean required = card != NULL && has_required (card);

  if (card != NULL)
    lens_signatures_learn (self->signatures, lens_object_get_name (self->object), method, card);

  if (self->step == LENS_PROBE_STEP_BOTH)
    {
      self->step = LENS_PROBE_STEP_COUNT;
      lens_probe_send (self);
    }
  else if (self->step == LENS_PROBE_STEP_COUNT && required)
    {
      self->step = LENS_PROBE_STEP_NONE;
      lens_probe_send (self);
    }
  else
    {
      finish_item (self);
    }
}

static void
give_up (LensProbe    *self,
         const GError *error)
{
  lens_probe_set_problem (self, error->message);
  lens_probe_item_set_outcome (lens_probe_get_item (self), _("Not finished"));
  lens_probe_stop (self);
}

static void
take_error (LensProbe    *self,
            const GError *error)
{
  const char *method = lens_member_get_name (lens_probe_item_get_member (lens_probe_get_item (self)));
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
      give_up (self, error);
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
  for (guint i = 0; step != LENS_PROBE_STEP_NONE && i < N_ARGUMENTS; i++)
    pyro_builder_add_none (builder);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
make_kwargs (guint step)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  if (step == LENS_PROBE_STEP_BOTH)
    {
      pyro_builder_add_string (builder, KEYWORD, -1);
      pyro_builder_add_none (builder);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* NULL if a call of @method tells what it takes. */
static const char *
find_obstacle (LensProbe  *self,
               const char *method)
{
  PyroMetadata *metadata = pyro_proxy_get_metadata (self->proxy);

  if (metadata == NULL)
    return NULL; /* that of long ago has none */
  if (pyro_metadata_is_oneway (metadata, method))
    return _("It is one-way now, and was not called");
  if (!pyro_metadata_has_method (metadata, method))
    return _("It is not there any more");

  return NULL;
}

static void
bound_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensProbe) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  gboolean good = pyro_proxy_bind_finish (PYRO_PROXY (object), result, &error);
  const char *method, *obstacle;

  if (self == NULL || self->proxy != PYRO_PROXY (object))
    return; /* it was given up */

  if (!good)
    {
      give_up (self, error);
      return;
    }
  method = lens_member_get_name (lens_probe_item_get_member (lens_probe_get_item (self)));
  obstacle = find_obstacle (self, method);
  if (obstacle != NULL)
    {
      go_on (self, obstacle);
      return;
    }

  args = make_args (self->step);
  kwargs = make_kwargs (self->step);
  pyro_proxy_call_async (self->proxy, method, args, kwargs, self->cancellable, answered_cb, lens_weak_new (self));
}

/* Sends the next call, for the item that is under way or for the next one that is chosen. */
void
lens_probe_send (LensProbe *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  while (self->position < n && !lens_probe_item_get_chosen (lens_probe_get_item (self)))
    {
      /* What was learned of the one that is not wanted any more holds for no other. */
      lens_probe_item_set_outcome (lens_probe_get_item (self), "");
      self->step = LENS_PROBE_STEP_BOTH;
      self->position++;
    }
  if (self->position == n)
    {
      lens_probe_stop (self);
      return;
    }

  lens_probe_item_set_outcome (lens_probe_get_item (self), _("Being probed"));
  pyro_proxy_bind_async (self->proxy, self->cancellable, bound_cb, lens_weak_new (self));
}
