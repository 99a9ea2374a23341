/* app/pyroctl/command-ping.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/json.h"
#include "app/pyroctl/output.h"

static void
output_answer (const char *target,
               gint64      time,
               gboolean    json)
{
  g_autoptr(GString) line = g_string_new (NULL);

  if (json)
    {
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (seconds, sizeof seconds, "%.6f", (double) time / G_TIME_SPAN_SECOND);
      g_string_append (line, "{\"target\": ");
      ctl_json_append_string (line, target, -1);
      g_string_append_printf (line, ", \"seconds\": %s}", seconds);
    }
  else
    {
      char milliseconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (milliseconds, sizeof milliseconds,
                       time < G_TIME_SPAN_MILLISECOND ? "%.3f" : "%.1f",
                       (double) time / G_TIME_SPAN_MILLISECOND);
      g_string_append_printf (line, "%s answered in %s ms", target, milliseconds);
    }

  ctl_output_line (line);
}

static CtlStatus
run (CtlInquiry  *session,
     char       **arguments)
{
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(PyroProxy) target = NULL;
  PyroProxy *proxy = NULL;
  GError *error = NULL;
  CtlStatus status;
  g_autofree char *uri = NULL;
  gint64 start, time;

  if (arguments[0] != NULL)
    proxy = target = ctl_inquiry_open_target (session, arguments[0], &status);
  else if ((server = ctl_inquiry_open_name_server (session, &status)) != NULL)
    proxy = pyro_name_server_get_proxy (server);
  if (proxy == NULL)
    return status;

  start = g_get_monotonic_time ();
  if (!pyro_proxy_ping_sync (proxy, ctl_inquiry_get_cancellable (session), &error))
    return ctl_inquiry_fail (session, error);
  time = g_get_monotonic_time () - start;

  uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  output_answer (arguments[0] != NULL ? arguments[0] : uri, time, ctl_inquiry_get_json (session));

  return CTL_DONE;
}

const CtlCommand ctl_command_ping = {
  .name = "ping",
  .arguments = "[TARGET]",
  .summary = "Ask whether an object's server, or the name server, answers",
  .description =
    CTL_ABOUT_TARGET "\n\n"
    "The time is that of one message and its answer on a connection that is open.",
  .max_arguments = 1,
  .run = run,
};
