/* core/wire/dissection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/dissection.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/repr.h"
#include "core/wire/blob-label-private.h"
#include "core/wire/correlation.h"
#include "core/wire/dissection-private.h"
#include "core/wire/generation-private.h"

/* Characters of a summary, and bytes of an annotation, that are shown. */
#define MAX_SUMMARY    160
#define MAX_ANNOTATION 256

/**
 * PyroDissection:
 *
 * A message, or a payload alone, as text for people: the fields of its bytes, and what it says.
 *
 * A dissection never changes once made, so it may be shared between threads. Its texts are as the peer sent
 * them: characters that control a terminal are among them.
 */
G_DEFINE_BOXED_TYPE (PyroDissection, pyro_dissection, pyro_dissection_ref, pyro_dissection_unref)

static void
field_free (gpointer data)
{
  PyroDissectionField *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static PyroDissection *
pyro_dissection_create (gsize payload_size)
{
  PyroDissection *self = g_new0 (PyroDissection, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->builder = g_strv_builder_new ();
  self->room = PYRO_MAX_DISSECTION_SIZE
               + MIN (payload_size, PYRO_MAX_INFLATED_SIZE) * PYRO_MAX_DISSECTION_GROWTH;

  return self;
}

/* ---- The bytes ---- */

/* Consumes @name and @text. */
static void
add_field (PyroDissection *self,
           char           *name,
           char           *text,
           gsize           offset,
           gsize           size)
{
  PyroDissectionField *field = g_new (PyroDissectionField, 1);

  *field = (PyroDissectionField) { name, text, offset, size };
  g_ptr_array_add (self->fields, field);
}

static char *
dup_hex (const guint8 *data,
         gsize         size)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < MIN (size, MAX_ANNOTATION); i++)
    g_string_append_printf (text, "%02x", data[i]);
  if (size > MAX_ANNOTATION)
    g_string_append_printf (text, "… (%" G_GSIZE_FORMAT " bytes)", size);

  return g_string_free (text, FALSE);
}

static const char *
get_flag_name (PyroFrameFlags flag)
{
  static const char *const names[] = {
    "EXCEPTION", "COMPRESSED", "ONEWAY", "BATCH", "ITEMSTREAMRESULT", "KEEPSERIALIZED", "CORR_ID",
    "META_ON_CONNECT",
  };
  gint bit = g_bit_nth_lsf ((gulong) flag, -1);

  return bit >= 0 && (gsize) bit < G_N_ELEMENTS (names) ? names[bit] : "?";
}

static char *
dup_flags (const PyroGeneration *generation,
           guint32               bits)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "0x%04x", bits);
  for (guint i = 0, n = 0; i < PYRO_N_FLAG_BITS; i++)
    if ((bits & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", n++ == 0 ? " " : " | ",
                              generation->flag_bits[i] != 0 ? get_flag_name (generation->flag_bits[i])
                                                            : "unknown");

  return g_string_free (text, FALSE);
}

static char *
dup_header_text (const PyroGeneration  *generation,
                 const PyroHeaderField *field,
                 const guint8          *data)
{
  guint32 number = field->size <= 4 ? _pyro_get_number (data, field->size) : 0;
  const char *name;

  switch (field->kind)
    {
    case PYRO_HEADER_TEXT:
      return g_strndup ((const char *) data, field->size);
    case PYRO_HEADER_TYPE:
      return g_strdup_printf ("%u %s", number, pyro_frame_type_get_name ((PyroFrameType) number));
    case PYRO_HEADER_SERIALIZER:
      name = pyro_generation_get_serializer_name (generation, (guint16) number);
      return g_strdup_printf ("%u %s", number, name != NULL ? name : "unknown");
    case PYRO_HEADER_FLAGS:
      return dup_flags (generation, number);
    case PYRO_HEADER_CORRELATION:
      return pyro_correlation_to_string (data);
    case PYRO_HEADER_HEX:
      return dup_hex (data, field->size);
    case PYRO_HEADER_NUMBER:
    default:
      return g_strdup_printf ("%u", number);
    }
}

