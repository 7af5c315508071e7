/** How the script gets into containers: through ECS Exec, or kubectl. It runs on bash 3.2, too. */
export const INSIDE = `inside() { # one|all task|pod WHERE…: runs the probes of the input in a container, or in those of all tasks or pods
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
}`;
