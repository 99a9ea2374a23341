/* ui/models/arguments.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

#include <string.h>

/**
 * LensArguments:
 *
 * The arguments of a call that is being written, or the items of a container, as a list model: those by
 * their place first, because Python wants them first.
 */

enum {
  PROP_0,
  PROP_N_ITEMS,
  PROP_N_PROBLEMS,
  PROP_READY,
  PROP_LINE,
  PROP_EDITABLE,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
lens_arguments_get_item_type (GListModel *model)
{
  return LENS_TYPE_ARGUMENT;
}

static guint
lens_arguments_get_n_items (GListModel *model)
{
  return LENS_ARGUMENTS (model)->rows->len;
}

static gpointer
lens_arguments_get_item (GListModel *model,
                         guint       position)
{
  LensArguments *self = LENS_ARGUMENTS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_arguments_get_item_type;
  iface->get_n_items = lens_arguments_get_n_items;
  iface->get_item = lens_arguments_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensArguments, lens_arguments, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

LensArgument *
lens_arguments_get_row (LensArguments *self,
                        guint          position)
{
  return g_ptr_array_index (self->rows, position);
}

static gboolean
is_unsaid (LensArgument *row)
{
  /* An ellipsis that Python has, and that nobody can type, stands for what does not fit into a line. */
  return lens_argument_get_value (row) != NULL && g_str_equal (lens_argument_get_literal (row), "…");
}

static void
lens_arguments_update (LensArguments *self)
{
  g_autofree char *line = lens_arguments_make_line (self);
  GObject *object = G_OBJECT (self);
  guint n_problems = 0;
  gboolean ready = TRUE;
  gboolean editable = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      n_problems += lens_argument_get_problem (lens_arguments_get_row (self, i)) != NULL;
      ready = ready && lens_argument_is_complete (lens_arguments_get_row (self, i));
      editable = editable && !is_unsaid (lens_arguments_get_row (self, i));
    }

  g_object_freeze_notify (object);

  if (self->n_problems != n_problems)
    {
      self->n_problems = n_problems;
      g_object_notify_by_pspec (object, properties[PROP_N_PROBLEMS]);
    }
  if (self->ready != ready)
    {
      self->ready = ready;
      g_object_notify_by_pspec (object, properties[PROP_READY]);
    }
  if (self->editable != editable)
    {
      self->editable = editable;
      g_object_notify_by_pspec (object, properties[PROP_EDITABLE]);
    }
  if (g_set_str (&self->line, line))
    g_object_notify_by_pspec (object, properties[PROP_LINE]);

  g_object_thaw_notify (object);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Keys are the same when Python says so: 1 and True are. Names are texts. */
static void
mark_duplicates (LensArguments *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full ((GHashFunc) pyro_value_hash, (GEqualFunc) pyro_value_equal,
                                                      (GDestroyNotify) pyro_value_unref, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      PyroValue *key;

      if (lens_argument_get_name (row)[0] == '\0' || lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      key = lens_argument_read_key (row, NULL);
      lens_argument_set_duplicate (row, key != NULL && !g_hash_table_add (seen, key));
    }
}

/* What is omitted must have nothing behind it that is sent by its place. */
static void
mark_gaps (LensArguments *self)
{
  gboolean sent = FALSE;

  for (guint i = self->rows->len; i > 0; i--)
    {
      LensArgument *row = lens_arguments_get_row (self, i - 1);
      LensArgumentRole role = lens_argument_get_role (row);

      if (role != LENS_ARGUMENT_POSITIONAL && role != LENS_ARGUMENT_REST)
        continue;
      lens_argument_set_gap (row, sent && lens_argument_get_state (row) == LENS_ARGUMENT_OMIT);
      sent = sent || lens_argument_get_state (row) != LENS_ARGUMENT_OMIT;
    }
}

static void
row_changed (LensArguments *self,
             GParamSpec    *pspec,
             LensArgument  *row)
{
  if (!self->silent)
    lens_arguments_update (self);
}

static void
row_named (LensArguments *self,
           GParamSpec    *pspec,
           LensArgument  *row)
{
  if (self->silent)
    return;

  self->silent = TRUE;
  mark_duplicates (self);
  mark_gaps (self);
  self->silent = FALSE;
}

void
lens_arguments_watch (LensArguments *self,
                      LensArgument  *row)
{
  g_signal_connect_object (row, "notify::name", G_CALLBACK (row_named), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::state", G_CALLBACK (row_named), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify", G_CALLBACK (row_changed), self, G_CONNECT_SWAPPED);
}

void
lens_arguments_unwatch (LensArguments *self,
                        LensArgument  *row)
{
  g_signal_handlers_disconnect_by_data (row, self);
}

/* From here many rows change at once; what comes of it is said by lens_arguments_release(). */
void
lens_arguments_hold (LensArguments *self)
{
  self->silent = TRUE;
}

void
lens_arguments_release (LensArguments *self)
{
  mark_duplicates (self);
  mark_gaps (self);
  self->silent = FALSE;
  lens_arguments_update (self);
}

void
lens_arguments_changed (LensArguments *self,
                        guint          position,
                        guint          removed,
                        guint          added)
{
  gboolean held = self->silent;

  g_object_freeze_notify (G_OBJECT (self));
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (!held)
    {
      lens_arguments_hold (self);
      lens_arguments_release (self);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
lens_arguments_dispose (GObject *object)
{
  LensArguments *self = LENS_ARGUMENTS (object);

  for (guint i = 0; i < self->rows->len; i++)
    lens_arguments_unwatch (self, lens_arguments_get_row (self, i));
  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (lens_arguments_parent_class)->dispose (object);
}

static void
lens_arguments_finalize (GObject *object)
{
  LensArguments *self = LENS_ARGUMENTS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->line, g_free);

  G_OBJECT_CLASS (lens_arguments_parent_class)->finalize (object);
}

static void
lens_arguments_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensArguments *self = LENS_ARGUMENTS (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->rows->len);
      break;

    case PROP_N_PROBLEMS:
      g_value_set_uint (value, self->n_problems);
      break;

    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;

    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GParamFlags flags)
{
  /**
   * LensArguments:n-items:
   *
   * The number of arguments.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensArguments:n-problems:
   *
   * The number of arguments that are wrong; those that are only unfinished do not count.
   */
  properties[PROP_N_PROBLEMS] = g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensArguments:ready:
   *
   * Whether the call could be sent with what is typed.
   */
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, TRUE, flags);

  /**
   * LensArguments:line:
   *
   * What Python would write between the brackets of the call, with an ellipsis for what is not
   * typed yet.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, "", flags);

  /**
   * LensArguments:editable:
   *
   * Whether the line has all of it: the bytes of a large file, for one, it has not.
   */
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
}

static void
lens_arguments_class_init (LensArgumentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_arguments_dispose;
  object_class->finalize = lens_arguments_finalize;
  object_class->get_property = lens_arguments_get_property;

  install_properties (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensArguments::changed:
   *
   * What is sent may be something else now.
   */
  signals[CHANGED] =
    g_signal_new ("changed", LENS_TYPE_ARGUMENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_arguments_init (LensArguments *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->line = g_strdup ("");
  self->ready = TRUE;
  self->editable = TRUE;
}

/**
 * lens_arguments_new:
 *
 * Makes an empty list of arguments of a call.
 *
 * Returns: (transfer full): the list
 */
LensArguments *
lens_arguments_new (void)
{
  return g_object_new (LENS_TYPE_ARGUMENTS, NULL);
}

/**
 * lens_arguments_new_items:
 * @kind: which container
 *
 * Makes an empty list of the items of a container.
 *
 * Returns: (transfer full): the list
 */
LensArguments *
lens_arguments_new_items (LensKind kind)
{
  LensArguments *self = lens_arguments_new ();

  self->kind = kind;

  return self;
}

/**
 * lens_arguments_new_annotations:
 *
 * Makes an empty list of the annotations of a message.
 *
 * Returns: (transfer full): the list
 */
LensArguments *
lens_arguments_new_annotations (void)
{
  LensArguments *self = lens_arguments_new ();

  self->annotations = TRUE;

  return self;
}

gboolean
lens_arguments_has_annotations (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);

  return self->annotations;
}

LensKind
lens_arguments_get_kind (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), LENS_KIND_ANY);

  return self->kind;
}

gboolean
lens_arguments_get_ready (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);

  return self->ready;
}

guint
lens_arguments_get_n_problems (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), 0);

  return self->n_problems;
}

gboolean
lens_arguments_get_blank (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (!lens_argument_is_blank (lens_arguments_get_row (self, i)))
      return FALSE;

  return TRUE;
}

gboolean
lens_arguments_get_editable (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);

  return self->editable;
}

/**
 * lens_arguments_dup_line:
 *
 * Gets what Python would write between the brackets of the call.
 *
 * Returns: (transfer full): the text
 */
char *
lens_arguments_dup_line (LensArguments *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  return g_strdup (self->line);
}
