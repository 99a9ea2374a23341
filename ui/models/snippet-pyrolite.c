/* ui/models/snippet-pyrolite.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/snippet-private.h"

#include <math.h>

/* A call in Java or C#, with Pyrolite. The two write most values alike. */

static void write_value (GString   *text,
                         PyroValue *value,
                         gboolean   csharp);

/* In UTF-16, as both languages have it. */
static void
write_string (GString   *text,
              PyroValue *value)
{
  g_autofree char *valid = pyro_value_dup_utf8 (value);
  g_autofree gunichar2 *units = g_utf8_to_utf16 (valid, -1, NULL, NULL, NULL);

  g_string_append_c (text, '"');
  for (gsize i = 0; units != NULL && units[i] != 0; i++)
    {
      if (units[i] == '"' || units[i] == '\\')
        g_string_append_printf (text, "\\%c", (char) units[i]);
      else if (units[i] >= ' ' && units[i] < 0x7f)
        g_string_append_c (text, (char) units[i]);
      else
        g_string_append_printf (text, "\\u%04x", units[i]);
    }
  g_string_append_c (text, '"');
}

static void
write_int (GString   *text,
           PyroValue *value,
           gboolean   csharp)
{
  g_autofree char *digits = pyro_value_dup_int_text (value);
  gint64 number;

  if (!pyro_value_get_int64 (value, &number))
    g_string_append_printf (text, csharp ? "System.Numerics.BigInteger.Parse(\"%s\")"
                                         : "new java.math.BigInteger(\"%s\")", digits);
  else
    g_string_append_printf (text, "%s%s", digits, number > G_MAXINT32 || number < G_MININT32 ? "L" : "");
}

static void
write_float (GString   *text,
             PyroValue *value,
             gboolean   csharp)
{
  double number = pyro_value_get_float (value);
  const char *type = csharp ? "double" : "Double";

  if (isnan (number))
    g_string_append_printf (text, "%s.NaN", type);
  else if (isinf (number))
    g_string_append_printf (text, "%s.%s%s", type, number < 0 ? (csharp ? "Negative" : "NEGATIVE_")
                                                              : (csharp ? "Positive" : "POSITIVE_"),
                            csharp ? "Infinity" : "INFINITY");
  else
    pyro_value_append_repr (value, text);
}

static void
write_bytes (GString   *text,
             PyroValue *value)
{
  gsize size;
  const guint8 *data = pyro_value_get_bytes_data (value, &size);

  g_string_append (text, "new byte[] {");
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%s(byte)0x%02x", i > 0 ? ", " : "", data[i]);
  g_string_append_c (text, '}');
}

static void
write_items (GString    *text,
             PyroValue  *value,
             gboolean    csharp,
             const char *begin,
             const char *end)
{
  g_string_append (text, begin);
  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      write_value (text, pyro_value_get_item (value, i), csharp);
    }
  g_string_append (text, end);
}

static void
write_dict (GString   *text,
            PyroValue *value,
            gboolean   csharp)
{
  g_string_append (text, csharp ? "new Dictionary<object, object> {" : "new java.util.HashMap<Object, Object>() {{");
  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      g_string_append (text, csharp ? (i > 0 ? ", [" : "[") : " put(");
      write_value (text, pyro_value_get_key (value, i), csharp);
      g_string_append (text, csharp ? "] = " : ", ");
      write_value (text, pyro_value_get_item (value, i), csharp);
      g_string_append (text, csharp ? "" : ");");
    }
  g_string_append (text, csharp ? "}" : " }}");
}

static void
write_complex (GString   *text,
               PyroValue *value,
               gboolean   csharp)
{
  double real, imaginary;
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];

  pyro_value_get_complex (value, &real, &imaginary);
  g_string_append_printf (text, "new %s(%s, %s)",
                          csharp ? "Razorvine.Pickle.Objects.ComplexNumber"
                                 : "net.razorvine.pickle.objects.ComplexNumber",
                          g_ascii_dtostr (a, sizeof a, real), g_ascii_dtostr (b, sizeof b, imaginary));
}

static void
write_value (GString   *text,
             PyroValue *value,
             gboolean   csharp)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      g_string_append (text, "null");
      break;

    case PYRO_VALUE_BOOL:
      g_string_append (text, pyro_value_get_bool (value) ? "true" : "false");
      break;

    case PYRO_VALUE_INT:
      write_int (text, value, csharp);
      break;

    case PYRO_VALUE_FLOAT:
      write_float (text, value, csharp);
      break;

    case PYRO_VALUE_COMPLEX:
      write_complex (text, value, csharp);
      break;

    case PYRO_VALUE_STR:
      write_string (text, value);
      break;

    case PYRO_VALUE_BYTES:
      write_bytes (text, value);
      break;

    case PYRO_VALUE_TUPLE:
      write_items (text, value, csharp, csharp ? "new object[] {" : "new Object[] {", "}");
      break;

    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      write_items (text, value, csharp, csharp ? "new HashSet<object> {" : "new java.util.HashSet<Object>(java.util.Arrays.<Object>asList(",
                   csharp ? "}" : "))");
      break;

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      write_dict (text, value, csharp);
      break;

    case PYRO_VALUE_LIST:
    default:
      write_items (text, value, csharp, csharp ? "new List<object> {" : "java.util.Arrays.<Object>asList(", csharp ? "}" : ")");
      break;
    }
}

static void
write_address (GString           *text,
               const LensSnippet *self)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse (self->uri, 0, NULL);
  g_autoptr(PyroValue) object = pyro_value_new_string (uri != NULL ? pyro_uri_get_object (uri) : self->object);
  const char *host = uri != NULL ? pyro_uri_get_host (uri) : NULL;

  g_string_append_printf (text, "\"%s\", %u, ", host != NULL ? host : "localhost", uri != NULL ? pyro_uri_get_port (uri) : 0);
  write_string (text, object);
}

/* Pyrolite has no keyword arguments. */
char *
lens_snippet_make_pyrolite (const LensSnippet *self,
                            gboolean           csharp)
{
  GString *text = g_string_new (NULL);

  if (csharp)
    g_string_append (text, "using System;\nusing System.Collections.Generic;\nusing Razorvine.Pyro;\n\n");
  else
    g_string_append (text, "import net.razorvine.pyro.PyroProxy;\n\n");
  if (pyro_value_get_length (self->kwargs) > 0)
    g_string_append (text, "// Pyrolite sends no keyword arguments: those with a name are left out\n");
  g_string_append (text, csharp ? "using (var proxy = new PyroProxy(" : "try (PyroProxy proxy = new PyroProxy(");
  write_address (text, self);
  g_string_append_printf (text, ")) {\n    %sproxy.%s(\"%s\"", self->oneway ? "" : csharp ? "object result = " : "Object result = ",
                          self->oneway ? "call_oneway" : "call", self->method);
  for (gsize i = 0; i < pyro_value_get_length (self->args); i++)
    {
      g_string_append (text, ", ");
      write_value (text, pyro_value_get_item (self->args, i), csharp);
    }
  g_string_append (text, ");\n");
  if (!self->oneway)
    g_string_append_printf (text, "    %s(result);\n", csharp ? "Console.WriteLine" : "System.out.println");
  g_string_append (text, "}\n");

  return g_string_free_and_steal (text);
}
