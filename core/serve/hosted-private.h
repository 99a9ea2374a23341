/* core/serve/hosted-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/servant.h"

G_BEGIN_DECLS

/* An object of a daemon: one servant for all calls, or a class of them. Counted atomically. */
typedef struct
{
  gatomicrefcount   ref_count;
  char             *id;
  PyroServant      *servant;  /* NULL for a class, and for a weak one */
  GWeakRef          weak;     /* the servant that is registered weakly */
  gboolean          is_weak;
  PyroMetadata     *metadata; /* NULL until it was asked for */
  GMutex            lock;     /* of @metadata and @single */

  PyroInstanceMode  mode;     /* of a class */
  PyroInstanceFunc  create;   /* NULL for a servant */
  gpointer          user_data;
  GDestroyNotify    destroy;
  PyroServant      *single;   /* the instance of mode single, once it was made */
} PyroHosted;

PyroHosted   *_pyro_hosted_new             (const char           *id) G_GNUC_WARN_UNUSED_RESULT;
gpointer      _pyro_hosted_ref             (PyroHosted           *self);
void          _pyro_hosted_unref           (gpointer              data);
PyroServant  *_pyro_hosted_dup_servant     (PyroHosted           *self) G_GNUC_WARN_UNUSED_RESULT;
PyroMetadata *_pyro_hosted_dup_metadata    (PyroHosted           *self,
                                            const PyroGeneration *generation) G_GNUC_WARN_UNUSED_RESULT;
void          _pyro_hosted_forget_metadata (PyroHosted           *self);

G_END_DECLS
