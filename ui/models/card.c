/* ui/models/card.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/card.h"

/**
 * LensCard:
 *
 * What is known of a remote method. Pyro tells the names of methods and nothing else; the rest is put together
 * from what there is, and each parameter says where it is known from.
 */
struct _LensCard
{
  GObject       parent_instance;

  GPtrArray    *parameters; /* LensParameter, in the order in which Python wants them */
  char         *docstring;
  char         *returns;
  char         *file;
  char         *class_name;

  LensEvidence  origin;
  guint         line;
  gboolean      bounded;
  gboolean      oneway;
};

G_DEFINE_FINAL_TYPE (LensCard, lens_card, G_TYPE_OBJECT)

#define MAX_PARAMETERS 1000

static void
lens_card_finalize (GObject *object)
{
  LensCard *self = LENS_CARD (object);

  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_clear_pointer (&self->docstring, g_free);
  g_clear_pointer (&self->returns, g_free);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->class_name, g_free);

  G_OBJECT_CLASS (lens_card_parent_class)->finalize (object);
}

static void
lens_card_class_init (LensCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_card_finalize;
}

static void
lens_card_init (LensCard *self)
{
  self->parameters = g_ptr_array_new_with_free_func (lens_parameter_free);
}

/**
 * lens_card_new:
 * @origin: where what it says comes from
 *
 * Makes a card that says nothing yet.
 *
 * Returns: (transfer full): the card
 */
LensCard *
lens_card_new (LensEvidence origin)
{
  LensCard *self = g_object_new (LENS_TYPE_CARD, NULL);

  self->origin = origin;

  return self;
}

LensCard *
lens_card_copy (LensCard *self)
{
  LensCard *copy;

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  copy = lens_card_new (self->origin);
  for (guint i = 0; i < self->parameters->len; i++)
    lens_card_take (copy, lens_parameter_copy (lens_card_get_parameter (self, i)));
  copy->docstring = g_strdup (self->docstring);
  copy->returns = g_strdup (self->returns);
  copy->file = g_strdup (self->file);
  copy->class_name = g_strdup (self->class_name);
  copy->line = self->line;
  copy->bounded = self->bounded;
  copy->oneway = self->oneway;

  return copy;
}

/**
 * lens_card_take:
 * @parameter: (transfer full): a parameter
 *
 * Adds a parameter at its place: those by their places first, `**kwargs` last. More than 1000 are not kept.
 */
void
lens_card_take (LensCard      *self,
                LensParameter *parameter)
{
  static const guint ranks[LENS_N_PARAMETER_ROLES] = {
    [LENS_PARAMETER_POSITIONAL] = 0,
    [LENS_PARAMETER_PLAIN] = 1,
    [LENS_PARAMETER_REST] = 2,
    [LENS_PARAMETER_KEYWORD] = 3,
    [LENS_PARAMETER_NAMED_REST] = 4,
  };
  guint place;

  g_return_if_fail (LENS_IS_CARD (self));
  g_return_if_fail (parameter != NULL);

  if (self->parameters->len >= MAX_PARAMETERS)
    {
      lens_parameter_free (parameter);
      return;
    }

  for (place = self->parameters->len; place > 0; place--)
    if (ranks[lens_card_get_parameter (self, place - 1)->role] <= ranks[parameter->role])
      break;
  g_ptr_array_insert (self->parameters, (int) place, parameter);
}

void
lens_card_set_bounded (LensCard *self,
                       gboolean  bounded)
{
  g_return_if_fail (LENS_IS_CARD (self));

  self->bounded = bounded;
}

void
lens_card_set_docstring (LensCard   *self,
                         const char *docstring)
{
  g_return_if_fail (LENS_IS_CARD (self));

  g_set_str (&self->docstring, docstring);
}

void
lens_card_set_returns (LensCard   *self,
                       const char *returns)
{
  g_return_if_fail (LENS_IS_CARD (self));

  g_set_str (&self->returns, returns);
}

/**
 * lens_card_set_place:
 * @file: (nullable): the URI of a Python file
 * @line: the line of the method in it, from 1
 * @class_name: (nullable): the class that has the method
 *
 * Says where the method is written.
 */
void
lens_card_set_place (LensCard   *self,
                     const char *file,
                     guint       line,
                     const char *class_name)
{
  g_return_if_fail (LENS_IS_CARD (self));

  g_set_str (&self->file, file);
  g_set_str (&self->class_name, class_name);
  self->line = line;
}

void
lens_card_set_oneway (LensCard *self,
                      gboolean  oneway)
{
  g_return_if_fail (LENS_IS_CARD (self));

  self->oneway = oneway;
}

LensEvidence
lens_card_get_origin (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), LENS_EVIDENCE_NONE);

  return self->origin;
}

guint
lens_card_get_n_parameters (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), 0);

  return self->parameters->len;
}

LensParameter *
lens_card_get_parameter (LensCard *self,
                         guint     index)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);
  g_return_val_if_fail (index < self->parameters->len, NULL);

  return g_ptr_array_index (self->parameters, index);
}

/**
 * lens_card_find_parameter:
 * @name: what the method calls it
 *
 * Finds a parameter by its name.
 *
 * Returns: (transfer none) (nullable): the parameter, or %NULL
 */
LensParameter *
lens_card_find_parameter (LensCard   *self,
                          const char *name)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->parameters->len; i++)
    if (g_str_equal (lens_card_get_parameter (self, i)->name, name))
      return lens_card_get_parameter (self, i);

  return NULL;
}

guint
lens_card_count_places (LensCard *self)
{
  guint n = 0;

  g_return_val_if_fail (LENS_IS_CARD (self), 0);

  while (n < self->parameters->len && lens_parameter_is_by_place (lens_card_get_parameter (self, n)))
    n++;

  return n;
}

gboolean
lens_card_get_bounded (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), FALSE);

  return self->bounded;
}

const char *
lens_card_get_docstring (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return self->docstring;
}

const char *
lens_card_get_returns (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return self->returns;
}

const char *
lens_card_get_file (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return self->file;
}

guint
lens_card_get_line (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), 0);

  return self->line;
}

const char *
lens_card_get_class_name (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return self->class_name;
}

gboolean
lens_card_get_oneway (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), FALSE);

  return self->oneway;
}
