/* ui/models/argument-judge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"

#include "ui/models/arguments-private.h"
#include "ui/models/format.h"
#include "ui/models/identifier.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an argument means, and what is wrong with it. */

#define MAX_LITERAL (64 * 1024) /* bytes of memory of a value that is written out while one types */

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/**
 * lens_argument_is_blank:
 *
 * Checks whether nothing is typed in it. What is an empty text by its type is something.
 *
 * Returns: %TRUE if there is nothing
 */
gboolean
lens_argument_is_blank (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->value == NULL && self->items == NULL && self->missing == 0 && is_blank (self->text);
}

/**
 * lens_argument_read_key:
 *
 * Reads the key of an entry, or the name of a field.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL with @error set
 */
PyroValue *
lens_argument_read_key (LensArgument  *self,
                        GError       **error)
{
  g_autoptr(PyroValue) key = NULL;

  if (self->role != LENS_ARGUMENT_ENTRY)
    return pyro_value_new_string (self->name);

  key = pyro_literal_parse (self->name, -1, NULL, error);
  if (key == NULL)
    return NULL;
  if (!pyro_value_is_hashable (key))
    {
      /* Translators: %s is a Python type, such as “list” */
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("A %s cannot be the key of a dict"),
                   pyro_value_get_type_name (key));
      return NULL;
    }

  return g_steal_pointer (&key);
}

static char *
find_missing_name (LensArgument *self)
{
  if (!self->name_touched)
    return NULL;

  switch ((guint) self->role)
    {
    case LENS_ARGUMENT_ENTRY:
      return g_strdup (_("The key is missing"));

    case LENS_ARGUMENT_ANNOTATION:
      return g_strdup (_("The key of the annotation is missing: four characters"));

    case LENS_ARGUMENT_FIELD:
      return g_strdup (_("The name of the field is missing"));

    default:
      return g_strdup (_("The name of the argument is missing"));
    }
}

/* An annotation that Pyro itself sends would be taken for its own by the other side. */
static gboolean
check_annotation (LensArgument  *self,
                  GError       **error)
{
  static const char *const own[] = { "STRM", "BLBI", "HMAC", "CORR" };
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(PyroAnnotations) one = pyro_annotations_with (none, self->name, nothing, error);

  for (gsize i = 0; one != NULL && i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (self->name, own[i]))
      {
        /* Translators: %s is the key of an annotation, such as “STRM” */
        g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("%s is a key that Pyro itself uses"), self->name);
        return FALSE;
      }

  return one != NULL;
}

static char *
find_name_problem (LensArgument *self)
{
  g_autoptr(PyroValue) key = NULL;
  g_autoptr(GError) error = NULL;

  if (!lens_argument_has_name (self))
    return NULL;

  if (self->name[0] == '\0')
    return find_missing_name (self);

  if (self->role == LENS_ARGUMENT_KEYWORD && !lens_identifier_is_valid (self->name))
    /* Translators: %s is what was typed as the name of a keyword argument */
    return g_strdup_printf (_("“%s” is no name in Python"), self->name);

  key = lens_argument_read_key (self, &error);
  if (key == NULL || (self->role == LENS_ARGUMENT_ANNOTATION && !check_annotation (self, &error)))
    return g_strdup (error->message);

  if (self->duplicate && self->role == LENS_ARGUMENT_KEYWORD)
    /* Translators: %s is the name of a keyword argument */
    return g_strdup_printf (_("There is another argument named “%s”"), self->name);
  if (self->duplicate)
    /* Translators: %s is the key of an entry of a dict */
    return g_strdup_printf (_("There is another entry with the key %s"), self->name);

  return NULL;
}

static void
set_problem (LensArgument *self,
             const char   *problem,
             gboolean      in_name,
             guint         column)
{
  if (g_set_str (&self->problem, problem))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_PROBLEM);

  if (self->problem_in_name != in_name)
    {
      self->problem_in_name = in_name;
      lens_argument_notify (self, LENS_ARGUMENT_PROP_PROBLEM_IN_NAME);
    }

  if (self->problem_column != column)
    {
      self->problem_column = column;
      lens_argument_notify (self, LENS_ARGUMENT_PROP_PROBLEM_COLUMN);
    }
}

static void
take_value (LensArgument *self,
            PyroValue    *value)
{
  const char *old_type = lens_argument_get_type_name (self);
  g_autoptr(PyroValue) old = self->value;

  self->value = value;
  if (value != old)
    {
      lens_argument_set_refusal (self, NULL);
      lens_argument_notify (self, LENS_ARGUMENT_PROP_VALUE);
    }
  if (g_strcmp0 (old_type, lens_argument_get_type_name (self)) != 0)
    lens_argument_notify (self, LENS_ARGUMENT_PROP_TYPE_NAME);
}

static gboolean
has_text_names_only (PyroValue *dict)
{
  for (gsize i = 0; i < pyro_value_get_length (dict); i++)
    {
      PyroValue *key = pyro_value_get_key (dict, i);

      if (key == NULL || pyro_value_get_kind (key) != PYRO_VALUE_STR)
        return FALSE;
    }

  return TRUE;
}

