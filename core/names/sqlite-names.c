/* core/names/sqlite-names.c - names in a database
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/sqlite-store-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"

/* A name whose tags are still coming. */
typedef struct
{
  gint64       id;
  PyroSpan     name; /* a copy, as is @uri */
  PyroSpan     uri;
  PyroBuilder *tags; /* NULL while there is none */
} Row;

static void
row_clear (Row *self)
{
  g_clear_pointer ((gpointer *) &self->name.at, g_free);
  g_clear_pointer ((gpointer *) &self->uri.at, g_free);
  g_clear_pointer (&self->tags, pyro_builder_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* Whoever wrote the file need not have written text. */
static gboolean
get_text (sqlite3_stmt  *statement,
          int            column,
          gsize          max_size,
          PyroSpan      *text,
          GError       **error)
{
  text->at = NULL;
  if (sqlite3_column_type (statement, column) == SQLITE_TEXT)
    {
      text->at = (const char *) sqlite3_column_text (statement, column);
      text->size = (gsize) sqlite3_column_bytes (statement, column);
    }
  if (text->at != NULL && text->size <= max_size && _pyro_span_is_utf8 (*text))
    return TRUE;

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_NAMING, "there is something in the database that is no name");

  return FALSE;
}

static gboolean
add_tag (Row           *row,
         sqlite3_stmt  *statement,
         int            column,
         GError       **error)
{
  PyroSpan text;
  int type = sqlite3_column_type (statement, column);

  if (type == SQLITE_NULL)
    return TRUE;
  if (row->tags == NULL)
    {
      row->tags = pyro_builder_new ();
      if (!pyro_builder_open (row->tags, PYRO_VALUE_SET, error))
        return FALSE;
    }
  if (pyro_builder_get_n_items (row->tags) >= PYRO_MAX_TAGS)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "a name in the database has too many tags");
      return FALSE;
    }

  if (type == SQLITE_BLOB && sqlite3_column_bytes (statement, column) <= PYRO_MAX_NAME_SIZE)
    {
      pyro_builder_add_bytes (row->tags, sqlite3_column_blob (statement, column),
                              (gsize) sqlite3_column_bytes (statement, column));
      return TRUE;
    }
  if (!get_text (statement, column, PYRO_MAX_NAME_SIZE, &text, error))
    return FALSE;
  pyro_builder_add_string (row->tags, text.at, (gssize) text.size);

  return TRUE;
}

/* Begins a row with the columns id, name and uri. */
static gboolean
read_row (Row           *row,
          sqlite3_stmt  *statement,
          GError       **error)
{
  PyroSpan name, uri;

  row_clear (row);
  if (!get_text (statement, 1, PYRO_MAX_NAME_SIZE, &name, error)
      || !get_text (statement, 2, PYRO_MAX_URI_SIZE, &uri, error))
    return FALSE;

  row->id = sqlite3_column_int64 (statement, 0);
  row->name = (PyroSpan) { g_memdup2 (name.at, name.size + 1), name.size };
  row->uri = (PyroSpan) { g_memdup2 (uri.at, uri.size + 1), uri.size };

  return TRUE;
}

static PyroRegistryItem *
finish_row (Row     *row,
            GError **error)
{
  g_autoptr(PyroValue) tags = NULL;

  if (row->tags != NULL)
    {
      if (!pyro_builder_close (row->tags, error))
        return NULL;
      tags = pyro_builder_end (row->tags, error);
      if (tags == NULL)
        return NULL;
    }

  return _pyro_registry_item_new (row->name, row->uri, tags);
}

