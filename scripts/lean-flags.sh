#!/bin/sh
# Prints how the program is linked: small, and quick to start. Called by make.
#
# - Each function has a section of its own, so that those that nobody calls are left out (3 of 23 MB with the next two).
# - No symbol is exported: nobody loads the program as a library.
# - Relative relocations are packed where the C library unpacks them (glibc 2.36): 70,000 of them cost a start 1 ms.
# - Types such as Set<Key> are made by a call, not found by their names: for each of those the runtime goes through all
#   5,000 conformances. That is 2 ms of a start, for 86 KB.
# - No library is looked for beside the program: what lies there is none of ours, and to look takes 30 system calls.
# - What the console runs from its start to its rest stands together (bench/order.py): of the program's code the system
#   maps 6 MB in place of 10, in fewer turns.
# - libstdc++ goes in, where its archive is there: to look up its 3,000 symbols costs a start another millisecond.
set -eu
cd "$(dirname "$0")/.."

flags='--disable-local-rpath -Xswiftc -use-ld=lld -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors -Xlinker --icf=all -Xlinker --no-export-dynamic'
flags="$flags -Xlinker --symbol-ordering-file=scripts/start-order.txt -Xlinker --no-warn-symbol-ordering"

version=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
# shellcheck disable=SC2086
set -- ${version:-0 0}
if [ $(($1 * 100 + $2)) -ge 236 ]; then flags="$flags -Xlinker -z -Xlinker pack-relative-relocs"; fi

# The compiler beside swift knows where the archive is. The linker takes what it finds first, so the archive stands
# alone in a folder of its own.
swift=$(command -v swift || true)
compiler=$(dirname "$(readlink -f "${swift:-/}")")/clang
if [ -x "$compiler" ]; then
  archive=$("$compiler" -print-file-name=libstdc++.a)
  if [ -f "$archive" ]; then
    mkdir -p .build/static
    ln -sf "$archive" .build/static/libstdc++.a
    # Relative, for paths with blanks: the linker runs where make does.
    flags="$flags -Xlinker -L.build/static"
  fi
fi
echo "$flags"
