#!/bin/sh
# Puts the manual page and the completion of three shells where they are looked for.
#
#   install-extras.sh TRIPTYCH SHARE [--vendor]     TRIPTYCH is the program, which writes the scripts itself;
#                                                   SHARE a folder such as /usr/local/share
#
# With --vendor they go where a distribution's package puts them.
set -eu
cd "$(dirname "$0")/.."
program=$1 share=$2
zsh=zsh/site-functions
if [ "${3-}" = --vendor ]; then zsh=zsh/vendor-completions; fi

script() { # SHELL PLACE
  mkdir -p "$share/${2%/*}"
  "$program" --generate-completion-script "$1" >"$share/$2"
  chmod 0644 "$share/$2"
}

script bash bash-completion/completions/triptych
script zsh "$zsh/_triptych"
script fish fish/vendor_completions.d/triptych.fish
mkdir -p "$share/man/man1"
install -m 0644 docs/triptych.1 "$share/man/man1/triptych.1"
