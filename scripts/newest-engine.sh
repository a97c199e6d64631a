#!/usr/bin/env bash
# The newest Docker engine, client and Compose, for tests, on a system whose own are older. Nothing is installed.
#
#   newest-engine.sh fetch            get them, unless they are kept and no older than a month
#   newest-engine.sh run COMMAND...   what COMMAND starts finds them at the places of the system's own
#
# They are the packages of Debian's next release with the libraries that those need, from the archive that this system uses,
# checked by apt against the system's keys, and unpacked below ~/.cache/triptych (or $XDG_CACHE_HOME). `run` lays them over
# /usr in a mount namespace of its own, which nobody else sees and which goes with the last of its processes. A private
# engine that was started inside can be stopped there only. Needs Debian, apt, 350 MB, and for `run` root.
#
# Exit codes: 0 done, 1 failed, 64 usage, 69 impossible on this system or with its archive, 77 not allowed; of `run`, those
# of COMMAND.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

readonly release=forky
readonly packages=(docker.io docker-cli docker-compose systemd-standalone-sysusers)
readonly days_kept=30
kept=${XDG_CACHE_HOME:-$HOME/.cache}/triptych/engine-$release

say() { printf 'newest-engine: %s\n' "$*" >&2; }
usage() { sed -n '4,5s/^# *//p' "$0" >&2; exit 64; }

# apt with lists and packages of its own, which takes the system for one without any package.
apt_apart() {
  apt-get -qq \
    -o Dir::Etc::sourcelist="$new/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$new/state" -o Dir::State::status="$new/status" -o Dir::Cache="$new/cache" \
    -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false -o Acquire::Languages=none "$@" >>"$new/log" 2>&1 ||
    { say "apt-get $1: $(grep -E '^[EW]:' "$new/log" | tail -n 3)"; return 1; }
}

fetch_into() { # NEW
  local new=$1 unpacked=$1/unpacked package program
  mkdir -p "$new/state/lists/partial" "$new/cache/archives/partial" "$unpacked"
  : >"$new/status"
  echo "deb $mirror $release main" >"$new/sources.list"
  if ! apt_apart update; then
    # The archive answers, and has no such release; apt takes an archive that does not answer for an old one that is whole.
    if grep -q "$release Release' does not have a Release file" "$new/log"; then return 69; fi
    return 1
  fi
  apt_apart install -y --download-only "${packages[@]}" || return 1
  for package in "$new"/cache/archives/*.deb; do dpkg-deb -x "$package" "$new/unpacked" || return 1; done
  # What is in /usr/local comes first, there as here.
  mkdir -p "$new/unpacked/usr/local/bin" "$new/unpacked/usr/local/lib/docker/cli-plugins"
  for program in "${unpacked:?}"/usr/bin/* "$unpacked"/usr/sbin/*; do
    ln -sf "${program#"$unpacked"}" "$new/unpacked/usr/local/bin/"
  done
  ln -s /usr/libexec/docker/cli-plugins/docker-compose "$new/unpacked/usr/local/lib/docker/cli-plugins/"
  rm -rf "$unpacked/etc" "$unpacked/var" "$unpacked"/usr/share/{doc,man,locale,lintian}
}

fetch() {
  local ID=unknown VERSION_CODENAME='' mirror new code
  # shellcheck disable=SC1091
  if [ -r /etc/os-release ]; then . /etc/os-release; fi
  if [ -n "$(find "$kept" -maxdepth 0 -mtime "-$days_kept" 2>/dev/null)" ]; then return; fi
  if [ "$ID" != debian ] || ! mirror=$("$here/debian-mirror.sh" "$VERSION_CODENAME"); then
    say "its packages come from Debian's archive, which this system does not use"
    exit 69
  fi
  say "fetching the engine of Debian $release from $mirror, once a month"
  mkdir -p "${kept%/*}"
  # Of those that were killed.
  find "${kept%/*}" -maxdepth 1 -name 'new.*' -mmin +60 -exec rm -rf {} +
  new=$(mktemp -d "${kept%/*}/new.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$new'" EXIT
  fetch_into "$new" && code=0 || code=$?
  if [ "$code" = 0 ]; then
    touch "$new/unpacked"
    rm -rf "$kept"
    mv -T "$new/unpacked" "$kept"
  elif [ -e "$kept" ]; then
    say "the one that is kept goes on, although it is older than $days_kept days"
  else
    exit "$code"
  fi
}

run() {
  [ "$(id -u)" = 0 ] || { say "it needs root, for mounts"; exit 77; }
  [ /lib -ef /usr/lib ] || { say "this system keeps libraries outside of /usr"; exit 69; }
  [ -d "$kept/usr" ] || { say "it is not here; scripts/newest-engine.sh fetch gets it"; exit 69; }
  # shellcheck disable=SC2016
  exec unshare --mount --propagation private \
    sh -c 'mount -t overlay newest-engine -o ro,lowerdir="$0/usr:/usr" /usr && exec "$@"' "$kept" "$@"
}

case ${1-} in
  fetch) [ $# = 1 ] || usage; fetch ;;
  run) [ $# -gt 1 ] || usage; shift; run "$@" ;;
  *) usage ;;
esac
