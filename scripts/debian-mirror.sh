#!/bin/sh
# Prints the address of the archive that this system's packages come from, in either format of apt's configuration.
#
#   debian-mirror.sh CODENAME [FOLDER]   such as bookworm; FOLDER in place of /etc/apt
#
# Exit codes: 0 found, 1 not found, 64 usage.
set -u

release=${1-} folder=${2-/etc/apt}
[ -n "$release" ] || { sed -n '4s/^# *//p' "$0" >&2; exit 64; }

cat "$folder"/sources.list "$folder"/sources.list.d/*.list 2>/dev/null |
  sed -n "s/\[[^]]*\]//; s/^deb  *\([^ ]*\)  *$release  *.*main.*/\1/p" | grep -v security | head -n 1 | grep . && exit
for file in "$folder"/sources.list.d/*.sources; do
  [ -r "$file" ] || continue
  awk -v suite="$release" '
    function flush() { if (uri != "" && suites ~ " " suite " " && components ~ / main /) { print uri; found = 1; exit } uri = suites = components = "" }
    /^[Uu][Rr][Ii][Ss]:/ { uri = $2 }
    /^[Ss]uites:/ { $1 = ""; suites = $0 " " }
    /^[Cc]omponents:/ { $1 = ""; components = $0 " " }
    /^[ \t]*$/ { flush() }
    END { if (!found) flush() }' "$file"
done | head -n 1 | grep .
