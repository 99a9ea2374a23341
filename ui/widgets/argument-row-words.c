/* ui/widgets/argument-row-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/argument-row-private.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"

/* What the row of an argument says: its name, its type, and what is wrong. */

static void
mark_name (LensArgumentRow *self,
           const char      *problem)
{
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem != NULL ? problem : "",
                                  -1);
}

void
lens_argument_row_show_problem (LensArgumentRow *self)
{
  const char *problem = self->argument != NULL ? lens_argument_get_problem (self->argument) : NULL;
  guint column = self->argument != NULL ? lens_argument_get_problem_column (self->argument) : 0;
  gboolean in_name = self->argument != NULL && lens_argument_get_problem_in_name (self->argument);
  const char *refusal = self->argument != NULL && problem == NULL ? lens_argument_get_refusal (self->argument) : NULL;
  g_autofree char *sentence = NULL;

  if (problem != NULL)
    sentence = lens_format_mistake (problem, lens_argument_get_text (self->argument), in_name ? 0 : column);

  gtk_label_set_text (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_label_set_text (self->refusal_text, refusal);
  gtk_widget_set_visible (self->refusal, refusal != NULL);
  if (refusal != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->editor), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->editor), "refused");
  mark_name (self, in_name ? problem : NULL);
}

static gboolean
is_among_arguments (LensArgumentRole role)
{
  return role == LENS_ARGUMENT_POSITIONAL || role == LENS_ARGUMENT_KEYWORD ||
         role == LENS_ARGUMENT_REST || role == LENS_ARGUMENT_NAMED_REST;
}

/* What stands in front of the value where it has no name to be typed. */
static char *
make_prefix (LensArgumentRow *self)
{
  const char *title = lens_argument_get_title (self->argument);

  switch ((guint) lens_argument_get_role (self->argument))
    {
    case LENS_ARGUMENT_REST:
      return g_strdup ("*");

    case LENS_ARGUMENT_NAMED_REST:
      return g_strdup ("**");

    case LENS_ARGUMENT_ITEM:
      return g_strdup_printf ("[%u]", self->position - (self->position > 0));

    case LENS_ARGUMENT_POSITIONAL:
      return title[0] != '\0' ? g_strdup (title) : g_strdup_printf ("%u", self->position);

    default:
      return g_strdup ("");
    }
}

static char *
make_label (LensArgumentRow *self)
{
  const char *name = lens_argument_get_name (self->argument);

  if (self->arguments == NULL)
    return g_strdup (_("New Value"));
  if (name[0] != '\0')
    return g_strdup_printf (_("Value of %s"), name);

  switch ((guint) lens_argument_get_role (self->argument))
    {
    case LENS_ARGUMENT_ITEM:
      return g_strdup_printf (_("Item %u"), self->position);

    case LENS_ARGUMENT_REST:
      return g_strdup (_("More Arguments"));

    case LENS_ARGUMENT_NAMED_REST:
      return g_strdup (_("More Keyword Arguments"));

    default:
      return g_strdup_printf (_("Argument %u"), self->position);
    }
}

static const char *
get_name_label (LensArgumentRole role)
{
  if (role == LENS_ARGUMENT_ENTRY || role == LENS_ARGUMENT_ANNOTATION)
    return _("Key");

  return role == LENS_ARGUMENT_FIELD ? _("Field") : _("Keyword");
}

void
lens_argument_row_label (LensArgumentRow *self)
{
  g_autofree char *prefix = NULL;
  g_autofree char *label = NULL;
  LensArgumentRole role;
  gboolean named;

  if (self->argument == NULL)
    return;

  role = lens_argument_get_role (self->argument);
  named = lens_argument_has_name (self->argument);
  prefix = make_prefix (self);
  label = make_label (self);
  gtk_label_set_text (self->number, prefix);
  gtk_label_set_text (self->equals, role == LENS_ARGUMENT_ENTRY ? ":" : "=");
  gtk_widget_set_visible (GTK_WIDGET (self->number), !named && self->arguments != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->name), named);
  gtk_widget_set_visible (GTK_WIDGET (self->equals), named);
  gtk_widget_set_visible (self->buttons, self->arguments != NULL);
  gtk_widget_set_visible (self->kind_button, role != LENS_ARGUMENT_ANNOTATION);
  gtk_widget_set_visible (GTK_WIDGET (self->states), self->arguments != NULL && is_among_arguments (role));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_name_label (role),
                                  -1);
  lens_value_editor_set_label (self->editor, label);
}

/* The type that was chosen, or else the one that the literal has. */
void
lens_argument_row_show_type (LensArgumentRow *self)
{
  LensKind kind = lens_argument_get_kind (self->argument);
  const char *found = lens_argument_get_type_name (self->argument);
  const char *text = kind != LENS_KIND_ANY ? lens_kind_get_name (kind) : found != NULL ? found : _("Any");
  g_autofree char *label = NULL;

  if (kind == LENS_KIND_RECORD)
    text = _("Class");
  else if (kind == LENS_KIND_PROXY)
    text = _("Object");
  label = g_strdup_printf (_("Type: %s"), text);
  gtk_label_set_text (self->type_name, text);
  if (kind == LENS_KIND_ANY)
    gtk_widget_add_css_class (GTK_WIDGET (self->type_name), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->type_name), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
