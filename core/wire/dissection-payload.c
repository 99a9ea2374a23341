/* core/wire/dissection-payload.c - what a payload says
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/dissection.h"

#include "core/error.h"
#include "core/wire/blob.h"
#include "core/wire/dissection-private.h"
#include "core/wire/hello.h"
#include "core/wire/payload-private.h"

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = value != NULL ? pyro_value_get_kind (value) : PYRO_VALUE_NONE;

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static gboolean
is_dict (PyroValue *value)
{
  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_DICT;
}

/* Consumes @start. */
static void
add_line_with_value (PyroDissection *self,
                     const char     *start,
                     PyroValue      *value)
{
  GString *line = g_string_new (start);

  _pyro_dissection_add_value (self, line, value);
  _pyro_dissection_take_line (self, line);
}

/* ---- Exceptions ---- */

static void
add_exception (PyroDissection *self,
               PyroValue      *value)
{
  g_autoptr(PyroException) exception = pyro_exception_from_value (value, NULL);
  const char *const *traceback;
  GString *line;

  if (exception == NULL)
    {
      add_line_with_value (self, "exception: ", value);
      return;
    }

  line = g_string_new (pyro_exception_get_class_name (exception));
  g_string_append_printf (line, ": %s", pyro_exception_get_message (exception));
  _pyro_dissection_take_line (self, line);
  traceback = pyro_exception_get_traceback (exception);
  for (gsize i = 0; traceback[i] != NULL; i++)
    _pyro_dissection_take_line (self, g_string_new (traceback[i]));

  g_clear_pointer (&self->exception, pyro_exception_unref);
  self->exception = g_steal_pointer (&exception);
}

static void
add_value (PyroDissection *self,
           PyroValue      *value)
{
  const char *name = pyro_value_get_class_name (value);
  PyroValue *wrapped = NULL;

  if (name != NULL && g_str_has_suffix (name, "._ExceptionWrapper")) /* of a batch */
    wrapped = pyro_value_lookup_string (value, "exception");

  if (wrapped != NULL)
    add_exception (self, wrapped);
  else if (pyro_value_is_exception (value))
    add_exception (self, value);
  else
    add_line_with_value (self, "", value);
}

/* ---- Calls ---- */

/* Writes `method(1, b=2)`. */
static void
add_invocation (PyroDissection *self,
                GString        *line,
                PyroValue      *method,
                PyroValue      *args,
                PyroValue      *kwargs)
{
  const char *comma = "";

  _pyro_dissection_add_text (self, line, method);
  g_string_append_c (line, '(');
  for (gsize i = 0; i < pyro_value_get_length (args); i++, comma = ", ")
    {
      g_string_append (line, comma);
      _pyro_dissection_add_value (self, line, pyro_value_get_item (args, i));
    }
  for (gsize i = 0; is_dict (kwargs) && i < pyro_value_get_length (kwargs); i++, comma = ", ")
    {
      g_string_append (line, comma);
      _pyro_dissection_add_text (self, line, pyro_value_get_key (kwargs, i));
      g_string_append_c (line, '=');
      _pyro_dissection_add_value (self, line, pyro_value_get_item (kwargs, i));
    }
  g_string_append_c (line, ')');
}

static gboolean
is_text (PyroValue  *value,
         const char *text)
{
  gsize size;
  const char *data = pyro_value_get_string (value, &size);

  return data != NULL && size == strlen (text) && memcmp (data, text, size) == 0;
}

/* Writes what reads or sets an attribute.
 *
 * Returns: whether it is that */
static gboolean
add_access (PyroDissection *self,
            GString        *line,
            PyroValue      *method,
            PyroValue      *args)
{
  gboolean sets = is_text (method, "__setattr__");

  if (pyro_value_get_length (args) != (sets ? 2 : 1) || (!sets && !is_text (method, "__getattr__")))
    return FALSE;

  _pyro_dissection_add_text (self, line, pyro_value_get_item (args, 0));
  if (sets)
    {
      g_string_append (line, " = ");
      _pyro_dissection_add_value (self, line, pyro_value_get_item (args, 1));
    }

  return TRUE;
}

