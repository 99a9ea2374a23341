/* ui/models/arguments.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

/**
 * LensArguments:
 *
 * The arguments of a call that is being written, as a list model: positional ones first, because
 * Python wants them first.
 */
struct _LensArguments
{
  GObject    parent_instance;

  GPtrArray *rows; /* of LensArgument */
  char      *line;

  guint      n_problems;
  gboolean   ready;
};

enum {
  PROP_0,
  PROP_N_ITEMS,
  PROP_N_PROBLEMS,
  PROP_READY,
  PROP_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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

static LensArgument *
get_row (LensArguments *self,
         guint          position)
{
  return g_ptr_array_index (self->rows, position);
}

static char *
build_line (LensArguments *self)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = get_row (self, i);
      g_autofree char *text = g_strstrip (g_strdup (lens_argument_get_text (row)));
      const char *name = lens_argument_get_name (row);

      if (i > 0)
        g_string_append (line, ", ");
      if (lens_argument_get_keyword (row))
        g_string_append_printf (line, "%s=", name[0] != '\0' ? name : "…");
      g_string_append (line, text[0] != '\0' ? text : "…");
    }

  return g_string_free_and_steal (line);
}

static void
lens_arguments_update (LensArguments *self)
{
  g_autofree char *line = build_line (self);
  GObject *object = G_OBJECT (self);
  guint n_problems = 0;
  gboolean ready = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      n_problems += lens_argument_get_problem (get_row (self, i)) != NULL;
      ready = ready && lens_argument_is_complete (get_row (self, i));
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
  if (g_set_str (&self->line, line))
    g_object_notify_by_pspec (object, properties[PROP_LINE]);

  g_object_thaw_notify (object);
}

/* The second row with a name is the one that is wrong. */
static void
mark_duplicates (LensArguments *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = get_row (self, i);

      if (lens_argument_get_keyword (row))
        lens_argument_set_duplicate (row, !g_hash_table_add (seen, (gpointer) lens_argument_get_name (row)));
    }
}

static void
row_changed (LensArguments *self,
             GParamSpec    *pspec,
             LensArgument  *row)
{
  lens_arguments_update (self);
}

static void
row_named (LensArguments *self,
           GParamSpec    *pspec,
           LensArgument  *row)
{
  mark_duplicates (self);
}

