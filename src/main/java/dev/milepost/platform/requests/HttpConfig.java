package dev.milepost.platform.requests;

import dev.milepost.platform.settings.ConfigBounds;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.spi.Converter;

/** The limits of connections and bodies. */
@ConfigMapping(prefix = "milepost.http")
public interface HttpConfig {

    /**
     * The maximum bytes of received bodies whose requests have not ended; an eighth of the heap if empty. A larger
     * value uses more heap.
     */
    OptionalLong bytesInFlight();

    /** The maximum bytes of memory to process bodies; a quarter of the heap if empty. A larger value uses more heap. */
    OptionalLong bytesInWork();

    /**
     * The maximum bytes of responses that clients have not read, outside of the heap; a third of the JVM's {@code
     * -XX:MaxDirectMemorySize} if empty. A larger value needs more of that.
     */
    OptionalLong bytesUnread();

    /** The share of these limits for all callers together that are not authenticated; 0.01 to 1. */
    @WithDefault("0.5")
    @WithConverter(Share.class)
    double anonymousShare();

    /**
     * The share of these limits for one caller; for one address without a token, of the anonymous share. The addresses
     * of an IPv6 network of 64 bits count as one. 0.01 to 1.
     */
    @WithDefault("0.5")
    @WithConverter(Share.class)
    double share();

    /** How long a body waits for memory before it is answered with 503 and {@code Retry-After}. */
    @WithDefault("5s")
    @WithConverter(Positive.class)
    Duration roomTimeout();

    /**
     * The minimum rate of a body or a response, in bytes per second, over each {@link #grace()}. A larger value
     * disconnects more slow clients.
     */
    @WithDefault("1024")
    @WithConverter(Rate.class)
    long slowestRate();

    /** How long a client may be below {@link #slowestRate()}. */
    @WithDefault("5s")
    @WithConverter(Positive.class)
    Duration grace();

    /** The base time for a body or a response. {@link #transferRate()} adds time for its bytes. */
    @WithDefault("30s")
    @WithConverter(Positive.class)
    Duration transferTime();

    /** The rate, in bytes per second, by which larger bodies and responses get more time. */
    @WithDefault("65536")
    @WithConverter(Rate.class)
    long transferRate();

    /**
     * How long the head of a request may take: of a connection's first request from the connection's beginning, of a
     * later one from its first byte.
     */
    @WithDefault("10s")
    @WithConverter(Positive.class)
    Duration headTimeout();

    /**
     * How long a connection may be idle. Longer than the idle timeout of proxies, so that the proxy closes the
     * connection first.
     */
    @WithDefault("75s")
    @WithConverter(Positive.class)
    Duration keepAlive();

    /** The maximum number of connections of one address, or IPv6 network of 64 bits. A proxy counts as one address. */
    @WithDefault("2048")
    @WithConverter(Connections.class)
    int connectionsPerAddress();

    /**
     * The minimum speed of transfers in both directions.
     *
     * @param grace the length of the interval over which the rate is measured
     * @param slowestRate the minimum bytes per second over each grace interval
     * @param transferTime the base time for a transfer
     * @param transferRate the bytes per second by which larger bodies get more than the transfer time
     * @param roomTimeout how long a body may wait for memory
     */
    record Pace(Duration grace, long slowestRate, Duration transferTime, long transferRate, Duration roomTimeout) {

        static Pace of(HttpConfig config) {
            return new Pace(
                    config.grace(),
                    config.slowestRate(),
                    config.transferTime(),
                    config.transferRate(),
                    config.roomTimeout());
        }

        /** The maximum time for a transfer, in nanoseconds. */
        long timeFor(long bytes) {
            return transferTime.toNanos() + (long) (bytes * 1e9 / transferRate);
        }
    }

    final class Share implements Converter<Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double convert(String value) {
            return ConfigBounds.within(0.01, 1.0, Double.valueOf(value));
        }
    }

    final class Rate implements Converter<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long convert(String value) {
            return ConfigBounds.atLeast(1L, Long.valueOf(value));
        }
    }

    final class Connections implements Converter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer convert(String value) {
            return ConfigBounds.atLeast(1, Integer.valueOf(value));
        }
    }

    final class Positive implements Converter<Duration> {
        private static final long serialVersionUID = 1L;

        @Override
        public Duration convert(String value) {
            return ConfigBounds.atLeast(Duration.ofMillis(100), DurationConverter.parseDuration(value));
        }
    }
}
