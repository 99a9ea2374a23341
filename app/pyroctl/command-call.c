/* app/pyroctl/command-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include <string.h>

#include "app/pyroctl/operands.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static gboolean oneway;
static char **annotations;
static char *correlation;
static int stream_limit = G_MAXINT;

static const GOptionEntry options[] = {
  { "oneway", 0, 0, G_OPTION_ARG_NONE, &oneway, "Do not wait for an answer", NULL },
  { "annotation", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &annotations,
    "Send an annotation with the call; may be given again", "ABCD=HEX" },
  { "correlation-id", 0, 0, G_OPTION_ARG_FILENAME, &correlation,
    "Send this correlation id with the call", "UUID" },
  { "stream", 0, 0, G_OPTION_ARG_INT, &stream_limit,
    "Take at most N items of a result that is a stream", "N" },
  { NULL }
};

/* Returns: the bytes of @n hexadecimal digits, or NULL */
static GBytes *
parse_hex (const char *digits,
           gsize       n)
{
  g_autofree guint8 *data = g_malloc (n / 2 + 1);

  if (n % 2 != 0)
    return NULL;

  for (gsize i = 0; i < n; i += 2)
    {
      int high = g_ascii_xdigit_value (digits[i]);
      int low = g_ascii_xdigit_value (digits[i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      data[i / 2] = (guint8) (high << 4 | low);
    }

  return g_bytes_new_take (g_steal_pointer (&data), n / 2);
}

static PyroAnnotations *
parse_annotations (char **texts)
{
  g_autoptr(PyroAnnotations) all = pyro_annotations_new ();

  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *equals = strchr (texts[i], '=');
      g_autofree char *id = NULL;
      g_autoptr(GBytes) data = NULL;
      g_autoptr(GError) error = NULL;
      PyroAnnotations *more;

      if (equals != NULL)
        data = parse_hex (equals + 1, strlen (equals + 1));
      if (data == NULL)
        {
          ctl_report ("--annotation wants four characters, = and hexadecimal digits, not “%s”", texts[i]);
          return NULL;
        }

      id = g_strndup (texts[i], (gsize) (equals - texts[i]));
      more = pyro_annotations_with (all, id, data, &error);
      if (more == NULL)
        {
          ctl_report ("--annotation: %s", error->message);
          return NULL;
        }
      pyro_annotations_unref (all);
      all = more;
    }

  return g_steal_pointer (&all);
}

static GBytes *
parse_uuid (const char *text)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *digits = NULL;
  GBytes *id = NULL;

  if (g_uuid_string_is_valid (text))
    {
      parts = g_strsplit (text, "-", -1);
      digits = g_strjoinv ("", parts);
      id = parse_hex (digits, strlen (digits));
    }
  if (id == NULL)
    ctl_report ("--correlation-id wants a UUID, not “%s”", text);

  return id;
}

/* What the command line says, read before anything is asked of the network. */
typedef struct
{
  const char      *method;
  PyroValue       *args;
  PyroValue       *kwargs;
  PyroAnnotations *annotations;
  GBytes          *correlation; /* NULL for none */
} Request;

static void
request_clear (Request *self)
{
  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  g_clear_pointer (&self->correlation, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
request_parse (Request  *self,
               char    **arguments)
{
  if (stream_limit < 0)
    {
      ctl_report ("--stream wants a number of items, not %d", stream_limit);
      return FALSE;
    }

  self->method = arguments[0];
  self->annotations = parse_annotations (annotations);
  if (self->annotations == NULL)
    return FALSE;

  if (correlation != NULL)
    {
      self->correlation = parse_uuid (correlation);
      if (self->correlation == NULL)
        return FALSE;
    }

  return ctl_operands_parse_list (arguments + 1, &self->args, &self->kwargs);
}

static PyroCall *
request_make_call (const Request *self,
                   const char    *object)
{
  g_autoptr(PyroCall) plain = pyro_call_new (object, self->method, self->args, self->kwargs);
  g_autoptr(PyroCall) oneway_call = pyro_call_with_oneway (plain, oneway);
  g_autoptr(PyroCall) annotated = pyro_call_with_annotations (oneway_call, self->annotations);

  if (self->correlation == NULL)
    return g_steal_pointer (&annotated);

  return pyro_call_with_correlation (annotated, g_bytes_get_data (self->correlation, NULL));
}

/* ---- Streams ---- */

static PyroCall *
new_stream_call (const char *method,
                 const char *stream)
{
  g_autoptr(PyroValue) id = pyro_value_new_string (stream);
  g_autoptr(PyroValue) args = pyro_value_new_list (&id, 1);

  return pyro_call_new ("Pyro.Daemon", method, args, NULL);
}

static gboolean
is_end_of_stream (const GError *error)
{
  return g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED) &&
         g_strcmp0 (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)),
                    "StopIteration") == 0;
}

