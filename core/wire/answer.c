/* core/wire/answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The messages with which a daemon answers calls. */

#include "core/wire/answer.h"

#include <string.h>

#include "core/value/builder.h"
#include "core/wire/annotations-private.h"
#include "core/wire/exception-private.h"
#include "core/wire/generation-private.h"
#include "core/wire/payload-private.h"

#define STREAM_ANNOTATION "STRM"

/**
 * pyro_answer_new: (skip)
 * @request: the message to answer
 * @flags: what the answer is
 * @value: what to say, in the serializer of @request
 * @correlation: (nullable) (array fixed-size=16): the correlation id
 * @annotations: (nullable): annotations to send along
 * @compress: whether a large payload is compressed
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer, to be sent under the number of @request; or %NULL with
 *   %PYRO_ERROR_SERIALIZE when the serializer cannot carry @value
 */
PyroFrame *
pyro_answer_new (PyroFrame        *request,
                 PyroFrameFlags    flags,
                 PyroValue        *value,
                 const guint8     *correlation,
                 PyroAnnotations  *annotations,
                 gboolean          compress,
                 GError          **error)
{
  const PyroGeneration *generation = pyro_frame_get_generation (request);
  guint16 id = pyro_frame_get_serializer_id (request);
  const PyroCodec *codec = pyro_generation_find_codec (generation, id);
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroFrame) frame = NULL;

  if (codec == NULL)
    codec = pyro_codec_find ("marshal");
  payload = pyro_codec_encode (codec, value, error);
  if (payload == NULL)
    return NULL;
  /* where the correlation id is an annotation, only what went well has it */
  if (generation->correlation_id != NULL && (flags & PYRO_FRAME_FLAG_EXCEPTION) != 0)
    correlation = NULL;

  frame = pyro_frame_new (generation, PYRO_FRAME_RESULT, flags, id, correlation, annotations, payload);

  return compress ? pyro_frame_compress (frame, error) : g_steal_pointer (&frame);
}

/**
 * pyro_answer_join_annotations: (skip)
 * @request: the message to answer
 * @own: (nullable): what its method sends along
 * @correlation: (nullable) (array fixed-size=16): the correlation id
 * @common: (nullable): what all answers have
 *
 * Puts together what an answer has with it, in the order of Python's daemons: where the correlation id is an
 * annotation, it stands between the two.
 *
 * Returns: (transfer full) (nullable): all of it, as far as a message has room; %NULL for nothing
 */
PyroAnnotations *
pyro_answer_join_annotations (PyroFrame       *request,
                              PyroAnnotations *own,
                              const guint8    *correlation,
                              PyroAnnotations *common)
{
  const char *id = pyro_frame_get_generation (request)->correlation_id;
  g_autoptr(PyroAnnotations) all = NULL;

  if (own == NULL)
    return common != NULL ? pyro_annotations_ref (common) : NULL;
  if (common == NULL)
    return pyro_annotations_ref (own);

  all = id != NULL && correlation != NULL ? _pyro_annotations_with_correlation (own, id, correlation, FALSE)
                                          : pyro_annotations_ref (own);
  for (guint i = 0; all != NULL && i < pyro_annotations_get_n (common); i++)
    {
      PyroAnnotations *more = pyro_annotations_with (all, pyro_annotations_get_id (common, i),
                                                     pyro_annotations_get_data (common, i), NULL);

      if (more == NULL)
        break;
      pyro_annotations_unref (all);
      all = more;
    }

  return g_steal_pointer (&all);
}

/**
 * pyro_answer_new_exception: (skip)
 * @request: the message to answer
 * @exception: what is raised
 * @correlation: (nullable) (array fixed-size=16): the correlation id
 * @annotations: (nullable): annotations to send along
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer, or %NULL with %PYRO_ERROR_SERIALIZE when the serializer cannot
 *   carry what the exception holds
 */
PyroFrame *
pyro_answer_new_exception (PyroFrame        *request,
                           PyroException    *exception,
                           const guint8     *correlation,
                           PyroAnnotations  *annotations,
                           GError          **error)
{
  g_autoptr(PyroValue) value = pyro_exception_to_value (exception, pyro_frame_get_generation (request));

  return pyro_answer_new (request, PYRO_FRAME_FLAG_EXCEPTION, value, correlation, annotations, FALSE, error);
}

