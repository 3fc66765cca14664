#!/usr/bin/env bash
# Has Milepost judge entities of the catalog: validate-catalog.sh FILE
# Fails where an entity is not valid, and not where Milepost is away.
set -euo pipefail

headers=(--header 'content-type: application/yaml')
if [ -n "${MILEPOST_TOKEN:-}" ]; then
  headers+=(--header "authorization: Bearer $MILEPOST_TOKEN")
fi
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=$(curl --silent --show-error --max-time 20 --retry 3 --retry-connrefused "${headers[@]}" --data-binary "@$1" \
  --output "$answer" --write-out '%{http_code}' "$MILEPOST_URL/api/v1/catalog/validate") || status=none

case $status in
  200)
    jq --raw-output '.items[].findings[] | "\(.severity) \(.rule) \(.pointer): \(.detail)"' "$answer"
    jq --exit-status .valid "$answer" > /dev/null
    ;;
  400 | 413)
    jq --raw-output .detail "$answer"
    exit 1
    ;;
  *) echo "::warning::Milepost did not judge $1 ($status)" ;;
esac
