/* core/names/doctor-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The steps that speak with the daemon. */

#include "core/names/doctor.h"

#include <string.h>

#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/names/doctor-private.h"
#include "core/translation-private.h"

/* Names of objects that are told to who asked for another one. */
#define MAX_NAMES 20

/* How long a daemon is given to notice that the connection is closed that tried TCP: it has taken a
 * thread of its own, maybe the last one. */
#define PAUSE_MSEC 200

static void try_next_serializer (GTask *task);

static PyroConnection *
new_connection (PyroExamination *self,
                PyroUri         *uri,
                const char      *serializer)
{
  PyroConnection *connection = pyro_connection_new (uri);
  const char *key = self->config->hmac_key;

  pyro_connection_set_serializer (connection, serializer);
  pyro_connection_set_max_size (connection, self->config->max_message_size);
  pyro_connection_set_generation (connection, pyro_generation_find_major (self->config->protocol));
  pyro_connection_set_tls (connection, self->tls);
  if (key != NULL && *key != '\0')
    {
      g_autoptr(GBytes) bytes = g_bytes_new (key, strlen (key));

      pyro_connection_set_hmac_key (connection, bytes);
    }

  return connection;
}

static PyroConnection *
new_daemon_connection (PyroExamination *self,
                       const char      *serializer)
{
  g_autoptr(PyroUri) uri = pyro_uri_with_object (self->uri, PYRO_DAEMON_OBJECT);

  return new_connection (self, uri, serializer);
}

static void
close_other (PyroExamination *self)
{
  if (self->other != NULL)
    pyro_connection_close (self->other);
  g_clear_object (&self->other);
}

/* ---- Serializers ---- */

static void
judge_serializer (GTask        *task,
                  const char   *name,
                  const GError *error)
{
  PyroExamination *self = g_task_get_task_data (task);
  gboolean in_use = g_str_equal (name, self->config->serializer);

  if (error == NULL)
    _pyro_doctor_report (task, "serializer", PYRO_FINDING_GOOD,
                         g_strdup_printf (in_use ? _("%s is accepted, and in use") : _("%s is accepted"), name), NULL);
  else if (_pyro_doctor_is_full (error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    _pyro_doctor_report (task, "serializer", PYRO_FINDING_ODD,
                         g_strdup_printf (_("%s could not be tried: %s"), name, error->message), NULL);
  else if (in_use)
    _pyro_doctor_report (task, "serializer", PYRO_FINDING_BAD,
                         g_strdup_printf (_("%s is in use and not accepted: %s"), name, error->message),
                         g_strdup (_("Use one that is accepted, or have the server accept this one with "
                                     "SERIALIZERS_ACCEPTED")));
  else
    _pyro_doctor_report (task, "serializer", PYRO_FINDING_GOOD,
                         g_strdup_printf (_("%s is not accepted, and not in use"), name), NULL);
}

static void
end_serializer (GTask        *task,
                const GError *error)
{
  PyroExamination *self = g_task_get_task_data (task);

  close_other (self);
  if (_pyro_doctor_is_over (task, error))
    return;
  judge_serializer (task, pyro_generation_get_serializer_name (self->generation, self->serializer_id),
                    error);
  try_next_serializer (task);
}

static void
serializer_called_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_connection_call_finish (PYRO_CONNECTION (object), result, &error);
  g_autoptr(PyroValue) value = reply != NULL ? pyro_reply_decode (reply, &error) : NULL;

  end_serializer (user_data, error);
}

static void
serializer_opened_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroCall) call = pyro_call_new (PYRO_DAEMON_OBJECT, "ping", NULL, NULL);

  if (!pyro_connection_open_finish (self->other, result, &error))
    {
      end_serializer (task, error);
      return;
    }
  pyro_connection_call_async (self->other, call, self->timeout, g_task_get_cancellable (task),
                              serializer_called_cb, task);
}

/* A daemon says that it does not accept a serializer when that is used, so each one is. */
static void
try_next_serializer (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  const char *name;

  do
    name = pyro_generation_get_serializer_name (self->generation, ++self->serializer_id);
  while (name != NULL && pyro_codec_find (name) == NULL);
  if (name == NULL)
    {
      _pyro_doctor_end (task);
      return;
    }

  self->other = new_daemon_connection (self, name);
  pyro_connection_set_generation (self->other, self->generation);
  pyro_connection_open_async (self->other, self->timeout, g_task_get_cancellable (task), serializer_opened_cb,
                              task);
}

/* ---- What is there ---- */

