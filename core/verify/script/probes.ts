/**
 * What runs in a container beside a proxy, by bash alone: the image of Envoy has no client of HTTP. It prints lines that
 * begin with `meshspan`. There is no here-document in it, which would be a file: the file system may be read-only.
 */
export const PROBES = `admin=9901
set -f
ask() { # PATH: what the administration of Envoy answers
  exec 3<> "/dev/tcp/127.0.0.1/$admin" || return 1
  printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1" >&3
  while IFS= read -r -t 10 line <&3; do printf '%s\\n' "\${line%$'\\r'}"; done
  exec 3<&-
}
look() { stats=$(ask '/stats?usedonly'); }
sum() { # PATTERN: the sum of these counters when it was last looked
  local all=0 line IFS=$'\\n'
  for line in $stats; do
    case $line in $1:\\ *) all=$((all + \${line##*: })) ;; esac
  done
  echo "$all"
}
sent() { sum "cluster.$1.upstream_[cr][xq]_total"; }
refusals() { echo $(($(sum "cluster.$1.ssl.fail_verify_*") + $(sum "cluster.$1.ssl.connection_error"))); }
http_to() { # ADDRESS PORT HOST PATH: the status of the answer
  exec 4<> "/dev/tcp/$1/$2" || return 1
  printf 'GET %s HTTP/1.1\\r\\nHost: %s\\r\\nUser-Agent: meshspan-verify\\r\\nConnection: close\\r\\n\\r\\n' "$4" "$3" >&4
  read -r -t 15 version status rest <&4
  local code=$?
  case $version in HTTP/*) echo "$status"; return 0 ;; esac
  [ "$code" -le 128 ] || return 2
}
tcp_to() { # ADDRESS PORT: whether the connection stays open
  exec 4<> "/dev/tcp/$1/$2" || return 1
  IFS= read -r -n 1 -t 2 byte <&4
  [ $? = 1 ] && echo closed || echo open
}
call() { # N KIND ADDRESS PORT HOST PATH TRIES CLUSTER
  look
  local before=$(sum "cluster.$8.ssl.handshake") refused=$(refusals "$8") sent=$(sent "$8")
  local tries=$7 result= chain=no names=no settings
  while [ "$tries" -gt 0 ]; do
    result=$("$2_to" "$3" "$4" "$5" "$6" 2> /dev/null)
    look
    [ "$(sent "$8")" -gt "$sent" ] && break
    tries=$((tries - 1))
  done
  [ "$tries" -gt 0 ] || result=nobody
  settings=$(ask "/config_dump?name_regex=$8")
  case $settings in *validation_context*) chain=yes ;; esac
  case $settings in *match*subject_alt_names*) names=yes ;; esac
  echo "meshspan call $1 \${result:-none} $before $(sum "cluster.$8.ssl.handshake") $(($(refusals "$8") - refused)) $chain $names"
}
plaintext() { # N ADDRESS PORT
  local result
  result=$(http_to "$2" "$3" "$2" / 2> /dev/null)
  case $? in 1) result=unreachable ;; 2) result=open ;; esac
  echo "meshspan plaintext $1 \${result:-refused}"
}
callers() { # LISTENER
  look
  echo "meshspan callers $(sum "listener.$1.ssl.handshake") $(sum "listener.$1.ssl.no_certificate")"
}
counted() { # CLUSTER
  look
  echo "meshspan counted $(sum "cluster.$1.ssl.handshake") $(refusals "$1") $(sent "$1")"
}`;
