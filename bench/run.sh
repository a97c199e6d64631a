#!/usr/bin/env bash
# Builds what is measured and what measures it, then prints the table. `make bench`; arguments go to bench.py.
set -euo pipefail
cd "$(dirname "$0")/.."

for program in python3 htop; do
  command -v "$program" >/dev/null || { echo "bench: '$program' is missing: it is what triptych is measured with or beside" >&2; exit 69; }
done
# What a terminal shows is judged by a terminal emulator, pyte; it stays out of the system's packages.
if ! .build/bench/bin/python -c 'import pyte' 2>/dev/null; then
  python3 -m venv .build/bench
  .build/bench/bin/pip install --quiet --disable-pip-version-check pyte
fi
make --no-print-directory release
exec .build/bench/bin/python -B bench/bench.py "$@"
