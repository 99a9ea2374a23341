/* ui/widgets/value-tree.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-tree.h"

#include <glib/gi18n.h>

#include "ui/models/json-text.h"
#include "ui/models/pace.h"
#include "ui/models/target.h"
#include "ui/models/value-node.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/value-row.h"

/**
 * LensValueTree:
 *
 * A container as a tree. Rows are made when they are looked at, whatever the size of the value.
 */
struct _LensValueTree
{
  AdwBin            parent_instance;

  PyroValue        *value;
  GtkTreeListModel *rows; /* NULL where there is nothing to show */
  LensPace         *pace; /* of the rows, and what the list shows */

  /* template children */
  GtkListView      *list;
  GMenuModel       *menu;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueTree, lens_value_tree, ADW_TYPE_BIN)

static GListModel *
dup_children (gpointer item,
              gpointer unused)
{
  return lens_value_node_dup_rows (LENS_VALUE_NODE (item));
}

static void
lens_value_tree_show (LensValueTree *self)
{
  g_autoptr(LensValueNode) root = NULL;
  g_autoptr(GListModel) children = NULL;
  g_autoptr(GtkSingleSelection) selection = NULL;

  g_clear_object (&self->pace);
  g_clear_object (&self->rows);

  if (self->value != NULL)
    {
      root = lens_value_node_new (self->value);
      children = lens_value_node_dup_rows (root);
    }
  if (children != NULL)
    {
      self->rows = gtk_tree_list_model_new (g_steal_pointer (&children), FALSE, FALSE, dup_children, NULL, NULL);
      self->pace = lens_pace_new (G_LIST_MODEL (self->rows));
      selection = gtk_single_selection_new (NULL);
      gtk_single_selection_set_autoselect (selection, FALSE);
      gtk_single_selection_set_model (selection, G_LIST_MODEL (self->pace));
    }

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static LensValueNode *
dup_selected (LensValueTree *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  GtkTreeListRow *row = selection != NULL ? gtk_single_selection_get_selected_item (selection) : NULL;

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

/* What a node is copied as, and what is said then. */
static char *
dup_copy (LensValueNode  *node,
          const char     *action_name,
          const char    **said)
{
  PyroValue *value = lens_value_node_get_value (node);

  if (g_str_equal (action_name, "value.copy-path"))
    {
      *said = _("Path copied");
      return lens_value_node_dup_path (node);
    }
  if (g_str_equal (action_name, "value.copy-json"))
    {
      *said = _("JSON copied");
      return lens_json_text_write (value, NULL);
    }
  if (g_str_equal (action_name, "value.copy-text") && pyro_value_get_kind (value) == PYRO_VALUE_STR)
    {
      *said = _("Text copied");
      return pyro_value_dup_utf8 (value);
    }

  *said = _("Value copied");

  return pyro_value_repr (value);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr(LensValueNode) node = dup_selected (LENS_VALUE_TREE (widget));
  g_autofree char *text = NULL;
  const char *said;

  if (node == NULL || lens_value_node_is_range (node))
    return;

  text = dup_copy (node, action_name, &said);
  if (text == NULL)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _("The members of a set have no path"));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", said);
}

static char *
dup_address (LensValueTree *self)
{
  g_autoptr(LensValueNode) node = dup_selected (self);

  return node != NULL && !lens_value_node_is_range (node) ? lens_target_from_value (lens_value_node_get_value (node)) : NULL;
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autofree char *address = dup_address (LENS_VALUE_TREE (widget));

  if (address != NULL)
    gtk_widget_activate_action (widget, "win.open-uri", "s", address);
}

/* The row that has the focus, which need not be selected yet. */
static GtkTreeListRow *
get_focus_row (LensValueTree *self)
{
  GtkWidget *item = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *expander = item != NULL ? gtk_widget_get_first_child (item) : NULL;

  return GTK_IS_TREE_EXPANDER (expander) ? gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander)) : NULL;
}

static void
go_to (LensValueTree *self,
       guint          position)
{
  lens_pace_finish (self->pace); /* the position is one of all rows */
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

/* Opens the row; from one that is open, on to its first child. */
static void
go_in (LensValueTree  *self,
       GtkTreeListRow *row)
{
  if (gtk_tree_list_row_get_expanded (row))
    go_to (self, gtk_tree_list_row_get_position (row) + 1);
  else
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* Closes the row; from one that is closed, back to its parent. */
static void
go_out (LensValueTree  *self,
        GtkTreeListRow *row)
{
  g_autoptr(GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);

  if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    go_to (self, gtk_tree_list_row_get_position (parent));
}

/* GTK has these keys with Shift only. */
static void
arrow_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensValueTree *self = LENS_VALUE_TREE (widget);
  GtkTreeListRow *row = get_focus_row (self);
  gboolean right = g_str_equal (action_name, "value.right");

  if (row == NULL)
    return;

  if (right == (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL))
    go_in (self, row);
  else
    go_out (self, row);
}

static void
popup_at (LensValueTree *self,
          GtkWidget     *row,
          double         x,
          double         y)
{
  g_autofree char *address = dup_address (self);
  graphene_point_t point;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "value.open", address != NULL);
  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  lens_late_menu_open (GTK_WIDGET (self), self->menu, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
}

/* From a row: select it, and open the menu where the pointer is. */
static void
menu_at_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensValueTree *self = LENS_VALUE_TREE (widget);
  guint position;
  double x, y;
  GtkWidget *focus;

  g_variant_get (parameter, "(udd)", &position, &x, &y);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (focus != NULL)
    popup_at (self, focus, x, y);
}

