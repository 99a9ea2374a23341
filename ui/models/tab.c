/* ui/models/tab.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/tab-private.h"

#include "ui/models/batch-list.h"
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
enum {
  PROP_0,
  PROP_BROWSER,
  PROP_TITLE,
  N_PROPS
};

enum {
  CHANGED,
  REPLACED,
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

void
lens_tab_set_title (LensTab    *self,
                    const char *title)
{
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* A batch is of an object and not of a page: nobody sees what comes of it when the tab has left that. */
static void
release (LensTab *self)
{
  LensBatchList *batch = self->claimed != NULL ? lens_batch_list_find_for_object (self->claimed) : NULL;

  if (batch != NULL)
    lens_batch_list_cancel (batch);
  if (self->claimed != NULL)
    g_object_set_qdata (G_OBJECT (self->claimed), claim_quark (), NULL);
  g_clear_object (&self->claimed);
}

/* The object, or a twin where another tab has it. What is given is this tab's alone, a twin as well. */
LensObject *
lens_tab_claim (LensTab    *self,
                LensObject *object)
{
  g_autoptr(LensObject) mine = NULL;

  if (self->claimed == object)
    return g_object_ref (object);

  mine = g_object_get_qdata (G_OBJECT (object), claim_quark ()) != NULL ? lens_twin_new (object)
                                                                        : g_object_ref (object);
  release (self);
  self->claimed = g_object_ref (mine);
  g_object_set_qdata (G_OBJECT (mine), claim_quark (), self);

  return g_steal_pointer (&mine);
}

static void
recall (LensTab    *self,
        LensMember *member)
{
  g_autoptr(LensPastCall) call = g_steal_pointer (&self->recalled);
  g_autoptr(PyroValue) replaced = call != NULL ? lens_draft_replace (member, call) : NULL;

  if (replaced != NULL)
    g_signal_emit (self, signals[REPLACED], 0, member, replaced);
}

/* For what is to be there as soon as it is known what the object has. */
void
lens_tab_look (LensTab *self)
{
  LensObject *object = lens_browser_get_object (self->browser);
  LensMember *member;

  lens_tab_take_drafts (self);
  member = object != NULL && self->wanted != NULL ? lens_object_find_member (object, self->wanted) : NULL;
  if (member == NULL)
    return;

  g_clear_pointer (&self->wanted, g_free);
  lens_browser_set_member (self->browser, member);
  recall (self, member);
}

static void
object_changed_cb (LensTab *self)
{
  LensObject *object = lens_browser_get_object (self->browser);

  if (self->claimed != object)
    release (self);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->recalled);
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

static void
lens_tab_dispose (GObject *object)
{
  LensTab *self = LENS_TAB (object);

  release (self);
  g_clear_object (&self->object);
  g_clear_object (&self->arguments);
  g_clear_object (&self->particulars);
  g_clear_object (&self->annotations);
  g_clear_object (&self->recalled);
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

  /**
   * LensTab::replaced:
   * @member: a member
   * @draft: what was typed for it
   *
   * The arguments of an earlier call have taken the place of what was typed.
   */
  signals[REPLACED] =
    g_signal_new ("replaced", LENS_TYPE_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, LENS_TYPE_MEMBER, PYRO_TYPE_VALUE);
}

static void
lens_tab_init (LensTab *self)
{
  self->title = g_strdup (_("New Tab"));
  self->object = g_signal_group_new (LENS_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object, "notify::loading", G_CALLBACK (lens_tab_look), self);
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
  if (lens_tab_meet (self, object))
    return;

  mine = lens_tab_claim (self, object);
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
  lens_tab_recall (self, member, NULL);
}

/**
 * lens_tab_recall:
 * @member: the name of a member of what is open
 * @call: (nullable): how it was called once
 *
 * Opens a member to be called as it was once; where it is not known yet what the object has, as soon as that is known.
 */
void
lens_tab_recall (LensTab      *self,
                 const char   *member,
                 LensPastCall *call)
{
  g_return_if_fail (LENS_IS_TAB (self));
  g_return_if_fail (member != NULL);
  g_return_if_fail (call == NULL || LENS_IS_PAST_CALL (call));

  g_set_str (&self->wanted, member);
  g_set_object (&self->recalled, call);
  lens_tab_look (self);
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
 * lens_tab_open_address:
 * @name: the name of an object
 * @uri: its URI
 *
 * Opens an object that may be listed no more: as a server lists it, or else by its address.
 */
void
lens_tab_open_address (LensTab    *self,
                       const char *name,
                       const char *uri)
{
  LensObject *listed;
  g_autoptr(LensObject) object = NULL;

  g_return_if_fail (LENS_IS_TAB (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (uri != NULL);

  listed = lens_tab_find_listed (self, name, uri);
  object = listed != NULL ? g_object_ref (listed) : lens_object_new (name, uri, NULL);
  lens_tab_open (self, object);
}

/**
 * lens_tab_close:
 *
 * Ends all that runs in the tab: what it waits for is given up, and servers are told that their streams are wanted no
 * more. Nothing is open afterwards.
 */
void
lens_tab_close (LensTab *self)
{
  g_return_if_fail (LENS_IS_TAB (self));

  g_clear_pointer (&self->sleeping, pyro_value_unref);
  lens_browser_give_up (self->browser);
  lens_browser_set_object (self->browser, NULL);
}
