/* ui/models/tab.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/tab.h"

#include "ui/models/draft.h"
#include "ui/models/twin.h"

#include <glib/gi18n.h>

/**
 * LensTab:
 *
 * One object that is open, with its member, its requests, its connection and what is typed for it.
 *
 * Of two tabs with the same object the second has a twin of it, so that neither waits for the other. A tab that is
 * restored asks for nothing until it is shown, and what was typed in it is filled in when its members are known.
 */
struct _LensTab
{
  GObject        parent_instance;

  LensBrowser   *browser;
  LensObject    *claimed;  /* what is this tab's and no other's */
  char          *title;
  char          *wanted;   /* the member to open as soon as it is known; NULL for none */
  PyroValue     *sleeping; /* what is restored when it is shown; NULL for nothing */
  PyroValue     *drafts;   /* of members that are not known yet; NULL for none */
  GSignalGroup  *object;
  GSignalGroup  *arguments;
  GSignalGroup  *particulars;
  GSignalGroup  *annotations;
};

enum {
  PROP_0,
  PROP_BROWSER,
  PROP_TITLE,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensTab, lens_tab, G_TYPE_OBJECT)

static G_DEFINE_QUARK (lens-tab-claim, claim)

static void
changed_cb (LensTab *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_title (LensTab    *self,
           const char *title)
{
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
release (LensTab *self)
{
  if (self->claimed != NULL)
    g_object_set_qdata (G_OBJECT (self->claimed), claim_quark (), NULL);
  g_clear_object (&self->claimed);
}

/* The object for itself, or a twin. */
static LensObject *
claim (LensTab    *self,
       LensObject *object)
{
  if (self->claimed == object)
    return g_object_ref (object);
  if (g_object_get_qdata (G_OBJECT (object), claim_quark ()) != NULL)
    return lens_twin_new (object);

  release (self);
  self->claimed = g_object_ref (object);
  g_object_set_qdata (G_OBJECT (object), claim_quark (), self);

  return g_object_ref (object);
}

/* What is typed comes back when the member does. */
static void
take_drafts (LensTab *self)
{
  LensObject *object = lens_browser_get_object (self->browser);
  g_autoptr(PyroValue) drafts = g_steal_pointer (&self->drafts);
  g_autoptr(PyroBuilder) rest = pyro_builder_new ();
  gsize n = drafts != NULL ? pyro_value_get_length (drafts) : 0;

  pyro_builder_open (rest, PYRO_VALUE_DICT, NULL);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *key = pyro_value_get_key (drafts, i);
      g_autofree char *name = pyro_value_get_kind (key) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (key) : NULL;
      LensMember *member = name != NULL && object != NULL ? lens_object_find_member (object, name) : NULL;

      if (member != NULL)
        lens_draft_restore (pyro_value_get_item (drafts, i), member);
      else
        {
          pyro_builder_add_value (rest, key);
          pyro_builder_add_value (rest, pyro_value_get_item (drafts, i));
        }
    }
  pyro_builder_close (rest, NULL);
  if (n > 0)
    self->drafts = pyro_builder_end (rest, NULL);
}

static void
loaded_cb (LensTab *self)
{
  LensObject *object = lens_browser_get_object (self->browser);
  LensMember *member;

  take_drafts (self);
  member = object != NULL && self->wanted != NULL ? lens_object_find_member (object, self->wanted) : NULL;
  if (member == NULL)
    return;

  g_clear_pointer (&self->wanted, g_free);
  lens_browser_set_member (self->browser, member);
}

static void
object_changed_cb (LensTab *self)
{
  LensObject *object = lens_browser_get_object (self->browser);

  if (self->claimed != object)
    release (self);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->drafts, pyro_value_unref);
  g_clear_pointer (&self->sleeping, pyro_value_unref);
  g_signal_group_set_target (self->object, object);
  /* Another object may have the same name. */
  g_set_str (&self->title, object != NULL ? lens_object_get_name (object) : _("New Tab"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  changed_cb (self);
}

static void
member_changed_cb (LensTab *self)
{
  LensMember *member = lens_browser_get_member (self->browser);
  LensParticulars *particulars = member != NULL ? lens_member_get_particulars (member) : NULL;

  g_signal_group_set_target (self->arguments, member != NULL ? lens_member_get_arguments (member) : NULL);
  g_signal_group_set_target (self->particulars, particulars);
  g_signal_group_set_target (self->annotations,
                             particulars != NULL ? lens_particulars_get_annotations (particulars) : NULL);
  changed_cb (self);
}

static LensObject *
find_listed (LensServers *servers,
             const char  *name,
             const char  *uri)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (servers)); i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (G_LIST_MODEL (servers), i);
      GListModel *objects = lens_server_get_objects (server);
      guint n = g_list_model_get_n_items (objects);

      for (guint j = 0; j < n; j++)
        {
          g_autoptr(LensObject) object = g_list_model_get_item (objects, j);

          if (g_str_equal (lens_object_get_name (object), name) && g_str_equal (lens_object_get_uri (object), uri))
            return object; /* the list holds it */
        }
    }

  return NULL;
}

