/** What the script prints, and the programs that it needs. It runs on bash 3.2, too. */
export const REPORTING = `good=0 failed=0 skipped=0
say() { printf '%-11s  %s: %s\\n' "$1" "$2" "$3"; }
ok() { good=$((good + 1)); say ok "$@"; }
bad() { failed=$((failed + 1)); say failed "$@"; }
skip() { skipped=$((skipped + 1)); say 'not checked' "$@"; }
need() { # PROGRAM WHAT-FOR
  command -v "$1" > /dev/null && return
  echo "$1 is needed $2: install it, and put it on PATH" >&2
  exit 2
}
last() { tail -n 1 "$work/$1" | cut -c 1-300; }`;
