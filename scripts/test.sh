#!/usr/bin/env bash
# Everything that must hold: format, monitoring, build with its walls, tests, coverage, package, fuzzers, the workload's
# tests. `make test`.
#
#   test.sh [ARGUMENTS OF swift test]      with arguments (a filter, say) only those tests, no coverage
#
# Runs all of it, whatever fails, then says what failed. Its last line counts the tests of every runner.
# Engine tests need root and dockerd; elsewhere they are skipped, loudly, but never where CI=true. They run on the system's
# engine and on the newest one (scripts/newest-engine.sh).
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

readonly coverage_wanted=85
readonly fuzz_runs=4000
export SWIFT_BACKTRACE=enable=no
flags=(--explicit-target-dependency-import-check error)
readonly second_tries=5
# The longest run of tests takes a third of it.
readonly run_minutes=40
failed=()
unsteady=()
passed_tests=0 failed_tests=0 skipped_tests=0
closing=
# In front of each run of tests, and the only tests of its first try.
within=() only=()

say() { printf '\n== %s\n' "$*"; }
fail() { failed+=("$*"); printf 'test: %s\n' "$*" >&2; }
notice() {
  local stars=*******************************************************************************
  printf '%s\n' "$stars" "  $1" "  $2" "$stars"
}

# Adds up the counts of one run; a runner that died has written none.
count() {
  local numbers
  if ! numbers=$(cat "$@" 2>/dev/null | awk -F'"' '
    /<testsuite / { for (i = 1; i < NF; i += 2) { name = $i; sub(/.* /, "", name); sum[name] += $(i + 1) } seen = 1 }
    END { if (!seen) exit 1; bad = sum["failures="] + sum["errors="]; print sum["tests="] - bad - sum["skipped="], bad, sum["skipped="] + 0 }'); then
    fail "a test runner ended without a result"
    failed_tests=$((failed_tests + 1))
    return
  fi
  read -r good bad skip <<<"$numbers"
  passed_tests=$((passed_tests + good))
  failed_tests=$((failed_tests + bad))
  skipped_tests=$((skipped_tests + skip))
}

# Runs a test runner, and adds up what it counted. What failed gets a second try, alone, and is named in the result
# whatever comes of it: engines and terminals may lose a race with a busy machine, but a fault fails twice.
run() {
  local name=$1 failures filter
  shift
  if try "$name" "$@" "${only[@]}"; then
    count "$results/$name"*.xml
    return
  fi
  # A second try would write its own in their place.
  [ "$name" != console ] || cp "$profiles"/*.profraw "$results/"
  failures=$(failures_in "$results/$name"*.xml)
  count "$results/$name"*.xml
  if [ -n "$failures" ] && [ "$(wc -l <<<"$failures")" -le "$second_tries" ]; then
    filter=$(sed 's/[][\.*+?(){}|^$]/\\&/g; s/^/^/' <<<"$failures" | paste -sd '|')
    say "again, alone: $filter"
    if try "again-$name" "$@" --filter "$filter" && again "$failures" "$results/again-$name"*.xml; then return; fi
  fi
  fail "tests of the $name failed"
  return 1
}

# Shows all but the beginning of each test.
try() {
  local name=$1
  shift
  (
    runner=$BASHPID
    limit "$runner" &
    exec "${within[@]}" swift test --xunit-output "$PWD/$results/$name.xml" "$@"
  ) 2>&1 | tee "$results/$name.log" | grep --line-buffered -av '^◇ Test '
  local ending=${PIPESTATUS[0]}
  if grep -aq '^test: no end ' "$results/$name.log"; then
    echo "test: it hung in $(grep -a '^◇ Test .* started\.$' "$results/$name.log" | tail -n 1)" >&2
  fi
  return "$ending"
}

# Aborts the tests that `swift test` runs when they have not ended in time. It then passes on what they wrote last.
limit() { # PROCESS
  timeout "${run_minutes}m" tail --pid="$1" -f /dev/null && return
  # What comes before it may be half a line.
  printf '\ntest: no end after %s minutes\n' "$run_minutes"
  pkill -ABRT --parent "$1" --full xctest
}

# The failed tests as `Module.Suite/name`, a line each. A runner that died has none.
failures_in() {
  cat "$@" 2>/dev/null | awk -F'"' '/<testcase / { test = $2 "/" $4 } /<failure|<error/ { if (!seen[test]++) print test }' |
    sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g'
}

# Counts tests that passed at their second try, when as many ran as had failed.
again() { # FAILURES FILE...
  local failures=$1 wanted bad_before=$failed_tests passed_before=$passed_tests
  shift
  wanted=$(wc -l <<<"$failures")
  count "$@"
  [ "$failed_tests" = "$bad_before" ] && [ $((passed_tests - passed_before)) = "$wanted" ] || return 1
  failed_tests=$((failed_tests - wanted))
  unsteady+=("$failures")
}

engine_possible() {
  [ "${SETUP-}" != no-docker ] || { echo "SETUP=no-docker"; return 1; }
  scripts/private-engine.sh try 2>&1
}

newest_possible() {
  scripts/newest-engine.sh fetch 2>&1 && scripts/newest-engine.sh run scripts/private-engine.sh try 2>&1
}

# Lines covered of each room that decides or acts, by both tries, from the toolchain's own llvm-cov.
coverage() {
  local tools profile=$results/coverage.profdata
  tools=$(dirname "$(readlink -f "$(command -v swift)")")
  find "$profiles" "$results" -name '*.profraw' -print0 |
    xargs -0 "$tools/llvm-profdata" merge -sparse -o "$profile" || return 1
  "$tools/llvm-cov" report .build/debug/triptychPackageTests.xctest -instr-profile "$profile" |
    awk -v wanted="$coverage_wanted" '
      BEGIN { split("Canvas Environments Loading Console Processes Threads Engine Operations Terminal", order); enforced["Environments"]; enforced["Loading"]; enforced["Engine"]; enforced["Operations"] }
      { for (i in order) if (index($1, "Sources/" order[i] "/")) { lines[order[i]] += $8; missed[order[i]] += $9 } }
      END {
        printf "%-14s %7s %9s\n", "room", "lines", "covered"
        for (i = 1; i in order; i++) {
          room = order[i]
          if (!lines[room]) continue
          share = 100 * (lines[room] - missed[room]) / lines[room]
          short = (room in enforced) && share <= wanted
          printf "%-14s %7d %8.1f%%%s\n", room, lines[room], share, short ? "  not over " wanted "%" : ""
          bad = bad || short
        }
        exit bad
      }'
}

if [ $# -gt 0 ]; then
  exec swift test "${flags[@]}" "$@"
fi

say "format"
make --no-print-directory lint || fail "swift format finds something to change (make format)"

say "monitoring"
scripts/check-monitoring.sh || fail "the configuration of the monitoring is wrong"

say "engines"
newest=
if versions=$(engine_possible); then
  echo "engine tests run on $versions"
  versions=$(newest_possible) && code=0 || code=$?
  if [ "$code" = 0 ]; then
    newest=$(tail -n 1 <<<"$versions")
    echo "and on $newest"
  elif [ "${CI-}" = true ] && [ "$code" != 69 ]; then
    fail "engine tests must run on the newest engine in CI, too, but it cannot be had or does not start: $versions"
  else
    # It comes from the archive of a later release, which a mirror need not have: told, counted, and no failure.
    notice "NOTHING IS PROVED ABOUT THE NEWEST ENGINE HERE: there is none." "$versions"
  fi
elif [ "${CI-}" = true ]; then
  fail "engine tests must run in CI, but no private engine starts: $versions"
else
  export TRIPTYCH_ENGINE=no
  notice "ENGINE TESTS ARE SKIPPED: nothing is proved about real containers here." "$versions"
fi

results=.build/test-results
profiles=.build/debug/codecov
rm -rf "$results" && mkdir -p "$results"

# First, and as a release: the engine tests put the same build into an image.
say "tests of the workload"
if swift build -c release --build-tests --package-path docker/trading-api; then
  run workload -c release --skip-build --package-path docker/trading-api
else
  fail "the workload does not build"
fi

say "build"
if swift build --build-tests --enable-code-coverage "${flags[@]}"; then
  say "tests"
  # One at a time: tests that hold a terminal or count milliseconds must not wait for each other on two cores.
  if run console --no-parallel --skip-build --enable-code-coverage "${flags[@]}"; then
    say "coverage"
    coverage || fail "too few lines are covered by tests"
  fi
  closing=$(grep -a 'Test run with' "$results/console.log" | tail -n 1)

  # After the coverage, which a later run writes anew.
  if [ -n "$newest" ]; then
    say "engine tests on $newest"
    within=(scripts/newest-engine.sh run) only=(--filter '^EngineTests\.')
    run newest --no-parallel --skip-build --enable-code-coverage "${flags[@]}"
    within=() only=()
  elif [ "${TRIPTYCH_ENGINE-}" != no ]; then
    skipped_tests=$((skipped_tests + $(cat "$results"/console*.xml 2>/dev/null | grep -c '<testcase classname="EngineTests')))
  fi

  # As users get it: linked otherwise than the program of the tests.
  say "package"
  if make --no-print-directory release; then
    scripts/check-deb.sh .build/release/triptych || fail "the Debian package is wrong"
  else
    fail "the release does not build"
  fi
else
  fail "the build failed"
fi

# Always the same inputs; `make fuzz` tries others.
say "fuzzers"
scripts/fuzz.sh --runs "$fuzz_runs" || fail "a fuzzer found something (scripts/fuzz.sh), or none could be built"

if [ "${CI-}" = true ] && [ "$skipped_tests" -gt 0 ]; then fail "$skipped_tests tests were skipped; none may be in CI"; fi

say "result"
if [ ${#failed[@]} -gt 0 ]; then printf 'FAILED: %s\n' "${failed[@]}"; fi
if [ ${#unsteady[@]} -gt 0 ]; then printf 'UNSTEADY, passed at the second try only: %s\n' "${unsteady[@]}"; fi
if [ -n "$closing" ]; then printf '%s\n' "$closing"; fi
printf '%d passed, %d failed, %d skipped\n' "$passed_tests" "$failed_tests" "$skipped_tests"
[ ${#failed[@]} -eq 0 ]
