/* tests/ui/models/test-tab.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/draft.h"
#include "ui/models/object-private.h"
#include "ui/models/tab.h"
#include "ui/models/twin.h"

#include <string.h>

#define URI "PYRO:lab.lamp@127.0.0.1:1"

typedef struct
{
  LensServers *servers;
  LensObject  *object;
  LensTab     *tab;
  LensTab     *other;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->servers = lens_servers_new (NULL);
  self->object = lens_object_new ("lab.lamp", URI, NULL);
  self->tab = lens_tab_new (self->servers);
  self->other = lens_tab_new (self->servers);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_assert_finalize_object (self->tab);
  g_assert_finalize_object (self->other);
  g_assert_finalize_object (self->object);
  g_assert_finalize_object (self->servers);
}

static LensMember *
add_member (LensObject *object,
            const char *name)
{
  g_autoptr(LensMember) member = lens_member_new (name, LENS_MEMBER_METHOD);

  g_list_store_append (G_LIST_STORE (lens_object_get_members (object)), member);

  return member; /* the list holds it */
}

/* As when an object was asked what it has. */
static void
load (LensObject *object)
{
  lens_object_set_loading (object, TRUE, NULL);
  lens_object_set_loading (object, FALSE, NULL);
}

static LensObject *
opened (LensTab *tab)
{
  return lens_browser_get_object (lens_tab_get_browser (tab));
}

static void
test_own_connection (Fixture       *self,
                     gconstpointer  unused)
{
  g_assert_cmpstr (lens_tab_get_title (self->tab), ==, "New Tab");
  g_assert_null (lens_tab_get_listed (self->tab));

  lens_tab_open (self->tab, self->object);
  g_assert_true (opened (self->tab) == self->object);
  g_assert_cmpstr (lens_tab_get_title (self->tab), ==, "lab.lamp");

  lens_tab_open (self->other, self->object);
  g_assert_true (opened (self->other) != self->object);
  g_assert_true (lens_tab_get_listed (self->other) == self->object);
  g_assert_true (lens_object_get_proxy (opened (self->other)) != lens_object_get_proxy (self->object));

  lens_tab_open (self->other, self->object);
  lens_tab_open (self->tab, self->object);
  g_assert_true (opened (self->tab) == self->object);

  /* Whoever leaves it gives it free. */
  lens_browser_set_object (lens_tab_get_browser (self->tab), NULL);
  lens_browser_set_object (lens_tab_get_browser (self->other), NULL);
  lens_tab_open (self->other, self->object);
  g_assert_true (opened (self->other) == self->object);
}

/* Another window may open what a tab has, by its list of calls: that tab keeps it for itself. */
static void
test_twins (Fixture       *self,
            gconstpointer  unused)
{
  g_autoptr(LensTab) third = lens_tab_new (self->servers);
  g_autoptr(LensObject) twin = NULL;

  lens_tab_open (self->tab, self->object);
  lens_tab_open (self->other, self->object);
  twin = g_object_ref (opened (self->other));
  lens_tab_open (third, twin);
  g_assert_true (opened (third) != twin);
  g_assert_true (opened (third) != self->object);
  g_assert_true (lens_tab_get_listed (third) == self->object);

  lens_tab_close (self->other);
  lens_tab_close (third);
  lens_tab_open (third, twin);
  g_assert_true (opened (third) == twin);
}

/* The same with what no server lists, and with a server that does later. */
static void
test_unlisted (Fixture       *self,
               gconstpointer  unused)
{
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(LensTab) restored = NULL;
  LensObject *object;

  lens_tab_open (self->tab, self->object);
  value = lens_tab_to_value (self->tab);
  restored = lens_tab_new_restored (self->servers, value);
  lens_tab_wake (restored);
  object = opened (restored);
  lens_tab_open (self->other, object);
  g_assert_true (opened (self->other) != object);
  g_assert_true (lens_tab_get_listed (self->other) == object);

  lens_tab_open (restored, self->object);
  g_assert_true (opened (restored) == object);
  g_assert_true (lens_tab_get_listed (restored) == self->object);
  g_assert_true (lens_tab_get_listed (self->other) == self->object);
  lens_object_update (self->object, "PYRO:lab.lamp@127.0.0.1:2", NULL);
  g_assert_cmpstr (lens_object_get_uri (opened (self->other)), ==, "PYRO:lab.lamp@127.0.0.1:2");

  /* Two servers may list it, and neither is the twin of the other's twin. */
  lens_object_update (self->object, URI, NULL);
  lens_tab_open (self->tab, object);
  g_assert_true (lens_twin_get_original (object) == self->object);
  g_assert_true (lens_twin_get_original (self->object) == self->object);
}

