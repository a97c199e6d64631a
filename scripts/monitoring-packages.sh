#!/usr/bin/env bash
# Prometheus and Alertmanager from Debian's packages, for machines that no registry reaches.
#
#   scripts/monitoring-packages.sh root NAME TAR WGET   write the files of an image into TAR; print the version
#   scripts/monitoring-packages.sh tools                unpack promtool and amtool; print their folder
#
# NAME is prometheus or alertmanager; WGET is the program that its health check starts by that name. Packages
# come from where this system's own come from, are kept below .build/monitoring and never installed; no root is
# needed.
#
# Exit codes: 0 done; 1 the packages cannot be had; 64 usage.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cache=$root/.build/monitoring
debs=$cache/debs
# Of the system; of our own after those did not do, which needs no root either.
apt=(-o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 -o Acquire::Retries=1)
refreshed=

fail() { # CODE MESSAGE [HINT]
  printf 'error: %s\n' "$2" >&2
  if [ $# -gt 2 ]; then printf 'hint: %s\n' "$3" >&2; fi
  exit "$1"
}
usage() { sed -n '4,5s/^# \{0,1\}//p' "$0" >&2; exit 64; }

offline_hint='pull the official image, or docker load it from elsewhere: scripts/build-images.sh --save FILE'
for program in apt-get apt-cache dpkg-deb; do
  command -v "$program" >/dev/null ||
    fail 1 "no registry answers, and without $program this system has no Debian packages to build from" "$offline_hint"
done

refresh() {
  [ -z "$refreshed" ] || return 1
  refreshed=yes
  mkdir -p "$cache/lists/partial" "$cache/apt/archives/partial"
  apt+=(-o "Dir::State::Lists=$cache/lists" -o "Dir::Cache=$cache/apt")
  timeout 120 apt-get -qq "${apt[@]}" update >"$cache/apt.log" 2>&1
}

# What apt would take, "PACKAGE VERSION" a line. Each question costs it seconds, so all are one.
candidates() { # PACKAGE...
  LC_ALL=C apt-cache "${apt[@]}" policy "$@" 2>/dev/null |
    awk '/^[^ ]+:$/ { name = substr($0, 1, length - 1) } $1 == "Candidate:" && $2 != "(none)" { print name, $2 }'
}

packages() { # NAME
  case $1 in
    # The classic pages of Prometheus are in its package, their scripts and fonts in the others.
    prometheus)
      echo prometheus libjs-{bootstrap4,d3,eonasdan-bootstrap-datetimepicker,jquery,jquery-hotkeys,moment} \
        libjs-{moment-timezone,mustache,popper.js,rickshaw} fonts-glyphicons-halflings
      ;;
    alertmanager) echo prometheus-alertmanager ;;
    *) usage ;;
  esac
}
# Both are linked against the first, verify servers with the second, and name time zones.
common=(libc6 ca-certificates tzdata)

deb() { # PACKAGE VERSION
  local file
  for file in "$debs/$1_${2//:/%3a}"_*.deb; do
    if [ -e "$file" ]; then
      echo "$file"
      return
    fi
  done
  return 1
}

# Of what was downloaded before, the newest: what counts where nothing can be asked.
cached() { # PACKAGE
  local file newest=
  for file in "$debs/$1"_*.deb; do
    [ -e "$file" ] || continue
    if [ -z "$newest" ] || [ "$file" -nt "$newest" ]; then newest=$file; fi
  done
  [ -n "$newest" ] && echo "$newest"
}

missing() { # FILE WITH CANDIDATES
  local package version
  while read -r package version; do
    deb "$package" "$version" >/dev/null || echo "$package=$version"
  done <"$1"
}

download() { # PACKAGE=VERSION...
  (cd "$debs" && timeout 300 apt-get -qq "${apt[@]}" download "$@" >"$cache/apt.log" 2>&1)
}

