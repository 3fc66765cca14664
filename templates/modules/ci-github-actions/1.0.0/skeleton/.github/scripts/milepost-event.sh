#!/usr/bin/env bash
# Tells Milepost what happened: milepost-event.sh TYPE [KEY=VALUE...]
# Sends nothing where MILEPOST_URL is not set, and fails no build where Milepost is away.
set -euo pipefail

type=$1
shift
if [ -z "${MILEPOST_URL:-}" ]; then
  echo "MILEPOST_URL is not set: $type is not sent."
  exit 0
fi

commit=${MILEPOST_COMMIT:-$(git rev-parse HEAD)}
parents=$(git show --no-patch --format=%P "$commit")
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
time=$now
id="$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT-$type"
# A change is the same however often it is built, and happened when it was committed.
if [ "$type" = change.created ]; then
  id="$commit"
  time=$(git show --no-patch --format=%cI "$commit")
fi

# The correlation that was handed on; the first commit belongs to the scaffolder's.
correlation=${MILEPOST_CORRELATION_ID:-}
if [ -z "$correlation" ] && [ -z "$parents" ]; then
  correlation='${{ values.milepost.correlationId }}'
fi

fields=()
for pair in "$@"; do
  case "$pair" in
    # One run may deploy to several.
    environment=*) id="$id-$(echo "$pair" | cut -d= -f2-)" ;;
  esac
  fields+=(--arg "$(echo "$pair" | cut -d= -f1)" "$(echo "$pair" | cut -d= -f2-)")
done

event=$(jq --null-input "${fields[@]+"${fields[@]}"}" \
  --arg type "dev.milepost.$type" --arg id "$id" --arg time "$time" --arg correlation "$correlation" \
  --arg source "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" --arg commit "$commit" --arg parents "$parents" \
  --arg branch "${GITHUB_REF_NAME:-}" --arg run "$GITHUB_RUN_ID" '
  ($ARGS.named | del(.type, .id, .time, .correlation, .source, .commit, .parents, .branch, .run)) as $given
  | {
      specversion: "1.0", $id, $source, $type, $time, datacontenttype: "application/json",
      data: ({
        service_id: "${{ values.name }}", commit_sha: $commit, pipeline_run_id: $run,
        repository: ($source | sub("^https?://"; "")),
        template_id: "${{ values.milepost.template.name }}",
        template_version: "${{ values.milepost.template.version }}"
      } + $given)
    }
  | if $correlation == "" then . else .correlationid = $correlation end
  | if $type == "dev.milepost.change.created"
    then .data += {committed_at: $time, parent_shas: ($parents | split(" ") - [""]), $branch} | del(.data.pipeline_run_id)
    else . end')

headers=(--header 'content-type: application/cloudevents+json')
if [ -n "${MILEPOST_TOKEN:-}" ]; then
  headers+=(--header "authorization: Bearer $MILEPOST_TOKEN")
fi
if ! curl --silent --show-error --fail-with-body --max-time 10 --retry 3 --retry-connrefused "${headers[@]}" \
  --data-binary "$event" "$MILEPOST_URL/api/v1/events"; then
  echo "::warning::Milepost did not take $type"
fi
