#!/usr/bin/env bash
# Starts a private MariaDB in a temporary folder, runs a command with TEST_MYSQL_DSN set, and takes it all away again.
#
#   scripts/mariadb.sh COMMAND [ARGUMENT...]
#
# The account in TEST_MYSQL_DSN may create databases. The exit code is the command's own; 69 means that no server could
# be found or started. Only installed packages stay behind.
set -euo pipefail

readonly unavailable=69
packages=(mariadb-server-core mariadb-client-core)
dir= server= child=

say() { printf 'mariadb.sh: %s\n' "$*" >&2; }

# Debian keeps mariadbd in /usr/sbin, which is not on every account's PATH.
PATH="$PATH:/usr/sbin:/sbin"

have_server() {
  command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null && command -v mariadb >/dev/null
}

install_server() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "no MariaDB server here. Install it (Debian, Ubuntu: sudo apt-get install ${packages[*]})," \
      "or set TEST_MYSQL_DSN to a server where the account may create databases."
    exit "$unavailable"
  fi
  say "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >&2 || ! have_server; then
    say "apt-get could not install ${packages[*]}"
    exit "$unavailable"
  fi
}

cleanup() {
  local code=$?
  trap '' INT TERM
  if [ -n "$child" ]; then
    kill -TERM -- "-$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ -n "$dir" ]; then rm -rf -- "$dir"; fi
  exit "$code"
}

# A Unix socket's path may not be longer than 107 bytes.
make_dir() {
  local base=${TMPDIR:-/tmp}
  if [ "${#base}" -gt 70 ]; then base=/tmp; fi
  dir=$(mktemp -d "$base/konggang-mariadb.XXXXXX")
}

create_data() {
  mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$dir/data" --skip-test-db \
    --auth-root-authentication-method=normal >"$dir/install.log" 2>&1 || {
    tail -n 20 "$dir/install.log" >&2
    exit "$unavailable"
  }
}

client() { mariadb --no-defaults --socket="$dir/socket" --user=root "$@"; }

# start_on PORT: true once the server answers on its own socket, false when it gave up, as it does on a taken port.
# Nothing in it outlives this run, so it need not wait for the disk.
start_on() {
  mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/data" --socket="$dir/socket" --pid-file="$dir/pid" \
    --bind-address=127.0.0.1 --port="$1" --skip-name-resolve --character-set-server=utf8mb4 \
    --collation-server=utf8mb4_unicode_ci --max-connections=400 --skip-log-bin \
    --innodb-flush-log-at-trx-commit=0 >"$dir/server.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    if client -e 'SELECT 1' >/dev/null 2>&1; then return 0; fi
    if ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
  return 1
}

start_server() {
  for _ in 1 2 3 4 5; do
    local port=$((20000 + RANDOM % 12000))
    if start_on "$port"; then
      client -e 'CREATE DATABASE konggang CHARACTER SET utf8mb4'
      export TEST_MYSQL_DSN="root:@tcp(127.0.0.1:$port)/konggang?charset=utf8mb4&parseTime=true&loc=UTC"
      say "$(client -Nse 'SELECT VERSION()') on 127.0.0.1:$port"
      return
    fi
  done
  tail -n 20 "$dir/server.log" >&2
  say 'the server does not start'
  exit "$unavailable"
}

# The command gets a process group of its own, so that an interrupt can end all that it started.
run_command() {
  set -m
  "$@" &
  child=$!
  set +m
  local code=0
  wait "$child" || code=$?
  child=
  exit "$code"
}

if [ $# -eq 0 ]; then
  say 'which command shall run? Usage: scripts/mariadb.sh COMMAND [ARGUMENT...]'
  exit 64
fi
have_server || install_server
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
make_dir
create_data
start_server
run_command "$@"
