/* tests/name-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/name-lookup.h"

/* Answers with the addresses in its list to any name, in that order, or never. */
typedef struct
{
  GResolver          parent_instance;
  const char *const *addresses; /* NULL for never */
} NameLookup;

typedef GResolverClass NameLookupClass;

static GType name_lookup_get_type (void);
G_DEFINE_TYPE (NameLookup, name_lookup, G_TYPE_RESOLVER)

static GResolver *name_lookup_usual; /* what is to be put back */

static void
name_lookup_cancelled (GCancellable *cancellable,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  g_task_return_error_if_cancelled (task);
}

static void
name_lookup_start (GResolver                *resolver,
                   const char               *host,
                   GResolverNameLookupFlags  flags,
                   GCancellable             *cancellable,
                   GAsyncReadyCallback       callback,
                   gpointer                  user_data)
{
  NameLookup *self = (NameLookup *) resolver;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GList *list = NULL;

  if (self->addresses == NULL)
    {
      g_signal_connect (cancellable, "cancelled", G_CALLBACK (name_lookup_cancelled), task);
      return;
    }

  for (gsize i = 0; (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) == 0 && self->addresses[i] != NULL; i++)
    list = g_list_append (list, g_inet_address_new_from_string (self->addresses[i]));
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such address");
  g_object_unref (task);
}

static void
name_lookup_start_plain (GResolver           *resolver,
                         const char          *host,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  name_lookup_start (resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, user_data);
}

static GList *
name_lookup_finish (GResolver     *resolver,
                    GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
name_lookup_class_init (NameLookupClass *klass)
{
  klass->lookup_by_name_async = name_lookup_start_plain;
  klass->lookup_by_name_finish = name_lookup_finish;
  klass->lookup_by_name_with_flags_async = name_lookup_start;
  klass->lookup_by_name_with_flags_finish = name_lookup_finish;
}

static void
name_lookup_init (NameLookup *self)
{
}

/* Every name has these addresses until name_lookup_end(); with NULL no name is ever found. */
void
name_lookup_begin (const char *const *addresses)
{
  NameLookup *lookup = g_object_new (name_lookup_get_type (), NULL);

  if (name_lookup_usual == NULL)
    name_lookup_usual = g_resolver_get_default ();
  lookup->addresses = addresses;
  g_resolver_set_default (G_RESOLVER (lookup));
  g_object_unref (lookup);
}

void
name_lookup_end (void)
{
  g_autoptr(GResolver) usual = g_steal_pointer (&name_lookup_usual);

  if (usual != NULL)
    g_resolver_set_default (usual);
}
