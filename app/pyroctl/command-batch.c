/* app/pyroctl/command-batch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/input.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"
#include "app/pyroctl/script.h"

static gboolean oneway;

static const GOptionEntry options[] = {
  { "oneway", 0, 0, G_OPTION_ARG_NONE, &oneway, "Do not wait for the results", NULL },
  { NULL }
};

/* Pyro's own order: all results until the one that is an exception, then that. */
static CtlStatus
output_results (CtlInquiry     *inquiry,
                PyroBatchReply *results)
{
  PyroException *exception = pyro_batch_reply_get_exception (results);
  GError *error = NULL;

  for (guint i = 0; i < pyro_batch_reply_get_n_results (results); i++)
    {
      g_autoptr(PyroValue) result = pyro_batch_reply_dup_result (results, i, &error);

      if (result == NULL)
        return ctl_inquiry_fail (inquiry, error);
      ctl_output_value (result, ctl_inquiry_get_json (inquiry));
    }

  if (exception == NULL)
    return CTL_DONE;
  ctl_output_flush ();
  ctl_report_exception (exception);

  return CTL_RAISED;
}

static CtlStatus
send (CtlInquiry *inquiry,
      PyroBatch  *batch)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroCall) chosen = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroBatchReply) results = NULL;
  GError *error = NULL;
  CtlStatus status;

  call = pyro_batch_dup_call (batch, &error);
  if (call == NULL)
    return ctl_inquiry_fail (inquiry, error);

  chosen = pyro_call_with_oneway (call, oneway);
  reply = ctl_inquiry_send (inquiry, pyro_batch_get_proxy (batch), chosen, &status);
  if (reply == NULL)
    return status;

  results = pyro_batch_reply_new (reply, pyro_batch_get_n_calls (batch), &error);
  if (results == NULL)
    return ctl_inquiry_fail (inquiry, error);

  return output_results (inquiry, results);
}

static PyroBatch *
new_batch (PyroProxy *proxy,
           GPtrArray *calls)
{
  PyroBatch *batch = pyro_batch_new (proxy);

  for (guint i = 0; i < calls->len; i++)
    {
      const CtlScriptCall *call = g_ptr_array_index (calls, i);

      pyro_batch_add (batch, call->method, call->args, call->kwargs);
    }

  return batch;
}

static GPtrArray *
read_calls (const char *path)
{
  gboolean is_stdin = g_str_equal (path, "-");
  const char *name = is_stdin ? "Standard input" : path;
  g_autoptr(GBytes) text = ctl_input_read (is_stdin ? NULL : path, name);

  return text != NULL ? ctl_script_read (text, name) : NULL;
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(GPtrArray) calls = read_calls (arguments[1]);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroBatch) batch = NULL;
  CtlStatus status;

  if (calls == NULL)
    return CTL_USAGE;

  proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  if (proxy == NULL)
    return status;
  if (calls->len == 0) /* Python's would send it, and get an empty list */
    return CTL_DONE;
  batch = new_batch (proxy, calls);

  return send (inquiry, batch);
}

const CtlCommand ctl_command_batch = {
  .name = "batch",
  .arguments = "TARGET FILE",
  .summary = "Call many methods with one message",
  .description =
    "Each line of FILE is a call in Python, whose arguments are literals, as in\n"
    "  move_to(10, y=2.5)    # a comment\n"
    "Nothing in it is ever run. A single - stands for standard input. The results are printed one a\n"
    "line. The first call that raises an exception ends the batch: the results of those before it are\n"
    "printed, then the exception, and what follows it in FILE was not called.",
  .examples =
    "  pyroctl batch lab.stage moves.txt\n"
    "  printf 'add(1, 2)\\nmultiply(3, b=4)\\n' | pyroctl batch lab.arithmetic -\n"
    "  pyroctl batch lab.stage moves.txt --oneway",
  .min_arguments = 2,
  .max_arguments = 2,
  .takes_target = TRUE,
  .options = options,
  .run = run,
};
