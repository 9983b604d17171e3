#!/usr/bin/env bash
# The step of the GitHub Action: annotations and the job's summary, and the files that are asked for.
# Everything comes from the environment (FACTLINT_…), as action.yml sets it.
set -euo pipefail

arguments=(check)
add() { if [ -n "$2" ]; then arguments+=("$1" "$2"); fi; }

while IFS= read -r line; do add --references "$line"; done <<< "${FACTLINT_REFERENCES:-}"
add --fail-on "${FACTLINT_FAIL_ON:-}"
add --diff "${FACTLINT_DIFF:-}"
add --config "${FACTLINT_CONFIG:-}"
arguments+=(--output "github=-")
add --output "${FACTLINT_SARIF:+sarif=$FACTLINT_SARIF}"
add --output "${FACTLINT_HTML:+html=$FACTLINT_HTML}"
arguments+=(--)
while IFS= read -r line; do if [ -n "$line" ]; then arguments+=("$line"); fi; done <<< "${FACTLINT_PATHS:-.}"

code=0
factlint "${arguments[@]}" || code=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "exit-code=$code" >> "$GITHUB_OUTPUT"; fi
exit "$code"