static gboolean
bind_text (sqlite3_stmt *statement,
           int           parameter,
           PyroSpan      text)
{
  return sqlite3_bind_text64 (statement, parameter, text.at, text.size, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
}

static gboolean
count (PyroNameStore  *store,
       guint64        *n_names,
       GError        **error)
{
  PyroSqliteStore *self = (PyroSqliteStore *) store;
  sqlite3_stmt *statement = _pyro_sqlite_store_get (self, PYRO_SQL_COUNT, "len", error);
  gboolean good;

  if (statement == NULL)
    return FALSE;
  good = sqlite3_step (statement) == SQLITE_ROW || _pyro_sqlite_fail (self->db, "len", error);
  *n_names = (guint64) sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return good;
}

static gboolean
read_tags (PyroSqliteStore  *self,
           Row              *row,
           GError          **error)
{
  sqlite3_stmt *statement = _pyro_sqlite_store_get (self, PYRO_SQL_TAGS, "getitem", error);
  int result = SQLITE_ERROR;
  gboolean good = statement != NULL;

  if (good)
    sqlite3_bind_int64 (statement, 1, row->id);
  while (good && (result = sqlite3_step (statement)) == SQLITE_ROW)
    good = add_tag (row, statement, 0, error);
  if (good && result != SQLITE_DONE)
    good = _pyro_sqlite_fail (self->db, "getitem", error);
  sqlite3_reset (statement);

  return good;
}

static gboolean
find_row (PyroSqliteStore  *self,
          PyroSpan          name,
          Row              *row,
          gboolean         *found,
          GError          **error)
{
  sqlite3_stmt *statement = _pyro_sqlite_store_get (self, PYRO_SQL_FIND, "getitem", error);
  gboolean good;
  int result;

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  if (name.size > PYRO_MAX_NAME_SIZE || !_pyro_span_is_utf8 (name))
    return TRUE; /* which none has */

  result = bind_text (statement, 1, name) ? sqlite3_step (statement) : SQLITE_ERROR;
  *found = result == SQLITE_ROW;
  good = (*found && read_row (row, statement, error)) || result == SQLITE_DONE;
  if (!*found && !good)
    _pyro_sqlite_fail (self->db, "getitem", error);
  sqlite3_reset (statement);

  return good;
}

/* The tags are read after the name, and what another program writes meanwhile must not come between. */
static gboolean
find (PyroNameStore     *store,
      PyroSpan           name,
      PyroRegistryItem **registration,
      GError           **error)
{
  PyroSqliteStore *self = (PyroSqliteStore *) store;
  gboolean alone = sqlite3_get_autocommit (self->db) != 0;
  g_auto(Row) row = { 0 };
  gboolean found, good;

  *registration = NULL;
  if (alone && !_pyro_sqlite_store_mark (self, error))
    return FALSE;

  good = find_row (self, name, &row, &found, error) && (!found || read_tags (self, &row, error));
  if (alone)
    _pyro_sqlite_store_keep (self);
  if (!good || !found)
    return good;

  *registration = finish_row (&row, error);

  return *registration != NULL;
}

/* Removes a name, if it is there. */
static gboolean
remove_as (PyroSqliteStore  *self,
           PyroSpan          name,
           const char       *what,
           GError          **error)
{
  static const PyroSql steps[] = { PYRO_SQL_REMOVE_TAGS, PYRO_SQL_REMOVE };
  sqlite3_stmt *statement = _pyro_sqlite_store_get (self, PYRO_SQL_FIND_ID, what, error);
  gint64 id = 0;
  int result;

  if (statement == NULL)
    return FALSE;
  result = bind_text (statement, 1, name) ? sqlite3_step (statement) : SQLITE_ERROR;
  if (result == SQLITE_ROW)
    id = sqlite3_column_int64 (statement, 0);
  else if (result != SQLITE_DONE)
    _pyro_sqlite_fail (self->db, what, error);
  sqlite3_reset (statement);
  if (result != SQLITE_ROW)
    return result == SQLITE_DONE;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      statement = _pyro_sqlite_store_get (self, steps[i], what, error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      if (sqlite3_step (statement) != SQLITE_DONE)
        return _pyro_sqlite_fail (self->db, what, error);
    }

  return TRUE;
}

static gboolean
remove_name (PyroNameStore  *store,
             PyroSpan        name,
             GError        **error)
{
  return remove_as ((PyroSqliteStore *) store, name, "delitem", error);
}

/* Numbers become text in a column of text, as they do in Python. */
static int
bind_tag (sqlite3_stmt *statement,
          int           parameter,
          PyroValue    *tag)
{
  gconstpointer bytes;
  gint64 number = 0;
  gsize size;

  switch (pyro_value_get_kind (tag))
    {
    case PYRO_VALUE_STR:
      return bind_text (statement, parameter, _pyro_span_of_value (tag)) ? SQLITE_OK : SQLITE_ERROR;

    case PYRO_VALUE_BYTES:
      bytes = pyro_value_get_bytes_data (tag, &size);
      return sqlite3_bind_blob64 (statement, parameter, size > 0 ? bytes : "", size, SQLITE_TRANSIENT);

    case PYRO_VALUE_BOOL:
      return sqlite3_bind_int64 (statement, parameter, pyro_value_get_bool (tag));

    case PYRO_VALUE_INT:
      pyro_value_get_int64 (tag, &number);
      return sqlite3_bind_int64 (statement, parameter, number);

    case PYRO_VALUE_FLOAT:
      return sqlite3_bind_double (statement, parameter, pyro_value_get_float (tag));

    case PYRO_VALUE_NONE:
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return sqlite3_bind_null (statement, parameter);
    }
}

static gboolean
add_tags (PyroSqliteStore  *self,
          gint64            id,
          PyroValue        *tags,
          GError          **error)
{
  for (gsize i = 0; tags != NULL && i < pyro_value_get_length (tags); i++)
    {
      sqlite3_stmt *statement = _pyro_sqlite_store_get (self, PYRO_SQL_ADD_TAG, "setitem", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      if (bind_tag (statement, 2, pyro_value_get_item (tags, i)) != SQLITE_OK
          || sqlite3_step (statement) != SQLITE_DONE)
        return _pyro_sqlite_fail (self->db, "setitem", error);
    }

  return TRUE;
}

static gboolean
put (PyroNameStore     *store,
     PyroRegistryItem  *registration,
     GError           **error)
{
  PyroSqliteStore *self = (PyroSqliteStore *) store;
  sqlite3_stmt *statement;

  if (!remove_as (self, registration->name, "setitem", error))
    return FALSE;
  statement = _pyro_sqlite_store_get (self, PYRO_SQL_ADD, "setitem", error);
  if (statement == NULL)
    return FALSE;
  if (!bind_text (statement, 1, registration->name) || !bind_text (statement, 2, registration->uri)
      || sqlite3_step (statement) != SQLITE_DONE)
    return _pyro_sqlite_fail (self->db, "setitem", error);

  return add_tags (self, sqlite3_last_insert_rowid (self->db), registration->tags, error);
}

static gboolean
visit_row (Row              *row,
           PyroNameVisitor   visitor,
           gpointer          user_data,
           GError          **error)
{
  g_autoptr(PyroRegistryItem) registration = finish_row (row, error);

  return registration != NULL && visitor (registration, user_data, error);
}

/* Goes through the rows, of which several may be of one name. */
static gboolean
visit_rows (PyroSqliteStore  *self,
            sqlite3_stmt     *statement,
            gboolean          with_tags,
            PyroNameVisitor   visitor,
            gpointer          user_data,
            GError          **error)
{
  g_auto(Row) row = { 0 };
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (row.name.at == NULL || row.id != sqlite3_column_int64 (statement, 0))
        {
          if (row.name.at != NULL && !visit_row (&row, visitor, user_data, error))
            return FALSE;
          if (!read_row (&row, statement, error))
            return FALSE;
        }
      if (with_tags && !add_tag (&row, statement, 3, error))
        return FALSE;
    }
  if (result != SQLITE_DONE)
    return _pyro_sqlite_fail (self->db, "everything", error);

  return row.name.at == NULL || visit_row (&row, visitor, user_data, error);
}

/* The first text, in the order of bytes, behind all that begin with @prefix: a byte higher at the last
 * place that allows it. SQLite compares bytes. (UTF-8 has no byte 0xff.) */
static gboolean
bind_prefix (sqlite3_stmt *statement,
             PyroSpan      prefix)
{
  g_autofree char *behind = g_memdup2 (prefix.at, prefix.size);

  behind[prefix.size - 1]++;

  return bind_text (statement, 1, prefix) && bind_text (statement, 2, (PyroSpan) { behind, prefix.size });
}

static gboolean
visit (PyroNameStore    *store,
       PyroSpan          prefix,
       gboolean          with_tags,
       PyroNameVisitor   visitor,
       gpointer          user_data,
       GError          **error)
{
  PyroSqliteStore *self = (PyroSqliteStore *) store;
  PyroSql which = prefix.size == 0 ? PYRO_SQL_LIST : PYRO_SQL_PREFIX;
  sqlite3_stmt *statement;
  gboolean good;

  if (prefix.size > PYRO_MAX_NAME_SIZE || (prefix.size > 0 && !_pyro_span_is_utf8 (prefix)))
    return TRUE; /* with which none begins */

  statement = _pyro_sqlite_store_get (self, which + (with_tags ? 1 : 0), "everything", error);
  if (statement == NULL)
    return FALSE;
  good = prefix.size == 0 || bind_prefix (statement, prefix)
         || _pyro_sqlite_fail (self->db, "optimized_prefix_list", error);
  good = good && visit_rows (self, statement, with_tags, visitor, user_data, error);
  sqlite3_reset (statement);

  return good;
}

static void
free_store (PyroNameStore *store)
{
  _pyro_sqlite_store_free ((PyroSqliteStore *) store);
}

const PyroNameStoreClass _pyro_sqlite_store_class = { count, find, put, remove_name, visit, free_store };
