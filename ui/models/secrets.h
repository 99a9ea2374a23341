/* ui/models/secrets.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* The rule: what a server is told so that it lets one in may be a secret. It is in memory until the program ends, and
 * in no file and in nothing that is copied: not in the history, the session, a snippet or a bug report. That it was
 * there is kept, so that one can be told that it is to be typed again.
 *
 * That is the handshake value. Keys for signed messages cannot be typed in yet, a URI of Pyro has no password, and of a
 * pasted `curl` line what tells who one is (`--user`, `--header`, `$key`) is passed over. Arguments and annotations are
 * the call itself: without them it could not be made again. Their files are readable by their owner only. */

/* What stands for it in a program that is copied: a name in the environment, with a Python literal. Pyro itself refuses
 * names there that begin with PYRO and that it does not know. */
#define LENS_SECRETS_VARIABLE "HANDSHAKE_VALUE"

/* Of a dict of particulars, and of one that has such a dict as "particulars": with None in place of a secret. */
PyroValue *lens_secrets_leave_out_of_particulars (PyroValue *particulars) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *lens_secrets_leave_out                (PyroValue *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
