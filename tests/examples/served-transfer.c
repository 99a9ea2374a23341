/* tests/examples/served-transfer.c - examples of large things and of dates
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

/* ---- filetransfer ---- */

#define FILE_SIZE (5000 * 11 * 1000)
#define PIECE 65000 /* of a file, in an annotation of Pyro4 */
#define LARGE_PIECE 500000 /* in one of Pyro5 */
#define ID_SIZE 36

/* The socket where blobs are given out, beside the daemon. */
typedef struct
{
  GSocketService *service;
  PyroValue      *address;
  GMutex          mutex;
  GHashTable     *sizes; /* id of a blob → its size */
} Store;

/* Returns: (transfer full): so many x */
static GBytes *
make_blob (gsize size)
{
  char *text = g_malloc (size + 1); /* so that there is always something */

  memset (text, 'x', size);

  return g_bytes_new_take (text, size);
}

static gboolean
give_out (GThreadedSocketService *service,
          GSocketConnection      *connection,
          GObject                *source,
          gpointer                user_data)
{
  Store *self = user_data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char id[ID_SIZE + 1] = { 0 };
  g_autoptr(GBytes) blob = NULL;
  gsize size;

  if (!g_input_stream_read_all (input, id, ID_SIZE, NULL, NULL, NULL))
    return TRUE;
  g_mutex_lock (&self->mutex);
  size = GPOINTER_TO_SIZE (g_hash_table_lookup (self->sizes, id));
  g_hash_table_remove (self->sizes, id);
  g_mutex_unlock (&self->mutex);
  blob = make_blob (size);
  g_output_stream_write_all (output, g_bytes_get_data (blob, NULL), size, NULL, NULL, NULL);

  return TRUE;
}

static Store *
store_new (void)
{
  Store *self = g_new0 (Store, 1);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) local = NULL;
  g_autofree char *text = NULL;

  g_mutex_init (&self->mutex);
  self->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->service = g_threaded_socket_service_new (4);
  g_signal_connect (self->service, "run", G_CALLBACK (give_out), self);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &local, NULL));
  g_socket_service_start (self->service);
  text = g_strdup_printf ("('127.0.0.1', %u)", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
  self->address = literal (text);

  return self;
}

static void
store_free (gpointer data)
{
  Store *self = data;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  pyro_value_unref (self->address);
  g_hash_table_unref (self->sizes);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

METHOD (get_whole)
{
  g_autoptr(GBytes) blob = NULL;
  gint64 size;

  if (!pyro_invocation_read_int (invocation, 0, &size, error))
    return NULL;
  blob = make_blob ((gsize) size);

  return pyro_value_new_bytes (blob);
}

/* What is left of a stream. */
typedef struct
{
  gsize size;
  gsize done;
  gsize piece;
} Progress;

static void
pull_piece (PyroInvocation *pull,
            gpointer        user_data)
{
  Progress *self = user_data;
  gsize size = MIN (self->piece, self->size - self->done);
  g_autoptr(GBytes) blob = make_blob (size);
  g_autoptr(PyroValue) value = pyro_value_new_bytes (blob);

  self->done += size;
  if (size > 0)
    pyro_invocation_return_value (pull, value);
  else
    pyro_invocation_return_end (pull, NULL);
}

METHOD (stream_pieces)
{
  gint64 size;

  if (!pyro_invocation_read_int (invocation, 0, &size, error))
    return NULL;
  pyro_invocation_return_stream (invocation, pull_piece,
                                 g_memdup2 (&(Progress) { (gsize) size, 0, (gsize) size / 100 },
                                            sizeof (Progress)), g_free);

  return NULL;
}

/* The piece of the file itself is an annotation. */
static void
pull_annotated (PyroInvocation *pull,
                gpointer        user_data)
{
  Progress *self = user_data;
  gsize size = MIN (self->piece, self->size - self->done);
  g_autoptr(GString) text = g_string_sized_new (size);
  g_autoptr(GBytes) piece = NULL;
  g_autoptr(PyroValue) place = NULL;
  g_autoptr(PyroValue) checksum = NULL;
  g_autoptr(PyroValue) item = NULL;

  if (size == 0)
    {
      pyro_invocation_return_end (pull, NULL);
      return;
    }
  for (gsize i = 0; i < size; i++)
    g_string_append_c (text, "1234567890!"[(self->done + i) % 11]);
  piece = g_bytes_new (text->str, size);
  self->done += size;
  place = pyro_value_new_int ((gint64) self->done);
  checksum = pyro_value_new_int (0); /* the client wants none */
  item = pyro_value_new_tuple ((PyroValue *[]) { place, checksum }, 2);
  g_assert_true (pyro_invocation_annotate (pull, "FDAT", piece, NULL));
  pyro_invocation_return_value (pull, item);
}

METHOD (stream_annotations)
{
  gboolean old = pyro_peer_get_generation (pyro_invocation_get_peer (invocation)) == pyro_generation_get_pyro4 ();
  Progress progress = { FILE_SIZE, 0, old ? PIECE : LARGE_PIECE };

  pyro_invocation_return_stream (invocation, pull_annotated, g_memdup2 (&progress, sizeof progress), g_free);

  return NULL;
}

METHOD (prepare_blob)
{
  Store *self = object;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(PyroValue) name = pyro_value_new_string (id);
  gint64 size;

  if (!pyro_invocation_read_int (invocation, 0, &size, error))
    return NULL;
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->sizes, g_steal_pointer (&id), GSIZE_TO_POINTER ((gsize) size));
  g_mutex_unlock (&self->mutex);

  return pyro_value_new_tuple ((PyroValue *[]) { name, self->address }, 2);
}

