/* ui/models/deed.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/activity-private.h"

#include "ui/models/format.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_KEPT (256 * 1024) /* bytes of a request whose arguments are kept */

/**
 * LensDeed:
 *
 * A request, or a batch, as a line: what was asked, and what came of it. It keeps nothing alive: an object that a tab
 * had for itself goes with the tab, and its connections with it.
 */
struct _LensDeed
{
  GObject           parent_instance;

  GWeakRef          request;
  GWeakRef          object;
  char             *object_name;
  char             *object_uri;
  LensPastCall     *call;
  char             *member;
  char             *head;   /* "lab.stage.move_to(1, 2)" */
  char             *line;
  GDateTime        *time;
  LensRequestVerb   verb;
  LensRequestState  state;
  gint64            elapsed; /* microseconds */
};

enum {
  PROP_0,
  PROP_HEAD,
  PROP_LINE,
  PROP_OUTCOME,
  PROP_TIME,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensDeed, lens_deed, G_TYPE_OBJECT)

static char *
describe_value (PyroValue *value)
{
  g_autofree char *items = NULL;

  if (!pyro_value_is_container (value))
    return pyro_value_repr_short (value, 60);

  items = lens_format_items (pyro_value_get_length (value));

  /* Translators: the type of a value and how many items are in it, as in “dict, 3 items” */
  return g_strdup_printf (C_("value", "%s, %s"), pyro_value_get_type_name (value), items);
}

static char *
describe_outcome (LensRequest *request)
{
  PyroException *exception = lens_request_get_exception (request);

  switch (lens_request_get_state (request))
    {
    case LENS_REQUEST_DONE:
      if (lens_request_get_stream_id (request) != NULL)
        return g_strdup (_("a stream of items"));
      return lens_request_get_value (request) != NULL ? describe_value (lens_request_get_value (request))
                                                      : g_strdup (_("sent, without an answer"));

    case LENS_REQUEST_RAISED:
      return g_strdup (exception != NULL ? pyro_exception_get_short_class_name (exception) : "");

    case LENS_REQUEST_CANCELLED:
      return g_strdup (_("given up"));

    case LENS_REQUEST_FAILED:
      return g_strdup (lens_request_get_problem (request));

    case LENS_REQUEST_RUNNING:
    default:
      return g_strdup ("…");
    }
}

static void
set_outcome (LensDeed         *self,
             LensRequestState  state,
             gint64            elapsed,
             char             *line)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->line);
  self->line = line;
  self->state = state;
  self->elapsed = elapsed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Returns whether it is over. */
gboolean
lens_deed_update (LensDeed    *self,
                  LensRequest *request)
{
  g_autofree char *outcome = describe_outcome (request);
  g_autofree char *duration = lens_format_duration (lens_request_get_elapsed (request));
  gboolean over = lens_request_get_state (request) != LENS_REQUEST_RUNNING;

  set_outcome (self, lens_request_get_state (request), lens_request_get_elapsed (request),
               over ? g_strdup_printf ("%s → %s · %s", self->head, outcome, duration)
                    : g_strdup_printf ("%s → %s", self->head, outcome));

  return over;
}

gboolean
lens_deed_update_batch (LensDeed      *self,
                        LensBatchList *batch)
{
  gint64 elapsed;
  LensRequestState state = lens_batch_list_get_outcome (batch, &elapsed);
  g_autofree char *duration = lens_format_duration (elapsed);
  const char *text = lens_batch_list_get_state_text (batch);
  char *line;

  if (state == LENS_REQUEST_RUNNING)
    line = g_strdup_printf ("%s → …", self->head);
  else if (state == LENS_REQUEST_CANCELLED)
    line = g_strdup_printf ("%s → %s · %s", self->head, _("given up"), duration);
  else
    line = g_strdup_printf ("%s → %s", self->head, text); /* it has how long it took, where there is an answer */
  set_outcome (self, state, elapsed, line);

  return state != LENS_REQUEST_RUNNING;
}

static void
lens_deed_finalize (GObject *object)
{
  LensDeed *self = LENS_DEED (object);

  g_weak_ref_clear (&self->request);
  g_weak_ref_clear (&self->object);
  g_clear_pointer (&self->object_name, g_free);
  g_clear_pointer (&self->object_uri, g_free);
  g_clear_object (&self->call);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->head, g_free);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->time, g_date_time_unref);

  G_OBJECT_CLASS (lens_deed_parent_class)->finalize (object);
}

