set -eu
fail() { echo "$1" >&2; exit 1; }
ask() { wget -S -T 15 -O - "$MILEPOST$1" 2>&1 || true; }
wget -q -T 15 -O /dev/null "$MILEPOST/q/health" || fail "Database or brokers do not answer."
case $(ask /q/metrics) in
    *milepost_pipeline_lag_events* | *' 401 '*) ;;
    *) fail "It tells no metrics." ;;
esac
case $(ask /api/v1/pipeline) in
    *' 401 '*) echo "It is ready, and asks for a token." ;;
    *) fail "It should ask for a token and does not." ;;
esac
