/* ui/models/past-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/past-call.h"

#include "ui/models/record.h"
#include "ui/models/secrets.h"

/**
 * LensPastCall:
 *
 * A call that was made, and all that it takes to make it again: arguments, serializer, annotations, time limit.
 *
 * In a file it is a line with a Python dict, so that a person or a script of Python can read it as well.
 */
struct _LensPastCall
{
  GObject    parent_instance;

  PyroValue *record; /* the dict */
  char      *object;
  char      *method;
  char      *line;
  GDateTime *time;
};

enum {
  PROP_0,
  PROP_LINE,
  PROP_TIME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensPastCall, lens_past_call, G_TYPE_OBJECT)

#define MAX_LINE_ARGUMENT 80 /* bytes of an argument in the line of a call */

static void
lens_past_call_finalize (GObject *object)
{
  LensPastCall *self = LENS_PAST_CALL (object);

  g_clear_pointer (&self->record, pyro_value_unref);
  g_clear_pointer (&self->object, g_free);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->time, g_date_time_unref);

  G_OBJECT_CLASS (lens_past_call_parent_class)->finalize (object);
}

static void
lens_past_call_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensPastCall *self = LENS_PAST_CALL (object);

  switch (prop_id)
    {
    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_past_call_class_init (LensPastCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_past_call_finalize;
  object_class->get_property = lens_past_call_get_property;

  /**
   * LensPastCall:line:
   *
   * The call as Python would write it; long arguments are shortened.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensPastCall:time:
   *
   * When it was made.
   */
  properties[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_past_call_init (LensPastCall *self)
{
}

static PyroValue *
get_part (PyroValue     *record,
          const char    *key,
          PyroValueKind  kind)
{
  PyroValue *value = pyro_value_lookup_string (record, key);

  return value != NULL && pyro_value_get_kind (value) == kind ? value : NULL;
}

static char *
make_line (LensPastCall *self)
{
  PyroValue *args = get_part (self->record, "args", PYRO_VALUE_TUPLE);
  PyroValue *kwargs = get_part (self->record, "kwargs", PYRO_VALUE_DICT);
  GString *line = g_string_new (self->method);

  g_string_append_c (line, '(');
  for (gsize i = 0; i < pyro_value_get_length (args); i++)
    {
      g_autofree char *text = pyro_value_repr_short (pyro_value_get_item (args, i), MAX_LINE_ARGUMENT);

      g_string_append_printf (line, "%s%s", i > 0 ? ", " : "", text);
    }
  for (gsize i = 0; i < pyro_value_get_length (kwargs); i++)
    {
      g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (kwargs, i));
      g_autofree char *text = pyro_value_repr_short (pyro_value_get_item (kwargs, i), MAX_LINE_ARGUMENT);

      g_string_append_printf (line, "%s%s=%s", i + pyro_value_get_length (args) > 0 ? ", " : "", name, text);
    }
  g_string_append_c (line, ')');

  return g_string_free_and_steal (line);
}

/* Keys of the keyword arguments are texts: everything else has another origin than this program. */
static gboolean
has_text_keys (PyroValue *dict)
{
  for (gsize i = 0; i < pyro_value_get_length (dict); i++)
    if (pyro_value_get_kind (pyro_value_get_key (dict, i)) != PYRO_VALUE_STR)
      return FALSE;

  return TRUE;
}

static gboolean
is_call (PyroValue *record)
{
  PyroValue *kwargs;

  if (pyro_value_get_kind (record) != PYRO_VALUE_DICT)
    return FALSE;

  kwargs = get_part (record, "kwargs", PYRO_VALUE_DICT);

  return get_part (record, "object", PYRO_VALUE_STR) != NULL && get_part (record, "method", PYRO_VALUE_STR) != NULL &&
         get_part (record, "args", PYRO_VALUE_TUPLE) != NULL && kwargs != NULL && has_text_keys (kwargs) &&
         get_part (record, "particulars", PYRO_VALUE_DICT) != NULL && get_part (record, "time", PYRO_VALUE_INT) != NULL;
}

static LensPastCall *
new_for_record (PyroValue *record)
{
  LensPastCall *self;
  gint64 seconds = 0;

  if (!is_call (record))
    return NULL;

  self = g_object_new (LENS_TYPE_PAST_CALL, NULL);
  self->record = pyro_value_ref (record);
  self->object = lens_record_dup_text (record, "object");
  self->method = lens_record_dup_text (record, "method");
  self->line = make_line (self);
  pyro_value_get_int64 (pyro_value_lookup_string (record, "time"), &seconds);
  self->time = g_date_time_new_from_unix_local (seconds);
  if (self->time == NULL)
    self->time = g_date_time_new_from_unix_local (0);

  return self;
}

/**
 * lens_past_call_new_for_request:
 * @request: a call
 *
 * Keeps how a call was made.
 *
 * Returns: (transfer full): the call
 */
LensPastCall *
lens_past_call_new_for_request (LensRequest *request)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) particulars = NULL;
  g_autoptr(PyroValue) record = NULL;

  g_return_val_if_fail (LENS_IS_REQUEST (request), NULL);

  particulars = lens_particulars_to_value (lens_request_get_particulars (request), FALSE);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "time", -1);
  pyro_builder_add_int (builder, g_get_real_time () / G_TIME_SPAN_SECOND);
  pyro_builder_add_string (builder, "object", -1);
  pyro_builder_add_string (builder, lens_object_get_name (lens_request_get_object (request)), -1);
  pyro_builder_add_string (builder, "method", -1);
  pyro_builder_add_string (builder, lens_member_get_name (lens_request_get_member (request)), -1);
  pyro_builder_add_string (builder, "args", -1);
  pyro_builder_add_value (builder, lens_request_get_args (request));
  pyro_builder_add_string (builder, "kwargs", -1);
  pyro_builder_add_value (builder, lens_request_get_kwargs (request));
  pyro_builder_add_string (builder, "particulars", -1);
  pyro_builder_add_value (builder, particulars);
  pyro_builder_close (builder, NULL);
  record = pyro_builder_end (builder, NULL);

  return record != NULL ? new_for_record (record) : NULL;
}

