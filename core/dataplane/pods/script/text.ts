/**
 * What registers the pods of a cluster where callers look them up: a script for bash, GNU coreutils, getent and AWS's command,
 * and nothing else (AWS's image has no kubectl and no jq).
 *
 * A line of \`$ENTRIES_FILE\` says for a name in the DNS of the cluster where its addresses are registered:
 *
 *   HOST service ARN MARK JSON      in a service of Cloud Map, with these attributes; MARK is one of them, and tells which
 *                                   instances are this script's
 *   HOST target-group ARN PORT      in a target group of a load balancer, of which all targets are this script's
 *
 * A HOST of \`-\` has no addresses: what this script registered there before is removed. AWS is asked only where the addresses
 * of a name changed, and now and then in case something else changed what is registered. An answer without addresses is
 * believed only where DNS answers for a name that is always there, and the third time in a row.
 */
export const REGISTRAR_SCRIPT = `set -u
export AWS_PAGER=
say() { printf 'meshspan: %s\\n' "$1" >&2; }

# resolve HOST: its addresses, one on a line, each once and in order.
resolve() {
  local address kind _
  getent ahostsv4 "$1" | while read -r address kind _; do
    [ "$kind" != STREAM ] || printf '%s\\n' "$address"
  done | sort -u
}
# without ALL SOME: lines of ALL that are not in SOME; both in order.
without() { [ -z "$1" ] || comm -23 <(printf '%s\\n' "$1") <(printf '%s\\n' "$2"); }

# service ADDRESSES ARN MARK JSON: an id has 64 characters at most.
service() {
  local address registered missing id=\${2##*/} name=\${3##*/} failed=0
  name=\${name:0:48}
  registered=$(aws servicediscovery list-instances --service-id "$id" \\
    --query "Instances[?Attributes.MESHSPAN_POD=='$3'].Attributes.AWS_INSTANCE_IPV4" --output text < /dev/null) || return 1
  registered=$(printf '%s\\n' $registered | sort -u)
  missing=$(without "$1" "$registered")
  # What is there already may have other attributes than the entry says now.
  [ -n "\${known["$2 $3 $4"]:-}" ] || missing=$1
  for address in $missing; do
    aws servicediscovery register-instance --service-id "$id" --instance-id "$name-$address" \\
      --attributes "{\\"AWS_INSTANCE_IPV4\\":\\"$address\\",\${4#?}" < /dev/null > /dev/null || failed=1
  done
  for address in $(without "$registered" "$1"); do
    aws servicediscovery deregister-instance --service-id "$id" --instance-id "$name-$address" \\
      < /dev/null > /dev/null || failed=1
  done
  [ $failed = 0 ] && known["$2 $3 $4"]=yes
}
# target-group ADDRESSES ARN PORT
target-group() {
  local registered missing gone
  registered=$(aws elbv2 describe-target-health --target-group-arn "$2" \\
    --query "TargetHealthDescriptions[?TargetHealth.State!='draining'].Target.Id" --output text < /dev/null) || return 1
  registered=$(printf '%s\\n' $registered | sort -u)
  missing=$(without "$1" "$registered")
  gone=$(without "$registered" "$1")
  [ -z "$missing" ] || aws elbv2 register-targets --target-group-arn "$2" \\
    --targets $(printf "Id=%s,Port=$3\\n" $missing) < /dev/null > /dev/null || return 1
  [ -z "$gone" ] || aws elbv2 deregister-targets --target-group-arn "$2" \\
    --targets $(printf "Id=%s,Port=$3\\n" $gone) < /dev/null > /dev/null
}

declare -A known settled empty
# reconcile HOST KIND ARN REST
reconcile() {
  local addresses= entry="$2 $3 $4"
  if [ "$1" != - ]; then
    addresses=$(resolve "$1")
    if [ -n "$addresses" ]; then
      empty[$entry]=0
    else
      empty[$entry]=$((\${empty[$entry]:-0} + 1))
      [ "\${empty[$entry]}" -ge 3 ] && getent ahostsv4 "$CONTROL_HOST" > /dev/null || return 0
    fi
  fi
  [ "\${settled[$entry]-none}" != "$round_of_all $addresses" ] || return 0
  unset "settled[$entry]"
  case "$2" in
    service) service "$addresses" "$3" "\${4%% *}" "\${4#* }" ;;
    target-group) target-group "$addresses" "$3" "$4" ;;
  esac && settled[$entry]="$round_of_all $addresses" && return
  say "what answers at $1 is not registered in $3; it is tried again"
}
# once: every entry; nothing where DNS does not answer.
once() {
  local host kind arn rest
  if ! getent ahostsv4 "$CONTROL_HOST" > /dev/null; then
    say "DNS of the cluster does not answer for $CONTROL_HOST; what is registered stays as it is"
    return 1
  fi
  while read -r host kind arn rest; do
    [ -z "$host" ] || reconcile "$host" "$kind" "$arn" "$rest"
  done < "$ENTRIES_FILE"
}

trap 'kill $! 2> /dev/null; exit 0' TERM INT
round_of_all=0
rounds=0
while :; do
  once
  touch "$ALIVE_FILE"
  rounds=$((rounds + 1))
  [ "$rounds" != "\${ROUNDS:-}" ] || exit 0
  round_of_all=$((rounds / \${ROUNDS_OF_ALL:-20}))
  sleep "\${SECONDS_BETWEEN:-3}" &
  wait $!
done
`;
