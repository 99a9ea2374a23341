/* core/pyro.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/batch.h"
#include "core/client/connection.h"
#include "core/client/exchange.h"
#include "core/client/item-stream.h"
#include "core/client/proxy.h"
#include "core/client/remote-daemon.h"
#include "core/codec/arrival.h"
#include "core/codec/codec.h"
#include "core/config.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/link/tap.h"
#include "core/names/discovery.h"
#include "core/names/name-entry.h"
#include "core/names/name-server.h"
#include "core/names/resolver.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "core/value/repr.h"
#include "core/value/value.h"
#include "core/wire/annotations.h"
#include "core/wire/batch-reply.h"
#include "core/wire/blob.h"
#include "core/wire/call.h"
#include "core/wire/correlation.h"
#include "core/wire/exception.h"
#include "core/wire/frame.h"
#include "core/wire/generation.h"
#include "core/wire/hello.h"
#include "core/wire/metadata.h"
#include "core/wire/parser.h"
#include "core/wire/reply.h"
#include "core/wire/traceback.h"
#include "core/wire/uri.h"