/* What a server lists has the same name and address: from now on it says where the object is. */
static gboolean
meet (LensTab    *self,
      LensObject *listed)
{
  LensObject *open = lens_browser_get_object (self->browser);

  if (open == NULL || open == listed || lens_twin_get_original (open) != open ||
      !g_str_equal (lens_object_get_name (open), lens_object_get_name (listed)) ||
      !g_str_equal (lens_object_get_uri (open), lens_object_get_uri (listed)))
    return FALSE;

  lens_twin_follow (open, listed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  return TRUE;
}

static void
seek_cb (LensTab *self)
{
  LensServers *servers = lens_browser_get_servers (self->browser);
  LensObject *open = lens_browser_get_object (self->browser);
  LensObject *listed;

  if (open == NULL || lens_twin_get_original (open) != open || open == self->claimed)
    return;

  listed = find_listed (servers, lens_object_get_name (open), lens_object_get_uri (open));
  if (listed != NULL)
    meet (self, listed);
}

static void
servers_changed_cb (LensTab    *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *servers)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (servers, i);

      g_signal_connect_object (server, "notify::n-objects", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
    }
}

/* What is restored comes before its server has told what it has. */
static void
watch_servers (LensTab *self)
{
  GListModel *servers = G_LIST_MODEL (lens_browser_get_servers (self->browser));

  g_signal_connect_object (servers, "items-changed", G_CALLBACK (servers_changed_cb), self, G_CONNECT_SWAPPED);
  servers_changed_cb (self, 0, 0, g_list_model_get_n_items (servers), servers);
}

static void
lens_tab_dispose (GObject *object)
{
  LensTab *self = LENS_TAB (object);

  release (self);
  g_clear_object (&self->object);
  g_clear_object (&self->arguments);
  g_clear_object (&self->particulars);
  g_clear_object (&self->annotations);
  g_clear_object (&self->browser);

  G_OBJECT_CLASS (lens_tab_parent_class)->dispose (object);
}

static void
lens_tab_finalize (GObject *object)
{
  LensTab *self = LENS_TAB (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->sleeping, pyro_value_unref);
  g_clear_pointer (&self->drafts, pyro_value_unref);

  G_OBJECT_CLASS (lens_tab_parent_class)->finalize (object);
}

