/* tests/wire/test-blob.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/blob.h"

#include <string.h>

#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/call.h"

/* Blobs as Python sends them, and the labels by which they find their way. */

static GBytes *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *hex != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}

static PyroFrame *
new_frame (const char     *label,
           const char     *payload,
           PyroFrameFlags  flags,
           guint8          serializer_id)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (payload, strlen (payload));
  g_autoptr(GBytes) data = NULL;

  if (label != NULL)
    {
      data = from_hex (label);
      annotations = pyro_annotations_with (none, "BLBI", data, NULL);
    }

  return pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_INVOKE, flags, serializer_id, NULL,
                         annotations, bytes);
}

static GBytes *
lookup_label (PyroFrame *frame)
{
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (frame);
  GBytes *label = pyro_annotations_lookup (annotations, "BLBI");

  return label != NULL ? g_bytes_ref (label) : NULL;
}

static void
test_send (void)
{
  g_autoptr(PyroValue) data = pyro_literal_parse ("[1, 'two']", -1, NULL, NULL);
  g_autoptr(PyroValue) info = pyro_value_new_string ("label");
  g_autoptr(PyroBlob) blob = pyro_blob_new (info, data);
  g_autoptr(PyroCall) call = pyro_call_new_blob ("obj", "take", blob);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GBytes) label = NULL;
  g_autoptr(GBytes) expected = from_hex ("2803000000" "75050000006c6162656c" "75030000006f626a" "750400000074616b65");
  const char *payload = "# serpent utf-8 python3.2\n('obj','take',[1,'two'],{})";

  g_assert_true (pyro_call_get_blob (call) == blob);
  g_assert_null (pyro_blob_get_object (blob));
  g_assert_null (pyro_blob_get_method (blob));
  g_assert_null (pyro_blob_get_frame (blob));
  frame = pyro_call_to_frame (call, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (pyro_frame_get_flags (frame), ==, PYRO_FRAME_FLAG_KEEP_SERIALIZED);
  g_assert_cmpmem (g_bytes_get_data (pyro_frame_get_payload (frame), NULL),
                   g_bytes_get_size (pyro_frame_get_payload (frame)), payload, strlen (payload));
  label = lookup_label (frame);
  g_assert_true (g_bytes_equal (label, expected));
}

