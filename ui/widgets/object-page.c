/* ui/widgets/object-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-page.h"

#include <glib/gi18n.h>

#include "ui/models/match.h"
#include "ui/widgets/code-text.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/member-row.h"
#include "ui/widgets/object-page-actions.h"
#include "ui/widgets/object-page-words.h"
#include "ui/widgets/single-click.h"
#include "ui/widgets/state-mark.h"

/**
 * LensObjectPage:
 *
 * One object: where it is, how it is, and what it offers.
 */
struct _LensObjectPage
{
  AdwNavigationPage   parent_instance;

  LensBrowser        *browser;
  LensObject         *object;
  GSignalGroup       *object_signals;

  /* template children */
  AdwWrapBox         *tags;
  GtkSearchEntry     *search;
  GtkListView        *list;
  GtkSingleSelection *selection;
  GtkFilterListModel *hits;
  GtkSortListModel   *sections;
  GtkStack           *stack;
};

enum {
  PROP_0,
  PROP_BROWSER,
  PROP_OBJECT,
  N_PROPS
};

enum {
  MEMBER_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensObjectPage, lens_object_page, ADW_TYPE_NAVIGATION_PAGE)

static int
compare_kinds (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  int kind_a = (int) lens_member_get_kind (LENS_MEMBER ((gpointer) a));
  int kind_b = (int) lens_member_get_kind (LENS_MEMBER ((gpointer) b));

  return (kind_a > kind_b) - (kind_a < kind_b);
}

static void
update_page (LensObjectPage *self)
{
  const char *page = "members";

  if (self->object == NULL)
    page = "none";
  else if (lens_object_get_problem (self->object) != NULL)
    page = "problem";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->hits)) > 0)
    page = "members";
  else if (lens_object_get_loading (self->object))
    page = "loading";
  else if (g_list_model_get_n_items (lens_object_get_members (self->object)) > 0)
    page = "no-hits";
  else if (lens_object_get_state (self->object) == LENS_OBJECT_ALIVE)
    page = "empty";
  else
    page = "loading";

  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Selects the browser's member where it is in the list, and nothing where it is not. */
static void
lens_object_page_select (LensObjectPage *self)
{
  LensMember *member = self->browser != NULL ? lens_browser_get_member (self->browser) : NULL;
  GListModel *rows = gtk_single_selection_get_model (self->selection);
  guint n = member != NULL ? g_list_model_get_n_items (rows) : 0;
  guint found = GTK_INVALID_LIST_POSITION;

  if (member != NULL && gtk_single_selection_get_selected_item (self->selection) == (gpointer) member)
    return;

  for (guint i = 0; i < n && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr(LensMember) row = g_list_model_get_item (rows, i);

      if (row == member)
        found = i;
    }

  gtk_single_selection_set_selected (self->selection, found);
}

static void
selected_cb (LensObjectPage *self)
{
  LensMember *member = gtk_single_selection_get_selected_item (self->selection);

  if (self->browser != NULL && member != NULL)
    lens_browser_set_member (self->browser, member);
}

static void
activate_cb (LensObjectPage *self,
             guint           position)
{
  g_autoptr(LensMember) member = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[MEMBER_ACTIVATED], 0, member);
}

/* Enter in the filter opens the best hit. */
static void
search_activate_cb (LensObjectPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  LensMatch best = LENS_MATCH_NONE;
  guint hit = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      LensMatch match = lens_match_name (lens_member_get_name (member), text);

      if (match > best)
        {
          best = match;
          hit = i;
        }
    }

  if (n == 0)
    return;

  gtk_list_view_scroll_to (self->list, hit, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  activate_cb (self, hit);
}

static void
stop_search_cb (LensObjectPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
lens_object_page_show_tags (LensObjectPage *self)
{
  const char *const *tags = self->object != NULL ? lens_object_get_tags (self->object) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    adw_wrap_box_remove (self->tags, child);

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      GtkWidget *tag = gtk_label_new (tags[i]);

      gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (tag, "badge");
      gtk_widget_add_css_class (tag, "caption");
      adw_wrap_box_append (self->tags, tag);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags), tags != NULL && tags[0] != NULL);
}

static void
object_changed_cb (LensObjectPage *self)
{
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;

  if (!g_set_object (&self->object, object))
    return;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 object != NULL ? lens_object_get_name (object) : _("Object"));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_group_set_target (self->object_signals, object);
  gtk_filter_list_model_set_model (self->hits, object != NULL ? lens_object_get_members (object) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECT]);
  lens_object_page_enable_actions (GTK_WIDGET (self), object != NULL);
  lens_object_page_show_tags (self);
  if (object != NULL)
    {
      lens_object_set_signatures (object, lens_signatures_get_default ());
      lens_object_load (object);
    }
  update_page (self);
}