/* From the keyboard: under the row that has the focus. */
static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensValueTree *self = LENS_VALUE_TREE (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  g_autoptr(LensValueNode) node = dup_selected (self);

  if (row != NULL && node != NULL)
    popup_at (self, row, 24, gtk_widget_get_height (row));
}

static void
lens_value_tree_dispose (GObject *object)
{
  LensValueTree *self = LENS_VALUE_TREE (object);

  g_clear_object (&self->pace);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_VALUE_TREE);

  G_OBJECT_CLASS (lens_value_tree_parent_class)->dispose (object);
}

static void
lens_value_tree_finalize (GObject *object)
{
  LensValueTree *self = LENS_VALUE_TREE (object);

  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_value_tree_parent_class)->finalize (object);
}

static void
lens_value_tree_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensValueTree *self = LENS_VALUE_TREE (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_tree_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensValueTree *self = LENS_VALUE_TREE (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_value_tree_set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_tree_class_init (LensValueTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_value_tree_dispose;
  object_class->finalize = lens_value_tree_finalize;
  object_class->get_property = lens_value_tree_get_property;
  object_class->set_property = lens_value_tree_set_property;

  /**
   * LensValueTree:value: (nullable)
   *
   * A container, or nothing.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_VALUE_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, LensValueTree, list);
  gtk_widget_class_bind_template_child (widget_class, LensValueTree, menu);

  gtk_widget_class_install_action (widget_class, "value.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "value.copy-json", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "value.copy-path", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "value.copy-text", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "value.left", NULL, arrow_action);
  gtk_widget_class_install_action (widget_class, "value.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "value.menu-at", "(udd)", menu_at_action);
  gtk_widget_class_install_action (widget_class, "value.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "value.right", NULL, arrow_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "value.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "value.copy-path", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "value.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "value.menu", NULL);
}

static void
lens_value_tree_init (LensValueTree *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyroValue *
lens_value_tree_get_value (LensValueTree *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_TREE (self), NULL);

  return self->value;
}

void
lens_value_tree_set_value (LensValueTree *self,
                           PyroValue     *value)
{
  g_return_if_fail (LENS_IS_VALUE_TREE (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_value_tree_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static gboolean
open_child (GtkTreeListModel  *rows,
            GtkTreeListRow   **row,
            LensValueNode    **node,
            guint              position)
{
  GtkTreeListRow *child;

  if (*row == NULL)
    child = gtk_tree_list_model_get_child_row (rows, position);
  else
    {
      gtk_tree_list_row_set_expanded (*row, TRUE);
      child = gtk_tree_list_row_get_child_row (*row, position);
    }
  g_clear_object (row);
  g_clear_object (node);
  *row = child;
  *node = child != NULL ? gtk_tree_list_row_get_item (child) : NULL;

  return child != NULL;
}

/* Through the ranges that the item is in. */
static gboolean
go_to_item (GtkTreeListModel  *rows,
            GtkTreeListRow   **row,
            LensValueNode    **node,
            gsize              position)
{
  gsize chunk;

  for (; (chunk = lens_value_node_get_chunk (*node)) > 1; position %= chunk)
    if (!open_child (rows, row, node, (guint) (position / chunk)))
      return FALSE;

  return open_child (rows, row, node, (guint) position);
}

/**
 * lens_value_tree_reveal:
 * @trail: (element-type guint): the positions that lead to an item
 *
 * Opens all that an item is in, and selects it.
 *
 * Returns: %FALSE if there is no such item
 */
gboolean
lens_value_tree_reveal (LensValueTree *self,
                        GArray        *trail)
{
  g_autoptr(LensValueNode) node = NULL;
  g_autoptr(GtkTreeListRow) row = NULL;

  g_return_val_if_fail (LENS_IS_VALUE_TREE (self), FALSE);

  if (self->rows == NULL || trail->len == 0)
    return FALSE;

  node = lens_value_node_new (self->value);
  for (guint i = 0; i < trail->len; i++)
    if (!go_to_item (self->rows, &row, &node, g_array_index (trail, guint, i)))
      return FALSE;

  lens_pace_finish (self->pace);
  gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (row), GTK_LIST_SCROLL_SELECT, NULL);

  return TRUE;
}