# Prints the file of each package, downloaded unless it is there.
fetch() { # PACKAGE...
  local list package version wanted
  mkdir -p "$debs"
  list=$(mktemp)
  candidates "$@" >"$list"
  if [ "$(wc -l <"$list")" -lt $# ] && refresh; then candidates "$@" >"$list"; fi
  mapfile -t wanted < <(missing "$list")
  # An archive drops a package as soon as it has a newer one.
  if [ ${#wanted[@]} -gt 0 ] && ! download "${wanted[@]}" && refresh; then
    candidates "$@" >"$list"
    mapfile -t wanted < <(missing "$list")
    [ ${#wanted[@]} -eq 0 ] || download "${wanted[@]}" || true
  fi
  for package in "$@"; do
    version=$(sed -n "s/^$package //p" "$list")
    deb "$package" "${version:-none}" || cached "$package" ||
      fail 1 "no registry answers, and the package $package cannot be downloaded: $(grep -sv '^W:' "$cache/apt.log" | tail -n 1)" \
        "$offline_hint"
  done
  rm -f "$list"
}

# The C library and nothing else of its package, wherever this release of Debian puts it.
c_library() { # FROM TO
  local file
  (cd "$1" && find . \( -name 'ld-linux*' -o -name libc.so.6 \) | sed 's|^\./||') |
    while read -r file; do
      mkdir -p "$2/$(dirname "${file#usr/}")"
      cp -a "$1/$file" "$2/${file#usr/}"
    done
}

assemble() { # NAME FROM TO
  local from=$2 to=$3
  mkdir -p "$to"/{bin,etc/ssl/certs,usr/share,tmp}
  c_library "$from" "$to"
  printf 'root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$to/etc/passwd"
  printf 'root:x:0:\nnobody:x:65534:\n' >"$to/etc/group"
  cat "$from"/usr/share/ca-certificates/mozilla/*.crt >"$to/etc/ssl/certs/ca-certificates.crt"
  cp -a "$from/usr/share/zoneinfo" "$from/usr/share/prometheus" "$to/usr/share/"
  case $1 in
    prometheus)
      # Without promtool, which is almost as large: what it checks, it checks before it gets here.
      cp "$from/usr/bin/prometheus" "$to/bin/"
      # Two hundred megabytes of time zones that no page asks for.
      rm -rf "$from/usr/share/javascript/moment-timezone/data"
      cp -a "$from"/usr/share/{javascript,nodejs,fonts-glyphicons} "$to/usr/share/"
      mkdir -p "$to/etc/prometheus"
      cp "$from/etc/prometheus/prometheus.yml" "$to/etc/prometheus/"
      ;;
    alertmanager)
      cp "$from/usr/bin/prometheus-alertmanager" "$to/bin/alertmanager"
      cp "$from/usr/bin/amtool" "$to/bin/"
      mkdir -p "$to/etc/alertmanager"
      cp "$from/etc/prometheus/alertmanager.yml" "$to/etc/alertmanager/"
      ;;
  esac
  chmod -R u=rwX,go=rX "$to"
  chmod 1777 "$to/tmp"
}

write_root() { # NAME TAR WGET
  local work files file
  # shellcheck disable=SC2046 # words
  files=$(fetch $(packages "$1") "${common[@]}")
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now, not of then
  trap "rm -rf '$work'" EXIT
  mkdir -p "$work/from" "$work/to" "$work/data/$1"
  for file in $files; do dpkg-deb --extract "$file" "$work/from"; done
  assemble "$1" "$work/from" "$work/to"
  install -m 0755 "$3" "$work/to/bin/wget"
  tar --create --file "$2" --directory "$work/to" --owner=0 --group=0 --sort=name --mtime=@0 .
  # A new volume takes the owner of the folder that it is mounted on, and the program is nobody.
  chmod 0755 "$work/data/$1"
  tar --append --file "$2" --directory "$work/data" --owner=65534 --group=65534 --mtime=@0 "$1"
  # 2.42.0+ds-5+deb12u1 is upstream's 2.42.0.
  dpkg-deb --field "${files%%$'\n'*}" Version | sed 's/^[0-9]*://; s/[-+~].*//'
}

# Unpacked again only when there is a newer package.
tools() {
  local folder=$cache/tools files file
  files=$(cached prometheus && cached prometheus-alertmanager) ||
    files=$(fetch prometheus prometheus-alertmanager)
  mkdir -p "$folder"
  for file in $files; do
    [ -e "$folder/${file##*/}" ] || { dpkg-deb --extract "$file" "$folder" && touch "$folder/${file##*/}"; }
  done
  echo "$folder/usr/bin"
}

case ${1-}:$# in
  root:4) write_root "$2" "$3" "$4" ;;
  tools:1) tools ;;
  *) usage ;;
esac
