/* ui/models/state-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/state-file.h"

#include "ui/models/state-write.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define VERSION   1
#define DELAY     400                /* milliseconds from a change to the file: what a crash may cost */
#define MAX_FILE  (16 * 1024 * 1024) /* bytes that are read */
#define MAX_LINES 10000
#define MAX_WINDOWS 20               /* that come back: nobody opens more, and a file may say anything */
#define MAX_OTHERS  200              /* tabs, of all windows; each is some widgets */

/**
 * LensStateFile:
 *
 * A file that is there whenever the program ends, however it does.
 *
 * Each thing is a line of its own, a Python literal, so that one that is spoiled costs no other. The file is written
 * anew, beside the old one, and renamed: it is the old one or the new one and never a part of one. What changes while
 * a write waits goes with it. A worker writes, which the disk may make wait; whoever ends the program waits for it. What
 * could not be written goes with the next change, or at the end.
 */
struct _LensStateFile
{
  GObject         parent_instance;

  char           *path;
  char           *written; /* a GRefString: what is in the file, as far as that is known */
  LensStateWrite *write;   /* the last one; NULL before the first and after one was waited for */
  GError         *failure; /* why the last one wrote nothing; NULL where the file has it */
  guint           delay;
  gboolean        closed;
};

enum {
  COLLECT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensStateFile, lens_state_file, G_TYPE_OBJECT)

/* The file has what it has, or it is known why not, and another write may begin. */
static void
finish_write (LensStateFile *self)
{
  LensStateWrite *write = g_steal_pointer (&self->write);

  g_clear_pointer (&self->written, g_ref_string_release);
  g_clear_error (&self->failure);
  self->written = lens_state_write_finish (write, &self->failure);
}

static void
start_write (LensStateFile *self)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_autofree char *head = g_strdup_printf ("{'record': 'session', 'version': %d}\n", VERSION);

  g_signal_emit (self, signals[COLLECT], 0, values);
  self->write = lens_state_write_start (self->path, head, values, self->written);
}

/* One after the other, so that the newest is what remains: one that takes long is waited for here, and not there. */
static gboolean
write_cb (gpointer data)
{
  LensStateFile *self = data;

  if (self->write != NULL && !lens_state_write_has_ended (self->write))
    return G_SOURCE_CONTINUE;

  self->delay = 0;
  if (self->write != NULL)
    finish_write (self);
  start_write (self);

  return G_SOURCE_REMOVE;
}

static void
lens_state_file_dispose (GObject *object)
{
  lens_state_file_close (LENS_STATE_FILE (object));

  G_OBJECT_CLASS (lens_state_file_parent_class)->dispose (object);
}

static void
lens_state_file_finalize (GObject *object)
{
  LensStateFile *self = LENS_STATE_FILE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->written, g_ref_string_release);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (lens_state_file_parent_class)->finalize (object);
}