static void
watch_row (LensArguments *self,
           LensArgument  *row)
{
  g_signal_connect_object (row, "notify::name", G_CALLBACK (row_named), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify", G_CALLBACK (row_changed), self, G_CONNECT_SWAPPED);
}

static void
unwatch_row (LensArguments *self,
             LensArgument  *row)
{
  g_signal_handlers_disconnect_by_data (row, self);
}

static void
lens_arguments_changed (LensArguments *self,
                        guint          position,
                        guint          removed,
                        guint          added)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  mark_duplicates (self);
  lens_arguments_update (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
lens_arguments_dispose (GObject *object)
{
  LensArguments *self = LENS_ARGUMENTS (object);

  for (guint i = 0; i < self->rows->len; i++)
    unwatch_row (self, get_row (self, i));
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

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_arguments_class_init (LensArgumentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_arguments_dispose;
  object_class->finalize = lens_arguments_finalize;
  object_class->get_property = lens_arguments_get_property;

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

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_arguments_init (LensArguments *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->line = g_strdup ("");
  self->ready = TRUE;
}

/**
 * lens_arguments_new:
 *
 * Makes an empty list of arguments.
 *
 * Returns: (transfer full): the list
 */
LensArguments *
lens_arguments_new (void)
{
  return g_object_new (LENS_TYPE_ARGUMENTS, NULL);
}

/**
 * lens_arguments_add:
 * @keyword: whether the argument is passed by name
 *
 * Adds an empty argument: a positional one behind the other positional ones, a keyword at the end.
 *
 * Returns: (transfer none): the new argument
 */
LensArgument *
lens_arguments_add (LensArguments *self,
                    gboolean       keyword)
{
  LensArgument *row;
  guint position;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  position = self->rows->len;
  while (!keyword && position > 0 && lens_argument_get_keyword (get_row (self, position - 1)))
    position--;

  row = lens_argument_new (keyword);
  watch_row (self, row);
  g_ptr_array_insert (self->rows, (int) position, row);
  lens_arguments_changed (self, position, 0, 1);

  return row;
}

/**
 * lens_arguments_remove:
 * @argument: one of the arguments
 *
 * Removes an argument; one that is not in the list is left alone.
 */
void
lens_arguments_remove (LensArguments *self,
                       LensArgument  *argument)
{
  guint position;

  g_return_if_fail (LENS_IS_ARGUMENTS (self));
  g_return_if_fail (LENS_IS_ARGUMENT (argument));

  if (!g_ptr_array_find (self->rows, argument, &position))
    return;

  unwatch_row (self, argument);
  g_ptr_array_remove_index (self->rows, position);
  lens_arguments_changed (self, position, 1, 0);
}

/**
 * lens_arguments_move:
 * @argument: one of the arguments
 * @places: by how many places, to the front when below zero
 *
 * Moves an argument among those of its kind: a positional one never gets behind a keyword.
 *
 * Returns: %TRUE if it was moved
 */
gboolean
lens_arguments_move (LensArguments *self,
                     LensArgument  *argument,
                     int            places)
{
  guint from, to;
  gint64 target;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (LENS_IS_ARGUMENT (argument), FALSE);

  if (places == 0 || !g_ptr_array_find (self->rows, argument, &from))
    return FALSE;

  target = (gint64) from + places;
  if (target < 0 || target >= self->rows->len)
    return FALSE;

  to = (guint) target;
  if (lens_argument_get_keyword (get_row (self, to)) != lens_argument_get_keyword (argument))
    return FALSE;

  g_ptr_array_insert (self->rows, (int) to, g_ptr_array_steal_index (self->rows, from));
  lens_arguments_changed (self, MIN (from, to), (guint) ABS (places) + 1, (guint) ABS (places) + 1);

  return TRUE;
}

/* Takes the LensArgument rows of @rows, which has positional ones first, for those that are there. */
void
lens_arguments_replace (LensArguments *self,
                        GPtrArray     *rows)
{
  guint removed = self->rows->len;
  guint added = rows->len;

  for (guint i = 0; i < removed; i++)
    unwatch_row (self, get_row (self, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < added; i++)
    {
      watch_row (self, g_ptr_array_index (rows, i));
      g_ptr_array_add (self->rows, g_object_ref (g_ptr_array_index (rows, i)));
    }

  if (removed > 0 || added > 0)
    lens_arguments_changed (self, 0, removed, added);
}

/**
 * lens_arguments_clear:
 *
 * Removes all arguments.
 */
void
lens_arguments_clear (LensArguments *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (LENS_IS_ARGUMENTS (self));

  lens_arguments_replace (self, none);
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

static LensArgument *
find_wrong (LensArguments *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    lens_argument_touch (get_row (self, i));

  for (guint i = 0; i < self->rows->len; i++)
    if (!lens_argument_is_complete (get_row (self, i)))
      return get_row (self, i);

  return NULL;
}

/* Builds the tuple of the positional arguments, or the dict of the others. */
static PyroValue *
build (LensArguments  *self,
       gboolean        keyword,
       GError        **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, keyword ? PYRO_VALUE_DICT : PYRO_VALUE_TUPLE, error))
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = get_row (self, i);

      if (lens_argument_get_keyword (row) != keyword)
        continue;
      if (keyword)
        pyro_builder_add_string (builder, lens_argument_get_name (row), -1);
      pyro_builder_add_value (builder, lens_argument_get_value (row));
    }

  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/**
 * lens_arguments_collect:
 * @args: (out) (transfer full): the positional arguments, a tuple
 * @kwargs: (out) (transfer full): the keyword arguments, a dict
 * @wrong: (out) (optional) (nullable) (transfer none): the first argument that cannot be sent
 * @error: the sentence that says what is wrong with it
 *
 * Builds what the call sends. What is missing becomes a problem of its argument.
 *
 * Returns: %TRUE if every argument has a value
 */
gboolean
lens_arguments_collect (LensArguments  *self,
                        PyroValue     **args,
                        PyroValue     **kwargs,
                        LensArgument  **wrong,
                        GError        **error)
{
  g_autoptr(PyroValue) positional = NULL;
  LensArgument *first;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (args != NULL && kwargs != NULL, FALSE);

  first = find_wrong (self);
  if (wrong != NULL)
    *wrong = first;
  if (first != NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, lens_argument_get_problem (first));
      return FALSE;
    }

  positional = build (self, FALSE, error);
  if (positional == NULL)
    return FALSE;

  *kwargs = build (self, TRUE, error);
  if (*kwargs == NULL)
    return FALSE;

  *args = g_steal_pointer (&positional);

  return TRUE;
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
