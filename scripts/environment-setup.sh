#!/bin/sh
# Brings what triptych needs onto this machine, and says what it does. Called by `make run` and `make test`.
#
#   environment-setup.sh [--for run|test] [--list]
#
# What is there stays as it is; nothing is asked when nothing is missing. On Debian and Ubuntu the missing
# packages are installed: on a terminal after one question, elsewhere at once. On other systems the list is
# printed. No file that exists is replaced.
#
#   SETUP=no         installs nothing and starts nothing; says what is missing
#   SETUP=no-docker  the same for Docker only: settings, differences and checks by URL work without it
#   --list           prints what would be missing, one package a line, and changes nothing
#
# Exit codes: 0 ready (or as ready as was allowed), 1 an installation failed, 64 usage, 69 something that
# the build cannot do without is missing.
set -eu

purpose=run
list_only=
while [ $# -gt 0 ]; do
  case $1 in
    --for) purpose=${2-}; shift ;;
    --list) list_only=yes ;;
    *) purpose= ;;
  esac
  shift
done
case $purpose in run | test) ;; *) sed -n '4s/^# *//p' "$0" >&2; exit 64 ;; esac

say() { printf 'setup: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
root=$(cd "$(dirname "$0")/.." && pwd)

ID=unknown ID_LIKE='' VERSION_ID='' VERSION_CODENAME=''
# shellcheck disable=SC1091
if [ -r /etc/os-release ]; then . /etc/os-release; fi
case " $ID $ID_LIKE " in *" debian "* | *" ubuntu "*) apt=yes ;; *) apt= ;; esac
has apt-get || apt=

# What is needed. Each is recognised by what it brings, so another distribution's or vendor's package
# counts as well.

header() {
  for place in /usr/include /usr/local/include /usr/include/*-linux-gnu; do
    if [ -e "$place/$1" ]; then return 0; fi
  done
  return 1
}

library() {
  for file in /usr/lib/*-linux-gnu/"$1" /lib/*-linux-gnu/"$1" /usr/lib64/"$1" /usr/lib/"$1" /usr/local/lib/"$1"; do
    if [ -e "$file" ]; then return 0; fi
  done
  return 1
}

in_gcc() {
  for file in /usr/lib/gcc/*/*/"$1" /usr/lib/gcc-cross/*/*/"$1" /usr/lib64/gcc/*/*/"$1"; do
    if [ -e "$file" ]; then return 0; fi
  done
  return 1
}

compose_plugin() {
  for place in "${DOCKER_CONFIG:-${HOME:-}/.docker}" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    if [ -x "$place/cli-plugins/docker-compose" ]; then return 0; fi
  done
  return 1
}

# The C++ library that this release's compiler is made for; the toolchain uses its headers.
compiler_version() {
  case $ID-$VERSION_ID in
    debian-12) echo 12 ;;
    debian-13) echo 14 ;;
    ubuntu-22.04) echo 11 ;;
    ubuntu-24.04) echo 13 ;;
    *) apt-cache depends gcc 2>/dev/null | sed -n 's/.*Depends: gcc-\([0-9]*\)$/\1/p' | head -n 1 ;;
  esac
}

needed='' missing_words='' docker_packages='' compose=''

# need PACKAGE WHY CHECK...: notes the package when the check fails.
need() {
  package=$1 why=$2
  shift 2
  if "$@"; then return 0; fi
  needed="$needed $package"
  missing_words="$missing_words
  $package ($why)"
}

