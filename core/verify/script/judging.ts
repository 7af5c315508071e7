/** How the script compares what was found in containers with what was expected. It runs on bash 3.2, too. */
export const JUDGING = `judge_call() { # N VERDICT WHAT
  local a b n result before after refused chain names rest reached=no said wrong=
  read -r a b n result before after refused chain names rest <<< "$(grep "^meshspan call $1 " "$work/facts")"
  if [ -z "\${names:-}" ]; then
    bad "$3" "nothing came back from the container of its caller: $(last output)"
    return
  fi
  case $result in
    open) reached=yes said=connected ;;
    [1-4]??) reached=yes said="status $result" ;;
    5??) said="status $result" ;;
    closed) said='the connection was closed' ;;
    nobody) said='nothing was sent to the server' ;;
    *) said='no answer' ;;
  esac
  if [ "$2" = broken ]; then
    [ "$reached" = no ] || wrong="$said"
  else
    [ "$reached" = yes ] || wrong=$said
  fi
  case $2 in
    mutual | verified | encrypted)
      [ "$after" -gt 0 ] || wrong="\${wrong:-$said without TLS}"
      [ "$refused" = 0 ] || wrong="\${wrong:-$said}, $refused refused handshakes"
      ;;
    plaintext | application) [ "$after" = 0 ] || wrong="\${wrong:-$said with TLS of the mesh}" ;;
  esac
  case $2 in
    mutual | verified)
      [ "$chain" = yes ] || wrong="\${wrong:-$said, and the proxy verifies no chain}"
      [ "$names" = yes ] || wrong="\${wrong:-$said, and the proxy verifies no name}"
      said="$said, chain and name are verified"
      ;;
  esac
  if [ -n "$wrong" ]; then
    bad "$3" "$2 was expected; $wrong; handshakes $before -> $after"
  else
    ok "$3" "$2; $said; handshakes $before -> $after"
  fi
}
judge_plaintext() { # N WHAT
  local a b n result rest
  read -r a b n result rest <<< "$(grep "^meshspan plaintext $1 " "$work/facts")"
  case \${result:-} in
    '') bad "$2" "nothing came back from the container of a caller: $(last output)" ;;
    refused) ok "$2" 'refused: the connection was closed without an answer' ;;
    unreachable) bad "$2" 'the listener cannot be reached' ;;
    open) bad "$2" 'the connection was not closed' ;;
    *) bad "$2" "answered with status $result" ;;
  esac
}
judge_callers() { # WHAT: the sums over all tasks
  local handshakes without
  read -r handshakes without <<< "$(awk '/^meshspan callers /{h += $3; w += $4; n += 1} END {if (n) print h, w}' "$work/facts")"
  if [ -z "\${without:-}" ]; then
    bad "$1" "nothing came back from its container: $(last output)"
  elif [ "$without" -gt 0 ]; then
    bad "$1" "$without of $handshakes handshakes without a certificate"
  elif [ "$handshakes" = 0 ]; then
    skip "$1" 'nobody has called yet'
  else
    ok "$1" "$handshakes handshakes, all with a certificate"
  fi
}
judge_counted() { # VERDICT WHAT: the sums over all tasks
  local handshakes refused sent
  read -r handshakes refused sent <<< "$(awk '/^meshspan counted /{h += $3; r += $4; s += $5; n += 1} END {if (n) print h, r, s}' "$work/facts")"
  if [ -z "\${sent:-}" ]; then
    bad "$2" "nothing came back from the container of its caller: $(last output)"
  elif [ "$sent" = 0 ]; then
    skip "$2" 'no request to the front doors took its route'
  else
    case $1:$handshakes in
      mutual:0 | verified:0 | encrypted:0) bad "$2" "$1 was expected; no handshake" ;;
      plaintext:0 | application:0 | mutual:* | verified:* | encrypted:*) ok "$2" "$1; handshakes $handshakes, refused $refused" ;;
      *) bad "$2" "$1 was expected; handshakes $handshakes" ;;
    esac
  fi
}`;
