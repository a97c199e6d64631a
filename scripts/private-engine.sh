#!/usr/bin/env bash
# A Docker engine of one's own, for tests and measurements: it cannot see or touch any other engine's
# containers, ports or firewall rules, and leaves nothing behind.
#
#   private-engine.sh start DIR [--owner PID] [--tls FOLDER]   a fresh engine; prints socket=, netns= and pid=
#   private-engine.sh restart DIR   dockerd again after it was killed; images and containers stay
#   private-engine.sh stop DIR      end it, with everything that ran in it, and remove DIR
#   private-engine.sh status [DIR]  one line for each engine; with DIR: 0 answers, 1 does not
#   private-engine.sh try           start one and end it; prints its version and that of Compose, or why it cannot
#
# DIR holds the socket (docker.sock), the log (log), all data, and these lines (engine). With --owner the engine ends when
# that process does, even by kill -9. A start on a DIR that a crashed run left behind cleans up first.
#
# Own network namespace: a second dockerd beside another one flushes its firewall chains. Own PID and mount
# namespaces: ending the first process ends dockerd, containerd, shims and containers at once, and every
# mount goes with them, whatever state they were in. Published ports are reached from inside:
#   nsenter --net=/run/netns/NETNS curl http://127.0.0.1:PORT/
# With --tls it also listens there, on 127.0.0.1:2376, for whom ca.pem of FOLDER vouches, as server.pem with server.key.
# The namespace has no route to anywhere, so a missing image fails at once instead of after 20 s.
#
# Exit codes: 0 done, 1 failed, 64 usage, 69 a needed program is missing, 77 not allowed (needs root).
set -Eeuo pipefail

readonly ready_seconds=30
say() { printf 'private-engine: %s\n' "$*" >&2; }
usage() { sed -n '5,9s/^# *//p' "$0" >&2; exit 64; }

command=${1-}
case $command in
  start | restart | stop) [ -n "${2-}" ] || usage ;;
  status | try) ;;
  *) usage ;;
esac

[ "$(id -u)" = 0 ] || { say "a private engine needs root, for network namespaces and mounts"; exit 77; }
for program in ip nsenter unshare curl sha256sum; do
  command -v "$program" >/dev/null || { say "'$program' is missing; scripts/environment-setup.sh --for test installs it"; exit 69; }
done

if [ -n "${2-}" ]; then
  dir=$(realpath -m -- "$2")
  netns=triptych-$(printf %s "$dir" | sha256sum | cut -c1-10)
  socket=$dir/docker.sock
fi