/**
 * lens_past_call_new_from_value:
 * @record: a dict, perhaps from a file
 *
 * Reads what lens_past_call_to_value() made.
 *
 * Returns: (transfer full) (nullable): the call, or %NULL where it is none
 */
LensPastCall *
lens_past_call_new_from_value (PyroValue *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return new_for_record (record);
}

/**
 * lens_past_call_to_value:
 *
 * Gets all of it that may be written down: what may be a secret is left out.
 *
 * Returns: (transfer full): a dict
 */
PyroValue *
lens_past_call_to_value (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return lens_secrets_leave_out (self->record);
}

const char *
lens_past_call_get_object (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return self->object;
}

const char *
lens_past_call_get_method (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return self->method;
}

const char *
lens_past_call_get_line (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return self->line;
}

GDateTime *
lens_past_call_get_time (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return self->time;
}

/**
 * lens_past_call_get_args:
 *
 * Gets the positional arguments.
 *
 * Returns: (transfer none): a tuple
 */
PyroValue *
lens_past_call_get_args (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return pyro_value_lookup_string (self->record, "args");
}

/**
 * lens_past_call_get_kwargs:
 *
 * Gets the keyword arguments.
 *
 * Returns: (transfer none): a dict
 */
PyroValue *
lens_past_call_get_kwargs (LensPastCall *self)
{
  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  return pyro_value_lookup_string (self->record, "kwargs");
}

/**
 * lens_past_call_dup_particulars:
 *
 * Gets how the call was sent.
 *
 * Returns: (transfer full): the particulars
 */
LensParticulars *
lens_past_call_dup_particulars (LensPastCall *self)
{
  LensParticulars *particulars;

  g_return_val_if_fail (LENS_IS_PAST_CALL (self), NULL);

  particulars = lens_particulars_new ();
  lens_particulars_from_value (particulars, pyro_value_lookup_string (self->record, "particulars"));

  return particulars;
}

/**
 * lens_past_call_equal:
 * @other: another call
 *
 * Compares two calls. That they differ in a secret only does not count: nobody could tell them apart.
 *
 * Returns: whether they are the same call, made at different times perhaps
 */
gboolean
lens_past_call_equal (LensPastCall *self,
                      LensPastCall *other)
{
  static const char *const parts[] = { "object", "method", "args", "kwargs", "particulars" };
  g_autoptr(PyroValue) a = NULL;
  g_autoptr(PyroValue) b = NULL;

  g_return_val_if_fail (LENS_IS_PAST_CALL (self), FALSE);
  g_return_val_if_fail (LENS_IS_PAST_CALL (other), FALSE);

  a = lens_secrets_leave_out (self->record);
  b = lens_secrets_leave_out (other->record);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pyro_value_identical (pyro_value_lookup_string (a, parts[i]), pyro_value_lookup_string (b, parts[i])))
      return FALSE;

  return TRUE;
}

/**
 * lens_past_call_restore:
 * @member: the method that was called
 *
 * Fills in everything as it was.
 */
void
lens_past_call_restore (LensPastCall *self,
                        LensMember   *member)
{
  g_return_if_fail (LENS_IS_PAST_CALL (self));
  g_return_if_fail (LENS_IS_MEMBER (member));

  lens_arguments_restore (lens_member_get_arguments (member),
                          pyro_value_lookup_string (self->record, "args"),
                          pyro_value_lookup_string (self->record, "kwargs"));
  lens_particulars_from_value (lens_member_get_particulars (member),
                               pyro_value_lookup_string (self->record, "particulars"));
}
