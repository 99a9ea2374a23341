/* core/names/doctor.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/doctor.h"

#include <string.h>

#include "core/client/remote-daemon.h"
#include "core/error.h"
#include "core/names/doctor-private.h"
#include "core/translation-private.h"

G_DEFINE_BOXED_TYPE (PyroFinding, pyro_finding, pyro_finding_copy, pyro_finding_free)

/**
 * pyro_finding_copy:
 * @self: a finding
 *
 * Returns: (transfer full): a copy
 */
PyroFinding *
pyro_finding_copy (const PyroFinding *self)
{
  PyroFinding *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (PyroFinding, 1);
  *copy = (PyroFinding) { self->step, self->state, g_strdup (self->seen), g_strdup (self->advice) };

  return copy;
}

/**
 * pyro_finding_get_title:
 * @self: a finding
 *
 * Gives the step for people to read, where the field is for programs.
 *
 * Returns: (transfer none): the step, in the language of the user
 */
const char *
pyro_finding_get_title (const PyroFinding *self)
{
  static const struct
  {
    const char *step;
    const char *title;
  } titles[] = {
    { "TCP", N_("TCP") },
    { "TLS", N_("TLS") },
    { "address", N_("Address") },
    { "daemon", N_("Daemon") },
    { "handshake", N_("Handshake") },
    { "lookup", N_("Lookup") },
    { "metadata", N_("Metadata") },
    { "name server", N_("Name server") },
    { "object", N_("Object") },
    { "protocol", N_("Protocol") },
    { "registration", N_("Registration") },
    { "serializer", N_("Serializer") },
    { "socket", N_("Socket") },
  };

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (self->step, titles[i].step))
      return _(titles[i].title);

  return self->step;
}

/**
 * pyro_finding_free:
 * @self: (transfer full): a finding
 */
void
pyro_finding_free (PyroFinding *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->seen);
  g_free (self->advice);
  g_free (self);
}

static void
unref_addresses (GList *addresses)
{
  g_list_free_full (addresses, g_object_unref);
}

static void
examination_free (gpointer data)
{
  PyroExamination *self = data;

  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
  if (self->connection != NULL)
    pyro_connection_close (self->connection);
  if (self->other != NULL)
    pyro_connection_close (self->other);
  if (self->func_data_free != NULL)
    self->func_data_free (self->func_data);
  g_clear_pointer (&self->config, pyro_config_free);
  g_free (self->ns_host);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  g_clear_pointer (&self->asked, pyro_uri_unref);
  g_clear_pointer (&self->uri, pyro_uri_unref);
  g_clear_object (&self->server);
  g_clear_pointer (&self->addresses, unref_addresses);
  g_ptr_array_unref (self->reached);
  g_ptr_array_unref (self->unreached);
  g_clear_error (&self->unreached_error);
  g_clear_error (&self->problem);
  g_clear_object (&self->connection);
  g_clear_object (&self->other);
  g_free (self);
}

/* ---- For the steps ---- */

/*
 * _pyro_doctor_report:
 * @step: what programs know it by, marked for translation
 * @seen: (transfer full): what was seen
 * @advice: (transfer full) (nullable): what to change
 *
 * Tells of a step.
 */
void
_pyro_doctor_report (GTask            *task,
                     const char       *step,
                     PyroFindingState  state,
                     char             *seen,
                     char             *advice)
{
  PyroExamination *self = g_task_get_task_data (task);
  PyroFinding finding = { step, state, seen, advice };

  self->failed |= state == PYRO_FINDING_BAD;
  self->func (&finding, self->func_data);
  g_free (seen);
  g_free (advice);
}

/*
 * _pyro_doctor_format_time:
 * @time: microseconds
 *
 * Returns: (transfer full): milliseconds, with digits that are written alike in all languages
 */
char *
_pyro_doctor_format_time (gint64 time)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.1f", (double) time / G_TIME_SPAN_MILLISECOND);

  /* Translators: milliseconds */
  return g_strdup_printf (_("%s ms"), digits);
}

/*
 * _pyro_doctor_is_over:
 * @task: consumed when it is over
 * @error: (nullable): why a step failed
 *
 * Ends the task when the user gave it up; then it is no finding that a step failed.
 *
 * Returns: whether it was
 */
gboolean
_pyro_doctor_is_over (GTask        *task,
                      const GError *error)
{
  if (error == NULL || !g_task_return_error_if_cancelled (task))
    return FALSE;
  g_object_unref (task);

  return TRUE;
}

