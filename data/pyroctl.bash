# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: CC0-1.0
#
# Completes commands, options and what has few values. bash breaks words at = and : as well.

_pyroctl() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' words='' i
  local general='--ns --protocol --hmac-key --serializer --timeout --tls --tls-ca --tls-cert --tls-key'
  general+=' --json --help'
  local with_value=' --ns --protocol --hmac-key --serializer --timeout --tls-ca --tls-cert --tls-key '

  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
  [[ $current == = ]] && current=''

  # The command is the first word that is neither an option nor the value of one.
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -*)
        [[ $with_value == *" ${COMP_WORDS[i]} "* ]] || continue
        ((i++))
        [[ ${COMP_WORDS[i]} != = ]] || ((i++))
        while [[ ${COMP_WORDS[i + 1]} == : ]]; do ((i += 2)); done
        ;;
      *)
        command=${COMP_WORDS[i]}
        break
        ;;
    esac
  done

  case $before:$command:$current in
    --protocol:*) words='auto 4 5' ;;
    --serializer:*) words='serpent json marshal msgpack pickle' ;;
    --ns:* | --hmac-key:* | --timeout:* | --prefix:* | --regex:* | --all:* | --any:*) return ;;
    --tag:* | --annotation:* | --correlation-id:* | --stream:*) return ;;
    --host:* | --port:* | --expose:* | --gatewaykey:* | --cors:*) return ;;
    --bchost:* | --bcport:* | --nathost:* | --natport:*) return ;;
    --storage:*) words='memory sql:' ;;
    --tls-ca:* | --tls-cert:* | --tls-key:* | --unixsocket:*)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    *::-*) words="$general --version" ;;
    *::*) words='list lookup register remove tags ping info doctor call batch get set decode ns echo gateway config' ;;
    *:batch:[!-]* | *:decode:[!-]*)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    *:call:@* | *:set:@*)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -P @ -f -- "${current#@}")
      return
      ;;
    *:-*)
      words=$general
      case $command in
        batch) words+=' --oneway' ;;
        config) words+=' --more' ;;
        gateway) words+=' --host --port --expose --gatewaykey --cors --fresh' ;;
        call) words+=' --oneway --annotation --correlation-id --stream --explain' ;;
        decode) words+=' --hex' ;;
        ns) words+=' --host --port --unixsocket --storage --bchost --bcport --nathost --natport --nobc' ;;
        echo) words+=' --host --port --unixsocket --naming --nameserver --verbose --quiet' ;;
        list) words+=' --prefix --regex --all --any' ;;
        register) words+=' --tag --safe' ;;
        remove) words+=' --prefix --regex' ;;
        tags) words+=' --clear' ;;
      esac
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _pyroctl pyroctl
