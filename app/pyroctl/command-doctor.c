/* app/pyroctl/command-doctor.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

/* Microseconds of each step where no limit was set: who wants to know what hangs cannot wait for it. */
#define USUAL_TIMEOUT (5 * G_TIME_SPAN_SECOND)

typedef struct
{
  CtlInquiry *inquiry;
  GMainLoop  *loop;
  CtlStatus   status;
} Visit;

static const char *
get_state_name (PyroFindingState state)
{
  switch (state)
    {
    case PYRO_FINDING_GOOD:
      return "good";
    case PYRO_FINDING_ODD:
      return "odd";
    case PYRO_FINDING_BAD:
    default:
      return "bad";
    }
}

static void
output_json (const PyroFinding *finding)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, object, "state", get_state_name (finding->state));
  yyjson_mut_obj_add_str (document, object, "step", finding->step);
  yyjson_mut_obj_add_str (document, object, "seen", finding->seen);
  yyjson_mut_obj_add_val (document, object, "advice",
                          finding->advice != NULL ? yyjson_mut_str (document, finding->advice)
                                                  : yyjson_mut_null (document));
  ctl_output_json (document, object);
}

static void
output_line (const PyroFinding *finding)
{
  g_autofree char *seen = ctl_make_visible (finding->seen);
  g_autofree char *advice = ctl_make_visible (finding->advice != NULL ? finding->advice : "");

  ctl_output_text ("%s\t%s\t%s%s%s", get_state_name (finding->state), finding->step, seen,
                   *advice != '\0' ? "\t" : "", advice);
}

/* Each is there at once: the next step may take its time. */
static void
take_finding (const PyroFinding *finding,
              gpointer           user_data)
{
  Visit *visit = user_data;

  if (ctl_inquiry_get_json (visit->inquiry))
    output_json (finding);
  else
    output_line (finding);
  ctl_output_flush ();
}

static void
examined_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Visit *visit = user_data;
  GError *error = NULL;
  gboolean healthy;

  if (pyro_doctor_examine_finish (result, &healthy, &error))
    {
      visit->status = healthy ? CTL_DONE : CTL_FAILED;
    }
  else if (g_cancellable_is_cancelled (ctl_inquiry_get_cancellable (visit->inquiry)))
    {
      visit->status = ctl_inquiry_fail (visit->inquiry, error);
    }
  else
    {
      ctl_report ("%s", error->message);
      g_error_free (error);
      visit->status = CTL_USAGE;
    }
  g_main_loop_quit (visit->loop);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  const CtlOptions *options = ctl_inquiry_get_options (inquiry);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Visit visit = { inquiry, loop, CTL_DONE };
  gint64 timeout = ctl_inquiry_get_timeout (inquiry);
  g_autoptr(PyroConfig) config = pyro_config_copy (ctl_inquiry_get_config (inquiry));

  if (options->serializer != NULL)
    g_set_str (&config->serializer, options->serializer);
  ctl_inquiry_watch_for_interrupt (inquiry);
  pyro_doctor_examine_async (config, arguments[0], options->ns_host, options->ns_port,
                             timeout > 0 ? timeout : USUAL_TIMEOUT, take_finding, &visit, NULL,
                             ctl_inquiry_get_cancellable (inquiry), examined_cb, &visit);
  g_main_loop_run (loop);

  return visit.status;
}

const CtlCommand ctl_command_doctor = {
  .name = "doctor",
  .arguments = "TARGET|HOST:PORT",
  .summary = "Tell why an object cannot be reached, step by step",
  .description =
    "Goes the way to an object, or to the daemon at HOST:PORT, and prints a line for each step: good,\n"
    "odd (works from here, but maybe not from elsewhere) or bad, what was looked at, what was seen, and\n"
    "what to change, with tabs between them. No method of the object is called. A step takes five\n"
    "seconds at most, or what --timeout says. The exit status is 3 when a step is bad.",
  .examples =
    "  pyroctl doctor lab.stage\n"
    "  pyroctl doctor PYRO:lab.stage@robot:41234\n"
    "  pyroctl doctor robot:41234\n"
    "  pyroctl --json doctor lab.stage",
  .min_arguments = 1,
  .max_arguments = 1,
  .takes_target = TRUE,
  .run = run,
};
