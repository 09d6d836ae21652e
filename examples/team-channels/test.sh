#!/usr/bin/env bash
# Tests this module against its own emulator.
#
#   ./test.sh         with Terraform
#   ./test.sh tofu    with OpenTofu
set -euo pipefail
cd "$(dirname "$0")"

printed=$(mktemp)
chat-emulator -addr 127.0.0.1:0 >"$printed" &
emulator=$!
trap 'kill "$emulator"; rm -f "$printed"' EXIT
until grep -q '^Ready' "$printed"; do
  kill -0 "$emulator" # it is still starting
  sleep 0.1
done
eval "$(grep '^export ' "$printed")"

"${1:-terraform}" test
