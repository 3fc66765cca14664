# shellcheck shell=bash
# Starts the packaged service for the scripts that call it, with temporary data and access as production has it; its
# limits of how often are left away. A script sets home, the folder of the project, and work, one for its files, and calls
#   start_service    which sets java, address, token (of an admin), secret (of webhooks), log and pid; ends with 1 if it fails
#   publish_templates    publishes the golden paths, so that there is something to find
# The service ends with the script.

start_service() {
  local data
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  token=$(random_hex)
  secret=$(random_hex)
  data=$(mktemp -d "$work/data-XXXXXX")
  log=$work/service.log
  : > "$log"
  MILEPOST_ACCESS_ADMIN_TOKEN_SECRET=$token MILEPOST_ACCESS_RATE_LIMIT_REQUESTS=0 MILEPOST_ACCESS_RATE_LIMIT_FAILURES=0 \
    MILEPOST_WEBHOOKS_GITHUB_SECRETS=$secret MILEPOST_WEBHOOKS_PAGERDUTY_SECRETS=$secret \
    MILEPOST_LOCAL_DIR=$data QUARKUS_HTTP_PORT=0 QUARKUS_HTTP_HOST=127.0.0.1 \
    "$java" -Xmx512m -XX:+ExitOnOutOfMemoryError "-Dmilepost.home=$home" "-Dmilepost.local.lib=$home/target/local" \
    -jar "$home/target/quarkus-app/quarkus-run.jar" start --no-backfill > "$log" 2>&1 &
  pid=$!
  # shellcheck disable=SC2064
  trap "kill $pid 2> /dev/null; wait $pid 2> /dev/null; rm -rf '$data'" EXIT

  address=
  for _ in $(seq 240); do
    address=$(sed -n 's|^Milepost runs: API http://localhost:\([0-9]*\)/.*|http://127.0.0.1:\1|p' "$log")
    [ -n "$address" ] && return 0
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.5
  done
  echo 'The service did not start:' >&2
  tail -n 30 "$log" >&2
  return 1
}

publish_templates() {
  MILEPOST_TOKEN=$token "$java" -jar "$home/target/quarkus-app/quarkus-run.jar" templates publish "$home/templates" \
    --url "$address" > "$work/publish.log" 2>&1 && return 0
  echo 'The golden paths could not be published:' >&2
  tail -n 30 "$work/publish.log" >&2
  return 1
}

random_hex() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}