static void
lens_state_file_class_init (LensStateFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_state_file_dispose;
  object_class->finalize = lens_state_file_finalize;

  /**
   * LensStateFile::collect:
   * @values: (element-type PyroValue): where to add what is to be kept
   *
   * The file is about to be written.
   */
  signals[COLLECT] =
    g_signal_new ("collect", LENS_TYPE_STATE_FILE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
lens_state_file_init (LensStateFile *self)
{
}

/**
 * lens_state_file_new:
 * @path: where it is, or is to be
 *
 * Makes what reads and writes the file. Nothing happens to it yet.
 *
 * Returns: (transfer full): the file
 */
LensStateFile *
lens_state_file_new (const char *path)
{
  LensStateFile *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (LENS_TYPE_STATE_FILE, NULL);
  self->path = g_strdup (path);

  return self;
}

static char *
describe_aside (const char *path)
{
  /* Translators: %s is the name of a file */
  return g_strdup_printf (_("Not all that was open can be opened again; what cannot be read is kept in %s"), path);
}

/* A copy, which no later write touches. */
static char *
set_aside (LensStateFile *self,
           const char    *text,
           gsize          length)
{
  g_autofree char *path = g_strconcat (self->path, ".broken", NULL);
  g_autoptr(GError) error = NULL;

  if (!g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_message ("A broken file cannot be set aside: %s", error->message);

  return describe_aside (path);
}

/* The whole file, which is not read: the next write would be the end of it. */
static char *
move_aside (LensStateFile *self)
{
  g_autofree char *path = g_strconcat (self->path, ".broken", NULL);

  if (g_rename (self->path, path) != 0)
    g_message ("A broken file cannot be set aside: %s", g_strerror (errno));

  return describe_aside (path);
}

static gboolean
is_head (PyroValue *value)
{
  gint64 version = 0;
  PyroValue *field = pyro_value_lookup_string (value, "version");

  return field != NULL && pyro_value_get_int64 (field, &version) && version == VERSION;
}

static gboolean
is_window (PyroValue *value)
{
  PyroValue *field = pyro_value_lookup_string (value, "record");
  g_autofree char *record = field != NULL && pyro_value_get_kind (field) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (field)
                                                                                           : NULL;

  return g_strcmp0 (record, "window") == 0;
}

/* FALSE if a line is none, is of a version that is not known, or is one too many. */
static gboolean
read_lines (char      *text,
            GPtrArray *values)
{
  gboolean good = TRUE;
  gboolean head = FALSE;
  guint n_windows = 0;
  guint n_others = 0;
  guint n = 0;
  char *line;

  for (char *next = text; (line = strsep (&next, "\n")) != NULL;)
    {
      g_autoptr(PyroValue) value = NULL;

      if (*line == '\0')
        continue;
      if (++n <= MAX_LINES && g_utf8_validate (line, -1, NULL))
        value = pyro_literal_parse (line, -1, NULL, NULL);
      if (value == NULL || pyro_value_get_kind (value) != PYRO_VALUE_DICT)
        good = FALSE;
      else if (!head)
        head = is_head (value);
      else if (is_window (value) ? ++n_windows > MAX_WINDOWS : ++n_others > MAX_OTHERS)
        good = FALSE;
      else
        g_ptr_array_add (values, g_steal_pointer (&value));
    }
  if (!head)
    g_ptr_array_set_size (values, 0);

  return good && (head || n == 0);
}

/**
 * lens_state_file_load:
 * @problem: (out) (transfer full) (nullable): a sentence for the user where something cannot be read
 *
 * Reads what was kept. A broken file is copied aside, and what of it can be read is given.
 *
 * Returns: (transfer full) (element-type PyroValue): dicts
 */
GPtrArray *
lens_state_file_load (LensStateFile  *self,
                      char          **problem)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  GStatBuf status;
  gsize length;

  g_return_val_if_fail (LENS_IS_STATE_FILE (self), values);
  g_return_val_if_fail (problem != NULL, values);

  *problem = NULL;
  if (g_stat (self->path, &status) != 0)
    return values;
  if (status.st_size > MAX_FILE || !g_file_get_contents (self->path, &text, &length, NULL))
    {
      *problem = move_aside (self);
      return values;
    }

  whole = g_memdup2 (text, length + 1);
  if (!read_lines (text, values) || strlen (whole) != length)
    *problem = set_aside (self, whole, length);

  return values;
}

/**
 * lens_state_file_touch:
 *
 * Writes the file in a moment, with all that changed by then.
 */
void
lens_state_file_touch (LensStateFile *self)
{
  g_return_if_fail (LENS_IS_STATE_FILE (self));

  if (self->delay == 0 && !self->closed)
    self->delay = g_timeout_add (DELAY, write_cb, self);
}

/**
 * lens_state_file_flush:
 * @error: return location for an error
 *
 * Writes what waits to be written, and what could not be written before, and returns when all of it is in the file.
 *
 * Returns: whether it is; if not, it will be tried again
 */
gboolean
lens_state_file_flush (LensStateFile  *self,
                       GError        **error)
{
  g_return_val_if_fail (LENS_IS_STATE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->write != NULL)
    finish_write (self);
  if (self->closed || (self->delay == 0 && self->failure == NULL))
    return TRUE;

  g_clear_handle_id (&self->delay, g_source_remove);
  start_write (self);
  finish_write (self);
  if (self->failure != NULL && error != NULL)
    *error = g_error_copy (self->failure);

  return self->failure == NULL;
}

/**
 * lens_state_file_close:
 *
 * Leaves the file as it is from now on: the program ends, and what is closed because of that is to come back.
 */
void
lens_state_file_close (LensStateFile *self)
{
  g_return_if_fail (LENS_IS_STATE_FILE (self));

  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->write != NULL)
    finish_write (self);
  self->closed = TRUE;
}