find_missing() {
  # The toolchain itself runs and links with these.
  need git 'fetches the Swift packages' has git
  need make 'runs the build' has make
  need ca-certificates 'fetches over https' test -e /etc/ssl/certs/ca-certificates.crt -o -e /etc/pki/tls/certs/ca-bundle.crt
  need binutils-gold 'links' has ld.gold
  need libc6-dev 'C headers' header stdlib.h
  if ! in_gcc libstdc++.so || ! in_gcc crtbeginS.o; then
    compiler=$(compiler_version)
    need "libstdc++-${compiler:-12}-dev" 'C++ library' false
  fi
  need libncurses-dev 'the screen' header ncurses.h
  need libcurl4-openssl-dev 'health checks' header curl/curl.h
  need libssl-dev 'fingerprints' header openssl/evp.h
  need libpcre2-dev 'patterns in logs' header pcre2.h
  need libyaml-dev 'YAML files' header yaml.h
  need libhttp-parser-dev 'answers of engines' library libhttp_parser.a
  need libsqlite3-0 'the Swift toolchain' library libsqlite3.so.0
  need libncurses6 'the Swift toolchain' library libncurses.so.6
  need libxml2 'the Swift toolchain' library 'libxml2.so.2'
  need age 'encrypts secrets' has age
  if [ "$purpose" = test ]; then
    need libvterm-dev 'terminal tests' header vterm.h
    need openssl 'tests of TLS checks' has openssl
    need curl 'engine tests' has curl
    need iproute2 'engine tests' has ip
    need busybox-static 'the image of the engine tests' has busybox
    need openssh-client 'tests of engines behind ssh' has ssh
    # Both would listen on a developer's machine from then on.
    if [ "${CI-}" = true ]; then
      need docker-registry 'tests of pulls' has docker-registry
      need openssh-server 'tests of engines behind ssh' test -x /usr/sbin/sshd
    fi
    need zsh 'tests of its completion' has zsh
    need fish 'tests of its completion' has fish
    need mandoc 'checks the manual page' has mandoc
    need dpkg-dev 'builds the package' has dpkg-shlibdeps
    need tzdata 'tests of time zones' test -e /usr/share/zoneinfo/Europe/Berlin
  fi
  # `make images` compiles the service.
  if [ "$purpose" = test ] || [ "${SETUP-}" != no-docker ]; then
    need libsqlite3-dev "the service's database" header sqlite3.h
  fi
  if [ "${SETUP-}" = no-docker ]; then return 0; fi
  # A client with an engine elsewhere is enough to run; the tests start an engine of their own.
  before=$needed
  if [ "$purpose" = run ] && remote_engine; then
    need docker.io 'Docker' has docker
  else
    need docker.io 'Docker and its engine' docker_and_engine
    need iptables "Docker's engine" has_iptables
  fi
  compose_plugin || compose=missing
  if [ -n "$compose" ]; then
    missing_words="$missing_words
  Docker Compose 2 (docker compose)"
  fi
  docker_packages=${needed#"$before"}
}

docker_and_engine() { has docker && has dockerd; }
has_iptables() { has iptables || [ -x /usr/sbin/iptables ] || [ -x /sbin/iptables ]; }

# An endpoint that somebody chose: then this machine needs no engine of its own.
remote_engine() {
  case ${DOCKER_HOST-} in '' | unix://*) ;; *) return 0 ;; esac
  [ -n "${DOCKER_CONTEXT-}" ] && [ "$DOCKER_CONTEXT" != default ] && return 0
  grep -qs '"currentContext": *"[^"]' "${DOCKER_CONFIG:-${HOME:-}/.docker}/config.json"
}

privileged() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
}

may_install() {
  [ "$(id -u)" = 0 ] || { has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

# One question, and one only: a "no" holds until something else is missing, too.
agreed() {
  [ -t 0 ] && [ -t 2 ] || return 0
  answer_file=$root/.build/setup-declined
  if [ -r "$answer_file" ] && [ "$(cat "$answer_file")" = "$needed $compose" ]; then
    say 'not installed, as you said before (rm .build/setup-declined asks again)'
    return 1
  fi
  printf 'setup: install these with apt-get%s? [Y/n] ' "$([ "$(id -u)" = 0 ] || echo ' and sudo')" >&2
  read -r answer || answer=n
  case $answer in
    '' | [yY]*) return 0 ;;
  esac
  mkdir -p "$root/.build"
  printf '%s' "$needed $compose" >"$answer_file"
  return 1
}

# Its many lines are of interest only when it fails.
apt_get() {
  apt_log=$(mktemp)
  if privileged env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null >"$apt_log" 2>&1; then
    rm -f "$apt_log"
    return 0
  fi
  say "apt-get $1 failed:"
  tail -n 15 "$apt_log" >&2
  rm -f "$apt_log"
  return 1
}

# Without an init system a service that an installation starts comes up half: packages are told not to.
policy=/usr/sbin/policy-rc.d
forbid_service_starts() {
  [ ! -e /run/systemd/system ] && [ ! -e "$policy" ] || return 0
  printf '#!/bin/sh\nexit 101\n' | privileged tee "$policy" >/dev/null
  trap allow_service_starts EXIT
  trap 'exit 1' INT TERM HUP
  privileged chmod 0755 "$policy"
}
allow_service_starts() { privileged rm -f "$policy"; }

candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true; }

# The package that brings the Compose plugin, made available if need be. Debian 12 has Compose 1 only; its
# successor's package needs nothing newer than Debian 12 has, and a pin keeps everything else away.
compose_package() {
  if [ -n "$(candidate docker-compose-plugin)" ]; then echo docker-compose-plugin; return; fi
  if [ -n "$(candidate docker-compose-v2)" ]; then echo docker-compose-v2; return; fi
  case $(candidate docker-compose) in
    [2-9]* | [1-9]:[2-9]*) echo docker-compose; return ;;
  esac
  if [ "$(dpkg-query -W -f '${Status}' docker-compose 2>/dev/null || true)" = 'install ok installed' ]; then
    say "docker-compose 1 is installed and would be replaced: install Compose 2 yourself, then run this again"
    return 1
  fi
  [ "$ID" = debian ] && [ "${VERSION_CODENAME}" = bookworm ] || return 1
  add_next_release || return 1
  echo docker-compose
}

