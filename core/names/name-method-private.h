/* core/names/name-method-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-raise-private.h"
#include "core/names/name-store-private.h"

G_BEGIN_DECLS

/* Pyro's own objects: the name server, which is never removed, and the daemon. */
#define PYRO_NAME_SERVER_NAME "Pyro.NameServer"
#define PYRO_DAEMON_NAME "Pyro.Daemon"

#define PYRO_MAX_PARAMETERS 5

/* A call of a name server's method: its arguments are in the order of the method's parameters, None
 * for one that was not given. */
typedef struct
{
  PyroNameStore         *store;
  const PyroGeneration  *generation;
  gboolean               lists_tags; /* tags are answered as a list, and not as a set */
  const char            *own_class;  /* the tag of the name server's own entry */
  PyroValue             *arguments[PYRO_MAX_PARAMETERS]; /* unowned */
  gboolean               given[PYRO_MAX_PARAMETERS];
} PyroNameMethodCall;

/* Returns: (transfer full): the result; NULL with @error set, of PYRO_REMOTE_ERROR or of PYRO_ERROR */
typedef PyroValue *(*PyroNameMethodFunc) (PyroNameMethodCall  *call,
                                          GError             **error);

typedef struct
{
  const char         *name;
  PyroNameMethodFunc  function;
  gboolean            writes;
  gboolean            quick; /* takes no longer with many names */
  guint               n_required;
  const char         *parameters[PYRO_MAX_PARAMETERS + 1];
} PyroNameMethod;

extern const char *const _pyro_name_own_classes[];
extern const PyroNameMethod _pyro_name_forget_method;

const PyroNameMethod *_pyro_name_method_find (const PyroGeneration *generation,
                                              const char           *name);
PyroValue *_pyro_name_method_run      (const PyroNameMethod  *method,
                                       const PyroGeneration  *generation,
                                       PyroNameStore         *store,
                                       PyroValue             *args,
                                       PyroValue             *kwargs,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
const char **_pyro_name_method_list   (const PyroGeneration  *generation) G_GNUC_WARN_UNUSED_RESULT;
gboolean   _pyro_name_method_is_hidden (const char           *name);
gboolean   _pyro_name_method_refuse   (const PyroGeneration  *generation,
                                       PyroValue             *name,
                                       GError               **error);
gboolean   _pyro_name_is_true         (PyroValue             *value);

/* The methods. */
PyroValue *_pyro_name_count           (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_forget          (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_list            (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_list_old        (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_lookup          (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_ping            (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_register        (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_remove          (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_set_metadata    (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *_pyro_name_yplookup        (PyroNameMethodCall    *call,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* What they share. */
gboolean   _pyro_name_check_key       (PyroNameMethodCall    *call,
                                       PyroValue             *name,
                                       GError               **error);
gboolean   _pyro_name_read_tags       (PyroNameMethodCall    *call,
                                       PyroValue             *metadata,
                                       gboolean               to_keep,
                                       PyroValue            **tags,
                                       GError               **error);
gboolean   _pyro_name_visit_prefix    (PyroNameMethodCall    *call,
                                       PyroValue             *prefix,
                                       gboolean               with_tags,
                                       PyroNameVisitor        visitor,
                                       gpointer               user_data,
                                       GError               **error);
gboolean   _pyro_name_visit_regex     (PyroNameMethodCall    *call,
                                       PyroValue             *regex,
                                       gboolean               with_tags,
                                       PyroNameVisitor        visitor,
                                       gpointer               user_data,
                                       GError               **error);

G_END_DECLS
