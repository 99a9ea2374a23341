/* ui/models/tab-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/tab-private.h"

#include "ui/models/draft.h"
#include "ui/models/record.h"

/* What it takes to have a tab again, and how it comes back. */

/* What is typed comes back when the member does. */
void
lens_tab_take_drafts (LensTab *self)
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

  name = lens_record_dup_text (value, "name");
  uri = lens_record_dup_text (value, "uri");
  if (name == NULL || uri == NULL)
    return NULL;

  self = lens_tab_new (servers);
  self->sleeping = pyro_value_ref (value);
  lens_tab_set_title (self, name);
  lens_tab_watch_servers (self);

  return self;
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
  g_autoptr(LensObject) found = NULL;
  g_autoptr(LensObject) mine = NULL;
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *member = NULL;
  LensObject *listed;
  PyroValue *drafts;

  g_return_if_fail (LENS_IS_TAB (self));

  if (self->sleeping == NULL)
    return;

  value = g_steal_pointer (&self->sleeping);
  name = lens_record_dup_text (value, "name");
  uri = lens_record_dup_text (value, "uri");
  member = lens_record_dup_text (value, "member");
  drafts = pyro_value_lookup_string (value, "drafts");
  listed = lens_tab_find_listed (self, name, uri);
  found = listed != NULL ? g_object_ref (listed) : lens_object_new (name, uri, NULL);
  mine = lens_tab_claim (self, found);

  lens_browser_set_object (self->browser, mine);
  if (drafts != NULL && pyro_value_get_kind (drafts) == PYRO_VALUE_DICT)
    self->drafts = pyro_value_ref (drafts);
  if (member != NULL && member[0] != '\0')
    g_set_str (&self->wanted, member);
  lens_tab_look (self);
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
