#!/usr/bin/env bash
# Puts the images of the shipped environments on the engine, unless it has them already.
#
#   scripts/build-images.sh                     build on the engine of DOCKER_HOST or the current context
#   scripts/build-images.sh --host unix://SOCKET   build there
#   scripts/build-images.sh --save FILE         also write the images to FILE, for `docker load` elsewhere
#   scripts/build-images.sh --record FILE       note local choices there, not in .triptych/images.env
#   scripts/build-images.sh --if-missing        do nothing when the engine has some version of the service
#
# The trading service is compiled. Prometheus and Alertmanager are pulled; where no registry answers within
# five seconds, equivalents are built from Debian's packages, and the choice is noted for the next launch.
# It holds until `docker pull` brought the official image and this ran again.
#
# One at a time: a second one waits for the first, says what that one says, and finds the images made.
#
# Exit codes: 0 the images are there; 1 one could not be built; 64 usage; 69 no engine answers.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
package=$root/docker/trading-api
save=
only_missing=
record=$root/.triptych/images.env

fail() { # CODE MESSAGE [HINT]
  printf 'error: %s\n' "$2" >&2
  if [ $# -gt 2 ]; then printf 'hint: %s\n' "$3" >&2; fi
  exit "$1"
}

while [ $# -gt 0 ]; do
  case $1 in
    --save | --host | --record)
      [ $# -ge 2 ] || fail 64 "$1 requires a value"
      case $1 in
        --save) save=$2 ;;
        --host) export DOCKER_HOST=$2 ;;
        --record) record=$2 ;;
      esac
      shift 2
      ;;
    --if-missing)
      only_missing=yes
      shift
      ;;
    -h | --help)
      sed -n '2,17s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail 64 "$1 is not an option" "scripts/build-images.sh --help lists them" ;;
  esac
done

# An engine that hangs would hold the client for ever.
engine() { timeout "${ENGINE_TIMEOUT:-120}" docker "$@"; }

command -v docker >/dev/null || fail 69 "docker is not installed" "make run installs it"
if ! reason=$(ENGINE_TIMEOUT=10 engine version --format '{{.Server.Version}}' 2>&1); then
  reason=$(printf '%s' "$reason" | sed '/^$/d' | tail -n 1)
  case $reason in
    *'permission denied'*)
      fail 69 "this user may not use docker" "sudo usermod -aG docker \$USER, then log in again"
      ;;
    *) fail 69 "no docker engine answers: ${reason:-nothing within 10 s}" "make run starts one" ;;
  esac
fi

# The version stands in one place, where the program itself reads it.
version=$(sed -n 's/^package let version = "\(.*\)"$/\1/p' \
  "$package/Sources/TradingService/Version.swift")
[ -n "$version" ] || fail 1 "Sources/TradingService/Version.swift has no version"
image=triptych/trading-api:$version

# Some version of it: which one an environment wants, its launch knows.
if [ -n "$only_missing" ] && [ -n "$(engine image ls --quiet triptych/trading-api)" ]; then exit; fi

# The lock goes with the last process that has it open: nobody needs to tidy up after a kill.
mkdir -p "$root/.build"
exec 9>>"$root/.build/images.lock"
if ! flock --nonblock 9; then
  echo "wait for the images that are being built already"
  # The one beside the console, unless an earlier one wrote it.
  if [ "$root/.build/images.log" -nt "$root/.build/images.lock" ]; then
    tail -n +1 --follow "$root/.build/images.log" 9>&- &
    listener=$!
    trap 'kill "$listener" 2>/dev/null' EXIT
  fi
  flock 9
fi
touch "$root/.build/images.lock"

# What the image is made of. The compiler's version counts, the paths of this machine do not.
source_digest() {
  (
    cd "$package"
    find Package.swift Dockerfile Sources -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
    swift --version 2>/dev/null | head -n 1
  ) | sha256sum | cut -c1-24
}

