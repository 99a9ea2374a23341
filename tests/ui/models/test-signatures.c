/* tests/ui/models/test-signatures.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/lesson.h"
#include "ui/models/python-source.h"
#include "ui/models/signatures.h"
#include "ui/models/type-error.h"

#include <glib/gstdio.h>
#include <string.h>

static LensCard *
make_card (const char   *parameters,
           LensEvidence  origin)
{
  LensCard *card = lens_python_read_parameters (parameters, strlen (parameters), origin, NULL);

  g_assert_nonnull (card);
  for (guint i = 0; i < lens_card_get_n_parameters (card); i++)
    if (lens_card_get_parameter (card, i)->name[0] == '_')
      g_set_str (&lens_card_get_parameter (card, i)->name, "");

  return card;
}

static void
learn (LensSignatures *signatures,
       const char     *message,
       guint           n_args,
       guint           n_kwargs)
{
  g_autoptr(LensTypeError) error = lens_type_error_parse (message);
  g_autoptr(LensCard) card = lens_type_error_learn (error, n_args, n_kwargs, LENS_EVIDENCE_REFUSAL);

  lens_signatures_learn (signatures, "stock", "quote", card);
}

static void
assert_known (LensSignatures *signatures,
              const char     *signature,
              const char     *origin)
{
  g_autoptr(LensCard) card = lens_signatures_find (signatures, "stock", "quote");
  g_autofree char *text = card != NULL ? lens_card_dup_signature (card) : NULL;
  g_autofree char *from = card != NULL ? lens_card_dup_origin_text (card) : NULL;

  g_assert_cmpstr (text, ==, signature);
  if (origin != NULL)
    g_assert_cmpstr (from, ==, origin);
}

/* One refusal tells the names, the next how many more there may be; another server begins anew. */
static void
test_refusals (void)
{
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);

  assert_known (signatures, NULL, NULL);
  learn (signatures, "T.quote() missing 1 required positional argument: 'symbol'", 0, 0);
  assert_known (signatures, "(symbol)", "From the server’s answer");
  learn (signatures, "T.quote() takes from 2 to 3 positional arguments but 9 were given", 8, 0);
  assert_known (signatures, "(symbol, …=…)", NULL);
  learn (signatures, "T.quote() got an unexpected keyword argument 'whe'. Did you mean 'when'?", 0, 1);
  assert_known (signatures, "(symbol, …=…, *, when=…)", NULL);
  learn (signatures, "T.quote() got multiple values for argument 'symbol'", 1, 1);
  assert_known (signatures, "(symbol, …=…, *, when=…)", NULL);

  learn (signatures, "T.quote() takes 4 positional arguments but 1 was given", 0, 0);
  assert_known (signatures, "(…, …, …)", NULL);
}

static void
put (LensSignatures *signatures,
     const char     *parameters,
     LensEvidence    origin)
{
  g_autoptr(LensCard) card = make_card (parameters, origin);

  lens_signatures_put (signatures, "stock", "quote", card);
}

/* Better evidence hides the other, which is still there when it is taken back. */
static void
test_ranks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-signatures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new", "signatures.pyl", NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (path);
  g_autoptr(LensCard) source = make_card ("symbol, when=None", LENS_EVIDENCE_SOURCE);
  g_autoptr(LensCard) card = NULL;
  g_autofree char *details = NULL;
  GStatBuf status;

  put (signatures, "_1: int, _2: str, *, k: bool", LENS_EVIDENCE_HISTORY);
  assert_known (signatures, "(…, …, *, k)", "From calls that were answered");
  put (signatures, "_1, _2", LENS_EVIDENCE_PROBE);
  put (signatures, "a, b", LENS_EVIDENCE_REFUSAL);
  lens_card_set_docstring (source, "What it costs.\n\nMore.");
  lens_card_set_place (source, "file:///srv/my%20app/stock.py", 12, "Stock");
  lens_signatures_put (signatures, "stock", "quote", source);
  assert_known (signatures, "(symbol, when=None)", "From stock.py, line 12");
  put (signatures, "", LENS_EVIDENCE_EDITED);
  assert_known (signatures, "()", "Takes no arguments · Edited by you");
  put (signatures, "what", LENS_EVIDENCE_EDITED);
  assert_known (signatures, "(what)", "Edited by you");

  g_clear_object (&signatures);
  signatures = lens_signatures_new (path);
  assert_known (signatures, "(what)", "Edited by you");
  card = lens_signatures_find (signatures, "stock", "quote");
  g_assert_cmpstr (lens_card_get_docstring (card), ==, "What it costs.\n\nMore.");
  lens_signatures_forget (signatures, "stock", "quote", LENS_EVIDENCE_EDITED);
  assert_known (signatures, "(symbol, when=None)", "From stock.py, line 12");
  lens_signatures_forget (signatures, "stock", "quote", LENS_EVIDENCE_SOURCE);

  g_clear_object (&signatures);
  signatures = lens_signatures_new (path);
  g_clear_object (&card);
  card = lens_signatures_find (signatures, "stock", "quote");
  details = lens_card_dup_details (card);
  /* The names are those that the server told, the types those that were sent. */
  g_assert_cmpstr (details, ==, "a: int – from the server’s answer\nb: str – from the server’s answer\n"
                               "k: bool – from earlier calls");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
see (LensSignatures *signatures,
     const char     *parameters)
{
  g_autoptr(LensCard) card = make_card (parameters, LENS_EVIDENCE_HISTORY);

  lens_card_set_bounded (card, FALSE);
  lens_signatures_learn (signatures, "stock", "quote", card);
}

