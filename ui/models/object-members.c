/* ui/models/object-members.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/object-private.h"

#include <string.h>

#include "ui/models/merge.h"

/* What an object offers, and what is known of that. */

typedef struct
{
  const char     *name;
  LensMemberKind  kind;
} MemberEntry;

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const MemberEntry *first = a;
  const MemberEntry *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;

  return strcmp (first->name, second->name);
}

static int
compare_member (gpointer      row,
                gconstpointer entry)
{
  MemberEntry member = { lens_member_get_name (row), lens_member_get_kind (row) };

  return compare_entries (&member, entry);
}

static gpointer
make_member (gconstpointer entry,
             gpointer      user_data)
{
  const MemberEntry *member = entry;

  return lens_member_new (member->name, member->kind);
}

static void
add_entries (GPtrArray         *entries,
             const char *const *names,
             LensMemberKind     kind,
             PyroMetadata      *metadata)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      MemberEntry *entry;

      if (kind == LENS_MEMBER_METHOD && pyro_metadata_is_oneway (metadata, names[i]))
        continue;

      entry = g_new (MemberEntry, 1);
      entry->name = names[i];
      entry->kind = kind;
      g_ptr_array_add (entries, entry);
    }
}

/* The lists of a peer may have a name twice, and in any order: each of a million. */
static void
drop_twins (GPtrArray *entries)
{
  guint n = 0;

  g_ptr_array_sort_values (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    if (n == 0 || compare_entries (entries->pdata[i], entries->pdata[n - 1]) != 0)
      {
        gpointer entry = entries->pdata[n];

        entries->pdata[n++] = entries->pdata[i];
        entries->pdata[i] = entry;
      }
  g_ptr_array_set_size (entries, (int) n);
}

static void
show_signature (LensObject *self,
                LensMember *member)
{
  g_autoptr(LensCard) card = lens_signatures_find (self->signatures, self->name, lens_member_get_name (member));

  lens_member_set_card (member, card);
}

static void
lens_object_show_signatures (LensObject *self)
{
  guint n = self->signatures != NULL && self->members != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->members)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (G_LIST_MODEL (self->members), i);

      if (lens_member_get_card (member) == NULL)
        show_signature (self, member);
    }
}

static void
signature_changed_cb (LensObject *self,
                      const char *object,
                      const char *method)
{
  LensMember *member = g_str_equal (object, self->name) ? lens_object_find_member (self, method) : NULL;

  if (member != NULL)
    show_signature (self, member);
}

/**
 * lens_object_set_signatures:
 * @signatures: what is known of methods
 *
 * Shows with the members what is known of them, from now on.
 */
void
lens_object_set_signatures (LensObject     *self,
                            LensSignatures *signatures)
{
  g_return_if_fail (LENS_IS_OBJECT (self));
  g_return_if_fail (LENS_IS_SIGNATURES (signatures));

  if (self->signatures == signatures)
    return;

  if (self->signatures != NULL)
    g_signal_handlers_disconnect_by_data (self->signatures, self);
  g_set_object (&self->signatures, signatures);
  g_signal_connect_object (signatures, "changed", G_CALLBACK (signature_changed_cb), self, G_CONNECT_SWAPPED);
  lens_object_show_signatures (self);
}

/**
 * lens_object_dup_member_names:
 *
 * Gets the names of all members.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
char **
lens_object_dup_member_names (LensObject *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  for (guint i = 0; self->members != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->members)); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (G_LIST_MODEL (self->members), i);

      g_strv_builder_add (names, lens_member_get_name (member));
    }

  return g_strv_builder_end (names);
}

/* What the daemon says that the object offers. */
void
lens_object_take_members (LensObject   *self,
                          PyroMetadata *metadata)
{
  static const LensMergeFuncs funcs = { .compare = compare_member, .make = make_member };
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

  add_entries (entries, pyro_metadata_get_methods (metadata), LENS_MEMBER_METHOD, metadata);
  add_entries (entries, pyro_metadata_get_oneway (metadata), LENS_MEMBER_ONEWAY, metadata);
  add_entries (entries, pyro_metadata_get_attributes (metadata), LENS_MEMBER_ATTRIBUTE, metadata);
  drop_twins (entries);

  lens_merge (G_LIST_STORE (lens_object_get_members (self)), entries, &funcs, NULL);
  self->loaded = TRUE;
  lens_object_show_signatures (self);
}

/**
 * lens_object_get_members:
 *
 * Gets what the object offers, as far as that is known.
 *
 * Returns: (transfer none): a list model of `LensMember`
 */
GListModel *
lens_object_get_members (LensObject *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);

  if (self->members == NULL)
    self->members = g_list_store_new (LENS_TYPE_MEMBER);

  return G_LIST_MODEL (self->members);
}

/**
 * lens_object_find_member:
 * @name: the name of a method or attribute
 *
 * Finds a member.
 *
 * Returns: (transfer none) (nullable): the member, or %NULL if none of that name is known
 */
LensMember *
lens_object_find_member (LensObject *self,
                         const char *name)
{
  GListModel *members;

  g_return_val_if_fail (LENS_IS_OBJECT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  members = lens_object_get_members (self);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (members, i);

      if (g_str_equal (lens_member_get_name (member), name))
        return member; /* the list holds it */
    }

  return NULL;
}
