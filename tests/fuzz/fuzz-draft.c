/* tests/fuzz/fuzz-draft.c - what a file says of a form, of how a call is sent, and of an earlier call
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/draft.h"
#include "ui/models/past-call.h"
#include "ui/models/secrets.h"

#include "tests/fuzz/fuzz.h"

/* What is restored is kept again, and comes back the same. */
static void
check_draft (PyroValue *value)
{
  g_autoptr(LensMember) first = lens_member_new ("a", LENS_MEMBER_METHOD);
  g_autoptr(LensMember) second = lens_member_new ("a", LENS_MEMBER_METHOD);
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(PyroValue) kept = NULL;
  g_autoptr(PyroValue) again = NULL;

  if (!lens_draft_restore (value, first))
    return;

  annotations = lens_particulars_dup_annotations (lens_member_get_particulars (first), NULL);
  kept = lens_draft_new_for_member (first);
  if (kept == NULL)
    return;
  g_assert_true (lens_draft_restore (kept, second));
  again = lens_draft_new_for_member (second);
  g_assert_nonnull (again);
  g_assert_true (pyro_value_identical (kept, again));
}

static void
check_call (PyroValue *value)
{
  g_autoptr(LensPastCall) call = lens_past_call_new_from_value (value);
  g_autoptr(LensMember) member = lens_member_new ("a", LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) kept = NULL;
  g_autoptr(PyroValue) again = NULL;

  if (call == NULL)
    return;

  kept = lens_past_call_to_value (call);
  again = lens_secrets_leave_out (kept);
  g_assert_true (pyro_value_identical (kept, again));
  g_assert_true (lens_past_call_equal (call, call));
  lens_past_call_restore (call, member);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  g_autoptr(PyroValue) value = NULL;

  if (size == 0 || !g_utf8_validate ((const char *) data, (gssize) size, NULL))
    return 0;
  value = pyro_literal_parse ((const char *) data, (gssize) size, NULL, NULL);
  if (value == NULL)
    return 0;

  lens_particulars_from_value (particulars, value);
  if (pyro_value_get_kind (value) == PYRO_VALUE_DICT)
    check_call (value);
  check_draft (value);

  return 0;
}