/* Prints the items of a stream, one a line, each as soon as it is there, until there is enough of them
 * or nobody reads them. */
static CtlStatus
output_stream (CtlInquiry *inquiry,
               PyroProxy  *proxy,
               const char *stream)
{
  g_autoptr(PyroCall) next = new_stream_call ("get_next_stream_item", stream);
  g_autoptr(PyroCall) close_call = new_stream_call ("close_stream", stream);
  g_autoptr(PyroCall) oneway_close = pyro_call_with_oneway (close_call, TRUE);
  g_autoptr(PyroReply) unanswered = NULL;
  GCancellable *cancellable = ctl_inquiry_get_cancellable (inquiry);

  for (int i = 0; i < stream_limit; i++)
    {
      GError *error = NULL;
      g_autoptr(PyroReply) reply = pyro_proxy_send_sync (proxy, next, cancellable, &error);
      g_autoptr(PyroValue) item = reply != NULL ? pyro_reply_decode (reply, &error) : NULL;

      if (is_end_of_stream (error))
        {
          g_error_free (error);
          return CTL_DONE;
        }
      if (item == NULL)
        return ctl_inquiry_fail (inquiry, error);
      ctl_output_value (item, ctl_inquiry_get_json (inquiry));
      if (!ctl_output_flush ())
        break;
    }

  unanswered = pyro_proxy_send_sync (proxy, oneway_close, cancellable, NULL);

  return CTL_DONE;
}

/* ---- The command ---- */

static CtlStatus
send (CtlInquiry *inquiry,
      PyroProxy  *proxy,
      PyroCall   *call)
{
  CtlStatus status;
  g_autoptr(PyroReply) reply = ctl_inquiry_send (inquiry, proxy, call, &status);
  g_autoptr(PyroValue) value = NULL;
  const char *stream;

  if (reply == NULL)
    return status;

  stream = pyro_reply_get_stream_id (reply);
  if (stream != NULL)
    return output_stream (inquiry, proxy, stream);

  value = ctl_inquiry_read (inquiry, reply, &status);
  if (value == NULL)
    return status;
  ctl_output_value (value, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_auto(Request) request = { 0 };
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroCall) call = NULL;
  CtlStatus status;

  if (!request_parse (&request, arguments + 1))
    return CTL_USAGE;

  proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  if (proxy == NULL)
    return status;
  call = request_make_call (&request, pyro_uri_get_object (pyro_proxy_get_uri (proxy)));

  return send (inquiry, proxy, call);
}

const CtlCommand ctl_command_call = {
  .name = "call",
  .arguments = "TARGET METHOD [ARG… | NAME=ARG…]",
  .summary = "Call a method and print its result",
  .description =
    CTL_ABOUT_ARGUMENTS "\n\n"
    "The items of a result that is a stream are printed one a line. A method that its object\n"
    "marks as oneway is called so, even without --oneway; nothing is printed then.",
  .examples =
    "  pyroctl call lab.arithmetic add 1 2\n"
    "  pyroctl call lab.echo same '\"text\"'\n"
    "  pyroctl call lab.stage move_to 10 y=2.5\n"
    "  pyroctl call PYRO:obj_1@robot:41234 upload @picture.png\n"
    "  pyroctl --timeout 5 call lab.camera pictures 100 --stream 3",
  .min_arguments = 2,
  .max_arguments = -1,
  .takes_target = TRUE,
  .takes_values = TRUE,
  .options = options,
  .run = run,
};
