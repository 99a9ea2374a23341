/* ui/widgets/member-head.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/member-head.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/classes.h"
#include "ui/models/lesson.h"
#include "ui/models/python-source.h"

/**
 * LensMemberHead:
 *
 * What is known of a member, above its form: signature, where that is known from, what its author says, and what the
 * last answer added. The signature can be edited.
 */
struct _LensMemberHead
{
  AdwBin        parent_instance;

  LensMember   *member;
  LensRequest  *request;
  LensObject   *object; /* of the request, or NULL */
  GSignalGroup *member_signals;

  /* template children */
  GtkLabel     *signature;
  GtkLabel     *origin;
  GtkPopover   *popover;
  GtkEntry     *entry;
  GtkLabel     *problem;
  GtkLabel     *details;
  GtkWidget    *docstring_window;
  GtkLabel     *docstring;
  GtkWidget    *forget_button;
  GtkWidget    *apply_button;
};

enum {
  PROP_0,
  PROP_MEMBER,
  PROP_REQUEST,
  PROP_OBJECT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensMemberHead, lens_member_head, ADW_TYPE_BIN)

static gboolean
is_text (gpointer    unused,
         const char *text)
{
  return text != NULL;
}

static gboolean
is_callable (gpointer    unused,
             LensMember *member)
{
  return member != NULL && lens_member_get_kind (member) != LENS_MEMBER_ATTRIBUTE;
}

static LensCard *
get_card (LensMemberHead *self)
{
  return self->member != NULL ? lens_member_get_card (self->member) : NULL;
}

static void
show_card (LensMemberHead *self)
{
  LensCard *card = get_card (self);
  g_autofree char *signature = card != NULL ? lens_card_dup_full_signature (card) : NULL;
  g_autofree char *origin = card != NULL ? lens_card_dup_origin_text (card) : NULL;

  gtk_label_set_text (self->signature, signature != NULL ? signature : "(…)");
  gtk_label_set_text (self->origin, origin != NULL ? origin : _("Pyro does not tell what a method takes"));
}

static void
notice_changed_cb (LensMemberHead *self)
{
  const char *notice = lens_member_get_notice (self->member);

  if (notice != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), notice, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static LensCard *
read_entry (LensMemberHead  *self,
            GError         **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *line = g_strstrip (g_strdup (text));
  gsize size = strlen (line);

  /* Pasted with its brackets it is meant as well. */
  if (size >= 2 && line[0] == '(' && line[size - 1] == ')')
    return lens_python_read_parameters (line + 1, size - 2, LENS_EVIDENCE_EDITED, error);

  return lens_python_read_parameters (line, size, LENS_EVIDENCE_EDITED, error);
}

static void
entry_changed_cb (LensMemberHead *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LensCard) card = read_entry (self, &error);

  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  gtk_widget_set_sensitive (self->apply_button, card != NULL);
}

static void
popover_shown_cb (LensMemberHead *self)
{
  LensCard *card = get_card (self);
  g_autofree char *signature = card != NULL ? lens_card_dup_full_signature (card) : g_strdup ("()");
  g_autofree char *details = card != NULL ? lens_card_dup_details (card) : NULL;
  const char *docstring = card != NULL ? lens_card_get_docstring (card) : NULL;
  char *end = strstr (signature, ") → ");
  char *hole;

  /* What is not known has no name yet that could be typed. */
  if (end == NULL)
    end = signature + strlen (signature) - 1;
  *end = '\0';
  hole = strstr (signature, "…");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), hole == NULL ? signature + 1 : "");
  gtk_label_set_text (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL && details[0] != '\0');
  gtk_label_set_text (self->docstring, docstring != NULL ? docstring : "");
  gtk_widget_set_visible (self->docstring_window, docstring != NULL);
  gtk_widget_set_visible (self->forget_button,
                          card != NULL && lens_card_get_origin (card) == LENS_EVIDENCE_EDITED);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
apply_cb (LensMemberHead *self)
{
  g_autoptr(LensCard) card = read_entry (self, NULL);

  if (card == NULL || self->object == NULL || self->member == NULL)
    return;

  gtk_popover_popdown (self->popover);
  lens_signatures_put (lens_signatures_get_default (), lens_object_get_name (self->object),
                       lens_member_get_name (self->member), card);
}