static void
lens_tab_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  LensTab *self = LENS_TAB (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_tab_class_init (LensTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_tab_dispose;
  object_class->finalize = lens_tab_finalize;
  object_class->get_property = lens_tab_get_property;

  /**
   * LensTab:browser:
   *
   * What the tab looks at.
   */
  properties[PROP_BROWSER] = g_param_spec_object ("browser", NULL, NULL, LENS_TYPE_BROWSER, flags);

  /**
   * LensTab:title:
   *
   * The name of the object.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensTab::changed:
   *
   * There is something else to be kept now.
   */
  signals[CHANGED] =
    g_signal_new ("changed", LENS_TYPE_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_tab_init (LensTab *self)
{
  self->title = g_strdup (_("New Tab"));
  self->object = g_signal_group_new (LENS_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object, "notify::loading", G_CALLBACK (loaded_cb), self);
  self->arguments = g_signal_group_new (LENS_TYPE_ARGUMENTS);
  g_signal_group_connect_swapped (self->arguments, "changed", G_CALLBACK (changed_cb), self);
  self->particulars = g_signal_group_new (LENS_TYPE_PARTICULARS);
  g_signal_group_connect_swapped (self->particulars, "notify", G_CALLBACK (changed_cb), self);
  self->annotations = g_signal_group_new (LENS_TYPE_ARGUMENTS);
  g_signal_group_connect_swapped (self->annotations, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * lens_tab_new:
 * @servers: the servers there are
 *
 * Makes a tab with nothing open.
 *
 * Returns: (transfer full): the tab
 */
LensTab *
lens_tab_new (LensServers *servers)
{
  LensTab *self;

  g_return_val_if_fail (LENS_IS_SERVERS (servers), NULL);

  self = g_object_new (LENS_TYPE_TAB, NULL);
  self->browser = lens_browser_new (servers);
  g_signal_connect_object (self->browser, "notify::object", G_CALLBACK (object_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browser, "notify::member", G_CALLBACK (member_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * lens_tab_new_restored:
 * @servers: the servers there are
 * @value: what lens_tab_to_value() gave, perhaps from a file
 *
 * Makes a tab that has open what another had. It is asleep until lens_tab_wake().
 *
 * Returns: (transfer full) (nullable): the tab, or %NULL where @value is none
 */
LensTab *
lens_tab_new_restored (LensServers *servers,
                       PyroValue   *value)
{
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;
  LensTab *self;

  g_return_val_if_fail (LENS_IS_SERVERS (servers), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  name = lens_draft_dup_string (value, "name");
  uri = lens_draft_dup_string (value, "uri");
  if (name == NULL || uri == NULL)
    return NULL;

  self = lens_tab_new (servers);
  self->sleeping = pyro_value_ref (value);
  set_title (self, name);
  watch_servers (self);

  return self;
}

LensBrowser *
lens_tab_get_browser (LensTab *self)
{
  g_return_val_if_fail (LENS_IS_TAB (self), NULL);

  return self->browser;
}

const char *
lens_tab_get_title (LensTab *self)
{
  g_return_val_if_fail (LENS_IS_TAB (self), NULL);

  return self->title;
}

/**
 * lens_tab_open:
 * @object: an object
 *
 * Opens an object, or a twin of it where another tab has it.
 */
void
lens_tab_open (LensTab    *self,
               LensObject *object)
{
  LensObject *open;
  g_autoptr(LensObject) mine = NULL;

  g_return_if_fail (LENS_IS_TAB (self));
  g_return_if_fail (LENS_IS_OBJECT (object));

  open = lens_browser_get_object (self->browser);
  if (open != NULL && (open == object || lens_twin_get_original (open) == object))
    return;
  if (meet (self, object))
    return;

  mine = claim (self, object);
  lens_browser_set_object (self->browser, mine);
}

/**
 * lens_tab_open_member:
 * @object: an object
 * @member: the name of a member of it
 *
 * Opens a member; where it is not known yet what the object has, as soon as that is known.
 */
void
lens_tab_open_member (LensTab    *self,
                      LensObject *object,
                      const char *member)
{
  g_return_if_fail (LENS_IS_TAB (self));
  g_return_if_fail (LENS_IS_OBJECT (object));
  g_return_if_fail (member != NULL);

  lens_tab_open (self, object);
  g_set_str (&self->wanted, member);
  loaded_cb (self);
}

/**
 * lens_tab_get_listed:
 *
 * Gets the object that is open, as it is in the list of its server.
 *
 * Returns: (transfer none) (nullable): the object
 */
LensObject *
lens_tab_get_listed (LensTab *self)
{
  LensObject *object;

  g_return_val_if_fail (LENS_IS_TAB (self), NULL);

  object = lens_browser_get_object (self->browser);

  return object != NULL ? lens_twin_get_original (object) : NULL;
}

/**
 * lens_tab_wake:
 *
 * Opens what was open when the tab was kept. Until now it was only a title.
 */
void
lens_tab_wake (LensTab *self)
{
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(LensObject) object = NULL;
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *member = NULL;
  LensObject *listed;
  PyroValue *drafts;

  g_return_if_fail (LENS_IS_TAB (self));

  if (self->sleeping == NULL)
    return;

  value = g_steal_pointer (&self->sleeping);
  name = lens_draft_dup_string (value, "name");
  uri = lens_draft_dup_string (value, "uri");
  member = lens_draft_dup_string (value, "member");
  drafts = pyro_value_lookup_string (value, "drafts");
  listed = find_listed (lens_browser_get_servers (self->browser), name, uri);
  object = listed != NULL ? claim (self, listed) : lens_object_new (name, uri, NULL);

  lens_browser_set_object (self->browser, object);
  if (drafts != NULL && pyro_value_get_kind (drafts) == PYRO_VALUE_DICT)
    self->drafts = pyro_value_ref (drafts);
  if (member != NULL && member[0] != '\0')
    g_set_str (&self->wanted, member);
  loaded_cb (self);
}

static void
add_drafts (LensTab     *self,
            PyroBuilder *builder,
            LensObject  *object)
{
  g_autoptr(PyroValue) drafts = lens_draft_new_for_object (object);
  gsize n = pyro_value_get_length (drafts);
  gsize n_waiting = self->drafts != NULL ? pyro_value_get_length (self->drafts) : 0;

  pyro_builder_add_string (builder, "drafts", -1);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (gsize i = 0; i < n; i++)
    {
      pyro_builder_add_value (builder, pyro_value_get_key (drafts, i));
      pyro_builder_add_value (builder, pyro_value_get_item (drafts, i));
    }
  /* A server that does not answer just now, or not as it did, costs nothing of what was typed for it. */
  for (gsize i = 0; i < n_waiting; i++)
    {
      PyroValue *key = pyro_value_get_key (self->drafts, i);

      if (pyro_value_lookup (drafts, key) != NULL)
        continue;
      pyro_builder_add_value (builder, key);
      pyro_builder_add_value (builder, pyro_value_get_item (self->drafts, i));
    }
  pyro_builder_close (builder, NULL);
}

/**
 * lens_tab_to_value:
 *
 * Makes what it takes to have the tab again.
 *
 * Returns: (transfer full) (nullable): a dict, or %NULL where nothing is open
 */
PyroValue *
lens_tab_to_value (LensTab *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  LensObject *object;
  LensMember *member;
  const char *name;

  g_return_val_if_fail (LENS_IS_TAB (self), NULL);

  if (self->sleeping != NULL)
    return pyro_value_ref (self->sleeping);

  object = lens_browser_get_object (self->browser);
  member = lens_browser_get_member (self->browser);
  if (object == NULL)
    return NULL;

  name = member != NULL ? lens_member_get_name (member) : self->wanted;
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "record", -1);
  pyro_builder_add_string (builder, "tab", -1);
  pyro_builder_add_string (builder, "name", -1);
  pyro_builder_add_string (builder, lens_object_get_name (object), -1);
  pyro_builder_add_string (builder, "uri", -1);
  pyro_builder_add_string (builder, lens_object_get_uri (object), -1);
  pyro_builder_add_string (builder, "member", -1);
  pyro_builder_add_string (builder, name != NULL ? name : "", -1);
  add_drafts (self, builder, object);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}
