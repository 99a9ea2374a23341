/* core/names/sqlite-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/sqlite-store-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"

/* With tags there is a row for each of them, those of a name together, and one for a name without. */
static const char *const sql[PYRO_N_SQL] = {
  [PYRO_SQL_COUNT] = "SELECT count(*) FROM pyro_names",
  [PYRO_SQL_FIND] = "SELECT id, name, uri FROM pyro_names WHERE name=?1",
  [PYRO_SQL_TAGS] = "SELECT metadata FROM pyro_metadata WHERE object=?1",
  [PYRO_SQL_LIST] = "SELECT id, name, uri FROM pyro_names",
  [PYRO_SQL_LIST_TAGS] = "SELECT id, name, uri, metadata FROM pyro_names"
                         " LEFT JOIN pyro_metadata ON object=id ORDER BY id",
  [PYRO_SQL_PREFIX] = "SELECT id, name, uri FROM pyro_names WHERE name>=?1 AND name<?2 ORDER BY id",
  [PYRO_SQL_PREFIX_TAGS] = "SELECT id, name, uri, metadata FROM pyro_names"
                           " LEFT JOIN pyro_metadata ON object=id WHERE name>=?1 AND name<?2 ORDER BY id",
  [PYRO_SQL_FIND_ID] = "SELECT id FROM pyro_names WHERE name=?1",
  [PYRO_SQL_REMOVE_TAGS] = "DELETE FROM pyro_metadata WHERE object=?1",
  [PYRO_SQL_REMOVE] = "DELETE FROM pyro_names WHERE id=?1",
  [PYRO_SQL_ADD] = "INSERT INTO pyro_names(name, uri) VALUES(?1, ?2)",
  [PYRO_SQL_ADD_TAG] = "INSERT INTO pyro_metadata(object, metadata) VALUES(?1, ?2)",
  [PYRO_SQL_BEGIN] = "BEGIN IMMEDIATE",
  [PYRO_SQL_COMMIT] = "COMMIT",
  [PYRO_SQL_ROLLBACK] = "ROLLBACK",
  [PYRO_SQL_MARK] = "SAVEPOINT call",
  [PYRO_SQL_KEEP] = "RELEASE call",
  [PYRO_SQL_UNDO] = "ROLLBACK TO call",
};

/* The statement, reset and ready for new values; NULL with @error set. @what is what a caller of the name
 * server wants, in Python's words. */
sqlite3_stmt *
_pyro_sqlite_store_get (PyroSqliteStore  *self,
                        PyroSql           which,
                        const char       *what,
                        GError          **error)
{
  sqlite3_stmt **statement = &self->statements[which];

  if (*statement == NULL
      && sqlite3_prepare_v3 (self->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
    {
      _pyro_sqlite_fail (self->db, what, error);
      return NULL;
    }
  sqlite3_reset (*statement);
  sqlite3_clear_bindings (*statement);

  return *statement;
}

static gboolean
execute (PyroSqliteStore  *self,
         PyroSql           which,
         const char       *what,
         GError          **error)
{
  sqlite3_stmt *statement = _pyro_sqlite_store_get (self, which, what, error);
  gboolean good;

  if (statement == NULL)
    return FALSE;
  good = sqlite3_step (statement) == SQLITE_DONE || _pyro_sqlite_fail (self->db, what, error);
  sqlite3_reset (statement);

  return good;
}

static void
prefix_open_error (const char  *path,
                   GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_prefix_error (error, "The database “%s” cannot be used: ", name);
}

/* @writes: whether it is the one that changes the file, and makes it when it is missing. */
PyroSqliteStore *
_pyro_sqlite_store_open (const char  *path,
                         gboolean     writes,
                         GError     **error)
{
  g_autoptr(PyroSqliteStore) self = g_new0 (PyroSqliteStore, 1);
  int flags = SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);

  self->parent.class = &_pyro_sqlite_store_class;
  if (*path == '\0' || g_str_equal (path, ":memory:"))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_NAMING, "We don't support the sqlite :memory: database "
                           "type. Just use the default volatile in-memory store.");
      return NULL;
    }

  if (sqlite3_open_v2 (path, &self->db, flags, NULL) != SQLITE_OK)
    {
      _pyro_sqlite_fail (self->db, "open", error);
      prefix_open_error (path, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, (int) (PYRO_DATABASE_PATIENCE / G_TIME_SPAN_MILLISECOND));
  if (!(writes ? _pyro_sqlite_prepare_file (self->db, error) : _pyro_sqlite_prepare_reader (self->db, error)))
    {
      prefix_open_error (path, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
_pyro_sqlite_store_free (PyroSqliteStore *self)
{
  for (guint i = 0; i < PYRO_N_SQL; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close_v2 (self->db);
  g_free (self);
}

/* Begins a transaction that writes: no other program can any more. */
gboolean
_pyro_sqlite_store_begin (PyroSqliteStore  *self,
                          GError          **error)
{
  return execute (self, PYRO_SQL_BEGIN, "begin", error);
}

/* Makes all since then durable, or undoes it. */
gboolean
_pyro_sqlite_store_commit (PyroSqliteStore  *self,
                           GError          **error)
{
  if (execute (self, PYRO_SQL_COMMIT, "commit", error))
    return TRUE;

  if (!sqlite3_get_autocommit (self->db))
    execute (self, PYRO_SQL_ROLLBACK, "rollback", NULL);

  return FALSE;
}

/* Begins what may be undone alone. */
gboolean
_pyro_sqlite_store_mark (PyroSqliteStore  *self,
                         GError          **error)
{
  return execute (self, PYRO_SQL_MARK, "begin", error);
}

void
_pyro_sqlite_store_keep (PyroSqliteStore *self)
{
  execute (self, PYRO_SQL_KEEP, "commit", NULL);
}

void
_pyro_sqlite_store_undo (PyroSqliteStore *self)
{
  execute (self, PYRO_SQL_UNDO, "rollback", NULL);
  execute (self, PYRO_SQL_KEEP, "rollback", NULL);
}