static void
info_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_connection_call_finish (PYRO_CONNECTION (object), result, &error);
  g_autoptr(PyroValue) value = reply != NULL ? pyro_reply_decode (reply, &error) : NULL;
  g_autofree char *info = NULL;

  if (_pyro_doctor_is_over (task, error))
    return;

  if (value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_STR)
    info = pyro_value_dup_utf8 (value);
  if (info != NULL)
    _pyro_doctor_judge_info (task, info);
  else
    _pyro_doctor_report (task, "daemon", PYRO_FINDING_ODD,
                         error != NULL ? g_strdup_printf (_("It says nothing of itself: %s"), error->message)
                                       : g_strdup (_("It says nothing of itself: its answer is no text")), NULL);

  /* It is not needed any more, and a daemon may have few threads for connections. */
  pyro_connection_close (self->connection);
  try_next_serializer (task);
}

/* Two numbers are two sentences to those languages that have more than two forms. */
static char *
describe_offer (guint n_methods,
                guint n_attributes)
{
  /* Translators: completes “The object offers … and …” */
  g_autofree char *methods = g_strdup_printf (ngettext ("%u method", "%u methods", n_methods), n_methods);
  g_autofree char *attributes = g_strdup_printf (ngettext ("%u attribute", "%u attributes", n_attributes),
                                                 n_attributes);

  /* Translators: both have their number, as in “3 methods” and “1 attribute” */
  return g_strdup_printf (_("The object offers %s and %s"), methods, attributes);
}

static void
report_metadata (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  PyroMetadata *metadata = pyro_connection_get_metadata (self->connection);
  guint n_methods = g_strv_length ((char **) pyro_metadata_get_methods (metadata));
  guint n_attributes = g_strv_length ((char **) pyro_metadata_get_attributes (metadata));

  if (n_methods + n_attributes > 0)
    _pyro_doctor_report (task, "metadata", PYRO_FINDING_GOOD,
                         describe_offer (n_methods, n_attributes), NULL);
  else
    _pyro_doctor_report (task, "metadata", PYRO_FINDING_BAD,
                         g_strdup (_("The object offers no method and no attribute")),
                         g_strdup (_("Mark its class, or what is to be offered, with @expose; if it is, then another "
                                     "object than that is registered")));
}

static char *
describe_tls (const char      *version,
              PyroCertificate *certificate)
{
  if (certificate == NULL)
    return g_strdup_printf (_("It is %s, with a certificate of nobody"), version);

  return g_strdup_printf (_("It is %s, with a certificate of %s"), version, pyro_certificate_get_subject (certificate));
}

static void
report_welcome (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);
  PyroCertificate *certificate = pyro_connection_get_certificate (self->connection);
  g_autofree char *time = _pyro_doctor_format_time (g_get_monotonic_time () - self->started);

  if (self->tls != NULL)
    _pyro_doctor_report (task, "TLS", PYRO_FINDING_GOOD,
                         describe_tls (pyro_connection_get_tls_version (self->connection), certificate), NULL);
  _pyro_doctor_report (task, "protocol", PYRO_FINDING_GOOD,
                       g_strdup_printf (_("It speaks %s, protocol %u"), pyro_generation_get_name (self->generation),
                                        pyro_generation_get_version (self->generation)), NULL);
  _pyro_doctor_report (task, "handshake", PYRO_FINDING_GOOD,
                       g_strdup_printf (_("It is accepted, in %s from the connecting on"), time), NULL);
  _pyro_doctor_report (task, "object", PYRO_FINDING_GOOD,
                       g_strdup_printf (_("The daemon knows %s"), pyro_uri_get_object (self->uri)), NULL);
  report_metadata (task);
}

/* ---- The object is not ---- */

static char *
list_names (PyroValue *names)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n = pyro_value_get_length (names);

  for (gsize i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_item (names, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "?");
    }
  if (n > MAX_NAMES)
    return g_strdup_printf (ngettext ("The daemon has: %s and %zu more", "The daemon has: %s and %zu more",
                                      n - MAX_NAMES), text->str, n - MAX_NAMES);

  return g_strdup_printf (_("The daemon has: %s"), text->str);
}

