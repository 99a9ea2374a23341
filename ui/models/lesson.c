/* ui/models/lesson.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/lesson.h"

#include <glib/gi18n.h>

#include "ui/models/identifier.h"
#include "ui/models/type-error.h"

/* What the outcome of a call tells about the method: the error is the schema, and an answer shows that the
 * arguments were right. */

#define MAX_SEEN 64 /* arguments of an answered call that are looked at */

static LensParameter *
make_seen (const char        *name,
           LensParameterRole  role,
           PyroValue         *value)
{
  LensParameter *parameter = lens_parameter_new (name, role, LENS_EVIDENCE_HISTORY, TRUE);

  if (pyro_value_get_kind (value) == PYRO_VALUE_RECORD && pyro_value_get_class_name (value) != NULL)
    parameter->annotation = g_strdup (pyro_value_get_class_name (value));
  else
    parameter->annotation = g_strdup (pyro_value_get_kind (value) == PYRO_VALUE_NONE ? "None"
                                                                                     : pyro_value_get_type_name (value));

  return parameter;
}

static LensCard *
make_card_of_answered (LensRequest *request)
{
  LensCard *card = lens_card_new (LENS_EVIDENCE_HISTORY);
  PyroValue *args = lens_request_get_args (request);
  PyroValue *kwargs = lens_request_get_kwargs (request);

  for (gsize i = 0; args != NULL && i < MIN (pyro_value_get_length (args), MAX_SEEN); i++)
    lens_card_take (card, make_seen (NULL, LENS_PARAMETER_PLAIN, pyro_value_get_item (args, i)));
  for (gsize i = 0; kwargs != NULL && i < MIN (pyro_value_get_length (kwargs), MAX_SEEN); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (kwargs, i));

      if (name != NULL && lens_identifier_is_valid (name))
        lens_card_take (card, make_seen (name, LENS_PARAMETER_KEYWORD, pyro_value_get_item (kwargs, i)));
    }

  return card;
}

static guint
count (PyroValue *arguments)
{
  return arguments != NULL ? (guint) MIN (pyro_value_get_length (arguments), G_MAXINT) : 0;
}

/* The arguments of the form, without giving it those that are known. */
static guint
count_rows (LensMember *member)
{
  return g_list_model_get_n_items (G_LIST_MODEL (lens_member_get_arguments (member)));
}

static void
learn_refusal (LensSignatures *signatures,
               LensRequest    *request)
{
  LensMember *member = lens_request_get_member (request);
  const char *name = lens_member_get_name (member);
  g_autoptr(LensTypeError) refusal = lens_type_error_from_exception (lens_request_get_exception (request), name);
  g_autoptr(LensCard) card = NULL;
  g_autofree char *notice = NULL;
  guint before = count_rows (member);
  guint n;

  if (refusal != NULL)
    card = lens_type_error_learn (refusal, count (lens_request_get_args (request)),
                                  count (lens_request_get_kwargs (request)), LENS_EVIDENCE_REFUSAL);
  if (card == NULL)
    return;

  lens_signatures_learn (signatures, lens_object_get_name (lens_request_get_object (request)), name, card);
  n = count_rows (member) - MIN (before, count_rows (member));
  if (n == 0)
    return;

  notice = g_strdup_printf (ngettext ("%u argument added", "%u arguments added", n), n);
  lens_member_set_notice (member, notice);
}

static void
state_changed_cb (LensRequest    *request,
                  GParamSpec     *pspec,
                  LensSignatures *signatures)
{
  LensMember *member = lens_request_get_member (request);

  switch (lens_request_get_state (request))
    {
    case LENS_REQUEST_RUNNING:
      return;

    case LENS_REQUEST_RAISED:
      learn_refusal (signatures, request);
      break;

    case LENS_REQUEST_DONE:
      if (lens_member_get_kind (member) == LENS_MEMBER_METHOD)
        {
          g_autoptr(LensCard) card = make_card_of_answered (request);

          lens_signatures_learn (signatures, lens_object_get_name (lens_request_get_object (request)),
                                 lens_member_get_name (member), card);
        }
      break;

    case LENS_REQUEST_FAILED:
    case LENS_REQUEST_CANCELLED:
    default:
      break;
    }
  g_signal_handlers_disconnect_by_func (request, state_changed_cb, signatures);
}

/**
 * lens_lesson_begin:
 * @signatures: what is known
 * @request: a request that is on its way
 *
 * Learns from what comes of the request, and says so on the member when its form got rows by that.
 */
void
lens_lesson_begin (LensSignatures *signatures,
                   LensRequest    *request)
{
  g_return_if_fail (LENS_IS_SIGNATURES (signatures));
  g_return_if_fail (LENS_IS_REQUEST (request));

  if (lens_request_get_verb (request) != LENS_REQUEST_CALL)
    return;

  lens_member_set_notice (lens_request_get_member (request), NULL);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (state_changed_cb), signatures, 0);
  state_changed_cb (request, NULL, signatures);
}