/*
 * _pyro_doctor_end:
 * @task: (transfer full): an examination
 *
 * Ends the task: there is nothing more to look at.
 */
void
_pyro_doctor_end (GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* ---- The target ---- */

/* Whether @text is HOST:PORT, or the path of a Unix socket. */
static gboolean
is_location (const char *text)
{
  const char *colon = strrchr (text, ':');
  guint64 port;

  if (g_str_has_prefix (text, "./u:"))
    return TRUE;

  return colon != NULL && colon > text && g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &port, NULL)
         && (text[0] == '[' || strchr (text, ':') == colon);
}

static gboolean
has_scheme (const char *text)
{
  return g_ascii_strncasecmp (text, "PYRO:", 5) == 0 || g_ascii_strncasecmp (text, "PYRONAME:", 9) == 0
         || g_ascii_strncasecmp (text, "PYROMETA:", 9) == 0;
}

static PyroUri *
parse_target (const PyroConfig  *config,
              const char        *target,
              GError           **error)
{
  g_autofree char *text = NULL;
  PyroUri *uri;

  if (has_scheme (target))
    return pyro_uri_parse (target, config->ns_port, error);
  if (is_location (target))
    {
      text = g_strconcat ("PYRO:" PYRO_DAEMON_OBJECT "@", target, NULL);
      return pyro_uri_parse (text, config->ns_port, error);
    }

  uri = pyro_uri_new (PYRO_URI_PYRONAME, target, NULL, 0);
  if (uri == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_URI, _("“%s” is neither a URI, a place nor a name"), target);

  return uri;
}

/* ---- What a program calls ---- */

/**
 * pyro_doctor_examine_async:
 * @config: a configuration: where the name server is, the serializer, TLS, the HMAC key
 * @target: a URI of any scheme, `HOST:PORT` of a daemon, or a name
 * @ns_host: (nullable): where the name server is, before what @config says
 * @ns_port: its port, or 0 for that of @config
 * @timeout: microseconds for each step, or 0 for no limit
 * @func: takes the findings, in the context of the caller
 * @func_data: passed to @func
 * @func_data_free: (nullable): frees @func_data
 * @cancellable: (nullable): a way to give up
 * @callback: called when there is nothing more to find
 * @user_data: passed to @callback
 *
 * Goes the way to an object step by step, and tells at each what is there: the name server, the
 * registration, the addresses of the host, TCP, TLS, the protocol, the handshake, the object, the
 * serializers. No method of the object is called: only the daemon is asked, with what every daemon has.
 */
void
pyro_doctor_examine_async (const PyroConfig    *config,
                           const char          *target,
                           const char          *ns_host,
                           guint16              ns_port,
                           gint64               timeout,
                           PyroDoctorFunc       func,
                           gpointer             func_data,
                           GDestroyNotify       func_data_free,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  PyroExamination *self;
  GTask *task;
  GError *error = NULL;

  g_return_if_fail (config != NULL);
  g_return_if_fail (target != NULL);
  g_return_if_fail (timeout >= 0);
  g_return_if_fail (func != NULL);

  self = g_new0 (PyroExamination, 1);
  self->config = pyro_config_copy (config);
  self->ns_host = g_strdup (ns_host);
  self->ns_port = ns_port;
  self->timeout = timeout;
  self->func = func;
  self->func_data = func_data;
  self->func_data_free = func_data_free;
  self->reached = g_ptr_array_new_with_free_func (g_free);
  self->unreached = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_doctor_examine_async);
  g_task_set_task_data (task, self, examination_free);

  self->asked = parse_target (config, target, &error);
  if (self->asked != NULL && config->ssl)
    self->tls = pyro_tls_new_client (config, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  if (pyro_uri_get_scheme (self->asked) != PYRO_URI_PYRO)
    {
      _pyro_doctor_find_name_server (task);
      return;
    }
  self->uri = pyro_uri_ref (self->asked);
  _pyro_doctor_find_addresses (task);
}

/**
 * pyro_doctor_examine_finish:
 * @result: what the callback got
 * @healthy: (out) (optional): whether no finding was bad
 * @error: return location for an error
 *
 * Returns: whether all was looked at, or %FALSE with %PYRO_ERROR_URI when the target is none, the
 *   errors of [ctor@Pyro.Tls.new_client], or %G_IO_ERROR_CANCELLED
 */
gboolean
pyro_doctor_examine_finish (GAsyncResult  *result,
                            gboolean      *healthy,
                            GError       **error)
{
  PyroExamination *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_doctor_examine_async), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  if (healthy != NULL)
    *healthy = !self->failed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
