/* core/names/sqlite-schema.c - the file of a database of names
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/sqlite-store-private.h"

#include "core/error.h"
#include "core/limits.h"

/* Bytes of any one value: more than the longest name, URI or tag, and all of the schema. */
#define MAX_VALUE_SIZE (64 * 1024)

/* Python's, to the letter. */
#define SCHEMA \
  "CREATE TABLE pyro_names (id integer PRIMARY KEY, name nvarchar NOT NULL UNIQUE, uri nvarchar NOT NULL);" \
  "CREATE TABLE pyro_metadata (object integer NOT NULL, metadata nvarchar NOT NULL," \
  " FOREIGN KEY(object) REFERENCES pyro_names(id));"

/* A name without its tags, as Pyro had it before there were any. */
#define MIGRATION \
  "ALTER TABLE pyro_names RENAME TO pyro_names_old;" \
  SCHEMA \
  "INSERT INTO pyro_names(name, uri) SELECT name, uri FROM pyro_names_old;" \
  "DROP TABLE pyro_names_old;"

/* Ours: without it each change of a name looks at all tags of all names. It is no matter to Python. */
#define INDEX "CREATE INDEX IF NOT EXISTS pyro_metadata_object ON pyro_metadata(object);"

/* Sets @error to what SQLite said last.
 *
 * Returns: FALSE */
gboolean
_pyro_sqlite_fail (sqlite3     *db,
                   const char  *what,
                   GError     **error)
{
  g_autofree char *text = g_utf8_make_valid (sqlite3_errmsg (db), -1);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING, "sqlite error in %s: %s", what, text);

  return FALSE;
}

static gboolean
execute (sqlite3     *db,
         const char  *sql,
         GError     **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || _pyro_sqlite_fail (db, "open", error);
}

/* The first column of the first row, NULL for no row.
 *
 * Returns: whether there was no error */
static gboolean
query (sqlite3     *db,
       const char  *sql,
       char       **text,
       GError     **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  *text = NULL;
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    _pyro_sqlite_fail (db, "open", error);
  sqlite3_finalize (statement);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
has_table (sqlite3     *db,
           const char  *name,
           gboolean    *has,
           GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT type FROM sqlite_master WHERE name = '%s'", name);
  g_autofree char *type = NULL;

  if (!query (db, sql, &type, error))
    return FALSE;

  *has = type != NULL;
  if (type == NULL || g_str_equal (type, "table"))
    return TRUE;
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING, "%s is no table", name);

  return FALSE;
}

/* Whether the file is whole. */
static gboolean
check (sqlite3  *db,
       GError  **error)
{
  g_autofree char *verdict = NULL;
  g_autofree char *valid = NULL;

  if (!query (db, "PRAGMA quick_check(1)", &verdict, error))
    return FALSE;
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  valid = verdict != NULL ? g_utf8_make_valid (verdict, -1) : NULL;
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING, "the file is damaged: %s", valid);

  return FALSE;
}

/* Whether the tables have the columns that are used. */
static gboolean
check_columns (sqlite3  *db,
               GError  **error)
{
  g_autofree char *unused = NULL;

  return query (db, "SELECT id, name, uri, object, metadata FROM pyro_names, pyro_metadata LIMIT 0", &unused, error);
}

static gboolean
make_tables (sqlite3  *db,
             GError  **error)
{
  gboolean has_names, has_tags;
  const char *sql = "";

  if (!has_table (db, "pyro_names", &has_names, error) || !has_table (db, "pyro_metadata", &has_tags, error))
    return FALSE;

  if (!has_names)
    sql = SCHEMA;
  else if (!has_tags)
    sql = MIGRATION;

  return execute (db, sql, error) && check_columns (db, error) && execute (db, INDEX, error);
}

/* The file may be anybody's: what in it would run when a name is changed does not. */
static void
distrust (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_VALUE_SIZE);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
}

static gboolean
bound_size (sqlite3  *db,
            GError  **error)
{
  g_autofree char *page_size = NULL;
  g_autofree char *sql = NULL;
  gint64 size;

  if (!query (db, "PRAGMA page_size", &page_size, error))
    return FALSE;
  size = page_size != NULL ? g_ascii_strtoll (page_size, NULL, 10) : 0;
  sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                         (gint64) PYRO_MAX_NAMES_SIZE / MAX (size, 512));

  return execute (db, sql, error);
}

/* Makes a file that was just opened ready: looks whether it is whole, makes the tables that are missing,
 * and lets it be written as SQLite can without being in the way of readers. */
gboolean
_pyro_sqlite_prepare_file (sqlite3  *db,
                           GError  **error)
{
  distrust (db);
  if (!check (db, error)
      || !execute (db, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;"
                   "BEGIN IMMEDIATE;", error))
    return FALSE;
  if (!make_tables (db, error))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }

  /* only now: a file of somebody else stays as it was */
  return execute (db, "COMMIT; PRAGMA journal_mode=WAL;", error) && bound_size (db, error);
}

/* Makes a connection ready that only reads, to a file that is. */
gboolean
_pyro_sqlite_prepare_reader (sqlite3  *db,
                             GError  **error)
{
  distrust (db);

  return execute (db, "PRAGMA query_only=ON; PRAGMA cell_size_check=ON;", error);
}
