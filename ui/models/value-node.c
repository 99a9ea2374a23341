/* ui/models/value-node.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/value-node.h"

#include "ui/models/format.h"
#include "ui/models/value-children-private.h"

#include <glib/gi18n.h>

#define MAX_TEXT_SIZE 200 /* bytes: more does not fit in a row of the widest window */
#define MAX_KEY_SIZE 80   /* bytes */

/* Rows of one container in a tree: GTK makes a node for each as soon as it is opened, 10 ms for these.
 * Where there are more, a row stands for a thousand of them, or for a million. */
#define MAX_ROWS 10000
#define CHUNK 1000

/**
 * LensValueNode:
 *
 * One row of a value's tree. It knows its texts when they are asked for, and its children when it is
 * opened.
 */
struct _LensValueNode
{
  GObject            parent_instance;

  PyroValue         *value;
  LensValueChildren *siblings; /* the list this one is in; NULL for a root */
  GWeakRef           children;
  char              *key;
  char              *path;     /* NULL in a set */
  char              *text;     /* NULL until asked for */
  char              *summary;  /* NULL until asked for */

  guint              position; /* among its siblings */
  gboolean           range;    /* it stands for items of its value, and not for the value */
  gsize              first;    /* of these */
  gsize              count;
};

enum {
  PROP_0,
  PROP_VALUE,
  PROP_KEY,
  PROP_TEXT,
  PROP_TYPE_NAME,
  PROP_SUMMARY,
  PROP_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueNode, lens_value_node, G_TYPE_OBJECT)

static gboolean
has_keys (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

static gboolean
has_positions (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

/* The characters of a str, which may have NULs and lone surrogates in it. */
static gulong
count_characters (PyroValue *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);
  gulong n_characters = 0;

  for (gsize i = 0; i < size; i++)
    n_characters += (text[i] & 0xc0) != 0x80;

  return n_characters;
}

static char *
describe_extent (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gsize size;

  if (pyro_value_is_container (value))
    return lens_format_items (pyro_value_get_length (value));

  if (kind == PYRO_VALUE_BYTES)
    {
      pyro_value_get_bytes_data (value, &size);
      return lens_format_size (size);
    }

  if (kind == PYRO_VALUE_STR)
    {
      gulong n_characters = count_characters (value);

      return g_strdup_printf (ngettext ("%'lu character", "%'lu characters", n_characters), n_characters);
    }

  return NULL;
}

static void
lens_value_node_dispose (GObject *object)
{
  LensValueNode *self = LENS_VALUE_NODE (object);

  if (self->siblings != NULL)
    lens_value_children_forget (self->siblings, self->position);
  g_clear_object (&self->siblings);

  G_OBJECT_CLASS (lens_value_node_parent_class)->dispose (object);
}

static void
lens_value_node_finalize (GObject *object)
{
  LensValueNode *self = LENS_VALUE_NODE (object);

  g_weak_ref_clear (&self->children);
  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->summary, g_free);

  G_OBJECT_CLASS (lens_value_node_parent_class)->finalize (object);
}

static void
lens_value_node_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensValueNode *self = LENS_VALUE_NODE (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;

    case PROP_TEXT:
      g_value_set_string (value, lens_value_node_get_text (self));
      break;

    case PROP_TYPE_NAME:
      g_value_set_string (value, lens_value_node_get_type_name (self));
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, lens_value_node_get_summary (self));
      break;

    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_node_class_init (LensValueNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_value_node_dispose;
  object_class->finalize = lens_value_node_finalize;
  object_class->get_property = lens_value_node_get_property;

  /**
   * LensValueNode:value:
   *
   * The value itself.
   */
  properties[PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);

  /**
   * LensValueNode:key:
   *
   * What the value is found by in its parent: `'symbol'` in a dict, `[3]` in a list, "" elsewhere.
   */
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, "", flags);

  /**
   * LensValueNode:text:
   *
   * The value as a Python literal on one line, with an ellipsis for what is too much for a row.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);

  /**
   * LensValueNode:type-name:
   *
   * The Python type of the value.
   */
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, "", flags);

  /**
   * LensValueNode:summary:
   *
   * The type and how much there is of it, such as `dict · 3 items`.
   */
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", flags);

  /**
   * LensValueNode:path: (nullable)
   *
   * The Python subscripts that lead from the root to this value; %NULL in a set, whose members have
   * none.
   */
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_value_node_init (LensValueNode *self)
{
  g_weak_ref_init (&self->children, NULL);
}

/**
 * lens_value_node_new:
 * @value: a value
 *
 * Makes the root of a tree.
 *
 * Returns: (transfer full): the node
 */
LensValueNode *
lens_value_node_new (PyroValue *value)
{
  LensValueNode *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (LENS_TYPE_VALUE_NODE, NULL);
  self->value = pyro_value_ref (value);
  self->key = g_strdup ("");
  self->path = g_strdup ("");

  return self;
}

