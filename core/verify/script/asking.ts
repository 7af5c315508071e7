/** How the script signs in to accounts, and what it asks them about what runs. It runs on bash 3.2, too. */
export const ASKING = `sign_in() { # ACCOUNT ROLE EXTERNAL-ID: assumes the role, and keeps its keys until the end of the script
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
  local config="$work/$1.$2.kubeconfig" # clusters of two accounts may have one name
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
}`;