static void
add_batch (PyroDissection *self,
           PyroValue      *calls)
{
  for (gsize i = 0; i < pyro_value_get_length (calls); i++)
    {
      PyroValue *call = pyro_value_get_item (calls, i);
      GString *line = g_string_new (NULL);

      if (is_sequence (call) && pyro_value_get_length (call) == 3 && is_sequence (pyro_value_get_item (call, 1)))
        add_invocation (self, line, pyro_value_get_item (call, 0), pyro_value_get_item (call, 1),
                        pyro_value_get_item (call, 2));
      else
        _pyro_dissection_add_value (self, line, call);
      _pyro_dissection_take_line (self, line);
    }
}

static gboolean
read_call (PyroDissection   *self,
           const PyroCodec  *codec,
           GBytes           *payload,
           gboolean          is_batch,
           GError          **error)
{
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  GString *line;

  if (!pyro_codec_decode_call (codec, payload, &object, &method, &args, &kwargs, error))
    return FALSE;

  line = g_string_new (NULL);
  _pyro_dissection_add_text (self, line, object);
  g_string_append_c (line, '.');
  if (is_batch)
    {
      g_string_append_printf (line, "<batch of %" G_GSIZE_FORMAT ">", pyro_value_get_length (args));
      _pyro_dissection_take_line (self, line);
      add_batch (self, args);
      return TRUE;
    }
  if (!add_access (self, line, method, args))
    add_invocation (self, line, method, args, kwargs);
  _pyro_dissection_take_line (self, line);

  return TRUE;
}

static gboolean
read_blob (PyroDissection  *self,
           GError         **error)
{
  g_autoptr(PyroBlob) blob = pyro_blob_new_from_frame (self->frame, error);
  g_autoptr(PyroValue) data = blob != NULL ? pyro_blob_decode (blob, error) : NULL;
  GString *line;

  if (data == NULL)
    return FALSE;

  line = g_string_new (NULL);
  g_string_append_printf (line, "%s.%s(blob ", pyro_blob_get_object (blob), pyro_blob_get_method (blob));
  if (pyro_blob_get_info (blob) != NULL)
    _pyro_dissection_add_value (self, line, pyro_blob_get_info (blob));
  g_string_append (line, ": ");
  _pyro_dissection_add_value (self, line, data);
  g_string_append_c (line, ')');
  _pyro_dissection_take_line (self, line);

  return TRUE;
}

/* ---- Handshakes ---- */

static void
add_names (PyroDissection     *self,
           const char         *what,
           const char *const  *names)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) names);
  GString *line;

  if (names[0] == NULL)
    return;
  line = g_string_new (what);
  g_string_append (line, joined);
  _pyro_dissection_take_line (self, line);
}

static gboolean
read_hello (PyroDissection  *self,
            GError         **error)
{
  g_autoptr(PyroValue) value = _pyro_payload_decode (self->frame, error);
  PyroValue *object, *handshake;
  GString *line;

  if (value == NULL)
    return FALSE;

  object = pyro_value_lookup_string (value, "object");
  handshake = pyro_value_lookup_string (value, "handshake");
  if (object == NULL || handshake == NULL)
    {
      add_line_with_value (self, "connect: ", value);
      return TRUE;
    }
  line = g_string_new ("connect to ");
  _pyro_dissection_add_text (self, line, object);
  g_string_append (line, ", handshake ");
  _pyro_dissection_add_value (self, line, handshake);
  _pyro_dissection_take_line (self, line);

  return TRUE;
}

static gboolean
read_welcome (PyroDissection  *self,
              GError         **error)
{
  g_autoptr(PyroValue) handshake = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;

  if (!pyro_hello_receive (self->frame, &handshake, &metadata, error))
    return FALSE;

  add_line_with_value (self, "connected, handshake ", handshake);
  if (metadata == NULL)
    return TRUE;
  add_names (self, "methods: ", pyro_metadata_get_methods (metadata));
  add_names (self, "oneway: ", pyro_metadata_get_oneway (metadata));
  add_names (self, "attributes: ", pyro_metadata_get_attributes (metadata));

  return TRUE;
}

static gboolean
read_refusal (PyroDissection *self)
{
  g_autofree char *reason = _pyro_payload_dup_text (self->frame);
  GString *line = g_string_new ("refused");

  if (reason != NULL)
    g_string_append_printf (line, ": %s", reason);
  _pyro_dissection_take_line (self, line);

  return TRUE;
}

/* ---- Answers ---- */