/* A frame keeps no bytes of its header, so they are written once more where they are not at hand. */
static void
write_header (PyroFrame *frame,
              gsize      annotations_size,
              guint8    *data)
{
  const PyroGeneration *generation = pyro_frame_get_generation (frame);
  const guint8 *correlation = pyro_frame_get_correlation (frame);
  PyroHeader header = {
    .type = pyro_frame_get_frame_type (frame),
    .flags = pyro_frame_get_flags (frame),
    .serializer_id = pyro_frame_get_serializer_id (frame),
    .seq = pyro_frame_get_seq (frame),
    .payload_size = (guint32) g_bytes_get_size (pyro_frame_get_payload (frame)),
    .annotations_size = (guint32) annotations_size,
  };

  if (correlation != NULL)
    memcpy (header.correlation, correlation, PYRO_CORRELATION_SIZE);
  generation->write_header (generation, &header, data);
}

static void
add_header (PyroDissection *self,
            const guint8   *data)
{
  const PyroGeneration *generation = pyro_frame_get_generation (self->frame);

  for (const PyroHeaderField *field = generation->fields; field->name != NULL; field++)
    {
      if (field->kind == PYRO_HEADER_CORRELATION && pyro_frame_get_correlation (self->frame) == NULL)
        continue;
      add_field (self, g_strdup (field->name), dup_header_text (generation, field, data + field->offset),
                 field->offset, field->size);
    }
}

static char *
dup_annotation_text (const PyroGeneration *generation,
                     const char           *id,
                     GBytes               *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (g_strcmp0 (id, generation->correlation_id) == 0 && size == PYRO_CORRELATION_SIZE)
    return pyro_correlation_to_string (data);
  if (g_str_equal (id, "STRM") && size <= MAX_ANNOTATION && g_utf8_validate_len ((const char *) data, size, NULL))
    return g_strndup ((const char *) data, size);
  if (g_str_equal (id, PYRO_BLOB_ANNOTATION))
    {
      g_autoptr(PyroValue) label = pyro_codec_decode (pyro_codec_find ("marshal"), bytes, NULL);

      if (label != NULL)
        return pyro_value_repr_short (label, MAX_ANNOTATION);
    }

  return dup_hex (data, size);
}

static void
add_annotations (PyroDissection *self)
{
  const PyroGeneration *generation = pyro_frame_get_generation (self->frame);
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (self->frame);
  gsize offset = generation->header_size;

  for (guint i = 0; i < pyro_annotations_get_n (annotations); i++)
    {
      const char *id = pyro_annotations_get_id (annotations, i);
      GBytes *data = pyro_annotations_get_data (annotations, i);
      gsize size = strlen (id) + generation->chunk_width + g_bytes_get_size (data);

      add_field (self, g_strconcat ("annotation ", id, NULL), dup_annotation_text (generation, id, data),
                 offset, size);
      offset += size;
    }
}

static void
add_payload (PyroDissection *self,
             gsize           offset)
{
  gsize size = g_bytes_get_size (pyro_frame_get_payload (self->frame));
  g_autoptr(GBytes) plain = NULL;

  if ((pyro_frame_get_flags (self->frame) & PYRO_FRAME_FLAG_COMPRESSED) != 0)
    plain = pyro_frame_dup_plain_payload (self->frame, NULL);

  add_field (self, g_strdup ("payload"),
             plain != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT " bytes, compressed from %" G_GSIZE_FORMAT,
                                              size, g_bytes_get_size (plain))
                           : g_strdup_printf ("%" G_GSIZE_FORMAT " bytes", size),
             offset, size);
}

/* ---- What it says ---- */

/*
 * _pyro_dissection_add_value:
 *
 * Writes a value as a Python literal, as far as there is room for it.
 */
void
_pyro_dissection_add_value (PyroDissection *self,
                            GString        *line,
                            PyroValue      *value)
{
  g_autofree char *text = pyro_value_repr_short (value, self->room);

  self->room -= MIN (self->room, strlen (text));
  g_string_append (line, text);
}

/*
 * _pyro_dissection_add_text:
 *
 * Writes a name, or whatever a peer has in its place.
 */
void
_pyro_dissection_add_text (PyroDissection *self,
                           GString        *line,
                           PyroValue      *value)
{
  g_autofree char *text = NULL;

  if (pyro_value_get_kind (value) != PYRO_VALUE_STR || pyro_value_get_length (value) > self->room)
    {
      _pyro_dissection_add_value (self, line, value);
      return;
    }

  text = pyro_value_dup_utf8 (value);
  self->room -= MIN (self->room, strlen (text));
  g_string_append (line, text);
}

/*
 * _pyro_dissection_take_line:
 * @line: (transfer full): a line
 */
