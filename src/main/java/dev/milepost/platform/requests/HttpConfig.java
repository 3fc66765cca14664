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

    /** Bytes of bodies that have arrived and are not done with; an eighth of the heap where empty. More costs that heap. */
    OptionalLong bytesInFlight();

    /** Bytes of memory for what is made of bodies; a quarter of the heap where empty. More costs that heap. */
    OptionalLong bytesInWork();

    /** The share of both that one caller, or one address without a token, may have; 0 to 1. */
    @WithDefault("0.5")
    @WithConverter(Share.class)
    double share();

    /** How long a body waits for room before it is told to come again. */
    @WithDefault("5s")
    @WithConverter(Positive.class)
    Duration roomTimeout();

    /** The least bytes a second of a body or of an answer, over each {@link #grace()}. More ends slower clients. */
    @WithDefault("1024")
    @WithConverter(Rate.class)
    long slowestRate();

    /** How long a client may be slower than that. */
    @WithDefault("5s")
    @WithConverter(Positive.class)
    Duration grace();

    /** How long a body or an answer may take, beside its bytes. */
    @WithDefault("30s")
    @WithConverter(Positive.class)
    Duration transferTime();

    /** Bytes a second by which larger bodies and answers have more time. */
    @WithDefault("65536")
    @WithConverter(Rate.class)
    long transferRate();

    /** How long the head of a connection's first request may take. */
    @WithDefault("10s")
    @WithConverter(Positive.class)
    Duration headTimeout();

    /** How long a connection may go without its next request. More than proxies keep theirs, so that they end them first. */
    @WithDefault("75s")
    @WithConverter(Positive.class)
    Duration keepAlive();

    /** Connections of one address; a proxy is one address. */
    @WithDefault("2048")
    @WithConverter(Connections.class)
    int connectionsPerAddress();

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
