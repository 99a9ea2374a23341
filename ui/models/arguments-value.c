/* ui/models/arguments-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"
#include "ui/models/record.h"

#include <string.h>

/* Rows as they are typed, also half, as a value that can be kept in a file, and back. What is not kept, because it is
 * too long or the content of a file, comes back as something that is missing, and never as an empty value. What is kept in
 * memory, for Undo, is all of it. */

#define MAX_ROWS      10000          /* of one list: nobody types that many, and each is an object */
#define MAX_DEPTH     16             /* containers in containers that are kept row by row */
#define MAX_DEPTH_ALL 64             /* the same in memory; each is two levels of the value */
#define MAX_TEXT      (256 * 1024)   /* bytes of one argument that are kept */
#define MAX_ALL       (1024 * 1024)  /* bytes of all of a call that are kept */

/* How much more is kept. */
typedef struct
{
  gsize text;  /* bytes of one argument */
  gsize left;  /* bytes of all of them */
  guint depth;
  gboolean files; /* with what is in them */
} Room;

static void add_rows (PyroBuilder   *builder,
                      LensArguments *rows,
                      guint          depth,
                      Room          *room);

static void
add_missing (PyroBuilder *builder,
             gsize        size,
             const char  *file_name)
{
  pyro_builder_add_string (builder, "missing", -1);
  pyro_builder_add_int (builder, (gint64) MAX (size, 1));
  if (file_name != NULL)
    lens_record_add_text (builder, "file", file_name);
}

static void
add_file (PyroBuilder  *builder,
          LensArgument *row,
          Room         *room)
{
  g_autoptr(PyroValue) bytes = NULL;

  if (!room->files)
    {
      add_missing (builder, g_bytes_get_size (row->file), row->file_name);
      return;
    }

  bytes = pyro_value_new_bytes (row->file);
  lens_record_add_text (builder, "file", row->file_name);
  pyro_builder_add_string (builder, "bytes", -1);
  pyro_builder_add_value (builder, bytes);
}

/* What is typed into a row, as far as there is room for it. */
static void
add_content (PyroBuilder  *builder,
             LensArgument *row,
             guint         depth,
             Room         *room)
{
  gsize size = strlen (row->text);
  gboolean fits = size <= room->text && size <= room->left;

  lens_record_add_text (builder, "text", fits ? row->text : "");
  room->left -= fits ? size : 0;
  if (row->missing > 0)
    add_missing (builder, row->missing, row->missing_file);
  else if (row->file != NULL)
    add_file (builder, row, room);
  else if (!fits)
    add_missing (builder, size, NULL);
  else if (row->items != NULL && depth >= room->depth)
    add_missing (builder, strlen (row->literal), NULL);
  else if (row->items != NULL)
    {
      pyro_builder_add_string (builder, "items", -1);
      add_rows (builder, row->items, depth + 1, room);
    }
}

static void
add_row (PyroBuilder  *builder,
         LensArgument *row,
         guint         depth,
         Room         *room)
{
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  lens_record_add_enum (builder, "role", LENS_TYPE_ARGUMENT_ROLE, (int) row->role);
  lens_record_add_text (builder, "name", row->name);
  lens_record_add_enum (builder, "kind", LENS_TYPE_KIND, (int) row->kind);
  lens_record_add_enum (builder, "state", LENS_TYPE_ARGUMENT_STATE, (int) row->state);
  if (row->kind == LENS_KIND_BYTES)
    lens_record_add_enum (builder, "notation", LENS_TYPE_NOTATION, (int) row->notation);
  add_content (builder, row, depth, room);
  pyro_builder_close (builder, NULL);
}

static void
add_rows (PyroBuilder   *builder,
          LensArguments *rows,
          guint          depth,
          Room          *room)
{
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < rows->rows->len; i++)
    add_row (builder, lens_arguments_get_row (rows, i), depth, room);
  pyro_builder_close (builder, NULL);
}

/**
 * lens_arguments_to_value:
 * @all: whether to keep what is too much for a file, too
 *
 * Keeps what is typed, also what is only half typed.
 *
 * Returns: (transfer full): a list with a dict for each row
 */