LensValueNode *
lens_value_node_new_child (LensValueChildren *siblings,
                           LensValueNode     *parent,
                           guint              position,
                           gsize              index)
{
  LensValueNode *self = g_object_new (LENS_TYPE_VALUE_NODE, NULL);
  g_autoptr(PyroValue) key = NULL;

  self->siblings = g_object_ref (siblings);
  self->position = position;
  self->value = pyro_value_ref (pyro_value_get_item (parent->value, index));

  if (has_keys (parent->value))
    {
      key = pyro_value_ref (pyro_value_get_key (parent->value, index));
      self->key = pyro_value_repr_short (key, MAX_KEY_SIZE);
    }
  else if (has_positions (parent->value))
    {
      key = pyro_value_new_int ((gint64) index);
      self->key = g_strdup_printf ("[%" G_GSIZE_FORMAT "]", index);
    }
  else
    {
      self->key = g_strdup ("");
    }

  if (key != NULL && parent->path != NULL)
    self->path = pyro_path_append_key (parent->path, key);

  return self;
}

LensValueNode *
lens_value_node_new_range (LensValueChildren *siblings,
                           LensValueNode     *parent,
                           guint              position,
                           gsize              first,
                           gsize              count)
{
  LensValueNode *self = g_object_new (LENS_TYPE_VALUE_NODE, NULL);

  self->siblings = g_object_ref (siblings);
  self->position = position;
  self->range = TRUE;
  self->first = first;
  self->count = count;
  self->value = pyro_value_ref (parent->value);
  self->key = g_strdup_printf ("[%" G_GSIZE_FORMAT " … %" G_GSIZE_FORMAT "]", first, first + count - 1);
  self->text = g_strdup ("");
  self->summary = lens_format_items (count);
  self->path = g_strdup (parent->path);

  return self;
}

/**
 * lens_value_node_get_value:
 *
 * Gets the value itself.
 *
 * Returns: (transfer none): the value
 */
PyroValue *
lens_value_node_get_value (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  return self->value;
}

const char *
lens_value_node_get_key (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  return self->key;
}

const char *
lens_value_node_get_text (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  if (self->text == NULL)
    self->text = pyro_value_repr_short (self->value, MAX_TEXT_SIZE);

  return self->text;
}

const char *
lens_value_node_get_type_name (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  return self->range ? self->summary : pyro_value_get_type_name (self->value);
}

const char *
lens_value_node_get_summary (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  if (self->summary == NULL)
    {
      const char *type = pyro_value_get_type_name (self->value);
      g_autofree char *extent = describe_extent (self->value);

      self->summary = extent != NULL ? g_strdup_printf ("%s · %s", type, extent) : g_strdup (type);
    }

  return self->summary;
}

/**
 * lens_value_node_dup_path:
 *
 * Gets the Python subscripts that lead from the root to this value, such as `['axes'][0]`.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL in a set, whose members have none
 */
char *
lens_value_node_dup_path (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  return g_strdup (self->path);
}

/**
 * lens_value_node_dup_children:
 *
 * Gets the items of a container as a list model whose rows are made when they are looked at; this
 * takes the same time for a million items as for one.
 *
 * Returns: (transfer full) (nullable): a list model of `LensValueNode`, or %NULL where there are none
 */
GListModel *
lens_value_node_dup_children (LensValueNode *self)
{
  GListModel *children;

  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  if (!pyro_value_is_container (self->value) || pyro_value_get_length (self->value) == 0)
    return NULL;

  children = g_weak_ref_get (&self->children);
  if (children == NULL)
    {
      children = G_LIST_MODEL (lens_value_children_new (self, 0, pyro_value_get_length (self->value), 1));
      g_weak_ref_set (&self->children, children);
    }

  return children;
}

static gsize
get_count (LensValueNode *self)
{
  if (self->range)
    return self->count;

  return pyro_value_is_container (self->value) ? pyro_value_get_length (self->value) : 0;
}

/**
 * lens_value_node_is_range:
 *
 * Tells whether the node stands for some of the items of its value.
 *
 * Returns: %TRUE if it does
 */
gboolean
lens_value_node_is_range (LensValueNode *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), FALSE);

  return self->range;
}

/**
 * lens_value_node_get_chunk:
 *
 * Gets how many items each of the rows of [method@Lens.ValueNode.dup_rows] stands for.
 *
 * Returns: 1 where they are the items themselves
 */
gsize
lens_value_node_get_chunk (LensValueNode *self)
{
  gsize count, chunk;

  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), 1);

  count = get_count (self);
  if (count <= MAX_ROWS)
    return 1;
  for (chunk = CHUNK; count / chunk > MAX_ROWS; chunk *= CHUNK)
    ;

  return chunk;
}

/**
 * lens_value_node_dup_rows:
 *
 * Gets the rows of a tree below this one: the items of the container, or ranges of them where they
 * are more than a tree can open at once.
 *
 * Returns: (transfer full) (nullable): a list model of `LensValueNode`, or %NULL where there are none
 */
GListModel *
lens_value_node_dup_rows (LensValueNode *self)
{
  GListModel *children;
  gsize chunk = lens_value_node_get_chunk (self);

  g_return_val_if_fail (LENS_IS_VALUE_NODE (self), NULL);

  if (!self->range && chunk == 1)
    return lens_value_node_dup_children (self);

  children = g_weak_ref_get (&self->children);
  if (children == NULL)
    {
      children = G_LIST_MODEL (lens_value_children_new (self, self->first, get_count (self), chunk));
      g_weak_ref_set (&self->children, children);
    }

  return children;
}
