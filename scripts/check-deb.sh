#!/usr/bin/env bash
# Proves the package: built twice it is the same, it unpacks into a root of its own, runs there, and its control file
# names what the program needs. The program is no larger than promised.
#
#   check-deb.sh [BINARY]     defaults to .build/release/triptych
set -euo pipefail
readonly bytes_max=22000000
cd "$(dirname "$0")/.."
binary=${1:-.build/release/triptych}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "check-deb: $*" >&2; exit 1; }

first=$(scripts/build-deb.sh "$binary" "$work/first")
second=$(scripts/build-deb.sh "$binary" "$work/second")
cmp -s "$first" "$second" || fail "two builds of the package differ"

root=$work/root
dpkg-deb --extract "$first" "$root"
version=$(dpkg-deb --field "$first" Version)
[ "$("$root/usr/bin/triptych" --version)" = "$version" ] || fail "the installed program does not report version $version"
for file in usr/share/man/man1/triptych.1.gz usr/share/bash-completion/completions/triptych \
  usr/share/zsh/vendor-completions/_triptych usr/share/fish/vendor_completions.d/triptych.fish \
  usr/share/doc/triptych/copyright usr/share/doc/triptych/guide.md; do
  [ -s "$root/$file" ] || fail "$file is not in the package"
done
[ -z "$(dpkg-deb --contents "$first" | awk '$2 != "root/root"')" ] || fail "not everything belongs to root"
if LC_ALL=C grep -qE 'icudt|_FoundationICU|FoundationInternationalization' "$root/usr/bin/triptych"; then
  fail "the program links more of Foundation than its essentials"
fi
case $(readelf -d "$root/usr/bin/triptych") in
  *'(RUNPATH)'* | *'(RPATH)'*) fail "the program looks for libraries beside itself, where anybody may put them" ;;
  *libcrypto* | *libcurl*) fail "a library is linked that must be loaded when it is first needed" ;;
esac
# Where the C library unpacks no packed relocations, they take another megabyte.
case $(readelf -d "$root/usr/bin/triptych") in
  *'(RELR)'*)
    size=$(stat -c %s "$root/usr/bin/triptych")
    [ "$size" -lt "$bytes_max" ] || fail "the program has $size bytes, more than the limit of $bytes_max"
    ;;
esac
(cd "$root" && dpkg-deb --info "$first" md5sums | md5sum --quiet --check) || fail "md5sums are wrong"
depends=$(dpkg-deb --field "$first" Depends)
for library in libc6 libncursesw6 libtinfo6 libssl3 libyaml-0-2 libcurl4; do
  case $depends in *"$library"*) ;; *) fail "Depends lacks $library: $depends" ;; esac
done
bash -n "$root/usr/share/bash-completion/completions/triptych" || fail "bash does not read its completion"

# dpkg itself takes it, into a root with an empty list of packages; what it depends on is not there, on purpose.
mkdir -p "$work/scratch/var/lib/dpkg/info" "$work/scratch/var/lib/dpkg/updates"
: >"$work/scratch/var/lib/dpkg/status"
if [ "$(id -u)" = 0 ]; then
  dpkg --root="$work/scratch" --force-depends --force-script-chrootless --install "$first" >"$work/dpkg" 2>&1 ||
    { cat "$work/dpkg" >&2; fail "dpkg does not install it"; }
  [ "$("$work/scratch/usr/bin/triptych" --version)" = "$version" ] || fail "the program that dpkg installed does not report version $version"
fi
echo "triptych $version: $(($(stat -c %s "$first") / 1024)) KiB, depends on $depends"
