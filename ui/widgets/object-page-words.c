/* ui/widgets/object-page-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-page-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/object.h"

static gboolean
is_present (gpointer    unused,
            LensObject *object)
{
  return object != NULL;
}

static char *
problem_title (gpointer        unused,
               LensObjectState state)
{
  return g_strdup (state == LENS_OBJECT_GONE ? _("Nothing Answers There") : _("Cannot Be Used"));
}

/* A URI that is too long for one line breaks between the object and where it is. */
static char *
breakable (gpointer    unused,
           const char *uri)
{
  const char *at = uri != NULL ? strrchr (uri, '@') : NULL;

  return at != NULL ? g_strdup_printf ("%.*s\u200b%s", (int) (at - uri), uri, at) : g_strdup (uri);
}

/* The description of a status page is markup, and the sentence may quote what a peer said. */
static char *
escape (gpointer    unused,
        const char *text)
{
  return text != NULL ? g_markup_escape_text (text, -1) : NULL;
}

static gboolean
is_unregistered (gpointer    unused,
                 LensObject *object,
                 gboolean    registered)
{
  return object != NULL && !registered;
}

/* An object that is alive needs no sentence about it; a page that is all problem has it elsewhere. */
static gboolean
state_shown (gpointer         unused,
             LensObjectState  state,
             const char      *problem)
{
  return problem == NULL && (state == LENS_OBJECT_GONE || state == LENS_OBJECT_ODD);
}

static char *
section_title (gpointer    unused,
               LensMember *member)
{
  if (member == NULL)
    return NULL;

  switch (lens_member_get_kind (member))
    {
    case LENS_MEMBER_ONEWAY:
      return g_strdup (_("One-Way Methods"));

    case LENS_MEMBER_ATTRIBUTE:
      return g_strdup (_("Attributes"));

    case LENS_MEMBER_METHOD:
    default:
      return g_strdup (_("Methods"));
    }
}

void
lens_object_page_install_words (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, breakable);
  gtk_widget_class_bind_template_callback (widget_class, escape);
  gtk_widget_class_bind_template_callback (widget_class, is_present);
  gtk_widget_class_bind_template_callback (widget_class, is_unregistered);
  gtk_widget_class_bind_template_callback (widget_class, problem_title);
  gtk_widget_class_bind_template_callback (widget_class, section_title);
  gtk_widget_class_bind_template_callback (widget_class, state_shown);
}
