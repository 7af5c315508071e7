/** Functions of the script: what it prints, how it gets into containers, and how it compares. It runs on bash 3.2, too. */
export const LIBRARY = `good=0 failed=0 skipped=0
say() { printf '%-11s  %s: %s\\n' "$1" "$2" "$3"; }
ok() { good=$((good + 1)); say ok "$@"; }
bad() { failed=$((failed + 1)); say failed "$@"; }
skip() { skipped=$((skipped + 1)); say 'not checked' "$@"; }
need() { # PROGRAM WHAT-FOR
  command -v "$1" > /dev/null && return
  echo "$1 is needed $2: install it, and put it on PATH" >&2
  exit 2
}
last() { tail -n 1 "$work/$1" | cut -c 1-300; }

sign_in() { # ACCOUNT ROLE EXTERNAL-ID: assumes the role, and keeps its keys until the end of the script
  local words=(--role-arn "$2" --role-session-name meshspan-verify)
  [ -z "$3" ] || words+=(--external-id "$3")
  aws sts assume-role "\${words[@]}" --output text \\
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' > "$work/keys" 2> "$work/errors" || return
  read -r key secret token < "$work/keys"
  printf '[meshspan]\\naws_access_key_id = %s\\naws_secret_access_key = %s\\naws_session_token = %s\\n' \\
    "$key" "$secret" "$token" > "$work/$1.credentials"
  rm "$work/keys"
}
aws_in() { as "$1" aws "\${@:2}"; } # ACCOUNT WORDS…
kubectl_in() { # ACCOUNT CLUSTER WORDS…
  local config="$work/$2.kubeconfig"
  [ -s "$config" ] || aws_in "$1" eks update-kubeconfig --name "$2" --kubeconfig "$config" > /dev/null
  as "$1" kubectl --kubeconfig "$config" "\${@:3}"
}
account() { # ACCOUNT ID
  local found
  if ! found=$(aws_in "$1" sts get-caller-identity --query Account --output text 2> "$work/errors"); then
    bad "account $1" "nobody is signed in: $(last errors)"
  elif [ "$found" != "$2" ]; then
    bad "account $1" "the credentials are those of $found, and not of $2"
  else
    ok "account $1" "signed in to $2"
  fi
}

task_runs() { # WHAT ACCOUNT CLUSTER SERVICE
  local should run state rest
  read -r should run state rest <<< "$(aws_in "$2" ecs describe-services --cluster "$3" --services "$4" --output text \\
    --query 'services[0].[desiredCount,runningCount,deployments[0].rolloutState]' 2> "$work/errors")"
  if [ -z "\${run:-}" ]; then
    bad "$1" "there is no service $4 in cluster $3: $(last errors)"
  elif [ "$should" = "$run" ] && [ "$run" -gt 0 ] && [ "$state" != FAILED ] && [ "$state" != IN_PROGRESS ]; then
    ok "$1" "$run of $should tasks"
  else
    bad "$1" "$run of $should tasks, and its deployment is $state"
  fi
}
pod_runs() { # WHAT ACCOUNT CLUSTER NAMESPACE DEPLOYMENT
  if kubectl_in "$2" "$3" -n "$4" rollout status "deployment/$5" --timeout=5s > "$work/output" 2> "$work/errors"; then
    ok "$1" "$(last output)"
  else
    bad "$1" "$(last errors)"
  fi
}
targets() { # WHAT ACCOUNT TARGET-GROUP
  local arn states healthy=0 other=0 state
  arn=$(aws_in "$2" elbv2 describe-target-groups --names "$3" --query 'TargetGroups[0].TargetGroupArn' --output text 2> "$work/errors") ||
    { bad "$1" "there is no target group $3: $(last errors)"; return; }
  states=$(aws_in "$2" elbv2 describe-target-health --target-group-arn "$arn" --output text \\
    --query 'TargetHealthDescriptions[].TargetHealth.State' 2> "$work/errors")
  for state in $states; do
    case $state in healthy) healthy=$((healthy + 1)) ;; draining | None) ;; *) other=$((other + 1)) ;; esac
  done
  case $healthy:$other in
    0:0) bad "$1" 'no target is registered' ;;
    *:0) ok "$1" "$healthy healthy" ;;
    *) bad "$1" "$healthy healthy, $other not" ;;
  esac
}

inside() { # one|all task|pod WHERE…: runs the probes of the input in a container, or in those of all tasks or pods
  local which=$1 kind=$2 probes
  shift 2
  probes=$(printf '%s\\n%s\\n' "$library" "$(cat)")
  : > "$work/facts"
  : > "$work/output"
  "in_$kind" "$which" "$probes" "$@" | tr -d '\\r' > "$work/output"
  grep '^meshspan ' "$work/output" > "$work/facts"
}
in_task() { # one|all PROBES ACCOUNT CLUSTER SERVICE CONTAINER
  local task packed
  packed=$(printf '%s' "$2" | gzip -9 | base64 | tr -d '\\n')
  for task in $(aws_in "$3" ecs list-tasks --cluster "$4" --service-name "$5" --desired-status RUNNING --output text --query 'taskArns[]'); do
    # A session ends where its input does, so that it gets one that does not.
    aws_in "$3" ecs execute-command --cluster "$4" --task "$task" --container "$6" --interactive \\
      --command "/bin/bash -c 'echo $packed | base64 -d | gunzip | /bin/bash'" <&9
    [ "$1" = all ] || break
  done 2>&1
}
in_pod() { # one|all PROBES ACCOUNT CLUSTER NAMESPACE DEPLOYMENT CONTAINER
  local pod
  for pod in $(kubectl_in "$3" "$4" -n "$5" get pods -l "app.kubernetes.io/name=$6" -o name --field-selector status.phase=Running); do
    kubectl_in "$3" "$4" -n "$5" exec "$pod" -c "$7" -- /bin/bash -c "$2"
    [ "$1" = all ] || break
  done 2>&1
}

judge_call() { # N VERDICT WHAT
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
    skip "$2" 'no request of the doors took its route'
  else
    case $1:$handshakes in
      mutual:0 | verified:0 | encrypted:0) bad "$2" "$1 was expected; no handshake" ;;
      plaintext:0 | application:0 | mutual:* | verified:* | encrypted:*) ok "$2" "$1; handshakes $handshakes, refused $refused" ;;
      *) bad "$2" "$1 was expected; handshakes $handshakes" ;;
    esac
  fi
}

of_load_balancer() { # ACCOUNT LOAD-BALANCER PORT TLS: its name, and the authority of its certificate where that is private
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
