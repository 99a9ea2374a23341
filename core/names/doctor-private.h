/* core/names/doctor-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/connection.h"
#include "core/names/doctor.h"

G_BEGIN_DECLS

/* What is known of the way to an object so far. It is the data of the task, and each step starts the
 * next one with that task; the last one ends it. */
typedef struct
{
  PyroConfig           *config;
  char                 *ns_host;     /* NULL when it was not given */
  guint16               ns_port;
  gint64                timeout;     /* microseconds of each step */
  PyroDoctorFunc        func;
  gpointer              func_data;
  GDestroyNotify        func_data_free;

  PyroTls              *tls;         /* NULL for none */
  PyroUri              *asked;
  PyroNameServer       *server;      /* NULL when it is not asked */
  PyroUri              *uri;         /* where the object is; NULL while it is not known */

  GList                *addresses;   /* of GInetAddress */
  GList                *next_address;
  GPtrArray            *reached;     /* sentences about them */
  GPtrArray            *unreached;
  GError               *unreached_error; /* the last one's */
  gint64                started;     /* in monotonic microseconds */

  PyroConnection       *connection;  /* to the object */
  PyroConnection       *other;       /* to its daemon, for one question */
  const PyroGeneration *generation;  /* that the daemon speaks; NULL while it is not known */
  guint16               serializer_id;
  GError               *problem;     /* with the connection to the object, while another way is tried */
  GSource              *pause;       /* NULL when there is none */
  gboolean              paused;      /* there was one */

  gboolean              failed;
} PyroExamination;

/* Taking down, and the end. */
void      _pyro_doctor_report           (GTask            *task,
                                         const char       *step,
                                         PyroFindingState  state,
                                         char             *seen,
                                         char             *advice);
char     *_pyro_doctor_format_time      (gint64            time) G_GNUC_WARN_UNUSED_RESULT;
gboolean  _pyro_doctor_is_over          (GTask            *task,
                                         const GError     *error);
void      _pyro_doctor_end              (GTask            *task);

/* The steps, in their order. Each consumes the task. */
void      _pyro_doctor_find_name_server (GTask            *task);
void      _pyro_doctor_find_addresses   (GTask            *task);
void      _pyro_doctor_open             (GTask            *task);

/* What is to be thought of it. */
gboolean  _pyro_doctor_is_loopback      (const char       *host);
gboolean  _pyro_doctor_is_wildcard      (const char       *host);
gboolean  _pyro_doctor_judge_registration
                                        (PyroUri          *uri,
                                         PyroUri          *ns_uri,
                                         char            **seen,
                                         char            **advice);
gboolean  _pyro_doctor_is_full          (const GError     *error);
void      _pyro_doctor_judge_tls        (GTask            *task);
void      _pyro_doctor_judge_failure    (GTask            *task,
                                         const GError     *error);
void      _pyro_doctor_judge_info       (GTask            *task,
                                         const char       *info);

G_END_DECLS