static const PyroMethodInfo file_methods[] = {
  { "get_with_pyro", "size", get_whole },
  { "iterator", "size", stream_pieces },
  { "annotation_stream", "with_checksum=False", stream_annotations },
  { "prepare_file_blob", "size", prepare_blob },
  { "prepare_memory_blob", "size", prepare_blob },
  { NULL }
};
static const PyroClassInfo file_info = { "FileServer", file_methods, NULL };

static void
serve_files (Host *host)
{
  Store *store;

  g_main_context_push_thread_default (host->context);
  store = store_new ();
  g_main_context_pop_thread_default (host->context);
  host_add (host, "example.filetransfer", NULL, &file_info, store, store_free);
}

/* ---- timezones ---- */

METHOD (echo)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

/* As Python writes a date. */
static PyroValue *
write_date (GDateTime *date)
{
  g_autofree char *start = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *zone = g_date_time_format (date, "%:z");
  g_autofree char *text = g_strdup_printf ("%s.%06d%s", start, g_date_time_get_microsecond (date), zone);

  return pyro_value_new_string (text);
}

METHOD (tell_amsterdam)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr(GDateTime) now = g_date_time_new_now (zone);

  return write_date (now);
}

/* The example puts the zone on the clock of where the server is. */
METHOD (mistake_for_amsterdam)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr(GDateTime) here = g_date_time_new_now_local ();
  g_autoptr(GDateTime) there
    = g_date_time_new (zone, g_date_time_get_year (here), g_date_time_get_month (here),
                       g_date_time_get_day_of_month (here), g_date_time_get_hour (here),
                       g_date_time_get_minute (here), g_date_time_get_seconds (here));

  return write_date (there);
}

static const PyroMethodInfo zone_methods[] = {
  { "echo", "date", echo },
  { "pytz", "", mistake_for_amsterdam },
  { "dateutil", "", tell_amsterdam },
  { "pendulum", "", tell_amsterdam },
  { NULL }
};
static const PyroClassInfo zone_info = { "Server", zone_methods, NULL };

static void
serve_zones (Host *host)
{
  host_add (host, "example.timezones", NULL, &zone_info, NULL, NULL);
}

static const char *
need_zones (Stage *stage)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");

  if (!stage_can_import (stage, "pytz, dateutil.tz, pendulum"))
    return "Python has no pytz, dateutil or pendulum";

  return zone == NULL ? "this machine knows no time zones" : NULL;
}

const Served transfer_served[] = {
  { "filetransfer", "filetransfer", serve_files, { { "server.py", URI ("example.filetransfer") } },
    { { "client.py", "%\n\n\n\n" } }, "[\\d.]+(?= Mb/sec)",
    .shuffled = "(^(thread |.*DeprecationWarning|  name = ).*\n)+", .isolated = TRUE },
  { "timezones", NULL, serve_zones, { { "server.py", URI ("example.timezones") } }, { { "client.py", "%" } },
    "\\d{4}-\\d\\d-\\d\\d.\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?|(?<=DateTime\\()[\\d, ]*(?=tzinfo)", .prepare = need_zones },
  { NULL }
};