static void
forget_cb (LensMemberHead *self)
{
  gtk_popover_popdown (self->popover);
  if (self->object != NULL && self->member != NULL)
    lens_signatures_forget (lens_signatures_get_default (), lens_object_get_name (self->object),
                            lens_member_get_name (self->member), LENS_EVIDENCE_EDITED);
}

static void
lens_member_head_dispose (GObject *object)
{
  LensMemberHead *self = LENS_MEMBER_HEAD (object);

  g_clear_object (&self->member_signals);
  g_clear_object (&self->member);
  g_clear_object (&self->request);
  g_clear_object (&self->object);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_MEMBER_HEAD);

  G_OBJECT_CLASS (lens_member_head_parent_class)->dispose (object);
}

static void
lens_member_head_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensMemberHead *self = LENS_MEMBER_HEAD (object);

  switch (prop_id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;

    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_member_head_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensMemberHead *self = LENS_MEMBER_HEAD (object);

  switch (prop_id)
    {
    case PROP_MEMBER:
      lens_member_head_set_member (self, g_value_get_object (value));
      break;

    case PROP_REQUEST:
      lens_member_head_set_request (self, g_value_get_object (value));
      break;

    case PROP_OBJECT:
      if (g_set_object (&self->object, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class,
                    GParamFlags   flags)
{
  /**
   * LensMemberHead:member: (nullable)
   *
   * What is shown.
   */
  properties[PROP_MEMBER] = g_param_spec_object ("member", NULL, NULL, LENS_TYPE_MEMBER, flags);

  /**
   * LensMemberHead:request: (nullable)
   *
   * The newest request of the member, of whose outcome is learned.
   */
  properties[PROP_REQUEST] = g_param_spec_object ("request", NULL, NULL, LENS_TYPE_REQUEST, flags);

  /**
   * LensMemberHead:object: (nullable)
   *
   * What has the member.
   */
  properties[PROP_OBJECT] = g_param_spec_object ("object", NULL, NULL, LENS_TYPE_OBJECT, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_member_head_class_init (LensMemberHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_member_head_dispose;
  object_class->get_property = lens_member_head_get_property;
  object_class->set_property = lens_member_head_set_property;
  install_properties (object_class, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/member-head.ui");
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, signature);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, origin);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, popover);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, entry);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, problem);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, details);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, docstring_window);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, docstring);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, forget_button);
  gtk_widget_class_bind_template_child (widget_class, LensMemberHead, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_callable);
  gtk_widget_class_bind_template_callback (widget_class, is_text);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
lens_member_head_init (LensMemberHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->member_signals = g_signal_group_new (LENS_TYPE_MEMBER);
  g_signal_group_connect_swapped (self->member_signals, "notify::card", G_CALLBACK (show_card), self);
  g_signal_group_connect_swapped (self->member_signals, "notify::notice", G_CALLBACK (notice_changed_cb), self);
  show_card (self);
}

void
lens_member_head_set_member (LensMemberHead *self,
                             LensMember     *member)
{
  g_return_if_fail (LENS_IS_MEMBER_HEAD (self));
  g_return_if_fail (member == NULL || LENS_IS_MEMBER (member));

  if (!g_set_object (&self->member, member))
    return;

  g_signal_group_set_target (self->member_signals, member);
  show_card (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
}

/**
 * lens_member_head_set_request:
 * @request: (nullable): the newest request of the member
 *
 * Learns from what comes of a request, also when another one is shown by then.
 */
void
lens_member_head_set_request (LensMemberHead *self,
                              LensRequest    *request)
{
  g_return_if_fail (LENS_IS_MEMBER_HEAD (self));
  g_return_if_fail (request == NULL || LENS_IS_REQUEST (request));

  if (!g_set_object (&self->request, request))
    return;

  if (request != NULL)
    {
      lens_lesson_begin (lens_signatures_get_default (), request);
      lens_classes_watch (lens_classes_get_default (), request);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}
