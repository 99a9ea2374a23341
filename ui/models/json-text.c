/* ui/models/json-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/json-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A value as JSON for people and their programs. The json serializer of Pyro refuses what JSON does
 * not have; here it is written as well as can be, and told. */

#define INDENT 2

typedef struct
{
  GString      *text;
  guint         level;
  LensJsonLoss  loss;
} Writer;

static void write_value (Writer    *self,
                         PyroValue *value);

static void
break_line (Writer *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->level * INDENT; i++)
    g_string_append_c (self->text, ' ');
}

static void
write_escaped (GString *text,
               guint    character)
{
  static const char from[] = "\"\\\n\r\t\b\f";
  static const char to[] = "\"\\nrtbf";
  const char *at = character != 0 && character < 0x80 ? strchr (from, (int) character) : NULL;

  if (at != NULL)
    g_string_append_printf (text, "\\%c", to[at - from]);
  else
    g_string_append_printf (text, "\\u%04x", character);
}

/* A lone surrogate, which is three bytes here, has an escape only. */
static gboolean
is_surrogate (const guchar *at,
              gsize         left)
{
  return left >= 3 && at[0] == 0xed && at[1] >= 0xa0;
}

static void
write_string (Writer     *self,
              const char *string,
              gsize       size)
{
  gsize start = 0;

  g_string_append_c (self->text, '"');
  for (gsize i = 0; i < size; i++)
    {
      const guchar *at = (const guchar *) string + i;
      gboolean surrogate = is_surrogate (at, size - i);

      if (!surrogate && *at >= 0x20 && *at != '"' && *at != '\\' && *at != 0x7f)
        continue;

      g_string_append_len (self->text, string + start, (gssize) (i - start));
      write_escaped (self->text, surrogate ? (guint) (0xd000 | (at[1] & 0x3f) << 6 | (at[2] & 0x3f)) : *at);
      i += surrogate ? 2 : 0;
      start = i + 1;
    }
  g_string_append_len (self->text, string + start, (gssize) (size - start));
  g_string_append_c (self->text, '"');
}

/* As Python's json writes the keys that it takes, and the others as Python would. */
static void
write_key (Writer    *self,
           PyroValue *key)
{
  PyroValueKind kind = pyro_value_get_kind (key);
  g_autofree char *text = NULL;

  if (kind == PYRO_VALUE_STR)
    {
      gsize size;
      const char *string = pyro_value_get_string (key, &size);

      write_string (self, string, size);
      return;
    }

  if (kind == PYRO_VALUE_NONE)
    text = g_strdup ("null");
  else if (kind == PYRO_VALUE_BOOL)
    text = g_strdup (pyro_value_get_bool (key) ? "true" : "false");
  else
    text = pyro_value_repr (key);

  self->loss |= LENS_JSON_LOSS_KEY;
  write_string (self, text, strlen (text));
}

static void
write_bytes (Writer    *self,
             PyroValue *value)
{
  gsize size;
  const guchar *data = pyro_value_get_bytes_data (value, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  self->loss |= LENS_JSON_LOSS_BYTES;
  g_string_append (self->text, "{\"data\": \"");
  g_string_append (self->text, base64);
  g_string_append (self->text, "\", \"encoding\": \"base64\"}");
}

static void
write_float (Writer *self,
             double  number)
{
  g_autoptr(PyroValue) value = NULL;

  if (isfinite (number))
    {
      value = pyro_value_new_float (number);
      pyro_value_append_repr (value, self->text);
      return;
    }

  self->loss |= LENS_JSON_LOSS_NUMBER;
  g_string_append (self->text, isnan (number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}

static void
write_items (Writer    *self,
             PyroValue *value,
             gboolean   keyed)
{
  gsize n = pyro_value_get_length (value);

  g_string_append_c (self->text, keyed ? '{' : '[');
  self->level++;
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, ',');
      break_line (self);
      if (keyed)
        {
          write_key (self, pyro_value_get_key (value, i));
          g_string_append (self->text, ": ");
        }
      write_value (self, pyro_value_get_item (value, i));
    }
  self->level--;
  if (n > 0)
    break_line (self);
  g_string_append_c (self->text, keyed ? '}' : ']');
}

static void
write_complex (Writer    *self,
               PyroValue *value)
{
  g_autofree char *text = pyro_value_repr (value);

  self->loss |= LENS_JSON_LOSS_NUMBER;
  write_string (self, text, strlen (text));
}

static void
write_scalar (Writer    *self,
              PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gsize size;
  const char *string;

  if (kind == PYRO_VALUE_NONE)
    g_string_append (self->text, "null");
  else if (kind == PYRO_VALUE_BOOL)
    g_string_append (self->text, pyro_value_get_bool (value) ? "true" : "false");
  else if (kind == PYRO_VALUE_FLOAT)
    write_float (self, pyro_value_get_float (value));
  else if (kind == PYRO_VALUE_COMPLEX)
    write_complex (self, value);
  else if (kind == PYRO_VALUE_BYTES)
    write_bytes (self, value);
  else if (kind == PYRO_VALUE_STR)
    {
      string = pyro_value_get_string (value, &size);
      write_string (self, string, size);
    }
  else
    pyro_value_append_repr (value, self->text);
}

/* The depth of a value is limited, see PYRO_MAX_DEPTH. */
static void
write_value (Writer    *self,
             PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  if (!pyro_value_is_container (value))
    {
      write_scalar (self, value);
      return;
    }

  if (kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET)
    self->loss |= LENS_JSON_LOSS_SET;
  else if (kind == PYRO_VALUE_TUPLE)
    self->loss |= LENS_JSON_LOSS_TUPLE;
  write_items (self, value, kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD);
}

/**
 * lens_json_text_write:
 * @value: a value
 * @loss: (out) (optional): what of it JSON does not have
 *
 * Writes a value as JSON, one item a line. May be called in any thread.
 *
 * Returns: (transfer full): the text
 */
char *
lens_json_text_write (PyroValue    *value,
                      LensJsonLoss *loss)
{
  Writer writer = { .text = g_string_new (NULL) };

  g_return_val_if_fail (value != NULL, NULL);

  write_value (&writer, value);
  if (loss != NULL)
    *loss = writer.loss;

  return g_string_free_and_steal (writer.text);
}

/**
 * lens_json_text_describe:
 * @loss: what JSON did not have
 *
 * Says what changed, for a user.
 *
 * Returns: (transfer full) (nullable): sentences, or %NULL when nothing changed
 */
char *
lens_json_text_describe (LensJsonLoss loss)
{
  static const struct { LensJsonLoss loss; const char *sentence; } sentences[] = {
    { LENS_JSON_LOSS_TUPLE, N_("Tuples are arrays.") },
    { LENS_JSON_LOSS_SET, N_("Sets are arrays.") },
    { LENS_JSON_LOSS_BYTES, N_("Bytes are base64.") },
    { LENS_JSON_LOSS_KEY, N_("Keys that are no text became text.") },
    { LENS_JSON_LOSS_NUMBER, N_("There are numbers that not every program reads.") },
  };
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (loss & sentences[i].loss)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", _(sentences[i].sentence));

  return text->len > 0 ? g_strdup (text->str) : NULL;
}