static void
test_follows (Fixture       *self,
              gconstpointer  unused)
{
  static const char *const tags[] = { "bright", NULL };
  g_autoptr(LensObject) twin = lens_twin_new (self->object);

  lens_object_update (self->object, "PYRO:lab.lamp@127.0.0.1:2", tags);
  g_assert_cmpstr (lens_object_get_uri (twin), ==, "PYRO:lab.lamp@127.0.0.1:2");
  g_assert_cmpstr (lens_object_get_tags (twin)[0], ==, "bright");
  lens_object_set_registered (self->object, FALSE);
  g_assert_false (lens_object_get_registered (twin));
  lens_object_update (self->object, URI, NULL);
  g_assert_true (lens_object_get_registered (twin));
  g_assert_cmpstr (lens_object_get_uri (twin), ==, URI);
  g_assert_true (lens_twin_get_original (twin) == self->object);
  g_assert_true (lens_twin_get_original (self->object) == self->object);
}

static void
test_member (Fixture       *self,
             gconstpointer  unused)
{
  LensMember *member;

  lens_tab_open_member (self->tab, self->object, "blink");
  g_assert_null (lens_browser_get_member (lens_tab_get_browser (self->tab)));
  add_member (self->object, "other");
  load (self->object);
  g_assert_null (lens_browser_get_member (lens_tab_get_browser (self->tab)));
  member = add_member (self->object, "blink");
  load (self->object);
  g_assert_true (lens_browser_get_member (lens_tab_get_browser (self->tab)) == member);
}

static void
count (guint *n)
{
  ++*n;
}

/* Also what is only half typed, in containers, and how it is sent. */
static void
test_drafts (Fixture       *self,
             gconstpointer  unused)
{
  LensMember *member = add_member (self->object, "blink");
  LensArguments *arguments = lens_member_get_arguments (member);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) again = NULL;
  g_autoptr(LensTab) restored = NULL;
  g_autofree char *line = NULL;
  guint n_changes = 0;
  LensObject *object;
  LensArgument *row;

  g_assert_null (lens_tab_to_value (self->tab));
  lens_tab_open_member (self->tab, self->object, "blink");
  g_signal_connect_swapped (self->tab, "changed", G_CALLBACK (count), &n_changes);
  row = lens_arguments_add (arguments, FALSE);
  lens_argument_set_kind (row, LENS_KIND_INT);
  lens_argument_set_text (row, "12 fish");
  row = lens_arguments_add (arguments, FALSE);
  lens_argument_set_literal (row, "[1, (2, {'a': b'x'})]");
  lens_argument_set_kind (row, LENS_KIND_LIST);
  row = lens_arguments_add (arguments, TRUE);
  lens_argument_set_name (row, "times");
  lens_argument_set_state (row, LENS_ARGUMENT_NONE);
  g_object_set (lens_member_get_particulars (member), "serializer", "json", NULL);
  g_assert_cmpuint (n_changes, >, 3);

  value = lens_tab_to_value (self->tab);
  restored = lens_tab_new_restored (self->servers, value);
  g_assert_cmpstr (lens_tab_get_title (restored), ==, "lab.lamp");
  g_assert_null (opened (restored));
  again = lens_tab_to_value (restored);
  g_assert_true (pyro_value_identical (value, again));

  lens_tab_wake (restored);
  object = opened (restored);
  g_assert_cmpstr (lens_object_get_uri (object), ==, URI);
  g_clear_pointer (&again, pyro_value_unref);
  again = lens_tab_to_value (restored);
  g_assert_true (pyro_value_identical (value, again)); /* nothing is lost while nobody answers */
  member = add_member (object, "blink");
  load (object);
  g_assert_true (lens_browser_get_member (lens_tab_get_browser (restored)) == member);
  arguments = lens_member_get_arguments (member);
  row = g_list_model_get_item (G_LIST_MODEL (arguments), 0);
  g_assert_cmpstr (lens_argument_get_text (row), ==, "12 fish");
  g_assert_nonnull (lens_argument_get_problem (row));
  g_object_unref (row);
  line = lens_arguments_dup_line (arguments);
  g_assert_nonnull (strstr (line, "[1, (2, {'a': b'x'})], times=None"));
  g_assert_cmpstr (lens_particulars_get_serializer (lens_member_get_particulars (member)), ==, "json");
}

