/* core/client/proxy-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The proxies that come as values: a daemon sends one instead of an object that it has. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/error.h"
#include "core/translation-private.h"
#include "core/value/builder.h"

#define PYRO5_CLASS "Pyro5.client.Proxy"
#define PYRO4_CLASS "Pyro4.core.Proxy"

/* Where in the state of a proxy things are; the URI and the names come first in all of them. */
enum
{
  STATE_URI,
  STATE_ONEWAY,
  STATE_METHODS,
  STATE_ATTRIBUTES,
};

typedef struct
{
  gsize n_least;    /* items that there are at least */
  gsize handshake;
  gsize serializer; /* 0 for nowhere */
  gsize timeout;    /* likewise */
} Layout;

static const Layout pyro5_layout = { .n_least = 6, .handshake = 4, .serializer = 5 };
static const Layout pyro4_layout = { .n_least = 9, .handshake = 6, .serializer = 8, .timeout = 4 };

/* Pyrolite (the client for Java and .NET) has the class of Pyro5 and a state of its own: after the
 * names an HMAC key's old place with a number in it, the handshake, and the retries. */
static const Layout pyrolite_layout = { .n_least = 7, .handshake = 5 };

static const Layout *
find_layout (PyroValue *value,
             PyroValue *state)
{
  const char *name = pyro_value_get_class_name (value);
  const Layout *layout = &pyro5_layout;

  if (g_strcmp0 (name, PYRO4_CLASS) == 0)
    layout = &pyro4_layout;
  else if (pyro_value_get_length (state) == pyrolite_layout.n_least &&
           pyro_value_get_kind (pyro_value_get_item (state, 4)) == PYRO_VALUE_FLOAT)
    layout = &pyrolite_layout;

  return pyro_value_get_length (state) >= layout->n_least ? layout : NULL;
}

/* ---- Parts ---- */

/* What the object offers, as far as the proxy knows: one that never was connected knows nothing. */
static gboolean
pyro_proxy_take_names (PyroProxy  *self,
                       PyroValue  *state,
                       GError    **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) names = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return FALSE;
  pyro_builder_add_string (builder, "oneway", -1);
  pyro_builder_add_value (builder, pyro_value_get_item (state, STATE_ONEWAY));
  pyro_builder_add_string (builder, "methods", -1);
  pyro_builder_add_value (builder, pyro_value_get_item (state, STATE_METHODS));
  pyro_builder_add_string (builder, "attrs", -1);
  pyro_builder_add_value (builder, pyro_value_get_item (state, STATE_ATTRIBUTES));
  if (!pyro_builder_close (builder, error) || (names = pyro_builder_end (builder, error)) == NULL)
    return FALSE;

  metadata = pyro_metadata_from_value (names, error);
  if (metadata == NULL)
    return FALSE;
  if (pyro_metadata_get_methods (metadata)[0] != NULL || pyro_metadata_get_attributes (metadata)[0] != NULL)
    _pyro_proxy_set_metadata (self, metadata);

  return TRUE;
}

/* None stands for the setting of whoever has the proxy. */
static gboolean
pyro_proxy_take_serializer (PyroProxy  *self,
                            PyroValue  *value,
                            GError    **error)
{
  g_autofree char *name = NULL;

  if (pyro_value_get_kind (value) == PYRO_VALUE_NONE)
    return TRUE;

  name = pyro_value_dup_utf8 (value);
  if (name != NULL)
    return pyro_proxy_set_serializer (self, name, error);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
               _("The serializer of the proxy should be a name, not %s"), pyro_value_get_type_name (value));

  return FALSE;
}

/* Seconds, 0 or None for no limit. What is no time at all is left alone. */
static void
pyro_proxy_take_timeout (PyroProxy *self,
                         PyroValue *value)
{
  double seconds;

  if (pyro_value_get_number (value, &seconds) && seconds > 0 && seconds < 1e9)
    pyro_proxy_set_timeout (self, (gint64) (seconds * G_TIME_SPAN_SECOND));
}

static gboolean
pyro_proxy_take_state (PyroProxy  *self,
                       PyroValue  *value,
                       GError    **error)
{
  PyroValue *state = pyro_value_lookup_string (value, "state");
  const Layout *layout = NULL;

  if (state != NULL && pyro_value_is_container (state) && pyro_value_get_key (state, 0) == NULL)
    layout = find_layout (value, state);
  if (layout == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The state of this %s is that of no proxy"),
                   pyro_value_get_class_name (value));
      return FALSE;
    }

  if (!pyro_proxy_take_names (self, state, error) ||
      (layout->serializer > 0 &&
       !pyro_proxy_take_serializer (self, pyro_value_get_item (state, layout->serializer), error)))
    return FALSE;
  if (layout->timeout > 0)
    pyro_proxy_take_timeout (self, pyro_value_get_item (state, layout->timeout));
  _pyro_terms_set_handshake (&self->terms, pyro_value_get_item (state, layout->handshake));

  return TRUE;
}

static gboolean
pyro_proxy_is_at_same_daemon (PyroProxy *self,
                              PyroProxy *other)
{
  g_autofree char *location = pyro_uri_dup_location (self->terms.uri);
  g_autofree char *location_of_other = pyro_uri_dup_location (other->terms.uri);

  return location != NULL && g_strcmp0 (location, location_of_other) == 0;
}

/* ---- What a program calls ---- */

/**
 * pyro_proxy_new_from_value:
 * @value: a value from a peer: an instance of Pyro's Proxy or URI class, or the text of a URI
 * @model: (nullable): a proxy with the settings to take over
 * @error: return location for an error
 *
 * Makes a proxy of one that came in a result. Nothing is sent yet.
 *
 * What @value says goes first: the greeting, the serializer, what the object offers and (from Pyro4)
 * the time-out. For what it does not say the new proxy is as @model: the serializer and the time-out,
 * and always the size limit, the compression, TLS or none, and who looks on. The key that messages are
 * signed with is that of @model at the same daemon, and none at another. A URI says nothing of all
 * that; its greeting is “hello” unless set.
 *
 * Returns: (transfer full): a new proxy, or %NULL with %PYRO_ERROR_VALUE or %PYRO_ERROR_URI when @value
 *   is none, and %PYRO_ERROR_USAGE when it wants a serializer that there is not
 */
PyroProxy *
pyro_proxy_new_from_value (PyroValue  *value,
                           PyroProxy  *model,
                           GError    **error)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroProxy) self = NULL;
  const char *class_name;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (model == NULL || PYRO_IS_PROXY (model), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  uri = pyro_uri_from_value (value, error);
  if (uri == NULL)
    return NULL;

  self = pyro_proxy_new (uri);
  if (model != NULL)
    {
      self->timeout = model->timeout;
      self->terms.max_size = model->terms.max_size;
      self->terms.compression = model->terms.compression;
      _pyro_terms_set_tls (&self->terms, model->terms.tls);
      if (pyro_proxy_is_at_same_daemon (self, model))
        _pyro_terms_set_hmac_key (&self->terms, model->terms.hmac_key);
      _pyro_terms_set_serializer (&self->terms, model->terms.serializer);
      pyro_proxy_set_tap (self, model->terms.tap);
    }

  class_name = pyro_value_get_class_name (value);
  if ((g_strcmp0 (class_name, PYRO5_CLASS) == 0 || g_strcmp0 (class_name, PYRO4_CLASS) == 0) &&
      !pyro_proxy_take_state (self, value, error))
    return NULL;

  return g_steal_pointer (&self);
}
