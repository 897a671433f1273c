#!/usr/bin/env bash
# Runs everything that must hold before a change lands: format, vet, lint, a build without cgo, and the tests on SQLite
# and on a MySQL-compatible server (TEST_MYSQL_DSN, or a private MariaDB that it starts), with the race detector where a
# C compiler is present. Needs Go and git. The last line counts the tests; the exit code is 0 only if all went well.
set -euo pipefail
unset CDPATH

readonly golangci_lint=github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

if [ -z "${TEST_MYSQL_DSN:-}" ]; then
  exec "$scripts/mariadb.sh" "$scripts/test.sh" "$@"
fi

cd -- "$scripts/.."
home=
failed=()

cleanup() { if [ -n "$home" ]; then rm -rf -- "$home"; fi; }
trap cleanup EXIT

heading() { printf '\n== %s\n' "$*"; }

# step NAME COMMAND...: runs it, and remembers the name if it fails, so that one run shows all there is to mend.
step() {
  local name=$1
  shift
  heading "$name: $*"
  if ! "$@"; then failed+=("$name"); fi
}

# Go keeps its caches below HOME; without one they go to a folder that is removed at the end.
ensure_home() {
  if [ -n "${HOME:-}" ]; then return; fi
  home=$(mktemp -d)
  export HOME=$home GOFLAGS="${GOFLAGS:-} -modcacherw"
  echo "HOME is not set: Go's caches are in a temporary folder"
}

# Some tests read a sheet back or listen to a script with these tools, and leave that part out where there are none. The browser is about 100 MB, and
# not every system has it under this name: each is fetched by itself.
ensure_readers() {
  local missing=() left=() package
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  command -v zbarimg >/dev/null || missing+=(zbar-tools)
  command -v qpdf >/dev/null || missing+=(qpdf)
  command -v espeak-ng >/dev/null || missing+=(espeak-ng)
  command -v sox >/dev/null || missing+=(sox)
  command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing+=(chromium-headless-shell)
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null || true
    for package in "${missing[@]}"; do
      apt-get install -y -qq --no-install-recommends "$package" >/dev/null || left+=("$package")
    done
  else
    left=("${missing[@]}")
  fi
  if [ ${#left[@]} -eq 0 ]; then return; fi
  echo "not installed, tests that read sheets back or listen to scripts with them are skipped: ${left[*]}"
}

formatted() {
  local files
  files=$("$(go env GOROOT)/bin/gofmt" -l .)
  if [ -z "$files" ]; then return 0; fi
  printf 'not formatted:\n%s\n' "$files"
  return 1
}

# Its lock is one for the whole machine; somebody else's run must not fail this one.
lint() { go run "$golangci_lint" run --allow-parallel-runners ./...; }

# The baseline of search is a module of its own, so that nothing here depends on it; it must still build.
vet_bleve() { go vet -C scripts/bleve ./...; }

build_without_cgo() { CGO_ENABLED=0 go build ./...; }

has_compiler() {
  local cc
  cc=$(go env CC)
  command -v "${cc%% *}" >/dev/null
}

# count_tests FLAG...: the report goes to standard error as it comes, the counting line into $counts.
count_tests() {
  counts=$(go test -json -vet=off -timeout 30m "$@" ./... | go run ./scripts/testcount)
}

ensure_home
ensure_readers
go version
echo "golangci-lint ${golangci_lint##*@}"
echo 'databases: SQLite, embedded, and the server in TEST_MYSQL_DSN'

step gofmt formatted
step 'go vet' go vet ./...
step 'go vet scripts/bleve' vet_bleve
step golangci-lint lint
step 'build without cgo' build_without_cgo

counts=
if has_compiler; then
  echo
  echo "race detector: on, $(go env CC) is here"
  export CGO_ENABLED=1
  step 'tests, both databases, race detector' count_tests -race
else
  echo
  echo "race detector: off, there is no C compiler ($(go env CC)); data races go unseen in this run"
  step 'tests, both databases' count_tests
fi

heading 'result'
for name in "${failed[@]}"; do echo "FAILED: $name"; done
echo "${counts:-0 passed, 1 failed}"
[ ${#failed[@]} -eq 0 ]