ping() { curl -sf -o /dev/null -m "${2:-1}" --unix-socket "$1" http://engine/_ping; }

# The processes of an engine: in its network namespace, but not in ours of processes. (Tests enter the
# network namespace, too, and must survive the end of the engine.)
engine_pids() {
  local pid here
  here=$(readlink /proc/self/ns/pid)
  for pid in $(ip netns pids "$1" 2>/dev/null || true); do
    [ "$(readlink "/proc/$pid/ns/pid" 2>/dev/null || true)" = "$here" ] || printf '%s\n' "$pid"
  done
}

# The host's pid of the process `$2` of the engine in the network namespace `$1`.
engine_pid_of() {
  local pid name
  for pid in $(engine_pids "$1"); do
    name=$(cat "/proc/$pid/comm" 2>/dev/null || true)
    [ "$name" != "$2" ] || { printf '%s\n' "$pid"; return 0; }
  done
  return 1
}

# Ends every process, then removes the cgroups and the namespace. DIR stays.
sweep() {
  local pid cgroup deadline=$((SECONDS + 10))
  while pids=$(engine_pids "$netns") && [ -n "$pids" ]; do
    for pid in $pids; do kill -KILL "$pid" 2>/dev/null || true; done
    [ "$SECONDS" -lt "$deadline" ] || { say "processes of $dir do not end: ${pids//$'\n'/ }"; return 1; }
    sleep 0.02
  done
  if [ -e "/run/netns/$netns" ]; then ip netns delete "$netns"; fi
  for cgroup in /sys/fs/cgroup/"$netns" /sys/fs/cgroup/*/"$netns"; do
    if [ -d "$cgroup" ]; then find "$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null || true; fi
  done
}

# Only what an engine of ours made is ever removed.
remove_dir() {
  [ -e "$dir" ] || return 0
  [ -e "$dir/.private-engine" ] || { say "$dir is not the folder of a private engine and was not removed"; return 1; }
  rm -rf -- "$dir"
}

report() {
  printf 'socket=%s\nnetns=%s\npid=%s\n' "$socket" "$netns" "$(engine_pid_of "$netns" dockerd || true)" | tee "$dir/engine"
}

wait_until_ready() {
  local deadline=$((SECONDS + ready_seconds)) seen=
  until ping "$socket"; do
    if engine_pid_of "$netns" dockerd >/dev/null; then
      seen=yes
    elif [ -n "$seen" ] || grep -q '^failed to start' "$dir/log" 2>/dev/null; then
      say "the engine ended: $(tail -n 1 "$dir/log")"
      return 1
    fi
    [ "$SECONDS" -lt "$deadline" ] || { say "no answer in $ready_seconds s: $(tail -n 1 "$dir/log")"; return 1; }
    sleep 0.03
  done
}

# The first process of the engine's namespace: gives it settings of its own (older engines keep their identifier there,
# and the machine's settings must not decide), starts dockerd on each SIGUSR1, and reaps what dies.
# shellcheck disable=SC2016
readonly init='
  hostname "$1"; log=$2; settings=$3; shift 3
  mkdir -p "$settings" /etc/docker; mount --bind "$settings" /etc/docker
  trap "dockerd \"\$@\" >>\"\$log\" 2>&1 &" USR1
  dockerd "$@" >>"$log" 2>&1 &
  sleep infinity & forever=$!
  while :; do wait "$forever"; done'

start() {
  command -v dockerd >/dev/null || { say "dockerd is missing; scripts/environment-setup.sh --for test installs it"; exit 69; }
  [ "${#socket}" -le 107 ] || { say "the socket's path has more than 107 characters: $socket"; exit 64; }
  sweep
  if [ -d "$dir" ] && [ -n "$(ls -A "$dir")" ]; then remove_dir; fi
  mkdir -p "$dir"
  chmod 0700 "$dir"
  touch "$dir/.private-engine"
  trap 'sweep || true; say "its log: $dir/log"; exit 1' ERR INT TERM HUP
  ip netns add "$netns"
  ip -n "$netns" link set lo up
  # shellcheck disable=SC2094
  setsid nsenter --net="/run/netns/$netns" \
    unshare --mount --uts --pid --fork --kill-child --mount-proc \
    bash -c "$init" private-engine "$netns" "$dir/log" "$dir/daemon" \
    --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/dockerd.pid" -H "unix://$socket" \
    --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$netns" --ip6tables=false "${tls[@]}" \
    >"$dir/log" 2>&1 </dev/null &
  wait_until_ready
  if [ -n "${owner-}" ]; then
    # shellcheck disable=SC2016
    setsid sh -c 'tail --pid="$1" -f /dev/null; exec "$2" stop "$3"' owner "$owner" "$(realpath "$0")" "$dir" \
      >/dev/null 2>&1 </dev/null &
  fi
  trap - ERR INT TERM HUP
  report
}

restart() {
  local init_pid pid
  [ -e "$dir/.private-engine" ] || { say "no engine was started in $dir"; exit 1; }
  init_pid=$(engine_pid_of "$netns" bash) || { say "the engine of $dir is gone; start it again"; exit 1; }
  if pid=$(engine_pid_of "$netns" dockerd); then
    kill -KILL "$pid"
    while [ -e "/proc/$pid" ]; do sleep 0.02; done
  fi
  # A killed dockerd takes its containerd along, but both leave their pid files, which stop the next one.
  while pid=$(engine_pid_of "$netns" containerd); do kill -KILL "$pid" 2>/dev/null || true; sleep 0.02; done
  rm -f "$dir/dockerd.pid" "$dir/exec/containerd/containerd.pid" "$dir/exec/containerd/"*.sock "$socket"
  kill -USR1 "$init_pid"
  wait_until_ready
  report
}

status() {
  local found=0 namespace at
  if [ -n "${dir-}" ]; then
    ping "$socket" 2 && report >/dev/null && cat "$dir/engine" && return 0
    if engine_pid_of "$netns" dockerd >/dev/null; then say "$dir: running, but does not answer"; else say "$dir: not running"; fi
    return 1
  fi
  for namespace in /run/netns/triptych-*; do
    [ -e "$namespace" ] || continue
    found=1
    namespace=${namespace##*/}
    at=$(tr '\0' '\n' <"/proc/$(engine_pid_of "$namespace" bash || echo self)/cmdline" 2>/dev/null | sed -n '/^--data-root$/{n;s#/data$##p;}')
    if [ -z "$at" ]; then printf '%s  left over\n' "$namespace"
    elif ping "$at/docker.sock" 2; then printf '%s  answers  %s\n' "$namespace" "$at"
    else printf '%s  silent   %s\n' "$namespace" "$at"; fi
  done
  [ "$found" = 1 ] || echo "no private engine"
}

# An engine that starts and ends is the only proof that one can.
try() {
  local folder version compose
  folder=$(mktemp -d /tmp/triptych-engine.XXXXXX)
  # shellcheck disable=SC2064
  trap "'$0' stop '$folder/probe' >/dev/null 2>&1; rm -rf '$folder'" EXIT
  "$0" start "$folder/probe" --owner $$ >"$folder/out" 2>&1 || { tail -n 2 "$folder/out"; return 1; }
  version=$(docker --host "unix://$folder/probe/docker.sock" version --format '{{.Server.Version}}') || return 1
  compose=$(docker compose version --short) || { echo "docker compose is missing"; return 1; }
  printf 'engine %s, Compose %s\n' "$version" "$compose"
}

case $command in
  try) try ;;
  start)
    shift 2
    tls=()
    while [ $# -gt 0 ]; do
      case $1 in
        --owner) owner=${2:?--owner needs a pid} ;;
        --tls)
          folder=$(realpath -e -- "${2:?--tls needs a folder}")
          tls=(-H tcp://127.0.0.1:2376 --tlsverify --tlscacert "$folder/ca.pem"
            --tlscert "$folder/server.pem" --tlskey "$folder/server.key")
          ;;
        *) usage ;;
      esac
      shift 2
    done
    start
    ;;
  restart) restart ;;
  stop) sweep && remove_dir ;;
  status) status ;;
esac