PyroValue *
lens_arguments_to_value (LensArguments *self,
                         gboolean       all)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  Room room = { MAX_TEXT, MAX_ALL, MAX_DEPTH, FALSE };

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  if (all)
    room = (Room) { G_MAXSIZE, G_MAXSIZE, MAX_DEPTH_ALL, TRUE };
  add_rows (builder, self, 0, &room);

  return pyro_builder_end (builder, NULL);
}

/* ---- And back ---- */

/* In a container, and among annotations, all rows have one role; what a file says may be another. */
static LensArgument *
make_row (LensArguments    *rows,
          LensArgumentRole  role)
{
  if (rows->kind != LENS_KIND_ANY || rows->annotations || role > LENS_ARGUMENT_NAMED_REST)
    return lens_arguments_add (rows, FALSE);

  return lens_arguments_add_role (rows, role);
}

static gboolean restore_rows (PyroValue     *list,
                              LensArguments *rows,
                              guint          depth);

static void
restore_content (PyroValue    *record,
                 LensArgument *row,
                 guint         depth)
{
  g_autofree char *text = lens_record_dup_text (record, "text");
  g_autofree char *file = lens_record_dup_text (record, "file");
  PyroValue *missing = pyro_value_lookup_string (record, "missing");
  PyroValue *bytes = pyro_value_lookup_string (record, "bytes");
  PyroValue *items = pyro_value_lookup_string (record, "items");
  gint64 size = 0;

  lens_argument_set_text (row, text);
  if (missing != NULL && pyro_value_get_int64 (missing, &size) && size > 0)
    lens_argument_set_missing (row, (gsize) size, file);
  else if (file != NULL && bytes != NULL && pyro_value_get_kind (bytes) == PYRO_VALUE_BYTES)
    {
      g_autoptr(GBytes) content = pyro_value_dup_bytes (bytes);

      lens_argument_set_file (row, file, content);
    }
  else if (items != NULL && row->items != NULL)
    {
      lens_arguments_clear (row->items); /* the name of a class brings its fields along */
      restore_rows (items, row->items, depth + 1);
    }
}

static gboolean
restore_row (PyroValue     *record,
             LensArguments *rows,
             guint          depth)
{
  g_autofree char *name = lens_record_dup_text (record, "name");
  g_autofree char *text = lens_record_dup_text (record, "text");
  LensArgument *row;
  int role, kind, state, notation;

  if (name == NULL || text == NULL ||
      !lens_record_find_enum (record, "role", LENS_TYPE_ARGUMENT_ROLE, &role) ||
      !lens_record_find_enum (record, "kind", LENS_TYPE_KIND, &kind) ||
      !lens_record_find_enum (record, "state", LENS_TYPE_ARGUMENT_STATE, &state))
    return FALSE;

  row = make_row (rows, (LensArgumentRole) role);
  lens_argument_set_name (row, name);
  if (!rows->annotations)
    lens_argument_set_kind (row, (LensKind) kind);
  if (lens_record_find_enum (record, "notation", LENS_TYPE_NOTATION, &notation))
    lens_argument_set_notation (row, (LensNotation) notation);
  restore_content (record, row, depth);
  if (!rows->annotations)
    lens_argument_set_state (row, (LensArgumentState) state);

  return TRUE;
}

static gboolean
restore_rows (PyroValue     *list,
              LensArguments *rows,
              guint          depth)
{
  gboolean good = depth <= MAX_DEPTH_ALL && pyro_value_get_kind (list) == PYRO_VALUE_LIST;

  lens_arguments_hold (rows);
  for (gsize i = 0; good && i < MIN (pyro_value_get_length (list), MAX_ROWS); i++)
    {
      PyroValue *record = pyro_value_get_item (list, i);

      good = pyro_value_get_kind (record) == PYRO_VALUE_DICT && restore_row (record, rows, depth);
    }
  lens_arguments_release (rows);

  return good && pyro_value_get_length (list) <= MAX_ROWS;
}

/**
 * lens_arguments_from_value:
 * @list: what lens_arguments_to_value() gave, perhaps from a file
 *
 * Fills in what was typed. What comes behind a row that cannot be read is left out.
 *
 * Returns: %FALSE if something was left out
 */
gboolean
lens_arguments_from_value (LensArguments *self,
                           PyroValue     *list)
{
  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), FALSE);
  g_return_val_if_fail (list != NULL, FALSE);

  lens_arguments_clear (self);

  return restore_rows (list, self, 0);
}
