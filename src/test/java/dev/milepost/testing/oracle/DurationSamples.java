package dev.milepost.testing.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Durations in microseconds, ascending. */
record DurationSamples(List<Long> micros) {

    private static final double MICROS_PER_SECOND = 1e6;

    DurationSamples {
        micros = micros.stream().sorted().toList();
    }

    /** Writes their number, percentiles and mean; null where there are none. */
    void write(ObjectNode answer, String reason, int... percentiles) {
        answer.put("count", micros.size());
        for (var percentile : percentiles) {
            put(answer, "p" + percentile + "_seconds", () -> percentile(percentile / 100.0));
        }
        put(answer, "mean_seconds", this::mean);
        if (micros.isEmpty()) {
            answer.put("reason", reason);
        }
    }

    private void put(ObjectNode answer, String name, DoubleSupplier value) {
        if (micros.isEmpty()) {
            answer.putNull(name);
        } else {
            answer.put(name, value.getAsDouble());
        }
    }

    /** Linear between the two nearest, as {@code percentile_cont}. */
    private double percentile(double fraction) {
        var position = fraction * (micros.size() - 1);
        var below = micros.get((int) Math.floor(position));
        var above = micros.get((int) Math.ceil(position));
        return (below + (above - below) * (position - Math.floor(position))) / MICROS_PER_SECOND;
    }

    private double mean() {
        var sum = micros.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        return sum.doubleValue() / micros.size() / MICROS_PER_SECOND;
    }
}