static LensArgument *
get_row (LensMember *member,
         guint       position)
{
  g_autoptr(LensArgument) row = g_list_model_get_item (G_LIST_MODEL (lens_member_get_arguments (member)), position);

  return row; /* the list holds it */
}

static void
assert_missing (LensMember *member,
                guint       position,
                const char *problem)
{
  LensArgument *row = get_row (member, position);

  g_assert_cmpuint (lens_argument_get_missing (row), >, 0);
  g_assert_null (lens_argument_get_value (row));
  g_assert_cmpstr (lens_argument_get_problem (row), ==, problem);
}

/* What is too long to be kept, and what was in a file, is a problem when it comes back, and not an empty value. */
static void
test_missing (Fixture       *self,
              gconstpointer  unused)
{
  g_autofree char *long_text = g_strnfill (256 * 1024 + 1, 'x');
  g_autofree char *fitting = g_strnfill (256 * 1024, 'x');
  g_autofree char *open = g_strnfill (20, '[');
  g_autofree char *close = g_strnfill (20, ']');
  g_autofree char *deep = g_strconcat (open, "7", close, NULL);
  g_autoptr(LensMember) member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(LensMember) again = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(LensMember) once_more = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr(PyroValue) draft = NULL;
  g_autoptr(PyroValue) second = NULL;
  g_autoptr(PyroValue) third = NULL;
  LensArguments *rows = lens_member_get_arguments (member);
  LensArgument *row;

  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_kind (row, LENS_KIND_STR);
  lens_argument_set_text (row, long_text);
  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_file (row, "photo.png", bytes);
  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_literal (row, deep);
  for (LensArgument *inner = row; inner != NULL; )
    {
      LensArguments *items;

      lens_argument_set_kind (inner, LENS_KIND_LIST);
      items = lens_argument_get_items (inner);
      inner = items != NULL && g_list_model_get_n_items (G_LIST_MODEL (items)) > 0
                ? g_list_model_get_item (G_LIST_MODEL (items), 0) : NULL;
      if (inner != NULL)
        g_object_unref (inner);
      if (inner != NULL && g_strcmp0 (lens_argument_get_literal (inner), "7") == 0)
        break;
    }
  for (guint i = 0; i < 5; i++)
    {
      row = lens_arguments_add (rows, FALSE);
      lens_argument_set_kind (row, LENS_KIND_STR);
      lens_argument_set_text (row, fitting);
    }

  draft = lens_draft_new_for_member (member);
  g_assert_cmpuint (pyro_value_get_memory_size (draft), <, 2 * 1024 * 1024);
  g_assert_true (lens_draft_restore (draft, again));
  assert_missing (again, 0, "What was typed here was too long to be kept (262 kB): type it again");
  assert_missing (again, 1, "The content of “photo.png” (3 B) was not kept: choose the file again");
  g_assert_null (lens_argument_get_value (get_row (again, 2))); /* too deep */
  g_assert_cmpstr (lens_argument_get_text (get_row (again, 3)), ==, fitting);
  g_assert_cmpuint (lens_argument_get_missing (get_row (again, 7)), >, 0); /* all of them together are too long */
  g_assert_false (lens_arguments_get_ready (lens_member_get_arguments (again)));

  /* It is still missing when that is kept once more, until something is typed. */
  second = lens_draft_new_for_member (again);
  g_assert_true (lens_draft_restore (second, once_more));
  third = lens_draft_new_for_member (once_more);
  g_assert_true (pyro_value_identical (second, third));
  assert_missing (once_more, 1, "The content of “photo.png” (3 B) was not kept: choose the file again");
  lens_argument_set_text (get_row (once_more, 0), "short");
  g_assert_null (lens_argument_get_problem (get_row (once_more, 0)));
  lens_argument_set_file (get_row (once_more, 1), "photo.png", bytes);
  g_assert_null (lens_argument_get_problem (get_row (once_more, 1)));
}

