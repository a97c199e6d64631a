#!/usr/bin/env bash
# Checks the configuration of the monitoring as its own programs read it: promtool for Prometheus and the alerts,
# with their tests; amtool for Alertmanager and where an alert goes. `make test` runs it.
#
#   check-monitoring.sh [ENV...]    of these environments only
#
# The programs come from Debian's packages, unpacked below .build/monitoring and not installed; those on the PATH
# are taken where they exist. Needs neither root nor an engine.
#
# Exit codes: 0 all is well; 1 something is wrong, or the programs cannot be had.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

wrong=0
complain() {
  printf 'error: %s\n' "$*" >&2
  wrong=1
}

if ! command -v promtool >/dev/null || ! command -v amtool >/dev/null; then
  tools=$(scripts/monitoring-packages.sh tools) || exit 1
  PATH=$tools:$PATH
fi

# Runs a check; shows what it said only when something is wrong.
check() {
  local said
  said=$("$@" 2>&1) || complain "$*
$said"
}

# An alert of ENV with LABELS is told to RECEIVER.
route() { # ENV RECEIVER LABELS...
  local environment=$1 wanted=$2 told
  shift 2
  told=$(amtool config routes test --config.file="docker/monitoring/alertmanager.$environment.yml" \
    environment="$environment" "$@" 2>/dev/null)
  [ "$told" = "$wanted" ] || complain "in $environment an alert with $* goes to $told instead of $wanted"
}

routes() { # ENV
  case $1 in
    dev)
      route dev operators alertname=TradingTargetDown severity=critical
      route dev nobody alertname=HighLatency severity=warning
      route dev nobody alertname=TradingHalted severity=info
      ;;
    staging)
      route staging operators alertname=TradingTargetDown severity=critical
      route staging operators alertname=HighLatency severity=warning
      ;;
    prod)
      route prod on-call alertname=TradingTargetDown severity=critical
      route prod on-call alertname=TradingHalted severity=critical
      route prod operators alertname=HighLatency severity=warning
      ;;
  esac
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ $# = 0 ]; then set -- dev staging prod; fi
for environment in "$@"; do
  # Under the names that they have in the container, since one names the other.
  cp "docker/monitoring/prometheus.$environment.yml" "$folder/prometheus.yml" &&
    cp "docker/monitoring/alerts.$environment.yml" "$folder/alerts.yml" || exit 1
  check promtool check config --lint-fatal "$folder/prometheus.yml"
  check promtool check rules --lint-fatal "docker/monitoring/alerts.$environment.yml"
  check promtool test rules "docker/monitoring/tests/alerts.$environment.test.yml"
  check amtool check-config "docker/monitoring/alertmanager.$environment.yml"
  routes "$environment"
done
if [ "$wrong" = 0 ]; then echo "the configuration of the monitoring is valid: $*"; fi
exit "$wrong"
