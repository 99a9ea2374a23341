/* core/wire/answer.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/exception.h"
#include "core/wire/frame.h"

G_BEGIN_DECLS

PyroFrame *pyro_answer_new           (PyroFrame        *request,
                                      PyroFrameFlags    flags,
                                      PyroValue        *value,
                                      const guint8     *correlation,
                                      PyroAnnotations  *annotations,
                                      gboolean          compress,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroAnnotations *
           pyro_answer_join_annotations
                                     (PyroFrame        *request,
                                      PyroAnnotations  *own,
                                      const guint8     *correlation,
                                      PyroAnnotations  *common) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_answer_new_exception (PyroFrame        *request,
                                      PyroException    *exception,
                                      const guint8     *correlation,
                                      PyroAnnotations  *annotations,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_answer_new_batch     (PyroFrame        *request,
                                      PyroValue       **results,
                                      gsize             n_results,
                                      PyroException    *failure,
                                      const guint8     *correlation,
                                      PyroAnnotations  *annotations,
                                      gboolean          compress,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_answer_new_stream    (PyroFrame        *request,
                                      const char       *stream_id,
                                      PyroAnnotations  *annotations,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroFrame *pyro_answer_new_pong      (PyroFrame        *request,
                                      const guint8     *correlation,
                                      PyroAnnotations  *annotations) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
