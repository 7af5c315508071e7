/** How the script calls load balancers. It runs on bash 3.2, too. */
export const DOORS = `of_load_balancer() { # ACCOUNT LOAD-BALANCER PORT TLS: its name, and the authority of its certificate where that is private
  local arn certificate
  authority=()
  read -r address arn <<< "$(aws_in "$1" elbv2 describe-load-balancers --names "$2" --output text \\
    --query 'LoadBalancers[0].[DNSName,LoadBalancerArn]' 2> "$work/errors")"
  [ -n "\${arn:-}" ] || return 1
  [ "$4" = yes ] || return 0
  certificate=$(aws_in "$1" elbv2 describe-listeners --load-balancer-arn "$arn" --output text \\
    --query "Listeners[?Port==\\\`$3\\\`] | [0].Certificates[0].CertificateArn" 2> "$work/errors")
  case $(aws_in "$1" acm describe-certificate --certificate-arn "$certificate" --query Certificate.Type --output text 2> "$work/errors") in
    PRIVATE | IMPORTED)
      aws_in "$1" acm get-certificate --certificate-arn "$certificate" --query CertificateChain --output text > "$work/chain" 2> "$work/errors"
      [ ! -s "$work/chain" ] || authority=(--cacert "$work/chain")
      ;;
  esac
}
request() { # WORDS…: a request; its status, the seconds to connect and to the end of the handshake
  curl -sS -o /dev/null --connect-timeout 10 --max-time 20 -w '%{http_code} %{time_connect} %{time_appconnect}' "$@" 2> "$work/errors"
}
isnt_here() { # WHAT INTERNAL
  if [ "$2" = yes ]; then
    skip "$1" 'the load balancer is internal, and cannot be reached from here: run the script in its VPC'
  else
    bad "$1" "cannot be reached: $(last errors)"
  fi
}
door() { # WHAT ACCOUNT LOAD-BALANCER PORT INTERNAL TLS http|bytes|redirect NAME PATH
  local scheme=http answer code status connected handshake
  of_load_balancer "$2" "$3" "$4" "$6" || { bad "$1" "there is no load balancer $3: $(last errors)"; return; }
  [ "$6" = no ] || scheme=https
  answer=$(request \${authority[@]+"\${authority[@]}"} "$scheme://\${8:-$address}:$4$9")
  code=$?
  if [ "$code" = 6 ] && [ -n "$8" ]; then
    answer=$(request \${authority[@]+"\${authority[@]}"} --connect-to "::$address:$4" "$scheme://$8:$4$9")
    code=$?
  fi
  read -r status connected handshake <<< "$answer"
  case $code:$7:$6:$status in
    6:* | 7:*) isnt_here "$1" "$5" ;;
    28:*) case $connected in 0 | 0.000000) isnt_here "$1" "$5" ;; *) bad "$1" 'no answer in 20 seconds' ;; esac ;;
    35:* | 51:* | 60:*) bad "$1" "its certificate is not accepted: $(last errors)" ;;
    0:http:yes:[1-4]??) ok "$1" "status $status, the certificate is verified" ;;
    0:http:no:[1-4]??) ok "$1" "status $status" ;;
    0:redirect:*:30[1278]) ok "$1" "status $status, a redirect" ;;
    *:bytes:yes:*) case $handshake in 0 | 0.000000) bad "$1" "no TLS: $(last errors)" ;; *) ok "$1" 'the certificate is verified' ;; esac ;;
    *:bytes:no:*) ok "$1" connected ;;
    *) bad "$1" "status \${status:-none} $(last errors)" ;;
  esac
}
own_name() { # WHAT ACCOUNT LOAD-BALANCER PORT INTERNAL
  of_load_balancer "$2" "$3" "$4" yes || { bad "$1" "there is no load balancer $3: $(last errors)"; return; }
  request \${authority[@]+"\${authority[@]}"} "https://$address:$4/" > "$work/output"
  case $? in
    51 | 60) ok "$1" 'refused: the certificate does not have it' ;;
    6 | 7 | 28) isnt_here "$1" "$5" ;;
    *) bad "$1" 'accepted: whoever calls it by this name is not told apart from a caller of the front door' ;;
  esac
}`;