/* One that is not complete costs neither itself nor the others. */
static void
test_half_annotation (Fixture       *self,
                      gconstpointer  unused)
{
  g_autoptr(LensMember) member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(LensMember) again = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) draft = NULL;
  g_autofree char *line = NULL;
  LensArguments *rows = lens_particulars_get_annotations (lens_member_get_particulars (member));
  LensArgument *row;

  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_name (row, "USER");
  lens_argument_set_text (row, "me");
  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_name (row, "AB");
  lens_argument_set_notation (row, LENS_NOTATION_HEX);
  lens_argument_set_text (row, "0");

  draft = lens_draft_new_for_member (member);
  g_assert_nonnull (draft);
  g_assert_true (lens_draft_restore (draft, again));
  rows = lens_particulars_get_annotations (lens_member_get_particulars (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);
  line = lens_arguments_dup_line (rows);
  g_assert_cmpstr (line, ==, "'USER': b'me', 'AB': …");
  row = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  g_assert_cmpstr (lens_argument_get_text (row), ==, "0");
  g_assert_cmpint (lens_argument_get_notation (row), ==, LENS_NOTATION_HEX);
  g_object_unref (row);
}

/* A server that lists the object later is followed, and what is typed stays. */
static void
test_met (Fixture       *self,
          gconstpointer  unused)
{
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(LensTab) restored = NULL;
  LensObject *object;

  lens_tab_open (self->other, self->object);
  value = lens_tab_to_value (self->other);
  restored = lens_tab_new_restored (self->servers, value);
  lens_tab_wake (restored);
  lens_tab_wake (restored);
  object = opened (restored);
  g_assert_true (lens_tab_get_listed (restored) == object);
  lens_tab_open (restored, self->object);
  g_assert_true (opened (restored) == object);
  g_assert_true (lens_tab_get_listed (restored) == self->object);
}

static void
replaced_cb (LensTab    *tab,
             LensMember *member,
             PyroValue  *draft,
             PyroValue **kept)
{
  g_clear_pointer (kept, pyro_value_unref);
  *kept = pyro_value_ref (draft);
}

static LensPastCall *
make_call (LensObject *object,
           LensMember *member,
           const char *line)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(LensRequest) request = NULL;

  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), line, NULL, NULL));
  g_assert_true (lens_arguments_collect (lens_member_get_arguments (member), &args, &kwargs, NULL, NULL));
  request = lens_request_new (object, member, LENS_REQUEST_CALL, args, kwargs);

  return lens_past_call_new_for_request (request);
}

static void
assert_line (LensMember *member,
             const char *expected)
{
  g_autofree char *line = lens_arguments_dup_line (lens_member_get_arguments (member));

  g_assert_cmpstr (line, ==, expected);
}

/* What is half typed gives way to an earlier call, and can be had back. */
static void
test_recall (Fixture       *self,
             gconstpointer  unused)
{
  LensMember *member = add_member (self->object, "blink");
  g_autoptr(LensPastCall) call = make_call (self->object, member, "1, 2");
  g_autoptr(PyroValue) kept = NULL;
  g_autoptr(LensArgument) row = NULL;

  lens_tab_open (self->tab, self->object);
  g_signal_connect (self->tab, "replaced", G_CALLBACK (replaced_cb), &kept);

  /* The same again, and an empty form, are no loss. */
  lens_tab_recall (self->tab, "blink", call);
  g_assert_null (kept);
  lens_arguments_clear (lens_member_get_arguments (member));
  lens_tab_recall (self->tab, "blink", call);
  g_assert_null (kept);
  assert_line (member, "1, 2");

  row = g_list_model_get_item (G_LIST_MODEL (lens_member_get_arguments (member)), 0);
  lens_argument_set_text (row, "12 fish");
  lens_tab_recall (self->tab, "blink", call);
  assert_line (member, "1, 2");
  g_assert_nonnull (kept);
  g_assert_true (lens_draft_restore (kept, member));
  g_clear_object (&row);
  row = g_list_model_get_item (G_LIST_MODEL (lens_member_get_arguments (member)), 0);
  g_assert_cmpstr (lens_argument_get_text (row), ==, "12 fish");
}

