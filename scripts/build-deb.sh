#!/usr/bin/env bash
# Builds the Debian package from a program that is built already. `make deb`.
#
#   build-deb.sh [BINARY [FOLDER]]     BINARY defaults to .build/release/triptych, FOLDER to build
#
# The package is the same, byte for byte, for the same program and sources: times are those of the last commit
# (or SOURCE_DATE_EPOCH). What it depends on is read off the program by dpkg-shlibdeps. There is no licence file in
# this repository yet, so the package has none; its copyright file says so.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-.build/release/triptych}")
out=$(realpath -m "${2:-build}")
[ -x "$binary" ] || { echo "build-deb: there is no program $binary; run make release" >&2; exit 69; }
for tool in dpkg-deb dpkg-shlibdeps readelf strip; do
  command -v "$tool" >/dev/null || { echo "build-deb: $tool is missing (scripts/environment-setup.sh --for test)" >&2; exit 69; }
done
umask 022
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

version=$(sed -n 's/^  static let text = "\(.*\)"$/\1/p' Sources/triptych/Program/Triptych.swift)
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
share=$root/usr/share

mkdir -p "$root/usr/bin" "$share/doc/triptych" "$root/DEBIAN" "$work/debian"
strip -o "$root/usr/bin/triptych" "$binary"
chmod 0755 "$root/usr/bin/triptych"
scripts/install-extras.sh "$binary" "$share" --vendor
cp docs/*.md "$share/doc/triptych/"
gzip -9n "$share/man/man1/triptych.1"
gzip -9nc CHANGELOG.md >"$share/doc/triptych/changelog.gz"
cat >"$share/doc/triptych/copyright" <<TEXT
This repository names no licence yet: no right to copy this package is given by it.
TEXT
chmod 0644 "$share/doc/triptych/"*

# dpkg-shlibdeps wants a debian/control to stand beside.
printf 'Source: triptych\n\nPackage: triptych\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/triptych 2>"$work/shlibdeps" | sed -n 's/^shlibs:Depends=//p') || {
  cat "$work/shlibdeps" >&2
  exit 1
}
[ -n "$depends" ] || { echo "build-deb: no dependency was found, although the program has some" >&2; exit 1; }
# Packed relocations have no symbol whose version would tell which C library unpacks them.
case $(readelf -d "$root/usr/bin/triptych") in *'(RELR)'*) depends="$depends, libc6 (>= 2.36)" ;; esac
# Loaded when first needed, so the linker knows nothing of them. Newer releases call them by other names.
loaded='libcurl4t64 | libcurl4, libssl3t64 | libssl3'

cat >"$root/DEBIAN/control" <<TEXT
Package: triptych
Version: $version
Architecture: $arch
Maintainer: The triptych authors <triptych@localhost>
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends, $loaded
Recommends: docker.io | docker-ce-cli, docker-compose-plugin | docker-compose-v2 | docker-compose, age, tzdata
Suggests: bash-completion
Section: admin
Priority: optional
Description: console for development, staging and production side by side
 Shows the environments of a system next to each other, says what differs and
 where every value comes from, checks their health, and launches and stops
 their stacks through docker compose. Every verb also runs without a screen.
TEXT
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
chmod 0644 "$root/DEBIAN/"*

find "$root" -print0 | xargs -0 touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$out/triptych_${version}_$arch.deb" >/dev/null
echo "$out/triptych_${version}_$arch.deb"
