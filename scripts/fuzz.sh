#!/usr/bin/env bash
# Lets libFuzzer look for inputs that crash, hang or break a promise of what reads text from outside.
#
#   fuzz.sh [--runs N | --seconds N] [--keep] [TARGET...]      all targets when none is named
#
#   --runs N     exactly N inputs a target (yaml: a quarter), always the same: what CI does
#   --seconds N  as many as fit, other ones each time (default: 60)
#   --keep       add what reached new code to Tests/Fuzzing/Corpus; without it the corpus stays as it is
#
# What is found is written to .build-fuzz/found; make a test of it before repairing it.
# Exit codes: 0 nothing found, 1 something was, 64 usage, 69 the fuzzers cannot be built.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n '4s/^# *//p' "$0" >&2; exit 64; }
limit=(-max_total_time=60) runs= keep=
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=${2:?}; shift 2 ;;
    --seconds) limit=("-max_total_time=${2:?}"); shift 2 ;;
    --keep) keep=yes; shift ;;
    -*) usage ;;
    *) break ;;
  esac
done

scratch=.build-fuzz
export TRIPTYCH_FUZZ=yes
# Its own crash report would take the signal from libFuzzer, which writes the input down.
export SWIFT_BACKTRACE=enable=no
build=(swift build --product fuzz --scratch-path "$scratch" --sanitize fuzzer -Xswiftc -O
  --explicit-target-dependency-import-check error)
mkdir -p "$scratch/found"
if ! "${build[@]}" >"$scratch/build.log" 2>&1; then
  grep -E 'error:' "$scratch/build.log" | head -n 20 >&2 || tail -n 20 "$scratch/build.log" >&2
  exit 69
fi
fuzz=$("${build[@]}" --show-bin-path)/fuzz
if [ $# = 0 ]; then
  set -- Tests/Fuzzing/Corpus/*
  set -- "${@##*/}"
fi

failed=()
for target; do
  corpus=Tests/Fuzzing/Corpus/$target
  [ -d "$corpus" ] || { echo "fuzz: there is no target $target" >&2; exit 64; }
  # libFuzzer adds to its first folder; what is committed is read beside it.
  new=$scratch/new/$target
  rm -rf "$new"
  mkdir -p "$new"
  if [ -n "$keep" ]; then folders=("$corpus"); else folders=("$new" "$corpus"); fi
  log=$scratch/$target.log
  # A whole repository is loaded and compared for each of its inputs.
  share=$runs
  if [ "$target" = yaml ]; then share=$((runs / 4)); fi
  if [ -n "$runs" ]; then limit=(-seed=1 "-runs=$share"); fi
  if FUZZ_TARGET=$target "$fuzz" "${limit[@]}" -max_len=2048 -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$scratch/found/$target-" "${folders[@]}" >"$log" 2>&1; then
    awk -v target="$target" '/executed_units/ { runs = $2 } /cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cover = $(i + 1) }
      END { printf "%-14s %8d runs, %6d places reached\n", target, runs, cover }' "$log"
  else
    failed+=("$target")
    printf 'fuzz: %s found something\n' "$target" >&2
    grep -aE 'broken promise|Fatal error|ERROR: libFuzzer|SUMMARY|Test unit written' "$log" | cut -c1-300 >&2 || tail -n 20 "$log" >&2
  fi
done
[ ${#failed[@]} = 0 ]
