/* core/serve/signature.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/signature.h"

#include <string.h>

#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/wire/exception.h"

typedef enum
{
  PARAM_PLAIN,    /* by place or by name */
  PARAM_NAMED,    /* by name only */
  PARAM_REST,     /* *args */
  PARAM_REST_NAMED, /* **kwargs */
} ParamKind;

typedef struct
{
  char      *name;
  PyroValue *initial; /* the default; NULL for none */
  ParamKind  kind;
} Param;

struct _PyroSignature
{
  GArray *params;     /* of Param */
  guint   n_plain;
  guint   n_required; /* plain ones without a default */
  int     rest;       /* the number of *args, or -1 */
  int     rest_named; /* that of **kwargs, or -1 */
};

/* ---- What a programmer wrote ---- */

static void
param_clear (gpointer data)
{
  Param *self = data;

  g_free (self->name);
  g_clear_pointer (&self->initial, pyro_value_unref);
}

/* Splits at the commas that are in no bracket and in no string. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  int depth = 0;
  char quote = 0;

  for (const char *at = text; ; at++)
    {
      if (quote != 0)
        quote = *at == quote || *at == '\0' ? 0 : quote;
      else if (*at == '\'' || *at == '"')
        quote = *at;
      else if (*at != '\0' && strchr ("([{", *at) != NULL)
        depth++;
      else if (*at != '\0' && strchr (")]}", *at) != NULL)
        depth--;
      if (*at == '\0' || (*at == ',' && depth == 0 && quote == 0))
        {
          char *part = g_strstrip (g_strndup (start, (gsize) (at - start)));

          if (*part != '\0')
            g_ptr_array_add (parts, part);
          else
            g_free (part);
          start = at + 1;
        }
      if (*at == '\0')
        return parts;
    }
}

static void
pyro_signature_add (PyroSignature *self,
                    const char    *part)
{
  g_auto(GStrv) sides = g_strsplit (part, "=", 2);
  Param param = { .kind = self->rest >= -1 ? PARAM_PLAIN : PARAM_NAMED };
  const char *name = g_strstrip (sides[0]);

  if (g_str_has_prefix (name, "**"))
    param.kind = PARAM_REST_NAMED;
  else if (*name == '*')
    param.kind = PARAM_REST;
  else if (self->params->len > 0 && g_array_index (self->params, Param, self->params->len - 1).kind != PARAM_PLAIN)
    param.kind = PARAM_NAMED;
  else
    param.kind = PARAM_PLAIN;

  param.name = g_strdup (name + strspn (name, "*"));
  if (sides[1] != NULL)
    {
      g_autoptr(GError) error = NULL;

      param.initial = pyro_literal_parse (sides[1], -1, NULL, &error);
      if (error != NULL)
        g_error ("The default of %s is no Python literal: %s", part, error->message);
    }
  if (param.kind == PARAM_REST)
    self->rest = (int) self->params->len;
  if (param.kind == PARAM_REST_NAMED)
    self->rest_named = (int) self->params->len;
  self->n_plain += param.kind == PARAM_PLAIN;
  self->n_required += param.kind == PARAM_PLAIN && param.initial == NULL;
  g_array_append_val (self->params, param);
}

/*
 * _pyro_signature_new:
 * @text: parameters without `self`; a default is a Python literal
 *
 * Returns: (transfer full): the signature
 */
PyroSignature *
_pyro_signature_new (const char *text)
{
  PyroSignature *self = g_new0 (PyroSignature, 1);
  g_autoptr(GPtrArray) parts = split (text);

  self->params = g_array_new (FALSE, FALSE, sizeof (Param));
  g_array_set_clear_func (self->params, param_clear);
  self->rest = self->rest_named = -1;
  for (guint i = 0; i < parts->len; i++)
    pyro_signature_add (self, parts->pdata[i]);

  return self;
}

void
_pyro_signature_free (PyroSignature *self)
{
  g_array_unref (self->params);
  g_free (self);
}

guint
_pyro_signature_get_n_params (const PyroSignature *self)
{
  return self->params->len;
}

static const Param *
get_param (const PyroSignature *self,
           guint                index)
{
  return &g_array_index (self->params, Param, index);
}

/* ---- What a client gave ---- */

typedef struct
{
  const PyroSignature *signature;
  const char          *class_name;
  const char          *method;
  PyroValue          **bound; /* by the number of the parameter; NULL for nothing yet */
} Binding;

static gboolean
check_n_args (const Binding  *self,
              gsize           n_args,
              GError        **error)
{
  const PyroSignature *signature = self->signature;
  guint most = signature->n_plain + 1; /* Python counts self */
  guint least = signature->n_required + 1;
  g_autofree char *takes = NULL;

  if (n_args <= signature->n_plain || (signature->rest >= 0 && *get_param (signature, (guint) signature->rest)->name))
    return TRUE;

  takes = least < most ? g_strdup_printf ("from %u to %u", least, most) : g_strdup_printf ("%u", most);
  pyro_set_exception (error, NULL, 0, NULL, "TypeError",
                      "%s.%s() takes %s positional argument%s but %" G_GSIZE_FORMAT " were given",
                      self->class_name, self->method, takes, most == 1 ? "" : "s", n_args + 1);

  return FALSE;
}

