set -eu
fail() { echo "$1" >&2; exit 1; }
wget -q -T 15 -O /dev/null "$MILEPOST/q/health/ready" || fail "It is not ready: database or brokers do not answer."
wget -q -T 15 -O - "$MILEPOST/q/metrics" | grep -q '^milepost_pipeline_lag_events' || fail "It tells no metrics."
told=$(wget -S -T 15 -O /dev/null "$MILEPOST/api/v1/pipeline" 2>&1 || true)
case $told in
    *' 401 '*) echo "It is ready, and asks for a token." ;;
    *) fail "It should ask for a token and does not: $told" ;;
esac
