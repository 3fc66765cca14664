package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;

/** The latencies that 99 of a hundred requests stay below, and half of them. */
public record Latency(Duration median, Duration p99) {

    /** What a busy build machine alone makes of a few milliseconds, once in a hundred requests. */
    private static final Duration NOISE = Duration.ofMillis(50);

    private static final int REQUESTS = 300;

    public static Latency of(Call call) throws Exception {
        var times = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            var begin = System.nanoTime();
            call.send();
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return new Latency(Duration.ofNanos(times[REQUESTS / 2]), Duration.ofNanos(times[REQUESTS * 99 / 100]));
    }

    /** Of two rounds the quieter, as other work of the machine only makes them slower. */
    public Latency best(Latency other) {
        return new Latency(least(median, other.median), least(p99, other.p99));
    }

    /** Whether it is below twice the latency of a calm machine, or below what the machine alone may cause. */
    public boolean isNear(Latency calm) {
        return isMedianNear(calm) && p99.compareTo(twice(calm.p99)) < 0;
    }

    public boolean isMedianNear(Latency calm) {
        return median.compareTo(twice(calm.median)) < 0;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    public void assertMedianNear(Latency calm, String of) {
        assertThat(median).as("median of %s, calm %s", of, calm).isLessThan(twice(calm.median));
    }

    public void assertNear(Latency calm, String of) {
        assertMedianNear(calm, of);
        assertThat(p99).as("p99 of %s, calm %s", of, calm).isLessThan(twice(calm.p99));
    }

    private static Duration twice(Duration calm) {
        var twice = calm.multipliedBy(2);
        return twice.compareTo(NOISE) > 0 ? twice : NOISE;
    }

    /** A request whose time is measured. */
    public interface Call {
        void send() throws Exception;
    }
}