static void
add_failure (PyroBuilder          *builder,
             PyroException        *failure,
             const PyroGeneration *generation)
{
  g_autoptr(PyroValue) value = pyro_exception_to_value (failure, generation);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, generation->wrapper_class, -1);
  pyro_builder_add_string (builder, "exception", -1);
  pyro_builder_add_value (builder, value);
  pyro_builder_close (builder, NULL);
}

/**
 * pyro_answer_new_batch: (skip)
 * @request: the message to answer
 * @results: (array length=n_results): what the calls returned, in their order
 * @n_results: the length of @results
 * @failure: (nullable): what the call after them raised, with which the batch stopped
 * @correlation: (nullable) (array fixed-size=16): the correlation id
 * @annotations: (nullable): annotations to send along
 * @compress: whether a large payload is compressed
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer, or %NULL with %PYRO_ERROR_SERIALIZE when the serializer cannot
 *   carry a result, and %PYRO_ERROR_TOO_LARGE when one is nested too deep
 */
PyroFrame *
pyro_answer_new_batch (PyroFrame        *request,
                       PyroValue       **results,
                       gsize             n_results,
                       PyroException    *failure,
                       const guint8     *correlation,
                       PyroAnnotations  *annotations,
                       gboolean          compress,
                       GError          **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) list = NULL;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gsize i = 0; i < n_results; i++)
    pyro_builder_add_value (builder, results[i]);
  if (failure != NULL)
    add_failure (builder, failure, pyro_frame_get_generation (request));
  if (!pyro_builder_close (builder, error) || (list = pyro_builder_end (builder, error)) == NULL)
    return NULL;

  return pyro_answer_new (request, PYRO_FRAME_FLAG_BATCH, list, correlation, annotations, compress, error);
}

/**
 * pyro_answer_new_stream: (skip)
 * @request: the message to answer
 * @stream_id: (nullable): the id of an item stream, the text of a UUID; %NULL where it is not streamed
 * @annotations: (nullable): annotations to send along
 * @error: return location for an error
 *
 * Says that a method returned an iterator. For clients that know no streams it is an exception.
 *
 * Returns: (transfer full): the answer, or %NULL with %PYRO_ERROR_TOO_LARGE for too many annotations
 */
PyroFrame *
pyro_answer_new_stream (PyroFrame        *request,
                        const char       *stream_id,
                        PyroAnnotations  *annotations,
                        GError          **error)
{
  g_autoptr(PyroException) exception = pyro_exception_new ("ProtocolError", "result of call is an iterator");
  g_autoptr(PyroValue) value = _pyro_exception_to_plain_value (exception, pyro_frame_get_generation (request));
  g_autoptr(PyroAnnotations) all = annotations != NULL ? pyro_annotations_ref (annotations) : pyro_annotations_new ();

  if (stream_id != NULL)
    {
      g_autoptr(PyroAnnotations) others = g_steal_pointer (&all);
      g_autoptr(GBytes) id = g_bytes_new (stream_id, strlen (stream_id));

      all = pyro_annotations_with (others, STREAM_ANNOTATION, id, error);
      if (all == NULL)
        return NULL;
    }

  return pyro_answer_new (request, PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM, value, NULL, all, FALSE,
                          error);
}

/**
 * pyro_answer_new_pong: (skip)
 * @request: a ping
 * @correlation: (nullable) (array fixed-size=16): the correlation id
 * @annotations: (nullable): annotations to send along
 *
 * Returns: (transfer full): the answer
 */
PyroFrame *
pyro_answer_new_pong (PyroFrame       *request,
                      const guint8    *correlation,
                      PyroAnnotations *annotations)
{
  g_autoptr(GBytes) pong = g_bytes_new_static ("pong", 4);

  return pyro_frame_new (pyro_frame_get_generation (request), PYRO_FRAME_PING, PYRO_FRAME_FLAG_NONE,
                         pyro_frame_get_serializer_id (request), correlation, annotations, pong);
}
