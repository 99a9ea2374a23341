/* ui/models/signatures.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/signatures.h"

#include <string.h>

#include "ui/models/record-file.h"
#include "ui/models/record.h"

/**
 * LensSignatures:
 *
 * What is known of the methods of remote objects: a card for each kind of evidence, so that what the user says
 * outweighs what was learned, and what was learned is still there when that is taken back.
 */
struct _LensSignatures
{
  GObject         parent_instance;

  LensRecordFile *file;
  GHashTable     *sets;  /* "object\nmethod" → Set */
  guint           n_cards;
};

typedef struct
{
  char     *object;
  char     *method;
  LensCard *cards[LENS_N_EVIDENCES];
} Set;

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensSignatures, lens_signatures, G_TYPE_OBJECT)

#define MAX_CARDS 50000 /* of all objects; what comes then is known until the program ends */

static void
set_free (gpointer data)
{
  Set *set = data;

  for (gsize i = 0; i < G_N_ELEMENTS (set->cards); i++)
    g_clear_object (&set->cards[i]);
  g_free (set->object);
  g_free (set->method);
  g_free (set);
}

static void
lens_signatures_finalize (GObject *object)
{
  LensSignatures *self = LENS_SIGNATURES (object);

  g_clear_pointer (&self->file, lens_record_file_free);
  g_clear_pointer (&self->sets, g_hash_table_unref);

  G_OBJECT_CLASS (lens_signatures_parent_class)->finalize (object);
}