/* What lets one in belongs to its call: Undo brings back that one, and not the one of the call that was recalled. */
static void
test_recall_handshake (Fixture       *self,
                       gconstpointer  unused)
{
  LensMember *member = add_member (self->object, "blink");
  LensParticulars *particulars = lens_member_get_particulars (member);
  g_autoptr(LensPastCall) call = make_call (self->object, member, "1");
  g_autoptr(LensPastCall) other = NULL;
  g_autoptr(PyroValue) kept = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensParticulars) sent = lens_particulars_new ();
  g_autofree char *handshake = NULL;

  g_object_set (sent, "handshake", "'of the call'", NULL);
  request = lens_request_new (self->object, member, LENS_REQUEST_CALL, lens_past_call_get_args (call),
                              lens_past_call_get_kwargs (call));
  lens_request_set_particulars (request, sent);
  other = lens_past_call_new_for_request (request);

  lens_tab_open (self->tab, self->object);
  g_signal_connect (self->tab, "replaced", G_CALLBACK (replaced_cb), &kept);
  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), "2", NULL, NULL));
  g_object_set (particulars, "handshake", "'typed'", NULL);
  lens_tab_recall (self->tab, "blink", other);
  g_object_get (particulars, "handshake", &handshake, NULL);
  g_assert_cmpstr (handshake, ==, "'of the call'");
  g_clear_pointer (&handshake, g_free);
  g_assert_nonnull (kept);
  g_assert_true (lens_draft_restore (kept, member));
  g_object_get (particulars, "handshake", &handshake, NULL);
  g_assert_cmpstr (handshake, ==, "'typed'");
  g_assert_false (lens_particulars_get_withheld (particulars));
}

/* What is too much for a file, or none of its business, is had back as well: it was only in memory. */
static void
test_recall_all (Fixture       *self,
                 gconstpointer  unused)
{
  LensMember *member = add_member (self->object, "blink");
  LensArguments *rows = lens_member_get_arguments (member);
  LensParticulars *particulars = lens_member_get_particulars (member);
  g_autoptr(LensPastCall) call = make_call (self->object, member, "1");
  g_autofree char *long_text = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr(PyroValue) kept = NULL;
  g_autofree char *handshake = NULL;
  PyroValue *value;
  LensArgument *row;

  lens_tab_open (self->tab, self->object);
  g_signal_connect (self->tab, "replaced", G_CALLBACK (replaced_cb), &kept);
  lens_arguments_clear (rows);
  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_kind (row, LENS_KIND_STR);
  lens_argument_set_text (row, long_text);
  lens_argument_set_file (lens_arguments_add (rows, FALSE), "photo.png", bytes);
  row = lens_arguments_add (rows, FALSE);
  lens_argument_set_kind (row, LENS_KIND_INT);
  lens_argument_set_text (row, "12 fish");
  g_object_set (particulars, "handshake", "'secret'", NULL);
  row = lens_arguments_add (lens_particulars_get_annotations (particulars), FALSE);
  lens_argument_set_name (row, "AB"); /* half typed */
  lens_argument_set_text (row, long_text);

  lens_tab_recall (self->tab, "blink", call);
  assert_line (member, "1");
  g_assert_nonnull (kept);
  g_assert_true (lens_draft_restore (kept, member));
  g_assert_cmpuint (strlen (lens_argument_get_text (get_row (member, 0))), ==, 2 * 1024 * 1024);
  g_assert_cmpuint (lens_argument_get_missing (get_row (member, 0)), ==, 0);
  g_assert_cmpstr (lens_argument_get_file_name (get_row (member, 1)), ==, "photo.png");
  value = lens_argument_get_value (get_row (member, 1));
  g_assert_true (value != NULL && pyro_value_get_length (value) == 3);
  g_assert_cmpstr (lens_argument_get_text (get_row (member, 2)), ==, "12 fish");
  row = g_list_model_get_item (G_LIST_MODEL (lens_particulars_get_annotations (particulars)), 0);
  g_assert_cmpuint (strlen (lens_argument_get_text (row)), ==, 2 * 1024 * 1024);
  g_object_unref (row);
  g_object_get (particulars, "handshake", &handshake, NULL);
  g_assert_cmpstr (handshake, ==, "'secret'");
}

