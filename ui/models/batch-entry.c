/* ui/models/batch-entry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/batch-entry.h"

#include <glib/gi18n.h>

/**
 * LensBatchEntry:
 *
 * One call of a batch, and what came of it when the batch was sent last.
 */
struct _LensBatchEntry
{
  GObject              parent_instance;

  LensPastCall        *call;
  PyroValue           *value;
  PyroException       *exception;
  char                *text;

  LensBatchEntryState  state;
};

enum {
  PROP_0,
  PROP_LINE,
  PROP_STATE,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (LensBatchEntryState, lens_batch_entry_state,
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_RAISED, "raised"),
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (LENS_BATCH_ENTRY_SENT, "sent"))

G_DEFINE_FINAL_TYPE (LensBatchEntry, lens_batch_entry, G_TYPE_OBJECT)

#define MAX_TEXT_SIZE 200 /* bytes of a result in its row */

static void
lens_batch_entry_finalize (GObject *object)
{
  LensBatchEntry *self = LENS_BATCH_ENTRY (object);

  g_clear_object (&self->call);
  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_pointer (&self->exception, pyro_exception_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (lens_batch_entry_parent_class)->finalize (object);
}

static void
lens_batch_entry_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensBatchEntry *self = LENS_BATCH_ENTRY (object);

  switch (prop_id)
    {
    case PROP_LINE:
      g_value_set_string (value, lens_batch_entry_get_line (self));
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_TEXT:
      g_value_set_string (value, lens_batch_entry_get_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_batch_entry_class_init (LensBatchEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_batch_entry_finalize;
  object_class->get_property = lens_batch_entry_get_property;

  /**
   * LensBatchEntry:line:
   *
   * The call as Python would write it.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensBatchEntry:state:
   *
   * What came of it.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_BATCH_ENTRY_STATE, LENS_BATCH_ENTRY_WAITING, flags);

  /**
   * LensBatchEntry:text:
   *
   * The result, the exception, or what else came of it, in a line; "" before it is sent.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_batch_entry_init (LensBatchEntry *self)
{
}

/**
 * lens_batch_entry_new:
 * @call: how it is called, and with what
 *
 * Makes an entry.
 *
 * Returns: (transfer full): the entry
 */
LensBatchEntry *
lens_batch_entry_new (LensPastCall *call)
{
  LensBatchEntry *self;

  g_return_val_if_fail (LENS_IS_PAST_CALL (call), NULL);

  self = g_object_new (LENS_TYPE_BATCH_ENTRY, NULL);
  self->call = g_object_ref (call);

  return self;
}

/**
 * lens_batch_entry_get_call:
 *
 * Gets what is called, and with what.
 *
 * Returns: (transfer none): the call
 */
LensPastCall *
lens_batch_entry_get_call (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), NULL);

  return self->call;
}

const char *
lens_batch_entry_get_line (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), NULL);

  return lens_past_call_get_line (self->call);
}

LensBatchEntryState
lens_batch_entry_get_state (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), LENS_BATCH_ENTRY_WAITING);

  return self->state;
}

/**
 * lens_batch_entry_get_text:
 *
 * Gets what came of the call, in a line.
 *
 * Returns: (transfer none): the text, "" before it was sent
 */
const char *
lens_batch_entry_get_text (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), NULL);

  switch (self->state)
    {
    case LENS_BATCH_ENTRY_RUNNING:
      return _("Waiting for the answer");

    case LENS_BATCH_ENTRY_SKIPPED:
      return _("Not made, as a call before it raised an exception");

    case LENS_BATCH_ENTRY_SENT:
      return _("Sent; no answer comes to a one-way call");

    case LENS_BATCH_ENTRY_DONE:
    case LENS_BATCH_ENTRY_RAISED:
      return self->text;

    case LENS_BATCH_ENTRY_WAITING:
    default:
      return "";
    }
}

/**
 * lens_batch_entry_get_value:
 *
 * Gets what the call returned.
 *
 * Returns: (transfer none) (nullable): the value
 */
PyroValue *
lens_batch_entry_get_value (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), NULL);

  return self->value;
}

/**
 * lens_batch_entry_get_exception:
 *
 * Gets what the call raised.
 *
 * Returns: (transfer none) (nullable): the exception
 */
PyroException *
lens_batch_entry_get_exception (LensBatchEntry *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (self), NULL);

  return self->exception;
}

/**
 * lens_batch_entry_set_state:
 * @state: a state that comes without a result
 *
 * Says how far the call is; what came of it before is forgotten.
 */
void
lens_batch_entry_set_state (LensBatchEntry      *self,
                            LensBatchEntryState  state)
{
  g_return_if_fail (LENS_IS_BATCH_ENTRY (self));

  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_pointer (&self->exception, pyro_exception_unref);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * lens_batch_entry_take_result:
 * @reply: the answer to the batch
 * @index: which of its calls this is
 *
 * Takes what came of the call.
 */
void
lens_batch_entry_take_result (LensBatchEntry *self,
                              PyroBatchReply *reply,
                              guint           index)
{
  guint n_results = pyro_batch_reply_get_n_results (reply);
  PyroException *exception = pyro_batch_reply_get_exception (reply);

  g_return_if_fail (LENS_IS_BATCH_ENTRY (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (index < n_results)
    {
      lens_batch_entry_set_state (self, LENS_BATCH_ENTRY_DONE);
      g_clear_pointer (&self->text, g_free);
      self->value = pyro_batch_reply_dup_result (reply, index, NULL);
      self->text = pyro_value_repr_short (self->value, MAX_TEXT_SIZE);
    }
  else if (index == n_results && exception != NULL)
    {
      lens_batch_entry_set_state (self, LENS_BATCH_ENTRY_RAISED);
      g_clear_pointer (&self->text, g_free);
      self->exception = pyro_exception_ref (exception);
      self->text = g_strdup_printf ("%s: %s", pyro_exception_get_short_class_name (exception),
                                    pyro_exception_get_message (exception));
    }
  else
    {
      lens_batch_entry_set_state (self, LENS_BATCH_ENTRY_SKIPPED);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
