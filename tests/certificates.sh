#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the certificates that the tests of TLS want: certificates.sh FOLDER. NAME.pem is a
# certificate and NAME.key its key; both are good for two days, unless the name says otherwise.
set -eu
cd "$1"

make() { # NAME SIGNER SUBJECT [OPTION…]: signed by itself where SIGNER is -
  name=$1 signer=$2 subject=$3
  shift 3
  [ "$signer" = - ] || set -- -CA "$signer.pem" -CAkey "$signer.key" "$@"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -config empty.cnf \
    -subj "$subject" -keyout "$name.key" -out "$name.pem" "$@" 2>>log || { cat log >&2; exit 1; }
}

cat >empty.cnf <<'END'
[req]
distinguished_name = name
[name]
END
local='subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1'
authority='-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign'
past='-not_before 20200101000000Z -not_after 20210101000000Z'
future='-not_before 20900101000000Z -not_after 20910101000000Z'

# shellcheck disable=SC2086 # lists of options
{
  make ca - '/O=Pyrolens tests/CN=Test CA' -days 2 $authority
  make stranger - '/CN=Stranger CA' -days 2 $authority
  make old-ca - '/CN=Old CA' $past $authority

  make server ca '/O=Example/CN=Zürich' -utf8 -days 2 -set_serial 0x1F00D -addext "$local"
  make elsewhere ca /CN=localhost -days 2 \
    -addext subjectAltName=DNS:a.example,DNS:b.example,DNS:c.example,DNS:d.example,DNS:e.example
  make nameless ca /CN=localhost -days 2
  make expired ca /CN=x $past -addext "$local"
  make future ca /CN=x $future -addext "$local"
  make self - /CN=x -days 2 -addext "$local"
  make strange stranger /CN=x -days 2 -addext "$local"
  make old-signed old-ca /CN=x -days 2 -addext "$local"
  make misused ca /CN=x -days 2 -addext "$local" -addext extendedKeyUsage=clientAuth

  make client ca '/CN=A client' -days 2 -set_serial 0xC11E47 -addext extendedKeyUsage=clientAuth
  make strange-client stranger /CN=x -days 2
  make expired-client ca /CN=x $past

  openssl ec -in client.key -aes256 -passout pass:secret -out encrypted.key 2>>log
  cat client.pem client.key >both.pem
  openssl req -x509 -newkey rsa:1024 -noenc -config empty.cnf -subj /CN=x -days 2 \
    -addext "$local" -keyout weak.key -out weak.pem 2>>log
}
