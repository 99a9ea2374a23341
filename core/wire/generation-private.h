/* core/wire/generation-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

G_BEGIN_DECLS

/* What every generation's messages begin with: the tag and the version. */
#define PYRO_PREAMBLE_SIZE 6 /* bytes */

/* The bits of the flags field. */
#define PYRO_N_FLAG_BITS 16

/* What a header says, however it is laid out. */
typedef struct
{
  PyroFrameType  type;
  PyroFrameFlags flags;
  guint16        serializer_id;
  guint16        seq;
  guint32        payload_size;     /* bytes, as they are on the wire */
  guint32        annotations_size; /* bytes */
  guint8         correlation[PYRO_CORRELATION_SIZE]; /* zeros without the flag */
} PyroHeader;

/* How a field of a header is shown. */
typedef enum
{
  PYRO_HEADER_TEXT,
  PYRO_HEADER_NUMBER,
  PYRO_HEADER_TYPE,
  PYRO_HEADER_SERIALIZER,
  PYRO_HEADER_FLAGS,
  PYRO_HEADER_CORRELATION,
  PYRO_HEADER_HEX,
} PyroHeaderKind;

typedef struct
{
  const char     *name;
  gsize           offset; /* bytes from the start of the header */
  gsize           size;   /* bytes */
  PyroHeaderKind  kind;
} PyroHeaderField;

struct _PyroGeneration
{
  guint16            version;
  guint              major; /* the number in its name */
  const char        *name;
  const char        *class_prefix;
  gsize              header_size;          /* bytes */
  gsize              chunk_width;          /* bytes of the size field of an annotation: 2 or 4 */
  guint32            max_payload_size;     /* bytes that the header can announce */
  guint32            max_annotations_size; /* bytes, likewise */
  PyroFrameFlags     flag_bits[PYRO_N_FLAG_BITS]; /* by the number of the bit */
  PyroFrameFlags     hello_flags;          /* of a handshake that asks for the metadata */
  PyroValueKind      names_kind;           /* of the names in the metadata of a welcome */
  gsize              type_width;           /* bytes of the type field, right after the preamble */
  const char        *damaged_reason;       /* what daemons say of a header that makes no sense */
  const char        *type_reason;          /* what they add when the first message is no handshake */
  gboolean           tells_size;           /* whether they say that a message is too large */
  gboolean           serializers_accepted; /* whether daemons have SERIALIZERS_ACCEPTED */
  const char        *wrapper_class;        /* what the exception is in, with which a batch stops */
  const char        *proxy_class;          /* what a proxy is, and what its state is made of: URI, */
  const char        *proxy_state;          /* Oneway, Methods, Attrs, Timeout, hmac Key, Handshake, */
                                           /* Retries, Serializer */
  const char        *correlation_id;       /* of the annotation with it; NULL for the header */
  const char        *hmac_id;              /* of the annotation with it; NULL for none */
  const char *const *serializers;          /* names of codecs, from number 1 on */
  gsize              compress_from;        /* bytes: smaller payloads are never compressed */
  int                compress_level;       /* of zlib */
  gboolean           compress_to_smaller;  /* what does not get smaller stays as it is */

  const PyroHeaderField *fields;           /* in their order, the last without a name */

  /* Reads a whole header, whose preamble is known to be of this generation. */
  gboolean         (*read_header)          (const PyroGeneration  *self,
                                            const guint8          *data,
                                            PyroHeader            *header,
                                            GError               **error);
  void             (*write_header)         (const PyroGeneration  *self,
                                            const PyroHeader      *header,
                                            guint8                *data);
};

extern const PyroGeneration _pyro_generation_pyro4;
extern const PyroGeneration _pyro_generation_pyro5;

gboolean  _pyro_generation_recognise (const guint8          *data,
                                      gsize                  size,
                                      const PyroGeneration **generation,
                                      GError               **error);

/* For the tables. */
PyroFrameFlags _pyro_flags_from_bits (const PyroGeneration  *self,
                                      guint32                bits);
guint32   _pyro_flags_to_bits        (const PyroGeneration  *self,
                                      PyroFrameFlags         flags);
gboolean  _pyro_header_check_type    (guint32                type,
                                      GError               **error);
void      _pyro_header_set_damaged   (GError               **error);
guint32   _pyro_get_number           (const guint8          *data,
                                      gsize                  width);
guint8   *_pyro_put_number           (guint8                *data,
                                      gsize                  width,
                                      guint32                number);

G_END_DECLS
