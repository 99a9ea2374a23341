/* core/wire/dissection-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/dissection.h"

G_BEGIN_DECLS

struct _PyroDissection
{
  gatomicrefcount  ref_count;
  PyroFrame       *frame;     /* NULL for a payload alone */
  const PyroCodec *codec;     /* NULL when there is none */
  GPtrArray       *fields;    /* of PyroDissectionField */
  char            *summary;
  GStrvBuilder    *builder;   /* of @lines, while they are written */
  char           **lines;
  gsize            room;      /* bytes that the text may still have */
  char            *problem;   /* why the payload cannot be read; else NULL */
  PyroException   *exception; /* NULL for none */
};

/* What the payload says. */
void     _pyro_dissection_read_frame  (PyroDissection   *self);
gboolean _pyro_dissection_read_bytes  (PyroDissection   *self,
                                       const PyroCodec  *codec,
                                       GBytes           *payload,
                                       GError          **error);

const PyroCodec *
         _pyro_dissection_guess_codec (GBytes           *payload);

/* Writing it. */
void     _pyro_dissection_take_line   (PyroDissection   *self,
                                       GString          *line);
void     _pyro_dissection_take_error  (PyroDissection   *self,
                                       GError           *error);
void     _pyro_dissection_add_value   (PyroDissection   *self,
                                       GString          *line,
                                       PyroValue        *value);
void     _pyro_dissection_add_text    (PyroDissection   *self,
                                       GString          *line,
                                       PyroValue        *value);

G_END_DECLS
