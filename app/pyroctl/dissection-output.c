/* app/pyroctl/dissection-output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/dissection-output.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

/* ---- As text ---- */

static void
output_line (const char *start,
             const char *text)
{
  g_autofree char *visible = ctl_make_visible (text);

  ctl_output_text ("%s%s", start, visible);
}

static void
output_head (PyroDissection   *dissection,
             const CtlCapture *capture)
{
  PyroFrame *frame = pyro_dissection_get_frame (dissection);

  if (frame == NULL)
    ctl_output_text ("payload: %s", pyro_codec_get_name (pyro_dissection_get_codec (dissection)));
  else
    ctl_output_text ("message %u, at %" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT " bytes: %s %s",
                     capture->number, capture->offset, pyro_frame_get_size (frame),
                     pyro_generation_get_name (pyro_frame_get_generation (frame)),
                     pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)));
}

static void
output_text (PyroDissection   *dissection,
             const CtlCapture *capture)
{
  const char *const *lines = pyro_dissection_get_lines (dissection);
  const char *problem = pyro_dissection_get_problem (dissection);

  output_head (dissection, capture);
  for (guint i = 0; i < pyro_dissection_get_n_fields (dissection); i++)
    {
      const PyroDissectionField *field = pyro_dissection_get_field (dissection, i);
      g_autofree char *start = g_strdup_printf ("  %s: ", field->name);
      g_autofree char *visible = ctl_make_visible (start);

      output_line (visible, field->text);
    }
  if (capture->signature != NULL)
    output_line ("  signature: ", capture->signature);
  for (gsize i = 0; lines[i] != NULL; i++)
    output_line ("  | ", lines[i]);
  if (problem != NULL)
    output_line ("  ! ", problem);
}

/* ---- As JSON ---- */

static yyjson_mut_val *
new_text (yyjson_mut_doc *document,
          const char     *text)
{
  return text != NULL ? yyjson_mut_str (document, text) : yyjson_mut_null (document);
}

static void
add_frame (yyjson_mut_doc   *document,
           yyjson_mut_val   *object,
           PyroDissection   *dissection,
           const CtlCapture *capture)
{
  PyroFrame *frame = pyro_dissection_get_frame (dissection);
  yyjson_mut_val *fields = yyjson_mut_arr (document);

  yyjson_mut_obj_add_uint (document, object, "message", capture->number);
  yyjson_mut_obj_add_uint (document, object, "offset", capture->offset);
  yyjson_mut_obj_add_uint (document, object, "size", pyro_frame_get_size (frame));
  yyjson_mut_obj_add_str (document, object, "generation",
                          pyro_generation_get_name (pyro_frame_get_generation (frame)));
  yyjson_mut_obj_add_str (document, object, "type",
                          pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)));
  for (guint i = 0; i < pyro_dissection_get_n_fields (dissection); i++)
    {
      const PyroDissectionField *field = pyro_dissection_get_field (dissection, i);
      yyjson_mut_val *item = yyjson_mut_arr_add_obj (document, fields);

      yyjson_mut_obj_add_str (document, item, "name", field->name);
      yyjson_mut_obj_add_str (document, item, "text", field->text);
      yyjson_mut_obj_add_uint (document, item, "offset", field->offset);
      yyjson_mut_obj_add_uint (document, item, "size", field->size);
    }
  yyjson_mut_obj_add_val (document, object, "fields", fields);
  if (capture->signature != NULL)
    yyjson_mut_obj_add_str (document, object, "signature", capture->signature);
}

static void
output_json (PyroDissection   *dissection,
             const CtlCapture *capture)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  yyjson_mut_val *object = yyjson_mut_obj (document);
  const PyroCodec *codec = pyro_dissection_get_codec (dissection);

  if (pyro_dissection_get_frame (dissection) != NULL)
    add_frame (document, object, dissection, capture);
  yyjson_mut_obj_add_val (document, object, "serializer",
                          new_text (document, codec != NULL ? pyro_codec_get_name (codec) : NULL));
  yyjson_mut_obj_add_str (document, object, "summary", pyro_dissection_get_summary (dissection));
  yyjson_mut_obj_add_val (document, object, "lines",
                          ctl_json_new_strings (document, pyro_dissection_get_lines (dissection)));
  yyjson_mut_obj_add_val (document, object, "problem",
                          new_text (document, pyro_dissection_get_problem (dissection)));
  ctl_output_json (document, object);
}

/**
 * ctl_output_dissection:
 * @dissection: a message or a payload
 * @capture: where it is from
 * @json: whether to print a JSON object rather than lines
 *
 * Prints what a message says.
 */
void
ctl_output_dissection (PyroDissection   *dissection,
                       const CtlCapture *capture,
                       gboolean          json)
{
  if (json)
    output_json (dissection, capture);
  else
    output_text (dissection, capture);
}
