/* ui/models/arguments-build.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

#include <glib/gi18n.h>

/* What the rows make together: a line of Python, the arguments of a call, or a container. */

char *
lens_arguments_make_line (LensArguments *self)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      const char *name = lens_argument_get_name (row)[0] != '\0' ? lens_argument_get_name (row) : "…";

      if (lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      if (line->len > 0)
        g_string_append (line, ", ");
      switch (lens_argument_get_role (row))
        {
        case LENS_ARGUMENT_REST:
          g_string_append_c (line, '*');
          break;

        case LENS_ARGUMENT_NAMED_REST:
          g_string_append (line, "**");
          break;

        case LENS_ARGUMENT_KEYWORD:
          g_string_append_printf (line, "%s=", name);
          break;

        case LENS_ARGUMENT_ENTRY:
          g_string_append_printf (line, "%s: ", name);
          break;

        case LENS_ARGUMENT_FIELD:
        case LENS_ARGUMENT_ANNOTATION:
          g_string_append_printf (line, "'%s': ", name);
          break;

        case LENS_ARGUMENT_POSITIONAL:
        case LENS_ARGUMENT_ITEM:
        default:
          break;
        }
      g_string_append (line, lens_argument_get_literal (row));
    }

  return g_string_free_and_steal (line);
}

/* What is wrong is the innermost value: the item of a list, and not the list. */
static LensArgument *
find_wrong (LensArguments *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      LensArguments *items = lens_argument_get_items (row);
      LensArgument *inner = NULL;

      if (lens_argument_is_complete (row))
        continue;
      if (items != NULL && lens_argument_get_state (row) == LENS_ARGUMENT_SEND)
        inner = find_wrong (items);
      return inner != NULL ? inner : row;
    }

  return NULL;
}

static void
add_spread (PyroBuilder *builder,
            PyroValue   *value)
{
  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      if (pyro_value_get_key (value, i) != NULL)
        pyro_builder_add_value (builder, pyro_value_get_key (value, i));
      pyro_builder_add_value (builder, pyro_value_get_item (value, i));
    }
}

static PyroValue *
build_positional (LensArguments  *self,
                  GError        **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      if (lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      if (lens_argument_get_role (row) == LENS_ARGUMENT_POSITIONAL)
        pyro_builder_add_value (builder, lens_argument_get_value (row));
      else if (lens_argument_get_role (row) == LENS_ARGUMENT_REST)
        add_spread (builder, lens_argument_get_value (row));
    }

  return pyro_builder_close (builder, error) ? pyro_builder_end (builder, error) : NULL;
}

static gsize
count_named (LensArguments *self)
{
  gsize n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      if (lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      if (lens_argument_get_role (row) == LENS_ARGUMENT_KEYWORD)
        n++;
      else if (lens_argument_get_role (row) == LENS_ARGUMENT_NAMED_REST)
        n += pyro_value_get_length (lens_argument_get_value (row));
    }

  return n;
}

static PyroValue *
build_named (LensArguments  *self,
             GError        **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      if (lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      if (lens_argument_get_role (row) == LENS_ARGUMENT_NAMED_REST)
        add_spread (builder, lens_argument_get_value (row));
      if (lens_argument_get_role (row) != LENS_ARGUMENT_KEYWORD)
        continue;
      pyro_builder_add_string (builder, lens_argument_get_name (row), -1);
      pyro_builder_add_value (builder, lens_argument_get_value (row));
    }

  if (!pyro_builder_close (builder, error))
    return NULL;

  value = pyro_builder_end (builder, error);
  if (value != NULL && pyro_value_get_length (value) != count_named (self))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("What stands behind ** has a name that is there already"));
      return NULL;
    }

  return g_steal_pointer (&value);
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

  lens_arguments_touch (self);
  first = find_wrong (self);
  if (wrong != NULL)
    *wrong = first;
  if (first != NULL)
    {
      const char *problem = lens_argument_get_problem (first);

      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, problem != NULL ? problem : _("A value is missing"));
      return FALSE;
    }

  positional = build_positional (self, error);
  if (positional == NULL)
    return FALSE;

  *kwargs = build_named (self, error);
  if (*kwargs == NULL)
    return FALSE;

  *args = g_steal_pointer (&positional);

  return TRUE;
}

/**
 * lens_arguments_build:
 * @kind: which container the items are in
 * @class_name: of an instance of a class
 * @error: why there is no such container
 *
 * Builds a container of what is typed. All items must be complete.
 *
 * Returns: (transfer full) (nullable): the container, or %NULL with @error set
 */
PyroValue *
lens_arguments_build (LensArguments  *self,
                      LensKind        kind,
                      const char     *class_name,
                      GError        **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, lens_kind_get_container (kind), error))
    return NULL;

  if (kind == LENS_KIND_RECORD)
    {
      g_autofree char *name = g_strstrip (g_strdup (class_name));

      pyro_builder_add_string (builder, "__class__", -1);
      pyro_builder_add_string (builder, name, -1);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      g_autoptr(PyroValue) key = NULL;

      if (lens_argument_get_state (row) == LENS_ARGUMENT_OMIT)
        continue;
      if (lens_argument_get_role (row) != LENS_ARGUMENT_ITEM)
        {
          key = lens_argument_read_key (row, error);
          if (key == NULL)
            return NULL;
          pyro_builder_add_value (builder, key);
        }
      pyro_builder_add_value (builder, lens_argument_get_value (row));
    }

  return pyro_builder_close (builder, error) ? pyro_builder_end (builder, error) : NULL;
}