add_next_release() {
  where=$("$root/scripts/debian-mirror.sh" "$VERSION_CODENAME") || { say "the Debian archive in use was not found in apt's configuration"; return 1; }
  list=/etc/apt/sources.list.d/triptych-trixie.list
  pin=/etc/apt/preferences.d/triptych-trixie.pref
  if [ ! -e "$pin" ]; then
    privileged tee "$pin" >/dev/null <<PIN
Package: *
Pin: release n=trixie
Pin-Priority: -1

Package: docker-compose
Pin: release n=trixie
Pin-Priority: 500
PIN
  fi
  if [ ! -e "$list" ]; then echo "deb $where trixie main" | privileged tee "$list" >/dev/null; fi
  say "Compose 2 comes from Debian trixie (added as $list; pinned to this one package)"
  apt_get update
}

install_missing() {
  forbid_service_starts
  say "installing$needed${compose:+ and Docker Compose}; this takes a minute or so"
  apt_get update || say 'going on with what apt-get knows'
  # The client is a package of its own in newer releases.
  case " $needed " in *" docker.io "*) if [ -n "$(candidate docker-cli)" ]; then needed="$needed docker-cli"; fi ;; esac
  if [ -n "${needed# }" ]; then
    # shellcheck disable=SC2086
    apt_get install -y --no-install-recommends $needed || exit 1
  fi
  if [ -n "$compose" ]; then
    if package=$(compose_package); then
      apt_get install -y --no-install-recommends "$package" || exit 1
    else
      say "no package with Compose 2 was found; Docker's documentation explains how to install it"
    fi
  fi
}

engine_answers() { timeout 3 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# `make run` wants an engine. An init system starts its own; without one, it is started here.
start_engine() {
  { has docker && has dockerd; } || return 0
  if remote_engine || engine_answers; then return 0; fi
  if [ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ]; then
    say "not allowed to use docker; to change it: sudo usermod -aG docker $(id -un), then log in again"
    return 0
  fi
  if [ -d /run/systemd/system ]; then
    say "the docker engine is not running; to start it: sudo systemctl start docker"
    return 0
  fi
  if [ "$(id -u)" != 0 ]; then
    say "the docker engine is not running, and starting it needs root: sudo dockerd"
    return 0
  fi
  log=/var/log/triptych-dockerd.log
  say "starting the docker engine, because there is no init system; its log is $log"
  if has setsid; then setsid dockerd >"$log" 2>&1 </dev/null & else nohup dockerd >"$log" 2>&1 </dev/null & fi
  engine=$!
  waited=0
  until engine_answers; do
    if ! kill -0 "$engine" 2>/dev/null || [ "$waited" -ge 150 ]; then
      say "the docker engine did not start: $(tail -n 1 "$log")"
      say "continuing without an engine: settings and differences work, launching does not (docs/troubleshooting.md)"
      return 0
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
}

# Without these the build cannot even begin.
check_toolchain() {
  if has swift; then return 0; fi
  say 'the Swift toolchain, 6.2 or newer, is missing.'
  say 'It is at https://www.swift.org/install/linux/ (swiftly or a tarball); put its usr/bin on the PATH.'
  exit 69
}

find_missing
if [ -n "$list_only" ]; then
  for package in $needed; do echo "$package"; done | sort -u
  if [ -n "$compose" ]; then echo docker-compose-plugin; fi
  exit 0
fi

if [ -n "$missing_words" ]; then
  say "missing:$missing_words"
  if [ "${SETUP-}" = no ]; then
    say 'SETUP=no: nothing is installed'
  elif [ -z "$apt" ]; then
    say "this script installs on Debian and Ubuntu only; install the equivalent of these packages yourself, then run this again"
  elif ! may_install; then
    say "installing needs root: sudo apt-get install$needed"
  elif agreed; then
    install_missing
    needed='' missing_words='' compose=''
    find_missing
    [ -z "$missing_words" ] || say "still missing:$missing_words"
  fi
fi
check_toolchain

# Docker and age can be done without, and so can what only tests and images need; what the build needs, cannot.
essential=
for package in $needed; do
  case " $docker_packages age openssl curl iproute2 busybox-static libsqlite3-dev docker-registry openssh-client openssh-server zsh fish mandoc dpkg-dev tzdata " in
    *" $package "*) ;;
    *) essential="$essential $package" ;;
  esac
done
if [ -n "$essential" ] && [ "${SETUP-}" != no ]; then
  say "cannot build without:$essential"
  exit 69
fi
if [ "$purpose" = run ] && [ "${SETUP-}" != no ] && [ "${SETUP-}" != no-docker ]; then start_engine; fi
