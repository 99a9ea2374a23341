/* ui/models/snippet.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/snippet-private.h"

#include "ui/models/secrets.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (LensSnippetLanguage, lens_snippet_language,
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_PYRO5, "pyro5"),
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_PYRO4, "pyro4"),
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_SHELL, "shell"),
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_JAVA, "java"),
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_CSHARP, "csharp"),
                    G_DEFINE_ENUM_VALUE (LENS_SNIPPET_CURL, "curl"))

/* ---- Python ---- */

static char *
quote_python (const char *text)
{
  g_autoptr(PyroValue) value = pyro_value_new_string (text);

  return pyro_value_repr (value);
}

/* `1, [2], name='x'`. */
static char *
list_python (const LensSnippet *self)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < pyro_value_get_length (self->args); i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      pyro_value_append_repr (pyro_value_get_item (self->args, i), text);
    }
  for (gsize i = 0; i < pyro_value_get_length (self->kwargs); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (self->kwargs, i));

      g_string_append_printf (text, "%s%s=", text->len > 0 ? ", " : "", name);
      pyro_value_append_repr (pyro_value_get_item (self->kwargs, i), text);
    }

  return g_string_free_and_steal (text);
}

static gboolean
has_word (const char *text,
          const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", word);

  return g_regex_match_simple (pattern, text, 0, 0);
}

static void
append_context (const LensSnippet *self,
                GString           *text,
                const char        *module)
{
  guint n = pyro_annotations_get_n (self->annotations);

  if (self->correlation[0] != '\0')
    g_string_append_printf (text, "%s.current_context.correlation_id = uuid.UUID(\"%s\")\n", module, self->correlation);
  if (n == 0)
    return;

  g_string_append_printf (text, "%s.current_context.annotations = {", module);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) data = pyro_value_new_bytes (pyro_annotations_get_data (self->annotations, i));
      g_autofree char *literal = pyro_value_repr (data);

      g_string_append_printf (text, "%s\"%s\": %s", i > 0 ? ", " : "", pyro_annotations_get_id (self->annotations, i),
                              literal);
    }
  g_string_append (text, "}\n");
}

static void
append_terms (const LensSnippet *self,
              GString           *text)
{
  if (self->time_limit > 0)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%g", (double) self->time_limit / G_TIME_SPAN_SECOND);
      g_string_append_printf (text, "    proxy._pyroTimeout = %s\n", number);
    }
  if (!g_str_equal (self->serializer, "serpent"))
    g_string_append_printf (text, "    proxy._pyroSerializer = \"%s\"\n", self->serializer);
  if (self->handshake)
    g_string_append (text, "    proxy._pyroHandshake = ast.literal_eval(os.environ[\"" LENS_SECRETS_VARIABLE "\"])\n");
  if (self->oneway)
    g_string_append_printf (text, "    proxy._pyroBind()\n    proxy._pyroOneway.add(\"%s\")\n", self->method);
}

/* A call of @module, which both generations write alike but for its name. */
static char *
make_python (const LensSnippet *self,
             const char        *import,
             const char        *api,
             const char        *config)
{
  g_autofree char *arguments = list_python (self);
  g_autofree char *uri = quote_python (self->uri);
  GString *text = g_string_new (NULL);

  if (self->handshake)
    g_string_append (text, "import ast\nimport os\n");
  if (has_word (arguments, "inf") || has_word (arguments, "nan"))
    g_string_append (text, "from math import inf, nan\n");
  if (self->correlation[0] != '\0')
    g_string_append (text, "import uuid\n");
  g_string_append_printf (text, "%simport %s\n\n", text->len > 0 ? "\n" : "", import);
  if (self->compression)
    g_string_append_printf (text, "%s.COMPRESSION = True\n", config);
  append_context (self, text, api);
  g_string_append_printf (text, "with %s.Proxy(%s) as proxy:\n", api, uri);
  append_terms (self, text);
  g_string_append_printf (text, "    print(repr(proxy.%s(%s)))\n", self->method, arguments);

  return g_string_free_and_steal (text);
}

/* ---- The shell ---- */

static void
append_word (GString    *text,
             const char *word)
{
  static const char plain[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-./:=@%+,";
  g_autofree char *quoted = NULL;

  if (word[0] != '\0' && word[strspn (word, plain)] == '\0')
    {
      g_string_append_printf (text, " %s", word);
      return;
    }
  quoted = g_shell_quote (word);
  g_string_append_printf (text, " %s", quoted);
}

static void
append_options (const LensSnippet *self,
                GString           *text)
{
  if (self->generation != 0)
    g_string_append_printf (text, " --protocol %u", self->generation);
  if (!g_str_equal (self->serializer, "serpent"))
    g_string_append_printf (text, " --serializer %s", self->serializer);
  if (self->time_limit > 0)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%g", (double) self->time_limit / G_TIME_SPAN_SECOND);
      g_string_append_printf (text, " --timeout %s", number);
    }
  g_string_append (text, " call");
  if (self->oneway)
    g_string_append (text, " --oneway");
  if (self->correlation[0] != '\0')
    g_string_append_printf (text, " --correlation-id %s", self->correlation);
  for (guint i = 0; i < pyro_annotations_get_n (self->annotations); i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (pyro_annotations_get_data (self->annotations, i), &size);
      g_autoptr(GString) option = g_string_new ("--annotation");

      g_string_append_printf (option, "=%s=", pyro_annotations_get_id (self->annotations, i));
      for (gsize j = 0; j < size; j++)
        g_string_append_printf (option, "%02x", data[j]);
      append_word (text, option->str);
    }
}

