/* app/pyroctl/explain.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/explain.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

/* One argument, and what becomes of it. */
typedef struct
{
  const PyroCodec *codec;
  char            *label;
  PyroValue       *value;   /* unowned */
  PyroArrival     *arrival; /* NULL when it cannot be sent */
  char            *place;   /* where in the value that is; else NULL */
  GError          *error;
} Explanation;

static void
explanation_clear (Explanation *self)
{
  g_free (self->label);
  g_clear_pointer (&self->arrival, pyro_arrival_unref);
  g_free (self->place);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Explanation, explanation_clear)

/* ---- As text ---- */

static void
output_value_after (const char *label,
                    PyroValue  *value)
{
  GString *line = g_string_new (label);

  pyro_value_append_repr (value, line);
  ctl_output_line (line);
  g_string_free (line, TRUE);
}

static void
output_sentence (const char *path,
                 const char *sentence)
{
  g_autofree char *where = ctl_make_visible (path);
  g_autofree char *visible = ctl_make_visible (sentence);

  ctl_output_text ("  %s%s%s", where, *where != '\0' ? ": " : "", visible);
}

static void
output_text (const Explanation *self)
{
  g_autofree char *visible = ctl_make_visible (self->label);
  g_autofree char *label = g_strconcat (visible, ": ", NULL);
  guint n = self->arrival != NULL ? pyro_arrival_get_n_changes (self->arrival) : 0;

  output_value_after (label, self->value);
  if (self->arrival == NULL)
    {
      output_sentence ("cannot be sent", self->error->message);
      return;
    }
  if (n == 0)
    {
      ctl_output_text ("  arrives as it is");
      return;
    }

  output_value_after ("  arrives as ", pyro_arrival_get_value (self->arrival));
  for (guint i = 0; i < n; i++)
    {
      const PyroChange *change = pyro_arrival_get_change (self->arrival, i);

      output_sentence (change->path, change->sentence);
    }
  if (!pyro_arrival_is_complete (self->arrival))
    ctl_output_text ("  … and more");
}

/* ---- As JSON ---- */

/* As Python literals, which tell a tuple from a list, and bytes from the dict that arrives of them. */
static yyjson_mut_val *
new_literal (yyjson_mut_doc *document,
             PyroValue      *value)
{
  g_autofree char *text = pyro_value_repr (value);

  return yyjson_mut_strcpy (document, text);
}

static yyjson_mut_val *
new_change (yyjson_mut_doc   *document,
            const PyroChange *change)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, object, "path", change->path);
  yyjson_mut_obj_add_val (document, object, "sent", new_literal (document, change->before));
  yyjson_mut_obj_add_val (document, object, "arrives",
                          change->after != NULL ? new_literal (document, change->after)
                                                : yyjson_mut_null (document));
  yyjson_mut_obj_add_str (document, object, "sentence", change->sentence);

  return object;
}

static void
output_json (const Explanation *self)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  yyjson_mut_val *object = yyjson_mut_obj (document);
  yyjson_mut_val *changes = yyjson_mut_arr (document);
  guint n = self->arrival != NULL ? pyro_arrival_get_n_changes (self->arrival) : 0;

  yyjson_mut_obj_add_str (document, object, "argument", self->label);
  yyjson_mut_obj_add_str (document, object, "serializer", pyro_codec_get_name (self->codec));
  yyjson_mut_obj_add_val (document, object, "sent", new_literal (document, self->value));
  if (self->arrival == NULL)
    {
      yyjson_mut_obj_add_str (document, object, "error", self->error->message);
      yyjson_mut_obj_add_str (document, object, "place", self->place != NULL ? self->place : "");
      ctl_output_json (document, object);
      return;
    }

  yyjson_mut_obj_add_val (document, object, "arrives",
                          new_literal (document, pyro_arrival_get_value (self->arrival)));
  for (guint i = 0; i < n; i++)
    yyjson_mut_arr_append (changes, new_change (document, pyro_arrival_get_change (self->arrival, i)));
  yyjson_mut_obj_add_val (document, object, "changes", changes);
  yyjson_mut_obj_add_bool (document, object, "complete", pyro_arrival_is_complete (self->arrival));
  ctl_output_json (document, object);
}

static gboolean
explain_value (const PyroCodec *codec,
               char            *label,
               PyroValue       *value,
               gboolean         json)
{
  g_auto(Explanation) self = { .codec = codec, .label = label, .value = value };

  self.arrival = pyro_arrival_new (codec, value, &self.place, &self.error);
  if (json)
    output_json (&self);
  else
    output_text (&self);

  return self.arrival != NULL;
}

/**
 * ctl_explain:
 * @codec: a serializer
 * @args: positional arguments
 * @kwargs: keyword arguments
 * @json: whether to print JSON, an object a line, rather than text
 *
 * Prints what becomes of the arguments of a call on their way: as what each arrives, and what that
 * changes, or why it cannot be sent.
 *
 * Returns: whether all of them can be sent
 */
gboolean
ctl_explain (const PyroCodec *codec,
             PyroValue       *args,
             PyroValue       *kwargs,
             gboolean         json)
{
  gboolean good = TRUE;

  for (gsize i = 0; i < pyro_value_get_length (args); i++)
    good &= explain_value (codec, g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1),
                           pyro_value_get_item (args, i), json);
  for (gsize i = 0; i < pyro_value_get_length (kwargs); i++)
    good &= explain_value (codec, pyro_value_dup_utf8 (pyro_value_get_key (kwargs, i)),
                           pyro_value_get_item (kwargs, i), json);

  return good;
}