/* To write down what is typed asks nothing of members that nobody has looked at. */
static void
test_unseen (Fixture       *self,
             gconstpointer  unused)
{
  LensMember *seen = add_member (self->object, "blink");
  LensMember *unseen = add_member (self->object, "other");
  g_autoptr(PyroValue) value = NULL;

  lens_tab_open_member (self->tab, self->object, "blink");
  lens_arguments_add (lens_member_get_arguments (seen), FALSE);
  value = lens_tab_to_value (self->tab);
  g_assert_true (lens_member_get_shown (seen));
  g_assert_false (lens_member_get_shown (unseen));
}

/* Many rows cost what they are, and no more of them are made than anybody types. */
static void
test_rows (Fixture       *self,
           gconstpointer  unused)
{
  g_autoptr(LensMember) member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(GString) text = g_string_new ("{'rows': [");
  g_autoptr(PyroValue) draft = NULL;
  guint n_changes = 0;

  for (guint i = 0; i < 12000; i++)
    g_string_append (text, "{'role': 'positional', 'name': '', 'kind': 'int', 'state': 'send', 'text': '1'},");
  g_string_append (text, "]}");
  draft = pyro_literal_parse (text->str, -1, NULL, NULL);
  g_assert_nonnull (draft);
  g_signal_connect_swapped (lens_member_get_arguments (member), "changed", G_CALLBACK (count), &n_changes);
  g_assert_true (lens_draft_restore (draft, member));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens_member_get_arguments (member))), ==, 10000);
  g_assert_cmpuint (n_changes, <=, 2);
}

static void
test_nonsense (Fixture       *self,
               gconstpointer  unused)
{
  static const char *const tabs[] = { "None", "[]", "{}", "{'name': 1, 'uri': 'x'}", "{'uri': 'PYRO:a@b:1'}" };
  static const char *const drafts[] = { "None", "{}", "{'rows': None}", "{'rows': {}}" };
  g_autoptr(LensMember) member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) half = pyro_literal_parse ("{'rows': [{'role': 'positional', 'name': '', 'kind': 'int',"
                                                  " 'state': 'send', 'text': '1'}, {'role': 'king'}]}",
                                                  -1, NULL, NULL);
  g_autofree char *line = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr(PyroValue) value = pyro_literal_parse (tabs[i], -1, NULL, NULL);

      g_assert_null (lens_tab_new_restored (self->servers, value));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autoptr(PyroValue) value = pyro_literal_parse (drafts[i], -1, NULL, NULL);

      g_assert_false (lens_draft_restore (value, member));
    }
  g_assert_null (lens_draft_new_for_member (member));
  g_assert_true (lens_draft_restore (half, member));
  line = lens_arguments_dup_line (lens_member_get_arguments (member));
  g_assert_cmpstr (line, ==, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/tab/own-connection", Fixture, NULL, set_up, test_own_connection, tear_down);
  g_test_add ("/models/tab/twins", Fixture, NULL, set_up, test_twins, tear_down);
  g_test_add ("/models/tab/unlisted", Fixture, NULL, set_up, test_unlisted, tear_down);
  g_test_add ("/models/tab/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/models/tab/member", Fixture, NULL, set_up, test_member, tear_down);
  g_test_add ("/models/tab/drafts", Fixture, NULL, set_up, test_drafts, tear_down);
  g_test_add ("/models/tab/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/models/tab/half-annotation", Fixture, NULL, set_up, test_half_annotation, tear_down);
  g_test_add ("/models/tab/met", Fixture, NULL, set_up, test_met, tear_down);
  g_test_add ("/models/tab/recall", Fixture, NULL, set_up, test_recall, tear_down);
  g_test_add ("/models/tab/recall-handshake", Fixture, NULL, set_up, test_recall_handshake, tear_down);
  g_test_add ("/models/tab/recall-all", Fixture, NULL, set_up, test_recall_all, tear_down);
  g_test_add ("/models/tab/unseen", Fixture, NULL, set_up, test_unseen, tear_down);
  g_test_add ("/models/tab/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/models/tab/nonsense", Fixture, NULL, set_up, test_nonsense, tear_down);

  return g_test_run ();
}
