#!/usr/bin/env bash
# Writes the documents that the program knows better than any hand. `make docs`; a test holds them.
#
#   generate-docs.sh           writes them anew
#   generate-docs.sh --check   changes nothing; says which differ, and exits 1 then
#
# TRIPTYCH names the program to ask; without it the release build is.
set -euo pipefail
cd "$(dirname "$0")/.."

# File, and the arguments of triptych that print it.
documents=(
)

if [ -z "${TRIPTYCH-}" ]; then
  make release >&2
  TRIPTYCH=.build/release/triptych
fi
stale=0
new=$(mktemp)
trap 'rm -f "$new"' EXIT
for document in ${documents[@]+"${documents[@]}"}; do
  file=${document%%:*}
  read -ra arguments <<<"${document#*:}"
  "$TRIPTYCH" "${arguments[@]}" >"$new" || { echo "generate-docs: triptych ${arguments[*]} failed" >&2; exit 1; }
  if [ "${1-}" = --check ]; then
    diff -u --label "$file" --label "triptych ${arguments[*]}" "$file" "$new" || { echo "generate-docs: $file is stale (make docs)" >&2; stale=1; }
  else
    cat "$new" >"$file"
  fi
done
exit $stale