/* What CPython's marshal.dumps() writes, in this and in other versions of the format. */
static void
test_labels (void)
{
  static const struct
  {
    const char *hex;
    const char *info, *object, *method;
  } labels[] = {
    { "2903da04696e666ffa036f626ada046563686f", "'info'", "obj", "echo" },
    { "a903da04696e666ffa036f626a7202000000", "'info'", "obj", "obj" }, /* the third refers to the second */
    { "29034eda036f626ada016d", "None", "obj", "m" },
    { "2903e907000000da036f626ada016d", "7", "obj", "m" },
    { "2903f502000000c3a9da036f626ada016d", "'é'", "obj", "m" },
    { "280300000073010000006974030000006f626a53", NULL, NULL, NULL }, /* a code that is no text */
    { "280300000073010000006974030000006f626a73010000006d", "b'i'", "obj", "m" }, /* Python 2 */
    { "2903da0469", NULL, NULL, NULL },
    { "2903da01694e4e", NULL, NULL, NULL },
    { "2902da0169da0169", NULL, NULL, NULL },
    { "29037200000000da0169da0169", NULL, NULL, NULL },
    { "a9037200000000da0169da0169", NULL, NULL, NULL }, /* the tuple in itself */
    { "2903da0169720500000072ffffffff", NULL, NULL, NULL },
    { "2903f5ffffffffda0169da0169", NULL, NULL, NULL },
    { "2903da01ff7203000000da0169", NULL, NULL, NULL },
    { "28ffffffff", NULL, NULL, NULL },
    { "29", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
    { "4e", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(PyroFrame) frame = new_frame (labels[i].hex, "", PYRO_FRAME_FLAG_KEEP_SERIALIZED, 1);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroBlob) blob = pyro_blob_new_from_frame (frame, &error);
      g_autofree char *info = NULL;

      if (labels[i].object == NULL)
        {
          g_assert_null (blob);
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
          g_assert_cmpstr (error->message, ==, "The peer sent a blob with a label that cannot be read");
          continue;
        }
      g_assert_no_error (error);
      info = pyro_value_repr (pyro_blob_get_info (blob));
      g_assert_cmpstr (info, ==, labels[i].info);
      g_assert_cmpstr (pyro_blob_get_object (blob), ==, labels[i].object);
      g_assert_cmpstr (pyro_blob_get_method (blob), ==, labels[i].method);
    }
}

/* Passed on unread: even what is damaged keeps its bytes, its serializer and its compression. */
static void
test_forward (void)
{
  PyroFrameFlags flags = PYRO_FRAME_FLAG_KEEP_SERIALIZED | PYRO_FRAME_FLAG_COMPRESSED;
  g_autoptr(PyroFrame) frame = new_frame ("2903da04696e666ffa036f626ada046563686f", "\1\2damaged", flags, 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroBlob) blob = pyro_blob_new_from_frame (frame, &error);
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroCall) oneway = NULL;
  g_autoptr(PyroFrame) sent = NULL;
  g_autoptr(PyroBlob) received = NULL;
  PyroValue *value;

  g_assert_no_error (error);
  g_assert_true (pyro_blob_get_frame (blob) == frame);
  call = pyro_call_new_blob ("other", "take", blob);
  oneway = pyro_call_with_oneway (call, TRUE);
  sent = pyro_call_to_frame (oneway, pyro_generation_get_pyro5 (), pyro_codec_find ("serpent"), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pyro_frame_get_payload (sent), pyro_frame_get_payload (frame)));
  g_assert_cmpint (pyro_frame_get_flags (sent), ==, flags | PYRO_FRAME_FLAG_ONEWAY);
  g_assert_cmpuint (pyro_frame_get_serializer_id (sent), ==, 3);
  received = pyro_blob_new_from_frame (sent, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_value_get_string (pyro_blob_get_info (received), NULL), ==, "info");
  g_assert_cmpstr (pyro_blob_get_object (received), ==, "other");
  g_assert_cmpstr (pyro_blob_get_method (received), ==, "take");

  value = pyro_blob_decode (received, &error);
  g_assert_null (value);
  g_assert_nonnull (error);
}

static void
test_decode (void)
{
  static const struct
  {
    const char *payload;
    const char *result; /* NULL for an error */
  } cases[] = {
    { "('obj','echo',[1,2],{})", "[1, 2]" },
    { "['obj','echo',{'a':1},None]", "{'a': 1}" }, /* any value at all */
    { "{'object':'obj','method':'echo','params':[3],'kwargs':{}}", "[3]" },
    { "('obj','echo',[1,2])", NULL },
    { "{'a':1}", NULL },
    { "7", NULL },
    { "(((", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroFrame) frame = new_frame ("29034eda036f626ada016d", cases[i].payload,
                                              PYRO_FRAME_FLAG_KEEP_SERIALIZED, 1);
      g_autoptr(PyroBlob) blob = pyro_blob_new_from_frame (frame, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_blob_decode (blob, &error);
      g_autofree char *text = value != NULL ? pyro_value_repr (value) : NULL;

      g_assert_cmpstr (text, ==, cases[i].result);
      g_assert_cmpint (error == NULL, ==, value != NULL);
    }
}

static void
test_no_blob (void)
{
  PyroFrame *frames[] = {
    new_frame ("29034eda036f626ada016d", "", PYRO_FRAME_FLAG_NONE, 1),
    new_frame (NULL, "", PYRO_FRAME_FLAG_KEEP_SERIALIZED, 1),
    pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_KEEP_SERIALIZED, 1,
                    NULL, NULL, NULL),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr(GError) error = NULL;
      PyroBlob *blob = pyro_blob_new_from_frame (frames[i], &error);

      g_assert_null (blob);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, "The message carries no blob");
      pyro_frame_unref (frames[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blob/send", test_send);
  g_test_add_func ("/blob/labels", test_labels);
  g_test_add_func ("/blob/forward", test_forward);
  g_test_add_func ("/blob/decode", test_decode);
  g_test_add_func ("/blob/no-blob", test_no_blob);

  return g_test_run ();
}