/* `*` wants what has items, `**` what has names. */
static PyroValue *
check_role (LensArgument  *self,
            PyroValue     *value,
            GError       **error)
{
  g_autoptr(PyroValue) owned = value;
  PyroValueKind kind;

  if (value == NULL)
    return NULL;

  kind = pyro_value_get_kind (value);
  if (self->role == LENS_ARGUMENT_REST &&
      kind != PYRO_VALUE_LIST && kind != PYRO_VALUE_TUPLE && kind != PYRO_VALUE_SET && kind != PYRO_VALUE_FROZENSET)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("Behind * stands a list, a tuple or a set"));
  else if (self->role == LENS_ARGUMENT_NAMED_REST && (kind != PYRO_VALUE_DICT || !has_text_names_only (value)))
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("Behind ** stands a dict whose keys are text"));
  else
    return g_steal_pointer (&owned);

  return NULL;
}

static PyroValue *
read_bytes (LensArgument  *self,
            guint         *column,
            GError       **error)
{
  g_autoptr(GBytes) bytes = self->file != NULL ? g_bytes_ref (self->file)
                                               : lens_notation_read (self->notation, self->text, column, error);

  return bytes != NULL ? pyro_value_new_bytes (bytes) : NULL;
}

static PyroValue *
read_items (LensArgument  *self,
            GError       **error)
{
  if (self->kind == LENS_KIND_RECORD && is_blank (self->text))
    {
      if (self->text_touched)
        g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The name of the class is missing"));
      return NULL;
    }
  if (!lens_arguments_get_ready (self->items))
    return NULL;

  return lens_arguments_build (self->items, self->kind, self->text, error);
}

/* An empty value would look like one that was chosen. */
static void
refuse_missing (LensArgument  *self,
                GError       **error)
{
  g_autofree char *size = lens_format_size (self->missing);

  if (self->missing_file != NULL)
    /* Translators: first the name of a file, then its size, such as “3.2 MB” */
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _("The content of “%s” (%s) was not kept: choose the file again"), self->missing_file, size);
  else
    /* Translators: %s is a size, such as “300 kB” */
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _("What was typed here was too long to be kept (%s): type it again"), size);
}

/* What is typed; %NULL without an error while there is nothing. */
static PyroValue *
read_value (LensArgument  *self,
            guint         *column,
            GError       **error)
{
  if (self->state == LENS_ARGUMENT_OMIT)
    return NULL;
  if (self->state == LENS_ARGUMENT_NONE)
    return check_role (self, pyro_value_new_none (), error);
  if (self->missing > 0)
    {
      refuse_missing (self, error);
      return NULL;
    }
  if (self->items != NULL)
    return check_role (self, read_items (self, error), error);
  if (self->kind == LENS_KIND_BYTES)
    return read_bytes (self, column, error);
  if (self->kind != LENS_KIND_STR && is_blank (self->text))
    return NULL;

  return check_role (self, lens_kind_read (self->kind, self->text, column, error), error);
}

static char *
write_items (LensArgument *self)
{
  g_autofree char *line = lens_arguments_dup_line (self->items);

  switch ((guint) self->kind)
    {
    case LENS_KIND_TUPLE:
      return g_strdup_printf ("(%s,)", line);

    case LENS_KIND_SET:
      return g_strdup_printf ("{%s}", line);

    case LENS_KIND_FROZENSET:
      return g_strdup_printf ("frozenset({%s})", line);

    case LENS_KIND_DICT:
    case LENS_KIND_RECORD:
      return g_strdup_printf ("{%s}", line);

    default:
      return g_strdup_printf ("[%s]", line);
    }
}

static char *
make_literal (LensArgument *self)
{
  if (self->state == LENS_ARGUMENT_OMIT)
    return g_strdup ("");
  if (self->state == LENS_ARGUMENT_NONE)
    return g_strdup ("None");
  if (self->kind == LENS_KIND_ANY && !is_blank (self->text))
    return g_strstrip (g_strdup (self->text));
  if (self->value != NULL && pyro_value_get_memory_size (self->value) <= MAX_LITERAL)
    return pyro_value_repr (self->value);
  if (self->value == NULL && self->items != NULL && self->missing == 0)
    return write_items (self);

  return g_strdup ("…");
}

static void
find_problem (LensArgument *self,
              const GError *error,
              guint         column)
{
  g_autofree char *name_problem = find_name_problem (self);

  if (self->state == LENS_ARGUMENT_OMIT && self->gap)
    set_problem (self, _("Only the last ones by their place can be omitted"), FALSE, 0);
  else if (self->state == LENS_ARGUMENT_OMIT)
    set_problem (self, NULL, FALSE, 0);
  else if (name_problem != NULL)
    set_problem (self, name_problem, TRUE, 0);
  else if (error != NULL)
    set_problem (self, error->message, FALSE, column);
  else if (self->value == NULL && self->items == NULL && self->text_touched)
    set_problem (self, _("A value is missing"), FALSE, 1);
  else
    set_problem (self, NULL, FALSE, 0);
}

/* Says what is wrong now: the name first, because it stands first. */
void
lens_argument_judge (LensArgument *self,
                     gboolean      parse)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *literal = NULL;
  guint column = 0;

  g_object_freeze_notify (G_OBJECT (self));

  if (parse || self->value == NULL)
    take_value (self, read_value (self, &column, &error));
  find_problem (self, error, column);
  literal = make_literal (self);
  if (g_set_str (&self->literal, literal))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_LITERAL);

  g_object_thaw_notify (G_OBJECT (self));
}