static void
lens_deed_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LensDeed *self = LENS_DEED (object);

  switch (prop_id)
    {
    case PROP_HEAD:
      g_value_set_string (value, self->head);
      break;

    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case PROP_OUTCOME:
      g_value_set_string (value, lens_deed_get_outcome (self));
      break;

    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_deed_class_init (LensDeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_deed_finalize;
  object_class->get_property = lens_deed_get_property;

  /**
   * LensDeed:head:
   *
   * What was asked: the beginning of the line.
   */
  properties[PROP_HEAD] = g_param_spec_string ("head", NULL, NULL, NULL, flags);

  /**
   * LensDeed:line:
   *
   * What was asked, and what came of it.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensDeed:outcome:
   *
   * What came of it, after an arrow: the end of the line.
   */
  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);

  /**
   * LensDeed:time:
   *
   * When it was asked.
   */
  properties[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, flags);

  /**
   * LensDeed:state:
   *
   * What became of it.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_REQUEST_STATE, LENS_REQUEST_RUNNING, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_deed_init (LensDeed *self)
{
  g_weak_ref_init (&self->request, NULL);
  g_weak_ref_init (&self->object, NULL);
  self->time = g_date_time_new_now_local ();
}

static LensDeed *
new_for_object (LensObject *object)
{
  LensDeed *self = g_object_new (LENS_TYPE_DEED, NULL);

  g_weak_ref_set (&self->object, object);
  self->object_name = g_strdup (lens_object_get_name (object));
  self->object_uri = g_strdup (lens_object_get_uri (object));

  return self;
}

LensDeed *
lens_deed_new (LensRequest *request)
{
  LensDeed *self = new_for_object (lens_request_get_object (request));
  gsize size = pyro_value_get_memory_size (lens_request_get_args (request)) +
               pyro_value_get_memory_size (lens_request_get_kwargs (request));

  g_weak_ref_set (&self->request, request);
  self->member = g_strdup (lens_member_get_name (lens_request_get_member (request)));
  self->head = g_strdup_printf ("%s.%s", self->object_name, lens_request_get_line (request));
  self->verb = lens_request_get_verb (request);
  if (size <= MAX_KEPT)
    self->call = lens_past_call_new_for_request (request);
  lens_deed_update (self, request);

  return self;
}

LensDeed *
lens_deed_new_for_batch (LensBatchList *batch)
{
  LensDeed *self = new_for_object (lens_batch_list_get_object (batch));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (batch));

  /* Translators: the name of an object, and how many of its methods are called by one message */
  self->head = g_strdup_printf (ngettext ("%s: a batch of %u call", "%s: a batch of %u calls", n),
                                self->object_name, n);
  self->verb = LENS_REQUEST_CALL;
  lens_deed_update_batch (self, batch);

  return self;
}

const char *
lens_deed_get_head (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->head;
}

const char *
lens_deed_get_outcome (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->line + strlen (self->head) + 1; /* a space between them */
}

const char *
lens_deed_get_line (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->line;
}

GDateTime *
lens_deed_get_time (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->time;
}

LensRequestState
lens_deed_get_state (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), LENS_REQUEST_RUNNING);

  return self->state;
}

/**
 * lens_deed_dup_object:
 *
 * Gets the object that was asked.
 *
 * Returns: (transfer full) (nullable): the object, or %NULL where nobody has it any more
 */
LensObject *
lens_deed_dup_object (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return g_weak_ref_get (&self->object);
}

const char *
lens_deed_get_object_name (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->object_name;
}

const char *
lens_deed_get_object_uri (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->object_uri;
}

LensRequestVerb
lens_deed_get_verb (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), LENS_REQUEST_CALL);

  return self->verb;
}

/* The microseconds in "100", which are milliseconds, "100 ms", "1.5 s" or "20 us"; FALSE for anything else. */
static gboolean
parse_duration (const char *text,
                double     *duration)
{
  char *end;
  double number = g_ascii_strtod (text, &end);
  gboolean any = end != text;

  while (g_ascii_isspace (*end))
    end++;
  if (end[0] == '\0' || g_str_equal (end, "m") || g_str_equal (end, "ms"))
    *duration = number * G_TIME_SPAN_MILLISECOND;
  else if (g_str_equal (end, "s"))
    *duration = number * G_TIME_SPAN_SECOND;
  else if (g_str_equal (end, "u") || g_str_equal (end, "us") || g_str_equal (end, "µs"))
    *duration = number;
  else
    return FALSE;

  return any;
}

/**
 * lens_deed_matches:
 * @query: a part of the line, or a duration, as in "> 100 ms"
 *
 * Checks whether the line has this text, in whatever case, or whether the request took longer than that. A duration
 * that is not yet typed to its end leaves nothing out.
 *
 * Returns: whether that is so
 */
gboolean
lens_deed_matches (LensDeed   *self,
                   const char *query)
{
  g_autofree char *line = NULL;
  g_autofree char *part = NULL;
  double limit;

  g_return_val_if_fail (LENS_IS_DEED (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  if (query[0] == '>')
    return !parse_duration (query + 1, &limit) || (double) self->elapsed > limit;

  line = g_utf8_casefold (self->line, -1);
  part = g_utf8_casefold (query, -1);

  return strstr (line, part) != NULL;
}

const char *
lens_deed_get_member (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->member;
}

/**
 * lens_deed_get_call:
 *
 * Gets how the request was made, so that it can be made again.
 *
 * Returns: (transfer none) (nullable): the call, or %NULL where it was too large to be kept, or a batch
 */
LensPastCall *
lens_deed_get_call (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return self->call;
}

/**
 * lens_deed_dup_request:
 *
 * Gets the request, with its result.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL where nobody has it any more
 */
LensRequest *
lens_deed_dup_request (LensDeed *self)
{
  g_return_val_if_fail (LENS_IS_DEED (self), NULL);

  return g_weak_ref_get (&self->request);
}