command -v swift >/dev/null || fail 1 "swift is not on the PATH" "https://www.swift.org/install"
# Swift's own; where swift is a launcher of toolchains, so is the clang beside it.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
[ -x "$clang" ] || clang=clang
digest=$(source_digest)
built=$(engine image inspect --format '{{index .Config.Labels "triptych.source"}}' "$image" \
  2>/dev/null || true)

build_binary() {
  local minutes=1 log=$package/.build/images.log
  [ -x "$package/.build/release/trading-api" ] || minutes=4
  echo "build images, about $minutes minute$([ "$minutes" = 1 ] || echo s)"
  mkdir -p "$package/.build"
  # The linker warns about each name-service call of a static program; the log keeps that, the eye need
  # not. The same configuration as the tests', so that nothing is compiled twice.
  if ! swift build --package-path "$package" -c release --product trading-api 2>&1 |
    tee "$log" | progress; then
    grep -E 'error:' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    fail 1 "the trading service does not build" "the whole log is docker/trading-api/.build/images.log"
  fi
}

# What the engine starts for each health check, in all images that have no other.
build_probe() { # FILE
  "$clang" -Os -static -s -o "$1" "$package/Sources/probe/probe.c" 2>"$work/out" && return
  cat "$work/out" >&2
  fail 1 "the program of the health checks does not build" "libc.a is in libc6-dev"
}

# On a terminal one line that moves; elsewhere a line for every tenth step.
progress() {
  if [ -t 1 ]; then
    awk '/^\[[0-9]+\/[0-9]+\]/ { printf "\r\033[K%s", substr($0, 1, 78); fflush() }
      END { printf "\r\033[K" }'
  else
    awk '/^\[[0-9]+\/[0-9]+\]/ && ++n % 10 == 1 { print "  " $0; fflush() }'
  fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -n "${listener-}" ]; then kill "$listener" 2>/dev/null || true; fi

# The classic builder: engines without buildx have no other, and one layer needs no other.
build() { # CONTEXT IMAGE DIGEST VERSION
  if ! DOCKER_BUILDKIT=0 engine build --quiet --tag "$2" \
    --label "triptych.source=$3" --label "org.opencontainers.image.version=$4" \
    "$1" >"$work/out" 2>&1; then
    cat "$work/out" >&2
    fail 1 "the engine cannot build $2"
  fi
  echo "$2 built, $(($(engine image inspect --format '{{.Size}}' "$2") / 1000000)) MB"
}

# As a tar, because only that keeps owners: the service is nobody and must be able to write to a new
# volume, which takes the owner of the folder that it is mounted on.
build_image() {
  local context=$work/trading-api tar
  tar=$context/root.tar
  mkdir -p "$context" "$work/tree/var/lib/trading/backups"
  cp "$package/Dockerfile" "$context/"
  strip -o "$work/tree/trading-api" "$package/.build/release/trading-api"
  build_probe "$work/tree/probe"
  chmod -R 0755 "$work/tree"
  chmod -R 0700 "$work/tree/var/lib/trading"
  tar --create --file "$tar" --directory "$work/tree" --owner=0 --group=0 --mtime=@0 --no-recursion \
    trading-api probe var var/lib
  tar --append --file "$tar" --directory "$work/tree" --owner=65532 --group=65532 --mtime=@0 var/lib/trading
  build "$context" "$image" "$digest" "$version"
}

images=("$image")
if [ "$built" = "$digest" ]; then
  echo "$image is up to date"
else
  build_binary
  build_image
fi

# Prometheus and Alertmanager: the official image where it can be had.

has_image() { engine image inspect --format '{{.Id}}' "$1" >/dev/null 2>&1; }

