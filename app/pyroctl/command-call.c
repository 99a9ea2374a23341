/* app/pyroctl/command-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include <string.h>

#include "app/pyroctl/explain.h"
#include "app/pyroctl/operands.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static gboolean oneway;
static char **annotations;
static char *correlation;
static gboolean explain;
static gboolean wants_stream;
static char *stream_text; /* how many items, NULL for all */

static gboolean
parse_stream (const char  *name,
              const char  *value,
              gpointer     data,
              GError     **error)
{
  wants_stream = TRUE;
  g_set_str (&stream_text, value);

  return TRUE;
}

static const GOptionEntry options[] = {
  { "oneway", 0, 0, G_OPTION_ARG_NONE, &oneway, "Do not wait for an answer", NULL },
  { "annotation", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &annotations,
    "Send an annotation with the call; may be given again", "ABCD=HEX" },
  { "correlation-id", 0, 0, G_OPTION_ARG_FILENAME, &correlation,
    "Send this correlation id with the call", "UUID" },
  { "stream", 0, G_OPTION_FLAG_OPTIONAL_ARG | G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
    parse_stream, "The result has to be a stream; take N items of it, or all", "N" },
  { "explain", 0, 0, G_OPTION_ARG_NONE, &explain,
    "Call nothing; print as what the arguments would arrive", NULL },
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
  guint64          n_items;     /* that are taken of a stream */
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
  self->n_items = G_MAXUINT64;
  if (stream_text != NULL &&
      !g_ascii_string_to_unsigned (stream_text, 10, 0, G_MAXUINT64, &self->n_items, NULL))
    {
      ctl_report ("--stream wants a number of items, not %s", g_strchug (stream_text));
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

/* Prints the items of a stream, one a line, each as soon as it is there, until there is enough of them
 * or nobody reads them. */
static CtlStatus
output_items (CtlInquiry     *inquiry,
              PyroItemStream *stream,
              guint64         n_items)
{
  for (guint64 i = 0; i < n_items; i++)
    {
      GError *error = NULL;
      g_autoptr(PyroValue) item =
        pyro_item_stream_next_sync (stream, ctl_inquiry_get_cancellable (inquiry), &error);

      if (error != NULL)
        return ctl_inquiry_fail (inquiry, error);
      if (item == NULL)
        break;
      ctl_output_value (item, ctl_inquiry_get_json (inquiry));
      if (!ctl_output_flush ())
        break;
    }

  return CTL_DONE;
}

/* However it goes, the daemon is told that no more is wanted: after an interruption as well, as long as
 * that leaves time for it. */
static CtlStatus
output_stream (CtlInquiry    *inquiry,
               const Request *request,
               PyroProxy     *proxy,
               PyroReply     *reply)
{
  GError *error = NULL;
  g_autoptr(PyroItemStream) stream = pyro_item_stream_new_for_reply (proxy, reply, &error);
  CtlStatus status;

  if (stream == NULL)
    return ctl_inquiry_fail (inquiry, error);

  status = output_items (inquiry, stream, request->n_items);
  pyro_item_stream_close_sync (stream, NULL, NULL);

  return status;
}

/* ---- The command ---- */

static CtlStatus
send (CtlInquiry    *inquiry,
      const Request *request,
      PyroProxy     *proxy)
{
  g_autoptr(PyroCall) call = request_make_call (request, pyro_uri_get_object (pyro_proxy_get_uri (proxy)));
  CtlStatus status;
  g_autoptr(PyroReply) reply = ctl_inquiry_send (inquiry, proxy, call, &status);
  g_autoptr(PyroValue) value = NULL;

  if (reply == NULL)
    return status;
  if (wants_stream || pyro_reply_get_stream_id (reply) != NULL)
    return output_stream (inquiry, request, proxy, reply);

  value = ctl_inquiry_read (inquiry, reply, &status);
  if (value == NULL)
    return status;
  ctl_output_value (value, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

static CtlStatus
explain_arguments (CtlInquiry    *inquiry,
                   const Request *request)
{
  CtlStatus status;
  const PyroCodec *codec = ctl_inquiry_get_codec (inquiry, &status);

  if (codec == NULL)
    return status;

  return ctl_explain (codec, request->args, request->kwargs, ctl_inquiry_get_json (inquiry)) ? CTL_DONE
                                                                                             : CTL_USAGE;
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_auto(Request) request = { 0 };
  g_autoptr(PyroProxy) proxy = NULL;
  CtlStatus status;

  if (!request_parse (&request, arguments + 1))
    return CTL_USAGE;
  if (explain)
    return explain_arguments (inquiry, &request);

  proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  if (proxy == NULL)
    return status;

  return send (inquiry, &request, proxy);
}

const CtlCommand ctl_command_call = {
  .name = "call",
  .arguments = "TARGET METHOD [ARG… | NAME=ARG…]",
  .summary = "Call a method and print its result",
  .description =
    CTL_ABOUT_ARGUMENTS "\n\n"
    "The items of a result that is a stream are printed one a line. A method that its object\n"
    "marks as oneway is called so, even without --oneway; nothing is printed then.\n\n"
    "A serializer may change a value on its way, or be unable to carry it. --explain calls nothing and\n"
    "needs no server: it prints each argument, as what it would arrive, and why.",
  .examples =
    "  pyroctl call lab.arithmetic add 1 2\n"
    "  pyroctl call lab.echo same '\"text\"'\n"
    "  pyroctl call lab.stage move_to 10 y=2.5\n"
    "  pyroctl call PYRO:obj_1@robot:41234 upload @picture.png\n"
    "  pyroctl --timeout 5 call lab.camera pictures 100 --stream 3\n"
    "  pyroctl call lab.echo same '(1, {2})' --serializer json --explain",
  .min_arguments = 2,
  .max_arguments = -1,
  .takes_target = TRUE,
  .takes_values = TRUE,
  .options = options,
  .run = run,
};
