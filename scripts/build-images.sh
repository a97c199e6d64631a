#!/usr/bin/env bash
# Builds the image of the trading service, unless the engine already has the one of these sources.
#
#   scripts/build-images.sh                     build on the engine of DOCKER_HOST or the current context
#   scripts/build-images.sh --host unix://SOCKET   build there
#   scripts/build-images.sh --save FILE         also write the image to FILE, for `docker load` elsewhere
#
# Exit codes: 0 the image is there; 1 it could not be built; 64 usage; 69 no engine answers.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
package=$root/docker/trading-api
save=

fail() { # CODE MESSAGE [HINT]
  printf 'error: %s\n' "$2" >&2
  if [ $# -gt 2 ]; then printf 'hint: %s\n' "$3" >&2; fi
  exit "$1"
}

while [ $# -gt 0 ]; do
  case $1 in
    --save | --host)
      [ $# -ge 2 ] || fail 64 "$1 wants a value"
      if [ "$1" = --save ]; then save=$2; else export DOCKER_HOST=$2; fi
      shift 2
      ;;
    -h | --help)
      sed -n '2,8s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail 64 "$1 is not an option" "scripts/build-images.sh --help lists them" ;;
  esac
done

# An engine that hangs would hold the client for ever.
engine() { timeout "${ENGINE_TIMEOUT:-120}" docker "$@"; }

command -v docker >/dev/null || fail 69 "docker is not installed" "make setup installs it"
if ! reason=$(ENGINE_TIMEOUT=10 engine version --format '{{.Server.Version}}' 2>&1); then
  reason=$(printf '%s' "$reason" | sed '/^$/d' | tail -n 1)
  case $reason in
    *'permission denied'*)
      fail 69 "this user may not use docker" "sudo usermod -aG docker \$USER, then log in again"
      ;;
    *) fail 69 "no docker engine answers: ${reason:-nothing within 10 s}" "make setup starts one" ;;
  esac
fi

# The version stands in one place, where the program itself reads it.
version=$(sed -n 's/^package let version = "\(.*\)"$/\1/p' \
  "$package/Sources/TradingService/Version.swift")
[ -n "$version" ] || fail 1 "Sources/TradingService/Version.swift names no version"
image=triptych/trading-api:$version

# What the image is made of. The compiler's version counts, the paths of this machine do not.
source_digest() {
  (
    cd "$package"
    find Package.swift Dockerfile Sources -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
    swift --version 2>/dev/null | head -n 1
  ) | sha256sum | cut -c1-24
}

command -v swift >/dev/null || fail 1 "swift is not on the PATH" "https://www.swift.org/install"
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
    fail 1 "the trading service does not build" "all of it is in docker/trading-api/.build/images.log"
  fi
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

build_image() {
  local context
  context=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now, not of then
  trap "rm -rf '$context'" EXIT
  cp "$package/Dockerfile" "$context/"
  strip -o "$context/trading-api" "$package/.build/release/trading-api"
  chmod 0755 "$context/trading-api"
  # The classic builder: engines without buildx have no other, and one COPY needs no other.
  if ! DOCKER_BUILDKIT=0 engine build --quiet --tag "$image" \
    --label "triptych.source=$digest" --label "org.opencontainers.image.version=$version" \
    "$context" >"$context/out" 2>&1; then
    cat "$context/out" >&2
    fail 1 "the engine does not build $image"
  fi
}

if [ "$built" = "$digest" ]; then
  echo "$image is up to date"
else
  build_binary
  build_image
  size=$(engine image inspect --format '{{.Size}}' "$image")
  echo "$image built, $((size / 1000000)) MB"
fi

if [ -n "$save" ]; then
  engine save --output "$save.part" "$image" || fail 1 "$image cannot be written to $save"
  mv "$save.part" "$save"
  echo "$image saved to $save"
fi