static char *
make_shell (const LensSnippet *self)
{
  GString *text = g_string_new ("pyroctl");

  append_options (self, text);
  g_string_append (text, " --");
  append_word (text, self->uri);
  append_word (text, self->method);
  for (gsize i = 0; i < pyro_value_get_length (self->args); i++)
    {
      g_autofree char *literal = pyro_value_repr (pyro_value_get_item (self->args, i));

      append_word (text, literal);
    }
  for (gsize i = 0; i < pyro_value_get_length (self->kwargs); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (self->kwargs, i));
      g_autofree char *literal = pyro_value_repr (pyro_value_get_item (self->kwargs, i));
      g_autofree char *word = g_strdup_printf ("%s=%s", name, literal);

      append_word (text, word);
    }
  g_string_append_c (text, '\n');

  return g_string_free_and_steal (text);
}

/* The gateway takes arguments by name only, and hands texts on. */
static char *
make_curl (const LensSnippet *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *object = g_uri_escape_string (self->object, NULL, FALSE);

  if (pyro_value_get_length (self->args) > 0)
    g_string_append (text, "# The gateway takes arguments by name only: give those without one a name\n");
  g_string_append (text, "curl --get");
  if (self->oneway)
    g_string_append (text, " --header 'X-Pyro-Options: oneway'");
  if (self->correlation[0] != '\0')
    g_string_append_printf (text, " --header 'X-Pyro-Correlation-Id: %s'", self->correlation);
  for (gsize i = 0; i < pyro_value_get_length (self->kwargs); i++)
    {
      PyroValue *value = pyro_value_get_item (self->kwargs, i);
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (self->kwargs, i));
      g_autofree char *shown = pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value)
                                                                             : pyro_value_repr (value);
      g_autofree char *word = g_strdup_printf ("%s=%s", name, shown);

      g_string_append (text, " --data-urlencode");
      append_word (text, word);
    }
  g_string_append_printf (text, " http://localhost:8080/pyro/%s/%s\n", object, self->method);

  return g_string_free_and_steal (text);
}

/**
 * lens_snippet_make:
 * @language: in which words
 * @object: what is called
 * @method: the name of a method
 * @args: the positional arguments, a tuple
 * @kwargs: the keyword arguments, a dict with texts for keys
 * @particulars: how it is sent
 *
 * Writes a call as a program would make it.
 *
 * Returns: (transfer full): the text
 */
char *
lens_snippet_make (LensSnippetLanguage  language,
                   LensObject          *object,
                   const char          *method,
                   PyroValue           *args,
                   PyroValue           *kwargs,
                   LensParticulars     *particulars)
{
  g_autoptr(PyroAnnotations) annotations = lens_particulars_dup_annotations (particulars, NULL);
  g_autofree char *handshake = NULL;
  LensSnippet self = {
    .object = lens_object_get_name (object),
    .uri = lens_object_get_uri (object),
    .method = method,
    .args = args,
    .kwargs = kwargs,
    .serializer = lens_particulars_get_serializer (particulars),
    .correlation = lens_particulars_get_correlation (particulars),
    .time_limit = lens_particulars_get_time_limit (particulars),
    .oneway = lens_particulars_get_oneway (particulars),
  };

  if (annotations == NULL)
    annotations = pyro_annotations_new ();
  g_object_get (particulars, "handshake", &handshake, "compression", &self.compression,
                "generation", &self.generation, NULL);
  self.annotations = annotations;
  self.handshake = handshake[0] != '\0' || lens_particulars_get_withheld (particulars);

  switch (language)
    {
    case LENS_SNIPPET_PYRO4:
      return make_python (&self, "Pyro4", "Pyro4", "Pyro4.config");

    case LENS_SNIPPET_SHELL:
      return make_shell (&self);

    case LENS_SNIPPET_JAVA:
    case LENS_SNIPPET_CSHARP:
      return lens_snippet_make_pyrolite (&self, language == LENS_SNIPPET_CSHARP);

    case LENS_SNIPPET_CURL:
      return make_curl (&self);

    case LENS_SNIPPET_PYRO5:
    default:
      return make_python (&self, "Pyro5.api", "Pyro5.api", "Pyro5.api.config");
    }
}