# A registry that says nothing for five seconds is not there; one that has begun may take its time.
registry=unknown
pull() { # IMAGE
  local log=$work/pull tenths=0 client
  [ "$registry" != silent ] || return 1
  : >"$log"
  timeout 900 docker pull "$1" >"$log" 2>&1 &
  client=$!
  while kill -0 "$client" 2>/dev/null && [ ! -s "$log" ]; do
    if [ $((tenths += 1)) -gt 50 ]; then
      registry=silent
      kill "$client" 2>/dev/null || true
      wait "$client" 2>/dev/null || true
      return 1
    fi
    sleep 0.1
  done
  wait "$client" && return
  # What cannot be reached for one is not there for the other.
  if ! grep -q 'Pulling from' "$log"; then registry=silent; fi
  return 1
}

# The Compose files say which one they want.
official() { # VARIABLE
  sed -n "s/^ *image: \${$1:-\([^}]*\)}.*/\1/p" "$root"/docker/docker-compose.*.yml | sort -u | head -n 1
}

# Notes a choice, or its end where IMAGE is empty. Other lines stay.
choose() { # VARIABLE IMAGE
  local folder line="$1=$2" new
  folder=$(dirname "$record")
  if [ -z "$2" ]; then
    line=
    grep -qs "^$1=" "$record" || return 0
  elif grep -qsxF "$line" "$record"; then
    return
  fi
  (
    umask 077
    mkdir -p "$folder"
    # A folder of triptych's own state keeps itself out of git.
    if [ "${folder##*/}" = .triptych ] && [ ! -e "$folder/.gitignore" ]; then echo '*' >"$folder/.gitignore"; fi
    new=$(mktemp "$folder/.images.XXXXXX")
    { grep -sv "^$1=" "$record" || true; } >"$new"
    if [ -n "$line" ]; then printf '%s\n' "$line" >>"$new"; fi
    mv "$new" "$record"
  )
}

# Of the same sources as these; where there are several, the newest.
equivalent() { # NAME DIGEST
  engine image ls --filter "label=triptych.source=$2" --format '{{.Repository}}:{{.Tag}}' "triptych/$1" |
    grep -v '<none>' | head -n 1
}

build_equivalent() { # NAME DIGEST
  local context=$work/$1 release
  echo "build triptych/$1 from Debian's packages"
  mkdir -p "$context"
  cp "$root/docker/monitoring/images/$1.Dockerfile" "$context/Dockerfile"
  build_probe "$work/wget"
  release=$("$root/scripts/monitoring-packages.sh" root "$1" "$context/root.tar" "$work/wget") || exit 1
  build "$context" "triptych/$1:$release" "$2" "$release"
  rm -rf "$context"
}

provide() { # NAME VARIABLE
  local wanted chosen sources
  wanted=$(official "$2")
  [ -n "$wanted" ] || return 0
  if has_image "$wanted"; then
    choose "$2" ''
    images+=("$wanted")
    echo "$wanted is on the engine"
    return
  fi
  sources=$(cat "$root/scripts/monitoring-packages.sh" "$root/docker/monitoring/images/$1.Dockerfile" \
    "$package/Sources/probe/probe.c" | sha256sum | cut -c1-24)
  chosen=$(equivalent "$1" "$sources" || true)
  if [ -n "$chosen" ]; then
    echo "$chosen is up to date, in place of $wanted"
  elif pull "$wanted"; then
    choose "$2" ''
    images+=("$wanted")
    echo "$wanted pulled"
    return
  else
    build_equivalent "$1" "$sources"
    chosen=$(equivalent "$1" "$sources") || fail 1 "the engine lost the image triptych/$1"
  fi
  choose "$2" "$chosen"
  images+=("$chosen")
}

provide prometheus PROMETHEUS_IMAGE
provide alertmanager ALERTMANAGER_IMAGE

if [ -n "$save" ]; then
  engine save --output "$save.part" "${images[@]}" || fail 1 "the images cannot be written to $save"
  mv "$save.part" "$save"
  echo "saved to $save: ${images[*]}"
fi