static void
end_without_object (GTask     *task,
                    PyroValue *names)
{
  PyroExamination *self = g_task_get_task_data (task);
  gboolean has_names = names != NULL && (pyro_value_get_kind (names) == PYRO_VALUE_LIST
                                         || pyro_value_get_kind (names) == PYRO_VALUE_TUPLE);

  _pyro_doctor_report (task, "object", PYRO_FINDING_BAD,
                       g_strdup_printf (_("The daemon answers and does not know %s"), pyro_uri_get_object (self->uri)),
                       has_names ? list_names (names)
                                 : g_strdup (_("Its program was started anew, or took it away: register it anew")));
  _pyro_doctor_end (task);
}

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_connection_call_finish (PYRO_CONNECTION (object), result, &error);
  g_autoptr(PyroValue) names = reply != NULL ? pyro_reply_decode (reply, &error) : NULL;

  if (!_pyro_doctor_is_over (task, error))
    end_without_object (task, names);
}

static void
daemon_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroCall) call = pyro_call_new (PYRO_DAEMON_OBJECT, "registered", NULL, NULL);

  if (pyro_connection_open_finish (self->other, result, &error))
    pyro_connection_call_async (self->other, call, self->timeout, g_task_get_cancellable (task), registered_cb,
                                task);
  else if (!_pyro_doctor_is_over (task, error))
    end_without_object (task, NULL);
}

/* ---- The handshake ---- */

/* What both generations refuse the handshake with when they have no such object. */
static gboolean
is_unknown_object (const GError *error)
{
  return (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED) || error->domain == PYRO_REMOTE_ERROR)
         && strstr (error->message, "unknown object") != NULL;
}

/* Whether what a client of TLS got to hear shows that there is TLS, be it a certificate that is not
 * trusted here. */
static gboolean
shows_tls (const GError *error)
{
  return error == NULL || (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_NOT_TLS);
}

static void
tls_tried_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  pyro_connection_open_finish (self->other, result, &error);
  if (_pyro_doctor_is_over (task, error))
    return;

  if (shows_tls (error))
    _pyro_doctor_judge_tls (task);
  else
    _pyro_doctor_judge_failure (task, self->problem);
  _pyro_doctor_end (task);
}

/* A daemon of Python that speaks TLS closes the connection of a client that does not, and most often
 * before that can read why.
 *
 * Returns: whether TLS is tried */
static gboolean
try_tls (GTask        *task,
         const GError *problem)
{
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(PyroTls) tls = pyro_tls_new_client (self->config, NULL);

  if (tls == NULL)
    return FALSE;

  self->problem = g_error_copy (problem);
  self->other = new_daemon_connection (self, self->config->serializer);
  pyro_connection_set_tls (self->other, tls);
  pyro_connection_open_async (self->other, self->timeout, g_task_get_cancellable (task), tls_tried_cb, task);

  return TRUE;
}

static gboolean
pause_over (gpointer user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);

  g_clear_pointer (&self->pause, g_source_unref);
  g_clear_object (&self->connection);
  _pyro_doctor_open (task);

  return G_SOURCE_REMOVE;
}

static void
open_after_pause (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);

  self->paused = TRUE;
  self->pause = g_timeout_source_new (PAUSE_MSEC);
  g_source_set_static_name (self->pause, "[pyro] examine again");
  g_source_set_callback (self->pause, pause_over, task, NULL);
  g_source_attach (self->pause, g_task_get_context (task));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  PyroExamination *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroCall) call = pyro_call_new (PYRO_DAEMON_OBJECT, "info", NULL, NULL);

  if (pyro_connection_open_finish (self->connection, result, &error))
    {
      self->generation = pyro_connection_get_generation (self->connection);
      report_welcome (task);
      pyro_connection_call_async (self->connection, call, self->timeout, g_task_get_cancellable (task), info_cb,
                                  task);
      return;
    }
  if (_pyro_doctor_is_over (task, error))
    return;

  if (_pyro_doctor_is_full (error) && !self->paused)
    open_after_pause (task);
  else if (is_unknown_object (error))
    {
      self->other = new_daemon_connection (self, self->config->serializer);
      pyro_connection_open_async (self->other, self->timeout, g_task_get_cancellable (task), daemon_opened_cb,
                                  task);
    }
  else if (self->tls != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
           || !try_tls (task, error))
    {
      _pyro_doctor_judge_failure (task, error);
      _pyro_doctor_end (task);
    }
}

/*
 * _pyro_doctor_open:
 * @task: (transfer full): an examination that knows where the object is
 *
 * Connects as every client does. What it ends with tells how far that came.
 */
void
_pyro_doctor_open (GTask *task)
{
  PyroExamination *self = g_task_get_task_data (task);

  self->started = g_get_monotonic_time ();
  self->connection = new_connection (self, self->uri, self->config->serializer);
  pyro_connection_open_async (self->connection, self->timeout, g_task_get_cancellable (task), opened_cb, task);
}
