/**
 * What fetches the files of a task: a script for bash, GNU coreutils and AWS's command, and nothing else (AWS's image has no
 * jq and no openssl). `once` fetches everything, or fails; `refresh` fetches it again, and keeps what it had where that fails.
 *
 * A folder of files is laid out as a volume of Kubernetes: `..data` is a link to a folder with the files, each file is a link
 * through it, and one rename of `..data` replaces all of them. Envoy reads its files again on a rename in their folder, and at
 * no other time; a script that is killed leaves the files as they were.
 *
 * A private key is stored as ACM exports it, encrypted, beside a passphrase that was made in the task and is known nowhere else.
 */
export const FILES_SCRIPT = `set -u
export AWS_PAGER=
failed=0
say() { printf 'meshspan: %s\\n' "$1" >&2; }
fail() { say "$1; $kept"; failed=1; }

# clean FOLDER: without what was replaced, and without what a script left that was killed.
clean() {
  local each
  for each in "$1"/..[0-9]*; do
    [ "$1/$(readlink "$1/..data")" = "$each" ] || rm -rf "$each"
  done
}
# stage FOLDER: an empty folder in it, for its next files; $next is its path.
stage() {
  count=$((\${count:-0} + 1))
  next="$1/..$(date +%s)-$$-$count"
  mkdir -p "$1" && clean "$1" && mkdir "$next"
}
# digest FOLDER FILES: of all its files where none are named.
digest() { (cd "$1" && sha256sum -- \${2:-*}) 2>/dev/null; }
# publish FOLDER [FILES]: the staged files replace those of the folder, if any of FILES differs.
publish() {
  local each
  if [ -L "$1/..data" ] && [ "$(digest "$1/..data" "\${2:-}")" = "$(digest "$next" "\${2:-}")" ]; then
    rm -rf "$next"
  else
    for each in "$next"/*; do
      [ -L "$1/\${each##*/}" ] || ln -s "..data/\${each##*/}" "$1/\${each##*/}" || return 1
    done
    ln -s -f -n "\${next##*/}" "$1/..next" && mv -T "$1/..next" "$1/..data" || return 1
  fi
  clean "$1"
  # Names that are gone.
  for each in "$1"/*; do [ ! -L "$each" ] || [ -e "$each" ] || rm -f "$each"; done
}

# certificate ARN FOLDER
certificate() {
  local all chain
  stage "$2" || return 1
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' > "$next/passphrase"
  all=$(aws acm export-certificate --certificate-arn "$1" --passphrase "fileb://$next/passphrase" \\
    --query 'join(\`"\\n"\`, [Certificate, CertificateChain || \`""\`, PrivateKey])' --output text < /dev/null) || return 1
  chain=\${all%%-----BEGIN ENCRYPTED PRIVATE KEY-----*}
  [ -n "$chain" ] && [ "$chain" != "$all" ] || return 1
  printf '%s' "$chain" > "$next/chain.pem" && printf '%s\\n' "\${all#"$chain"}" > "$next/key.pem" || return 1
  # Each export has another passphrase; it is new only if its certificate is.
  publish "$2" chain.pem
}
# trust FOLDER ARN...: their own certificates alone. What is above them would be trusted too, with all below it.
trust() {
  local folder=$1 each
  shift
  stage "$folder" || return 1
  for each; do
    aws acm-pca get-certificate-authority-certificate --certificate-authority-arn "$each" \\
      --query Certificate --output text < /dev/null >> "$next/bundle.pem" || return 1
  done
  publish "$folder"
}
# secrets FOLDER: all whose files are in it. The application may run as any user, and reads them too.
secrets() {
  local arn path text
  umask 022
  stage "$1" || return 1
  while read -r arn path; do
    [ "\${path%/*}" = "$1" ] || continue
    text=$(aws secretsmanager get-secret-value --secret-id "$arn" --query 'SecretString || \`""\`' --output text < /dev/null) &&
      [ -n "$text" ] && printf '%s\\n' "$text" > "$next/\${path##*/}" || return 1
  done < <(printf '%s\\n' "\${SECRETS:-}")
  publish "$1"
}
# copy FROM TO: with the folders inside. Files that are replaced together are copied together.
copy() {
  local from=$1 each found=no
  [ ! -L "$1/..data" ] || from="$1/$(readlink "$1/..data")"
  umask 022
  stage "$2" || return 1
  for each in "$from"/*; do
    [ ! -f "$each" ] || { cp "$each" "$next/" && found=yes; } || return 1
  done
  if [ $found = yes ]; then publish "$2" || return 1; else rm -rf "$next"; fi
  for each in "$1"/*; do
    [ ! -d "$each" ] || { copy "$each" "$2/\${each##*/}" && found=yes; } || return 1
  done
  [ $found = yes ]
}
# filled MODE FROM TO: what fills a store may start at the same time as what reads it first.
filled() {
  local left=\${STORE_SECONDS:-150}
  until copy "$2" "$3"; do
    [ "$1" = once ] && [ "$left" -gt 0 ] || return 1
    left=$((left - 5))
    sleep 5
  done
}
# description PATH JSON
description() {
  mkdir -p "\${1%/*}" && printf '%s\\n' "$2" > "$1.next" && mv "$1.next" "$1"
}
# configuration BUCKET KEY VERSION PATH
configuration() {
  aws s3api get-object --bucket "$1" --key "$2" --version-id "$3" "$4.next" < /dev/null > /dev/null &&
    mv "$4.next" "$4"
}
# drain PORT SECONDS: the Envoy with that administration takes nothing new, as long as the application is there to answer.
drain() {
  exec 3<> "/dev/tcp/127.0.0.1/$1" &&
    printf 'POST /drain_listeners?graceful&inboundonly HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n' >&3 &&
    read -r -t 5 _ <&3
  sleep "$2" &
  wait $!
}

fetch() {
  local first rest done=
  failed=0
  umask 077
  while read -r first rest; do
    [ -z "$first" ] || certificate "$first" "$rest" ||
      fail "certificate $first is not in $rest: the role of the task needs acm:ExportCertificate for it, and the certificate has to be issued"
  done < <(printf '%s\\n' "\${CERTIFICATES:-}")
  while read -r first rest; do
    [ -z "$first" ] || trust "$first" $rest ||
      fail "certificates of authorities $rest are not in $first: the role of the task needs acm-pca:GetCertificateAuthorityCertificate for them"
  done < <(printf '%s\\n' "\${TRUSTS:-}")
  while read -r first rest; do
    [ -z "$first" ] || description "$first" "$rest" || fail "$first cannot be written"
  done < <(printf '%s\\n' "\${SECRET_FILES:-}")
  if [ "$1" = once ] && [ -n "\${CONFIGURATION:-}" ]; then
    configuration $CONFIGURATION ||
      fail "the configuration \${CONFIGURATION% *} is not fetched: the role of the task needs s3:GetObjectVersion for it"
  fi
  while read -r first rest; do
    [ -z "$first" ] || case " $done " in
      *" \${rest%/*} "*) ;;
      *)
        done="$done \${rest%/*}"
        secrets "\${rest%/*}" ||
          fail "secrets are not in \${rest%/*}: the role of the task needs secretsmanager:GetSecretValue for them, and each has to contain a text"
        ;;
    esac
  done < <(printf '%s\\n' "\${SECRETS:-}")
  while read -r first rest; do
    [ -z "$first" ] || filled "$1" "$first" "$rest" || fail "files of $first are not in $rest: the store has to contain files"
  done < <(printf '%s\\n' "\${COPIES:-}")
  return $failed
}

case "$1" in
  once)
    kept='nothing that reads it starts'
    fetch once || exit 1
    # They are for the user of the proxy; a volume belongs to root at first.
    [ "$(id -u)" != 0 ] || [ -z "\${OWNER:-}" ] || [ -z "\${FOLDERS:-}" ] || chown -R -h "$OWNER" $FOLDERS
    ;;
  refresh)
    kept='what was there stays'
    trap 'kill $! 2> /dev/null; [ -z "\${DRAIN:-}" ] || drain $DRAIN; exit 0' TERM INT
    while :; do
      sleep "\${REFRESH_SECONDS:-3600}" &
      wait $!
      fetch refresh
    done
    ;;
esac
`;