/* What not every call had need not be sent, and all types that were seen are told. */
static void
test_seen (void)
{
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensCard) card = NULL;
  g_autofree char *text = NULL;

  see (signatures, "_1: int, *, k: str");
  see (signatures, "_1: float, _2: int, *, k: str");
  see (signatures, "_1: int");
  card = lens_signatures_find (signatures, "stock", "quote");
  text = lens_card_dup_full_signature (card);
  g_assert_cmpstr (text, ==, "(…: int | float, …: int = …, *, k: str = …)");
}

static void
count_change (LensSignatures *signatures,
              const char     *object,
              const char     *method,
              guint          *n)
{
  g_assert_cmpstr (object, ==, "stock");
  (*n)++;
}

/* What is known already changes nothing; a line that cannot be read is passed over. */
static void
test_file (void)
{
  static const char damaged[] =
    "{'object': 'stock', 'method': 'quote', 'evidence': 99, 'card': None}\n"
    "{'object': 'stock', 'method': 'quote', 'evidence': 2, 'card': {'origin': 'refusal'}}\n"
    "{'object': 'stock', 'method': 'quote', 'evidence': 2, 'card': {'origin': 'refusal', 'parameters': [1]}}\n"
    "{'object': 'stock', 'method': 'quote', 'evidence': 2, 'card': {'origin': 'refusal', 'parameters': "
    "[{'name': '__import__(1)', 'role': 'plain', 'origin': 'refusal'}]}}\n"
    "\xff\xfe\n__import__('os')\n[1]\n"
    "{'object': 'stock', 'method': 'quote', 'evidence': 2, 'card': {'origin': 'refusal', 'line': -5, 'parameters': "
    "[{'name': 'a', 'role': 'plain', 'origin': 'refusal', 'required': True}]}}\n{'object': 'sto";
  g_autofree char *folder = g_dir_make_tmp ("lens-signatures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "signatures.pyl", NULL);
  g_autoptr(LensSignatures) signatures = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
  signatures = lens_signatures_new (path);
  assert_known (signatures, "(a)", NULL);
  g_signal_connect (signatures, "changed", G_CALLBACK (count_change), &n);
  learn (signatures, "T.quote() missing 1 required positional argument: 'a'", 0, 0);
  learn (signatures, "T.quote() got an unexpected keyword argument 'b'", 0, 1);
  g_assert_cmpuint (n, ==, 0);
  learn (signatures, "T.quote() takes 3 positional arguments but 1 was given", 0, 0);
  g_assert_cmpuint (n, ==, 1);
  assert_known (signatures, "(a, …)", NULL);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
assert_rows (LensMember *member,
             const char *wanted)
{
  GListModel *rows = G_LIST_MODEL (lens_member_get_arguments (member));
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (rows, i);

      g_string_append_printf (text, "%s%s%s%s%s;", lens_argument_get_keyword (row) ? "=" : "",
                              lens_argument_get_title (row),
                              lens_argument_get_state (row) == LENS_ARGUMENT_OMIT ? "?" : "",
                              lens_argument_get_kind (row) != LENS_KIND_ANY ? ":" : "",
                              lens_argument_get_kind (row) != LENS_KIND_ANY
                              ? lens_kind_get_name (lens_argument_get_kind (row)) : "");
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

/* The form of a member has the rows, and keeps what is typed. */
static void
test_form (void)
{
  g_autoptr(LensMember) member = lens_member_new ("quote", LENS_MEMBER_METHOD);
  g_autoptr(LensMember) attribute = lens_member_new ("count", LENS_MEMBER_ATTRIBUTE);
  g_autoptr(LensCard) counted = make_card ("_1, _2=0", LENS_EVIDENCE_REFUSAL);
  g_autoptr(LensCard) named = make_card ("symbol: str, when: dict = None, /, n: int = 1, *args, k, **kw", LENS_EVIDENCE_SOURCE);
  g_autoptr(LensCard) value = make_card ("", LENS_EVIDENCE_SOURCE);
  g_autofree char *line = NULL;

  lens_member_set_card (member, counted);
  assert_rows (member, ";?;");
  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), "'AAA', n=3, extra=4", NULL, NULL));
  lens_card_set_docstring (named, "What it\ncosts.\n\nMore.");
  lens_member_set_card (member, named);
  g_assert_cmpstr (lens_member_get_signature (member), ==, "(symbol, when=None, /, n=1, *args, k, **kw)");
  g_assert_cmpstr (lens_member_get_summary (member), ==, "What it costs.");
  assert_rows (member, "symbol;when?;args?;=n;=;=k;kw?;");
  line = lens_arguments_dup_line (lens_member_get_arguments (member));
  g_assert_true (g_str_has_prefix (line, "'AAA', n=3, extra=4, k="));

  lens_member_set_card (member, NULL);
  g_assert_cmpstr (lens_member_get_signature (member), ==, "");
  g_assert_null (lens_member_get_summary (member));

  lens_card_set_returns (value, "int");
  lens_member_set_card (attribute, value);
  g_assert_cmpstr (lens_member_get_signature (attribute), ==, ": int");
  assert_rows (attribute, "");
}

static void
test_kinds (void)
{
  g_autoptr(LensMember) member = lens_member_new ("quote", LENS_MEMBER_METHOD);
  g_autoptr(LensCard) card = make_card ("a: str, b: decimal.Decimal, c: int | None, d, e: float = 1.0", LENS_EVIDENCE_SOURCE);

  lens_member_set_card (member, card);
  assert_rows (member, "a:str;b:Decimal;c;d;=e?:float;");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/signatures/refusals", test_refusals);
  g_test_add_func ("/models/signatures/ranks", test_ranks);
  g_test_add_func ("/models/signatures/seen", test_seen);
  g_test_add_func ("/models/signatures/file", test_file);
  g_test_add_func ("/models/signatures/form", test_form);
  g_test_add_func ("/models/signatures/kinds", test_kinds);

  return g_test_run ();
}
