set -eu
fail() { echo "$1" >&2; exit 1; }
ask() { wget -S -T 15 -O - "$MILEPOST$1" 2>&1 || true; }
wget -q -T 15 -O /dev/null "$MILEPOST/q/health" || fail "The service is not healthy: GET /q/health shows whether the database or the brokers do not respond."
case $(ask /q/metrics) in
    *milepost_pipeline_lag_events* | *' 401 '*) ;;
    *) fail "GET /q/metrics returns no metrics of the pipeline." ;;
esac
case $(ask /api/v1/pipeline) in
    *' 401 '*) echo "The service is ready and requires a token." ;;
    *) fail "GET /api/v1/pipeline does not require a token. Configure access." ;;
esac
