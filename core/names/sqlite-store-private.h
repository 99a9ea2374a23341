/* core/names/sqlite-store-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <sqlite3.h>

#include "core/names/name-store-private.h"

G_BEGIN_DECLS

/* What is said to the database again and again. */
typedef enum
{
  PYRO_SQL_COUNT,
  PYRO_SQL_FIND,
  PYRO_SQL_TAGS,
  PYRO_SQL_LIST,
  PYRO_SQL_LIST_TAGS,
  PYRO_SQL_PREFIX,
  PYRO_SQL_PREFIX_TAGS,
  PYRO_SQL_FIND_ID,
  PYRO_SQL_REMOVE_TAGS,
  PYRO_SQL_REMOVE,
  PYRO_SQL_ADD,
  PYRO_SQL_ADD_TAG,
  PYRO_SQL_BEGIN,
  PYRO_SQL_COMMIT,
  PYRO_SQL_ROLLBACK,
  PYRO_SQL_MARK,
  PYRO_SQL_KEEP,
  PYRO_SQL_UNDO,
  PYRO_N_SQL,
} PyroSql;

/* One connection to a database of names. */
typedef struct
{
  PyroNameStore  parent;
  sqlite3       *db;
  sqlite3_stmt  *statements[PYRO_N_SQL]; /* NULL until they are used */
} PyroSqliteStore;

PyroSqliteStore *_pyro_sqlite_store_open   (const char       *path,
                                            gboolean          writes,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             _pyro_sqlite_store_free   (PyroSqliteStore  *self);

gboolean         _pyro_sqlite_store_begin  (PyroSqliteStore  *self,
                                            GError          **error);
gboolean         _pyro_sqlite_store_commit (PyroSqliteStore  *self,
                                            GError          **error);
gboolean         _pyro_sqlite_store_mark   (PyroSqliteStore  *self,
                                            GError          **error);
void             _pyro_sqlite_store_keep   (PyroSqliteStore  *self);
void             _pyro_sqlite_store_undo   (PyroSqliteStore  *self);

gboolean         _pyro_sqlite_prepare_file (sqlite3          *db,
                                            GError          **error);
gboolean         _pyro_sqlite_prepare_reader
                                           (sqlite3          *db,
                                            GError          **error);
gboolean         _pyro_sqlite_fail         (sqlite3          *db,
                                            const char       *what,
                                            GError          **error);

extern const PyroNameStoreClass _pyro_sqlite_store_class;
sqlite3_stmt    *_pyro_sqlite_store_get    (PyroSqliteStore  *self,
                                            PyroSql           sql,
                                            const char       *what,
                                            GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroSqliteStore, _pyro_sqlite_store_free)

G_END_DECLS
