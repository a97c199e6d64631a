#!/usr/bin/env bash
# Runs the tests of what touches memory or threads by hand under the sanitizers: frames, the console, real terminals with
# the programs on them, watched files, child processes. Whatever a sanitizer finds ends the program that did it.
#
#   sanitize.sh [address] [thread]      both when none is named
#
# Builds in .build-asan and .build-tsan, so that the usual build stays as it is. The results are written as xunit into
# $SANITIZE_RESULTS, when it is set, as sanitize-address*.xml and sanitize-thread*.xml.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

readonly suites='^CanvasTests\.|^ConsoleTests\.|^TerminalTests\.|^ProcessesTests\.|^OperationsTests\..*Watching'
# A crash on purpose is the sanitizers' to report, which is another text and another exit code. What counts cost or compares
# the speed or the memory of two things has nothing to say in a build that is ten times slower and keeps what was freed.
readonly unfit='crash|shows where it crashed|KeyCostTests|costs|A day in seconds'
export SWIFT_BACKTRACE=enable=no
results=${SANITIZE_RESULTS:-}
status=0

# Leaks are not looked for: the runtime keeps what it needs until the end, and the end is the kernel's to clean.
export ASAN_OPTIONS=detect_leaks=0
export TSAN_OPTIONS="suppressions=$PWD/Tests/sanitizer-thread.supp halt_on_error=1 report_signal_unsafe=0"

# Without debug information the build is quicker; without its index it would not end, since tests are looked up there.
run() {
  local kind=$1 scratch=$2
  local flags=(--scratch-path "$scratch" --sanitize="$kind" --disable-xctest -Xswiftc -gnone
    --explicit-target-dependency-import-check error)
  if [ -n "$results" ]; then flags+=(--xunit-output "$results/sanitize-$kind.xml"); fi
  printf 'sanitize: %s\n' "$kind"
  swift test --no-parallel "${flags[@]}" --filter "$suites" --skip "$unfit" 2>&1 |
    grep --line-buffered -avE '^◇ |^\[[0-9]+/[0-9]+\]|^✔ Test case|^➜'
  if [ "${PIPESTATUS[0]}" != 0 ]; then
    printf 'sanitize: %s found something, or a test failed under it\n' "$kind" >&2
    status=1
  fi
}

[ $# -gt 0 ] || set -- address thread
for kind in "$@"; do
  case $kind in
  address) run address .build-asan ;;
  thread) run thread .build-tsan ;;
  *)
    echo "usage: sanitize.sh [address] [thread]" >&2
    exit 64
    ;;
  esac
done
exit $status
