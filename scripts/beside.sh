#!/usr/bin/env bash
# Runs a program on the terminal with another one beside it, which works in the background and ends with it at the latest.
#
#   beside.sh LOG WORDS BACKGROUND... -- PROGRAM...
#
# What the one in the background says goes to LOG, a new file. If PROGRAM ends first, the other and all that it started are
# asked to end, and a line says so after WORDS, which name the work. The exit code is that of PROGRAM.
set -uo pipefail

[ $# -ge 5 ] || { sed -n '4s/^# *//p' "$0" >&2; exit 64; }
log=$1 words=$2
shift 2
background=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  background+=("$1")
  shift
done
[ $# -gt 1 ] || { sed -n '4s/^# *//p' "$0" >&2; exit 64; }
shift

mkdir -p "$(dirname "$log")"
# A process group of its own, so that all of it can be ended, and no terminal, whose keys are the program's.
setsid "${background[@]}" >"$log" 2>&1 </dev/null &
beside=$!
end() {
  # At once after its start it has no group yet.
  kill -TERM -- "-$beside" 2>/dev/null || kill -TERM "$beside" 2>/dev/null || return 0
  wait "$beside" 2>/dev/null
  printf '%s was not finished (log: %s)\n' "$words" "$log" >&2
}
# A terminal that is closed ends this script, too, once the program has noticed and ended well.
trap : HUP TERM INT

"$@"
status=$?
end
exit "$status"
