#!/usr/bin/env bash
# Measures the figures of this repository, each beside a baseline in the same run, and prints one table.
#
#   scripts/bench.sh [-quick] [-json] [-divisions FILE] [-only SECTIONS]
#   scripts/bench.sh -profile [-quick]      writes default.pgo, a profile of search, matching and HTTP, and prints no table
#
# -quick takes smaller sizes and ends within five minutes; a whole run takes up to forty. -json prints one object a line,
# -divisions reads a real map (code,name,lat,lon, may be gzipped), -only runs some sections (a wrong name lists them).
# Progress goes to standard error. Needs Go; MariaDB as scripts/mariadb.sh does, without which its row stays empty. Servers
# listen on 127.0.0.1 only, and nothing is left behind but Go's caches. The exit code tells whether all was measured, not
# whether it was reached. docs/adr/0022 says how figures are measured.
set -euo pipefail
unset CDPATH

scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname -- "$scripts")
readonly scripts root unavailable=69

say() { printf 'bench.sh: %s\n' "$*" >&2; }

# A private server for the whole run, unless this is the part that runs beside it already.
if [ -z "${KONGGANG_BENCH:-}" ] && [[ " $* " != *' -profile '* ]]; then
  code=0
  KONGGANG_BENCH=1 "$scripts/mariadb.sh" "$scripts/bench.sh" "$@" || code=$?
  if [ "$code" -ne "$unavailable" ]; then exit "$code"; fi
  say 'no MariaDB: its row stays empty'
  unset TEST_MYSQL_DSN
fi

dir= child= profile=
cleanup() {
  local code=$?
  trap '' INT TERM
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  if [ -n "$dir" ]; then rm -rf -- "$dir"; fi
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

args=()
while [ $# -gt 0 ]; do
  case $1 in
    -profile) profile=1 ;;
    -divisions)
      if [ $# -lt 2 ]; then say '-divisions needs a file' && exit 64; fi
      args+=(-divisions "$(realpath -- "$2")")
      shift
      ;;
    *) args+=("$1") ;;
  esac
  shift
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/konggang-bench.XXXXXX")
cd -- "$root"

# The engines are measured as they are shipped: with the profile in the root, where there is one.
pgo=off
if [ -f default.pgo ] && [ -z "$profile" ]; then pgo=$root/default.pgo; fi

# run COMMAND...: in the background and waited for, so that an interrupt ends it at once.
run() {
  "$@" &
  child=$!
  local code=0
  wait "$child" || code=$?
  child=
  return "$code"
}

say 'building'
run env TMPDIR="$dir" go build -pgo="$pgo" -o "$dir/bench" ./scripts/bench
args+=(-product "$dir/konggang")
if [ -n "$profile" ]; then
  # A file more for the main package, which profiles the server from its start to a signal; the product itself has no such door.
  printf '{"Replace":{"%s":"%s"}}' "$root/profiled_overlay.go" "$scripts/bench/profiled.go.txt" >"$dir/overlay.json"
  run env TMPDIR="$dir" go build -pgo=off -overlay "$dir/overlay.json" -o "$dir/konggang" .
  mkdir "$dir/profile"
  TMPDIR="$dir" run "$dir/bench" "${args[@]}" -profile "$dir/profile"
  go tool pprof -proto -output "$root/default.pgo" "$dir"/profile/*.pprof >/dev/null
  say "wrote default.pgo, $(wc -c <default.pgo) bytes"
  exit
fi
run env TMPDIR="$dir" go build -pgo="$pgo" -o "$dir/konggang" .
run env TMPDIR="$dir" go build -C scripts/bleve -o "$dir/bleve" .
TMPDIR="$dir" run "$dir/bench" "${args[@]}" -bleve "$dir/bleve"