static void
lens_signatures_class_init (LensSignaturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_signatures_finalize;

  /**
   * LensSignatures::changed:
   * @object: the name of an object
   * @method: the name of one of its methods
   *
   * Something else is known of a method.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lens_signatures_init (LensSignatures *self)
{
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, set_free);
}

static Set *
find_set (LensSignatures *self,
          const char     *object,
          const char     *method)
{
  g_autofree char *key = g_strconcat (object, "\n", method, NULL);

  return g_hash_table_lookup (self->sets, key);
}

static Set *
ensure_set (LensSignatures *self,
            const char     *object,
            const char     *method)
{
  Set *set = find_set (self, object, method);

  if (set != NULL)
    return set;

  set = g_new0 (Set, 1);
  set->object = g_strdup (object);
  set->method = g_strdup (method);
  g_hash_table_insert (self->sets, g_strconcat (object, "\n", method, NULL), set);

  return set;
}

static void
replace (LensSignatures *self,
         Set            *set,
         LensEvidence    evidence,
         LensCard       *card)
{
  self->n_cards += (card != NULL) - (set->cards[evidence] != NULL);
  g_set_object (&set->cards[evidence], card);
}

static PyroValue *
make_record (const char   *object,
             const char   *method,
             LensEvidence  evidence,
             LensCard     *card)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = card != NULL ? lens_card_to_value (card) : pyro_value_new_none ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "object", -1);
  pyro_builder_add_string (builder, object, -1);
  pyro_builder_add_string (builder, "method", -1);
  pyro_builder_add_string (builder, method, -1);
  pyro_builder_add_string (builder, "evidence", -1);
  pyro_builder_add_int (builder, evidence);
  pyro_builder_add_string (builder, "card", -1);
  pyro_builder_add_value (builder, value);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static void
take_record (PyroValue *record,
             gpointer   user_data)
{
  LensSignatures *self = user_data;
  g_autofree char *object = lens_record_dup_text (record, "object");
  g_autofree char *method = lens_record_dup_text (record, "method");
  PyroValue *number = pyro_value_lookup_string (record, "evidence");
  PyroValue *value = pyro_value_lookup_string (record, "card");
  g_autoptr(LensCard) card = NULL;
  gint64 evidence;

  if (object == NULL || method == NULL || value == NULL || number == NULL ||
      pyro_value_get_kind (number) != PYRO_VALUE_INT || !pyro_value_get_int64 (number, &evidence) ||
      evidence <= LENS_EVIDENCE_NONE || evidence >= LENS_N_EVIDENCES)
    return;

  if (pyro_value_get_kind (value) != PYRO_VALUE_NONE)
    {
      card = lens_card_from_value (value);
      if (card == NULL || self->n_cards >= MAX_CARDS)
        return;
    }
  replace (self, ensure_set (self, object, method), (LensEvidence) evidence, card);
}

static GPtrArray *
collect_records (gpointer user_data)
{
  LensSignatures *self = user_data;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Set *set = value;

      for (guint i = 0; i < LENS_N_EVIDENCES; i++)
        if (set->cards[i] != NULL)
          g_ptr_array_add (records, make_record (set->object, set->method, (LensEvidence) i, set->cards[i]));
    }

  return records;
}

static void
change (LensSignatures *self,
        const char     *object,
        const char     *method,
        LensEvidence    evidence,
        LensCard       *card)
{
  g_autoptr(PyroValue) record = make_record (object, method, evidence, card);

  replace (self, ensure_set (self, object, method), evidence, card);
  if (self->n_cards <= MAX_CARDS)
    lens_record_file_append (self->file, record);
  if (lens_record_file_get_n_lines (self->file) > 2 * MAX (self->n_cards, 1000) ||
      lens_record_file_is_large (self->file))
    lens_record_file_rewrite (self->file, NULL, take_record, collect_records, self);
  g_signal_emit (self, signals[CHANGED], 0, object, method);
}

/**
 * lens_signatures_new:
 * @path: (nullable): the file, or %NULL to keep nothing
 *
 * Opens what is known, with what the file has.
 *
 * Returns: (transfer full): the signatures
 */
LensSignatures *
lens_signatures_new (const char *path)
{
  LensSignatures *self = g_object_new (LENS_TYPE_SIGNATURES, NULL);

  self->file = lens_record_file_new (path);
  lens_record_file_load (self->file, take_record, self);

  return self;
}

/**
 * lens_signatures_get_default:
 *
 * Gets what the user's windows know together.
 *
 * Returns: (transfer none): the signatures
 */
LensSignatures *
lens_signatures_get_default (void)
{
  static LensSignatures *signatures;

  if (g_once_init_enter_pointer (&signatures))
    {
      g_autofree char *path = lens_record_file_make_path ("signatures.pyl");

      g_once_init_leave_pointer (&signatures, lens_signatures_new (path));
    }

  return signatures;
}

static void
add_card (LensCard **sum,
          LensCard  *card)
{
  g_autoptr(LensCard) before = g_steal_pointer (sum);

  if (before == NULL || card == NULL)
    *sum = before != NULL ? g_steal_pointer (&before) : card != NULL ? g_object_ref (card) : NULL;
  else
    *sum = lens_card_merge (before, card);

  /* What the server says outweighs what was seen before: it may be another one now. */
  if (*sum == NULL && before != NULL)
    *sum = g_steal_pointer (&before);
}

/**
 * lens_signatures_find:
 * @object: the name of an object
 * @method: the name of a method
 *
 * Puts together what is known of a method. A signature that was written counts as it is; without one, what refusals,
 * probes and earlier calls tell is added up.
 *
 * Returns: (transfer full) (nullable): a card, or %NULL where nothing is known
 */
LensCard *
lens_signatures_find (LensSignatures *self,
                      const char     *object,
                      const char     *method)
{
  g_autoptr(LensCard) sum = NULL;
  Set *set;

  g_return_val_if_fail (LENS_IS_SIGNATURES (self), NULL);
  g_return_val_if_fail (object != NULL && method != NULL, NULL);

  set = find_set (self, object, method);
  if (set == NULL)
    return NULL;

  if (set->cards[LENS_EVIDENCE_EDITED] != NULL)
    {
      LensCard *source = set->cards[LENS_EVIDENCE_SOURCE];

      sum = lens_card_copy (set->cards[LENS_EVIDENCE_EDITED]);
      if (source != NULL)
        lens_card_set_docstring (sum, lens_card_get_docstring (source));
      return g_steal_pointer (&sum);
    }
  if (set->cards[LENS_EVIDENCE_SOURCE] != NULL)
    return g_object_ref (set->cards[LENS_EVIDENCE_SOURCE]);

  add_card (&sum, set->cards[LENS_EVIDENCE_REFUSAL]);
  add_card (&sum, set->cards[LENS_EVIDENCE_PROBE]);
  add_card (&sum, set->cards[LENS_EVIDENCE_HISTORY]);

  return g_steal_pointer (&sum);
}

/**
 * lens_signatures_get:
 * @object: the name of an object
 * @method: the name of a method
 * @evidence: a kind of evidence
 *
 * Gets what is known from one kind of evidence only.
 *
 * Returns: (transfer none) (nullable): a card, or %NULL
 */
LensCard *
lens_signatures_get (LensSignatures *self,
                     const char     *object,
                     const char     *method,
                     LensEvidence    evidence)
{
  Set *set;

  g_return_val_if_fail (LENS_IS_SIGNATURES (self), NULL);
  g_return_val_if_fail ((guint) evidence < LENS_N_EVIDENCES, NULL);

  set = find_set (self, object, method);

  return set != NULL ? set->cards[evidence] : NULL;
}

/**
 * lens_signatures_put:
 * @object: the name of an object
 * @method: the name of a method
 * @card: what is known
 *
 * Keeps a card in place of what was known from the same kind of evidence.
 */
void
lens_signatures_put (LensSignatures *self,
                     const char     *object,
                     const char     *method,
                     LensCard       *card)
{
  g_return_if_fail (LENS_IS_SIGNATURES (self));
  g_return_if_fail (object != NULL && method != NULL);
  g_return_if_fail (LENS_IS_CARD (card) && lens_card_get_origin (card) != LENS_EVIDENCE_NONE);

  change (self, object, method, lens_card_get_origin (card), card);
}

static gboolean
is_same (LensCard *card,
         LensCard *other)
{
  g_autoptr(PyroValue) value = card != NULL ? lens_card_to_value (card) : NULL;
  g_autoptr(PyroValue) other_value = lens_card_to_value (other);

  return value != NULL && pyro_value_identical (value, other_value);
}

/**
 * lens_signatures_learn:
 * @object: the name of an object
 * @method: the name of a method
 * @card: what a call told
 *
 * Adds a card to what was known from the same kind of evidence. Where both cannot be true the new one is: the server
 * is another one now.
 */
void
lens_signatures_learn (LensSignatures *self,
                       const char     *object,
                       const char     *method,
                       LensCard       *card)
{
  g_autoptr(LensCard) sum = NULL;
  LensCard *known;

  g_return_if_fail (LENS_IS_SIGNATURES (self));
  g_return_if_fail (LENS_IS_CARD (card) && lens_card_get_origin (card) != LENS_EVIDENCE_NONE);

  known = lens_signatures_get (self, object, method, lens_card_get_origin (card));
  sum = known != NULL ? lens_card_merge (known, card) : NULL;
  if (sum == NULL)
    sum = g_object_ref (card);
  if (!is_same (known, sum))
    change (self, object, method, lens_card_get_origin (card), sum);
}

/**
 * lens_signatures_forget:
 * @object: the name of an object
 * @method: the name of a method
 * @evidence: a kind of evidence
 *
 * Takes back what is known from one kind of evidence.
 */
void
lens_signatures_forget (LensSignatures *self,
                        const char     *object,
                        const char     *method,
                        LensEvidence    evidence)
{
  if (lens_signatures_get (self, object, method, evidence) != NULL)
    change (self, object, method, evidence, NULL);
}

static const char *
get_base (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *backslash = strrchr (slash != NULL ? slash : path, '\\');

  return backslash != NULL ? backslash + 1 : slash != NULL ? slash + 1 : path;
}

/**
 * lens_signatures_find_source:
 * @remote_file: a path on another computer
 *
 * Finds a file of the same name among those that the user gave for signatures.
 *
 * Returns: (transfer full) (nullable): a file that exists, or %NULL
 */
GFile *
lens_signatures_find_source (LensSignatures *self,
                             const char     *remote_file)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (LENS_IS_SIGNATURES (self), NULL);
  g_return_val_if_fail (remote_file != NULL, NULL);

  g_hash_table_iter_init (&iter, self->sets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LensCard *card = ((Set *) value)->cards[LENS_EVIDENCE_SOURCE];
      const char *uri = card != NULL ? lens_card_get_file (card) : NULL;
      g_autoptr(GFile) file = uri != NULL ? g_file_new_for_uri (uri) : NULL;
      g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

      if (name != NULL && g_str_equal (name, get_base (remote_file)) && g_file_query_exists (file, NULL))
        return g_steal_pointer (&file);
    }

  return NULL;
}