static void
bind_args (Binding   *self,
           PyroValue *args)
{
  const PyroSignature *signature = self->signature;
  gsize n = pyro_value_get_length (args);
  g_autoptr(GPtrArray) rest = NULL;

  for (gsize i = 0; i < MIN (n, signature->n_plain); i++)
    self->bound[i] = pyro_value_ref (pyro_value_get_item (args, i));
  if (signature->rest < 0)
    return;

  rest = g_ptr_array_new ();
  for (gsize i = signature->n_plain; i < n; i++)
    g_ptr_array_add (rest, pyro_value_get_item (args, i));
  self->bound[signature->rest] = pyro_value_new_tuple ((PyroValue **) rest->pdata, rest->len);
}

static int
find_param (const PyroSignature *self,
            PyroValue           *key)
{
  gsize size;
  const char *text = pyro_value_get_string (key, &size);

  for (guint i = 0; text != NULL && i < self->params->len; i++)
    {
      const Param *param = get_param (self, i);

      if (param->kind <= PARAM_NAMED && strlen (param->name) == size && memcmp (param->name, text, size) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
bind_kwarg (Binding      *self,
            PyroValue    *key,
            PyroValue    *value,
            PyroBuilder  *others,
            GError      **error)
{
  int index = find_param (self->signature, key);
  g_autofree char *name = pyro_value_dup_utf8 (key);

  if (index < 0 && others != NULL)
    {
      pyro_builder_add_value (others, key);
      pyro_builder_add_value (others, value);
    }
  else if (index < 0)
    pyro_set_exception (error, NULL, 0, NULL, "TypeError", "%s.%s() got an unexpected keyword argument '%s'",
                        self->class_name, self->method, name != NULL ? name : "?");
  else if (self->bound[index] != NULL)
    pyro_set_exception (error, NULL, 0, NULL, "TypeError", "%s.%s() got multiple values for argument '%s'",
                        self->class_name, self->method, name);
  else
    self->bound[index] = pyro_value_ref (value);

  return *error == NULL;
}

static gboolean
bind_kwargs (Binding    *self,
             PyroValue  *kwargs,
             GError    **error)
{
  g_autoptr(PyroBuilder) others = NULL;

  if (self->signature->rest_named >= 0)
    {
      others = pyro_builder_new ();
      pyro_builder_open (others, PYRO_VALUE_DICT, NULL);
    }
  for (gsize i = 0; kwargs != NULL && i < pyro_value_get_length (kwargs); i++)
    if (!bind_kwarg (self, pyro_value_get_key (kwargs, i), pyro_value_get_item (kwargs, i), others, error))
      return FALSE;
  if (others == NULL)
    return TRUE;

  if (!pyro_builder_close (others, error))
    return FALSE;
  self->bound[self->signature->rest_named] = pyro_builder_end (others, error);

  return self->bound[self->signature->rest_named] != NULL;
}

/* 'a', 'b', and 'c' */
static char *
enumerate (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (text, names->len == 2 ? " and " : i == names->len - 1 ? ", and " : ", ");
      g_string_append_printf (text, "'%s'", (const char *) names->pdata[i]);
    }

  return g_string_free_and_steal (text);
}

static gboolean
fill_in (Binding    *self,
         ParamKind   kind,
         GError    **error)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < self->signature->params->len; i++)
    {
      const Param *param = get_param (self->signature, i);

      if (param->kind != kind || self->bound[i] != NULL)
        continue;
      if (param->initial != NULL)
        self->bound[i] = pyro_value_ref (param->initial);
      else
        g_ptr_array_add (missing, param->name);
    }
  if (missing->len == 0)
    return TRUE;

  names = enumerate (missing);
  pyro_set_exception (error, NULL, 0, NULL, "TypeError", "%s.%s() missing %u required %s argument%s: %s",
                      self->class_name, self->method, missing->len,
                      kind == PARAM_PLAIN ? "positional" : "keyword-only", missing->len == 1 ? "" : "s", names);

  return FALSE;
}

/*
 * _pyro_signature_bind:
 * @class_name: for messages
 * @method: likewise
 * @args: the positional arguments
 * @kwargs: (nullable): the keyword arguments
 *
 * Finds out which argument is meant for which parameter, as Python does.
 *
 * Returns: (transfer full): the arguments by the number of their parameter, or %NULL with @error set to a
 *   `TypeError` in Python's words
 */
PyroValue **
_pyro_signature_bind (const PyroSignature  *self,
                      const char           *class_name,
                      const char           *method,
                      PyroValue            *args,
                      PyroValue            *kwargs,
                      GError              **error)
{
  Binding binding = { self, class_name, method, NULL };
  gboolean good;

  binding.bound = g_new0 (PyroValue *, self->params->len + 1);
  good = check_n_args (&binding, pyro_value_get_length (args), error);
  if (good)
    {
      bind_args (&binding, args);
      good = bind_kwargs (&binding, kwargs, error) &&
             fill_in (&binding, PARAM_PLAIN, error) && fill_in (&binding, PARAM_NAMED, error);
    }
  if (good)
    return binding.bound;

  for (guint i = 0; i < self->params->len; i++)
    g_clear_pointer (&binding.bound[i], pyro_value_unref);
  g_free (binding.bound);

  return NULL;
}