static gboolean
read_result (PyroDissection  *self,
             GError         **error)
{
  PyroFrameFlags flags = pyro_frame_get_flags (self->frame);
  g_autoptr(PyroValue) value = NULL;

  if ((flags & PYRO_FRAME_FLAG_ITEM_STREAM) != 0)
    {
      g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (self->frame);
      gboolean has_id = pyro_annotations_lookup (annotations, "STRM") != NULL;

      _pyro_dissection_take_line (self, g_string_new (has_id ? "an item stream"
                                                             : "an item stream that the server does not allow"));
      return TRUE;
    }

  value = _pyro_payload_decode (self->frame, error);
  if (value == NULL)
    return FALSE;

  if ((flags & PYRO_FRAME_FLAG_EXCEPTION) != 0)
    add_exception (self, value);
  else if ((flags & PYRO_FRAME_FLAG_BATCH) != 0 && is_sequence (value))
    {
      GString *line = g_string_new (NULL);

      g_string_append_printf (line, "<results of a batch: %" G_GSIZE_FORMAT ">", pyro_value_get_length (value));
      _pyro_dissection_take_line (self, line);
      for (gsize i = 0; i < pyro_value_get_length (value); i++)
        add_value (self, pyro_value_get_item (value, i));
    }
  else
    add_value (self, value);

  return TRUE;
}

/* Its payload is no value. */
static gboolean
read_ping (PyroDissection *self)
{
  g_autoptr(PyroValue) payload = pyro_value_new_bytes (pyro_frame_get_payload (self->frame));

  add_line_with_value (self, "", payload);

  return TRUE;
}

static gboolean
read_invoke (PyroDissection  *self,
             GError         **error)
{
  const PyroGeneration *generation = pyro_frame_get_generation (self->frame);
  PyroFrameFlags flags = pyro_frame_get_flags (self->frame);
  const char *name;
  g_autoptr(GBytes) plain = NULL;

  if ((flags & PYRO_FRAME_FLAG_KEEP_SERIALIZED) != 0)
    return read_blob (self, error);
  if (self->codec == NULL)
    {
      name = pyro_generation_get_serializer_name (generation, pyro_frame_get_serializer_id (self->frame));
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The serializer %s cannot be read here",
                   name != NULL ? name : "of an unknown number");
      return FALSE;
    }

  plain = pyro_frame_dup_plain_payload (self->frame, error);

  return plain != NULL && read_call (self, self->codec, plain, (flags & PYRO_FRAME_FLAG_BATCH) != 0, error);
}

static gboolean
read_frame (PyroDissection  *self,
            GError         **error)
{
  switch (pyro_frame_get_frame_type (self->frame))
    {
    case PYRO_FRAME_CONNECT:
      return read_hello (self, error);
    case PYRO_FRAME_CONNECT_OK:
      return read_welcome (self, error);
    case PYRO_FRAME_CONNECT_FAIL:
      return read_refusal (self);
    case PYRO_FRAME_INVOKE:
      return read_invoke (self, error);
    case PYRO_FRAME_RESULT:
      return read_result (self, error);
    case PYRO_FRAME_PING:
    default:
      return read_ping (self);
    }
}

/*
 * _pyro_dissection_read_frame:
 *
 * Writes what the message says, or why that cannot be told.
 */
void
_pyro_dissection_read_frame (PyroDissection *self)
{
  GError *error = NULL;

  if (pyro_frame_get_frame_type (self->frame) != PYRO_FRAME_PING)
    self->codec = pyro_generation_find_codec (pyro_frame_get_generation (self->frame),
                                              pyro_frame_get_serializer_id (self->frame));
  if (!read_frame (self, &error))
    _pyro_dissection_take_error (self, error);
}

/*
 * _pyro_dissection_read_bytes:
 *
 * Writes what a payload says that comes without a header: a call when it is like one, else a value.
 *
 * Returns: whether @codec can read it
 */
gboolean
_pyro_dissection_read_bytes (PyroDissection   *self,
                             const PyroCodec  *codec,
                             GBytes           *payload,
                             GError          **error)
{
  g_autoptr(PyroValue) value = NULL;

  self->codec = codec;
  if (read_call (self, codec, payload, FALSE, NULL))
    return TRUE;

  value = pyro_codec_decode (codec, payload, error);
  if (value == NULL)
    return FALSE;
  add_value (self, value);

  return TRUE;
}
