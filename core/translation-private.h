/* core/translation-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>
#include <libintl.h>

G_BEGIN_DECLS

/* The library's own sentences in the user's language, from its catalogue `libpyro-1` (core/po).
 *
 * A sentence that only whoever uses the library reads is translated: that there is no connection, that
 * an address, a setting or a literal text is wrong, what the doctor found. What may go to a peer stays in
 * English, as peers, logs and searches compare it: the sentences of core/codec and core/serve, of the
 * messages in core/wire, of the gateway and of the name server that we are. So do Pyro's own words, which are
 * taken over letter by letter. That is why core/serve and core/gateway never include this header, and why the
 * serpent codec reads literals with sentences that are not translated.
 *
 * A servant whose own call of another object failed may hand that error to its client. Such an error is in the
 * language of the server, as those of GIO and of the operating system in it always were; its class tells a
 * client what it is, in any language. The gateway's clients get the same of the objects behind it.
 *
 * Nothing may look for words in a translated text: errors have their codes for that.
 *
 * Sentences are whole, with conversions for what differs. What has a number in it goes through ngettext(). */

#undef ngettext /* the C library's */

#define _(text) _pyro_translate (text)
#define N_(text) (text)
#define ngettext(one, other, n) _pyro_translate_number (one, other, n)

const char *_pyro_translate        (const char *text) G_GNUC_FORMAT (1);
const char *_pyro_translate_number (const char *one,
                                    const char *other,
                                    gulong      n) G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);
/* For sentences of a table, which no compiler can hold against what they are given. */
void        _pyro_translate_error  (GError    **error,
                                    int         code,
                                    const char *sentence,
                                    ...);

G_END_DECLS
