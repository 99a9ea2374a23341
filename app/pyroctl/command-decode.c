/* app/pyroctl/command-decode.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include <string.h>

#include "app/pyroctl/dissection-output.h"
#include "app/pyroctl/hex.h"
#include "app/pyroctl/input.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static gboolean hex;

static const GOptionEntry options[] = {
  { "hex", 0, 0, G_OPTION_ARG_NONE, &hex, "FILE has hexadecimal digits and not the bytes themselves", NULL },
  { NULL }
};

/* ---- Messages ---- */

/* Returns: (nullable): what the signature of a message is like, or NULL when it is of no interest */
static char *
check_signature (CtlInquiry *inquiry,
                 PyroFrame  *frame,
                 gboolean   *good)
{
  const char *key = ctl_inquiry_get_config (inquiry)->hmac_key;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (key == NULL || *key == '\0' || !pyro_generation_has_hmac (pyro_frame_get_generation (frame)))
    return NULL;

  bytes = g_bytes_new_static (key, strlen (key));
  if (pyro_frame_check_hmac (frame, bytes, &error))
    return g_strdup ("good");
  *good = FALSE;

  return g_strdup (error->message);
}

/* Returns: whether all of it could be read */
static gboolean
output_message (CtlInquiry *inquiry,
                GBytes     *bytes,
                PyroFrame  *frame,
                guint       number,
                gsize       offset)
{
  gsize header_size = pyro_generation_get_header_size (pyro_frame_get_generation (frame));
  g_autoptr(GBytes) header = g_bytes_new_from_bytes (bytes, offset, header_size);
  g_autoptr(PyroDissection) dissection = pyro_dissection_new (frame, header);
  gboolean good = pyro_dissection_get_problem (dissection) == NULL;
  g_autofree char *signature = check_signature (inquiry, frame, &good);
  CtlCapture capture = { number, offset, signature };

  ctl_output_dissection (dissection, &capture, ctl_inquiry_get_json (inquiry));

  return good;
}

/* What is there instead of another message. */
static void
report_end (gsize         offset,
            gsize         size,
            const GError *error)
{
  if (error != NULL)
    ctl_report ("No message begins at byte %" G_GSIZE_FORMAT ": %s", offset, error->message);
  else
    ctl_report ("The message at byte %" G_GSIZE_FORMAT " is cut off: there are %" G_GSIZE_FORMAT
                " bytes of it", offset, size - offset);
}

static CtlStatus
decode_messages (CtlInquiry *inquiry,
                 GBytes     *bytes)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (ctl_inquiry_get_config (inquiry)->max_message_size);
  g_autoptr(GError) error = NULL;
  gsize size, wanted, offset = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  PyroParseResult result = PYRO_PARSE_FRAME;
  gboolean good = TRUE;

  pyro_parser_feed (parser, data, size);
  for (guint number = 1; result == PYRO_PARSE_FRAME; number++)
    {
      g_autoptr(PyroFrame) frame = NULL;

      result = pyro_parser_next (parser, &frame, &wanted, &error);
      if (result != PYRO_PARSE_FRAME)
        break;
      good &= output_message (inquiry, bytes, frame, number, offset);
      offset += pyro_frame_get_size (frame);
      if (!ctl_output_flush ())
        return CTL_DONE;
    }
  if (offset < size)
    report_end (offset, size, error);

  return good && offset == size ? CTL_DONE : CTL_FAILED;
}

/* ---- Payloads ---- */

static CtlStatus
decode_payload (CtlInquiry *inquiry,
                GBytes     *payload)
{
  const char *name = ctl_inquiry_get_options (inquiry)->serializer;
  const PyroCodec *codec = name != NULL ? pyro_codec_find (name) : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroDissection) dissection = pyro_dissection_new_for_payload (payload, codec, &error);
  CtlCapture capture = { 0 };

  if (dissection == NULL)
    {
      ctl_report ("%s", error->message);
      return CTL_FAILED;
    }
  ctl_output_dissection (dissection, &capture, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

/* ---- The file ---- */

static GBytes *
read_hex (GBytes     *text,
          const char *name)
{
  gsize size, place;
  const char *data = g_bytes_get_data (text, &size);
  GBytes *bytes = ctl_hex_parse (data, size, &place);

  if (bytes == NULL)
    ctl_report ("Byte %" G_GSIZE_FORMAT " of %s is not the hexadecimal digit that has to be there",
                place, name);

  return bytes;
}

static CtlStatus
decode (CtlInquiry *inquiry,
        GBytes     *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    {
      ctl_report ("There is nothing in it");
      return CTL_FAILED;
    }
  if (memcmp (data, "PYRO", MIN (size, 4)) == 0)
    return decode_messages (inquiry, bytes);

  return decode_payload (inquiry, bytes);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  gboolean is_stdin = g_str_equal (arguments[0], "-");
  const char *name = is_stdin ? "Standard input" : arguments[0];
  g_autoptr(GBytes) file = ctl_input_read (is_stdin ? NULL : arguments[0], name);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) plain = NULL;
  g_autoptr(GError) error = NULL;

  if (file == NULL)
    return CTL_USAGE;
  bytes = hex ? read_hex (file, name) : g_bytes_ref (file);
  if (bytes == NULL)
    return CTL_USAGE;

  plain = pyro_dissection_dup_plain (bytes, &error);
  if (plain == NULL)
    {
      ctl_report ("%s", error->message);
      return CTL_FAILED;
    }

  return decode (inquiry, plain);
}

const CtlCommand ctl_command_decode = {
  .name = "decode",
  .arguments = "FILE",
  .summary = "Print what captured messages say",
  .description =
    "FILE has messages of Pyro5 or Pyro4, one behind the other, as a program on the network saw them\n"
    "go in one direction, or the payload of one; gzip and zlib are undone. A single - stands for\n"
    "standard input. The serializer of a payload alone is --serializer, or else what it looks like.\n"
    "With --hmac-key the signatures of messages are checked. Nothing in them is ever run, pickles\n"
    "neither. The exit status is 3 when some of it cannot be read.",
  .examples =
    "  pyroctl decode capture.bin\n"
    "  xclip -o | pyroctl decode --hex -\n"
    "  pyroctl decode payload.bin --serializer marshal\n"
    "  pyroctl --json decode capture.bin",
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