static void
lens_object_page_watch (LensObjectPage *self)
{
  if (self->browser != NULL)
    {
      g_signal_connect_object (self->browser, "notify::object",
                               G_CALLBACK (object_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->browser, "notify::member",
                               G_CALLBACK (lens_object_page_select), self, G_CONNECT_SWAPPED);
    }
  object_changed_cb (self);
}

static void
lens_object_page_dispose (GObject *object)
{
  LensObjectPage *self = LENS_OBJECT_PAGE (object);

  g_clear_object (&self->object_signals);
  g_clear_object (&self->browser);
  g_clear_object (&self->object);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_OBJECT_PAGE);

  G_OBJECT_CLASS (lens_object_page_parent_class)->dispose (object);
}

static void
lens_object_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensObjectPage *self = LENS_OBJECT_PAGE (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensObjectPage *self = LENS_OBJECT_PAGE (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      lens_object_page_set_browser (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_page_class_init (LensObjectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_object_page_dispose;
  object_class->get_property = lens_object_page_get_property;
  object_class->set_property = lens_object_page_set_property;

  /**
   * LensObjectPage:browser: (nullable)
   *
   * What the window looks at.
   */
  properties[PROP_BROWSER] =
    g_param_spec_object ("browser", NULL, NULL,
                         LENS_TYPE_BROWSER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensObjectPage:object: (nullable)
   *
   * The browser's object.
   */
  properties[PROP_OBJECT] =
    g_param_spec_object ("object", NULL, NULL,
                         LENS_TYPE_OBJECT,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensObjectPage::member-activated:
   * @member: the member
   *
   * The user wants to use the member, and not only to pass over it.
   */
  signals[MEMBER_ACTIVATED] =
    g_signal_new ("member-activated", LENS_TYPE_OBJECT_PAGE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_MEMBER);

  g_type_ensure (LENS_TYPE_LATE_MENU);
  g_type_ensure (LENS_TYPE_MEMBER_ROW);
  g_type_ensure (LENS_TYPE_STATE_MARK);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/object-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, tags);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, search);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, list);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, selection);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, hits);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, sections);
  gtk_widget_class_bind_template_child (widget_class, LensObjectPage, stack);
  lens_object_page_install_words (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "code_attributes", G_CALLBACK (lens_code_text_attributes));
  gtk_widget_class_bind_template_callback (widget_class, update_page);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  lens_object_page_install_actions (widget_class);
}

static void
lens_object_page_init (LensObjectPage *self)
{
  g_autoptr(GtkCustomSorter) sections = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  lens_single_click_add (self->list);
  sections = gtk_custom_sorter_new (compare_kinds, NULL, NULL);
  gtk_sort_list_model_set_section_sorter (self->sections, GTK_SORTER (sections));
  self->object_signals = g_signal_group_new (LENS_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object_signals, "notify::problem",
                                  G_CALLBACK (update_page), self);
  g_signal_group_connect_swapped (self->object_signals, "notify::loading",
                                  G_CALLBACK (update_page), self);
  g_signal_group_connect_swapped (self->object_signals, "notify::state",
                                  G_CALLBACK (update_page), self);
  g_signal_group_connect_swapped (self->object_signals, "checked",
                                  G_CALLBACK (lens_object_page_note_interface), self);
  g_signal_group_connect_swapped (self->object_signals, "notify::tags",
                                  G_CALLBACK (lens_object_page_show_tags), self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  lens_object_page_accept_drops (GTK_WIDGET (self));
  update_page (self);
}

LensBrowser *
lens_object_page_get_browser (LensObjectPage *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_PAGE (self), NULL);

  return self->browser;
}

void
lens_object_page_set_browser (LensObjectPage *self,
                              LensBrowser    *browser)
{
  g_return_if_fail (LENS_IS_OBJECT_PAGE (self));
  g_return_if_fail (browser == NULL || LENS_IS_BROWSER (browser));

  if (!g_set_object (&self->browser, browser))
    return;

  lens_object_page_watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSER]);
}

LensObject *
lens_object_page_get_object (LensObjectPage *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_PAGE (self), NULL);

  return self->object;
}

/**
 * lens_object_page_focus_search:
 *
 * Lets the user type into the filter.
 *
 * Returns: %FALSE if that is so already
 */
gboolean
lens_object_page_focus_search (LensObjectPage *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_PAGE (self), FALSE);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->search)) != NULL)
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);

  return TRUE;
}
