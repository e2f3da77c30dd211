# Sourced by scripts: reads services/services.tsv into `services` (names) and `ports` (the port of each for `./run`).
# shellcheck shell=bash disable=SC2034
services=()
declare -A ports=()
while IFS=$'\t' read -r name port _; do
  services+=("$name")
  ports[$name]=$port
done < <(tail -n +2 "$(dirname "${BASH_SOURCE[0]}")/../services/services.tsv")
