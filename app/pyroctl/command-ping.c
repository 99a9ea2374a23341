/* app/pyroctl/command-ping.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static void
output_answer (const char *target,
               gint64      time,
               gboolean    json)
{
  if (json)
    {
      g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
      yyjson_mut_val *object = yyjson_mut_obj (document);

      yyjson_mut_obj_add_str (document, object, "target", target);
      yyjson_mut_obj_add_real (document, object, "seconds", (double) time / G_TIME_SPAN_SECOND);
      ctl_output_json (document, object);
    }
  else
    {
      g_autofree char *visible = ctl_make_visible (target);
      char milliseconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (milliseconds, sizeof milliseconds,
                       time < G_TIME_SPAN_MILLISECOND ? "%.3f" : "%.1f",
                       (double) time / G_TIME_SPAN_MILLISECOND);
      ctl_output_text ("%s answered in %s ms", visible, milliseconds);
    }
}

static CtlStatus
run (CtlInquiry  *inquiry,
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
    proxy = target = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  else if ((server = ctl_inquiry_open_name_server (inquiry, &status)) != NULL)
    proxy = pyro_name_server_get_proxy (server);
  if (proxy == NULL)
    return status;

  start = g_get_monotonic_time ();
  if (!pyro_proxy_ping_sync (proxy, ctl_inquiry_get_cancellable (inquiry), &error))
    return ctl_inquiry_fail (inquiry, error);
  time = g_get_monotonic_time () - start;

  uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  output_answer (arguments[0] != NULL ? arguments[0] : uri, time, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

const CtlCommand ctl_command_ping = {
  .name = "ping",
  .arguments = "[TARGET]",
  .summary = "Ask whether an object's server, or the name server, answers",
  .description =
    "The time is that of one message and its answer on a connection that is open.",
  .examples =
    "  pyroctl ping\n"
    "  pyroctl --timeout 2 ping lab.stage",
  .max_arguments = 1,
  .takes_target = TRUE,
  .run = run,
};