void
_pyro_dissection_take_line (PyroDissection *self,
                            GString        *line)
{
  g_strv_builder_take (self->builder, g_string_free (line, FALSE));
}

/*
 * _pyro_dissection_take_error:
 * @error: (transfer full): why the payload cannot be read
 */
void
_pyro_dissection_take_error (PyroDissection *self,
                             GError         *error)
{
  g_autoptr(GError) owned = error;

  g_set_str (&self->problem, error->message);
}

static char *
dup_summary (const char *line)
{
  const char *end = g_utf8_strlen (line, -1) > MAX_SUMMARY ? g_utf8_offset_to_pointer (line, MAX_SUMMARY) : NULL;
  g_autofree char *start = end != NULL ? g_strndup (line, (gsize) (end - line)) : g_strdup (line);

  return g_strconcat (start, end != NULL ? "…" : "", NULL);
}

static void
pyro_dissection_finish (PyroDissection *self)
{
  self->lines = g_strv_builder_end (self->builder);
  g_clear_pointer (&self->builder, g_strv_builder_unref);
  if (self->lines[0] != NULL)
    self->summary = dup_summary (self->lines[0]);
  else
    self->summary = g_strdup (self->problem != NULL ? self->problem : "");
}

/* ---- What a program calls ---- */

/**
 * pyro_dissection_new:
 * @frame: a message
 * @header: (nullable): the bytes of its header as they came, or %NULL when they are not at hand; then
 *   bits of the flags that have no meaning are not told
 *
 * Takes a message apart. Large ones take time: this may be done in another thread. When its payload
 * cannot be read, [method@Pyro.Dissection.get_problem] says why, and the fields are there all the
 * same.
 *
 * Returns: (transfer full): its dissection
 */
PyroDissection *
pyro_dissection_new (PyroFrame *frame,
                     GBytes    *header)
{
  PyroDissection *self;
  g_autofree guint8 *written = NULL;
  gsize size, header_size;

  g_return_val_if_fail (frame != NULL, NULL);

  header_size = pyro_generation_get_header_size (pyro_frame_get_generation (frame));
  g_return_val_if_fail (header == NULL || g_bytes_get_size (header) == header_size, NULL);

  size = g_bytes_get_size (pyro_frame_get_payload (frame));
  self = pyro_dissection_create (size);
  self->frame = pyro_frame_ref (frame);
  written = g_malloc0 (header_size);
  if (header == NULL)
    write_header (frame, pyro_frame_get_size (frame) - size - header_size, written);

  add_header (self, header != NULL ? g_bytes_get_data (header, NULL) : written);
  add_annotations (self);
  add_payload (self, pyro_frame_get_size (frame) - size);
  _pyro_dissection_read_frame (self);
  pyro_dissection_finish (self);

  return self;
}

/**
 * pyro_dissection_new_for_payload:
 * @payload: a payload without a header
 * @codec: (nullable): its serializer, or %NULL to find that out by what it looks like
 * @error: return location for an error
 *
 * Takes a payload apart. See [ctor@Pyro.Dissection.new].
 *
 * Returns: (transfer full): its dissection, or %NULL with the errors of [method@Pyro.Codec.decode]
 */
PyroDissection *
pyro_dissection_new_for_payload (GBytes           *payload,
                                 const PyroCodec  *codec,
                                 GError          **error)
{
  g_autoptr(PyroDissection) self = NULL;

  g_return_val_if_fail (payload != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (codec == NULL)
    codec = _pyro_dissection_guess_codec (payload);
  if (codec == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
                           "This is neither a Pyro message nor a payload of a serializer that is known");
      return NULL;
    }

  self = pyro_dissection_create (g_bytes_get_size (payload));
  if (!_pyro_dissection_read_bytes (self, codec, payload, error))
    return NULL;
  pyro_dissection_finish (self);

  return g_steal_pointer (&self);
}

/**
 * pyro_dissection_ref:
 * @self: a dissection
 *
 * Returns: (transfer full): the same dissection
 */
PyroDissection *
pyro_dissection_ref (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_dissection_unref:
 * @self: (transfer full): a dissection
 */
void
pyro_dissection_unref (PyroDissection *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->frame, pyro_frame_unref);
  g_ptr_array_unref (self->fields);
  g_free (self->summary);
  g_clear_pointer (&self->builder, g_strv_builder_unref);
  g_strfreev (self->lines);
  g_free (self->problem);
  g_clear_pointer (&self->exception, pyro_exception_unref);
  g_free (self);
}
