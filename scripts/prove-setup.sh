#!/usr/bin/env bash
# Proves the set-up where nothing is installed: a minimal Debian with only the Swift toolchain added.
# Machines that build every day hide what a new one lacks.
#
#   prove-setup.sh [--toolchain DIR] [--suite bookworm] [--mirror URL] [--base DIR] [--keep] [COMMAND...]
#
#   --toolchain  the folder that holds usr/bin/swift (default: the one on the PATH); mounted read-only
#   --mirror     where debootstrap fetches from (default: debootstrap's own)
#   --base       a minimal root that debootstrap made earlier; it is copied, not changed
#   --keep       leave the root afterwards, and print where it is
#   COMMAND      what to run in the clone after the set-up (default: make release, then make test)
#
# What is cloned is the last commit. Redirections of git (url.X.insteadOf) that lead to folders of this
# machine are carried over. All of it happens in mount and process namespaces of its own, so nothing stays
# mounted or running, and the engine is started in a network of its own, where it harms no other engine.
# Needs root, debootstrap and about 4 GB.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)

say() { printf '\n== %s\n' "$*"; }
usage() { sed -n '5s/^# *//p' "$0" >&2; exit 64; }

if [ "${PROVE_SETUP_INSIDE-}" != yes ]; then
  [ "$(id -u)" = 0 ] || { echo "prove-setup: needs root: mounts and chroot" >&2; exit 77; }
  exec env PROVE_SETUP_INSIDE=yes unshare --mount --pid --fork --kill-child --propagation private "$0" "$@"
fi

toolchain='' suite=bookworm mirror='' base='' keep=''
while [ $# -gt 0 ]; do
  case $1 in
    --toolchain) toolchain=$2; shift 2 ;;
    --suite) suite=$2; shift 2 ;;
    --mirror) mirror=$2; shift 2 ;;
    --base) base=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    -*) usage ;;
    *) break ;;
  esac
done
if [ -z "$toolchain" ]; then toolchain=$(realpath "$(dirname "$(readlink -f "$(command -v swift)")")/../.."); fi
[ -x "$toolchain/usr/bin/swift" ] || { echo "prove-setup: no usr/bin/swift in $toolchain" >&2; exit 69; }

root=$(mktemp -d /tmp/triptych-minimal.XXXXXX)
finish() {
  umount --recursive --lazy "$root/new" 2>/dev/null || true
  if [ -n "$keep" ]; then echo "kept: $root/new"; else rm -rf --one-file-system "$root"; fi
}
trap finish EXIT

say "a minimal Debian ($suite)"
if [ -n "$base" ]; then
  cp -a "$base" "$root/new"
else
  debootstrap --variant=minbase "$suite" "$root/new" ${mirror:+"$mirror"} >"$root/debootstrap.log" || { tail "$root/debootstrap.log" >&2; exit 1; }
fi
new=$root/new
mount --bind "$new" "$new"
mount -t proc proc "$new/proc"
mount --rbind /sys "$new/sys"
mount --rbind /dev "$new/dev"
mount -t tmpfs tmpfs "$new/run"
install -m 0644 /etc/resolv.conf /etc/hosts "$new/etc/"
mkdir -p "$new$toolchain" "$new/src"
mount --bind "$toolchain" "$new$toolchain"
mount -o remount,bind,ro "$new$toolchain"

# Git's redirections to folders of this machine.
while read -r key from; do
  folder=${key#url.}
  folder=${folder%.insteadof}
  [ -d "$folder" ] || continue
  HOME=$new/src git config --global --add "$key" "$from"
  mkdir -p "$new$folder"
  mountpoint -q "$new$folder" || { mount --bind "$folder" "$new$folder"; mount -o remount,bind,ro "$new$folder"; }
done < <(git config --get-regexp '^url\..*\.insteadof$')
HOME=$new/src git config --global --add safe.directory '*'

git clone -q --no-local "$here" "$new/src/triptych"

inside() {
  ${apart-} chroot "$new" env -i HOME=/src PATH="$toolchain/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    LANG=C.UTF-8 ${CI:+CI="$CI"} ${SETUP:+SETUP="$SETUP"} \
    http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" no_proxy="${no_proxy-}" \
    sh -c 'cd /src/triptych && exec "$@"' sh "$@" </dev/null
}
timed() {
  local start=$EPOCHREALTIME status=0
  say "$*"
  inside "$@" || status=$?
  awk -v from="$start" -v to="$EPOCHREALTIME" -v what="$*" -v status="$status" \
    'BEGIN { printf "-- %s: exit %d after %.1f s\n", what, status, to - from }'
  return "$status"
}

packages() { inside sh -c "dpkg-query -W -f '\${Package}\\n'" | sort; }

packages >"$root/before"
SETUP=no-docker timed scripts/environment-setup.sh --for run
if [ $# = 0 ]; then timed make release; fi
timed scripts/environment-setup.sh --for test
timed scripts/environment-setup.sh --for test
say "packages added"
packages | comm -13 "$root/before" - | tr '\n' ' '
echo
apart='unshare --net' timed scripts/environment-setup.sh --for run
timed docker version --format 'engine {{.Server.Version}}'
timed docker compose version
if [ $# -gt 0 ]; then timed "$@"; else timed make test; fi
